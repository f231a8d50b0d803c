"""Whether names of people to be protected would go out in a table, and whether somebody said that they may: the same rule as for a dossier.

Nothing that is not blacked out goes out where a note on one of its reports gives such a name, or where one that any note of the case gives
stands in what would go out; nor, of a case where a note was erased that gave one, anything at all, since nobody knows it any more.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from onrecord.errors import WrongUse
from onrecord.export.dossier import ProtectedNames
from onrecord.ledger import Protection
from onrecord.records.wording import counted

_OPTION = "--names-may-go-out"
"""How a person says that they may."""

_OURS = frozenset("id event_id_cnty reading onrecord_reading proof recordId".split())
"""Columns of digits that we made, three letters of which may happen to be a name."""
_NUMBERS = "detail"
_HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
"""A finding's own numbers may name readings by their content ids."""
_CALLED = {"onrecord_report": "report", "fileName": "report", "identifier": "report", "onrecord_url": "url", "sourceUrl": "url"}
"""Columns that name a report or a page, and the fields of records that do: there any letter case is a name."""


class Consent:
    """Stands between what is made and what is written; every object passes it."""

    def __init__(self, protection: Protection, *, may: bool, known_by: Callable[[str], str] | None = None) -> None:
        """Between what is made and what is written.

        Args:
            protection: whom notes protect.
            may: a person says that names may go out.
            known_by: names are blacked out, and this gives what a reading is known by then, from its content id: that could be tried out.

        Raises:
            WrongUse: there is nothing to black out, or a note was erased that named somebody, and nobody said that names may go out.
        """
        self._protection = protection
        self._names = ProtectedNames(name for name, _ in protection.names)
        self._known_by = known_by
        self._may = may
        self._left = {name: ProtectedNames((name,)) for name in self._names}
        self._readings: set[str] = set()
        self._refuse_unknown()

    @property
    def not_alone(self) -> tuple[str, ...]:
        """Words of names that are looked for only where the whole name stands."""
        return self._names.not_alone if self._redacts else ()

    @property
    def erased_notes(self) -> int:
        """Notes of the case that were erased; the names in them are not looked for."""
        return self._protection.erased_notes

    @property
    def shown(self) -> tuple[str, ...]:
        """Names to be protected that are known from what went out, or that notes on its reports give."""
        if self._redacts:
            return ()
        noted = frozenset(ProtectedNames(self._protection.noted_on(self._readings)))
        return tuple(name for name in self._names if name in noted or name not in self._left)

    def check_report(self, reading: str) -> None:
        """Take note of a report, by the content id of its reading, before anything of it is written.

        Raises:
            WrongUse: a note on it gives a name, and nobody said that it may go out.
        """
        if self._redacts or not self._names:
            return
        self._readings.add(reading)
        if not self._may and self._protection.noted_on({reading}):
            raise _refusal()

    def passed(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """What may be written of an object of plain JSON types: itself, or with every name in it blacked out.

        Raises:
            WrongUse: a name stands in it, and nobody said that it may go out.
        """
        if not self._names:
            return item
        if self._redacts:
            return {key: self._without(value, key) for key, value in item.items()}
        if _stand_in(self._names, item):
            if not self._may:
                raise _refusal()
            for name in [name for name, alone in self._left.items() if _stand_in(alone, item)]:
                del self._left[name]
        return item

    @property
    def _redacts(self) -> bool:
        return self._known_by is not None

    def _without(self, value: Any, key: str) -> Any:
        """A value with each name blacked out, but for what we made ourselves and for the words of closed vocabularies."""
        if isinstance(value, Mapping):
            return {field: self._without(one, field) for field, one in value.items()}
        if isinstance(value, list | tuple):
            return [self._without(one, key) for one in value]
        if not isinstance(value, str) or key in _OURS:
            return value
        (cleaned,) = self._names.without({_CALLED.get(key, key): value}).values()
        known_by = self._known_by
        return _HASH.sub(lambda found: known_by(found.group()), cleaned) if key == _NUMBERS and known_by else cleaned

    def _refuse_unknown(self) -> None:
        erased = self._protection.erased_notes
        notes = f"{counted(erased, 'note')} of the case, erased since,"
        if self._redacts and not self._names:
            hint = "add notes first, or export without --redact"
            if erased:
                hint = f"{notes} may have; note anew whom to protect, or export without --redact"
            raise WrongUse("no note of the case names anybody who is to be protected", hint=hint)
        if erased and not self._may:
            message = f"{notes} may have named people to be protected, whom nobody knows any more"
            raise WrongUse(message, hint=f"note anew whom the reports name; then, or where they name nobody else, give {_OPTION} as well")


def _stand_in(names: ProtectedNames, value: Any, key: str = "") -> bool:
    """Whether one of them stands in a value, but for what we made ourselves."""
    if isinstance(value, Mapping):
        return any(_stand_in(names, one, field) for field, one in value.items())
    if isinstance(value, list | tuple):
        return any(_stand_in(names, one, key) for one in value)
    return isinstance(value, str) and key not in _OURS and names.stand_in_value(value, _CALLED.get(key, key))


def _refusal() -> WrongUse:
    message = "notes name people who are to be protected, of whom at least one may be known from this table, and it would not be redacted"
    hint = f"black the names out with --redact; `onrecord notes` lists them, and {_OPTION} says that they may be known"
    return WrongUse(message, hint=hint)
