"""Which report a report is a copy of, among all that share a fingerprint with it."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, Protocol

import msgspec

from onrecord.corroboration.copies.fingerprints import fingerprints
from onrecord.corroboration.copies.order import day_of, is_before, is_one_publication, place_of
from onrecord.corroboration.copies.sharing import is_copy, shared
from onrecord.records.copying import Copy, PassageHeld, Report

CANDIDATES = 8
"""Reports that a text is compared with word for word, those with the most fingerprints in common first."""
COMMON = 100
"""Reports (as estimated) that have a passage from which it may be a formula: a footer, a notice, a paragraph of background."""
COMMON_DAYS = 30
"""Days over which these reports were published: copies of a text appear within days of it, a formula goes on."""


class Known(Protocol):
    """Reports that are known: a case, or those of a list."""

    def holding(self, keys: Collection[int]) -> Iterable[PassageHeld]:
        """Who has the passages with these fingerprints; nothing for those that nobody has."""

    def report(self, name: str) -> Report:
        """One of the reports named so."""


class Sharing(NamedTuple):
    """The reports that share fingerprints with a text."""

    candidates: tuple[str, ...]
    """``Report.id`` of those that are to be compared, the one with the most in common first."""
    common: frozenset[int]
    """Fingerprints of passages that stand in a hundred reports and more over a long time; they lead nowhere."""


def sharing(report: Report, known: Known) -> Sharing:
    """The reports that may share enough with another: of each of its passages the one that is the original if any is."""
    held = list(known.holding(fingerprints(report.text)))
    common = frozenset(one.fingerprint for one in held if is_common(one))
    counted = Counter((one.read, one.report) for one in held if one.fingerprint not in common and one.report != report.id)
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return Sharing(tuple(name for (_, name), _ in ordered[:CANDIDATES]), common)


def is_common(held: PassageHeld) -> bool:
    """Whether a passage is a formula, by how many reports have it and for how long. Where days are not known, it is none."""
    first = day_of(held.place)
    return held.reports >= COMMON and first is not None and held.last_day is not None and held.last_day - first >= COMMON_DAYS


def original_of(report: Report, known: Known) -> Copy | None:
    """The copy that a report is of another; None where it is of none of those known.

    Of several reports that share enough with it the original is the one with which it shares the most. A copy of a copy is a copy of the
    first original where it shares enough with that, and not otherwise: what a copy adds is its own.
    """
    found = sharing(report, known)
    others = [known.report(name) for name in found.candidates]
    copies = [(other, copy) for other in others if (copy := _copy(other, report, found.common)) is not None]
    before = [one for one, _ in copies]
    firsts = [one for one in copies if not any(_is_copy(other, one[0], found.common) for other in before)]
    ordered = sorted(firsts, key=lambda one: (-_words(one[1]), place_of(one[0]).number, one[0].read is None, one[0].read or 0, one[0].id))
    return ordered[0][1] if ordered else None


def among(reports: Sequence[Report]) -> tuple[Copy, ...]:
    """All copies among some reports, without a case: each copy once, with its original, in the order of the reports.

    Where reports have no ``read``, their order here is that of reading.
    """
    known = Listed(reports)
    return tuple(copy for report in known.reports.values() if (copy := original_of(report, known)) is not None)


class Listed:
    """The reports of a list, as ``Known``."""

    def __init__(self, reports: Iterable[Report] = ()) -> None:
        self.reports: dict[str, Report] = {}
        self._held: dict[int, PassageHeld] = {}
        for report in reports:
            self.add(report)

    def add(self, report: Report) -> None:
        """Add a report to those that are known."""
        numbered = report if report.read is not None else msgspec.structs.replace(report, read=len(self.reports))
        self.reports[report.id] = numbered
        place = place_of(numbered)
        for key in fingerprints(numbered.text):
            mine = PassageHeld(key, report.id, numbered.read or 0, place.number, place.counts_for, place.day)
            self._held[key] = _together(self._held[key], mine) if key in self._held else mine

    def holding(self, keys: Collection[int]) -> Iterable[PassageHeld]:
        """As ``Known``."""
        return (self._held[key] for key in keys if key in self._held)

    def report(self, name: str) -> Report:
        """As ``Known``."""
        return self.reports[name]


def _together(held: PassageHeld, more: PassageHeld) -> PassageHeld:
    first = min(held, more, key=lambda one: (one.place, one.read))
    last = max((one.last_day for one in (held, more) if one.last_day is not None), default=None)
    return first._replace(reports=held.reports + more.reports, last_day=last)


def _copy(original: Report, copy: Report, common: Collection[int]) -> Copy | None:
    """What makes one report a copy of another; None where it is none, or the other way round."""
    if not is_before(original, copy) or is_one_publication(original, copy):
        return None
    found = shared(original.text, copy.text, common=common)
    if found.kind is None:
        return None
    return Copy(
        original=original.id,
        copy=copy.id,
        kind=found.kind,
        share_of_original=found.share_of_original,
        share_of_copy=found.share_of_copy,
        passages=found.passages,
        own=found.own,
        credited=place_of(copy).credited,
    )


def _is_copy(original: Report, copy: Report, common: Collection[int]) -> bool:
    """Whether ``_copy`` finds anything."""
    if not is_before(original, copy) or is_one_publication(original, copy):
        return False
    return is_copy(original.text, copy.text, common=common)


def _words(copy: Copy) -> int:
    return sum(one.words for one in copy.passages)
