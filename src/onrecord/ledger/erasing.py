"""Erasure: asked for by one person, carried out by another; bytes and text go, the log and every proof stay as they are.

The order in which it happens, so that a stop at any point is finished when the case is opened again: a file says what is about to go;
one transaction appends the entry and blanks the records in the index; the log is published; the lines of the records are blanked; the
originals are removed; the index is made anew from the log, so that no page of the old one is left; the file is removed.

What two people agree on is what was named: these reports, these notes. What belongs to it is gathered when it is asked for, to be told,
and again when it is carried out, so that nothing that came between the two is left behind.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

import msgspec

from onrecord.errors import NotFound, WrongUse
from onrecord.ledger import index
from onrecord.ledger.blanking import Doomed
from onrecord.ledger.entries import KeptErasure, KeptErasureRequest, KeptReading, Reason
from onrecord.ledger.gathering import Gathered, Gathering
from onrecord.ledger.index import erasing as rows
from onrecord.ledger.index.erasing import Row
from onrecord.ledger.log import altered_in_index
from onrecord.ledger.people import pseudonym_of, same_person
from onrecord.ledger.places import is_digest, replace_file
from onrecord.ledger.requests import named_alone, open_requests, told_of_names
from onrecord.ledger.writer import Writer
from onrecord.records import Capture, Document, Record, decode

HOLDING_WORDS = ("capture", "issue", "parties", "reference", "correct", "propose", "decide", "claim")
"""Types of records beside documents that hold words of reports, of places where they were obtained, or of people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked to be erased, as a person is told before it happens."""

    request: str
    """Content id of the request, by which the second person names it."""
    reports: tuple[str, ...]
    """Ids of the reports that go."""
    records: int
    originals: int
    notes: int = 0
    """Notes among the records."""
    going: frozenset[str] = frozenset()
    """Content ids of the records."""
    names: tuple[str, ...] = field(default=(), repr=False)
    """The names to be protected that these notes give and no note that stays. Never to be written anywhere."""
    shared: tuple[str, ...] = ()
    """Ids of reports that stay although the original that they stand in goes with this one."""
    bereft: tuple[str, ...] = ()
    """Content ids of readings that stay and lose findings, which rest on what goes."""
    one_id: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids that several reports of different files have which go, each with the places where these were obtained."""
    same_text: tuple[str, ...] = ()
    """Ids of reports that stay and have the very text of one that goes, with another date, title or outlet."""
    naming: int = 0
    """Notes that go and give names to be protected, which no note that stays gives."""

    @property
    def told_of_names(self) -> str:
        """What a person should know of these notes, in two sentences."""
        return told_of_names(self.naming, "goes" if self.naming == 1 else "go")


class Erased(Record, frozen=True, kw_only=True):
    """What was carried out."""

    records: int
    """Records that went."""
    since: int
    """Those of them that came into the case after it was asked for, or were not found then."""
    reports: tuple[str, ...]
    """Ids of the reports that went and were not told when it was asked for: the same texts, from elsewhere."""
    bereft: tuple[str, ...]
    """Content ids of readings that stay and lost findings that rested on what went; they are to be compared anew."""
    naming: int = 0
    """Notes that went and gave names to be protected, which no note that stayed gives."""

    def told(self) -> Iterator[str]:
        """What a person should know of it, one sentence each."""
        if self.since:
            names = f"; of reports that were not named: {', '.join(self.reports)}" if self.reports else ""
            yield f"Records among these that came since it was asked for, or were not found then: {self.since:,}{names}."
        if self.naming:
            yield told_of_names(self.naming, "went")
        if self.bereft:
            yield f"Reports that stay and lost findings, which rested on what was erased: {len(self.bereft):,}. The case is compared anew."


@dataclass(frozen=True, slots=True)
class _Part:
    """What one entry says."""

    rows: tuple[Row, ...]
    originals: tuple[str, ...] = ()
    forgotten: int = 0


@dataclass(frozen=True, slots=True)
class _Plan:
    """An erasure that may be carried out."""

    request: Row
    asked: KeptErasureRequest
    asker: str
    going: Gathered
    told: frozenset[int]
    """Numbers of the records that the request lists."""


