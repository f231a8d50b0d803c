"""Small files of a case are not believed: what goes is what signed entries name, and a file that cannot be read stops nobody for good."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import update
from tests.both_verifiers import verify
from tests.ledger.test_erasing import SECRET, found_in, keep

from onrecord.errors import BrokenIntegrity, NotFound, OnRecordError
from onrecord.ledger import Ledger, View, back_up, reindex, restore
from onrecord.ledger.blanking import Doomed
from onrecord.ledger.entries import KeptErasure
from onrecord.ledger.index import Connection, erasing
from onrecord.ledger.index.tables import RECORD
from onrecord.ledger.places import Places, is_digest
from onrecord.records import canonical

DONE = KeptErasure(request="0" * 64, reason="safety", asked_by="p-1", done_by="p-2")


@pytest.fixture
def kept_in() -> str:
    """What lies in the folder has nothing to do with where the index is: one kind will do."""
    return "sqlite"


@pytest.fixture
def full(open_ledger: Callable[[], Ledger], case: Path, make) -> Path:
    """A case with three reports; the second names somebody."""
    with open_ledger() as ledger:
        for number, name in ((1, "nobody"), (2, SECRET), (3, "nobody else")):
            keep(ledger, make, number, f"On day {number} the clinic said that 9 people were hurt, among them {name}.")
    return case


def original(make, number: int = 1, name: str = "nobody") -> str:
    return make.document(number, text=f"On day {number} the clinic said that 9 people were hurt, among them {name}.").capture.sha256


def blobs(case: Path) -> set[str]:
    return {path.name for path in (case / "blobs").rglob("*") if path.is_file()}


def erased(case: Path, *, forget: bool = False, report: str = "report-2") -> str:
    """An erasure of which the entry is there and nothing else is done; its request's digest."""
    with Ledger.open(case, create=False) as ledger:
        request = ledger.ask_erasure([report], "safety", by="Ana Reyes").request
        (row,) = (row for row in erasing.records_of(ledger.connection, ("erase-ask",)) if row.id == request)
        ledger.append_erasure(request, by="Ben Osei", forget=forget)
    return row.digest


def write(case: Path, change: Callable[[Connection], object], index) -> None:
    connection = index.store(case).connect_writer()
    change(connection)
    connection.commit()
    connection.close()


def announce(case: Path, *originals: str, request: str = DONE.request, records: tuple[int, ...] = ()) -> None:
    Places(case).erasing.write_bytes(msgspec.json.encode(Doomed(request=request, records=records, originals=originals)))


# --- what goes is what entries say ------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["open", "reindex"])
@pytest.mark.parametrize("elsewhere", ["../../victim/diary.txt", "/tmp/diary.txt", "A" * 64, "", "0" * 63 + "\n"])
def test_nothing_goes_that_no_entry_erased(full: Path, make, index, command: str, elsewhere: str):
    victim = full.parent / "victim" / "diary.txt"
    victim.parent.mkdir()
    victim.write_text("precious")
    before, signed = blobs(full), (full / "log" / "checkpoint").read_bytes()
    announce(full, original(make), *([elsewhere] if elsewhere else []))
    number = 9
    write(full, lambda to: to.change(update(RECORD).where(RECORD.c.number == number).values(type="erase", body=canonical(DONE))), index)
    told: tuple[str, ...] = ()
    try:
        if command == "reindex":
            told = reindex(full).repairs
        else:
            with Ledger.open(full, create=False) as ledger:
                told = ledger.repairs
    except BrokenIntegrity:
        pass  # the index was altered
    assert not any("erased." in sentence and "was" in sentence and "record" in sentence for sentence in told)
    assert (blobs(full), victim.read_text()) == (before, "precious")
    assert (full / "log" / "checkpoint").read_bytes() == signed


def test_an_announcement_alone_takes_nothing_away(full: Path, make):
    before = blobs(full)
    (full / "db" / "index.damaged").write_text("put aside")
    announce(full, original(make), records=(1, 2, 3))
    with Ledger.open(full, create=False) as ledger:
        assert ledger.view.reading("report-1").figures
        assert ledger.repairs == ()
    assert blobs(full) == before
    assert (full / "db" / "index.damaged").exists()
    assert not Places(full).erasing.exists()
    assert verify(full, with_index=True).exit == 0


@pytest.mark.parametrize("forget", [False, True])
def test_an_announcement_takes_no_more_away_than_its_entries(full: Path, make, forget: bool):
    """What else is written into it belongs to reports that stay."""
    request = erased(full, forget=forget)
    doomed = msgspec.json.decode(Places(full).erasing.read_bytes(), type=Doomed)
    announce(full, *doomed.originals, original(make), original(make, 3, "nobody else"), request=request, records=(0, 1, 2, 3))
    Ledger.open(full, create=False).close()
    assert found_in(full, SECRET) == []
    assert blobs(full) == {original(make), original(make, 3, "nobody else")}
    with View.open(full) as view:
        assert [one.id for one in view.readings()] == ["report-1", "report-3"]
    assert {one.code for one in verify(full, with_index=True).findings} == {"record.erased"}


