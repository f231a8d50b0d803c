"""What a format is made of: typed records whose fields, in their order, are its columns; each says what stands in it.

The columns of the pages of the docs, of the JSON Schema and of every file are read off these records, so that they cannot differ.
"""

from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from onrecord.records import Record


class Row(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every record that goes out: nothing in it but what it documents."""


def says(text: str, **more: str) -> msgspec.Meta:
    """What stands in a column; ``hxl`` is its tag where the format has tags."""
    return msgspec.Meta(description=text, extra=more or None)


Kind = Literal["text", "whole number", "number", "yes or no", "list of texts", "list of records", "record", "nothing"]
"""What a column holds; *nothing* in one that a format has and that is never filled."""

_KINDS: dict[Any, Kind] = {str: "text", int: "whole number", float: "number", bool: "yes or no"}


class Column(NamedTuple):
    """One column of a format."""

    name: str
    kind: Kind
    may_be_empty: bool
    says: str
    hxl: str
    """Its HXL tag; empty where the format has none."""


def columns_of(row: type[Record]) -> tuple[Column, ...]:
    """The columns of a format, in their order.

    Args:
        row: the record; every field of it says what stands in it.
    """
    hints = get_type_hints(row, include_extras=True)
    return tuple(_column(name, hints[field]) for field, name in zip(row.__struct_fields__, row.__struct_encode_fields__, strict=True))


def _column(name: str, hint: Any) -> Column:
    told, hxl = "", ""
    if get_origin(hint) is Annotated:
        hint, meta = get_args(hint)
        told, hxl = meta.description, (meta.extra or {}).get("hxl", "")
    choices = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    kinds = {_kind(choice) for choice in choices if choice is not NoneType}
    kind: Kind = "nothing" if not kinds else kinds.pop() if len(kinds) == 1 else "record"
    return Column(name, kind, NoneType in choices, told, hxl)


def _kind(choice: Any) -> Kind:
    origin = get_origin(choice)
    if origin is tuple:
        return "list of texts" if get_args(choice)[0] is str else "list of records"
    return "text" if origin is Literal else _KINDS.get(choice, "record")
