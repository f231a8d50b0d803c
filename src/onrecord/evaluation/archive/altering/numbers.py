"""Other numbers for the figures of an archive: the same number of one thing changes alike, and what holds between numbers still holds.

One rising function changes every number of people: 1 and 2 stay, up to ``BEND`` each number grows by the same step, so that differences
between small counts stay ("two more have died"), beyond it the distance grows by a factor. Rising keeps which count is higher: falls fall,
contradictions contradict, parts stay below the whole, the series keeps its shape, and an old total told as new is still that of its old
day. What was round stays round, "more than 200" beside 203 stays the round number below. A copy error is made anew on the new number by
the same slip. Whatever a draw breaks is found by the checks of the archive, and the numbers are drawn again.
"""

import csv
import io
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.evaluation.archive import checks
from onrecord.evaluation.archive.loading import Archive, Row

BEND = 60
STEPS = (1, 5)
"""Least and greatest step of small numbers."""
FACTORS = (105, 145)
"""Least and greatest factor of the distance from the bend, in hundredths."""
_DRAWS = 2000
_ROUND_FROM = 1000
"""From here on a number that ends in two noughts is round whether or not "about" stands before it."""


class NoNumbersError(Exception):
    """No draw gave numbers of which everything holds that held before."""


@dataclass(frozen=True)
class Numbers:
    """How every number of people in an archive changes."""

    step: int
    factor: int
    by_claim: Mapping[str, int]
    """The number of each claim that a slip made; it follows from the claim that was retold."""

    def of(self, number: int) -> int:
        """The new number for a number of people."""
        if number <= 2:
            return number
        return number + self.step if number <= BEND else BEND + self.step + round((number - BEND) * self.factor / 100)

    def of_figure(self, claim: str, said: Row, number: int) -> int:
        """The new number for one end of a figure."""
        if claim in self.by_claim:
            return self.by_claim[claim]
        new, unit = self.of(number), unit_of(said, number)
        if unit == 1:
            return new
        return new // unit * unit if said["max"] is None else (new + unit // 2) // unit * unit

    def statement(self, claim: Row, said: Row) -> Row:
        """A statement with its new numbers."""
        ends = {end: None if said[end] is None else self.of_figure(claim["id"], said, said[end]) for end in ("min", "max")}
        return {**said, **ends}


def unit_of(said: Row, number: int) -> int:
    """What a number is rounded to: 10 for 340, 100 for 1,900; 1 for an exact one."""
    if number <= BEND or not (said["approx"] or number >= _ROUND_FROM) or (said["max"] is None and said["quote"].lower().startswith("at ")):
        return 1
    unit = 1
    while unit < 100 and number % (unit * 10) == 0:
        unit *= 10
    return unit


def is_vague(said: Row) -> bool:
    """Whether the words of a figure hold no number ("dozens"): it stays as it is."""
    return not any(character.isdigit() for character in said["quote"]) and said["max"] is None and " " not in said["quote"]


Slip = Callable[[str], str | None]
"""The digits of a retold number from those of the number; None where the slip would leave them as they are or begin with 0."""


def slip_between(told: int, retold: int) -> Slip:
    """The slip that made one number of another: two digits exchanged, one lost, one mistyped, a nought added.

    Raises:
        ValueError: none of these did.
    """
    one, other = str(told), str(retold)
    if len(one) == len(other):
        places = [at for at in range(len(one)) if one[at] != other[at]]
        if len(places) == 2 and sorted(one) == sorted(other):
            return lambda digits: _sound(digits, _exchanged(digits, *places))
        if len(places) == 1:
            at, by = places[0], int(other[places[0]]) - int(one[places[0]])
            return lambda digits: _sound(digits, digits[:at] + str((int(digits[at]) + by) % 10) + digits[at + 1 :])
    if other == f"{one}0":
        return lambda digits: f"{digits}0"
    lost = next((at for at in range(len(one)) if one[:at] + one[at + 1 :] == other), None)
    if lost is None:
        raise ValueError(f"no slip of a digit makes {retold} of {told}")
    from_end = len(one) - lost
    return lambda digits: _sound(digits, digits[: len(digits) - from_end] + digits[len(digits) - from_end + 1 :])


def _exchanged(digits: str, one: int, other: int) -> str:
    changed = list(digits)
    changed[one], changed[other] = changed[other], changed[one]
    return "".join(changed)


def _sound(digits: str, slipped: str) -> str | None:
    return slipped if slipped and slipped != digits and slipped[0] != "0" else None


