"""Labelled files and prediction files: JSON Lines, a JSON list or one JSON object, plain or gzip-compressed.

Rows stay plain JSON values here, because labelled data says less than our records do (``null`` where nobody
annotated) and sometimes more (``optional``, ``traps``, ``notice``).
"""

import gzip
import io
import json
import math
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from onrecord.errors import BadInput
from onrecord.evaluation.shapes import faults
from onrecord.intake.lines import EXPANSION_FREE, EXPANSION_RATIO

Row = dict[str, Any]
"""One labelled or predicted report, as JSON."""

Rows = Mapping[str, Row]
"""Rows by id, in the order of their file."""

TEXT_BESIDE = "report.txt"
"""A single record without ``text`` is about the file of this name that lies beside it."""

_AGAIN = "compress it again from what it was made of, or fetch it again"

_SHAPE = "correct the row; a field of which nothing is known may be null or left out"

_LONGEST_INTEGER = 4300
"""Digits that Python makes an integer of (``sys.int_info.default_max_str_digits``)."""


def read_labelled(path: Path) -> dict[str, Row]:
    """Rows of a labelled file, as ``read_rows``; without one there is nothing to measure.

    Raises:
        BadInput: as ``read_rows``; or the file holds no row.
    """
    rows = read_rows(path)
    if not rows:
        raise BadInput(f"{path} holds no labelled row", hint="a labelled file has one JSON object a report, with its id, text and labels")
    return rows


def read_rows(path: Path) -> dict[str, Row]:
    """Rows of a labelled or predicted file by id, in order.

    Raises:
        BadInput: when the file cannot be opened or is not JSON, when a row has no id or a value that is not of its kind
            (``shapes``), or when an id comes twice.
    """
    rows = _parsed(path, _content(path))
    if len(rows) == 1 and isinstance(rows[0][1], dict) and "text" not in rows[0][1]:
        _take_text_beside(path, rows[0][1])
    found: dict[str, Row] = {}
    for number, (place, row) in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise BadInput(f"{path}: record {number} is not a JSON object")
        identifier = path.stem if row.get("id") is None and len(rows) == 1 else row.get("id")
        if identifier is None or identifier == "":
            raise BadInput(f"{path}: record {number} has no id", hint="give every record an id that is unique in the file")
        if not _is_id(identifier):
            raise BadInput(f"{path}, {place}: id must be a string or a number", hint="give every record an id that is unique in the file")
        if str(identifier) in found:
            raise BadInput(f"{path}: id {identifier!r} is there twice, again at record {number}")
        for fault in faults(row):
            raise BadInput(f"{path}, {place} (id {identifier!r}): {fault}", hint=_SHAPE)
        found[str(identifier)] = row
    return found


def _is_id(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, str | int) and not isinstance(value, bool)


def _content(path: Path) -> str:
    try:
        data = path.read_bytes()
        if path.suffix == ".gz" or data[:2] == b"\x1f\x8b":
            data = _expanded(path, data)
        return data.decode("utf-8")
    except FileNotFoundError as error:
        raise BadInput(f"{path}: there is no such file", hint="check the path") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: byte {error.start} is not UTF-8", hint="labelled files are UTF-8") from error
    except IsADirectoryError as error:
        raise BadInput(f"{path} is a folder, where a file is needed", hint="name a file of JSON Lines in it") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise BadInput(f"{path} is damaged and cannot be read: its compressed data are cut off or altered", hint=_AGAIN) from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror or error}", hint="check the path and the permissions") from error


def _expanded(path: Path, data: bytes) -> bytes:
    """What a gzip file holds, within the limits that ``onrecord read`` has."""
    most = max(EXPANSION_FREE, EXPANSION_RATIO * len(data))
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
        expanded = stream.read(most + 1)
    if len(expanded) > most:
        raise BadInput(
            f"{path} expands to more than {EXPANSION_RATIO} times its size, and was not read", hint="expand it yourself and name that file"
        )
    return expanded


def _parsed(path: Path, content: str) -> list[tuple[str, Any]]:
    """The rows of one JSON value (object or list) or of one JSON value a line, each with its place in the file."""
    try:
        whole = json.loads(content, parse_int=_integer)
    except (ValueError, RecursionError):
        return _parsed_lines(path, content)
    if isinstance(whole, list):
        return [(f"record {number}", row) for number, row in enumerate(whole, 1)]
    first = len(content) - len(content.lstrip())
    return [(f"line {content.count(chr(10), 0, first) + 1}", whole)]


def _integer(digits: str) -> int | float:
    """A number too long for Python to make an integer of counts nothing; in a key that is ignored it must not stop the row."""
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float("inf")


def _parsed_lines(path: Path, content: str) -> list[tuple[str, Any]]:
    rows = []
    for number, line in enumerate(content.split("\n"), 1):  # not splitlines: U+2028 may stand inside a JSON string
        if not line.strip():
            continue
        try:
            rows.append((f"line {number}", json.loads(line, parse_int=_integer)))
        except ValueError as error:
            raise BadInput(f"{path}, line {number}: not JSON ({error})") from error
        except RecursionError as error:
            raise BadInput(f"{path}, line {number}: nested too deeply to be read", hint="labelled rows nest a few levels deep") from error
    return rows


def _take_text_beside(path: Path, row: Row) -> None:
    beside = path.parent / TEXT_BESIDE
    if beside.exists():
        try:
            row["text"] = beside.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadInput(f"{beside}: byte {error.start} is not UTF-8", hint="labelled texts are UTF-8") from error
        except OSError as error:
            raise BadInput(f"{beside}: cannot be read ({error})") from error


def check_same_reports(gold: Rows, predicted: Rows) -> None:
    """Refuse predictions that are not about the gold reports.

    Raises:
        BadInput: when a predicted id is not in the gold file, or a prediction's text is not the gold text.
    """
    unknown = [identifier for identifier in predicted if identifier not in gold]
    if unknown:
        raise BadInput(f"{len(unknown)} predicted ids are not in the labelled file, for example {unknown[0]!r}")
    for identifier, row in predicted.items():
        text = row.get("text")
        if text is not None and gold[identifier].get("text") is not None and text != gold[identifier]["text"]:
            raise BadInput(f"report {identifier!r}: the text of the prediction is not the text of the labelled file")
