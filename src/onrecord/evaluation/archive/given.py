"""A program's output from a file: one noticed thing a line."""

from pathlib import Path

import msgspec

from onrecord.errors import BadInput
from onrecord.evaluation.archive.loading import Archive
from onrecord.evaluation.archive.noticed import Account, Noticed, Place

_FORM = 'a line is {"rule": "…", "places": [{"report": "…", "start": 0, "end": 0}], "sentence": "…"}'


class _Place(msgspec.Struct, frozen=True):
    report: str
    start: int = 0
    end: int = 0


class _Noticed(msgspec.Struct, frozen=True):
    rule: str
    places: tuple[_Place, ...]
    sentence: str = ""


def read_noticed(path: Path, archive: Archive) -> Account:
    """What a program noticed in an archive, from JSON Lines.

    Raises:
        BadInput: the file cannot be read, a line is not of the form, or a place is outside the archive's reports.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror or error}", hint="check the path") from error
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line, type=_Noticed)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise BadInput(f"{path}, line {number}: {error}", hint=_FORM) from error
        for place in row.places:
            _check(place, archive, f"{path}, line {number}")
        found.append(Noticed(row.rule, tuple(Place(one.report, one.start, one.end) for one in row.places), row.sentence))
    return Account(noticed=tuple(found))


def _check(place: _Place, archive: Archive, where: str) -> None:
    if place.report not in archive.by_id:
        raise BadInput(f"{where}: the archive has no report {place.report!r}", hint="name reports by the ids of the archive")
    length = len(archive.by_id[place.report]["text"])
    if not (place.start == place.end == 0 or 0 <= place.start < place.end <= length):
        message = f"{where}: {place.start} to {place.end} is no part of the text of {place.report!r}, which has {length} characters"
        raise BadInput(message, hint="give code points, end exclusive; 0 and 0 for the whole report")
