"""Bytes to text, and every doubt about it said."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.encoding import decode, looks_binary

FRENCH = "Selon la mairie, l’incendie a été maîtrisé à l’aube ; « personne n’a été blessé », a-t-elle déclaré près de l’hôtel."
RUSSIAN = "Представитель пожарной службы сообщил, что при пожаре на мельнице никто не пострадал, и опроверг слухи."
ARABIC = "قال متحدث باسم الإطفاء إن أحدا لم يصب بأذى في حريق المطحنة القديمة ونفى الشائعات."
HEBREW = "דובר שירותי הכבאות אמר כי איש לא נפגע בשריפה בטחנה הישנה והכחיש את השמועות"
TURKISH = "Yetkililer, fırtına sırasında eski köprünün çökmesi üzerine üç kişinin yaralandığını söyledi. Başkan bunu yalanladı."
CZECH = "Mluvčí hasičů řekl, že při požáru starého mlýna nebyl nikdo zraněn, a popřel šířící se zprávy o příčině."
JAPANESE = "消防の広報担当者は、古い水車小屋の火事でけが人はいなかったと述べ、うわさを否定した。"
CHINESE = "消防部门发言人说，旧磨坊火灾中无人受伤，并否认了有关传言。"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", FRENCH),
        ("cp1251", RUSSIAN),
        ("koi8_r", RUSSIAN),
        ("cp1256", ARABIC),
        ("cp1255", HEBREW),
        ("cp1254", TURKISH),
        ("cp1250", CZECH),
        ("shift_jis", JAPANESE),
        ("gb18030", CHINESE),
        ("utf-16-le", FRENCH),
        ("utf-16-be", FRENCH),
    ],
)
def test_an_undeclared_encoding_is_found_and_said(encoding: str, text: str):
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert [issue.code for issue in decoded.issues] == ["text.encoding"]
    assert decoded.issues[0].outcome == "recorded"


def test_utf8_needs_no_remark():
    assert decode(RUSSIAN.encode(), "a.txt").issues == ()


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_obeyed_and_dropped(mark: bytes, encoding: str):
    decoded = decode(mark + FRENCH.encode(encoding), "a.txt")
    assert (decoded.text, decoded.issues) == (FRENCH, ())


def test_a_second_mark_belongs_to_the_text():
    assert decode(codecs.BOM_UTF8 * 2 + b"x", "a.txt").text == "\ufeffx"


def test_declared_utf8_that_is_windows_1252_is_read_as_that_with_the_places():
    decoded = decode(FRENCH.encode("cp1252"), "a.html", declared="utf-8")
    assert decoded.text == FRENCH
    assert f"at byte {FRENCH.index('’')}, " in decoded.issues[0].message
    assert "declares utf-8" in decoded.issues[0].message


def test_declared_windows_1252_that_is_utf8_is_read_as_utf8_and_said():
    decoded = decode(FRENCH.encode(), "a.html", declared="windows-1252")
    assert decoded.text == FRENCH
    assert "declares windows-1252 but is valid UTF-8" in decoded.issues[0].message


def test_a_declaration_that_fits_is_believed():
    decoded = decode(RUSSIAN.encode("cp1251"), "a.html", declared="windows-1251")
    assert (decoded.text, decoded.issues) == (RUSSIAN, ())


def test_latin_1_means_windows_1252_as_on_the_web():
    assert decode(b"\x93no\x94 \xe9", "a.html", declared="iso-8859-1").text == "“no” é"


@pytest.mark.parametrize("declared", ["no-such-thing", "hex", "utf-16", "\x00", ""])
def test_a_useless_declaration_does_no_harm(declared: str):
    assert decode(FRENCH.encode(), "a.html", declared=declared).text == FRENCH


def test_damage_in_utf8_stands_as_replacement_characters_with_the_places():
    data = RUSSIAN.encode() + b"\xff\xfe " + RUSSIAN.encode()
    decoded = decode(data, "a.txt")
    place = len(RUSSIAN.encode())
    assert decoded.text == f"{RUSSIAN}\ufffd\ufffd {RUSSIAN}"
    assert f"at byte {place}, {place + 1}, stand as U+FFFD" in decoded.issues[0].message


def test_many_faults_are_counted_not_listed():
    decoded = decode((RUSSIAN.encode() + b"\xff") * 50, "a.txt")
    assert "and 45 more" in decoded.issues[0].message


def test_utf16_of_odd_length_keeps_what_it_can():
    decoded = decode(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"c", "a.txt")
    assert decoded.text == "ab\ufffd"
    assert "at byte 6" in decoded.issues[0].message


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_whatever_is_utf8_is_read_unchanged(text: str):
    if not text.startswith("\ufeff") and "\x00" not in text:
        assert decode(text.encode(), "a.txt").text == text


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "windows-1251", "shift_jis", "utf-16", "nonsense"]))
def test_no_bytes_make_it_fail_and_no_loss_is_silent(data: bytes, declared: str | None):
    decoded = decode(data, "a.txt", declared=declared)
    decoded.text.encode()  # no surrogates
    if "\ufffd" in decoded.text and b"\xef\xbf\xbd" not in data:
        assert any(issue.code == "text.encoding" for issue in decoded.issues)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32", "cp1251", "shift_jis", "koi8_r"])
def test_text_is_not_binary_in_any_encoding(encoding: str):
    text = {"cp1251": RUSSIAN, "koi8_r": RUSSIAN, "shift_jis": JAPANESE}.get(encoding, FRENCH)
    assert not looks_binary(text.encode(encoding))


def test_a_character_cut_by_the_end_of_the_sample_does_not_make_text_binary():
    assert not looks_binary(("\x07" * 5 + RUSSIAN).encode()[:-1])


def test_noise_is_binary():
    assert looks_binary(bytes(range(256)) * 10)