def test_what_was_taken_in_again_does_not_go_with_an_old_announcement(full: Path, make, open_ledger):
    request = erased(full)
    old = Places(full).erasing.read_bytes()
    Ledger.open(full, create=False).close()
    with open_ledger() as ledger:
        keep(ledger, make, 2, f"On day 2 the clinic said that 9 people were hurt, among them {SECRET}.")
    Places(full).erasing.write_bytes(old)
    Ledger.open(full, create=False).close()
    reindex(full)
    assert request
    assert original(make, 2, SECRET) in blobs(full)
    assert verify(full, with_index=True).exit == 4


@pytest.mark.parametrize("hint", ["gone", "of another"])
@pytest.mark.parametrize("damaged", [False, True])
def test_reindex_finishes_what_the_log_says_was_erased(full: Path, index, hint: str, damaged: bool):
    erased(full)
    if hint == "gone":
        Places(full).erasing.unlink()
    else:
        announce(full)
    if damaged:
        index.spoil(full)
    assert found_in(full / "records", SECRET)
    told = reindex(full).repairs
    assert any("were erased" in sentence for sentence in told)
    assert any("may still hold" in sentence for sentence in told) == damaged
    assert found_in(full, SECRET) == []
    assert not Places(full).erasing.exists()
    assert reindex(full).repairs == ()
    assert {one.code for one in verify(full, with_index=True).findings} == {"record.erased"}


@pytest.mark.parametrize("hint", ["gone", "of another"])
def test_reindex_finishes_also_what_was_to_be_forgotten(full: Path, make, hint: str):
    erased(full, forget=True)
    if hint == "gone":
        Places(full).erasing.unlink()
    else:
        announce(full)
    assert any("and 1 original were erased" in sentence for sentence in reindex(full).repairs)
    assert found_in(full, SECRET) == found_in(full, original(make, 2, SECRET)) == []
    assert blobs(full) == {original(make), original(make, 3, "nobody else")}
    loose = full / "blobs" / "sha256" / "ab" / ("ab" * 32)
    loose.parent.mkdir(exist_ok=True)
    loose.write_text("copied, and never recorded")
    reindex(full)
    assert loose.exists(), "nothing shows that it was erased"


def test_a_line_that_is_not_the_one_that_was_erased_is_not_blanked(full: Path):
    erased(full)
    file = full / "records" / "000000.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if SECRET.encode() in line)
    lines[at], lines[at - 1] = lines[at - 1], lines[at]
    file.write_bytes(b"".join(lines))
    with pytest.raises(BrokenIntegrity, match=r"records/000000\.jsonl, line \d+ was altered"):
        Ledger.open(full, create=False)
    assert file.read_bytes() == b"".join(lines)


def test_a_log_that_somebody_else_wrote_on_takes_nothing_away(full: Path, index, make):
    """An entry is believed under the key of the log alone, also where no index is left."""
    other = full.parent / "other"
    erased(full)
    shutil.copytree(full, other)
    Places(full).erasing.unlink()
    (other / "keys" / "log.key").unlink()
    shutil.rmtree(full / "keys")
    with Ledger.open(full.parent / "third", create=True):
        pass
    shutil.copytree(full.parent / "third" / "keys", full / "keys")
    index.drop(full)
    before = blobs(full)
    with pytest.raises(BrokenIntegrity, match="key"):
        reindex(full)
    assert blobs(full) == before
    assert found_in(full / "records", SECRET)


# --- what cannot be read ----------------------------------------------------------------------------------------------


def rubbish(path: Path) -> None:
    path.write_bytes(b"\xff\x00 rubbish \x1b[31m\n")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9] if path.exists() else b"{")


def nested(path: Path) -> None:
    path.write_bytes(b'{"x":' + b"[" * 100_000)


def folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path, 0o600)


def endless(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/zero")


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3 << 30)


def no_hash(path: Path) -> None:
    path.write_bytes(msgspec.json.encode(Doomed(request="0" * 64, records=(), originals=("../../diary.txt",))))


ALTERATIONS = (rubbish, cut, nested, folder, pipe, endless, huge, no_hash)


@pytest.mark.parametrize("alter", ALTERATIONS)
@pytest.mark.parametrize("command", ["open", "reindex"])
def test_an_announcement_that_cannot_be_read_is_put_aside_and_the_erasure_finished(full: Path, make, command: str, alter):
    erased(full, forget=True)
    alter(Places(full).erasing)
    (full / "db" / "erasing.json.unreadable").write_text("from before")
    if command == "open":
        with Ledger.open(full, create=False) as ledger:
            told = ledger.repairs
            ledger.append_note({"text": "on"}, by="Ana Reyes")
    else:
        told = reindex(full).repairs
    (said,) = (sentence for sentence in told if "could not be read" in sentence)
    assert "db/erasing.json says" in said
    assert f"{full}/db/erasing.json.unreadable-2" in said
    assert "\x1b" not in said
    assert any("were erased" in sentence for sentence in told)
    assert os.path.lexists(full / "db" / "erasing.json.unreadable-2")
    if alter in (pipe, endless, huge):
        (full / "db" / "erasing.json.unreadable-2").unlink()
    assert found_in(full, SECRET) == []
    assert original(make, 2, SECRET) not in blobs(full)
    assert len(blobs(full)) == 2
    assert {one.code for one in verify(full, with_index=True).findings} == {"record.erased"}


