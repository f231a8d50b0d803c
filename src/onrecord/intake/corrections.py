"""A file of corrections: JSON Lines, one request of a person a line."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from onrecord.errors import BadInput
from onrecord.intake.capture import OverLimitError, printable, take_file, unusable
from onrecord.intake.jsonl import RefusedLineError, object_of
from onrecord.intake.lines import lines_of
from onrecord.records import CorrectionRequest, Issue
from onrecord.settings import Limits

_WHITE = b" \t\r\n"


def read_corrections(file: Path, limits: Limits) -> Iterator[tuple[str, CorrectionRequest] | Issue]:
    """What a person asks for, line by line with its place, and an issue for each line that asks for nothing that is known.

    Raises:
        BadInput: the file cannot be read.
    """
    origin = printable(str(file))
    if file.is_dir():
        raise BadInput(f"{origin} is a folder, where a file is needed.", hint="Name a file of JSON Lines in it.")
    if (fault := unusable(file, origin)) is not None:
        raise BadInput(f"{fault.where}: {fault.message}")
    try:
        taken = take_file(file, limits)
    except OverLimitError as error:
        raise BadInput(f"{origin} is larger than a file may be (limits.file_bytes).", hint="Split it.") from error
    except OSError as error:
        raise BadInput(f"{origin} could not be read: {error.strerror or error}.", hint="Check the path and its permissions.") from error
    for line in lines_of(taken, origin, limits):
        if isinstance(line, Issue):
            yield msgspec.structs.replace(line, outcome="refused")
        elif line.data.strip(_WHITE):
            where = f"{origin}, line {line.number}"
            try:
                yield where, _request(line.data)
            except RefusedLineError as refused:
                yield Issue(code=refused.code, outcome="refused", where=where, message=f"{refused.message} Nothing of it was recorded.")


def _request(data: bytes) -> CorrectionRequest:
    values = object_of(data, "an object with record and set, add, withdraw or take_back")
    try:
        return msgspec.convert(values, CorrectionRequest)
    except msgspec.ValidationError as error:
        reason = str(error).replace("`", "'")
        raise RefusedLineError("review.line", f"This is no correction: {reason}.") from error
