"""The version of the program, which signs what the program makes."""

import functools
from importlib import metadata


@functools.cache
def program_version() -> str:
    """The installed version; ``unreleased`` when run from a source tree that was never installed."""
    try:
        return metadata.version("onrecord")
    except metadata.PackageNotFoundError:
        return "unreleased"
