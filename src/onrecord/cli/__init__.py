"""THE COMMAND LINE: one module a command. Data goes to standard output, everything else to standard error."""

import importlib

from onrecord.cli.starting import interrupted, loading

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    try:
        with loading():
            program = importlib.import_module("onrecord.cli.app")
    except KeyboardInterrupt:  # in the moment before or after, in which nobody looks after it
        interrupted()
    program.main(arguments)
