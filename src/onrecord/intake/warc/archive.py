"""The reports of a web archive, WARC or ARC: one member a response, resource or conversion that can be a report."""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from fastwarc.warc import WarcRecord

from onrecord.intake.characters import clean_line
from onrecord.intake.dates import read_date
from onrecord.intake.expand import ExpandsTooFarError, expands_too_far
from onrecord.intake.extent import Extent
from onrecord.intake.member import Member, Members, Walk
from onrecord.intake.picture import of_bytes, too_large
from onrecord.intake.revisited import short
from onrecord.intake.warc import digests, media
from onrecord.intake.warc.arc import form_of, is_plain
from onrecord.intake.warc.dating import dating
from onrecord.intake.warc.frames import Frame, Misframed, frames
from onrecord.intake.warc.payload import Message, Stated, UnreadableError, answer_of, decoded, falls_short, message_of, record_of, stated_by
from onrecord.intake.warc.runs import Break, GzipRun, Place, PlainRun, Run, gzip_runs
from onrecord.records import Issue, Part
from onrecord.records.vocabulary import IssueOutcome
from onrecord.settings import Limits

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?Z)?")
"""WARC 1.1 §5.4: the profile of ISO 8601 in UTC."""

_PARTIAL = 206
"""Status of a response that is a part of what was asked for (RFC 9110 §15.3.7)."""

_RESPONSE = b"HTTP/"
"""How the answer of a server begins (RFC 9112 §4); a request begins with its method."""

_MOST_NAMED = 3

_HELD = ("response", "resource", "conversion")
_OF_THE_ARCHIVE = ("warcinfo", "request", "metadata")


def read_archive(member: Member, walk: Walk) -> Members:
    """The members of a web archive, plain or compressed, and an issue for each record that cannot be opened.

    What stands in it and can be no report – pictures, scripts, redirects, errors of the server – is passed over, and counted in one
    issue at the end.
    """
    yield from _Archive(member, walk).members()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """A record in its place, with what its header states and what is to be said of it."""

    frame: Frame
    place: Place
    where: str
    record: WarcRecord
    stated: Stated
    remarks: tuple[Issue, ...]

    def remarked(self, *remarks: Issue) -> "_Found":
        """The same, with more to be said."""
        return replace(self, remarks=(*self.remarks, *remarks))

    def remark(self, code: str, message: str) -> Issue:
        """What is to be said of it."""
        return Issue(code=code, outcome="recorded", where=self.where, message=message)


def _offsets() -> "array[int]":
    return array("Q")


