"""Originals in another folder or in a bucket: kept, read, verified, erased; a store that goes away, a process that is killed."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.both_verifiers import verify
from tests.ledger.elsewhere import Elsewhere, codes, erase, fill, in_case, onrecord_alone, say, verify_elsewhere
from tests.ledger.test_ledger import entry_types

from onrecord.errors import BadInput, BrokenIntegrity, NotFound, OnRecordError, WrongUse
from onrecord.ledger import Ledger, View, back_up, move_originals, reindex
from onrecord.ledger.kept_original import OriginalsUnavailable
from onrecord.ledger.places import Places


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """The index has no part in this."""
    return "sqlite"


# --- kept there ---------------------------------------------------------------------------------------------------------


def test_originals_of_a_new_case_are_kept_where_its_settings_say(case: Path, place: Elsewhere, make) -> None:
    say(case, place.url)
    digests = fill(case, make, 1, 2, 3)
    assert place.names() == set(digests)
    assert in_case(case) == []
    assert list((case / "db" / "unfinished").iterdir()) == []
    with View.open(case) as view:
        original = view.original(digests[1])
        assert original.read_bytes() == make.document(2).text.encode()
        assert original.size() == len(original.read_bytes())
        assert original.place.endswith(f"case-a/sha256/{digests[1][:2]}/{digests[1]}")
        with pytest.raises(NotFound):
            view.original("0" * 64)
    said = verify_elsewhere(case)
    assert (said.exit, said.findings, said.checked.originals) == (0, (), 3)
    assert [one.code for one in said.not_shown if one.code in ("unreferenced", "left-behind")] == []
    assert fill(case, make, 2) == [digests[1]]
    assert reindex(case).entries == 13


def test_a_case_in_its_own_folder_is_what_it_always_was(case: Path, make) -> None:
    digests = fill(case, make, 1, 2)
    assert {path.name for path in in_case(case)} == set(digests)
    assert not (case / "blobs" / "elsewhere").exists()
    assert verify(case).exit == 0


def test_no_credentials_are_written_anywhere(case: Path, place: Elsewhere, make) -> None:
    say(case, place.url)
    fill(case, make, 1)
    secrets = [value.encode() for name, value in os.environ.items() if name in ("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID")]
    for path in case.rglob("*"):
        assert not path.is_file() or not any(re.search(rb"\b%s\b" % one, path.read_bytes()) for one in secrets if len(one) > 6)


def test_what_is_wrong_with_an_original_is_named(case: Path, place: Elsewhere, make) -> None:
    say(case, place.url)
    altered, missing, fine = fill(case, make, 1, 2, 3)
    place.alter(altered, b"On day 1 the clinic said that 4 people were hurt.")
    place.remove(missing)
    place.files.pipe_file(f"{place.root}/read-me.txt", b"put there")
    place.files.pipe_file(place.at("ab" * 32), b"and that")
    said = verify_elsewhere(case)
    assert {one.code: one.place.rpartition("/")[2] for one in said.findings} == {"original.altered": altered, "original.missing": missing}
    assert all("case-a/sha256/" in one.place for one in said.findings)
    assert said.exit == 3
    (loose,) = [one.message for one in said.not_shown if one.code == "unreferenced"]
    assert "that no record names: 2, the first read-me.txt" in loose
    assert "case-a" in loose
    with pytest.raises(BrokenIntegrity, match=r"was altered|bytes where") as caught:
        fill(case, make, 1)
    assert place.at(altered) in caught.value.message
    with Ledger.open(case, create=False) as ledger:
        document = make.document(2)
        assert ledger.lacks(document.capture)
        ledger.keep(document.capture, document.text.encode())
        assert not ledger.lacks(document.capture)
    assert {fine, missing} <= place.names()
    assert "original.missing" not in codes(case)


def test_a_place_of_another_case_is_refused(case: Path, place: Elsewhere, make, tmp_path: Path) -> None:
    say(case, place.url)
    fill(case, make, 1)
    say(tmp_path / "other", place.url)
    with pytest.raises(WrongUse, match="keeps the originals of another case"):
        fill(tmp_path / "other", make, 2)
    say(tmp_path / "other", "")
    fill(tmp_path / "other", make, 2)
    say(tmp_path / "other", place.url)
    with pytest.raises(WrongUse, match="keeps the originals of another case"):
        move_originals(tmp_path / "other")
    assert len(place.names()) == 1


@pytest.mark.parametrize("inside", ["case/blobs", "case/evidence", "backup/evidence"])
def test_a_place_in_a_case_or_a_backup_is_refused(case: Path, make, tmp_path: Path, inside: str) -> None:
    fill(case, make, 1)
    back_up(case, tmp_path / "backup")
    say(case, f"file://{tmp_path / inside}")
    with pytest.raises(WrongUse, match="and would go and come back with it"):
        move_originals(case)
    assert len(in_case(case)) == 1
    assert not (case / "blobs" / "elsewhere").exists()


def test_a_copy_of_the_folder_does_not_write_to_the_same_place(case: Path, place: Elsewhere, make, tmp_path: Path) -> None:
    say(case, place.url)
    digests = fill(case, make, 1, 2)
    shutil.copytree(case, tmp_path / "copy")
    with pytest.raises(WrongUse, match="is a copy of the case in") as caught:
        Ledger.open(tmp_path / "copy", create=False)
    assert "`onrecord relocate`" in (caught.value.hint or "")
    with View.open(tmp_path / "copy") as view:
        assert view.original(digests[0]).size()
    say(tmp_path / "copy", "")
    assert move_originals(tmp_path / "copy").copied == 2
    erase(tmp_path / "copy", "report-1")
    assert place.names() == set(digests)
    assert {path.name for path in in_case(tmp_path / "copy")} == {digests[1]}


def test_a_case_that_was_moved_goes_on(case: Path, place: Elsewhere, make, tmp_path: Path) -> None:
    say(case, place.url)
    fill(case, make, 1)
    case.rename(tmp_path / "moved")
    fill(tmp_path / "moved", make, 2)
    assert len(place.names()) == 2
    shutil.copytree(tmp_path / "moved", case)
    with pytest.raises(WrongUse, match=f"is a copy of the case in {tmp_path / 'moved'}"):
        Ledger.open(case, create=False)


@pytest.mark.parametrize("data", [b"", b"{}", b"rubbish", b'{"url":"https://x/y","mark":{"log":"a","id":"b"},"case":"/x"}'])
def test_a_note_that_was_altered_is_named(case: Path, place: Elsewhere, make, data: bytes) -> None:
    say(case, place.url)
    (digest,) = fill(case, make, 1)
    (case / "blobs" / "elsewhere").write_bytes(data)
    with pytest.raises(BrokenIntegrity, match="which says where the originals of the case are, is not as it was written"):
        Ledger.open(case, create=False)
    with View.open(case) as view, pytest.raises(BrokenIntegrity, match="blobs/elsewhere"):
        view.original(digest)
    assert codes(case) == {"original.unread": "blobs/elsewhere"}


@pytest.mark.parametrize("data", [b"rubbish", None, b'{"url":"file:///no/such/disk","mark":{"log":"a","id":"b"},"case":"/x"}'])
def test_a_note_that_somebody_puts_into_a_case_hides_nothing(case: Path, make, data: bytes | None) -> None:
    digests = fill(case, make, 1, 2)
    note = case / "blobs" / "elsewhere"
    if data is None:
        note.symlink_to("/etc/hostname")
    else:
        note.write_bytes(data)
    assert {one.code for one in verify(case).findings} == {"original.unread"}
    altered, gone = map(Places(case).blob, digests)
    altered.chmod(0o644)
    altered.write_bytes(b"altered")
    gone.unlink()
    assert {one.code for one in verify(case).findings} == {"original.unread", "original.altered"}


def test_a_disk_that_is_not_mounted_is_no_loss(case: Path, make, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    say(case, f"file://{disk}/case-a")
    fill(case, make, 1)
    disk.rename(tmp_path / "unmounted")
    disk.mkdir()
    said = verify_elsewhere(case)
    assert [one.code for one in said.findings] == ["original.unread"]
    assert "does not bear the mark" in said.findings[0].message
    with pytest.raises(OriginalsUnavailable, match="does not bear the mark"):
        fill(case, make, 2)
    assert list(disk.iterdir()) == []
    disk.rmdir()
    (tmp_path / "unmounted").rename(disk)
    fill(case, make, 2)
    assert verify_elsewhere(case).checked.originals == 2


def test_settings_with_a_fault_name_the_key(case: Path, make) -> None:
    say(case, "s3://desk:open-sesame@desk-evidence/case-a")
    with pytest.raises(BadInput, match=r"onrecord\.toml.*originals") as caught:
        fill(case, make, 1)
    assert "open-sesame" not in f"{caught.value.message} {caught.value.hint}"


# --- erased there -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("forget", [False, True])
def test_an_erasure_takes_it_away_there(case: Path, place: Elsewhere, make, forget: bool) -> None:
    say(case, place.url)
    digests = fill(case, make, 1, 2)
    erase(case, "report-2", forget=forget)
    assert place.names() == {digests[0]}
    assert not {"original.missing", "erasure.unfinished"} & codes(case).keys()
    with Ledger.open(case, create=False) as ledger:
        assert ledger.has_erased(make.document(2).capture) == (not forget)


def test_an_erasure_that_was_stopped_is_found_and_finished(case: Path, place: Elsewhere, make) -> None:
    say(case, place.url)
    _, digest = fill(case, make, 1, 2)
    data = make.document(2).text.encode()
    erase(case, "report-2")
    place.files.pipe_file(place.at(digest), data)
    assert codes(case)["erasure.unfinished"].endswith(digest)
    assert any("erased" in one for one in reindex(case).repairs)
    assert digest not in place.names()
    assert "erasure.unfinished" not in codes(case)


def test_an_erasure_reaches_what_a_move_left_in_the_case(case: Path, place: Elsewhere, make) -> None:
    digests = fill(case, make, 1, 2)
    say(case, place.url)
    move_originals(case)
    assert {path.name for path in in_case(case)} == set(digests)
    erase(case, "report-2")
    assert place.names() == {digests[0]}
    assert {path.name for path in in_case(case)} == {digests[0]}


@pytest.mark.parametrize("kind", ["bucket"])
def test_an_erasure_waits_for_a_store_that_is_away(kind: str, case: Path, place: Elsewhere, make, objects) -> None:
    say(case, place.url)
    digests = fill(case, make, 1, 2)
    with Ledger.open(case, create=False) as ledger:
        ledger.append_erasure(ledger.ask_erasure(["report-2"], "safety", by="Ana Reyes").request, by="Ben Osei")
    objects.close()
    with pytest.raises(OriginalsUnavailable, match=digests[1]):
        Ledger.open(case, create=False)
    assert place.names() == set(digests)
    objects.open()
    Ledger.open(case, create=False).close()
    assert place.names() == {digests[0]}


@pytest.mark.parametrize("kind", ["bucket"])
def test_nothing_of_an_erased_original_stays_in_a_bucket_that_keeps_former_versions(kind: str, case: Path, make, objects) -> None:
    root = f"{objects.bucket(versions=True)}/case-a"
    say(case, f"s3://{root}")
    ledger = Ledger.open(case, create=True)
    assert any("keeps former versions of objects" in told for told in ledger.repairs)
    ledger.close()
    _, digest = fill(case, make, 1, 2)
    name = f"{root}/sha256/{digest[:2]}/{digest}"
    objects.files.rm_file(name)
    fill(case, make, 2)
    assert len(objects.versions(name)) == 3
    erase(case, "report-2")
    assert objects.versions(name) == []


# --- a store that goes away, a process that is killed -------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["bucket"])
def test_a_store_that_goes_away_in_the_middle_loses_nothing_recorded(kind: str, case: Path, place: Elsewhere, make, objects) -> None:
    say(case, place.url)
    ledger = Ledger.open(case, create=True)
    with pytest.raises(OriginalsUnavailable, match="could not be"), ledger:
        for number in range(1, 30):
            if number == 10:
                objects.close_after = objects.passed + 1
            document = make.document(number)
            ledger.keep(document.capture, document.text.encode())
            ledger.append_reading(document, make.reading(document))
            ledger.commit()
    with pytest.raises(OnRecordError):
        ledger.keep(make.capture(b"later"), b"later")
    with View.open(case) as view:
        assert [reading.id for reading in view.readings()] == [f"report-{number}" for number in range(1, 10)]
    with Ledger.open(case, create=False) as again:  # what needs no original can be written meanwhile
        again.append_note({"text": "the bucket is away"}, by="Ana Reyes")
    assert [one.code for one in verify_elsewhere(case).findings] == ["original.unread"]
    objects.open()
    fill(case, make, *range(1, 30))
    said = verify_elsewhere(case)
    assert (said.exit, said.checked.originals) == (0, 29)
    with Ledger.open(case, create=False) as again:
        assert entry_types(again).count("capture") == 29


WRITER = """
import os, signal, sys
from hashlib import sha256
from pathlib import Path
from onrecord.ledger import Ledger
from onrecord.records import Capture

