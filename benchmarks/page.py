"""The measured parts of docs/benchmarks.md: tables between markers."""

from collections.abc import Iterable, Sequence
from pathlib import Path


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the first column to the left, the others to the right."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    if any(len(line) != len(head) for line in lines):
        raise ValueError("every row needs a cell for each column")
    return "\n".join(f"| {' | '.join(line)} |" if line is not lines[1] else f"|{'|'.join(line)}|" for line in lines)


def write_between(page: Path, name: str, text: str) -> None:
    """Replace what stands between the markers of a measured part.

    Raises:
        ValueError: when the page does not have each of the two markers once, in order.
    """
    start, end = f"<!-- measured: {name} -->", f"<!-- /measured: {name} -->"
    whole = page.read_text(encoding="utf-8")
    if whole.count(start) != 1 or whole.count(end) != 1 or whole.index(start) > whole.index(end):
        raise ValueError(f"{page.name} does not hold {start} and {end}, once each")
    before, rest = whole.split(start)
    page.write_text(f"{before}{start}\n{text}\n{end}{rest.split(end)[1]}", encoding="utf-8")


def rows_between(page: Path, name: str) -> list[list[str]]:
    """The rows of the table in a measured part, without its head; none when it has no table."""
    start, end = f"<!-- measured: {name} -->", f"<!-- /measured: {name} -->"
    part = page.read_text(encoding="utf-8").partition(start)[2].partition(end)[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