@dataclass
class _Archive:
    member: Member
    walk: Walk
    passed_over: Counter[str] = field(default_factory=Counter)
    unresolved: "array[int]" = field(default_factory=_offsets)
    """Offsets of records that point to one that is not there."""
    records: set[int] = field(default_factory=set)
    addresses: set[int] = field(default_factory=set)

    @property
    def named(self) -> str | None:
        """The id of the report, in the archive of one address; archives that stood there are like all others."""
        return self.walk.named if self.member.depth == 0 else None

    def members(self) -> Members:
        with self.member.extent.open() as archive:
            runs: Iterable[Run] = (PlainRun(archive),) if is_plain(archive) else gzip_runs(archive, self.walk.limits)
            empty = True
            for run in runs:
                for one in self._run(run):
                    empty = False
                    yield one
        for one in self._at_the_end():
            empty = False
            yield one
        if empty:
            message = "None of its records holds what a server or a file gave; there is nothing to read."
            yield self.walk.issue("warc.empty", self.member.where, message, "recorded")

    def _run(self, run: Run) -> Members:
        told = False
        for frame in frames(run, self.walk.limits, vouched, form_of(run)):
            place = run.place(frame.position, frame.end)
            if isinstance(frame, Misframed):
                told = told or (run.broken is not None and run.broken.code == frame.code)
                yield self._misframed(frame, place, run.broken)
            else:
                yield from self._record(frame, place)
            yield from (self._broken(note, "recorded") for note in run.notes())
        yield from (self._broken(note, "recorded") for note in run.notes())
        if run.broken is not None and not told:
            yield self._broken(run.broken, "quarantined")

    def _record(self, frame: Frame, place: Place) -> Members:
        where = self._where(place, frame.position)
        try:
            record = record_of(frame)
            stated = stated_by(record)
            if stated.type in _OF_THE_ARCHIVE:
                if (frame.data or frame.head).startswith(_RESPONSE):
                    message = f"It says that it is a {stated.type} record, and holds the answer of a server; it was not read."
                    yield self.walk.issue("warc.type", where, message)
                return
            remarks = self._remarks(stated, where)
            found = _Found(frame=frame, place=place, where=where, record=record, stated=stated, remarks=remarks)
            yield from self._revisit(found) if stated.type == "revisit" else self._held(found)
        except UnreadableError as fault:
            outcome: IssueOutcome = "refused" if fault.code == "warc.header" else "quarantined"
            yield self.walk.issue(fault.code, where, f"{fault.message} The record was not read.", outcome)
        except ExpandsTooFarError:
            yield self.walk.issue("decompress.limit", where, f"{expands_too_far(self.walk.limits)}; the record was not read.")

    def _held(self, found: _Found) -> Members:
        """A record that holds bytes of its own."""
        stated, frame = found.stated, found.frame
        if stated.type not in _HELD:
            _refuse_pieces(stated.type == "continuation")
            text = f"Its type (WARC-Type: {stated.type[:40] or 'none'!r}) is none that is known, so it was not read."
            yield self.walk.issue("warc.type", found.where, text)
            yield from found.remarks
            return
        message = message_of(found.record, frame)
        if reason := self._no_report(message, stated.uri):
            self._remember(found)
            failed = message.status is not None and not media.succeeded(message.status)
            if failed and frame.data is not None:  # one bit of a status makes a redirect of a page
                found = found.remarked(*_digests(found, message, message.body, message.body))
            yield from self._pass_over(reason, found, _picture(message, self.walk.limits) if reason in media.PICTURED else b"")
            return
        if frame.data is None:
            text = f"It holds {frame.length:,} bytes, more than a report may (limits.record_bytes: {self.walk.limits.record_bytes:,})."
            raise UnreadableError("warc.limit", text)
        _refuse_pieces(stated.headers("WARC-Segment-Number") is not None)
        transferred, body = decoded(message, self.walk.limits)
        self._remember(found)
        yield from self._opened(found.remarked(*_digests(found, message, transferred, body)), message, body)

    def _revisit(self, found: _Found) -> Members:
        """A record that stands for another one's bytes: read as these, under its own address and date."""
        try:
            own: Message | None = message_of(found.record, found.frame)
        except UnreadableError:  # many have no header of HTTP of their own
            own = None
        if own is not None and own.status != 304 and (reason := media.no_report(own.status, own.media_type, found.stated.uri)):
            yield from self._pass_over(reason, found)
            return
        original = self._original(found.stated)
        if original is None:
            self.unresolved.append(found.place.offset)
            yield from found.remarks
            return
        message, body = original
        if reason := media.no_report(message.status, message.media_type, found.stated.uri):
            yield from self._pass_over(reason, found)
        else:
            yield from self._opened(found, message, body)

    def _opened(self, found: _Found, message: Message, body: bytes) -> Members:
        """A record whose bytes are open now, as a member."""
        stated, place = found.stated, found.place
        name = media.name_of(message.media_type, stated.uri)
        if self.named is not None:
            if message_text := media.unlike_a_report(name, body, message.media_type, jsonl=self.walk.jsonl):
                yield self.walk.issue("file.format", found.where, message_text)
                return
        elif reason := media.no_report_inside(name, body):
            yield from self._pass_over(reason, found, body)
            return
        uri = clean_line(stated.uri)
        known = stated.date if stated.date and _DATE.fullmatch(stated.date) else None
        date = known if known and read_date(known).outcome == "read" else None
        if uri is None:
            found = found.remarked(found.remark("warc.no-uri", "It does not say which address it came from (WARC-Target-URI)."))
        if known is not None and date is None:
            text = f"Its date (WARC-Date: {known!r}) is none that exists; it was left out."
            found = found.remarked(found.remark("date.impossible", text))
        elif date is None:
            text = f"Its date (WARC-Date: {(stated.date or 'none')[:40]!r}) is of no form that the format knows; it was left out."
            found = found.remarked(found.remark("date.unknown", text))
        found = found.remarked(*dating(message.http, date, found.where))
        if message.status == _PARTIAL or stated.headers("WARC-Truncated"):
            why = clean_line(stated.headers("WARC-Truncated")) or "the server sent a part"
            text = f"Only a part of it was archived ({why[:40]}); what follows is not known."
            found = found.remarked(found.remark("warc.incomplete", text))
        elif falls_short(message):
            announced = f"The server announced {message.announced:,} bytes (HTTP Content-Length)"
            text = f"{announced}, and {len(message.body):,} came; what follows is not known."
            found = found.remarked(found.remark("warc.incomplete", text))
        path, offset = self._path(place, found.frame.position)
        yield Member(
            extent=Extent.whole(body, len(body)),
            name=name,
            where=found.where,
            identifier=self._identifier(uri, date, stated.record_id, offset),
            depth=self.member.depth + 1,
            part=Part(
                path=path,
                offset=offset,
                length=place.length if place.begins else found.frame.end - found.frame.position,
                record=clean_line(stated.record_id),
                media_type=message.media_type,
                url=uri,
                captured=date,
            ),
            reached=self.member.extent.start + place.offset + (place.length or 0),
            remarks=found.remarks,
            charset=message.charset,
        )

    def _no_report(self, message: Message, uri: str | None) -> str | None:
        """Why a record can be no report, by what its headers state; of an address that a person named, its status alone says so."""
        if self.named is None:
            return media.no_report(message.status, message.media_type, uri)
        return None if message.status is None else media.no_success(message.status)

    def _pass_over(self, reason: str, found: _Found, body: bytes = b"") -> Members:
        """Count a record that is no report; what is to be said of it is said all the same."""
        self.passed_over[reason] += 1
        if reason in media.PICTURED and (large := too_large(of_bytes(body), self.walk.limits)):
            yield self.walk.issue("image.pixels", found.where, f"{large} It is kept with the archive, nothing of it was decoded.")
        yield from found.remarks

    def _original(self, stated: Stated) -> tuple[Message, bytes] | None:
        """The message that a revisit stands for; None where it is not among the records that were read before."""
        found = self.walk.originals.find(_referred(stated))
        if found is None:
            return None
        try:
            with found.archive.open() as archive:
                run = PlainRun(archive, found.offset) if is_plain(archive) else GzipRun(archive, found.offset, self.walk.limits)
                frame = next(frames(run, self.walk.limits, vouched, form_of(run)), None)
            if not isinstance(frame, Frame) or frame.data is None:
                return None
            message = message_of(record_of(frame), frame)
            transferred, body = decoded(message, self.walk.limits)
        except (UnreadableError, ExpandsTooFarError, OSError):  # the last: it stood in a file that was unpacked for a while
            return None
        candidates = (message.body, transferred, body, frame.data)
        return None if digests.fits(stated.headers("WARC-Payload-Digest"), candidates) is False else (message, body)

    def _remember(self, found: _Found) -> None:
        """Keep where a record stands, so that a later one may point to it."""
        if found.place.begins:
            self.walk.originals.remember(_names(found.stated), self.member.extent, found.place.offset)

    def _remarks(self, stated: Stated, where: str) -> tuple[Issue, ...]:
        """What is to be said of the record's identifier."""
        if stated.record_id is None:
            return ()
        known = len(self.records)
        self.records.add(short(stated.record_id))
        if len(self.records) > known:
            return ()
        message = f"Its identifier {stated.record_id[:100]!r} is that of an earlier record too; both were read."
        return (Issue(code="warc.duplicate-id", outcome="recorded", where=where, message=message),)

    def _identifier(self, uri: str | None, date: str | None, record_id: str | None, offset: int) -> str:
        """The address; with the date, and the place if need be, where the same address comes again."""
        if self.named is not None:
            return self.named
        name = uri or (clean_line(record_id) if record_id else None) or f"{self.member.identifier}, byte {offset}"
        for candidate in (name, f"{name} at {date}" if date else name):
            if short(candidate) not in self.addresses:
                self.addresses.add(short(candidate))
                return candidate
        return f"{name} at {date or 'no date'}, byte {offset}"

    def _path(self, place: Place, position: int) -> tuple[tuple[str, ...], int]:
        """Where a record stands: in the archive itself; or in what a gzip member expands to, which may hold many."""
        if place.begins:
            return self.member.path, place.offset
        expanded = PurePosixPath(self.member.name).name.removesuffix(".gz") or "expanded"
        return (*self.member.path, expanded), position

    def _where(self, place: Place, position: int) -> str:
        where = f"{self.member.where}, record at byte {place.offset}"
        return where if place.begins else f"{where} (expanded: {position})"

    def _misframed(self, frame: Misframed, place: Place, broken: Break | None) -> Issue:
        message = frame.message
        if broken is not None and broken.code == frame.code and broken.code != "warc.gzip-truncated":
            message = f"{broken.message} {message}"
        if frame.outcome == "quarantined":
            message = f"{message} It was not read; its bytes are kept with the archive."
        return self.walk.issue(frame.code, self._where(place, frame.position), message, frame.outcome)

    def _broken(self, broken: Break, outcome: IssueOutcome) -> Issue:
        return self.walk.issue(broken.code, f"{self.member.where}, byte {broken.offset}", broken.message, outcome)

    def _at_the_end(self) -> Members:
        if number := len(self.unresolved):
            shown = ", ".join(str(offset) for offset in self.unresolved[:_MOST_NAMED]) + (" …" if number > _MOST_NAMED else "")
            which = (
                f"{number:,} records point (revisit, at the bytes {shown})" if number > 1 else f"A record points (revisit, at byte {shown})"
            )
            message = (
                f"{which} to an earlier one that is neither in this archive nor in those read before from the same folder."
                " Read the archives of a crawl together."
            )
            yield self.walk.issue("warc.revisit-unresolved", self.member.where, message, "recorded")
        if self.named is None and (number := self.passed_over.total()):
            kinds = ", ".join(f"{count:,} {kind}" for kind, count in self.passed_over.most_common())
            which = "1 record is no report and was" if number == 1 else f"{number:,} records are no reports and were"
            yield self.walk.issue("warc.not-reports", self.member.where, f"{which} passed over: {kinds}.", "recorded")


