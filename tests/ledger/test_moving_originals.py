"""Originals that are kept elsewhere, backed up, put back, and moved: there, back, and on."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.both_verifiers import verify
from tests.ledger.elsewhere import Elsewhere, codes, erase, fill, in_case, onrecord_alone, say

from onrecord.errors import BrokenIntegrity, WrongUse
from onrecord.ledger import Ledger, View, back_up, move_originals, reindex, restore
from onrecord.ledger.blobs import FolderStore
from onrecord.ledger.kept_original import OriginalsUnavailable
from onrecord.ledger.object_store import ObjectStore
from onrecord.ledger.places import Places


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """The index has no part in this."""
    return "sqlite"


def test_a_backup_holds_the_bytes_and_is_put_back_into_the_folder(case: Path, place: Elsewhere, make, tmp_path: Path) -> None:
    say(case, place.url)
    digests = fill(case, make, 1, 2, 3)
    made = back_up(case, tmp_path / "backup")
    assert (made.originals, made.copied, made.missing) == (3, 3, ())
    assert not (tmp_path / "backup" / "blobs" / "elsewhere").exists()
    assert verify(tmp_path / "backup").exit == 0
    erase(case, "report-2")
    made = back_up(case, tmp_path / "backup")
    assert (made.originals, made.copied, made.removed) == (2, 0, 1)
    place.remove(digests[0])
    made = back_up(case, tmp_path / "backup")
    assert (made.missing, made.lost) == ((), (digests[0],))
    restore(tmp_path / "backup", tmp_path / "again")
    reindex(tmp_path / "again")
    with Ledger.open(tmp_path / "again", create=False) as ledger:
        (told,) = [one for one in ledger.repairs if "originals" in one]
        assert place.root in told
        assert "`onrecord relocate` takes them there" in told
    assert {path.name for path in in_case(tmp_path / "again")} == {digests[0], digests[2]}
    assert verify(tmp_path / "again").exit == 4
    moved = move_originals(tmp_path / "again", remove=True)
    assert (moved.originals, moved.copied, moved.removed) == (2, 1, 2)
    assert place.names() == {digests[0], digests[2]}
    assert in_case(tmp_path / "again") == []
    fill(tmp_path / "again", make, 4)
    with pytest.raises(WrongUse, match="Another copy of this case took over"):
        fill(case, make, 5)
    assert set(codes(tmp_path / "again")) == {"record.erased"}


def test_a_restored_case_takes_nothing_from_a_place_that_it_did_not_take_on(case: Path, place: Elsewhere, make, tmp_path: Path) -> None:
    """The place holds what the log of the restored case says was erased: that is for whoever has the place to take away."""
    say(case, place.url)
    (digest,) = fill(case, make, 1)
    erase(case, "report-1")
    back_up(case, tmp_path / "backup")
    place.files.pipe_file(place.at(digest), make.document(1).text.encode())
    restore(tmp_path / "backup", tmp_path / "again")
    reindex(tmp_path / "again")
    assert place.names() == {digest}
    Ledger.open(tmp_path / "again", create=False).close()  # nothing is to be moved, so it takes the place on
    assert "erasure.unfinished" in {one.code for one in onrecord_alone(tmp_path / "again").findings}
    reindex(tmp_path / "again")
    assert place.names() == set()


def test_an_altered_original_stops_a_backup(case: Path, place: Elsewhere, make, tmp_path: Path) -> None:
    say(case, place.url)
    (digest,) = fill(case, make, 1)
    place.alter(digest, b"altered")
    with pytest.raises(BrokenIntegrity, match=f"{digest} was altered"):
        back_up(case, tmp_path / "backup")


def test_originals_are_moved_there_and_back_and_on(case: Path, another: Callable[[], Elsewhere], make) -> None:
    one, two = another(), another()
    digests = set(fill(case, make, 1, 2, 3))
    for number, (now, before) in enumerate([(one, None), (two, one), (None, two), (two, None)]):
        say(case, now.url if now else "")
        with Ledger.open(case, create=False) as ledger:
            assert any("`onrecord relocate` takes them there" in told for told in ledger.repairs)
        fill(case, make, 3)  # still where they were
        moved = move_originals(case, remove=True)
        assert (moved.originals, moved.copied, moved.removed) == (3, 3, 3), number
        assert (now.names() if now else {path.name for path in in_case(case)}) == digests
        assert before is None or before.names() == set()
        assert now is None or in_case(case) == []
        with Ledger.open(case, create=False) as ledger:
            assert not any("originals" in told for told in ledger.repairs)
        assert move_originals(case).copied == 0
    assert codes(case) == {}


def test_what_a_move_left_is_told_and_removed_when_asked(case: Path, place: Elsewhere, make) -> None:
    digests = set(fill(case, make, 1, 2))
    say(case, place.url)
    assert move_originals(case).removed == 0
    assert {path.name for path in in_case(case)} == digests
    (told,) = [one.message for one in onrecord_alone(case).not_shown if one.code == "left-behind"]
    assert told.endswith(": 2.")
    assert move_originals(case, remove=True).removed == 2
    assert in_case(case) == []
    assert place.names() == digests


def test_an_altered_original_is_not_moved_and_stays_where_it_was(case: Path, place: Elsewhere, make) -> None:
    digests = fill(case, make, 1, 2)
    path = Places(case).blob(digests[0])
    path.chmod(0o644)
    path.write_bytes(b"altered")
    say(case, place.url)
    with pytest.raises(BrokenIntegrity, match=f"{digests[0]} was altered"):
        move_originals(case)
    assert not (case / "blobs" / "elsewhere").exists()
    assert path.read_bytes() == b"altered"
    path.write_bytes(make.document(1).text.encode())
    assert move_originals(case).originals == 2


def test_an_original_altered_in_the_new_place_is_not_taken_for_moved(case: Path, place: Elsewhere, make) -> None:
    digests = fill(case, make, 1, 2)
    place.files.pipe_file(place.at(digests[1]), b"On day 2 nothing was said at all about people at all..")
    say(case, place.url)
    with pytest.raises(BrokenIntegrity, match=f"{place.at(digests[1])}"):
        move_originals(case, remove=True)
    assert len(in_case(case)) == 2
    assert not (case / "blobs" / "elsewhere").exists()


@pytest.mark.parametrize("kind", ["bucket"])
def test_a_move_that_was_stopped_goes_on(kind: str, case: Path, place: Elsewhere, make, objects) -> None:
    digests = set(fill(case, make, *range(1, 7)))
    say(case, place.url)
    for stops in count():  # each time the store goes away somewhat later
        objects.close_after = objects.passed + 9 * (stops + 1)
        try:
            moved = move_originals(case, remove=True)
            break
        except OriginalsUnavailable:
            objects.open()
        if not (case / "blobs" / "elsewhere").exists():
            assert {path.name for path in in_case(case)} == digests
        with View.open(case) as view:
            assert all(view.original(one).read_bytes() for one in digests)
    objects.open()
    assert stops > 2
    assert moved.originals == 6
    assert place.names() == digests


def test_removing_from_another_place_that_was_stopped_goes_on(case: Path, another: Callable[[], Elsewhere], make, monkeypatch) -> None:
    one, two = another(), another()
    say(case, one.url)
    digests = set(fill(case, make, *range(1, 6)))
    say(case, two.url)
    for stops in count(1):  # each time somewhat later
        changes = 0

        def stop(change: Callable[..., None], stops: int = stops) -> Callable[..., None]:
            def changed(self: object, *given: object) -> None:
                nonlocal changes
                changes += 1
                if changes == stops:
                    raise KeyboardInterrupt
                change(self, *given)

            return changed

        with monkeypatch.context() as broken:
            for kind in (FolderStore, ObjectStore):
                for name in ("remove", "write_mark"):
                    broken.setattr(kind, name, stop(getattr(kind, name)))
            try:
                moved = move_originals(case, remove=True)
                break
            except KeyboardInterrupt:
                pass
        with View.open(case) as view:
            assert all(view.original(digest).read_bytes() for digest in digests)
        if two.names() == digests and one.names():
            (told,) = move_originals(case).told or ("",)
            assert not in_use(case, two) or (one.root in told and "`onrecord relocate --remove` goes on" in told)
    assert stops == 5, "at the mark, at the first original, two later, at the mark of the place that was left"
    assert (two.names(), one.names()) == (digests, set())
    assert not one.files.exists(f"{one.root}/case")
    assert not Places(case).leaving.exists()
    assert moved.copied == 0
    assert move_originals(case, remove=True).removed == 0
    assert codes(case) == {}


def in_use(case: Path, place: Elsewhere) -> bool:
    """Whether the case took a place on."""
    return place.url in (case / "blobs" / "elsewhere").read_text()


def stopped_in_removing(case: Path, one: Elsewhere, two: Elsewhere, make) -> list[str]:
    """A case that was moved on from one place to another, and of whose originals one was removed there before that was stopped."""
    say(case, one.url)
    digests = fill(case, make, 1, 2, 3)
    say(case, two.url)
    kind, done = (ObjectStore if two.url.startswith("s3") else FolderStore), []
    with pytest.MonkeyPatch.context() as broken:
        remove = kind.remove

        def stop(self: Any, digest: str) -> None:
            if done:
                raise KeyboardInterrupt
            done.append(digest)
            remove(self, digest)

        broken.setattr(kind, "remove", stop)
        with pytest.raises(KeyboardInterrupt):
            move_originals(case, remove=True)
    assert len(one.names()) == 2
    return digests


def test_what_was_erased_meanwhile_is_removed_and_not_brought_back(case: Path, another: Callable[[], Elsewhere], make) -> None:
    one, two = another(), another()
    digests = stopped_in_removing(case, one, two, make)
    left = next(name for name in digests if name in one.names())
    erase(case, f"report-{digests.index(left) + 1}")
    moved = move_originals(case, remove=True)
    assert moved.removed_from == ((move_originals(case).place.replace(two.root, one.root), 2),)
    assert one.names() == set()
    assert two.names() == set(digests) - {left}
    assert codes(case).keys() <= {"record.erased", "original.erased"}


def test_what_was_lost_meanwhile_is_taken_from_where_it_was(case: Path, another: Callable[[], Elsewhere], make) -> None:
    one, two = another(), another()
    digests = stopped_in_removing(case, one, two, make)
    two.remove(next(name for name in digests if name in one.names()))
    move_originals(case, remove=True)
    assert (one.names(), two.names()) == (set(), set(digests))


def test_a_place_that_was_left_and_is_away_is_named(case: Path, another: Callable[[], Elsewhere], make) -> None:
    one, two = another(), another()
    stopped_in_removing(case, one, two, make)
    lying = {name: one.files.cat_file(name) for name in one.files.find(one.root)}
    one.files.rm(one.root, recursive=True)
    for _ in range(2):  # it is not forgotten
        with pytest.raises(OriginalsUnavailable) as refused:
            move_originals(case, remove=True)
        assert f"still to be removed from {shown(one)}, which could not be reached" in refused.value.message
        assert shown(two) in (refused.value.hint or "")
        assert "leaving.json" in (refused.value.hint or "")
    for name, data in lying.items():
        one.files.pipe_file(name, data)
    assert move_originals(case, remove=True).removed == 2


def test_a_place_that_was_left_and_taken_over_is_let_be(case: Path, another: Callable[[], Elsewhere], make) -> None:
    one, two = another(), another()
    stopped_in_removing(case, one, two, make)
    one.files.pipe_file(f"{one.root}/case", b'{"log":"another/log","id":"0f0f"}')
    moved = move_originals(case, remove=True)
    assert moved.removed == 0
    assert shown(one) in moved.told[0]
    assert len(one.names()) == 2
    assert move_originals(case, remove=True).told == ()


@pytest.mark.parametrize("on", [True, False])
def test_a_place_that_is_gone_is_named_and_not_taken_for_empty(case: Path, another: Callable[[], Elsewhere], make, on: bool) -> None:
    """Neither where there is nothing to do, nor where the originals are to be taken on from there."""
    one, two = another(), another()
    say(case, one.url)
    digests = set(fill(case, make, 1, 2))
    lying = {name: one.files.cat_file(name) for name in one.files.find(one.root)}
    one.files.rm(one.root, recursive=True)
    if on:
        say(case, two.url)
    for remove in (False, True):
        with pytest.raises(OriginalsUnavailable) as refused:
            move_originals(case, remove=remove)
        assert shown(one) in refused.value.message
        assert "Nothing acknowledged is lost" in (refused.value.hint or "")
    assert in_use(case, one)
    for name, data in lying.items():
        one.files.pipe_file(name, data)
    assert move_originals(case).originals == (2 if on else 0)
    assert (two if on else one).names() == digests


def test_what_lies_in_the_new_place_under_the_name_of_an_original_is_told(case: Path, another: Callable[[], Elsewhere], make) -> None:
    one, two = another(), another()
    say(case, one.url)
    digests = fill(case, make, 1, 2)
    other = b"nothing of ours"
    two.files.pipe_file(two.at(digests[0]), other)
    say(case, two.url)
    with pytest.raises(BrokenIntegrity) as refused:
        move_originals(case, remove=True)
    assert f"{two.at(digests[0])} is to be an original" in refused.value.message
    assert f"15 bytes with the hash {sha256(other).hexdigest()}" in refused.value.message
    assert refused.value.message.endswith(f"{one.at(digests[0])}, is whole.")
    assert f"move it out of {shown(two)}" in (refused.value.hint or "")
    assert (one.names(), in_use(case, one)) == (set(digests), True)
    one.alter(digests[0], b"altered")
    with pytest.raises(BrokenIntegrity, match=r"is not whole either: there are 7 bytes with the hash") as refused:
        move_originals(case)
    assert f"Restore {shown(one)}" in (refused.value.hint or "")
    two.remove(digests[0])
    one.alter(digests[0], make.document(1).text.encode())
    assert move_originals(case, remove=True).removed == 2


def test_a_copy_of_the_folder_removes_nothing_that_the_case_uses(
    case: Path, another: Callable[[], Elsewhere], make, tmp_path: Path
) -> None:
    one, two = another(), another()
    say(case, one.url)
    digests = set(fill(case, make, 1, 2))
    shutil.copytree(case, tmp_path / "copy")
    say(tmp_path / "copy", two.url)
    with pytest.raises(WrongUse, match="is a copy of the case in") as refused:
        move_originals(tmp_path / "copy", remove=True)
    assert (refused.value.hint or "").startswith("Leave out --remove")
    assert move_originals(tmp_path / "copy").originals == 2
    assert move_originals(tmp_path / "copy", remove=True).removed == 0
    assert one.names() == two.names() == digests


def shown(place: Elsewhere) -> str:
    """A place as messages name it."""
    return place.url.removeprefix("file://")
