"""What a caller of the Python face may hand over; anything else is refused in one sentence, before anything is read."""

import datetime
from collections.abc import Iterable, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import Any, TypeVar

from onrecord.errors import WrongUse
from onrecord.records import Party, Record

T = TypeVar("T", bound=Record)


def path_of(given: Any, what: str) -> str:
    """A path as a ``str``.

    Args:
        given: what was handed over.
        what: what it is meant for, as a message names it.

    Raises:
        WrongUse: it is no path.
    """
    path = fspath(given) if isinstance(given, str | PathLike) else None
    if not isinstance(path, str):
        raise WrongUse(f"{what} is {_kind(given)}, where a path is needed", hint="give a Path, or a str")
    return path


def folder_of(given: Any) -> Path:
    """The folder of a case.

    Raises:
        WrongUse: it is no path, empty, or holds a NUL, which no name can.
    """
    path = path_of(given, "the folder of the case")
    if not path or "\0" in path:
        why = "holds a NUL, which no name can" if path else "has no name"
        raise WrongUse(f"the folder of the case {why}", hint="give the path of a folder")
    return Path(path)


def sources_of(given: Any) -> list[str]:
    """The paths of one source or several.

    Raises:
        WrongUse: one is no path.
    """
    if isinstance(given, str | PathLike):
        return [path_of(given, "a source")]
    if isinstance(given, bytes | bytearray) or not isinstance(given, Iterable):
        raise WrongUse(f"the sources are {_kind(given)}, where a path or several are needed", hint="give a Path, a str, or a list of them")
    return [path_of(one, "a source") for one in given]


def names_of(given: Any, what: str = "report", example: str = "market-report") -> list[str]:
    """Ids of reports, or other names in a list.

    Args:
        given: what was handed over.
        what: what one of them names.
        example: one of them, for the hint.

    Raises:
        WrongUse: they are no list of texts.
    """
    hint = f'write {what}s=["{example}"]'
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise WrongUse(f"the {what}s are {_kind(given)}, where a list of ids is needed", hint=hint)
    listed = list(given)
    for one in listed:
        if not isinstance(one, str):
            raise WrongUse(f"a {what} is {_kind(one)}, where an id is needed", hint=hint)
    return listed


def texts_of(**given: Any) -> None:
    """Refuse arguments that are no text, by their names.

    Raises:
        WrongUse: one is none.
    """
    for name, value in given.items():
        if not isinstance(value, str):
            raise WrongUse(f"{name} is {_kind(value)}, where a text is needed", hint="give a str")


def rule_sets_of(given: Any) -> list[str]:
    """Names of rule-sets.

    Raises:
        WrongUse: they are no list of texts.
    """
    wrong = not isinstance(given, Iterable) or isinstance(given, str | bytes)
    listed = [] if wrong else list(given)
    if wrong or not all(isinstance(one, str) for one in listed):
        raise WrongUse("the grades are no list of names of rule-sets", hint='write grades=["independent-roots"]')
    return listed


def count_of(given: Any, what: str) -> None:
    """Refuse what is no number from 1 on.

    Raises:
        WrongUse: it is none.
    """
    if not isinstance(given, int) or isinstance(given, bool) or given < 1:
        raise WrongUse(f"{what} is {given!r}, where a number from 1 on is needed", hint="give a whole number")


def day_of(given: Any) -> str | None:
    """A day as text: as given, or that of a ``datetime.date`` in ISO form.

    Raises:
        WrongUse: it is neither.
    """
    if isinstance(given, datetime.datetime):
        return given.date().isoformat()
    if isinstance(given, datetime.date):
        return given.isoformat()
    if isinstance(given, str | None):
        return given
    raise WrongUse(f"the date is {_kind(given)}, where a day is needed", hint='give a str, as "2031-05-04", or a datetime.date')


def all_of(given: Any, kind: type[T], what: str) -> tuple[T, ...]:
    """Several records of one kind.

    Raises:
        WrongUse: they are not several, or one is of another kind.
    """
    hint = f"give a list of {kind.__name__}"
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise WrongUse(f"the {what} are {_kind(given)}, where a list is needed", hint=hint)
    listed = tuple(given)
    for number, one in enumerate(listed, start=1):
        if not isinstance(one, kind):
            raise WrongUse(f"number {number} of the {what} is {_kind(one)}, where a {kind.__name__} is needed", hint=hint)
    return listed


def parties_of(given: Any) -> tuple[Party, ...]:
    """Parties with names that can be looked for, as a case's file of parties must have them.

    Raises:
        WrongUse: they are no parties; a name or an alias is no text or empty; the aliases are one text.
    """
    parties = all_of(given, Party, "parties")
    for number, party in enumerate(parties, start=1):
        _check_name(party.name, f"the name of party {number}")
        aliases: Any = party.aliases
        if isinstance(aliases, str) or not isinstance(aliases, Sequence):
            message = f"the aliases of party {number} are {_kind(aliases)}, where a tuple is needed"
            raise WrongUse(message, hint='write aliases=("the army",), with the comma')
        for alias in aliases:
            _check_name(alias, f"an alias of party {number}")
        if party.side is not None:
            _check_name(party.side, f"the side of party {number}")
    return parties


def one_of(given: Any, known: Iterable[str], what: str) -> None:
    """Refuse a word that is none of the known ones; None asks for all.

    Raises:
        WrongUse: it is none of them; the hint lists them.
    """
    listed = tuple(known)
    if given is not None and given not in listed:
        raise WrongUse(f"there is no {what} {given!r}", hint=f"known are: {', '.join(listed)}")


def kind_of(given: Any, kind: type[Any], what: str) -> None:
    """Refuse a value of another kind; None is left out.

    Raises:
        WrongUse: it is of another kind.
    """
    if given is not None and not isinstance(given, kind):
        raise WrongUse(f"{what} is {_kind(given)}, where a {kind.__name__} is needed", hint=f"give a {kind.__name__}, or leave it out")


def _check_name(given: Any, what: str) -> None:
    if not isinstance(given, str):
        raise WrongUse(f"{what} is {_kind(given)}, where a str is needed", hint="give it as text")
    if not given.strip():
        raise WrongUse(f"{what} is empty", hint="give it a name, or leave it out")
    if any("\ud800" <= letter <= "\udfff" for letter in given):
        raise WrongUse(f"{what}, {given!r}, is no text in UTF-8", hint="it holds half of a surrogate pair")


def _kind(given: Any) -> str:
    return "None" if given is None else f"of the type {type(given).__name__}"