class Erasing(Writer):
    """Asks for erasure, and appends the entry of one that is carried out."""

    _erased: dict[str, int] | None = None
    """SHA-256 of originals that entries say were erased, each with the number of the last record that says so; None before it was asked
    for, and after an erasure."""

    def has_erased(self, capture: Capture) -> bool:
        """Whether the original of a capture was erased from the case, and is not kept again.

        One that not even the hash was kept of, or whose report comes in other bytes, is not recognised.

        Raises:
            BrokenIntegrity: what the index says of an erasure is not what the log does.
        """
        return self.erased_by(capture.sha256) is not None and not self.originals.lies(capture.sha256)

    def erased_by(self, sha256: str) -> int | None:
        """The number of the last record that says of an original that it was erased; None where none does.

        Raises:
            BrokenIntegrity: as ``has_erased``.
        """
        if self._erased is None:
            self._erased, done = {}, list(rows.records_of(self.connection, ("erase",)))
            self.log.held(self.connection, [row.number for row in done])
            for row in done:
                self._erased |= dict.fromkeys(decode(row.body, KeptErasure).originals, row.number)
        return self._erased.get(sha256)

    def ask_erasure(self, names: Collection[str], reason: Reason, *, by: str) -> Asked:
        """Append a request that everything about some reports, or some records, be erased. Nothing is erased yet.

        Where the same is asked for already, by whomever, that request is given.

        Args:
            names: ids of reports, content ids (or their beginning) of notes and other records, or SHA-256 of originals.
            reason: why, as a code.
            by: name of the person who asks.

        Raises:
            NotFound: a name leads to nothing.
            BrokenIntegrity: what would go is in the index not what it is in the log.
        """
        gathering = Gathering(self.connection)
        for name in names:
            try:
                gathering.name(name)
            except NotFound:
                self._refuse_unnamed(name)
                raise
        going = self._still_there(gathering.everything())
        self._hold(going)
        digests = tuple(row.digest for row in going.rows.values())
        request = index.new_record("erase-ask", KeptErasureRequest(reason=reason, records=digests))
        with self.append():
            actor = pseudonym_of(self.places, by)
            if not index.has_record(self.connection, request.id):
                self.add("erase-ask", [request], actor=actor, why=reason)
        self.publish()
        alone = self._named_alone(going)
        return Asked(
            request=request.id,
            reports=going.reports,
            records=len(going.rows),
            originals=len(going.originals),
            shared=tuple(name for name in dict.fromkeys(one.name for one in going.staying) if name not in going.reports),
            bereft=going.bereft,
            one_id=_with_one_id(going),
            same_text=gathering.same_texts(going),
            notes=sum(row.type == "note" for row in going.rows.values()),
            going=frozenset(row.id for row in going.rows.values()),
            naming=len(alone),
            names=tuple(sorted(set().union(*alone.values()))),
        )

    def staying(self, asked: Asked) -> Iterator[tuple[str, str, Record]]:
        """What an erasure would leave in the case of records that hold words: content id, type and the record; documents first."""
        for types in (("document",), HOLDING_WORDS):
            for row in rows.records_of(self.connection, types):
                if row.id not in asked.going:
                    yield row.id, row.type, self.connection.record(row.type, row.body)

    def texts_to_erase(self, request: str, *, by: str, forget: bool = False) -> tuple[str, ...]:
        """The texts that an erasure would take away, for whoever keeps something made of them elsewhere. Nothing is erased yet.

        Raises:
            NotFound: as ``append_erasure``.
            WrongUse: the same.
            BrokenIntegrity: the same.
        """
        return self._plan(request, by, forget=forget).going.texts

    def append_erasure(self, request: str, *, by: str, forget: bool = False) -> Erased:
        """Carry out a request: append its entry, blank its records in the index, and publish. Opening the case again does the rest.

        What came into the case since and belongs to what was named – another reading, findings, notes, the same text from
        elsewhere – goes as well.

        Args:
            request: content id of the request, or its beginning.
            by: name of the person who carries it out; not the one who asked.
            forget: not even the hashes of the originals may stay.

        Raises:
            NotFound: there is no such request, or it was carried out.
            WrongUse: the same person asked for it; other reports would lose an original, and nobody was told; or a hash that
                is to be forgotten is that of an original in which other reports stand.
            BrokenIntegrity: the request, or what would go, is in the index not what it is in the log.
        """
        plan, self._erased = self._plan(request, by, forget=forget), None
        naming = frozenset(self._named_alone(plan.going))
        parts = list(_forgetting(plan.going, self._naming(plan.going.originals)) if forget else _listing(plan.going))
        doomed = Doomed(
            request=plan.request.digest,
            records=tuple(sorted(row.number for part in parts for row in part.rows)),
            originals=tuple(plan.going.originals),
        )
        with self.guarded():
            actor = pseudonym_of(self.places, by)
            replace_file(self.places.erasing, msgspec.json.encode(doomed), scratch=self.places.unfinished, mode=0o600)
        with self.append():
            for number, part in enumerate(parts):
                self._append_part(plan, actor, number, part, naming)
        self.publish()
        known = {one.name for one in plan.going.documents if one.number in plan.told}
        return Erased(
            records=len(plan.going.rows),
            since=len(plan.going.rows.keys() - plan.told),
            reports=tuple(name for name in plan.going.reports if name not in known),
            bereft=plan.going.bereft,
            naming=len(naming),
        )

    def _named_alone(self, going: Gathered) -> dict[str, set[str]]:
        those = {row.id for row in going.rows.values() if row.type == "note"}
        return named_alone(self.view.notes(), those) if those else {}

    def _still_there(self, going: Gathered) -> Gathered:
        """Without the originals that went already, by an earlier erasure, and of which no record is left to go."""
        there = {digest: captures for digest, captures in going.originals.items() if captures or self.originals.lies(digest)}
        return replace(going, originals=there, staying=tuple(one for one in going.staying if one.capture in there))

    def _append_part(self, plan: _Plan, actor: str, number: int, part: _Part, naming: Collection[str]) -> None:
        kept = KeptErasure(
            request=plan.request.digest,
            reason=plan.asked.reason,
            asked_by=plan.asker,
            done_by=actor,
            part=number,
            originals=part.originals,
            forgotten=part.forgotten,
            naming=tuple(row.digest for row in part.rows if row.id in naming),
        )
        sequence, _ = index.next_numbers(self.connection)
        digests = tuple(row.digest for row in part.rows)
        self.add("erase", [index.new_record("erase", kept)], digests=digests, actor=actor, why=plan.asked.reason)
        rows.erase_records(self.connection, [row.number for row in part.rows], sequence)

    def _plan(self, name: str, by: str, *, forget: bool) -> _Plan:
        request, asked, asker = self._request(name)
        if same_person(self.places, asker, by):
            raise WrongUse("the person who asked for an erasure cannot carry it out", hint="another person must do it, with --by")
        gathering = Gathering(self.connection)
        told = list(rows.records_numbered(self.connection, rows.numbers_of(self.connection, asked.records)))
        for row in told:
            gathering.record(row)
        everything = gathering.everything()
        going = everything if forget else self._still_there(everything)
        plan = _Plan(request, asked, asker, going, frozenset(row.number for row in told))
        self._hold(plan.going)
        _refuse_untold(plan)
        if forget and plan.going.staying:
            others = _listed(one.name for one in plan.going.staying)
            raise WrongUse(
                f"the hash of an original cannot be forgotten in which reports stand that stay and name it: {others}",
                hint="ask for the erasure of these as well, or carry it out without --forget",
            )
        return plan

    def _request(self, name: str) -> tuple[Row, KeptErasureRequest, str]:
        """An open request with who asked for it, by pseudonym, as the log has both."""
        open_ = [row for row, _ in open_requests(self.connection)]
        matches = [one for one in open_ if name and one.id.startswith(name)]
        if len(matches) != 1:
            message = f"No open request for erasure has the id {name}; it may have been carried out."
            if matches:
                message = f"{len(matches)} open requests for erasure have ids that begin with {name}."
            raise NotFound(message, hint="`onrecord erase list` lists those that are open.")
        request = matches[0]
        carried_out = (row.number for row in rows.records_of(self.connection, ("erase",)))  # that it was not follows from these
        held = self.log.held(self.connection, [request.number, *carried_out])
        return request, decode(request.body, KeptErasureRequest), held[request.number].actor or ""

    def _hold(self, going: Gathered) -> None:
        """Hold what would go against the log, and the places by which the index led to it against what it says itself.

        Raises:
            BrokenIntegrity: they differ.
        """
        self.log.held(self.connection, going.rows)
        for one in going.documents:
            if one != rows.stood(one.number, decode(going.rows[one.number].body, Document)):
                raise altered_in_index(self.connection, one.number)
        read_from = {row.id for row in going.rows.values() if row.type == "document"}
        for row in going.rows.values():
            source = decode(row.body, KeptReading).document if row.type == "reading" else None
            if source and source not in read_from and index.has_record(self.connection, source):  # one that is gone left it behind
                raise altered_in_index(self.connection, row.number)

    def _refuse_unnamed(self, name: str) -> None:
        """An original that lies in the case without any record is no part of it, so there is nothing to agree on; by its hash or its path.

        Raises:
            NotFound: it is such a one.
        """
        digest = name.rpartition("/")[2]
        if is_digest(digest) and self.originals.lies(digest) and not rows.captures_of(self.connection, [digest]):
            raise NotFound(
                f"No record of the case names the original {self.originals.called(digest)}: a read was stopped before it was recorded, or"
                " somebody put it there.",
                hint="Read its file again, which takes it in, and ask then; or remove it by hand, since nothing rests on it.",
            )

    def _naming(self, originals: Collection[str]) -> Iterator[Row]:
        """Records of requests and of erasures that name originals by their hash, as earlier versions and earlier erasures did.

        One of an erasure that names others as well stays, since these are not to be taken for lost.
        """
        kept = list(rows.records_of(self.connection, ("erase-ask", "erase")))
        self.log.held(self.connection, [row.number for row in kept])
        for row in kept:
            if row.type == "erase-ask":
                named = set(decode(row.body, KeptErasureRequest).originals)
                is_out = not named.isdisjoint(originals)
            else:
                named = set(decode(row.body, KeptErasure).originals)
                is_out = bool(named) and named.issubset(originals)
            if is_out:
                yield row


