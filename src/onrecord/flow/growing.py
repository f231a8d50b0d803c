"""Stop 7 across reports for new ones: they are set beside the few they may share a matter with, and not beside the whole case.

Keys lead from what a new report tells to reports that may tell of the same (``corroboration.claims.keys``), and from its passages to those
that may print it; what completes the claims and matters in which it has a part is fetched in turn. What all reports tell of voices and of
how rare words are is counted as they come (``corroboration.claims.background``). So a new report costs what its own candidates cost,
however many reports the case has. A report that people corrected since, or that was read anew, is set beside others twice: as it was, for
what it had a part in, and as it is now.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

from onrecord import corroboration
from onrecord.corroboration import Beside
from onrecord.corroboration.claims.background import Background
from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.keys import METHOD, keys_in, keys_of, keys_of_words, keys_to_complete
from onrecord.corroboration.claims.touched import Touched, touched
from onrecord.corroboration.copies import fingerprints
from onrecord.corroboration.rules.across.telling import record_of
from onrecord.flow.comparing import as_kept, grounds_of, numbered
from onrecord.flow.copying import note_rest, original_of
from onrecord.flow.near import Nearby, NearReport, sketch
from onrecord.ledger import Ledger, SetBeside
from onrecord.records import ClaimDecision, Finding
from onrecord.records.copying import Copy

_GROUP = 25
"""New reports that are taken together: those of one day share candidates."""
_MOST = 300
"""Reports that one key leads to, the latest: of a number that a thousand reports give they say the same."""
_FORMULA = 50
"""Reports with one passage from which that leads nowhere: it may be a formula, and whoever prints the text has others of it."""
_COMMON = 80
"""Reports of one week with one word from which that leads nowhere."""
_SHARED_WORDS = 2
"""Words that a statement shares with one in like words, of its rarest."""
_SHARED = 2
"""Passages that a report shares with one that prints it, of those that are keys."""
_KNOWN = 20_000
"""Reports of which it is remembered what they are copies of."""
_ROUNDS = 4
"""How often more is fetched for what was found."""


def note_matters(ledger: Ledger, beside: Beside) -> None:
    """Note by what all reports are found that were set beside each other, so that later ones can be set beside some of them.

    Args:
        ledger: the case.
        beside: all its reports.
    """
    state = _state_of(ledger)
    corrected = frozenset(ledger.view.corrected_after(state.review))
    for telling in beside.tellings:
        if telling.order > state.reading or telling.order in corrected:
            passages = fingerprints(ledger.view.printed.report(telling.reading).text)
            ledger.note_keys(telling.order, keys_in(telling) | frozenset(sketch(passages)))
    last = max((telling.order for telling in beside.tellings), default=-1)
    beside.background.take(beside.book.learnt)
    done = SetBeside(METHOD, last, beside.background.written(), ledger.view.last_review())
    if done != state:
        ledger.mark_set_beside(done)


def _state_of(ledger: Ledger) -> SetBeside:
    """How far the reports of a case were set beside each other by this method; what another one left is forgotten."""
    state = ledger.view.set_beside()
    if state.method == METHOD:
        return state
    ledger.forget_keys()
    return SetBeside(METHOD)


class Growing:
    """A case whose new reports are set beside others."""

    def __init__(self, ledger: Ledger) -> None:
        note_rest(ledger)
        state = _state_of(ledger)
        self._ledger, self._view = ledger, ledger.view
        self._state, self._review = state, ledger.view.last_review()
        self._grounds = grounds_of(ledger)
        self._background = Background.read(state.background)
        self._nearby = Nearby(ledger.view)
        self._decisions = ledger.view.claim_decisions()
        self._named_with = _named_with(self._decisions)
        self._copies: dict[str, Copy | None] = {}
        self._theirs: dict[str, set[tuple[str, ...]]] = {}
        self.new = self._view.readings_after(state.reading)
        """The numbers of the readings that were not set beside others yet."""
        self.corrected = {number: first for number, first in self._view.corrected_after(state.review).items() if number <= state.reading}
        """Those of the readings that were, and which people corrected since, each with the number of the first such correction."""
        self.looked_at: set[str] = set()
        """Content ids of the readings that were set beside each other."""
        self.changed: set[str] = set()
        """Content ids of the readings with other findings than before."""

    def take_in(self, reached: Callable[[int, int], None] = lambda *_: None) -> None:
        """Set all new and corrected reports beside those they may share a matter with, and append what they show. Stopped at any point, it
        goes on there.

        Args:
            reached: is told how many are done, and of how many.
        """
        done, number = 0, self._state.reading
        corrected = tuple(self.corrected)
        groups = [(self.new[start : start + _GROUP], False) for start in range(0, len(self.new), _GROUP)]
        groups += [(corrected[start : start + _GROUP], True) for start in range(0, len(corrected), _GROUP)]
        for group, again in groups:
            self._take_in(self._nearby.reports(group), self._as_they_were(group, again=again))
            done += len(group)
            number = number if again else group[-1]
            left = corrected[max(0, done - len(self.new)) :]
            review = self.corrected[left[0]] - 1 if left else self._review  # those left were corrected later, the first time at least
            self._ledger.mark_set_beside(SetBeside(METHOD, number, self._background.written(), max(review, self._state.review)))
            self._ledger.commit()
            reached(done, len(self.new) + len(corrected))

    def _as_they_were(self, group: Collection[int], *, again: bool) -> list[NearReport]:
        """Those of some reports that were set beside others before, as they were then, each by the number that it has now."""
        former = {number: number for number in group} if again else self._view.former_readings(group, self._state.reading)
        return self._nearby.as_they_were({before: number for number, before in former.items()}, self._state.review)

    @property
    def findings(self) -> int:
        """Findings in which these reports have a part, as they hold now."""
        return sum(map(len, self._theirs.values()))

    def _take_in(self, new: Sequence[NearReport], before: Sequence[NearReport] = ()) -> None:
        """Set reports beside others; those that people corrected, or that were read anew, with what they were ``before``."""
        known = {one.number for one in before}
        for one in new:
            if one.number not in known:  # a report counts once, as it came
                self._background.add(one.telling)
            self._ledger.note_keys(one.number, one.keys)
        group = _Group(new)
        if len(self._copies) > _KNOWN:
            self._copies.clear()
        had = self._set_beside(_Group(before), {one.number: one for one in before})[1] if before else ()
        beside, own = self._set_beside(group, also=had)
        self._background.take(beside.book.learnt)
        self.looked_at.update(beside.by_reading)
        records = {record_of(item) for item in (*own, *had)}
        changed = {one.telling.reading for one in before}

        def is_theirs(finding: Finding, named: Sequence[str]) -> bool:
            """Whether these reports may have a part in a finding, or had."""
            readings = [name.rpartition("/")[0] for name in named]
            if finding.rule == "syndicated-copy":
                return readings[0] in group.looked_for
            return not (records.isdisjoint(named) and changed.isdisjoint(readings))

        found = corroboration.across(beside, lambda finding: is_theirs(finding, finding.records))
        for telling in beside.tellings:
            report, fresh = self._nearby[telling.reading], as_kept(found.get(telling.reading, ()))
            held = []
            for finding in filter(corroboration.is_across, report.findings):
                named = corroboration.records_of(finding, telling.reading)
                if not is_theirs(finding, named) and self._all_hold(named, beside):
                    held.append(finding)
            self._count(telling.reading, held, fresh)
            alone = (one for one in report.findings if not corroboration.is_across(one))
            findings = numbered((*alone, *corroboration.in_order((*held, *fresh))))
            if findings != report.findings:
                self._ledger.append_findings(telling.reading, findings, grounds=self._grounds)
                report.findings = findings
                self.changed.add(telling.reading)

    def _count(self, reading: str, held: Iterable[Finding], found: Iterable[Finding]) -> None:
        """Remember which findings new reports have a part in, of those that hold on a report."""
        still, theirs = ({(one.rule, *corroboration.records_of(one, reading)) for one in findings} for findings in (held, found))
        self._theirs[reading] = (self._theirs.get(reading, set()) & still) | theirs

    def _all_hold(self, records: Iterable[str], beside: Beside) -> bool:
        """Whether all readings that have these records hold still."""
        readings = {record.rpartition("/")[0] for record in records}
        return all(reading in beside.by_reading or self._view.holds(reading) for reading in readings)

    def _set_beside(
        self, group: "_Group", instead: Mapping[int, NearReport] | None = None, *, also: Sequence[Item] = ()
    ) -> tuple[Beside, tuple[Item, ...]]:
        """Reports beside those that they may share a matter with; and the items of the claims and matters in which they have a part.

        Args:
            group: the reports.
            instead: reports, by their numbers, that are taken for what the case has now.
            also: items of which the claims are completed, too.
        """
        held = {one.number for one in group.new}.union(*map(self._printing, group.new))
        own: Sequence[Item] = [*(item for one in group.new for item in one.items), *also]
        keys, statements = {key for item in own for key in keys_of(item, around=True)}, self._words_of(own)
        asked: set[int] = set()
        worded: set[tuple[frozenset[int], ...]] = set()
        beside, found = Beside(()), Touched((), ())
        for _ in range(_ROUNDS):
            fresh = keys - asked
            more = {number for key in fresh for number in self._view.readings_with(key, most=_MOST)}
            more = more.union(*map(self._in_like_words, statements - worded)) - held
            if asked and not more and all(one.keys.isdisjoint(fresh) for one in self._reports(held, instead)):
                break
            worded |= statements
            asked |= fresh.union(*(same for words in statements for same in words))
            held |= more
            originals = self._nearby.called({copy.original for copy in self._copies_in(group, self._nearby.reports(held))})
            held |= {one.number for one in originals}
            held |= self._noticed_with(group, held)
            held |= self._decided_with(held)
            reports = self._reports(held, instead)
            wanted = partial(_is_wanted, frozenset(asked), _noticed(reports, group.readings), {one.telling.reading: one for one in reports})
            beside = Beside([one.telling for one in reports], self._copies_in(group, reports), self._background, wanted, self._decisions)
            found = touched(beside, {one.telling.reading for one in group.new})
            keys = {key for item in found.own for key in keys_of(item, around=True)}
            keys |= {key for item in found.beside for key in keys_to_complete(item)}
            statements = self._words_of(found.own)
        return beside, found.own

    def _reports(self, numbers: Collection[int], instead: Mapping[int, NearReport] | None) -> list[NearReport]:
        """Reports by the numbers of their readings, some of them as they are given."""
        reports = self._nearby.reports(numbers)
        return [instead.get(one.number, one) for one in reports] if instead else reports

    def _words_of(self, items: Iterable[Item]) -> set[tuple[frozenset[int], ...]]:
        """The keys of the rarest words of each of some statements."""
        return {words for item in items if (words := keys_of_words(item, self._background.rarity))}

    def _in_like_words(self, words: tuple[frozenset[int], ...]) -> set[int]:
        """The numbers of the readings of reports that share some of the rarest words of a statement."""
        return self._sharing(words, least=_SHARED_WORDS, common=_COMMON)

    def _noticed_with(self, group: "_Group", numbers: Collection[int]) -> set[int]:
        """The numbers of the readings of which something was noticed together with reports of a group, and is kept with some reports."""
        noticed = _noticed(self._nearby.reports(numbers), group.readings)
        return {one.number for one in self._nearby.called({record.rpartition("/")[0] for record in noticed})}

    def _decided_with(self, numbers: Collection[int]) -> set[int]:
        """The numbers of the readings that decisions on claims name together with some others."""
        found, fresh = set[int](), set(numbers)
        while fresh and self._named_with:
            named = {other for one in self._nearby.reports(fresh) for other in self._named_with.get(one.telling.reading, ())}
            fresh = {one.number for one in self._nearby.called(named)} - found
            found |= fresh
        return found

    def _printing(self, one: NearReport) -> set[int]:
        """The numbers of the readings of reports that share passages with one, so that they may print it."""
        return self._sharing([{passage} for passage in one.passages], least=_SHARED, common=_FORMULA)

    def _sharing(self, alike: Collection[Collection[int]], *, least: int, common: int) -> set[int]:
        """The numbers of the readings that have keys of so many of some sets of keys; one that many have leads nowhere."""
        shared: Counter[int] = Counter()
        for keys in alike:
            found = (self._view.readings_with(key, most=common) for key in keys)
            shared.update({number for numbers in found if len(numbers) < common for number in numbers})
        return {number for number, count in shared.items() if count >= min(least, len(alike))}

    def _copies_in(self, group: "_Group", reports: Iterable[NearReport]) -> list[Copy]:
        """The copies of others that are among some reports; looked for again where they share a passage with a new one."""
        found = []
        for one in reports:
            name = one.telling.reading
            if name not in self._copies or (name not in group.looked_for and not one.passages.isdisjoint(group.passages)):
                self._copies[name] = original_of(self._view, name)
                group.looked_for.add(name)
            if (copy := self._copies[name]) is not None:
                found.append(copy)
        return found


def _is_wanted(keys: Collection[int], noticed: Collection[str], reports: Mapping[str, NearReport], item: Item) -> bool:
    """Whether an item of one of some reports, by their readings, has one of some keys, or something was noticed of it before."""
    return not reports[item.telling.reading].keys_of[item.key].isdisjoint(keys) or record_of(item) in noticed


def _noticed(reports: Iterable[NearReport], readings: Collection[str]) -> frozenset[str]:
    """The records that findings across reports name together with some of certain readings, and that are kept with some reports."""
    named = (
        corroboration.records_of(finding, one.telling.reading)
        for one in reports
        for finding in one.findings
        if corroboration.is_across(finding)
    )
    return frozenset(record for records in named if any(one.rpartition("/")[0] in readings for one in records) for record in records)


def _named_with(decisions: Iterable[ClaimDecision]) -> dict[str, set[str]]:
    """Each reading that a decision on claims names which nobody took back, with all that are named together with it."""
    found: dict[str, set[str]] = {}
    for one in decisions:
        readings = {named.reading for named in one.named} if one.act != "undo" and one.undone is None else set()
        for reading in readings:
            found.setdefault(reading, set()).update(readings)
    return found


class _Group:
    """Reports that are taken together."""

    def __init__(self, new: Sequence[NearReport]) -> None:
        self.new = new
        self.passages = frozenset().union(*(one.passages for one in new))
        """Fingerprints of their texts."""
        self.readings = frozenset(one.telling.reading for one in new)
        """Their content ids."""
        self.looked_for: set[str] = set()
        """Content ids of the readings of which it was looked for again what they are copies of."""