def draw(archive: Archive, sums: Sequence[Row], random_: random.Random) -> Numbers:
    """Numbers of which everything holds that held in the archive.

    Args:
        archive: the archive as it is.
        sums: ``{"claim": id, "at_most": [ids]}`` – a count that is no more than others together.
        random_: the source of chance.

    Raises:
        NoNumbersError: none were found.
    """
    known = _faults(archive)
    for _ in range(_DRAWS):
        numbers = _with_slips(archive, Numbers(random_.randint(*STEPS), random_.randint(*FACTORS), {}))
        if numbers is not None and _holds(archive, numbers, sums, known):
            return numbers
    raise NoNumbersError(f"{_DRAWS} draws gave no numbers of which everything holds that held before")


def _with_slips(archive: Archive, numbers: Numbers) -> Numbers | None:
    retold: dict[str, int] = {}
    for row in archive.findings("figure-copy-error"):
        first, last = row["records"][0]["claim"], row["records"][-1]["claim"]
        said, again = archive.claims[first]["statements"][0], archive.claims[last]["statements"][0]
        told = said["min"] or said["max"]
        digits = slip_between(told, again["min"] or again["max"])(str(numbers.of_figure(first, said, told)))
        if digits is None:
            return None
        retold[last] = int(digits)
    return replace(numbers, by_claim=retold)


def _faults(archive: Archive) -> set[str]:
    return {fault for check in checks.OF_NUMBERS for fault in check(archive)}


def _holds(archive: Archive, numbers: Numbers, sums: Sequence[Row], known: set[str]) -> bool:
    new = with_numbers(archive, numbers)
    return (
        _tells_apart(archive, numbers)
        and all(_count(new, row["claim"]) <= sum(_count(new, one) for one in row["at_most"]) for row in sums)
        and all(_rounds_alike(archive, new))
        and _faults(new) <= known
    )


def _tells_apart(archive: Archive, numbers: Numbers) -> bool:
    """Whether numbers that differed still do."""
    known = {end for claim, said in archive.statements() if claim["kind"] == "figure" for end in (said["min"], said["max"]) if end}
    known |= {value for measure in archive.reference["measures"] for value in checks.series_of(archive, measure).values()}
    return len({numbers.of(number) for number in known}) == len(known)


def _count(archive: Archive, claim: str) -> int:
    said = archive.claims[claim]["statements"][0]
    return int(said["min"] if said["min"] is not None else said["max"])


def _rounds_alike(archive: Archive, new: Archive) -> Iterator[bool]:
    """Whether "more than 200" is still what 203 is rounded to, for every pair of counts of one root and thing where it was."""
    pairs = [
        ((claim, said), after)
        for (claim, said), (_, after) in zip(archive.statements(), new.statements(), strict=True)
        if claim["kind"] == "figure" and said["root"] and not is_vague(said)
    ]
    for (claim, rounded), rounded_after in pairs:
        unit = unit_of(rounded, rounded["min"] or 0)
        if unit == 1 or rounded["max"] is not None:
            continue
        for (other, exact), exact_after in pairs:
            same = all(claim[field] == other[field] for field in ("measure", "group", "place")) and rounded["root"] == exact["root"]
            if same and exact["max"] is not None and rounded["min"] <= exact["max"] < rounded["min"] + unit:
                yield bool(rounded_after["min"] <= exact_after["max"] < rounded_after["min"] + unit)


def with_numbers(archive: Archive, numbers: Numbers) -> Archive:
    """The archive with new numbers in the gold's figures and the series; the texts and the quotes are still the old ones."""
    gold = {**archive.gold, "claims": [_claim(claim, numbers) for claim in archive.gold["claims"]]}
    return replace(archive, gold=gold, series=series_with(archive, numbers))


def _claim(claim: Row, numbers: Numbers) -> Row:
    if claim["kind"] != "figure":
        return claim
    return {**claim, "statements": [said if is_vague(said) else numbers.statement(claim, said) for said in claim["statements"]]}


def series_with(archive: Archive, numbers: Numbers) -> str:
    """The series with new numbers."""
    rows = list(csv.DictReader(archive.series.splitlines()))
    columns = set(archive.reference["measures"].values())
    written = io.StringIO()
    table = csv.DictWriter(written, fieldnames=list(rows[0]), lineterminator="\n")
    table.writeheader()
    table.writerows({name: str(numbers.of(int(v))) if name in columns and v else v for name, v in row.items()} for row in rows)
    return written.getvalue()
