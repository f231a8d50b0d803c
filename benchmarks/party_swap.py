"""How much of a record changes when two parties change places: every pair of parties of every report of some labelled files.

    python -m benchmarks.party_swap reports/dev.jsonl [MORE.jsonl ...] [--reader both]
    python -m benchmarks.party_swap examples/archive

The proper names of two parties of one kind are exchanged in the text: states, other lands, bodies of a state, groups and initials, each
with their like. A common noun ("the army") and an office ("the Ministry of Defence") are nobody's names and stay. The text is read
again, and the two records are compared (onrecord.evaluation.party_swap). A party that has
more names in a text than the other is first called by the ones that have a counterpart, in both texts, so that they differ in nothing
but who stands where. A statement counts as even when it is read with the same spans, act, voice, standing, grade and confidence; what
else differs is told by kind of record and field. In an archive folder the two actors of its swap.json change places in all reports, and
what is noticed across them is compared (onrecord.evaluation.archive.swapping).
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from onrecord import flow
from onrecord.errors import OnRecordError, WrongUse
from onrecord.evaluation.archive import is_archive, load, swapping
from onrecord.evaluation.archive.reading import noticed_in_reports
from onrecord.evaluation.archive.swapping import read_actors
from onrecord.evaluation.labelled import read_labelled
from onrecord.evaluation.party_swap import Difference, SwapActor, differences, swap_text
from onrecord.evaluation.predict import documents_of
from onrecord.reading.actors.kin import kindred
from onrecord.reading.actors.vocabulary import ARMED_FORCES, STATE_BODIES
from onrecord.reading.word_tables import tables
from onrecord.records import Document
from onrecord.records.states import states
from onrecord.settings import Settings

READ = frozenset({"presence", "source", "cue", "content", "act", "voice", "standing", "grade", "confidence"})
"""Fields of a statement that say what was read; who is meant by it follows from the other words of the text."""
ARTICLES = ("the ", "a ", "an ")
_ADJECTIVES = ("i", "is", "n", "ns", "ese", "ish", "ic")
_SMALL = frozenset({"of", "for", "the", "and"})


class Pair(NamedTuple):
    """Two parties of a text to exchange."""

    text: str
    """With each party called by such names only as have a counterpart."""
    one: SwapActor
    other: SwapActor


def proper_name(words: str) -> str | None:
    """The proper name that a wording begins with: "Velmari" of "the Velmari army", "Kestria" of "Kestria's ministry"; None for none."""
    bare = next((words[len(article) :] for article in ARTICLES if words.lower().startswith(article)), words)
    found: list[str] = []
    for word in bare.replace("’", "'").split():
        plain = word.removesuffix("'s")
        if not found and plain[:1].isdigit():
            continue
        if not (plain[:1].isupper() or (found and plain in _SMALL)):
            break
        found.append(plain)
        if plain != word:
            break
    while found and found[-1] in _SMALL:
        found.pop()
    return " ".join(found) if found and any(word[0].isupper() for word in found) and found[0] != "Our" else None


def forms_of(party: Mapping[str, Any], text: str) -> tuple[list[str], list[str]]:
    """Names, then adjectives and peoples made from them, by which a text calls a party inside its sentences, where capitals tell names."""
    given = [proper_name(str(words)) for words in (party["name"], *(party.get("aliases") or ()))]
    whole = set((given[0] or "").split())
    own = [form for form in dict.fromkeys(given) if form is not None and (form == given[0] or _is_name(form, whole))]
    every = [form for form in own if _holds(text, form)]
    inside = [form for form in every if re.search(rf"[a-z,;]\s+{re.escape(form)}(?!\w)", text)]
    forms = [form for form in every if any(_holds(form, other) for other in inside)]
    made = [f for f in forms[1:] if f.endswith(_ADJECTIVES) and any(f != o and kindred(f.lower(), o.lower()) for o in forms)]
    return [form for form in forms if form not in made], made


def _is_name(form: str, whole: set[str]) -> bool:
    """Whether an alias is a name of its party: a word of it is in no dictionary, or in the party's whole name."""
    return any((word not in _SMALL and word.lower() not in tables().classes) or word in whole for word in form.split())


def kind_of(form: str) -> str:
    """What kind of name a form is: of a land (or its people), of a body of a state, of a group, initials, or a common noun alone."""
    words = form.split()
    if len(words) == 1:
        if form.isupper() and len(form) > 1:
            return "initials"
        return "common noun" if form.lower() in tables().classes else "land"
    head = next((before for before, word in pairwise(words) if word in ("of", "for")), words[-1])
    return "state body" if head.lower() in STATE_BODIES | ARMED_FORCES else "group"


def swap_actor(party: Mapping[str, Any], text: str) -> SwapActor | None:
    """The words for a party that stand in a text; of a state its seat and its people too. None for a party without a name in it."""
    row = next((row for row in states() if str(party["name"]) in row.names), None)
    if row is not None and row.seats and row.peoples:
        plural = next((word for word in reversed(row.peoples) if word.endswith("s") and word != row.peoples[0]), row.peoples[0])
        return SwapActor(names=(row.names[0], row.seats[0]), demonyms=(row.peoples[0], plural), country=row.code)
    names, made = forms_of(party, text)
    return SwapActor(names=tuple(names), demonyms=tuple(made)) if names else None


def is_plural(form: str) -> bool:
    """Whether a demonym names people: "Kestrians", not "Kestrian"."""
    return form.endswith("s")


