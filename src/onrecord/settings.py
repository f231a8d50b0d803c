"""Every setting: a name, a default and a sentence of help, in one place; the docs page is checked against it.

Settings are built once at the entry (command line, ``onrecord.toml`` or keyword arguments) and handed down.
Those that can change a result are kept with the reading that they influenced.
"""

from typing import Annotated

import msgspec

Limit = Annotated[int, msgspec.Meta(ge=1)]
"""A limit of nothing or less would refuse everything, and is a slip of the pen."""

SETTINGS_FILE = "onrecord.toml"
"""Where a case states its settings; the file makes a folder a case."""

PARTIES_FILE = "parties.toml"
"""Where a case states its parties."""

CASE_NAMES = frozenset({SETTINGS_FILE, PARTIES_FILE, "blobs", "log", "db"})
"""What a case keeps in its folder. A folder of reports may be a case, or hold one, and these are no reports."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much is read before something is refused, and said to be."""

    text_characters: Limit = 2_000_000
    """Longest text of one report that is read; a longer one is kept and quarantined as ``text.limit``."""
    line_characters: Limit = 8_000_000
    """Longest line of a JSON Lines file that is parsed; a longer one is kept with its file and quarantined as ``text.limit``."""
    file_bytes: Limit = 20_000_000_000
    """Largest file that is opened; a larger one is refused as ``file.limit`` and not kept."""

    def __post_init__(self) -> None:
        """Hold limits given from Python to what the settings file is held to.

        Raises:
            ValueError: when a limit is below 1.
        """
        for name in self.__struct_fields__:
            if getattr(self, name) < 1:
                raise ValueError(f"the limit {name} is {getattr(self, name)}; it must be 1 or more")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one run."""

    reader: str = "rules"
    """Which statement reader reads: ``rules`` is the explainable baseline that needs no model."""
    limits: Limits = Limits()
