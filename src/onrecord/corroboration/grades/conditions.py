"""The vocabulary of conditions that rule-sets are made of: each a named pure function of what a claim rests on.

A condition answers with a number – of a yes or no, 1 or 0 – and with one sentence that says what was found, with its names. None of
them says that something is so: they count who is cited, and repeat what is said by whom.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from onrecord.corroboration.grades.basis import Basis, Root
from onrecord.corroboration.phrasing import listed
from onrecord.records.wording import counted, day_words, range_words

_SOME = 5
"""Names that a sentence tells one by one."""


class Found(NamedTuple):
    """What a condition found."""

    value: int | None
    """None where it cannot be told."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One word of the vocabulary."""

    sort: Literal["number", "yes or no"]
    meaning: str
    """For people who write rule-sets."""
    find: Callable[[Basis], Found]


def reports(basis: Basis) -> Found:
    """Reports that tell it, copies among them."""
    number = len(basis.reports)
    return Found(number, f"{counted(number, 'report')} {_verb(number, 'tells', 'tell')} it.")


def outlets(basis: Basis) -> Found:
    """Outlets that published these reports."""
    number = len(basis.outlets)
    if not number:
        return Found(0, "No outlet is named.")
    return Found(number, f"{counted(number, 'outlet')} {_verb(number, 'tells', 'tell')} it{_named(basis.outlets)}.")


def independent_roots(basis: Basis) -> Found:
    """Root sources: each once, however many outlets repeat it; unnamed ones once where nothing tells whose they are apart."""
    number = len(_independent(basis.roots))
    alike = ", the unnamed ones that nothing tells apart counted once" if number < len(basis.roots) else ""
    return Found(number, f"{_roots('independent root source', number, basis.roots)}{alike}.")


def named_roots(basis: Basis) -> Found:
    """Root sources that are a person or body by name or office, and not merely "officials"."""
    named = [root for root in basis.roots if not root.unnamed]
    return Found(len(named), f"{_roots('named root source', len(named), named)}.")


def roots_not_parties(basis: Basis) -> Found:
    """Independent root sources that belong to no party to the conflict, as far as the reports and the case show."""
    others = _independent([root for root in basis.roots if root.party is None])
    return Found(len(others), f"{_roots('root source', len(others), others, which=' that is no party', of=' that are no parties')}.")


def roots_of_parties(basis: Basis) -> Found:
    """Independent root sources that belong to a party to the conflict."""
    of_parties = _independent([root for root in basis.roots if root.party is not None])
    return Found(len(of_parties), f"{_roots('root source', len(of_parties), of_parties, which=' of a party', of=' of parties')}.")


def separate_roots(basis: Basis) -> Found:
    """Independent root sources, all bodies of one party counted once."""
    sides = {root.party for root in basis.roots if root.party is not None}
    number = len(sides) + len(_independent([root for root in basis.roots if root.party is None]))
    return Found(number, f"{_roots('separate root source', number, basis.roots)}, the bodies of one party counted once.")


def accused(basis: Basis) -> Found:
    """Different actors that somebody, whoever it is, says did it."""
    actors = basis.responsibility.actors
    told = [f"{actor.name} (according to {_few(actor.by)})" for actor in actors]
    return Found(len(actors), f"{_some(len(actors), 'actor')} {_is(len(actors))} said to have done it{_named(told)}.")


def range_width(basis: Basis) -> Found:
    """People between the smallest and the largest number, the counts that contradict it among them; none where an end is open."""
    ends = [end for end in (basis.least, basis.greatest, *(basis.other_counts or ())) if end is not None]
    if basis.least is None or basis.greatest is None:
        return Found(None, "An end of the number is left open, so that its width cannot be told.")
    width = max(ends) - min(ends)
    told = range_words(min(ends), max(ends))
    return Found(width, f"The smallest and the largest number told are {width:,} apart ({told}).")


def contradicted(basis: Basis) -> Found:
    """Another root source gives a count that cannot hold as well (the finding contradicting-figures)."""
    if not basis.contradictions:
        return Found(0, "No finding sets another count against it.")
    return Found(1, f"Other counts stand against it: {' '.join(basis.contradictions)}")


def denied(basis: Basis) -> Found:
    """Somebody denies it, or denies having done it."""
    who = basis.responsibility.denied_by
    return Found(int(bool(who)), f"It is denied by {_few(who)}." if who else "No report tells of a denial.")


def denied_by_accused(basis: Basis) -> Found:
    """Somebody who speaks for an actor that is said to have done it denies it."""
    who = basis.responsibility.denied_by_accused
    return Found(
        int(bool(who)), f"It is denied by {_few(who)}, said to have done it." if who else "No one who is said to have done it denies it."
    )


