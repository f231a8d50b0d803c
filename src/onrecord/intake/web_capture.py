"""Ask for one address that a person named: ``robots.txt`` first, no host too often, redirects one by one; the answers kept as a WARC.

What was refused, did not answer or was too large comes out as an issue, and nothing of it is kept. What did answer is kept whatever it
says: that a page was gone at a time is evidence too.
"""

import email.utils
import http
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from onrecord.intake.capture import IN_MEMORY, OverLimitError, Taken, over_limit, take_stream, unreadable
from onrecord.intake.extent import Extent
from onrecord.intake.member import Member, Walk
from onrecord.intake.opened import Opened, Parts
from onrecord.intake.parts import parts_inside
from onrecord.intake.web import Wanted, shown
from onrecord.intake.web_archive import Archived, warc_date, write_archive
from onrecord.intake.web_exchange import Asking, Budget, Exchange, Headers, exchange
from onrecord.intake.web_guard import Asked, NotCapturedError, check, check_redirect
from onrecord.intake.web_network import PUBLIC, Network
from onrecord.intake.web_robots import MOST_BYTES, TOKEN, Robots, rules_of
from onrecord.records import Capture, Issue
from onrecord.records.version import program_version
from onrecord.settings import WebCapture

MOST_REDIRECTS = 10
MOST_ROBOTS_REDIRECTS = 5
"""After as many, a ``robots.txt`` counts as one that is not there (RFC 9309, 2.3.1.2)."""
MOST_REPEATS = 2
"""How often an address is asked for again whose host asked for a wait."""
ROBOTS_SECONDS = 3_600.0
"""How long a ``robots.txt`` is remembered; a day is allowed (RFC 9309, 2.4)."""
WARC = "application/warc"

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_BUSY = frozenset((429, 503))
_LANGUAGE = "en"
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.8"


def captured(wanted: Wanted, network: Network | None = None) -> Iterator[Opened | Issue]:
    """The capture of an address, or the issue that says why there is none."""
    origin = shown(wanted.address)
    with ExitStack() as exchanges:
        try:
            kept = _Way(wanted.capture, network or PUBLIC, exchanges).to(wanted.address)
            with SpooledTemporaryFile(max_size=IN_MEMORY) as archive:
                write_archive(archive, kept)
                exchanges.close()
                archive.seek(0)
                with take_stream(cast(BinaryIO, archive), wanted.limits) as taken:
                    when = warc_date(kept.exchanges[-1].when)
                    capture = Capture(sha256=taken.sha256, size=taken.size, origin=origin, media_type=WARC, captured=when)
                    reader = partial(_parts, kept.exchanges[-1], taken, capture, wanted)
                    yield Opened(capture=capture, content=taken.content, reader=reader)
        except NotCapturedError as refused:
            yield Issue(code=refused.code, outcome="refused", where=origin, message=refused.message)
        except OverLimitError:
            yield over_limit(origin, wanted.limits)
        except OSError as error:
            yield unreadable(origin, error)


def _parts(last: Exchange, taken: Taken, capture: Capture, wanted: Wanted) -> Parts:
    """The page, where the last answer is one; else the issue that says what was kept."""
    origin = capture.origin
    if last.truncated:
        message = f"The answer of {last.asked.url} broke off before its end; what came is kept, and not read."
        yield Issue(code="capture.truncated", outcome="quarantined", where=origin, message=message)
    elif not 200 <= last.status < 300:
        message = f"{_said(last)} This answer is kept, and not read as a report."
        yield Issue(code="capture.status", outcome="quarantined", where=origin, message=message)
    else:
        identifier = wanted.identifier or origin
        extent = Extent.whole(taken.content, taken.size)
        archive = Member(extent=extent, name="capture.warc.gz", where=origin, identifier=identifier, taken=taken)
        yield from parts_inside("warc", archive, Walk(capture=capture, limits=wanted.limits, jsonl=wanted.jsonl, named=identifier))