def _refuse_untold(plan: _Plan) -> None:
    """Two people agreed on what goes; that other reports lose their original is not for one of them to decide."""
    going = plan.going
    originals = {one.capture for one in going.documents if one.number in plan.told} | set(plan.asked.originals)
    named = {digest for digest, captures in going.originals.items() if not plan.told.isdisjoint(captures)}
    untold = [one for one in going.staying if one.number > plan.request.number or one.capture not in originals | named]
    if untold:
        others = _listed(one.name for one in untold)
        raise WrongUse(
            f"since this was asked for, other reports came to stand in an original that goes with it: {others}",
            hint="nothing was erased; ask again with `onrecord erase ask`, which tells what goes now",
        )


def _with_one_id(going: Gathered) -> dict[str, tuple[str, ...]]:
    """The ids under which different texts of different files go, with the places where these were obtained."""
    captures = [decode(row.body, Capture) for row in going.rows.values() if row.type == "capture"]
    origins = {one.sha256: one.origin for one in captures}
    found: dict[str, dict[str, str]] = {}
    for one in going.documents:
        if one.capture in origins:
            found.setdefault(one.name, {})[one.identity] = origins[one.capture]
    places = {name: tuple(dict.fromkeys(those.values())) for name, those in found.items()}
    return {name: those for name, those in places.items() if len(those) > 1}


