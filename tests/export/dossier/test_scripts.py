"""Names in scripts with vowel signs, and signs that nobody sees between the letters of any name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.dossier import ProtectedNames

WHOLE_AND_ALONE = [
    ("किशोर कुमार", "Witness {} told of 12", "किशोर"),
    ("किशोर कुमार", "साक्षी {}, ने कहा", "कुमार"),
    ("রহিম উদ্দিন", "{}ের ভাই", "রহিম"),
    ("রহিম উদ্দিন", "বলেন {}", "উদ্দিন"),
    ("குமார் ராஜன்", "{} சொன்னார்", "குமார்"),
    ("குமார் ராஜன்", "{}", "ராஜன்"),
    ("குமார் ராஜன்", "{}ை சந்தித்தார்", "குமார"),
    ("ਗੁਰਮੀਤ ਸਿੰਘ", "{} ਨੇ", "ਗੁਰਮੀਤ"),
    ("නිමල් පෙරේරා", "{} කීවේය", "පෙරේරා"),
    ("രാജൻ നായർ", "{} പറഞ്ഞു", "രാജൻ"),
    ("രാജൻ നായർ", "{}റെ വീട്", "രാജന്"),
    ("มาลี ใจดี", "พยาน{}กล่าวว่า", "มาลี"),
    ("သီရိ အောင်မိုး", "{}က ပြောသည်", "သီရိ"),
    ("សុខា ចាន់ធូ", "លោក{}បាននិយាយ", "ចាន់ធូ"),
    ("ສົມຊາຍ ແກ້ວ", "ທ້າວ{}", "ສົມຊາຍ"),
    ("กุล มาลี", "พยาน{}กล่าว", "กุล"),
    ("బాలాజీ రెడ్డి", "{} చెప్పారు", "రెడ్డి"),
    ("محمد المصري", "قال {}", "المصري"),
    ("አበበ ቢቂላ", "የ{}", "ቢቂላ"),
]


@pytest.mark.parametrize(("name", "text", "word"), WHOLE_AND_ALONE)
def test_words_of_names_with_vowel_signs_go_black(name: str, text: str, word: str):
    names = ProtectedNames([name])
    for form in (name, word):
        for written in {form, unicodedata.normalize("NFD", form), unicodedata.normalize("NFC", form)}:
            black = names.blacked_out(text.format(written))
            assert len(black) == len(text.format(written))
            assert written not in black
            before, _, after = text.partition("{}")
            assert black.startswith(before)
            assert black[len(before) : len(before) + len(written)] == "█" * len(written)
            while after and unicodedata.category(after[0])[0] == "M":
                after = after[1:]
            assert black.endswith(after)
            assert not names.stand_in(black)


@pytest.mark.parametrize(("name", "word"), [("জয় রহমান", "জয়"), ("ปู สมชาย", "ปู"), ("जय किशोर", "जय"), ("王 李小龙", "王")])
def test_words_too_short_to_be_looked_for_alone_are_told(name: str, word: str):
    names = ProtectedNames([name])
    assert names.not_alone == (unicodedata.normalize("NFC", word),)
    assert names.blacked_out(f"{word} x") == f"{word} x"
    assert names.blacked_out(name) == "█" * len(name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("राम किशोर", "ग्राम और आराम"),
        ("মালা দাস", "কলামালা"),
        ("มาล ใจดี", "มาลี"),
        ("រតន៍ សុខ", "រតនា"),
    ],
)
def test_parts_of_other_words_stay(name: str, text: str):
    assert ProtectedNames([name]).blacked_out(text) == text


@pytest.mark.parametrize("mark", ["\u20dd", "\u0301\u0302", "\ufe0f", "\u0940"])
def test_marks_behind_the_last_letter_go_black_with_it(mark: str):
    names = ProtectedNames(["Anna Berg", "किशोर कुमार"])
    assert names.blacked_out(f"Berg{mark} said") == "█" * (4 + len(mark)) + " said"
    assert names.blacked_out(f"कुमार{mark} ने") == "█" * (5 + len(mark)) + " ने"


UNSEEN = list("\x00\x01\x08\x0e\x1b\x1f\x7f\x80\x9f\ufff9\ufffa\ufffb\u200b\u00ad\u2066")


@pytest.mark.parametrize("sign", UNSEEN)
def test_signs_that_nobody_sees_hide_no_name(sign: str):
    names = ProtectedNames(["Anna Berg"])
    text = f"A{sign}nna B{sign}erg and Ms B{sign}e{sign}rg"
    assert names.blacked_out(text) == f"{'█' * 11} and Ms {'█' * 6}"


@pytest.mark.parametrize("sign", [one for one in UNSEEN if one != "\u00ad"])
def test_nor_do_they_where_they_stand_for_a_space(sign: str):
    names = ProtectedNames(["Anna Berg"])
    assert names.blacked_out(f"told{sign}Berg{sign}who said") == f"told{sign}████{sign}who said"


def test_a_soft_hyphen_parts_no_words():
    text = "Berg\u00adstrom went up the moun\u00adtain"
    assert ProtectedNames(["Anna Berg"]).blacked_out(text) == text


@given(st.text(alphabet="किशोर คุณมาลี့်ကျ\u09c7\u09be\u09d7\u20dd\x01a ", max_size=40))
def test_whatever_is_blacked_out_is_as_long_and_not_found_again(text: str):
    names = ProtectedNames(["किशोर कुमार", "มาลี ใจดี", "মো রহমান", "ကျော် မိုး"])
    black = names.blacked_out(text + "किशोर" + text)
    assert len(black) == len(text) * 2 + len("किशोर")
    assert not names.stand_in(black)