def pairs(row: Mapping[str, Any], *, any_kind: bool = False) -> Iterator[Pair]:
    """Two parties at a time, of one kind or, states apart, of any."""
    text = row["text"]
    named = [actor for party in row.get("parties") or () if (actor := swap_actor(party, text)) is not None]
    for one, other in combinations(named, 2):
        kinds = [kind_of(actor.names[0]) if actor.country is None else "state" for actor in (one, other)]
        alike = kinds[0] == kinds[1] != "common noun" or (any_kind and "state" not in kinds)
        if not alike or _share_words(one, other):
            continue
        kept = _with_counterparts(one, other), _with_counterparts(other, one)
        called = text
        for actor, exchangeable in zip((one, other), kept, strict=True):
            called = _called(called, actor, exchangeable)
        yield Pair(called, *kept)


def _with_counterparts(one: SwapActor, other: SwapActor) -> SwapActor:
    """The words of a party that have a counterpart among the other's: names, adjectives, people each for their like."""
    demonyms: list[str] = []
    for plural in (False, True):
        own, theirs = ([form for form in actor.demonyms if is_plural(form) is plural] for actor in (one, other))
        demonyms += own[: len(theirs)]
    return SwapActor(names=one.names[: len(other.names)], demonyms=tuple(demonyms), country=one.country)


def _share_words(one: SwapActor, other: SwapActor) -> bool:
    """Whether a name of one is or holds one of the other: no exchange could tell them apart."""

    return any(_holds(a, b) or _holds(b, a) for a in one.terms() for b in other.terms())


def _holds(text: str, form: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def _called(text: str, actor: SwapActor, kept: SwapActor) -> str:
    """A text in which a party's names without a counterpart are its first name."""
    surplus = [form for form in actor.terms() if form not in kept.terms()]
    if not surplus:
        return text
    longest_first = sorted(actor.terms(), key=lambda form: -len(form))
    pattern = "|".join(re.escape(form) for form in longest_first)
    pattern = rf"(?<!\w)(?:{pattern}|{pattern.upper()})(?!\w)"

    def name(match: re.Match[str]) -> str:
        found = match[0]
        kept = found not in surplus and found not in [form.upper() for form in surplus]
        return found if kept else actor.names[0].upper() if found.isupper() and len(found) > 4 else actor.names[0]

    return re.sub(pattern, name, text)


def exchanged(document: Document, pair: Pair, settings: Settings) -> tuple[int, tuple[Difference, ...]]:
    """Statements in the record of a report, and what differs from that of the report with two parties exchanged."""
    text, alignment = swap_text(pair.text, pair.one, pair.other)
    original, swapped = (
        flow.read_document(msgspec.structs.replace(document, text=given, parties=()), settings=settings) for given in (pair.text, text)
    )
    return len(original.statements), differences(original, swapped, alignment)


def _exchange_in_archive(folder: Path, settings: Settings) -> None:
    try:
        archive, (first, second) = load(folder), read_actors(folder)
        found = swapping.differences(archive, first, second, partial(noticed_in_reports, settings=settings))
    except OnRecordError as error:
        raise SystemExit(f"error: {error}") from error
    print(f"{folder}, {settings.reader}: {first.names[0]} and {second.names[0]} exchanged in {len(archive.reports)} reports")
    print(f"  {len(found)} differences in what is noticed")
    for difference in found:
        print(f"  {difference}")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", nargs="+", type=Path, help="labelled reports with their parties")
    parser.add_argument("--reader", choices=("rules", "trained", "both"), default="both", help="default both")
    parser.add_argument("--any-kind", action="store_true", help="exchange parties of different kinds too: a front with a land")
    parser.add_argument("--show", type=int, default=0, help="also print so many differences of statements")
    options = parser.parse_args()
    settings = Settings(reader=options.reader)
    for folder in filter(is_archive, options.labelled):
        _exchange_in_archive(folder, settings)
    options.labelled = [path for path in options.labelled if not is_archive(path)]
    if not options.labelled:
        return
    exchanges, even, statements, differing, shown = 0, 0, 0, 0, 0
    other_fields: Counter[str] = Counter()
    for path in options.labelled:
        try:
            gold = read_labelled(path)
        except OnRecordError as error:
            raise SystemExit(f"error: {error}") from error
        for document in documents_of(gold):
            for pair in pairs(gold[document.id], any_kind=options.any_kind):
                try:
                    count, found = exchanged(document, pair, settings)
                except WrongUse as error:
                    print(f"{document.id}: {error}", file=sys.stderr)
                    continue
                read = [d for d in found if d.kind == "statements" and d.field in READ]
                exchanges += 1
                even += not read
                statements += count
                differing += len({d.record for d in read})
                other_fields.update({f"{d.kind}, {d.field}" for d in found if d not in read})
                for difference in read[: max(options.show - shown, 0)]:
                    print(f"{document.id}, {pair.one.names[0]} – {pair.other.names[0]}: {str(difference)[:300]}")
                    shown += 1
    if not exchanges:
        raise SystemExit("error: no report has two parties of one kind named in its text\nhint: labelled rows need parties")
    print(
        f"{options.reader}: {exchanges} exchanges, {even} ({100 * even / exchanges:.1f} %) with every statement read the same; "
        f"{statements} statements, {100 * (1 - differing / max(statements, 1)):.1f} % read the same"
    )
    for name, number in other_fields.most_common(12):
        print(f"  {name} differs in {number}")


if __name__ == "__main__":
    main()
