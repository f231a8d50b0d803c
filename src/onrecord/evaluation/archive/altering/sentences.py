"""Other forms of sentences, from an archive's ``forms.json``: the same proposition in other words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.errors import BadInput
from onrecord.evaluation.archive.altering.marked import Edit, Key, MarkedText
from onrecord.evaluation.archive.loading import FORMS, Row


@dataclass(frozen=True, slots=True)
class OtherForm:
    """A sentence and another for it."""

    sentence: str
    other: str
    places: tuple[tuple[str, str], ...]
    """Words of the sentence that a record of the gold quotes, and what stands for them in the other."""


def other_form(row: Row) -> OtherForm:
    """A row of ``forms.json``.

    Raises:
        BadInput: words that are named do not stand exactly once in their sentence.
    """
    for one, other in row["places"]:
        if row["sentence"].count(one) != 1 or row["other"].count(other) != 1:
            raise BadInput(
                f"{FORMS}: {one!r} and {other!r} must stand once in {row['sentence']!r} and in its other form",
                hint="quote more words, or correct the sentence",
            )
    return OtherForm(row["sentence"], row["other"], tuple((one, other) for one, other in row["places"]))


def edits(text: MarkedText, forms: Iterable[OtherForm]) -> Iterator[Edit]:
    """What changes in a text that holds some of the sentences; a copy of a report changes as the report does.

    Raises:
        BadInput: a place in a sentence that another takes the place of is not told in the other.
    """
    for form in forms:
        start = text.text.find(form.sentence)
        if start >= 0:
            end = start + len(form.sentence)
            yield Edit(start, end, form.other, dict(_moved(text, form, start, end)))


def _moved(text: MarkedText, form: OtherForm, start: int, end: int) -> Iterator[tuple[Key, tuple[int, int]]]:
    told = dict(form.places)
    for key, (first, last) in text.places.items():
        if last <= start or first >= end or (first <= start and end <= last and text.text[first:last] not in told):
            continue
        other = told.get(text.text[first:last])
        if other is None:
            raise BadInput(
                f"{FORMS}: {text.text[first:last]!r} is a place of the gold in {form.sentence!r}, and the other form does not tell it",
                hint='add it to "places"',
            )
        at = form.other.index(other)
        yield key, (at, at + len(other))
