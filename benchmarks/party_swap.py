"""How much of a record changes when two parties change places: every pair of parties of every report of some labelled files.

    python -m benchmarks.party_swap reports/dev.jsonl [MORE.jsonl ...] [--reader both]

The names of two parties are exchanged in the text, states with states and others with others (a common noun, "the army", is nobody's
name and stays), the text is read again, and the two records are compared (onrecord.evaluation.party_swap). An exchange counts as even
when every statement is read with the same spans, act, voice, standing, grade and confidence; what else differs is told by kind of
record and field.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec

from onrecord import flow
from onrecord.errors import WrongUse
from onrecord.evaluation.labelled import read_labelled
from onrecord.evaluation.party_swap import Difference, SwapActor, differences, swap_text
from onrecord.evaluation.predict import documents_of
from onrecord.records import Document
from onrecord.records.states import states
from onrecord.settings import Settings

READ = frozenset({"presence", "source", "cue", "content", "act", "voice", "standing", "grade", "confidence"})
"""Fields of a statement that say what was read; who is meant by it follows from the other words of the text."""
ARTICLES = ("the ", "a ", "an ")


def proper_names(party: Mapping[str, Any]) -> list[str]:
    """Name and aliases that begin with a capital, each without its article."""
    given = [str(party["name"]), *map(str, party.get("aliases") or ())]
    bare = [next((name[len(a) :] for a in ARTICLES if name.lower().startswith(a)), name) for name in given]
    return list(dict.fromkeys(name for name in bare if name[:1].isupper()))


def swap_actor(party: Mapping[str, Any], text: str) -> SwapActor | None:
    """The words for a party that stand in a text; of a state its seat and its people too. None for a party without a name in it."""
    names = [name for name in proper_names(party) if name in text]
    row = next((row for row in states() if str(party["name"]) in row.names), None)
    if row is None:
        return SwapActor(names=tuple(names)) if names else None
    plural = next((word for word in reversed(row.peoples) if word.endswith("s") and word != row.peoples[0]), row.peoples[0])
    return SwapActor(names=(row.names[0], row.seats[0]), demonyms=(row.peoples[0], plural), country=row.code)


def pairs(row: Mapping[str, Any]) -> Iterator[tuple[SwapActor, SwapActor]]:
    """Two parties at a time, states with states and others with others, their names filled up to the same number with the first."""
    named = [actor for party in row.get("parties") or () if (actor := swap_actor(party, row["text"])) is not None]
    for one, other in combinations(named, 2):
        if (one.country is None) != (other.country is None) or {*one.terms()} & {*other.terms()}:
            continue
        count = max(len(one.names), len(other.names))
        yield _filled(one, count), _filled(other, count)


def _filled(actor: SwapActor, count: int) -> SwapActor:
    return replace(actor, names=(*actor.names, *actor.names[:1] * (count - len(actor.names))))


def exchanged(document: Document, one: SwapActor, other: SwapActor, settings: Settings) -> tuple[Difference, ...]:
    """What differs between the record of a report and that of the report with two parties exchanged."""
    text, alignment = swap_text(document.text, one, other)
    original, swapped = (
        flow.read_document(given, settings=settings) for given in (document, msgspec.structs.replace(document, text=text, parties=()))
    )
    return differences(original, swapped, alignment)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", nargs="+", type=Path, help="labelled reports with their parties")
    parser.add_argument("--reader", default="both", help="rules, trained or both (default)")
    parser.add_argument("--show", type=int, default=0, help="also print so many differences of statements")
    options = parser.parse_args()
    settings = Settings(reader=options.reader)
    count, even, shown = 0, 0, 0
    other_fields: Counter[str] = Counter()
    for path in options.labelled:
        gold = read_labelled(path)
        for document in documents_of(gold):
            plain = msgspec.structs.replace(document, parties=())
            for one, other in pairs(gold[document.id]):
                try:
                    found = exchanged(plain, one, other, settings)
                except WrongUse as error:
                    print(f"{document.id}: {error}", file=sys.stderr)
                    continue
                read = [d for d in found if d.kind == "statements" and d.field in READ]
                count += 1
                even += not read
                other_fields.update({f"{d.kind}, {d.field}" for d in found if d not in read})
                for difference in read[: max(options.show - shown, 0)]:
                    print(f"{document.id}, {one.names[0]} – {other.names[0]}: {str(difference)[:300]}")
                    shown += 1
    print(f"{options.reader}: {count} exchanges, {even} ({100 * even / max(count, 1):.1f} %) with every statement read the same")
    for name, number in other_fields.most_common(12):
        print(f"  {name} differs in {number}")


if __name__ == "__main__":
    main()
