"""Another archive made of one by a seed: other names, numbers, order and forms of sentences, and the same things to be noticed.

A program that is measured on the archive that it was written beside may have learnt it by heart. What it loses on an altered one tells.
The offsets of the gold are followed through every change (``marked``), never looked for. The same seed gives the same archive.
"""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from onrecord.corroboration.pairs import joined
from onrecord.errors import BadInput
from onrecord.evaluation.archive.altering import numbers as numbering
from onrecord.evaluation.archive.altering.gold import altered_gold
from onrecord.evaluation.archive.altering.marked import Edit, Key, MarkedText
from onrecord.evaluation.archive.altering.naming import Names
from onrecord.evaluation.archive.altering.numbers import NoNumbersError, Numbers
from onrecord.evaluation.archive.altering.order import in_other_order, rearranged, swaps
from onrecord.evaluation.archive.altering.sentences import edits, other_form
from onrecord.evaluation.archive.altering.words import like, numbers_in, rewritten
from onrecord.evaluation.archive.loading import FORMS, NAMES, NUMBERS, Archive, Row, read_json

SHARE = 0.6
"""How many of the sentences that have another form take it."""

__all__ = ["altered"]


def altered(archive: Archive, seed: int) -> Archive:
    """The archive that a seed makes of one that was loaded from a folder.

    Raises:
        BadInput: the folder has no ``names.json``, ``forms.json`` or ``numbers.json``, or these do not fit its gold.
    """
    if archive.folder is None:
        raise BadInput("an altered archive is made of one in a folder, beside its names and forms", hint="load the archive from its folder")
    parts = _Parts(archive, archive.folder, random.Random(seed))
    return parts.archive()


class _Parts:
    """What a seed chose, and the texts as they change."""

    def __init__(self, archive: Archive, folder: Path, random_: random.Random) -> None:
        self._archive = archive
        self._random = random_
        names: Mapping[str, Any] = read_json(folder, NAMES)
        sets = min(len(entry["replacements"]) for entries in names.values() for entry in entries)
        self._names = Names(names, random_.randrange(sets))
        forms = [other_form(row) for row in read_json(folder, FORMS)]
        self._forms = [form for form in forms if random_.random() < SHARE]
        try:
            self._numbers = numbering.draw(archive, read_json(folder, NUMBERS)["sums"], random_)
        except NoNumbersError as error:
            raise BadInput(f"{folder}: {error}", hint="another seed may give some") from error
        self._texts = {row["id"]: MarkedText(row["text"], places_in(archive, row["id"])) for row in archive.reports}

    def archive(self) -> Archive:
        """The altered archive."""
        for change in (self._other_forms, self._other_numbers, self._other_names):
            for report, text in self._texts.items():
                text.edit(change(report, text))
        self._other_paragraphs()
        gold = altered_gold(self._archive, self._numbers, self._names, self._texts)
        told = {name: self._names.renamed(value) if isinstance(value, str) else value for name, value in self._archive.reference.items()}
        rows = tuple(self._report(row) for row in in_other_order(self._archive, self._random))
        return Archive(rows, gold, numbering.series_with(self._archive, self._numbers), told)

    def _other_forms(self, report: str, text: MarkedText) -> list[Edit]:  # noqa: ARG002 – all changes are called alike
        return list(edits(text, self._forms))

    def _other_numbers(self, report: str, text: MarkedText) -> list[Edit]:
        found: dict[Key, Edit] = {}
        for claim, said in self._archive.statements():
            if claim["kind"] != "figure" or said["report"] != report or numbering.is_vague(said):
                continue
            start, end = text.places[said["at"], said["at"] + len(said["quote"])]
            for first, last, value in numbers_in(text.text[start:end]):
                at = start + first, start + last
                new = self._numbers.of_figure(claim["id"], said, value)
                found[at] = Edit(*at, like(text.text[slice(*at)], new))
        return list(found.values())

    def _other_names(self, report: str, text: MarkedText) -> list[Edit]:  # noqa: ARG002
        return list(self._names.edits(text.text))

    def _other_paragraphs(self) -> None:
        for family in _families(self._archive):
            texts = [self._texts[report].text for report in family]
            chosen = swaps(texts, self._random)
            for report, text in zip(family, texts, strict=True):
                self._texts[report].rearrange(rearranged(text, chosen))

    def _report(self, row: Row) -> Row:
        known = numbers_of_report(self._archive, self._numbers, row["id"])
        title = rewritten(row["title"], known.get) if row.get("title") else row.get("title")
        title = self._names.renamed(title) if title else title
        return {**row, "title": title, "outlet": self._names.renamed(row["outlet"]), "text": self._texts[row["id"]].text}


def places_in(archive: Archive, report: str) -> set[Key]:
    """Every place of a report that the gold names."""
    records = [record for row in archive.gold["findings"] + archive.gold["near_misses"] for record in row["records"]]
    told = [said for _, said in archive.statements()] + records
    return {(one["at"], one["at"] + len(one["quote"])) for one in told if one["report"] == report}


def numbers_of_report(archive: Archive, numbers: Numbers, report: str) -> dict[int, int]:
    """The numbers of a report's figures, and what becomes of them; a title tells them again."""
    return {
        value: numbers.of_figure(claim["id"], said, value)
        for claim, said in archive.statements()
        if claim["kind"] == "figure" and said["report"] == report and not numbering.is_vague(said)
        for value in (said["min"], said["max"])
        if value is not None
    }


def _families(archive: Archive) -> list[list[str]]:
    """Reports that share a text: originals with their copies, and the versions of a page."""
    at = {row["id"]: number for number, row in enumerate(archive.reports)}
    first_of_page: dict[str, int] = {}
    linked = [(first_of_page.setdefault(row["url"], at[row["id"]]), at[row["id"]]) for row in archive.reports]
    linked += [(at[row["copy"]], at[row["original"]]) for row in archive.gold["copies"]]
    return [[archive.reports[number]["id"] for number in group] for group in joined(len(archive.reports), linked)]