def _listing(going: Gathered) -> Iterator[_Part]:
    """The entries of an erasure: one for each original, since who is given one of them is not to learn the hash of another."""
    captures = {number for numbers in going.originals.values() for number in numbers}
    yield from _in_parts([row for number, row in going.rows.items() if number not in captures])
    for digest, numbers in going.originals.items():
        some = list(_in_parts([going.rows[number] for number in numbers])) or [_Part(())]
        yield _Part(some[0].rows, originals=(digest,))
        yield from some[1:]


def _forgetting(going: Gathered, naming: Iterator[Row]) -> Iterator[_Part]:
    """The entries of an erasure that leaves no hash behind, with the records of earlier acts that name one."""
    some = list(_in_parts([*going.rows.values(), *naming]))
    yield _Part(some[0].rows, forgotten=len(going.originals))
    yield from some[1:]


def _in_parts(going: list[Row]) -> Iterator[_Part]:
    for start in range(0, len(going), _IN_ONE_ENTRY):
        yield _Part(tuple(going[start : start + _IN_ONE_ENTRY]))


def _listed(names: Iterator[str]) -> str:
    distinct = list(dict.fromkeys(names))
    return ", ".join(distinct[:_FEW]) + (f" and {len(distinct) - _FEW:,} more" if len(distinct) > _FEW else "")


_FEW = 5
"""Reports that a message names."""

_IN_ONE_ENTRY = 800
"""Digests in one entry, which holds 65,535 bytes at most."""