case, at = Path(sys.argv[1]), int(sys.argv[2])
data = b"The bridge is closed."
capture = Capture(sha256=sha256(data).hexdigest(), size=len(data), origin="bridge.txt", media_type="text/plain")
with Ledger.open(case, create=True) as ledger:
    keep = ledger.originals.keep

    def killed(*given):
        keep(*given)
        os.kill(os.getpid(), signal.SIGKILL)

    if at == 1:
        ledger.originals.keep = killed
    ledger.keep(capture, data)
    if at == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    ledger.commit()
    if at == 3:
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("at", [1, 2, 3], ids=["before the entry", "before the commit", "after the commit"])
def test_a_kill_after_the_put_leaves_an_original_without_a_record_at_most(case: Path, place: Elsewhere, make, at: int) -> None:
    say(case, place.url)
    capture = make.capture(b"The bridge is closed.", "bridge.txt")
    ended = subprocess.run([sys.executable, "-c", WRITER, str(case), str(at)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert place.names() == {capture.sha256}
    with Ledger.open(case, create=False) as ledger:
        assert ("capture" in entry_types(ledger)) == (at == 3)
        if at < 3:
            with pytest.raises(NotFound, match="No record of the case names the original"):
                ledger.ask_erasure([capture.sha256], "safety", by="Ana Reyes")
    if at < 3:
        (loose,) = [one.message for one in onrecord_alone(case).not_shown if one.code == "unreferenced"]
        assert capture.sha256 in loose
    subprocess.run([sys.executable, "-c", WRITER, str(case), "0"], check=True)
    with Ledger.open(case, create=False) as ledger:
        assert entry_types(ledger) == ["capture"]
    said = verify_elsewhere(case)
    assert (said.exit, said.checked.originals) == (0, 1)


def test_log_and_index_lost_together_are_not_begun_anew_in_silence(case: Path, place: Elsewhere, make) -> None:
    say(case, place.url)
    fill(case, make, 1, 2)
    shutil.rmtree(case / "log")
    shutil.rmtree(case / "records")
    for path in (case / "db").glob("index*"):
        path.unlink()
    with pytest.raises(BrokenIntegrity, match="2 originals are kept without any record"):
        reindex(case)


def test_index_and_originals_may_both_be_elsewhere(case: Path, place: Elsewhere, make, postgres: str) -> None:
    case.mkdir()
    (case / "onrecord.toml").write_text(f'[index]\nurl = "{postgres}"\n[originals]\nurl = "{place.url}"\n')
    digests = fill(case, make, 1, 2)
    assert place.names() == set(digests)
    assert in_case(case) == []
    assert not list((case / "db").glob("index.sqlite*"))
    erase(case, "report-1")
    assert place.names() == {digests[1]}
    assert reindex(case).entries
    assert onrecord_alone(case, with_index=True).checked.originals == 1
    assert "index.differs" not in codes(case)
