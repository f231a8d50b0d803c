"""A party added to ``parties.toml``; what people wrote there stays as it is."""

import json
import os
import tempfile
from pathlib import Path

from onrecord.errors import BadInput, WrongUse
from onrecord.ledger.case_settings import read_parties
from onrecord.records import Party


def add_party(file: Path, party: Party) -> None:
    """Add a party to a case's file of parties, which need not be there yet.

    Raises:
        BadInput: the file has a fault already or would have one, or it cannot be written.
        WrongUse: a name is no text.
    """
    _write(file, _with(file, party))


def _with(file: Path, party: Party) -> str:
    """The file's text and a block for the party; what people wrote there stays as it is.

    Raises:
        BadInput: the file has a fault already.
        WrongUse: a name is no text.
    """
    read_parties(file)
    before = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
    lines = ["[[party]]", f"name = {_string(party.name)}"]
    if party.aliases:
        lines.append(f"aliases = [{', '.join(_string(alias) for alias in party.aliases)}]")
    if party.side:
        lines.append(f"side = {_string(party.side)}")
    gap = "\n" if before and before.endswith("\n") else "\n\n" if before else ""
    return before + gap + "\n".join(lines) + "\n"


def _string(value: str) -> str:
    """A TOML basic string; JSON's escapes are a part of TOML's."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise WrongUse(f"{value!r} is no text in UTF-8", hint="check the encoding of the terminal or the script") from error
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write(file: Path, text: str) -> None:
    """Put the new text in place only when it is a good file of parties."""
    try:
        descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".parties-", suffix=".toml")
    except OSError as error:
        raise _cannot_write(file, error) from error
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        read_parties(unfinished)
        unfinished.chmod(file.stat().st_mode if file.is_file() else 0o644)
        unfinished.replace(file)
    except BadInput as error:
        raise BadInput(error.message.replace(str(unfinished), str(file)), hint=error.hint) from error
    except OSError as error:
        raise _cannot_write(file, error) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _cannot_write(file: Path, error: OSError) -> BadInput:
    return BadInput(f"{file} could not be written: {error.strerror}.", hint="Check free space and permissions.")
