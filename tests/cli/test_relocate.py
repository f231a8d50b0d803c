"""A whole case with its originals in a bucket or another folder, from the command line; and its originals moved."""

import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import fsspec
import pytest
from tests.cli.conftest import Command

TEXTS = {"quay.txt": "The harbour office said that 3 people were hurt.", "mill.txt": "The harbour office said that 5 people were hurt."}
DIGESTS = {name: sha256(text.encode()).hexdigest() for name, text in TEXTS.items()}


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Callable[[], dict[str, bytes]]]:
    """The address of a place for originals, and what lies there by hash."""
    if request.param == "bucket":
        server = request.getfixturevalue("objects")
        url, files = f"s3://{server.bucket()}/case-a", server.files
    else:
        url, files = f"file://{tmp_path / 'disk' / 'case-a'}", fsspec.filesystem("file", use_listings_cache=False)
    root = url.partition("://")[2]
    return url, lambda: {name.rpartition("/")[2]: files.cat_file(name) for name in files.find(f"{root}/sha256")}


@pytest.fixture
def desk(command: Command, tmp_path: Path) -> Command:
    """``desk("read", …)`` on a case whose settings stand there before it is begun."""
    (tmp_path / "desk").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    return lambda *given, **named: command("--case", str(tmp_path / "desk"), *given, **named)


def shown(url: str) -> str:
    """A place as messages name it."""
    return url.removeprefix("file://")


def say(tmp_path: Path, url: str | None) -> None:
    originals = f"[originals]\nurl = {json.dumps(url)}\n" if url else ""
    (tmp_path / "desk" / "onrecord.toml").write_text(f'reader = "rules"\n{originals}')


def test_a_case_lives_with_its_originals_elsewhere(desk: Command, command: Command, place: Any, tmp_path: Path) -> None:
    url, lying = place
    say(tmp_path, url)
    assert desk("read", *TEXTS).code == 0
    assert {digest: data.decode() for digest, data in lying().items()} == {DIGESTS[name]: text for name, text in TEXTS.items()}
    assert not list((tmp_path / "desk" / "blobs" / "sha256").rglob("*"))

    verified = command("verify", "desk", "--json")
    assert verified.code == 0
    assert json.loads(verified.out)["checked"]["originals"] == 2
    assert "3 people were hurt" in desk("show", "quay.txt").out

    exported = desk("export", "--to", "dossier", "--out", "quay.wacz", "quay.txt")
    assert exported.code == 0, exported.err
    with zipfile.ZipFile("quay.wacz") as dossier:
        assert dossier.read(f"onrecord/blobs/{DIGESTS['quay.txt']}").decode() == TEXTS["quay.txt"]
    assert command("verify", "quay.wacz").code == 0

    (asked,) = desk("erase", "ask", "mill.txt", "--by", "Ana Reyes", "--reason", "safety").objects
    assert desk("erase", "act", asked["request"], "--by", "Ben Osei").code == 0
    assert set(lying()) == {DIGESTS["quay.txt"]}
    erased = json.loads(command("verify", "desk", "--json").out)
    assert {one["code"] for one in erased["findings"]} == {"record.erased"}

    assert "1 original are in out" in desk("backup", "out").err
    assert command("verify", "out").code == 4
    assert command("restore", "out", "again").code == 0
    told = command("--case", "again", "read", "quay.txt").err
    assert "The originals of the case are in again/blobs still" in told
    assert "`onrecord relocate` takes them there" in told
    moved = command("--case", "again", "relocate")
    assert f"the originals are in {shown(url)} now: 1, each hashed there, 0 of them copied this time" in moved.err
    assert "with --remove they would have been removed" in moved.err
    assert command("--case", "again", "relocate", "--remove").err.endswith("removed from again/blobs: 1 original\n")
    assert command("--case", "again", "relocate").err == f"the originals are in {shown(url)}, where the settings say\n"
    assert json.loads(command("verify", "again", "--json").out)["checked"]["originals"] == 1


def test_a_move_is_told(desk: Command, place: Any, tmp_path: Path) -> None:
    url, lying = place
    say(tmp_path, None)
    desk("read", *TEXTS)
    say(tmp_path, url)
    assert lying() == {}
    moved = desk("relocate", "--remove")
    assert moved.out == ""
    told = " ".join(moved.err.split())  # a long path begins a line
    assert f"the originals are in {shown(url)} now: 2, each hashed there, 2 of them copied this time" in told
    assert f"removed from {tmp_path / 'desk' / 'blobs'}: 2 originals" in told
    assert set(lying()) == set(DIGESTS.values())


