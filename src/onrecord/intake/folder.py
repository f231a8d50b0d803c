"""The files of a folder, then those of its folders, in order of name; every folder once, however links lead to it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.intake.capture import printable, unreadable
from onrecord.records import Issue
from onrecord.settings import CASE_NAMES, SETTINGS_FILE

_Identity = tuple[int, int]
"""Device and inode: what a folder is, whatever path leads to it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a folder: its path, its origin as the user would write it, and its name inside the folder."""

    path: Path
    origin: str
    name: str


@dataclass
class _Walk:
    root: Path
    origin: str
    real_root: Path
    visited: set[_Identity] = field(default_factory=set)


def walk(root: Path, origin: str) -> Iterator[Found | Issue]:
    """Files below a folder. Names that begin with a dot are skipped, as file managers do.

    A link to a folder inside the same folder is named and not followed, since its files are read in their own place;
    one that leads elsewhere is followed once. A folder that is a case is named, and what the case keeps there is not read as
    reports; other files in it are. Order is by code point of the name, so it is the same on every machine.
    """
    state = _Walk(root=root, origin=origin.rstrip("/") or origin, real_root=Path(os.path.realpath(root)))
    status = root.stat()
    state.visited.add((status.st_dev, status.st_ino))
    pending = [root]
    while pending:
        folder = pending.pop()
        entries = _entries(folder, state)
        if isinstance(entries, Issue):
            yield entries
            continue
        folders = []
        if any(entry.name == SETTINGS_FILE for entry in entries):
            entries = [entry for entry in entries if entry.name not in CASE_NAMES]
            yield _case(folder, state)
        for entry in entries:
            if isinstance(is_folder := _is_folder(entry, state), Issue):
                yield is_folder
            elif not is_folder:
                yield _found(entry, state)
            elif issue := _loop(entry, state):
                yield issue
            else:
                folders.append(entry)
        pending.extend(reversed(folders))


def _entries(folder: Path, state: _Walk) -> list[Path] | Issue:
    """The visible entries of a folder in order; an issue when it cannot be listed."""
    try:
        return sorted((entry for entry in folder.iterdir() if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        return unreadable(_found(folder, state).origin, error)


def _is_folder(entry: Path, state: _Walk) -> bool | Issue:
    """Whether an entry is a folder; an issue where the system does not say, as of a path that is too long for it."""
    try:
        return entry.is_dir()
    except OSError as error:
        return unreadable(_found(entry, state).origin, error)


def _found(path: Path, state: _Walk) -> Found:
    name = path.relative_to(state.root).as_posix()
    origin = f"{state.origin}/{name}" if state.origin != "/" else f"/{name}"
    return Found(path, printable(origin), printable(name))


def _case(folder: Path, state: _Walk) -> Issue:
    message = "This folder is a case of OnRecord; what the case keeps in it is not read as reports."
    return Issue(code="file.case", outcome="recorded", where=_found(folder, state).origin, message=message)


def _loop(folder: Path, state: _Walk) -> Issue | None:
    """Why a folder is not entered: it is being read, or is read, in another place."""
    try:
        status = folder.stat()
    except OSError:
        return None  # listing it will say why
    seen = (status.st_dev, status.st_ino) in state.visited
    inside = folder.is_symlink() and Path(os.path.realpath(folder)).is_relative_to(state.real_root)
    if not seen and not inside:
        state.visited.add((status.st_dev, status.st_ino))
        return None
    message = f"This leads to {os.path.realpath(folder)}, which is read in its own place; it is not entered a second time."
    return Issue(code="file.loop", outcome="recorded", where=_found(folder, state).origin, message=printable(message))
