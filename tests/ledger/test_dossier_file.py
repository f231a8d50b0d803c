"""The canonical ZIP: any ZIP program reads it, and no byte outside of members can be otherwise."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger import DossierTooLarge, DossierWriter
from onrecord.ledger.dossier_file import chunks_of, read_structure

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00/\\"), min_size=1, max_size=40)
MEMBERS = st.dictionaries(NAMES, st.binary(max_size=200), min_size=1, max_size=8)


@pytest.fixture(autouse=True)
def kept_in() -> None:
    """No store is asked here."""


def written(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    writer = DossierWriter(file)
    for name, data in members.items():
        writer.add(name, [data[:7], data[7:]])
    writer.finish()
    return file.getvalue()


@given(MEMBERS)
def test_others_read_it(members: dict[str, bytes]):
    with zipfile.ZipFile(io.BytesIO(written(members))) as file:
        assert file.testzip() is None
        assert {one.orig_filename: file.read(one) for one in file.infolist()} == members
        assert all(one.compress_type == 0 and one.date_time == (1980, 1, 1, 0, 0, 0) for one in file.infolist())


@given(MEMBERS)
def test_it_is_read_as_it_was_written(members: dict[str, bytes]):
    file = io.BytesIO(written(members))
    placed, misfits = read_structure(file)
    assert misfits == []
    assert {one.name: b"".join(chunks_of(file, one.start, one.size)) for one in placed} == members


@given(MEMBERS, st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_a_changed_byte_outside_of_members_is_located(members: dict[str, bytes], dice):
    data = bytearray(written(members))
    placed, _ = read_structure(io.BytesIO(data))
    inside = {at for one in placed for at in range(one.start, one.start + one.size)}
    at = dice.choice([at for at in range(len(data)) if at not in inside])
    data[at] ^= 1 << dice.randrange(8)
    _, misfits = read_structure(io.BytesIO(data))
    assert any(one.first <= at <= one.last for one in misfits)


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_without_a_fault(data: bytes):
    placed, misfits = read_structure(io.BytesIO(data))
    assert all(0 <= one.start <= len(data) and one.start + one.size <= len(data) for one in placed)
    assert misfits or not data


@given(MEMBERS, st.data())
def test_any_cut_is_told(members: dict[str, bytes], data: st.DataObject):
    whole = written(members)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    assert read_structure(io.BytesIO(cut))[1]


def test_what_does_not_fit_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.ledger.dossier_file.MOST_BYTES", 100)
    writer = DossierWriter(io.BytesIO())
    with pytest.raises(DossierTooLarge, match="100 bytes"):
        writer.add("a", [bytes(90)])
    monkeypatch.setattr("onrecord.ledger.dossier_file.MOST_MEMBERS", 1)
    writer = DossierWriter(io.BytesIO())
    writer.add("a", [b"x"])
    with pytest.raises(DossierTooLarge, match="1 files"):
        writer.add("b", [b"x"])
    with pytest.raises(DossierTooLarge, match="1 files"):
        DossierWriter(io.BytesIO()).expect(2)