def _picture(message: Message, limits: Limits) -> bytes:
    """A body that was passed over, with its encodings undone where that can be done."""
    try:
        return decoded(message, limits)[1]
    except (UnreadableError, ExpandsTooFarError):
        return message.body


def _refuse_pieces(divided: bool) -> None:
    """Records that were divided into several (WARC 1.1 §7) are not put together; nor is a piece read as if it were the whole."""
    if divided:
        raise UnreadableError("warc.segments", "It is one piece of a record that was divided; divided records are not put together.")


def _digests(found: _Found, message: Message, transferred: bytes, body: bytes) -> Iterator[Issue]:
    """An issue for each digest that a record states and that is not that of its bytes."""
    block = found.frame.data or b""
    of_payload = [message.body] if transferred is message.body and body is message.body else [message.body, transferred, body]
    if message.interim:
        of_payload.append(block[message.interim :])
    for header, candidates in (("WARC-Block-Digest", [block]), ("WARC-Payload-Digest", of_payload)):
        value = found.stated.headers(header)
        if digests.fits(value, candidates) is False:
            text = (
                f"Its bytes do not have the digest that it states ({header}: {(value or '')[:100]!r}): they were altered or damaged,"
                " or it is by a method that is not known."
            )
            yield found.remark("warc.digest", text)


