"""Where something stands that was found inside of a part."""

import msgspec

from onrecord.records import Part


def inner_place(outer: Part | None, inner: Part | None) -> Part | None:
    """The part of a part: the way to the outer one and on to the inner one; what the inner one does not say, the outer one does.

    Where the outer one begins goes into the way, since a place holds only in the innermost member.
    """
    if outer is None or inner is None:
        return outer or inner
    said = {name: value for name in Part.__struct_fields__ if name != "path" and (value := getattr(inner, name)) is not None}
    if outer.offset is None or not (inner.path or inner.offset is not None):
        return msgspec.structs.replace(outer, path=(*outer.path, *inner.path), **said)
    said = {"offset": None, "length": None, **said}
    return msgspec.structs.replace(outer, path=(*place_of(outer), *inner.path), **said)


def place_of(part: Part) -> tuple[str, ...]:
    """Names that lead into a part: those that lead to it, and where it begins where it has no name."""
    return part.path if part.offset is None else (*part.path, f"byte {part.offset}")
