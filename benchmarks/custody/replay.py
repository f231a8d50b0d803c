"""A trace of one ingest played on the model of a disk: at every call, what power loss could leave."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.custody.calls import CHANGING, NAMING, Call, TraceFault
from benchmarks.custody.disk import ROOT, Change, Disk, Mode, Naming, Truncate, Write, applied, rename
from benchmarks.custody.writer import acknowledged

RECORDED = sorted(CHANGING | set("open openat creat close read readv lseek dup dup2 dup3 fcntl mmap io_uring_setup".split()))
"""Calls that a trace must hold to be played."""

STRACE_OPTIONS = ("-xx", "-s", "100000000", "-e", "signal=none", "-e", "trace=" + ",".join(f"?{name}" for name in RECORDED))

_UNSEEN = "-shm"
"""How the name of the one file ends that may be written through memory."""


@dataclass(slots=True)
class _Open:
    """An open file: which, where in it, and whether every write goes to its end."""

    inode: int
    at: int = 0
    appending: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment at which power may fail."""

    disk: Disk
    kept: frozenset[int]
    """Reports acknowledged by then."""
    after: str
    """The call before it, in words."""


@dataclass(slots=True)
class Replay:
    """Calls carried out on a model of the disk that holds one folder."""

    folder: Path
    """The folder that the model holds; calls on anything else are passed over."""
    disk: Disk = field(default_factory=Disk)
    kept: frozenset[int] = frozenset()
    """Reports acknowledged before."""
    said: str = ""
    now: dict[int, dict[str, int]] = field(default_factory=lambda: {ROOT: {}})
    """Names as programs see them, synced or not, by folder."""
    _open: dict[int, _Open] = field(default_factory=dict)

    def begin_with(self, folder: Path) -> None:
        """Take what lies in a folder as durable."""
        for path in sorted(folder.rglob("*")):
            parent, name = self._place(str(self.folder / path.relative_to(folder)))
            number = self.disk.new(folder=path.is_dir(), mode=path.stat().st_mode & 0o7777)
            if path.is_dir():
                self.now[number] = {}
            else:
                self.disk.inodes[number].data = path.read_bytes()
            self.now[parent][name] = self.disk.inodes[parent].names[name] = number

    def moments(self, calls: Iterator[Call]) -> Iterator[Moment]:
        """Carry out the calls; after each that changed the disk or acknowledged something, a moment.

        Raises:
            TraceFault: a call does something to the folder that the model does not know.
        """
        for call in calls:
            if call.result >= 0 and self._carry_out(call):
                yield Moment(
                    self.disk, self.kept | acknowledged(self.said), f"{call.name} {' '.join(call.paths())}".replace(f"{self.folder}/", "")
                )

    def check_against(self, folder: Path) -> None:
        """Compare what programs see on the model with what is there: a way of writing that the model does not know shows here.

        Raises:
            TraceFault: they differ.
        """
        seen: dict[str, bytes] = {}
        waiting = [("", ROOT)]
        while waiting:
            path, number = waiting.pop()
            for name, at in self.now[number].items():
                inode, below = self.disk.inodes[at], f"{path}/{name}".lstrip("/")
                if inode.folder:
                    waiting.append((below, at))
                else:
                    seen[below] = applied(inode.data, inode.mode, inode.pending)[0]
        there = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        if different := sorted(
            name for name in seen.keys() | there.keys() if seen.get(name) != there.get(name) and not name.endswith(_UNSEEN)
        ):
            raise TraceFault(f"the trace does not lead to what is on the disk: {', '.join(different)}")

    def _carry_out(self, call: Call) -> bool:
        """Whether the disk of the model changed, or a line was said."""
        if call.name in NAMING:
            return self._naming(call)
        if call.name == "io_uring_setup":
            raise TraceFault(f"{call.name} may write what the trace does not show")
        if call.name == "mmap":
            return self._map(call)
        opened = self._open.get(call.descriptor)
        if opened is None:
            return self._on_others(call)
        match call.name:
            case "close":
                del self._open[call.descriptor]
            case "read" | "readv":
                opened.at += call.result
            case "lseek":
                opened.at = call.result
            case "dup" | "dup2" | "dup3":
                self._open[call.result] = opened
            case "fcntl":
                if "F_DUPFD" in call.arguments:
                    self._open[call.result] = opened
                elif "F_SETFL" in call.arguments:
                    raise TraceFault("flags of an open file were changed")
            case _:
                return self._on_ours(call, opened)
        return False

    def _on_others(self, call: Call) -> bool:
        """A call on something outside the folder: only standard output counts."""
        if call.name in ("dup2", "dup3") or "F_DUPFD" in call.arguments:
            self._open.pop(call.result, None)
        if call.name == "write" and call.descriptor == 1:
            self.said += call.strings[0][: call.result].decode()
            return True
        return False

    def _on_ours(self, call: Call, opened: _Open) -> bool:
        """A call that changes or syncs an open file or folder."""
        match call.name:
            case "write" | "writev":
                at = self._size(opened.inode) if opened.appending else opened.at
                opened.at = at + call.result
                return self._change(opened.inode, Write(at, b"".join(call.strings)[: call.result]))
            case "pwrite64":
                return self._change(opened.inode, Write(call.numbers[-1], call.strings[0][: call.result]))
            case "ftruncate":
                return self._change(opened.inode, Truncate(call.numbers[-1]))
            case "fchmod":
                return self._change(opened.inode, Mode(_octal(call)))
            case "fsync" | "fdatasync":
                self.disk.sync(opened.inode)
                return True
            case "sync_file_range":  # orders, and makes nothing durable
                return True
        raise TraceFault(f"{call.name} on a file of the case is not in the model")

    def _naming(self, call: Call) -> bool:
        paths = call.paths()
        if not any(self._inside(path) for path in paths):
            if call.name in ("open", "openat", "creat"):
                self._open.pop(call.result, None)
            return False
        if not all(self._inside(path) for path in paths):
            raise TraceFault(f"{call.name} moves something into the case or out of it")
        (parent, name), *more = (self._place(path) for path in paths)
        match call.name:
            case "open" | "openat":
                return self._opened(call, parent, name)
            case "mkdir" | "mkdirat":
                number = self.disk.new(folder=True, mode=0o755)
                self.now[number] = {}
                return self._rename(Naming(come=((parent, name, number),)))
            case "unlink" | "unlinkat" | "rmdir":
                return self._rename(Naming(gone=((parent, name, self.now[parent][name]),)))
            case "rename" | "renameat" | "renameat2":
                number = self.now[parent][name]
                return self._rename(Naming(gone=((parent, name, number),), come=((*more[0], number),)))
            case "link" | "linkat":
                return self._rename(Naming(come=((*more[0], self.now[parent][name]),)))
            case "chmod" | "fchmodat":
                return self._change(self.now[parent][name], Mode(_octal(call)))
        raise TraceFault(f"{call.name} in the case is not in the model")

    def _opened(self, call: Call, parent: int, name: str) -> bool:
        """Whether opening made or emptied a file."""
        changed = False
        number = self.now[parent].get(name) if name else parent
        if number is None:
            number = self.disk.new(folder=False, mode=_octal(call))
            changed = self._rename(Naming(come=((parent, name, number),)))
        elif "O_TRUNC" in call.opened and self._size(number):
            changed = self._change(number, Truncate(0))
        self._open[call.result] = _Open(number, appending="O_APPEND" in call.opened)
        return changed

    def _map(self, call: Call) -> bool:
        found = re.search(r", (\d+)<", call.arguments)
        opened = self._open.get(int(found.group(1))) if found else None
        if opened and "MAP_SHARED" in call.arguments and "PROT_WRITE" in call.arguments:
            names = [name for entries in self.now.values() for name, number in entries.items() if number == opened.inode]
            if not all(name.endswith(_UNSEEN) for name in names):
                raise TraceFault(f"{', '.join(names)} is written through memory")
        return False

    def _change(self, number: int, change: Change) -> bool:
        self.disk.inodes[number].pending.append(change)
        return True

    def _rename(self, change: Naming) -> bool:
        self.disk.pending.append(change)
        rename(self.now, change)
        return True

    def _size(self, number: int) -> int:
        inode = self.disk.inodes[number]
        return len(applied(inode.data, inode.mode, inode.pending)[0])

    def _inside(self, path: str) -> bool:
        return path == str(self.folder) or path.startswith(f"{self.folder}/")

    def _place(self, path: str) -> tuple[int, str]:
        """Folder and name of a path; the folder itself has an empty name."""
        parts = [part for part in path.removeprefix(str(self.folder)).split("/") if part not in ("", ".")]
        number = ROOT
        for part in parts[:-1]:
            number = self.now[number][part]
        return (number, parts[-1] if parts else "")


def _octal(call: Call) -> int:
    """The permissions that a call gives: strace writes them with a leading zero."""
    found = re.findall(r", (0[0-7]+)(?=$|,)", call.arguments)
    return int(found[-1], 8) if found else 0o644