def _said(last: Exchange) -> str:
    """What a status says, with its words where it is one of the registered (RFC 9110, 15)."""
    try:
        words = f" ({http.HTTPStatus(last.status).phrase})"
    except ValueError:
        words = ""
    asked = _seconds(last)
    wait = f" and asks to wait {asked:,.0f} seconds" if asked is not None and last.status in _BUSY else ""
    return f"{last.asked.url} answered {last.status}{words}{wait}."


class _Way:
    """From the address that was named to the last answer."""

    def __init__(self, capture: WebCapture, network: Network, exchanges: ExitStack) -> None:
        self._capture, self._network, self._exchanges = capture, network, exchanges
        policy = network.policy(capture)
        budget = Budget(capture.timeout, network.ticks)
        self._asking = Asking(network=network, policy=policy, budget=budget, headers=_headers(capture), most=capture.response_bytes)
        self._kept: list[Exchange] = []
        self._robots: list[Robots] = []

    def to(self, address: str) -> Archived:
        """Every answer on the way, the last one that of the page.

        Raises:
            NotCapturedError: there is none to keep.
        """
        asked = check(address, self._asking.policy)
        visited = {asked.url}
        repeats = 0
        while True:
            answer = self._ask(asked)
            location = answer.header("location")
            if answer.status in _REDIRECTS and location is not None and not answer.truncated:
                asked = check_redirect(_text(location), asked, self._asking.policy)
                if len(visited) > MOST_REDIRECTS:
                    message = f"It leads on after {MOST_REDIRECTS} redirects, at last to {asked.url}; nothing of it was kept."
                    raise NotCapturedError("capture.limit", message)
                if asked.url in visited:
                    message = f"It leads back to {asked.url}, where it had been; nothing of it was kept. It may ask for cookies or consent."
                    raise NotCapturedError("capture.limit", message)
                visited.add(asked.url)
                continue
            wait = _seconds(answer) if answer.status in _BUSY else None
            if wait is None or wait > self._capture.longest_wait or repeats == MOST_REPEATS:
                break
            repeats += 1
            self._network.pause(wait)
        return Archived(
            exchanges=tuple(self._kept),
            robots=tuple(one.why for one in self._robots),
            user_agent=_user_agent(self._capture),
            contact=self._capture.contact,
            identifier=self._network.identifier,
        )

    def _ask(self, asked: Asked) -> Exchange:
        """One answer, which is kept; its place's ``robots.txt`` allowed asking.

        Raises:
            NotCapturedError: it is not allowed, or there was no answer.
        """
        robots = self._robots_of(asked)
        if not robots.allows(asked.url):
            raise NotCapturedError("robots.disallowed", f"{asked.url} is not asked for: {robots.why}.")
        self._wait(asked, robots.crawl_delay)
        try:
            answer = exchange(asked, self._asking)
        finally:
            self._network.shown[asked.target.host] = self._was_asked(asked)
        self._exchanges.callback(answer.close)
        self._kept.append(answer)
        self._robots.append(robots)
        return answer

    def _robots_of(self, asked: Asked) -> Robots:
        known = self._network.robots.get(asked.origin)
        if known is None or self._network.ticks() - known.asked > ROBOTS_SECONDS:
            known = self._network.robots[asked.origin] = self._ask_for_robots(asked)
        return known

    def _ask_for_robots(self, asked: Asked) -> Robots:
        """The rules of a place (RFC 9309, 2.3.1): none where there is no file, and everything forbidden where it cannot be had.

        Raises:
            NotCapturedError: the place itself could not be reached; the page could not be either.
        """
        place = first = check(f"{asked.origin}/robots.txt", self._asking.policy)
        for _ in range(MOST_ROBOTS_REDIRECTS + 1):
            body = bytearray()
            try:
                self._wait(place, 0.0)
                try:
                    answer = exchange(place, self._asking, most=MOST_BYTES, body=body)
                finally:
                    self._was_asked(place)
            except NotCapturedError as failure:
                if place is first:
                    raise
                return self._no_rules(first, everything=False, why=f"could not be had. {failure.message.rstrip('.')}")
            answer.close()
            location = answer.header("location")
            if answer.status not in _REDIRECTS or location is None:
                return self._rules(first, answer, bytes(body))
            try:
                place = check_redirect(_text(location), place, self._asking.policy)
            except NotCapturedError as failure:
                return self._no_rules(first, everything=False, why=f"could not be had. {failure.message.rstrip('.')}")
        return self._no_rules(first, everything=True, why=f"leads on after {MOST_ROBOTS_REDIRECTS} redirects, which allows everything")

    def _rules(self, first: Asked, answer: Exchange, body: bytes) -> Robots:
        if 400 <= answer.status < 500:
            return self._no_rules(first, everything=True, why=f"answered {answer.status}, which allows everything")
        if answer.truncated == "length":
            body = body[:MOST_BYTES].rpartition(b"\n")[0]  # half a rule may forbid more than the whole one
        plain = _decoded(body, answer.header("content-encoding"))
        if not 200 <= answer.status < 300 or answer.truncated == "disconnect" or plain is None:
            what = f"answered {answer.status}" if answer.status >= 300 else "could not be read to its end"
            return self._no_rules(first, everything=False, why=f"{what}, which forbids everything (RFC 9309)")
        why = f"{first.url} (SHA-256 {answer.payload_sha256}) was read for {TOKEN}"
        return Robots(rules=rules_of(plain), everything=False, why=why, asked=self._network.ticks())

    def _no_rules(self, first: Asked, *, everything: bool, why: str) -> Robots:
        return Robots(rules=None, everything=everything, why=f"{first.url} {why}", asked=self._network.ticks())

    def _wait(self, asked: Asked, crawl_delay: float) -> None:
        """Until this host may be asked again.

        Raises:
            NotCapturedError: it asks for a longer wait than is waited (``capture.limit``).
        """
        host, now = asked.target.host, self._network.ticks()
        last, page = self._network.asked.get(host), self._network.shown.get(host)
        wait = 0.0 if last is None else last + self._capture.interval - now
        polite = 0.0 if page is None else page + crawl_delay - now
        if polite > self._capture.longest_wait:
            message = (
                f"{host} asks in its robots.txt for {crawl_delay:,.0f} seconds between two requests, and {polite:,.0f} of them are left;"
                f" at most {self._capture.longest_wait:g} are waited (longest_wait in [capture]). Name it again later."
            )
            raise NotCapturedError("capture.limit", message)
        if (wait := max(wait, polite)) > 0:
            self._network.pause(wait)

    def _was_asked(self, asked: Asked) -> float:
        now = self._network.asked[asked.target.host] = self._network.ticks()
        return now


