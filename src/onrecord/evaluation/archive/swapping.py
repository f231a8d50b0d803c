"""The party swap on a whole archive: two actors change places in every report, and what is noticed must be the same.

Names, aliases, demonyms and offices are exchanged in texts and titles, in the names of outlets – an outlet that bears the name of a state
or its capital then bears the other's, since texts cite it by that name – and in whose series the reference is. So the archive stays what it
was but for who is who, and findings that rest on the series are compared as well. Addresses and ids stay.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import BadInput
from onrecord.evaluation.archive.loading import SWAP, Archive
from onrecord.evaluation.archive.noticed import Account, Noticed, Noticing, Place
from onrecord.evaluation.party_swap import Alignment, Difference, SwapActor, swap_text

_GOLDLESS: dict[str, list[Any]] = {name: [] for name in ("claims", "roots", "copies", "findings", "near_misses")}


@dataclass(frozen=True)
class SwappedArchive:
    """An archive in which two actors have changed places; without gold, which is the original's."""

    archive: Archive
    alignments: Mapping[str, Alignment]
    """Where each report's characters come from."""
    actors: tuple[SwapActor, SwapActor]

    def back(self, place: Place) -> Place:
        """A place of the swapped archive in the original."""
        if place.whole:
            return place
        return Place(place.report, *self.alignments[place.report].back((place.start, place.end)))

    def words_back(self, words: str) -> str:
        """Words with the two exchanged again."""
        return swap_text(words, *self.actors)[0]


def swapped(archive: Archive, first: SwapActor, second: SwapActor) -> SwappedArchive:
    """The archive with two actors exchanged.

    Raises:
        WrongUse: the tables of the two are not equally long.
    """
    texts = {row["id"]: swap_text(row["text"], first, second) for row in archive.reports}

    def exchanged(words: Any) -> Any:
        return swap_text(words, first, second)[0] if isinstance(words, str) else words

    reports = tuple(
        {**row, "text": texts[row["id"]][0], **{name: exchanged(row.get(name)) for name in ("title", "outlet")}} for row in archive.reports
    )
    reference = {name: exchanged(value) for name, value in archive.reference.items()}
    other = replace(archive, reports=reports, gold=_GOLDLESS, reference=reference, folder=None)
    return SwappedArchive(other, {report: alignment for report, (_, alignment) in texts.items()}, (first, second))


def differences(archive: Archive, first: SwapActor, second: SwapActor, noticing: Noticing) -> tuple[Difference, ...]:
    """What a program says otherwise of the archive when two actors change places, in the terms of the original; empty for nothing."""
    other = swapped(archive, first, second)
    return tuple(_differences(noticing(archive), noticing(other.archive), other))


def _differences(ours: Account, theirs: Account, other: SwappedArchive) -> Iterator[Difference]:
    mine, yours = _by_place(ours.noticed, None), _by_place(theirs.noticed, other)
    for key in sorted(mine.keys() | yours.keys()):
        rule, places = key
        told, mapped = mine.get(key, []), yours.get(key, [])
        if len(told) != len(mapped):
            yield _only("findings", f"{rule} on {_named(places)}", len(told), len(mapped))
        elif sorted(map(_plain, told)) != sorted(map(_plain, mapped)):
            yield Difference(kind="findings", record=f"{rule} on {_named(places)}", field="sentence", original=told[0], swapped=mapped[0])
    for kind in ("claims", "roots", "copies"):
        if getattr(ours, kind) is not None and getattr(theirs, kind) is not None:
            one, two = (_groups(kind, account, back) for account, back in ((ours, None), (theirs, other)))
            for group in sorted(one ^ two, key=sorted):
                yield _only(kind, _named(sorted(group)), int(group in one), int(group in two))


def _by_place(noticed: Sequence[Noticed], other: SwappedArchive | None) -> dict[tuple[str, tuple[Place, ...]], list[str]]:
    """Sentences by rule and places, in the terms of the original."""
    found: dict[tuple[str, tuple[Place, ...]], list[str]] = {}
    for one in noticed:
        places = tuple(sorted(one.places if other is None else map(other.back, one.places)))
        found.setdefault((one.rule, places), []).append(one.sentence if other is None else other.words_back(one.sentence))
    return found


def _groups(kind: str, account: Account, other: SwappedArchive | None) -> set[frozenset[Place]]:
    """What an account puts together: statements of a claim, statements of a root, reports of a copy."""
    groups: list[list[Place]]
    if kind == "copies":
        groups = [[Place(report) for report in pair] for pair in account.copies or ()]
    elif kind == "claims":
        groups = [list(places) for places in account.claims or ()]
    else:
        by_root: dict[Hashable, list[Place]] = {}
        for named in account.roots or ():
            by_root.setdefault(named.root, []).append(named.place)
        groups = list(by_root.values())
    return {frozenset(places if other is None else map(other.back, places)) for places in groups}


def _only(kind: str, record: str, ours: int, theirs: int) -> Difference:
    def told(count: int) -> str:
        return "missing" if count == 0 else "there" if count == 1 else f"there {count} times"

    return Difference(kind=kind, record=record, field="presence", original=told(ours), swapped=told(theirs))


def _named(places: Sequence[Place]) -> str:
    return ", ".join(place.report if place.whole else f"{place.report} {place.start}–{place.end}" for place in places)


def _plain(words: str) -> str:
    """A sentence without case, articles and possessive endings, which a name's counterpart may take differently."""
    return " ".join(word for word in words.casefold().replace("’", "'").replace("'s", "").split() if word not in {"a", "an"})


class _Actor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: tuple[str, ...]
    demonyms: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


def read_actors(folder: Path) -> tuple[SwapActor, SwapActor]:
    """The two actors of an archive's ``swap.json``.

    Raises:
        BadInput: there is no such file, or it does not hold two actors.
    """
    path = folder / SWAP
    try:
        first, second = msgspec.json.decode(path.read_bytes(), type=tuple[_Actor, _Actor])
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror or error}", hint="two actors that are exchanged stand there") from error
    except msgspec.DecodeError as error:
        raise BadInput(f"{path}: {error}", hint='write [{"names": […], "demonyms": […]}, {"names": […], "demonyms": […]}]') from error
    return tuple(SwapActor(names=one.names, demonyms=one.demonyms, offices=one.offices) for one in (first, second))  # type: ignore[return-value]