def vouched(header: bytes, block: bytes) -> bool:
    """Whether a record's own digest, or the length that the server stated, says that its header and block belong together."""
    try:
        record = WarcRecord.from_bytes(header + block + b"\r\n\r\n")
        stated = record.headers.get("WARC-Block-Digest")
        if (right := digests.fits(stated, (block,))) is not None:
            return right
        if not block.startswith(b"HTTP/"):
            return False
        record, _ = answer_of(record, block)
        length = record.http_headers.get("Content-Length") or ""
        return length.strip().isdigit() and int(length[:18]) == len(record.reader.read())
    except (OSError, ValueError, UnreadableError):
        return False


def _names(stated: Stated) -> Iterator[str]:
    """Everything that a later record may call this one by."""
    if stated.record_id:
        yield f"id {stated.record_id}"
    if stated.uri and stated.date:
        yield f"at {stated.date} {stated.uri}"
    if digest := stated.headers("WARC-Payload-Digest"):
        yield f"digest {digest.strip().lower()}"


def _referred(stated: Stated) -> Iterator[str]:
    """What a revisit calls the record that it stands for, the surest first."""
    if identifier := (stated.headers("WARC-Refers-To") or "").strip().strip("<>"):
        yield f"id {identifier}"
    uri, date = (stated.headers(f"WARC-Refers-To-{name}") for name in ("Target-URI", "Date"))
    if uri and date:
        yield f"at {date.strip()} {uri.strip().strip('<>')}"
    if digest := stated.headers("WARC-Payload-Digest"):
        yield f"digest {digest.strip().lower()}"
