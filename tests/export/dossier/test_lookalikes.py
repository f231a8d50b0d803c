"""Letters that look like others hide no name; words of living scripts stay what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.dossier.conftest import assert_blacked_out

from onrecord.export.dossier import ProtectedNames

HIDDEN = [
    ("Anna Berg", "Ms Berɡ"),
    ("Anna Berg", "ɑnnɑ said"),
    ("Anna Berg", "Annɑ"),
    ("Anna Berg", "ᴀɴɴᴀ"),
    ("Anna Berg", "Aɴɴᴀ"),
    ("Anna Berg", "Annᴀ"),
    ("Anna Berg", "Ms Bᴇʀɢ"),
    ("Anna Berg", "ꓮꓠꓠꓮ ꓐꓰꓣꓖ"),
    ("Anna Berg", "ꓐꓰꓣꓖ"),
    ("Anna Berg", "ᎪnnᎪ"),
    ("Anna Berg", "ᏴᎬᎡᏀ"),
    ("Anna Berg", "Ꭺnna"),
    ("Anna Berg", "ꭺnna"),
    ("Anna Berg", "ⲀⲚⲚⲀ"),
    ("Anna Berg", "Ⲃerg"),
    ("Anna Berg", "Ⲁⲛⲛⲁ"),
    ("Anna Berg", "🅐🅝🅝🅐"),
    ("Anna Berg", "🅰🅽🅽🅰"),
    ("Anna Berg", "🄰🄽🄽🄰"),
    ("Anna Berg", "🄐🄝🄝🄐"),
    ("Anna Berg", "⒜⒩⒩⒜"),
    ("Anna Berg", "🇦🇳🇳🇦"),
    ("Anna Berg", "A⃝n⃝n⃝a⃝"),
    ("Anna Berg", "𝚨𝚴𝚴𝚨"),
    ("Anna Berg", "Ƀerg"),
    ("Anna Berg", "Ɓerg"),
    ("Anna Berg", "Beɍg"),
    ("Anna Berg", "Berǥ"),
    ("Anna Berg", "Annα"),
    ("Anna Berg", "Bегg"),
    ("Anna Berg", "Вегɡ"),
    ("Anna Berg", "АɴɴА"),
    ("Anna Berg", "./ToldByАnna.html"),
    ("Анна Берг", "./СказалаАннa.html"),
    ("Ɓala Ƙano", "Bala"),
    ("Иванов", "Ивɑнов"),
    ("Иванов", "ИВᴀНОВ"),
    ("Γιώργος", "Γιώργoς"),
    ("Saʿid Amin", "Said"),
    ("Said Amin", "Saʿid"),
    ("Anna Berg", "Annaʼs house"),
]


@pytest.mark.parametrize(("name", "text"), HIDDEN)
def test_found_and_blacked_out(name: str, text: str):
    assert_blacked_out(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Robert Capa", "мать его Сара и сын"),
        ("Robert Capa", "Moсква: Сара сказала"),
        ("Hope Lind", "в Норе"),
        ("May Lund", "may ɑ 5 μm"),
        ("Anna Berg", "Аннабель, ⲁnnabel, Ɓergen"),
        ("Bata Sule", "ya ɓata"),
    ],
)
def test_other_words_stay(name: str, text: str):
    assert ProtectedNames([name]).blacked_out(text) == text


IN_WORDS = [f"B{sign}erg" for sign in "·•‧∙⋅.,'’`´_*~+|^¦\"-–—!:;🔥″"]
IN_WORDS += ["B··erg", "**B**erg", "An.na", "A·n-n·a", "Ber‐g", "BE·RG", "Ms.B·erg"]


@pytest.mark.parametrize("text", IN_WORDS)
def test_signs_inside_of_a_word_hide_nothing(text: str):
    names = ProtectedNames(["Anna Berg"])
    black = names.blacked_out(f"said {text} there")
    assert "██" in black
    assert len(black) == len(f"said {text} there")
    assert not any(letter in black.removeprefix("said ").removesuffix(" there") for letter in "Bergna")


@pytest.mark.parametrize(
    ("name", "text", "black"),
    [
        ("Mary O'Neil", "Ms O'Neil, O·Neil", "Ms O'████, ██████"),
        ("Sa'id Amin", "Sa'id, Saʿid and Said", "█████, █████ and ████"),
        ("Jai Kumar", "J'ai Jai J·ai", "J'ai ███ ████"),
        ("Anna Berg", "d'Anna l'Anna O'Berg", "d'████ l'████ O'████"),
        ("किशोर कुमार", "कि-शोर और कु·मार", "██████ और ██████"),
    ],
)
def test_what_is_left_of_a_word_with_an_apostrophe(name: str, text: str, black: str):
    assert ProtectedNames([name]).blacked_out(text) == black


def test_a_sign_behind_a_word_in_an_address_joins_it_to_nothing():
    """Not to the "s" of "marks" either, which somebody called S. Mark may have in her address."""
    assert ProtectedNames(["Sue Mark"]).blacked_out("from _pytest.mark.structures") == "from _pytest.████.structures"


@pytest.mark.parametrize("text", ["anna b·erg", "ANNA.B'ERG", "a_nna b_erg", "the B·ergs", "A·nna's"])
def test_nor_inside_of_a_whole_name(text: str):
    names = ProtectedNames(["Anna Berg"])
    assert names.stand_in(text)
    assert not names.stand_in(names.blacked_out(text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jai Kumar", "J'ai dit"),
        ("Karl Well", "We'll go. WE’LL"),
        ("Bill Shell", "She'll"),
        ("Ira Holm", "the I.R.A. said"),
        ("Imre Andor", "AND/OR"),
        ("Rose May", "ro se, r/ose, may-be"),
        ("Anna Berg", "an.nabel, heidel·berg, ice·berg"),
        ("Ana Lopez", "A and b, A.N.A."),
    ],
)
def test_signs_that_are_usual_there_join_nothing(name: str, text: str):
    assert ProtectedNames([name]).blacked_out(text) == text


PIECES = st.sampled_from([text for _, text in HIDDEN] + IN_WORDS + ["·", "'", " ", "B", "ɑ", "А"])


@given(st.lists(PIECES | st.text(max_size=6), max_size=8), st.booleans())
def test_what_is_blacked_out_is_as_long_and_is_not_found_again(pieces: list[str], is_address: bool):
    names = ProtectedNames(["Anna Berg", "Иванов", "Γιώργος Said", "Li Wu"])
    text = "".join(pieces)
    black = names.blacked_out(text, is_address=is_address)
    assert len(black) == len(text)
    assert not names.stand_in(black, is_address=is_address)


LONG = {
    "mixed words": "Аnnа Веrɡ " * 50_000,
    "one mixed word": "Аn" * 250_000,
    "one word alike": "ꓮꓠ" * 250_000,
    "signs": "A·n·n" * 100_000,
    "signs alone": "B··" * 100_000,
    "marks": "Berg" + "\u0301" * 300_000,
    "vowel signs": "किशो" * 100_000,
    "controls": "A\x01nn" * 100_000,
}


@pytest.mark.parametrize("kind", LONG)
def test_long_texts_are_looked_through_in_one_go(kind: str):
    """Whatever went back over them again and again would not end."""
    names = ProtectedNames(["Anna Berg", "Иванов", "किशोर कुमार"])
    text = LONG[kind]
    assert len(names.blacked_out(text)) == len(text)
