from pathlib import Path

from onrecord.corroboration.findings_page import findings_page
from onrecord.corroboration.rules import RULES
from onrecord.corroboration.rules.across import RULES_ACROSS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "findings.md"


def test_the_page_is_fresh() -> None:
    """Write it anew with: python -m onrecord.corroboration.findings_page > docs/reference/findings.md"""
    assert PAGE.read_text(encoding="utf-8") == findings_page()


def headings(level: str) -> list[str]:
    return [line.removeprefix(f"{level} ") for line in findings_page().splitlines() if line.startswith(f"{level} ")]


def test_every_rule_has_its_section_in_order() -> None:
    assert headings("##") == [*RULES, "Across reports"]
    assert [name.removesuffix(" across reports") for name in headings("###")] == list(RULES_ACROSS)


def test_no_two_sections_have_one_address() -> None:
    every = [*headings("##"), *headings("###")]
    assert len(set(every)) == len(every)


def test_every_section_says_what_it_rests_on_and_what_it_does_not_say() -> None:
    page = findings_page()
    for mark in ("**Rests on.**", "**Does not say.**", "**Score.**"):
        assert page.count(f"\n{mark}") == len(RULES) + len(RULES_ACROSS)
