"""What a page says about itself in JSON-LD, read without trust: any shape, any depth, any fault."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_FOLLOWED = ("@graph", "mainEntity", "mainEntityOfPage")
"""Where the page's own item stands; lists of other reports (``itemListElement``, ``hasPart`` …) are not this report."""

_MOST_ITEMS = 200

_COMMENT_MARKS = ("<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>")


@dataclass(frozen=True, slots=True)
class EmbeddedItem:
    """One described thing: its schema.org type and its values as they stand."""

    type: str
    values: dict[str, Any]

    def strings(self, key: str) -> list[str]:
        """The strings under a key, from a string or a list of strings."""
        value = self.values.get(key)
        many = value if isinstance(value, list) else [value]
        return [one.strip() for one in many if isinstance(one, str) and one.strip()]

    def names(self, key: str) -> list[str]:
        """The names under a key: strings, or things with a ``name``."""
        value = self.values.get(key)
        names: list[str] = []
        for one in value if isinstance(value, list) else [value]:
            name = one.get("name") if isinstance(one, dict) else one
            names.extend(part.strip() for part in (name if isinstance(name, list) else [name]) if isinstance(part, str) and part.strip())
        return names

    @property
    def is_report(self) -> bool:
        """Whether it describes a published text."""
        return "article" in self.type.lower() or self.type in ("BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting")


def embedded_items(scripts: list[str]) -> tuple[tuple[EmbeddedItem, ...], int]:
    """The things described in the JSON-LD scripts of a page in order, and the number of scripts that are not JSON."""
    items: list[EmbeddedItem] = []
    faults = 0
    for script in scripts:
        try:
            value = json.loads(_bare(script), strict=False, parse_int=_number, parse_constant=lambda _: None)
        except (ValueError, RecursionError):
            faults += 1
            continue
        for item in _items(value):
            if len(items) < _MOST_ITEMS:
                items.append(item)
    return tuple(items), faults


def _items(top: Any) -> Iterator[EmbeddedItem]:
    pending = [top]
    while pending:
        value = pending.pop(0)
        if isinstance(value, list):
            pending[:0] = value[:_MOST_ITEMS]
        elif isinstance(value, dict):
            yield EmbeddedItem(_type(value.get("@type")), value)
            pending[:0] = [value[key] for key in _FOLLOWED if key in value]


def _type(value: Any) -> str:
    names = [name for name in (value if isinstance(value, list) else [value]) if isinstance(name, str)]
    article = next((name for name in names if "article" in name.lower()), None)
    return (article or (names[0] if names else "item")).rpartition("/")[2][:40]


def _bare(script: str) -> str:
    """Without the comment marks that some systems put around scripts."""
    script = script.strip()
    for mark in _COMMENT_MARKS:
        script = script.removeprefix(mark).removesuffix(mark).strip()
    return script


def _number(digits: str) -> int | None:
    return int(digits) if len(digits) < 19 else None