def test_a_store_that_is_away_ends_a_read_with_one_sentence_and_what_was_read_stays(desk: Command, objects, tmp_path: Path) -> None:
    url = f"s3://{objects.bucket()}/case-a"
    say(tmp_path, url)
    assert desk("read", "quay.txt").code == 0
    objects.close()
    ended = desk("read", "quay.txt", "mill.txt")
    assert ended.code == 2  # as with a full disk
    assert "could not be looked for" in ended.err
    assert "Nothing acknowledged is lost" in ended.err
    assert "Traceback" not in ended.told
    assert desk("show", "quay.txt").code == 0
    away = desk("verify", "--json")
    assert away.code == 4
    assert [(one["code"], one["place"]) for one in json.loads(away.out)["findings"]] == [("original.unread", "blobs/elsewhere")]
    objects.open()
    assert desk("read", "quay.txt", "mill.txt").code == 0
    assert desk("verify").code == 0


def test_a_case_without_a_log_has_nothing_to_move(desk: Command, tmp_path: Path) -> None:
    say(tmp_path, f"file://{tmp_path / 'disk'}")
    assert desk("relocate").code == 2


@pytest.mark.parametrize("inside", ["", "/blobs", "/any/other"])
def test_originals_go_into_no_case(desk: Command, tmp_path: Path, inside: str) -> None:
    desk("read", "--form", "none", *(str(tmp_path / name) for name in TEXTS))
    kept = sorted((tmp_path / "desk").rglob("*"))
    say(tmp_path, f"file://{tmp_path / 'desk'}{inside}")
    ended = desk("relocate")
    assert ended.code == 2
    assert "lies in a case" in ended.err
    assert [file for file in sorted((tmp_path / "desk").rglob("*")) if file not in kept and file.name != "onrecord.toml"] == []


@pytest.mark.parametrize("url", ["file:///any%00where", "file:///any/%2e%2e/where", "file:///any%0awhere", "s3://bucket-a/case%00"])
def test_what_an_address_means_is_looked_at_and_not_only_its_letters(desk: Command, tmp_path: Path, url: str) -> None:
    desk("read", "--form", "none", *(str(tmp_path / name) for name in TEXTS))
    say(tmp_path, url)
    ended = desk("relocate")
    assert ended.code == 2
    assert "is no address" in ended.err


@pytest.mark.parametrize("remove", [[], ["--remove"]])
def test_a_place_that_is_gone_is_said_to_be(desk: Command, tmp_path: Path, remove: list[str]) -> None:
    disk = tmp_path / "disk"
    say(tmp_path, f"file://{disk}")
    desk("read", *TEXTS)
    disk.rename(tmp_path / "unplugged")
    ended = desk("relocate", *remove)
    assert (ended.code, ended.out) == (2, "")
    assert f"error: {disk}, where the originals of this case are kept, is not there." in ended.err
    assert "hint: Nothing acknowledged is lost. Mount the disk" in ended.err
    disk.mkdir()
    assert f"error: {disk} does not bear the mark of this case" in desk("relocate", *remove).err
    disk.rmdir()
    (tmp_path / "unplugged").rename(disk)
    assert desk("relocate", *remove).err == f"the originals are in {disk}, where the settings say\n"


def test_what_an_earlier_run_left_in_another_place_is_told_and_then_removed(desk: Command, tmp_path: Path, monkeypatch: Any) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    say(tmp_path, f"file://{one}")
    desk("read", *TEXTS)
    say(tmp_path, f"file://{two}")
    with monkeypatch.context() as broken:
        broken.setattr("onrecord.ledger.blobs.FolderStore.remove", interrupt)
        stopped = desk("relocate", "--remove")
    assert stopped.code == 130
    assert "the originals are whole where they were or in the new place; the same command goes on" in stopped.err
    told = desk("relocate").err.splitlines()
    assert told == [
        f"Originals that were moved may lie in {one} still: `onrecord relocate --remove` goes on removing them there.",
        f"the originals are in {two}, where the settings say",
    ]
    assert desk("relocate", "--remove").err.splitlines() == [
        f"the originals are in {two}, where the settings say",
        f"removed from {one}: 2 originals",
    ]
    assert desk("relocate", "--remove").err == f"the originals are in {two}, where the settings say\n"


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt
