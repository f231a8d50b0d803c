"""What a statement means and who speaks: from a reader's attributions to statements, the same way for every reader."""

from onrecord.reading.statements.make import make_statements

__all__ = ["make_statements"]
