"""Characters that a reader would not see."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.characters import check_text, clean_line


def codes(text: str) -> list[str]:
    return [issue.code for issue in check_text(text, "a.txt").issues]


def test_plain_text_has_no_remarks():
    assert codes("The mayor said:\r\n\t“Nobody was hurt.”\f\u200f\u200e") == []


def test_each_kind_is_recorded_and_the_text_unchanged():
    for text, code in [
        ("a\x00b", "text.control"),
        ("a\x1b]0;title\x07b", "text.control"),
        ("a\x85b", "text.control"),
        ("a\u202eb", "text.bidi"),
        ("a\u2066b", "text.bidi"),
        ("a\ufffdb", "text.encoding"),
    ]:
        checked = check_text(text, "a.txt")
        assert checked.text == text
        assert [issue.code for issue in checked.issues] == [code]
        assert "at character 1" in checked.issues[0].message


def test_lone_surrogates_are_replaced_one_for_one_and_reported_once():
    checked = check_text("a\ud800b\udfffc", "a.txt")
    assert checked.text == "a\ufffdb\ufffdc"
    assert [issue.code for issue in checked.issues] == ["text.surrogate"]
    assert "1, 3" in checked.issues[0].message


def test_replacements_that_decoding_reported_are_not_reported_again():
    assert check_text("a\ufffd", "a.txt", replaced_by_us=True).issues == ()


def test_only_the_first_places_are_listed():
    assert "0, 1, 2, 3, 4 and 995 more" in check_text("\x01" * 1000, "a.txt").issues[0].message


@given(st.text())
def test_any_text_can_be_kept_and_keeps_its_offsets(text: str):
    checked = check_text(text, "a.txt")
    checked.text.encode()
    assert len(checked.text) == len(text)
    assert all(ours in (theirs, "\ufffd") for ours, theirs in zip(checked.text, text, strict=True))


def test_a_line_is_trimmed_and_nothing_is_none():
    assert clean_line("  The \n Vale\tPost ") == "The Vale Post"
    assert clean_line("\ud800") == "\ufffd"
    assert clean_line(" \n") is None
    assert clean_line(None) is None


def test_words_in_variation_selectors_are_said():
    hidden = "".join(chr(0xFE00 + digit) for letter in b"ignore the denial" for digit in divmod(letter, 16))
    for text in (f"The mayor{hidden} said so.", f"\u2764{hidden}", f"\u4e00{hidden}", "a\ufe0f\U000e0100\u180b"):
        checked = check_text(text, "a.txt")
        assert [issue.code for issue in checked.issues] == ["text.invisible"]
        assert checked.text == text
    one_a_letter = "".join(f"{letter}{chr(0xFE00 + number % 14)}" for number, letter in enumerate("The mayor"))
    assert codes(one_a_letter) == ["text.invisible"]
    assert codes("mayor" + "\u200b\u200c" * 20) == ["text.invisible"]


def test_variation_selectors_as_people_write_them_are_no_matter():
    for text in (
        "\u2764\ufe0f and \u260e\ufe0e",
        "1\ufe0f\u20e3",
        "\u845b\ufe00\u845b\U000e0100",
        "\u1820\u180b\u180c",
        "\u2229\ufe00",
        "so\ufe0f.",
        "می\u200cخواهم",
    ):
        assert codes(text) == [], ascii(text)
