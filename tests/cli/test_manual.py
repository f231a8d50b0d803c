"""The reference pages are what the program says today."""

from pathlib import Path

from onrecord.cli.app import COMMANDS
from onrecord.cli.manual import manual
from onrecord.records.schema import interchange_schema_text, review_schema_text

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def test_the_page_of_the_command_line_is_fresh() -> None:
    page = (REFERENCE / "cli.md").read_text(encoding="utf-8")
    assert page == manual(), "write it anew: python -m onrecord.cli.manual > docs/reference/cli.md"


def test_every_command_has_its_section() -> None:
    page = manual()
    assert all(f"## onrecord {name}\n" in page for name in COMMANDS)
    assert "## onrecord reference add\n" in page
    assert "## onrecord parties add\n" in page


def test_no_line_of_help_is_wider_than_a_terminal() -> None:
    assert [line for line in manual().partition("## onrecord\n")[2].splitlines() if len(line) > 80] == []


def test_the_schema_is_fresh() -> None:
    schema = (REFERENCE / "interchange.schema.json").read_text(encoding="utf-8")
    assert schema == interchange_schema_text(), "write it anew: make schema"
    reviews = (REFERENCE / "review.schema.json").read_text(encoding="utf-8")
    assert reviews == review_schema_text(), "write it anew: make schema"
