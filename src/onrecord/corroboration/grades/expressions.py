"""Conditions as rule-set files write them: ``independent_roots >= 2``, ``not denied``, ``own_observation or roots_not_parties >= 1``.

The whole grammar: a condition is one or more terms joined by "or"; a term is the name of a yes-or-no condition, "not" and such a name, or
the name of a number, a comparison (``>=``, ``<=``, ``=``) and a whole number or a parameter of the rule-set.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.corroboration.grades.basis import Basis
from onrecord.corroboration.grades.conditions import CONDITIONS, Found

Comparison = Literal[">=", "<=", "="]

_TERM = re.compile(r"(?P<name>[a-z_]+)\s*(?P<comparison>>=|<=|=)\s*(?P<bound>[0-9]{1,9}|[a-z_]+)")
_YES_OR_NO = re.compile(r"(?P<not>not\s+)?(?P<name>[a-z_]+)")
_ASKED = {">=": "at least", "<=": "at most", "=": "exactly"}


class NoCondition(ValueError):
    """The words are no condition; the message says why, ``hint`` what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Term:
    """A name with what is asked of it."""

    name: str
    comparison: Comparison
    bound: int
    negated: bool = False

    @property
    def words(self) -> str:
        """As a file has it, with the parameter's value."""
        if CONDITIONS[self.name].sort == "yes or no":
            return f"not {self.name}" if self.negated else self.name
        return f"{self.name} {self.comparison} {self.bound}"

    def holds(self, basis: Basis) -> tuple[bool, str]:
        """Whether it is met, and the sentence that says what was found."""
        found = CONDITIONS[self.name].find(basis)
        if CONDITIONS[self.name].sort == "yes or no":
            return bool(found.value) != self.negated, found.sentence
        asked = f"{_ASKED[self.comparison]} {self.bound:,} {'is' if self.bound == 1 else 'are'} asked for"
        return self._compared(found), f"{found.sentence.removesuffix('.')}; {asked}."

    def _compared(self, found: Found) -> bool:
        if found.value is None:
            return False
        if self.comparison == "=":
            return found.value == self.bound
        return found.value >= self.bound if self.comparison == ">=" else found.value <= self.bound


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition: met where one of its terms is."""

    terms: tuple[Term, ...]

    @property
    def words(self) -> str:
        """As a file has it, with the parameters' values."""
        return " or ".join(term.words for term in self.terms)

    def holds(self, basis: Basis) -> tuple[bool, str]:
        """Whether it is met, and what was found: by the terms that are met, else by all."""
        answers = [term.holds(basis) for term in self.terms]
        met = any(holds for holds, _ in answers)
        return met, " ".join(sentence for holds, sentence in answers if holds or not met)


def parsed(words: str, parameters: Mapping[str, int]) -> Expression:
    """A condition out of its words.

    Args:
        words: of one condition.
        parameters: name → value, of the rule-set.

    Raises:
        NoCondition: the words are none.
    """
    return Expression(tuple(_term(term.strip(), words, parameters) for term in re.split(r"\bor\b", words)))


def parameters_in(words: str) -> set[str]:
    """Names that stand in the place of a number."""
    return {match["bound"] for match in _TERM.finditer(words) if not match["bound"].isdigit()}


def _term(term: str, words: str, parameters: Mapping[str, int]) -> Term:
    if match := _TERM.fullmatch(term):
        name = _known(match["name"], words)
        if CONDITIONS[name].sort == "yes or no":
            raise NoCondition(f"{words!r} compares {name}, which is a yes or a no", f"Write {name} or not {name}.")
        bound = int(match["bound"]) if match["bound"].isdigit() else parameters.get(match["bound"])
        if bound is None:
            raise NoCondition(
                f"{words!r} names {match['bound']!r}, and the rule-set has no such parameter",
                "Write a whole number, or give the parameter in a [[parameter]] block.",
            )
        return Term(name, match["comparison"], bound)  # type: ignore[arg-type]
    if match := _YES_OR_NO.fullmatch(term):
        name = _known(match["name"], words)
        if CONDITIONS[name].sort == "number":
            raise NoCondition(f"{words!r} gives {name} nothing to compare with", f"Write for example {name} >= 2.")
        return Term(name, ">=", 1, bool(match["not"]))
    raise NoCondition(f"{words!r} is no condition", "Write a name, not and a name, or a name, >=, <= or = and a number; join by or.")


def _known(name: str, words: str) -> str:
    if name not in CONDITIONS:
        raise NoCondition(f"{words!r} names {name!r}, and there is no such condition", f"Conditions are: {', '.join(CONDITIONS)}.")
    return name
