"""The words for two actors that are exchanged."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SwapActor:
    """The words for one actor. Two actors are exchanged position by position, so their tables are equally long."""

    names: tuple[str, ...]
    """The full name first, then its aliases, short names and places that stand for it."""
    demonyms: tuple[str, ...] = ()
    """Adjective, singular, plural: ``("Arvenian", "Arvenians")``."""
    offices: tuple[str, ...] = ()
    """Bodies and persons that speak for it, as a text names them."""
    country: str | None = None
    """ISO 3166 alpha-2 code of a state, for the records that give one."""

    def terms(self) -> tuple[str, ...]:
        """All words of the tables, in order."""
        return (*self.names, *self.demonyms, *self.offices)
