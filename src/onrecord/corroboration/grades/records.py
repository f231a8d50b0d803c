"""Rule-sets as data, and the grades that they suggest.

The class docstrings say what the keys of a rule-set file mean; ``files`` holds a file to them.
"""

from typing import Literal

from onrecord.records import Record
from onrecord.records.vocabulary import Measure, Scope

Sort = Literal["figures", "statements"]


class Publication(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a rule-set follows."""

    author: str
    title: str
    year: int
    """Of the edition, or, for a page without one, of the copy that was read."""
    where: str
    """Page or section."""
    checked: str
    """Which of it was compared with the published words, and where these stood."""
    not_checked: str | None = None
    """What is taken over without having seen the published words."""


class Parameter(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number of a rule-set that a desk may set otherwise; conditions and names hold it by its name, names in braces."""

    name: str
    value: int
    least: int = 0
    meaning: str


class GradeRule(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One grade: its name and the conditions that must all be met."""

    name: str
    meaning: str
    """What the grade says of a claim."""
    when: tuple[str, ...] = ()
    """Conditions (``conditions``); none only for the last grade, which then takes what no other did."""


class RuleSet(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Grades in order of precedence: the first whose conditions are all met is suggested."""

    name: str
    """Lower case, digits and hyphens; unique in a case."""
    title: str
    """What it is called in sentences: "would be “Fair” by the Airwars-like rules"."""
    about: str
    differs: tuple[str, ...]
    """In what it differs from what it follows."""
    claims: tuple[Sort, ...] = ("figures", "statements")
    """Which claims it grades."""
    measures: tuple[Measure, ...] = ()
    """Which figures it grades, by what they count; all where none is named."""
    scopes: tuple[Scope, ...] = ()
    publication: tuple[Publication, ...] = ()
    parameter: tuple[Parameter, ...] = ()
    grade: tuple[GradeRule, ...]


class Checked(Record, frozen=True, kw_only=True):
    """One condition held against a claim."""

    grade: str
    """The grade that asks for it."""
    condition: str
    """As the rule-set has it, with the parameters' values."""
    met: bool
    sentence: str
    """What was found, with its numbers and names."""


class SuggestedGrade(Record, frozen=True, kw_only=True):
    """What a claim would be by a rule-set. A suggestion: a person's assessment is a record of its own, and nothing is made of this one."""

    rule_set: str
    title: str
    claim: str
    """The claim in words."""
    records: tuple[str, ...]
    """Its statements and figures, ``reading/f1``."""
    grade: str | None
    """By the rule-set's own name; None where no grade of it is reached, or it does not grade such claims."""
    meaning: str | None = None
    met: tuple[Checked, ...] = ()
    """What the suggested grade asks for."""
    not_met: tuple[Checked, ...] = ()
    """What the grades before it ask for and was not found."""
    reasons: tuple[str, ...] = ()
    """Sentences: what would be suggested, then why, then why not one of the grades before it."""
    suggestion: bool = True
    """Always true: no program makes an assessment."""

    def __post_init__(self) -> None:
        """Hold the mark in place.

        Raises:
            ValueError: when it is not marked as a suggestion.
        """
        if self.suggestion is not True:
            raise ValueError("a suggested grade is always marked as a suggestion")
