"""The gold of an altered archive: the same rows, with the new places, names and numbers."""

from collections.abc import Mapping

from onrecord.evaluation.archive import checks
from onrecord.evaluation.archive.altering.marked import MarkedText
from onrecord.evaluation.archive.altering.naming import Names
from onrecord.evaluation.archive.altering.numbers import Numbers, is_vague
from onrecord.evaluation.archive.altering.words import rewritten
from onrecord.evaluation.archive.loading import Archive, Row


def altered_gold(archive: Archive, numbers: Numbers, names: Names, texts: Mapping[str, MarkedText]) -> Row:
    """The gold after every change.

    Args:
        archive: as it was.
        numbers: what became of every number.
        names: what became of every name.
        texts: the changed texts by report, with what became of every place.
    """
    return _Gold(archive, numbers, names, texts).whole()


class _Gold:
    def __init__(self, archive: Archive, numbers: Numbers, names: Names, texts: Mapping[str, MarkedText]) -> None:
        self._archive, self._numbers, self._names, self._texts = archive, numbers, names, texts
        self._series = {
            value: numbers.of(value) for measure in archive.reference["measures"] for value in checks.series_of(archive, measure).values()
        }

    def whole(self) -> Row:
        gold = self._archive.gold
        everything = "\n".join(text.text for text in self._texts.values())
        return {
            **gold,
            "claims": [self._claim(claim) for claim in gold["claims"]],
            "roots": [self._root(root, everything) for root in gold["roots"]],
            "findings": [self._finding(row) for row in gold["findings"]],
            "near_misses": [self._finding(row) for row in gold["near_misses"]],
        }

    def _claim(self, claim: Row) -> Row:
        renamed = {name: claim[name] and self._names.renamed(claim[name]) for name in ("group", "place")}
        return {
            **claim,
            **renamed,
            "about": self._told(claim["about"], self._values([claim])),
            "statements": [self._statement(claim, said) for said in claim["statements"]],
        }

    def _statement(self, claim: Row, said: Row) -> Row:
        if claim["kind"] == "figure" and not is_vague(said):
            said = self._numbers.statement(claim, said)
        return {**self._placed(said), "chain": [self._names.renamed(name) for name in said["chain"]]}

    def _placed(self, row: Row) -> Row:
        text = self._texts[row["report"]]
        start, end = text.places[row["at"], row["at"] + len(row["quote"])]
        return {**row, "at": start, "quote": text.text[start:end]}

    def _root(self, root: Row, everything: str) -> Row:
        forms = [self._names.renamed(form) for form in root["forms"]]
        return {**root, "name": self._names.renamed(root["name"]), "forms": [form for form in forms if form in everything]}

    def _finding(self, row: Row) -> Row:
        claims = [self._archive.claims[record["claim"]] for record in row["records"] if record.get("claim")]
        values = {**self._series, **self._values(claims)}
        told = {name: self._told(row[name], values) for name in ("sentence", "note", "why_not") if row.get(name)}
        return {**row, **told, "records": [self._placed(record) for record in row["records"]]}

    def _values(self, claims: list[Row]) -> dict[int, int]:
        """What becomes of the numbers of some claims, for the sentences about them."""
        return {
            value: self._numbers.of_figure(claim["id"], said, value)
            for claim in claims
            if claim["kind"] == "figure"
            for said in claim["statements"]
            if not is_vague(said)
            for value in (said["min"], said["max"])
            if value is not None
        }

    def _told(self, words: str, values: Mapping[int, int]) -> str:
        return self._names.renamed(rewritten(words, values.get))