@pytest.mark.parametrize("alter", ALTERATIONS)
def test_what_says_that_a_case_was_put_back_and_cannot_be_read_is_named(full: Path, alter):
    alter(Places(full).restored)
    before = (full / "log" / "checkpoint").read_bytes()
    for _ in range(2):
        with pytest.raises(BrokenIntegrity, match=r"db/restored\.json says what was put back") as told:
            Ledger.open(full, create=False)
        assert "\n" not in told.value.message
        assert "restore that again" in (told.value.hint or "")
    assert (full / "log" / "checkpoint").read_bytes() == before
    reindex(full)
    Places(full).restored.rename(full.parent / "aside")
    with Ledger.open(full, create=False) as ledger:
        ledger.append_note({"text": "on"}, by="Ana Reyes")
    assert verify(full).exit == 0


@pytest.mark.parametrize("head", [{"size": 1, "root": "x"}, {"size": 10**12, "root": "0" * 64}, {"size": 0, "root": "0" * 64}])
def test_the_log_does_not_say_that_it_was_put_back_to_where_it_never_was(full: Path, head: dict[str, object]):
    Places(full).restored.write_bytes(msgspec.json.encode(head))
    with pytest.raises(BrokenIntegrity, match="that the log never had"):
        Ledger.open(full, create=False)


def test_a_restoration_that_was_said_and_not_settled_is_not_said_twice(full: Path, tmp_path: Path):
    back_up(full, tmp_path / "backup")
    restore(tmp_path / "backup", tmp_path / "again")
    marked = Places(tmp_path / "again").restored.read_bytes()
    for _ in range(2):
        with Ledger.open(tmp_path / "again", create=False) as ledger:
            ledger.append_note({"text": "on"}, by="Ana Reyes")
            ledger.publish()
            assert [entry.type for entry in ledger.view.entries()].count("restore") == 1
        Places(tmp_path / "again").restored.write_bytes(marked)


# --- names that lead elsewhere ----------------------------------------------------------------------------------------


@given(st.text(max_size=70))
@example("../" * 21 + "x")
@example("A" * 64)
@example("0" * 64 + "\n")
@example("٠" * 64)
def test_only_a_hash_names_an_original(name: str):
    places = Places(Path("case"))
    if is_digest(name):
        assert places.blob(name).parent.parent == places.blobs
    else:
        with pytest.raises(BrokenIntegrity, match="which is no hash") as told:
            places.blob(name)
        assert "\n" not in told.value.message


@given(st.text(max_size=30))
@example("../../id_rsa")
@example("12-0123abcd.cosig\n")
@example("012.checkpoint")
@example("12-0123abcd.cosig/..")
def test_only_such_a_name_is_a_file_of_what_was_kept_outside(name: str):
    with pytest.raises(BrokenIntegrity, match="where none is called so"):
        Places(Path("case")).anchor(name)


@pytest.mark.parametrize("name", ["0.checkpoint", "12.checkpoint", "12-0123abcd.cosig", "9999999999999999999-00000000.tsr"])
def test_these_are(name: str):
    assert Places(Path("case")).anchor(name) == Path("case/anchors") / name


def test_who_asks_for_an_original_by_another_name_is_told_that_there_is_none(full: Path):
    with View.open(full) as view, pytest.raises(NotFound, match="No original"):
        view.original("../../victim/diary.txt")


# --- pipes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("alter", [pipe, endless, huge, folder])
def test_a_backup_waits_for_nothing(full: Path, tmp_path: Path, alter):
    back_up(full, tmp_path / "backup")
    alter(full / "keys" / "log.vkey")
    with pytest.raises(OnRecordError) as told:
        back_up(full, tmp_path / "backup")
    assert "keys/log.vkey" in told.value.message
    assert "\n" not in told.value.message


@pytest.mark.parametrize("alter", [pipe, endless, rubbish])
def test_a_backup_does_not_wait_for_what_it_left_itself(full: Path, tmp_path: Path, alter):
    back_up(full, tmp_path / "backup")
    alter(tmp_path / "backup" / "db" / "blanked")
    try:
        back_up(full, tmp_path / "backup")
    except OnRecordError as error:
        assert "db/blanked" in error.message
        (tmp_path / "backup" / "db" / "blanked").unlink()
        back_up(full, tmp_path / "backup")
    assert verify(tmp_path / "backup").exit == 0
