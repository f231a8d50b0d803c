"""The texts that are read: our own examples repeated, or a file given by name."""

import gzip
import json
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"


def jsonl_texts(path: Path) -> list[str]:
    """The ``text`` of every line of a JSON Lines file, compressed or not."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line)["text"] for line in content.split(b"\n") if line.strip()]


def example_texts() -> list[str]:
    """The examples that need no HTML reader: plain texts, then lines of JSON, each in order of name."""
    files = sorted(EXAMPLES.glob("*/*.jsonl"))
    plain = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("reports/*.txt"))]
    return [*plain, *(text for path in files for text in jsonl_texts(path))]


def repeated(texts: list[str], words: int) -> Iterator[str]:
    """The texts over and over until they hold at least so many words."""
    total = 0
    for text in cycle(texts):
        if total >= words:
            return
        total += len(text.split())
        yield text
