from pathlib import Path

from onrecord.corroboration.findings_page import findings_page
from onrecord.corroboration.rules import RULES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "findings.md"


def test_the_page_is_fresh() -> None:
    """Write it anew with: python -m onrecord.corroboration.findings_page > docs/reference/findings.md"""
    assert PAGE.read_text(encoding="utf-8") == findings_page()


def test_every_rule_has_its_section_in_order() -> None:
    headings = [line.removeprefix("## ") for line in findings_page().splitlines() if line.startswith("## ")]
    assert headings == list(RULES)