def _headers(capture: WebCapture) -> Headers:
    """The same for everybody: no cookies, no referrer, no language of the desk; a body that needs no decoding to be looked at."""
    return (
        ("User-Agent", _user_agent(capture)),
        ("Accept", _ACCEPT),
        ("Accept-Language", _LANGUAGE),
        ("Accept-Encoding", "identity"),
        ("Connection", "close"),
    )


def _user_agent(capture: WebCapture) -> str:
    contact = f" (+{capture.contact})" if capture.contact else ""
    return f"{TOKEN}/{program_version()}{contact}"


def _text(header: str) -> str:
    """A header that may be UTF-8, whatever the standard says."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return header


def _seconds(answer: Exchange) -> float | None:
    """Seconds that ``Retry-After`` asks for, a number or a date (RFC 9110, 10.2.3); None when it says nothing readable."""
    stated = (answer.header("retry-after") or "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated[:9])
    try:
        return max((email.utils.parsedate_to_datetime(stated) - answer.when).total_seconds(), 0.0)
    except (TypeError, ValueError, OverflowError):
        return None


def _decoded(body: bytes, coding: str | None) -> bytes | None:
    """A ``robots.txt`` that was compressed unasked; None where that cannot be undone."""
    if (coding or "identity").strip().lower() == "identity":
        return body
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32).decompress(body, MOST_BYTES)
    except zlib.error:
        return None
