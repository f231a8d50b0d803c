"""The head of the log for people: on the terminal, and as a page of paper."""

from rich.console import Console
from rich.text import Text

from onrecord.cli.printed.layout import heading, print_broken
from onrecord.cli.terminal import visible
from onrecord.ledger import Anchored, LogHead
from onrecord.records.wording import counted

_SHORT = 200
"""Characters that a key or a signature line of Ed25519 never has, and one of ML-DSA always."""

_WIDE = 76
"""Characters of a line of the checkpoint that fit on the page."""

_GROUP = 4
_GROUPS = 8
"""Digits in a group and groups in a line, so that two people can read a root to each other."""


def print_head(head: LogHead, console: Console) -> None:
    """What the log says of itself, and what is kept outside."""
    console.print(Text(f"LOG  {visible(head.origin)}", style="bold"))
    print_broken(console, f"  entries  {head.size:,}")
    print_broken(console, f"  root     {head.root}")
    if head.last is not None:
        print_broken(console, f"  last     {visible(head.last)} by the clock of this machine", hanging=11)
    if head.checkpoint is None:
        return
    for key in head.keys:
        print_broken(console, f"  key      {shown_key(key)}", hanging=11)
    stamps = sum(name.endswith(".tsr") for name in head.anchors)
    amounts = ((len(head.anchors) - stamps, "cosignature"), (stamps, "time stamp"))
    heading(console, "KEPT OUTSIDE", ", ".join(counted(number, what) for number, what in amounts if number) or "nothing yet")
    for name in head.anchors:
        console.print(Text(f"  {visible(name)}"), soft_wrap=True)


def shown_key(key: str) -> str:
    """A verifier key by its name, id and kind; whole, that of ML-DSA fills two screens."""
    name, _, rest = key.partition("+")
    identifier, _, data = rest.partition("+")
    return f"{visible(name)}+{visible(identifier)} ({'ML-DSA-44' if len(data) > _SHORT else 'Ed25519'})"


def print_page(head: LogHead, console: Console) -> None:
    """The page that lies in a safe: everything that is needed to hold a log against it, and how that is done."""
    for line in _page(head):
        console.print(Text(line), soft_wrap=True)


def _page(head: LogHead) -> list[str]:
    name, key_id, key = (head.keys[0] if head.keys else "++").split("+", 2)
    return [
        "CHECKPOINT OF A LOG OF EVIDENCE",
        "",
        f"Log      {head.origin}",
        f"Entries  {head.size}",
        *_labelled("Root", _grouped(head.root)),
        f"Last     {head.last or '-'}",
        "         (when the last entry was made, by the clock of that machine)",
        *_labelled("Key", [f"{name}+{key_id}", f"+{key}"]),
        "",
        "This page speaks for every entry up to the last. To hold the log against it:",
        "",
        f"  onrecord --case CASE checkpoint --at {head.size}",
        "",
        "must print this root, to the last digit. Whoever changed an entry, or took",
        "one away, cannot make it do so, not even with the key of the log. And",
        "",
        "  onrecord verify CASE --key KEY",
        "",
        "with the key above must not say ALTERED. To have both done at once, type these",
        "lines into a file and give it to verify with --checkpoint; a signature may stay",
        "broken in two, and begin with - in place of its dash:",
        "",
        *(f"  {part}".rstrip() for line in (head.checkpoint or "").splitlines() if len(line) < _SHORT for part in _in_two(line)),
        "",
        "",
        "Date ____________________   Signature ____________________________________",
    ]


def _in_two(line: str) -> list[str]:
    return [line] if len(line) <= _WIDE else [line[:_WIDE], f"    {line[_WIDE:]}"]


def _grouped(digits: str) -> list[str]:
    groups = [digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP)]
    return [" ".join(groups[at : at + _GROUPS]) for at in range(0, len(groups), _GROUPS)]


def _labelled(label: str, lines: list[str]) -> list[str]:
    return [f"{label if at == 0 else '':9}{line}" for at, line in enumerate(lines)]


def anchored_sentence(anchored: Anchored) -> str:
    """What was kept, in a sentence."""
    what = "cosignature by" if anchored.kind == "cosignature" else "time stamp by"
    when = f", {anchored.time}" if anchored.time else ""
    had = "" if anchored.new else "; the case had one already"
    return f"{what} {visible(anchored.name) or 'an authority that gives no name'} on {anchored.size:,} entries{when}: {anchored.file}{had}"
