"""An archive folder: reports, the gold that says what is to be noticed in them, and the reference series beside them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from onrecord.errors import BadInput

Row = dict[str, Any]
"""One report, or one part of the gold, as JSON (examples/archive/README.md says what stands in it)."""

REPORTS, GOLD, SERIES, REFERENCE = "reports.jsonl", "gold.json", "series.csv", "reference.json"
PARTS = (REPORTS, GOLD, SERIES, REFERENCE)
"""The files that every archive has."""
NAMES, FORMS, NUMBERS, SWAP = "names.json", "forms.json", "numbers.json", "swap.json"
"""The files from which an altered archive and one with two actors exchanged are made."""
_GOLD_FIELDS = ("claims", "roots", "copies", "findings", "near_misses")


@dataclass(frozen=True)
class Archive:
    """The content of an archive folder, as it stands in the files."""

    reports: tuple[Row, ...]
    gold: Row
    series: str
    """The reference series, CSV: ``date`` and one column a measure."""
    reference: Row
    """Whose series it is: ``group``, ``place``, ``source``, and ``measures`` (measure → column)."""
    folder: Path | None = field(default=None, compare=False)
    """Where it was loaded from; None for one that was made in memory."""

    @cached_property
    def by_id(self) -> Mapping[str, Row]:
        """Reports by id."""
        return {row["id"]: row for row in self.reports}

    @cached_property
    def claims(self) -> Mapping[str, Row]:
        """Claims of the gold by id."""
        return {claim["id"]: claim for claim in self.gold["claims"]}

    @cached_property
    def roots(self) -> Mapping[str, Row]:
        """Root sources of the gold by id."""
        return {root["id"]: root for root in self.gold["roots"]}

    def statements(self, voice: str | None = None) -> Iterator[tuple[Row, Row]]:
        """Each statement with its claim; of one voice where one is named."""
        for claim in self.gold["claims"]:
            yield from ((claim, said) for said in claim["statements"] if voice in {None, said["voice"]})

    def findings(self, rule: str) -> list[Row]:
        """The findings of a rule."""
        return [row for row in self.gold["findings"] if row["rule"] == rule]

    def near_misses(self, rule: str) -> list[Row]:
        """What a rule must not raise, though it nearly could."""
        return [row for row in self.gold["near_misses"] if row["rule"] == rule]

    def outlet(self, report: str) -> str:
        """The outlet of a report."""
        return str(self.by_id[report]["outlet"])


def is_archive(path: Path) -> bool:
    """Whether a folder has the files of an archive."""
    return path.is_dir() and all((path / name).is_file() for name in PARTS)


def load(folder: Path) -> Archive:
    """The archive in a folder.

    Raises:
        BadInput: a file is not there, is not UTF-8 or not JSON; a report has no id or text; the gold lacks a part or names a
            report that is not there.
    """
    reports = tuple(_row(folder / REPORTS, number, line) for number, line in enumerate(_lines(folder / REPORTS), 1))
    gold = _json(folder / GOLD)
    for name in _GOLD_FIELDS:
        if not isinstance(gold, dict) or not isinstance(gold.get(name), list):
            raise BadInput(
                f"{folder / GOLD}: there is no list of {name.replace('_', ' ')}", hint="examples/archive/README.md shows the form"
            )
    archive = Archive(reports, gold, _text(folder / SERIES), _json(folder / REFERENCE), folder)
    for report in _named(gold):
        if report not in archive.by_id:
            raise BadInput(f"{folder / GOLD}: names the report {report!r}, which {REPORTS} does not hold", hint="correct the id")
    return archive


def _named(gold: Row) -> Iterator[str]:
    for rows, part in ((gold["claims"], "statements"), (gold["findings"], "records"), (gold["near_misses"], "records")):
        for row in rows:
            yield from (one["report"] for one in row[part])


def save(archive: Archive, folder: Path) -> None:
    """Write an archive into a folder that is there, in the form that ``load`` takes."""
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in archive.reports)
    (folder / REPORTS).write_text(lines, encoding="utf-8")
    (folder / GOLD).write_text(json.dumps(archive.gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / SERIES).write_text(archive.series, encoding="utf-8")
    (folder / REFERENCE).write_text(json.dumps(archive.reference, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_json(folder: Path, name: str) -> Any:
    """A file of JSON beside the archive.

    Raises:
        BadInput: it is not there, or no JSON.
    """
    return _json(folder / name)


def _json(path: Path) -> Any:
    try:
        return json.loads(_text(path))
    except ValueError as error:
        raise BadInput(f"{path}: not JSON ({error})", hint="correct the file") from error


def _row(path: Path, number: int, line: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadInput(f"{path}, line {number}: not JSON ({error})", hint="correct the line") from error
    if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in ("id", "text", "date", "outlet", "url")):
        raise BadInput(f"{path}, line {number}: a report needs id, text, date, outlet and url", hint="correct the line")
    return row


def _lines(path: Path) -> Iterable[str]:
    return [line for line in _text(path).split("\n") if line.strip()]  # not splitlines: U+2028 may stand inside a JSON string


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror or error}", hint=f"an archive has {', '.join(PARTS)}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: byte {error.start} is not UTF-8", hint="write the file as UTF-8") from error
