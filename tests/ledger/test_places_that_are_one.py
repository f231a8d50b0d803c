"""Originals that are moved where two names lead to the same folder or file: not one byte is lost, and a sentence says why."""

import os
import shutil
from pathlib import Path

import pytest
from tests.ledger.elsewhere import codes, fill, in_case, onrecord_alone, say
from tests.ledger.test_moving_originals import in_use, stopped_in_removing

from onrecord.errors import WrongUse
from onrecord.ledger import Ledger, MovedOriginals, View, move_originals
from onrecord.ledger.places import Places


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """The index has no part in this."""
    return "sqlite"


@pytest.fixture
def kind() -> str:
    """A bucket has no links."""
    return "folder"


def all_whole(case: Path, make, digests: list[str]) -> None:
    """Every original is read as it was kept."""
    with View.open(case) as view:
        for number, digest in enumerate(digests, 1):
            assert view.original(digest).read_bytes() == make.document(number).text.encode()


def nothing_moved(moved: MovedOriginals, one: object, two: object) -> None:
    assert (moved.originals, moved.copied, moved.removed_from) == (0, 0, ())
    (told,) = moved.told
    assert f"{one} and {two} lead to the same folder" in told
    assert "nothing was moved or removed" in told


def refused_as_link(case: Path, link: Path, used: object) -> None:
    """Nothing is done where the place that is named leads back by a link that no verifier follows."""
    for remove in (False, True):
        with pytest.raises(WrongUse) as refused:
            move_originals(case, remove=remove)
        assert f"{link} is a link to the originals that are used in {used}, so nothing was moved or removed" in refused.value.message
        assert "Put a copy of the folder in the place of the link" in (refused.value.hint or "")


def linked_blobs(case: Path, to: Path) -> None:
    """The folder of the originals of a case taken elsewhere by hand, with a link in its stead."""
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(case / "blobs", to)
    (case / "blobs").symlink_to(to)


def test_a_folder_of_a_case_that_is_a_link_to_the_new_place(case: Path, make, tmp_path: Path) -> None:
    digests = fill(case, make, 1, 2, 3)
    linked_blobs(case, tmp_path / "disk" / "case-a")
    say(case, f"file://{tmp_path}/disk/case-a")
    moved = move_originals(case, remove=True)
    nothing_moved(moved, case / "blobs", tmp_path / "disk" / "case-a")
    assert moved.place == str(tmp_path / "disk" / "case-a")
    for remove in (True, False, True):
        again = move_originals(case, remove=remove)
        assert (again.removed_from, again.told) == ((), ())
        all_whole(case, make, digests)
    assert [one for one in onrecord_alone(case).not_shown if one.code == "left-behind"] == []
    assert codes(case) == {}
    assert fill(case, make, 4)
    say(case, "")  # and back
    refused_as_link(case, case / "blobs", tmp_path / "disk" / "case-a")
    all_whole(case, make, digests)
    (case / "blobs").unlink()
    shutil.copytree(tmp_path / "disk" / "case-a", case / "blobs")
    moved = move_originals(case, remove=True)
    assert (moved.originals, moved.copied, moved.removed) == (4, 0, 4)
    all_whole(case, make, digests)


def test_a_link_to_the_new_place_that_came_after_the_move(case: Path, make, tmp_path: Path) -> None:
    digests = fill(case, make, 1, 2)
    say(case, f"file://{tmp_path}/disk/case-a")
    move_originals(case)
    shutil.rmtree(case / "blobs" / "sha256")
    (case / "blobs" / "sha256").symlink_to(tmp_path / "disk" / "case-a" / "sha256")
    assert move_originals(case, remove=True).removed == 0
    all_whole(case, make, digests)
    assert [one for one in onrecord_alone(case).not_shown if one.code == "left-behind"] == []


def test_two_places_whose_originals_are_in_one_folder(case: Path, another, make) -> None:
    one, two = another(), another()
    say(case, one.url)
    digests = fill(case, make, 1, 2, 3)
    Path(two.root).mkdir(parents=True)
    Path(two.root, "sha256").symlink_to(Path(one.root, "sha256"))
    say(case, two.url)
    refused_as_link(case, Path(two.root, "sha256"), one.root)
    all_whole(case, make, digests)
    assert in_use(case, one)
    assert codes(case) == {}
    assert fill(case, make, 4)
    Path(two.root, "sha256").unlink()
    shutil.copytree(Path(one.root, "sha256"), Path(two.root, "sha256"))
    assert move_originals(case, remove=True).removed == 4
    all_whole(case, make, digests)


