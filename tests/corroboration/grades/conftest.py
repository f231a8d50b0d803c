"""Invented conflicts, a report at a time: what each offers for comparison, set down by hand, so that a test reads like its case."""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from onrecord.corroboration.claims import Beside, Claim
from onrecord.corroboration.grades import Grader, SuggestedGrade, shipped
from onrecord.corroboration.grades.records import RuleSet
from onrecord.corroboration.names import folded
from onrecord.corroboration.rules.across import contradicting_figures
from onrecord.corroboration.told import Speaker, Telling, Told
from onrecord.corroboration.told.deeds import doers_of, owner_of, sorts_of
from onrecord.corroboration.told.speakers import speaker_of
from onrecord.corroboration.told.wording import stems_of
from onrecord.corroboration.voices import Voice
from onrecord.records import Figure, Party


def voice(words: str, outlet: str | None = None) -> Speaker:
    """A voice as the program takes it apart."""
    return speaker_of(Voice(words=words, phrases=(words,), key=folded(words)), outlet)


class Desk:
    """Reports of one invented conflict. What follows ``report`` is told by that report."""

    def __init__(self) -> None:
        self._reports: list[dict[str, Any]] = []
        self.parties: dict[str, tuple[Party, ...]] = {}

    def report(self, name: str, outlet: str | None, day: str, *parties: str) -> "Desk":
        self._reports.append({"reading": name, "report": name, "outlet": outlet, "published": day, "figures": [], "statements": []})
        self.parties[name] = tuple(Party(name=one) for one in parties)
        return self

    def counts(
        self,
        number: int,
        what: str,
        by: str | Speaker | None = None,
        *,
        place: str | None = None,
        day: str | None = None,
        cites: Sequence[str] = (),
        **fields: Any,
    ) -> "Desk":
        """A number of people; ``what`` are the telling words of its sentence."""
        told = self._reports[-1]
        name = f"f{len(told['figures']) + 1}"
        start = 1_000 * (len(told["figures"]) + len(told["statements"]))
        given = {"measure": "killed", "min": number, "max": number} | fields
        figure = Figure(id=name, start=start, end=start + 2, phrase=str(number), place=place, **given)
        told["figures"].append(
            Told(
                id=name,
                start=start,
                end=start + 2,
                words=str(number),
                sentence=(start, start + 99),
                voice="attributed" if by else "plain",
                speakers=(by if isinstance(by, Speaker) else voice(by, told["outlet"]),) if by else (),
                cites=tuple(cites),
                day=day or told["published"],
                dated=day is not None,
                stems=stems_of(what),
                context=stems_of(what),
                places=folded(place) if place else (),
                figure=figure,
            )
        )
        return self

    def says(
        self,
        words: str,
        by: str | None = None,
        act: str | None = "asserts",
        *,
        place: str | None = None,
        day: str | None = None,
        denies: Sequence[str] = (),
        beside: bool = False,
    ) -> "Desk":
        """A statement; ``beside``: in the sentence of the figure before it."""
        told = self._reports[-1]
        name = f"s{len(told['statements']) + 1}"
        start = told["figures"][-1].start + 20 if beside else 1_000 * (len(told["figures"]) + len(told["statements"]))
        speakers = (voice(by, told["outlet"]),) if by else ()
        negated = act == "denies"
        told["statements"].append(
            Told(
                id=name,
                start=start,
                end=start + len(words),
                words=words,
                sentence=told["figures"][-1].sentence if beside else (start, start + 99),
                voice="attributed" if by else "plain",
                speakers=speakers,
                day=day or told["published"],
                dated=day is not None,
                stems=stems_of(words),
                context=stems_of(words),
                places=folded(place) if place else (),
                sorts=sorts_of(words),
                doers=doers_of(words, next(map(owner_of, speakers), ()), negated),
                negated=negated,
                denied=tuple(denies),
                act=act if by else None,  # type: ignore[arg-type]
            )
        )
        return self

    def tellings(self) -> list[Telling]:
        return [
            Telling(
                **{key: value for key, value in one.items() if key not in {"figures", "statements"}},
                order=order,
                figures=tuple(one["figures"]),
                statements=tuple(one["statements"]),
            )
            for order, one in enumerate(self._reports)
        ]

    def beside(self) -> Beside:
        return Beside(self.tellings())

    def suggest(self, rules: str, *, of: int | None = None, statements: bool = False) -> SuggestedGrade:
        """The suggestion for the claim on a number, or for the first claim made of statements."""
        beside = self.beside()
        claim = first_claim(beside, number=of, statements=statements)
        findings = list(contradicting_figures.find(beside))
        return Grader(beside, parties=self.parties, findings=findings).suggest(claim, rule_set_named(rules))


def first_claim(beside: Beside, *, number: int | None = None, statements: bool = False) -> Claim:
    """The first claim, or the first on a number."""
    claims: Iterable[Claim] = beside.statement_claims if statements else beside.figure_claims
    return next(
        claim for claim in claims if number is None or (claim.items[0].told.figure is not None and claim.items[0].told.figure.min == number)
    )


def rule_set_named(name: str) -> RuleSet:
    return next(one for one in shipped() if one.name == name)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture(scope="session")
def new_desk() -> type[Desk]:
    return Desk
