"""What strace wrote down: one system call a line, read back with all bytes.

strace is run with ``-y -xx -s`` (paths of descriptors, everything in hexadecimal, nothing cut), on one process with one thread.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\)\s+= (-?\d+|0x[0-9a-f]+|\?)(.*)$", re.DOTALL)
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_DESCRIPTOR = re.compile(r"(?:^|, )(AT_FDCWD|\d+)<((?:\\x[0-9a-f]{2}|[^>\\])*)>")


class TraceFault(Exception):
    """The trace holds something that is not understood; guessing would make the simulation worthless."""


@dataclass(frozen=True, slots=True)
class Call:
    """One system call."""

    name: str
    arguments: str
    """As written."""
    result: int
    """What it gave back; -1 when it failed."""
    error: str = ""
    """The name of the error when it failed."""
    injected: bool = False
    """Whether strace failed it."""

    @property
    def strings(self) -> list[bytes]:
        """Its string arguments: paths and data.

        Raises:
            TraceFault: one was cut.
        """
        found = _STRING.findall(self.arguments)
        if any(cut for _, cut in found):
            raise TraceFault(f"{self.name} was cut in the trace")
        return [_decoded(text) for text, _ in found]

    @property
    def descriptor(self) -> int:
        """Its first argument, a descriptor."""
        return int(re.split(r"[<,)]", self.arguments, maxsplit=1)[0])

    @property
    def numbers(self) -> list[int]:
        """Arguments that are plain numbers, in order; neither descriptors nor permissions (leading zero) are among them."""
        plain = _STRING.sub('""', _DESCRIPTOR.sub(", <>", self.arguments))
        return [int(part, 0) for part in (part.strip() for part in plain.split(",")) if re.fullmatch(r"-?(?:0x[0-9a-f]+|0|[1-9]\d*)", part)]

    def paths(self) -> list[str]:
        """The paths it names, made absolute by the folder descriptors before them; of calls on descriptors, that of the descriptor."""
        bases = [_decoded(text).decode() if "\\x" in text else text for _, text in _DESCRIPTOR.findall(self.arguments)]
        if self.name not in NAMING:
            return bases[:1]
        named = [text.decode(errors="surrogateescape") for text in self.strings]
        if not bases:
            return named
        return [path if path.startswith("/") else f"{bases[min(at, len(bases) - 1)]}/{path}" for at, path in enumerate(named)]

    @property
    def opened(self) -> str:
        """Of a successful ``openat``, the flags."""
        return self.arguments.rsplit('"', 1)[1]


NAMING = frozenset(
    "open openat creat rename renameat renameat2 unlink unlinkat mkdir mkdirat rmdir link linkat symlink symlinkat chmod"
    " fchmodat truncate".split()
)
"""Calls that name files by path."""

CHANGING = NAMING | frozenset(
    "write pwrite64 writev pwritev pwritev2 fsync fdatasync sync_file_range ftruncate fchmod fallocate copy_file_range sendfile".split()
)
"""Calls that change what is on a disk, or order such changes. ``open`` belongs here when it may create or write."""


def changes_disk(call: Call) -> bool:
    """Whether a call changes a disk or orders changes."""
    if call.name in ("open", "openat"):
        return bool(re.search(r"O_CREAT|O_WRONLY|O_RDWR|O_TRUNC", call.opened))
    return call.name in CHANGING


def read_trace(lines: Iterable[str]) -> Iterator[Call]:
    """The calls of a trace, in order; signals and ends of processes are left out.

    Raises:
        TraceFault: a line is no call, or calls of several threads are mixed.
    """
    for line in lines:
        text = line.rstrip("\n")
        if not text or re.match(r"^(?:\d+ +)?(?:---|\+\+\+)", text) or re.match(r"^(?:\d+ +)?exit_group\(", text):
            continue
        match = _LINE.match(text)
        if match is None:
            if text.endswith("<unfinished ...>") or "= ?" in text:  # the call in which it was killed
                continue
            raise TraceFault(f"not understood: {text[:120]}")
        name, arguments, result, rest = match.groups()
        if result == "?":
            continue
        error = re.match(r" (E[A-Z0-9]+)", rest)
        yield Call(name, arguments, int(result, 0), error.group(1) if error else "", "(INJECTED" in rest)


def _decoded(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
