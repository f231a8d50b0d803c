"""Names that addresses, escapes, packed letters, other scripts and tags hide; and the properties that hold of whatever is blacked out."""

from base64 import b64encode, urlsafe_b64encode
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.dossier.conftest import assert_blacked_out

from onrecord.export.dossier import ProtectedNames
from onrecord.export.dossier.markup import tags, untagged
from onrecord.export.dossier.originals import tells

PACKED = b64encode(b"Anna Berg saw it all here").decode()

HIDDEN = [
    *(("Anna Berg", f"see {before}{PACKED} end") for before in ("", "/", "a", "ab", "abc", "/t/", "img/click/", "x.example/", "a-", "=")),
    ("Anna Berg", "https://list.example/click/go/YW5uYS5iZXJnQG1haWwuZXhhbXBsZQ=="),
    ("Anna Berg", "http://x.example/?q=Ym9keSBBbm5hIEJlcmc="),
    ("Søren Æbelø", urlsafe_b64encode("nævnte Søren Æbelø i går?".encode()).decode()),
    ("Anna Berg", "id 416e6e612042657267"),
    ("Anna Berg", "x0416E6E6120"),
    ("Иван Иванов", "http://x.example/?q=" + quote("Иванов".encode("cp1251"))),
    ("Иван Иванов", "http://x.example/?q=" + quote("Иванов".encode("koi8-r"))),
    ("山田 太郎", "http://x.example/?q=" + quote("山田 太郎".encode("shift_jis"))),
    ("محمد المصري", "http://x.example/?q=" + quote("المصري".encode("cp1256"))),
    ("Anna Berg", "http://x.example/%252541nna"),
    ("Anna Berg", "%25252541nna"),
    ("Anna Berg", "http://x.example/?id=ann%61"),
    ("Müller", "http://xn--mller-kva.example/a"),
    ("محمد المصري", "قال للمصري"),
    ("سعيد الليبي", "سلمها لليبي"),
    ("Khaled al-Masri", "Mr Almasri"),
    ("Khaled al-Masri", "ELMASRI"),
    ("Khaled Almasri", "Mr al-Masri"),
    ("Anna Berg-Lind", "Ms Berglind"),
    ("Anna Berg-Lind", "BergLind"),
    ("Maria de la Cruz", "Ms DelaCruz"),
    ("Jörg Mueller", "Herr Müller"),
    ("Mueller", "MÜLLER"),
    ("Mueller", "Mu\u0308ller"),
    ("Soeren", "Søren"),
    ("Aase", "Åse"),
    ("Berg, Anna", "anna berg"),
    ("Dr. Anna Berg (nurse)", "anna berg"),
    ('Anna ("Anni") Berg', "Anni"),
    ("Anna Berg", "berg anna"),
    ("王芳", "王 芳"),
    ("王芳", "王·芳"),
    ("김민수", "김 민수"),
    ("ヤマダ", "ﾔﾏﾀﾞ"),
    ("Anna Berg", "Аnnа"),
    ("Anna Berg", "Веrg said"),
    ("Иванов", "Ивaнов"),
    ("Anna Berg", "Ⓐⓝⓝⓐ"),
]


@pytest.mark.parametrize(("name", "text"), HIDDEN)
def test_found_and_blacked_out(name: str, text: str):
    assert_blacked_out(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Dr. Anna Berg (nurse)", "the nurse and Dr. Holt"),
        ("General Anna Berg", "General Holt"),
        ("Anna Berg (Red Cross)", "the red and a Cross"),
        ("Maria Stone", "limestone, maria"),
        ("Li Wu", "5f" * 200 + "https://vale.example/2031/03/05/Said-River-Tuesday-Ostvale-365192.html"),
        ("Rose Mead", "die Rosée der Mühle"),
        ("Сара", "Capacity"),
        ("المصري", "لل"),
    ],
)
def test_not_found(name: str, text: str):
    assert ProtectedNames([name]).blacked_out(text) == text


def test_titles_are_no_names_and_long_ones_are_named():
    assert ProtectedNames(["Dr. Anna Berg (nurse)"]).not_alone == ()
    assert ProtectedNames(["General Anna Berg"]).not_alone == ("General",)


def test_digests_that_name_records_hold_no_name():
    digest = "0ada1" + "f0" * 29 + "0"
    names = ProtectedNames(["Ada Lund"])
    assert names.without({"record": digest, "records": [digest]}) == {"record": digest, "records": [digest]}
    assert names.stand_in_value({"record": "0ada1"})


FRAGMENTS = st.sampled_from([text for _, text in HIDDEN] + ["%", "=", "xn--", "<b>", "Anna", "-\n", "'", "/", "@", "%25", "QUJD", "4142"])


