"""Names stand outside the log: pseudonyms, and fields of notes that are committed to one by one."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadInput, WrongUse
from onrecord.ledger.disclosures import digest_of, disclose, read_disclosures
from onrecord.ledger.people import people_of, pseudonym_of
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
