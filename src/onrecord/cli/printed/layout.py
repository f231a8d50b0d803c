"""What all printed records are made of: section heads, tables without rules, lines without trailing blanks."""

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.cli.terminal import broken


def plain_table(*columns: tuple[str, int | None]) -> Table:
    """A table without rules: a head line and columns, of fixed width or sharing what is left (None)."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", expand=True)
    for name, width in columns:
        if width is None:
            table.add_column(name, ratio=1, overflow="fold")
        else:
            table.add_column(name, width=width, overflow="fold")
    return table


def heading(console: Console, title: str, remark: str = "", *, apart: bool = True) -> None:
    """A line that begins a section, an empty one before it where it is to stand ``apart``."""
    if apart:
        console.print()
    print_trimmed(console, Text.assemble((title, "bold"), (f"  {remark}" if remark else "", "dim")))


def print_trimmed(console: Console, renderable: RenderableType) -> None:
    """Print without the blanks that fill a table's lines, so that a pasted record has none at its line ends."""
    if console.color_system:
        console.print(renderable)  # where there is colour the line ends in codes, and nobody sees the blanks
        return
    with console.capture() as capture:
        console.print(renderable)
    for line in capture.get().splitlines():
        console.print(Text(line.rstrip()), soft_wrap=True)


def print_broken(console: Console, text: str, *, hanging: int = 0, style: str = "") -> None:
    """A line of the console's width, what follows indented; a word that is wider – an id, a path – is left whole."""
    for line in broken(text, console.width, hanging=hanging):
        console.print(Text(line, style=style), soft_wrap=True)
