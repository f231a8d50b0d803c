"""THE COMMAND LINE: one module a command. Data goes to standard output, everything else to standard error."""

import importlib
import sys

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    try:
        program = importlib.import_module("onrecord.cli.app")
    except KeyboardInterrupt:  # loading takes a moment, in which nobody else would catch it
        if sys.stderr is not None:
            sys.stderr.write("error: interrupted\nhint: nothing was done yet\n")
        sys.exit(130)
    program.main(arguments)