def test_from_a_place_whose_originals_are_behind_a_link_to_where_they_are(case: Path, another, make) -> None:
    one, two = another(), another()
    say(case, one.url)
    digests = fill(case, make, 1, 2, 3)
    Path(two.root).mkdir(parents=True)
    shutil.move(Path(one.root, "sha256"), Path(two.root, "sha256"))
    Path(one.root, "sha256").symlink_to(Path(two.root, "sha256"))
    say(case, two.url)
    nothing_moved(move_originals(case, remove=True), one.root, two.root)
    assert move_originals(case, remove=True).removed == 0
    all_whole(case, make, digests)
    assert in_use(case, two)
    assert codes(case) == {}
    assert fill(case, make, 4)


@pytest.mark.parametrize("remove", [False, True])
def test_an_address_that_is_a_link_to_the_place_that_is_used(case: Path, another, make, remove: bool) -> None:
    one, two = another(), another()
    say(case, one.url)
    digests = fill(case, make, 1, 2, 3)
    Path(two.root).parent.mkdir(parents=True)
    Path(two.root).symlink_to(one.root)
    say(case, two.url)
    nothing_moved(move_originals(case, remove=remove), one.root, two.root)
    with Ledger.open(case, create=False) as ledger:
        assert not any("originals" in told for told in ledger.repairs)
    all_whole(case, make, digests)
    assert in_use(case, two)
    assert codes(case) == {}
    assert fill(case, make, 4)


def test_taking_on_the_same_folder_that_was_stopped_is_no_other_copy(case: Path, another, make, monkeypatch) -> None:
    one, two = another(), another()
    say(case, one.url)
    digests = fill(case, make, 1, 2)
    Path(two.root).parent.mkdir(parents=True)
    Path(two.root).symlink_to(one.root)
    say(case, two.url)
    with monkeypatch.context() as broken:
        broken.setattr("onrecord.ledger.moving_originals.note", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            move_originals(case, remove=True)
    assert fill(case, make, 3)
    nothing_moved(move_originals(case, remove=True), one.root, two.root)
    all_whole(case, make, digests)


def test_a_place_that_was_left_and_is_the_same_folder_now(case: Path, another, make, tmp_path: Path) -> None:
    one, two = another(), another()
    digests = stopped_in_removing(case, one, two, make)
    assert len(one.names()) == 2
    shutil.rmtree(Path(one.root, "sha256"))
    Path(one.root, "sha256").symlink_to(Path(two.root, "sha256"))
    assert move_originals(case).told == ()
    moved = move_originals(case, remove=True)
    assert moved.removed == 0
    assert moved.told == (f"Nothing was removed from {one.root}: it leads to the same folder as {two.root}, where the originals are.",)
    assert two.names() == set(digests)
    all_whole(case, make, digests)
    assert move_originals(case, remove=True).told == ()


def test_a_copy_of_the_case_does_not_share_its_place_by_a_link(case: Path, another, make, tmp_path: Path) -> None:
    one, two = another(), another()
    say(case, one.url)
    fill(case, make, 1)
    shutil.copytree(case, tmp_path / "copy")
    Path(two.root).parent.mkdir(parents=True)
    Path(two.root).symlink_to(one.root)
    say(tmp_path / "copy", two.url)
    for remove in (False, True):
        with pytest.raises(WrongUse, match="is a copy of the case in") as refused:
            move_originals(tmp_path / "copy", remove=remove)
        assert "place of its own" in (refused.value.hint or "")
    assert fill(case, make, 2)


@pytest.mark.parametrize("how", ["hard link", "link", "link the other way", "linked folder"])
@pytest.mark.parametrize("begins", ["in the case", "elsewhere"])
def test_a_single_original_that_is_one_file_in_both_places(case: Path, another, make, how: str, begins: str) -> None:
    one, two = another(), another()
    if begins == "elsewhere":
        say(case, one.url)
    digests = fill(case, make, 1, 2, 3)
    before = Path(one.at(digests[1])) if begins == "elsewhere" else Places(case).blob(digests[1])
    after = Path(two.at(digests[1]))
    after.parent.parent.mkdir(parents=True)
    if how == "linked folder":
        after.parent.symlink_to(before.parent)
    else:
        after.parent.mkdir()
        if how == "hard link":
            os.link(before, after)
        elif how == "link":
            after.symlink_to(before)
        else:
            shutil.move(before, after)
            before.symlink_to(after)
    say(case, two.url)
    for _ in range(2):
        with pytest.raises(WrongUse) as refused:
            move_originals(case, remove=True)
        assert f"{before} and {after} are one file" in refused.value.message
        assert "nothing was removed" in refused.value.message
        assert refused.value.hint
        assert (one.names() if begins == "elsewhere" else {path.name for path in in_case(case)}) == set(digests)
        all_whole(case, make, digests)
    data = after.read_bytes()  # as the hint says
    if how == "linked folder":
        after.parent.unlink()
        after.parent.mkdir()
    elif how == "link the other way":
        before.unlink()
        before.write_bytes(data)
    else:
        after.unlink()
    if not after.exists():
        after.write_bytes(data)
    assert move_originals(case, remove=True).removed == 3
    all_whole(case, make, digests)
    assert two.names() == set(digests)