def admitted_by_accused(basis: Basis) -> Found:
    """Somebody who speaks for an actor that is said to have done it says that it did, as a report words it."""
    who = basis.responsibility.admitted_by
    return Found(
        int(bool(who)), f"That it did it is said by an actor of itself: {_few(who)}." if who else "No actor says of itself that it did it."
    )


def own_observation(basis: Basis) -> Found:
    """An outlet's own people say that they saw or counted it."""
    seen = [root.words for root in basis.roots if root.own]
    return Found(int(bool(seen)), f"Seen by {_few(seen)}." if seen else "No outlet says that its own people saw it.")


def only_unnamed(basis: Basis) -> Found:
    """All root sources are unnamed, and there is one."""
    only = bool(basis.roots) and all(root.unnamed for root in basis.roots)
    return Found(int(only), "All root sources are unnamed." if only else "Not all root sources are unnamed." if basis.roots else _NOBODY)


def only_parties(basis: Basis) -> Found:
    """All root sources belong to parties, and there is one."""
    only = bool(basis.roots) and all(root.party is not None for root in basis.roots)
    return Found(
        int(only), "All root sources belong to parties." if only else "Not all root sources belong to parties." if basis.roots else _NOBODY
    )


def date_known(basis: Basis) -> Found:
    """A text says on which day it happened, or up to which day it counts."""
    days = [day_words(day) for day in basis.days]
    return Found(int(bool(days)), f"The day is told: {_few(days)}." if days else "No text says on which day.")


def place_known(basis: Basis) -> Found:
    """A text says where."""
    return Found(int(bool(basis.places)), f"The place is told: {_few(basis.places)}." if basis.places else "No text says where.")


def count_known(basis: Basis) -> Found:
    """A number of people is told, were it with one end open."""
    known = basis.is_figure and (basis.least is not None or basis.greatest is not None)
    told = range_words(basis.least, basis.greatest)
    return Found(int(known), f"The number is told: {told}." if known else "No number of people is told.")


def said_to_be_combatants(basis: Basis) -> Found:
    """Every report that tells the number says that those counted were combatants. The reports' word, never ours."""
    some, all_of_them = len(basis.combatants_in), len(basis.reports)
    if some and some == all_of_them:
        return Found(
            1, f"{counted(some, 'report')} {_verb(some, 'tells', 'tell')} it and {_verb(some, 'calls', 'call')} those counted combatants."
        )
    if not some:
        return Found(0, "No report that tells it calls those counted combatants.")
    return Found(0, f"{some} of the {all_of_them} reports that tell it {_verb(some, 'calls', 'call')} those counted combatants.")


_NOBODY = "No root source is told."
_NUMBERS = (
    reports,
    outlets,
    independent_roots,
    named_roots,
    roots_not_parties,
    roots_of_parties,
    separate_roots,
    accused,
    range_width,
)
_YES_OR_NO = (
    contradicted,
    denied,
    denied_by_accused,
    admitted_by_accused,
    own_observation,
    only_unnamed,
    only_parties,
    date_known,
    place_known,
    count_known,
    said_to_be_combatants,
)

CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {find.__name__: Condition("number", find.__doc__ or "", find) for find in _NUMBERS}
    | {find.__name__: Condition("yes or no", find.__doc__ or "", find) for find in _YES_OR_NO}
)
"""Name → condition, in the order in which they are documented."""


def _independent(roots: Sequence[Root]) -> list[Root]:
    """The roots, of the unnamed ones one of each side or owner; one of nobody in particular only where no other is unnamed."""
    found: list[Root] = []
    seen: set[str] = set()
    for root in roots:
        whose = root.party or " ".join(root.owner)
        if not root.unnamed or (whose and whose not in seen):
            found.append(root)
            seen.update({whose} if root.unnamed else ())
    if not seen:
        found += [root for root in roots if root.unnamed][:1]
    return found


def _roots(what: str, number: int, roots: Sequence[Root], *, which: str = "", of: str = "") -> str:
    noun = f"{what}{which}" if number <= 1 else f"{what}s{of}"
    return f"{number or 'No'} {noun}{_named([_root(root) for root in roots] if number else [])}"


def _root(root: Root) -> str:
    marks = [*(["a party" if root.party is not None else ""]), *(["unnamed"] if root.unnamed else [])]
    told = ", ".join(mark for mark in marks if mark)
    return f"{root.words} ({told})" if told else root.words


def _named(names: Sequence[str]) -> str:
    return f": {_few(names)}" if names else ""


def _few(names: Sequence[str]) -> str:
    """Names in a sentence; of many the first, and how many more there are."""
    return listed([*names[:_SOME], f"{len(names) - _SOME} more"] if len(names) > _SOME else list(names))


def _some(number: int, noun: str) -> str:
    return counted(number, noun) if number else f"No {noun}"


def _is(number: int) -> str:
    return "are" if number > 1 else "is"


def _verb(number: int, one: str, many: str) -> str:
    return one if number == 1 else many
