"""``python -m onrecord``: the command line where the entry point is not on the path."""

from onrecord.cli import main

main()
