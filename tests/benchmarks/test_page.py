from pathlib import Path

import pytest
from benchmarks.page import table, write_between


def test_a_table_has_its_first_column_to_the_left() -> None:
    assert table(["reader", "F1"], [["rules", "61.3"], ["other", "–"]]) == "| reader | F1 |\n|---|--:|\n| rules | 61.3 |\n| other | – |"


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="a cell for each column"):
        table(["reader", "F1"], [["rules"]])


def test_only_what_stands_between_the_markers_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- measured: speed -->\nold\n<!-- /measured: speed -->\nafter\n", encoding="utf-8")
    write_between(page, "speed", "new – table")
    assert page.read_text(encoding="utf-8") == "before\n<!-- measured: speed -->\nnew – table\n<!-- /measured: speed -->\nafter\n"


@pytest.mark.parametrize(
    "text",
    [
        "no markers",
        "<!-- measured: speed -->",
        "<!-- /measured: speed --> <!-- measured: speed -->",
        "<!-- measured: speed --><!-- /measured: speed -->" * 2,
        "<!-- measured: quality --><!-- /measured: quality -->",
    ],
)
def test_a_page_without_the_markers_is_left_alone(tmp_path: Path, text: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="once each"):
        write_between(page, "speed", "new")
    assert page.read_text(encoding="utf-8") == text


def test_our_page_has_a_place_for_each_measured_part(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    ours = Path(__file__).parents[2] / "docs" / "benchmarks.md"
    page.write_text(ours.read_text(encoding="utf-8"), encoding="utf-8")
    for name in ("speed", "quality"):
        write_between(page, name, f"table of {name}")
        assert f"table of {name}" in page.read_text(encoding="utf-8")
