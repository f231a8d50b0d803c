"""OnRecord's rule reader: everything that one text says (statements, figures, media mentions, incidents)."""

from collections.abc import Callable

from benchmarks.measuring import measure
from onrecord import reading
from onrecord.records import Document


def load() -> Callable[[str], int]:
    """The whole reading of a text, without intake, ledger and findings."""
    return lambda text: len(reading.read(Document(id="text", text=text)).statements)


if __name__ == "__main__":
    measure(load)