@given(st.lists(FRAGMENTS | st.text(max_size=8), max_size=8), st.booleans())
def test_what_is_blacked_out_is_as_long_and_is_not_found_again(fragments: list[str], is_address: bool):
    names = ProtectedNames(["Anna Berg-Lind", "Khaled al-Masri", "Иван Иванов", "王芳", "Mueller", "محمد المصري"])
    text = "".join(fragments)
    black = names.blacked_out(text, is_address=is_address)
    assert len(black) == len(text)
    assert not names.stand_in(black, is_address=is_address)
    assert all(letter in (before, "█") for letter, before in zip(black, text, strict=True))


@given(st.lists(FRAGMENTS | st.text(max_size=8), max_size=6))
def test_records_that_were_blacked_out_hold_none(fragments: list[str]):
    names = ProtectedNames(["Anna Berg-Lind", "Khaled al-Masri", "王芳"])
    text = "".join(fragments)
    value = {"where": text, "message": f"It names '{text}' and {text}.", "text": text, "part": {"path": [text]}}
    cleaned = names.without(value)
    assert len(cleaned["message"]) == len(value["message"])
    assert not names.stand_in_value(cleaned)


def test_names_of_files_are_found_in_any_letter_case():
    names = ProtectedNames(["Anna Berg", "Rose May"])
    cleaned = names.without(
        {
            "where": "in/berg interview.txt",
            "part": {"path": ["mail", "berg photo one"]},
            "message": "It's not read and kept: 'berg photo one', 'o'berg two'; it may be read from /vale/berg house/x, may it.",
            "text": "an ice berg may rise",
        }
    )
    assert cleaned["where"] == "in/████ interview.txt"
    assert cleaned["part"]["path"] == ["mail", "████ photo one"]
    assert cleaned["message"] == "It's not read and kept: '████ photo one', 'o'████ two'; it may be read from /vale/████ house/x, may it."
    assert cleaned["text"] == "an ice berg may rise"


# --- pages ---------------------------------------------------------------------------------------------------------------

BROKEN_BY_TAGS = [
    "<p>Ms</p><div>B</div>erg<p>said",
    "<!-- > -->An<!-- > -->na",
    "An<span title='a>b'>na</span> ",
    'An<span title="a>b" hidden>na</span>',
    "<td>A</td><td>n</td>na went",
    "by<br>B<br>erg<br>here",
    "<script>if (a<b) x = 'it';</script>An<b>na</b>",
    "<![CDATA[A<b>nna</b>]]>",
    "A<wbr/>nna",
]


@pytest.mark.parametrize("page", BROKEN_BY_TAGS)
def test_names_among_tags_are_found(page: str):
    assert tells(ProtectedNames(["Anna Berg"]), page.encode())


@pytest.mark.parametrize("page", ["<p>an</p><p>na</p>", "Ann<b>abel</b>", "<p>ice</p>berg", "<a title='x'>Bergen</a>", "a < b Annabel >"])
def test_other_words_among_tags_are_not(page: str):
    assert not tells(ProtectedNames(["Anna Berg"]), page.encode())


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


ELEMENTS = st.sampled_from(["p", "b", "td", "custom-one"])
ATTRIBUTES = st.sampled_from(["", " a", " a=b", " a = 'x>y'", ' a="<p>"', " a='\"' b", " /"])
PIECES = st.builds("<{}{}>".format, ELEMENTS, ATTRIBUTES) | st.builds("</{}>".format, ELEMENTS) | st.sampled_from(["<!-- > -->", "<br/>"])


@given(st.lists(PIECES | st.text("ab '\"=/-\n", max_size=5), max_size=12))
def test_words_are_those_that_another_parser_finds(pieces: list[str]):
    page = "".join(pieces)
    parser = Words()
    parser.feed(page)
    parser.close()
    assert untagged(page).together == "".join(parser.parts)


@given(st.text("<>/!-ab='\" sCDATA[]", max_size=60))
def test_any_text_is_taken_apart_into_tags_and_words(page: str):
    found = list(tags(page))
    at = 0
    for start, end, _ in found:
        assert at <= start < end
        at = end
    one = untagged(page)
    assert len(one.cuts) == len(one.inline) == len(found) == len(one.parts) - 1
    assert one.together == "".join(one.parts)
    assert len(one.together) + sum(end - start for start, end, _ in found) == len(page)


LONG = {
    "unfinished comments": "<!--" * 500_000,
    "unfinished tags": "<a b='" * 300_000,
    "quotation marks": "<a b=\"'" * 300_000,
    "scripts": "<script>" * 250_000,
    "links": "src=" * 400_000,
    "words": "<b>ann</b>ual " * 30_000,
    "packed": PACKED.rstrip("=") * 60_000,
    "digits": "416e6e61" * 200_000,
    "hosts": "xn--mller-kva." * 100_000,
    "escapes": "/%D8%B2%25252541" * 30_000,
}


@pytest.mark.parametrize("kind", LONG)
def test_long_pages_are_looked_through_in_one_go(kind: str):
    """Whatever went back over them again and again would not end."""
    names = ProtectedNames(["Anna Berg", "Müller", "Иванов"])
    page = LONG[kind]
    tells(names, page.encode())
    assert len(names.blacked_out(page)) == len(page)
