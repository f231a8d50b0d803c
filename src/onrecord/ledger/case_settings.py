"""``onrecord.toml``: the settings of a case. ``parties.toml``: its parties. Read and checked; a fault names file and key."""

import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from onrecord.errors import BadInput
from onrecord.ledger.places import Places
from onrecord.ledger.plain_files import SETTINGS_BYTES, read_plain
from onrecord.records import Party, Record
from onrecord.settings import Settings

T = TypeVar("T")

_LISTED = "docs/reference/settings lists what each key holds."
_LONGEST_KEY = 40
_DOTTED = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}""")
"""A key of a hundred tables in one another: the parser needs memory as the square of their number."""

DEFAULT_SETTINGS = f"""\
# The settings of this case (docs/reference/settings). A line that begins with # shows a default.
# reader = "{Settings().reader}"

# [limits]
# text_characters = 2_000_000

# [capture]
# enabled = false
"""


class _StatedParty(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    aliases: tuple[str, ...] = ()
    side: str | None = None


class _StatedParties(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    party: tuple[_StatedParty, ...] = ()


def read_settings(places: Places) -> Settings:
    """The settings of the case; defaults where the file says nothing.

    Raises:
        BadInput: the file is no TOML, or a key is unknown or holds the wrong kind of value.
    """
    values = _toml(places.settings)
    _check_known(values, Settings, places.settings, "")
    settings = _typed(values, Settings, places.settings)
    cache = settings.endpoint.cache
    if cache is None or cache.startswith("~"):
        return settings
    beside = msgspec.structs.replace(settings.endpoint, cache=str(places.case.absolute() / cache))
    return msgspec.structs.replace(settings, endpoint=beside)


def read_parties(file: Path) -> tuple[Party, ...]:
    """The parties of a case in the order of the file; none when there is no file.

    Raises:
        BadInput: the file is no TOML, a key is unknown or holds the wrong kind of value, a name is empty, or two parties
            share one.
    """
    if not os.path.lexists(file):  # a folder or a link that leads nowhere is a mistake, and said to be
        return ()
    stated = _typed(_toml(file), _StatedParties, file)
    parties = tuple(_party(one, number, file) for number, one in enumerate(stated.party, start=1))
    _check_distinct(parties, file)
    return parties


def _party(stated: _StatedParty, number: int, file: Path) -> Party:
    name = stated.name.strip()
    aliases = tuple(dict.fromkeys(alias.strip() for alias in stated.aliases if alias.strip() != name))
    if not name:
        raise BadInput(f"{file}, party {number}: the key `name` is empty.", hint="Give the party a name, or remove it.")
    if "" in aliases:
        raise BadInput(f"{file}, party {number}: an alias is empty.", hint="Give every alias a name, or remove it.")
    return Party(name=name, aliases=aliases, side=stated.side)


def _check_distinct(parties: tuple[Party, ...], file: Path) -> None:
    """One name must not mean two parties."""
    owner: dict[str, int] = {}
    for number, party in enumerate(parties):
        for name in (party.name, *party.aliases):
            other = parties[owner.setdefault(name.casefold(), number)]
            if other is party:
                continue
            if name == party.name == other.name:
                raise BadInput(f"{file}: the party {name!r} stands there twice.", hint="Put all its aliases into one entry.")
            raise BadInput(f"{file}: {name!r} names both {other.name!r} and {party.name!r}.", hint="Give every name to one party only.")


def _toml(file: Path) -> dict[str, Any]:
    text = _text(file)
    try:
        if match := _DOTTED.search(text):
            raise _too_deep(file, text, text.count("\n", 0, match.start()))
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{file} is not TOML: {error}.", hint="Strings stand in quotation marks, lists in square brackets.") from error
    except RecursionError as error:
        raise _too_deep(file, text, _most(text, "[", "{")) from error
    except ValueError as error:  # no fault of TOML: Python makes no integer of more than some thousand digits
        message = f"{file}, {_place(text, _most(text, *'0123456789'))}: the number has too many digits to be read."
        raise BadInput(message, hint=_LISTED) from error


def _text(file: Path) -> str:
    try:
        if not stat.S_ISREG(mode := file.stat().st_mode) and not stat.S_ISDIR(mode):  # opening a pipe may wait for ever
            raise BadInput(f"{file} is a pipe or a device, no file.", hint="Put a file in its place.")
        return read_plain(file, SETTINGS_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} is not UTF-8 at byte {error.start}.", hint="Save it as UTF-8.") from error
    except OSError as error:
        raise BadInput(f"{file} could not be read: {error.strerror}.", hint="Check its permissions.") from error


def _too_deep(file: Path, text: str, line: int) -> BadInput:
    return BadInput(f"{file}, {_place(text, line)}: lists or tables stand too deeply in one another.", hint=_LISTED)


def _most(text: str, *marks: str) -> int:
    """The line, counted from 0, in which these marks stand most often: what the parser does not say."""
    lines = text.split("\n")
    return max(range(len(lines)), key=lambda number: sum(lines[number].count(mark) for mark in marks))


def _place(text: str, line: int) -> str:
    """A line as people count it, with the key that stands there, as far as there is one."""
    key, equals, _ = text.split("\n")[line].partition("=")
    return f"line {line + 1}" + (f", {key.strip()[:_LONGEST_KEY]}" if equals else "")


def _check_known(values: dict[str, Any], kind: type[msgspec.Struct], file: Path, path: str) -> None:
    """An unknown key is a slip of the pen, and a setting that silently does nothing."""
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    for key, value in values.items():
        if key not in fields:
            raise BadInput(f"{file}: there is no setting {path + key!r}.", hint=f"Settings here are: {', '.join(fields)}.")
        inner = fields[key].type
        if isinstance(value, dict) and isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            _check_known(value, inner, file, f"{path}{key}.")


def _typed(values: dict[str, Any], kind: type[T], file: Path) -> T:
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at ")
        where = path.strip("`").removeprefix("$.") or "the top"
        raise BadInput(f"{file}, {where}: {reason}.", hint=_LISTED) from error
