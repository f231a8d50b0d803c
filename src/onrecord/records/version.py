"""The version of the program, which signs what the program makes."""

import functools
import hashlib
from importlib import metadata, resources
from importlib.resources.abc import Traversable


@functools.cache
def program_version() -> str:
    """The installed version; ``unreleased`` when run from a source tree that was never installed."""
    try:
        return metadata.version("onrecord")
    except metadata.PackageNotFoundError:
        return "unreleased"


@functools.cache
def program_code() -> str:
    """SHA-256 over the program as it lies on the disk: the lines that ``sha256sum`` prints for its ``.py`` files, sorted by name.

    Two entries with the same hash were made by the same lines of code, whatever version they say.
    """
    lines = sorted(_sums(resources.files("onrecord"), ""), key=lambda line: line[66:])
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _sums(folder: Traversable, path: str) -> list[str]:
    lines = []
    for one in folder.iterdir():
        if one.is_dir():
            lines += _sums(one, f"{path}{one.name}/")
        elif one.name.endswith(".py"):
            lines.append(f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {path}{one.name}\n")
    return lines
