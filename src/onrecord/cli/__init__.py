"""THE COMMAND LINE: one module a command. Data goes to standard output, everything else to standard error."""

from onrecord.cli.app import main

__all__ = ["main"]
