"""Names stand outside the log: pseudonyms, and fields of notes that are committed to one by one."""

import base64
import json
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.errors import BadInput, WrongUse
from onrecord.ledger.disclosures import digest_of, disclose, read_disclosures
from onrecord.ledger.people import known_pseudonym, people_of, pseudonym_of, same_person
from onrecord.ledger.places import Places


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """Nothing here needs an index."""
    return "none"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = Places(tmp_path)
    places.unfinished.mkdir(parents=True)
    return places


def test_a_person_keeps_a_pseudonym_that_says_nothing_of_the_name(places: Places):
    first = pseudonym_of(places, "Ana Reyes")
    assert pseudonym_of(places, "  Ana   Reyes ") == first
    assert pseudonym_of(places, "Ibe Torl") != first
    assert people_of(places)[first] == "Ana Reyes"
    assert first.startswith("p-")
    assert len(first) == 10
    assert places.people.stat().st_mode & 0o777 == 0o600
    places.people.unlink()
    assert pseudonym_of(places, "Ana Reyes") != first


@pytest.mark.parametrize("written", ["Jose\u0301 Roth", "JOS\u00c9 ROTH", "jos\u00e9\u00a0 roth", " Jose\u0301\tRoth"])
def test_a_name_written_otherwise_is_the_same_person(places: Places, written: str):
    first = pseudonym_of(places, "Jos\u00e9 Roth")
    assert pseudonym_of(places, written) == known_pseudonym(places, written) == first
    assert people_of(places) == {first: "Jos\u00e9 Roth"}
    assert known_pseudonym(places, "Jose Roth") is None, "another letter is another name"


@pytest.mark.parametrize("unseen", "\u034f \u115f \u1160 \u17b4 \u180b \u2800 \u3164 \ufe0f \uffa0 \U000e0100".split(" "))
def test_a_sign_that_nobody_sees_makes_no_other_person(places: Places, unseen: str):
    first = pseudonym_of(places, "Rene Editor")
    assert known_pseudonym(places, f"Rene{unseen} Editor") == first
    assert known_pseudonym(places, f"Rene Editor{unseen}") == first


@pytest.mark.parametrize("written", ["Ｒｅｎｅ Editor", "Rene-Editor", "Rene Editor.", "Rene\u3164Editor", "Rene\u2800Editor"])
def test_nor_do_other_widths_and_signs_between_words(places: Places, written: str):
    first = pseudonym_of(places, "Rene Editor")
    assert known_pseudonym(places, written) == first
    assert known_pseudonym(places, "Irene Editor") is None


def test_two_pseudonyms_of_one_name_are_one_person(places: Places):
    """As a file has them that was written when spelling counted."""
    places.people.write_text('{"p-1": "Jos\u00e9 Roth", "p-2": "Jose\u0301 Roth", "p-3": "Ana Reyes"}')
    assert same_person(places, "p-1", "Jose\u0301 Roth")
    assert same_person(places, "p-2", "ROTH, Jos\u00e9 (desk)")
    assert not same_person(places, "p-1", "Ana Reyes")
    assert not same_person(places, "p-1", "Jos\u00e9 Roth-Reyes")
    assert not same_person(places, "p-8", "Ana Reyes"), "nobody knows who that is"


def test_to_ask_for_a_name_writes_nothing(places: Places):
    assert known_pseudonym(places, "Ana Reyes") is None
    assert not places.people.exists()
    with pytest.raises(WrongUse):
        known_pseudonym(places, "")


@given(st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "Zs"]), min_size=1, max_size=12))
def test_however_a_name_is_normalised_it_is_one(name: str):
    assume("".join(name.split()).isprintable() and name.split())
    with TemporaryDirectory() as folder:
        places = Places(Path(folder))
        places.unfinished.mkdir(parents=True)
        first = pseudonym_of(places, name)
        for form in ("NFC", "NFD"):
            assert known_pseudonym(places, unicodedata.normalize(form, f" {name} ")) == first


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, "a\x00b", "a\x1b[31m", "a\u202eb", "half \udcff"])
def test_what_is_no_name_is_refused(places: Places, name: str):
    with pytest.raises(WrongUse):
        pseudonym_of(places, name)
    assert not places.people.exists()


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"p-1": 3}', b"\xff", b"null"])
def test_a_file_of_people_that_has_a_fault_is_named_and_left(places: Places, data: bytes):
    places.people.write_bytes(data)
    for look in (people_of, lambda found: pseudonym_of(found, "Ana Reyes")):
        with pytest.raises(BadInput, match=str(places.people)):
            look(places)
    assert places.people.read_bytes() == data


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.text(st.characters(codec="utf-8"), max_size=30), max_size=6))
def test_what_is_disclosed_is_what_was_committed_to(fields: dict[str, str]):
    fields = {name.encode("utf-8", "replace").decode(): value for name, value in fields.items()}
    digests, disclosures = disclose(fields)
    assert list(digests) == sorted(digest_of(one) for one in disclosures)
    assert read_disclosures(disclosures) == {name: value for name, value in fields.items() if value}
    again, _ = disclose(fields)
    assert not set(again) & set(digests)  # salted anew: two notes of one name have nothing in common


def test_a_disclosure_is_as_the_specification_has_it():
    """RFC 9901, section 4.2.1 and 4.2.3: the base64url of a JSON array, and the digest over that text."""
    example = "WyI2cU1RdlJMNWhhaiIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"
    assert digest_of(example) == "uutlBuYeMDyjLLTpf6Jxi7yNkEF35jdyWMn9U7b_RYY"
    assert read_disclosures((example,)) == {"family_name": "Möbius"}
    _, (made,) = disclose({"name": "Möbius"})
    salt, name, value = json.loads(base64.urlsafe_b64decode(made + "=" * (-len(made) % 4)))
    assert (name, value) == ("name", "Möbius")
    assert len(base64.urlsafe_b64decode(salt + "==")) == 16
