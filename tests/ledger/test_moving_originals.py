"""Originals that are kept elsewhere, backed up, put back, and moved: there, back, and on."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from tests.both_verifiers import verify
from tests.ledger.elsewhere import Elsewhere, codes, erase, fill, in_case, onrecord_alone, say

from onrecord.errors import BrokenIntegrity, WrongUse
from onrecord.ledger import Ledger, View, back_up, move_originals, reindex, restore
from onrecord.ledger.kept_original import OriginalsUnavailable
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
