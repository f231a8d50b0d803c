"""What keeps originals, whatever it is: one contract for the folder of a case, another folder, a file system of fsspec and a bucket."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import fsspec
import pytest

from onrecord.errors import BadInput, BrokenIntegrity, InputChanged, OnRecordError, WrongUse
from onrecord.ledger.blobs import FolderStore
from onrecord.ledger.kept_original import Mark, OriginalsStore, OriginalsUnavailable
from onrecord.ledger.object_store import ObjectStore
from onrecord.ledger.places import Places
from onrecord.records import Capture

MARK = Mark(log="onrecord/0123456789abcdef", id="one")
SECRET = "open-sesame"


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """The index has no part in this."""
    return "sqlite"


def capture_of(data: bytes) -> Capture:
    return Capture(sha256=sha256(data).hexdigest(), size=len(data), origin="vale.txt", media_type="text/plain")


@dataclass
class Kept:
    """A store, and what somebody does to it who is not onrecord."""

    make: Callable[[Mark | None], OriginalsStore]
    files: Any
    root: str
    scratch: Path

    @property
    def store(self) -> OriginalsStore:
        """A store as a new process has it."""
        return self.make(MARK)

    def at(self, digest: str) -> str:
        return f"{self.root}/sha256/{digest[:2]}/{digest}"

    def put(self, digest: str, data: bytes) -> None:
        if self.files.protocol[0] == "file" and self.files.exists(self.at(digest)):
            self.files.rm_file(self.at(digest))  # it may not be written to
        self.files.pipe_file(self.at(digest), data)

    def everything(self) -> list[str]:
        """Every file there, the mark of the case left out."""
        found = (name.lstrip("/").removeprefix(f"{self.root.lstrip('/')}/") for name in self.files.find(self.root))
        return sorted(name for name in found if name != "case")


def kept_by(kind: str, request: pytest.FixtureRequest, folder: Path) -> Kept:
    """Something that keeps originals, new."""
    scratch = folder / "db" / "unfinished"
    scratch.mkdir(parents=True)
    local = fsspec.filesystem("file", auto_mkdir=True, use_listings_cache=False)
    if kind == "case":
        return Kept(lambda _: FolderStore.of_case(Places(folder)), local, str(folder / "blobs"), scratch)
    if kind == "bucket":
        server = request.getfixturevalue("objects")
        root = f"{server.bucket()}/case-a"
        made = Kept(lambda mark: ObjectStore(f"s3://{root}", scratch, mark), server.files, root, scratch)
    else:
        root = str(folder / "elsewhere" / "case-a")
        if kind == "folder":
            made = Kept(lambda mark: FolderStore.elsewhere(Path(root), mark), local, root, scratch)
        else:
            made = Kept(lambda mark: ObjectStore(f"file://{root}", scratch, mark, files=lambda: local), local, root, scratch)
    made.make(None).write_mark(MARK)
    return made


@pytest.fixture(params=["case", "folder", "fsspec", "bucket"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    return kept_by(request.param, request, tmp_path)


@pytest.fixture(params=["folder", "fsspec", "bucket"])
def outside(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    """A store outside of the case."""
    return kept_by(request.param, request, tmp_path)


def test_what_is_kept_is_there_whole_under_its_hash(kept: Kept) -> None:
    for data in (b"The bridge is closed.", b"", bytes(range(256)) * 50_000):
        capture = capture_of(data)
        assert not kept.store.has(capture.sha256)
        kept.store.keep(capture, data)
        store = kept.store
        assert store.has(capture.sha256)
        assert store.lies(capture.sha256)
        assert store.size(capture.sha256) == len(data)
        with store.open(capture.sha256) as file:
            assert file.read() == data
        assert kept.files.cat_file(kept.at(capture.sha256)) == data
        assert store.called(capture.sha256).endswith(kept.at(capture.sha256))
        assert store.called(capture.sha256).startswith(store.place)
    assert len(kept.everything()) == 3
    assert list(kept.scratch.iterdir()) == []


def test_it_is_read_in_pieces_from_wherever_one_asks(kept: Kept) -> None:
    data = os.urandom(3_000_000)
    capture = capture_of(data)
    kept.store.keep(capture, data)
    with kept.store.open(capture.sha256) as file:
        assert b"".join(iter(lambda: file.read(100_001), b"")) == data
        assert file.tell() == len(data)
        file.seek(1_234_567)
        assert file.read(10) == data[1_234_567:1_234_577]


def test_bytes_come_from_a_file_or_in_pieces(kept: Kept, tmp_path: Path) -> None:
    data = os.urandom(2_500_000)
    (tmp_path / "big").write_bytes(data)
    kept.store.keep(capture_of(data), tmp_path / "big")
    kept.store.check(capture_of(data))
    kept.store.keep(capture_of(b"in pieces"), iter([b"in ", b"", b"pieces"]))
    kept.store.check(capture_of(b"in pieces"))


def test_bytes_without_their_hash_are_not_kept_and_leave_nothing(kept: Kept, tmp_path: Path) -> None:
    with pytest.raises(InputChanged, match=r"vale\.txt changed while it was being kept"):
        kept.store.keep(capture_of(b"first"), b"later")
    with pytest.raises(BadInput, match="could not be read while it was being kept"):
        kept.store.keep(capture_of(b"gone"), tmp_path / "gone.txt")
    assert kept.everything() == []
    assert list(kept.scratch.iterdir()) == []


def test_keeping_again_hashes_what_is_there_and_writes_nothing(kept: Kept) -> None:
    capture = capture_of(b"abc")
    kept.store.keep(capture, b"abc")
    kept.store.keep(capture, b"abc")
    for altered, told in ((b"abd", "was altered: its hash is"), (b"ab", "has 2 bytes where 3 were kept"), (b"abcd", "4 bytes where 3")):
        kept.put(capture.sha256, altered)
        with pytest.raises(BrokenIntegrity, match=told) as caught:
            kept.store.keep(capture, b"abc")
        assert kept.store.called(capture.sha256) in caught.value.message
        assert kept.files.cat_file(kept.at(capture.sha256)) == altered


def test_what_is_not_there_is_told_from_what_cannot_be_read(kept: Kept) -> None:
    digest = "a" * 64
    assert not kept.store.has(digest)
    assert not kept.store.lies(digest)
    for act in (kept.store.open, kept.store.size):
        with pytest.raises(FileNotFoundError):
            act(digest)
    with pytest.raises(FileNotFoundError):
        kept.store.check(capture_of(b"never kept"))
    kept.store.remove(digest)  # nothing to do, and no error


def test_what_is_removed_is_gone(kept: Kept) -> None:
    for data in (b"one", b"two"):
        kept.store.keep(capture_of(data), data)
    kept.store.remove(capture_of(b"one").sha256)
    assert not kept.store.lies(capture_of(b"one").sha256)
    assert kept.everything() == [f"sha256/{capture_of(b'two').sha256[:2]}/{capture_of(b'two').sha256}"]
    kept.store.keep(capture_of(b"one"), b"one")
    kept.store.check(capture_of(b"one"))


def test_originals_are_told_from_what_else_lies_there(kept: Kept) -> None:
    digests = set()
    for number in range(5):
        data = b"%d" % number
        kept.store.keep(capture_of(data), data)
        digests.add(capture_of(data).sha256)
    for foreign in ("read-me.txt", "sha256/zz/short", f"sha256/ab/{'c' * 64}", f"more/{'d' * 64}"):
        kept.files.pipe_file(f"{kept.root}/{foreign}", b"put there")
    assert set(kept.store.digests()) - {"c" * 64} == digests


@pytest.mark.parametrize("name", ["../../victim/diary.txt", "", "A" * 64, "a" * 63, f"{'a' * 64}/.."])
def test_a_name_that_is_no_hash_leads_nowhere(kept: Kept, name: str) -> None:
    capture = Capture(sha256=name, size=1, origin="vale.txt", media_type="text/plain")
    acts: list[Callable[[], object]] = [lambda: kept.store.keep(capture, b"x"), lambda: kept.store.open(name)]
    acts += [lambda: kept.store.has(name), lambda: kept.store.lies(name), lambda: kept.store.remove(name), lambda: kept.store.size(name)]
    for act in acts:
        with pytest.raises(BrokenIntegrity, match="which is no hash"):
            act()
    assert kept.everything() == []


def test_a_place_without_the_mark_of_the_case_is_not_changed(outside: Kept) -> None:
    outside.store.keep(capture_of(b"one"), b"one")
    outside.make(None).write_mark(None)
    for act in (lambda: outside.store.keep(capture_of(b"two"), b"two"), lambda: outside.store.remove(capture_of(b"one").sha256)):
        with pytest.raises(OriginalsUnavailable, match="does not bear the mark of this case") as caught:
            act()
        assert f"{outside.store.place}/case" in (caught.value.hint or "")
    assert len(outside.everything()) == 1
    assert outside.store.has(capture_of(b"one").sha256), "looking needs no mark"


def test_a_place_that_the_case_did_not_take_on_is_not_changed(outside: Kept) -> None:
    outside.store.keep(capture_of(b"one"), b"one")
    bare = outside.make(None)
    for act in (lambda: bare.keep(capture_of(b"two"), b"two"), lambda: bare.remove(capture_of(b"one").sha256)):
        with pytest.raises(WrongUse, match="is not used by this case yet"):
            act()
    assert len(outside.everything()) == 1


def test_a_place_that_another_took_over_is_not_changed(outside: Kept) -> None:
    for other, told in (
        (Mark(log=MARK.log, id="two"), "Another copy of this case took over"),
        (Mark(log="onrecord/f", id="x"), "another case"),
    ):
        outside.make(None).write_mark(other)
        with pytest.raises(WrongUse, match=told):
            outside.store.keep(capture_of(b"two"), b"two")
    assert outside.everything() == []


def test_what_is_no_mark_is_said_to_be_none(outside: Kept) -> None:
    outside.files.pipe_file(f"{outside.root}/case", b"not a mark")
    with pytest.raises(BrokenIntegrity, match="is not as it was written"):
        outside.store.keep(capture_of(b"two"), b"two")


# --- a bucket alone -----------------------------------------------------------------------------------------------------


@pytest.fixture
def bucket(objects, tmp_path: Path) -> Kept:
    root = f"{objects.bucket()}/case-a"
    made = Kept(lambda mark: ObjectStore(f"s3://{root}", tmp_path, mark), objects.files, root, tmp_path)
    made.make(None).write_mark(MARK)
    return made


def test_a_new_original_takes_four_requests(bucket: Kept, objects) -> None:
    """Looked for with HEAD and, where that finds nothing, by a listing; put; looked for again."""
    store, capture = bucket.store, capture_of(b"abc")
    store.keep(capture_of(b"first"), b"first")  # the mark is looked for as well
    before = objects.passed
    assert not store.lies(capture.sha256)
    store.keep(capture, b"abc")
    assert objects.passed - before == 4


def test_a_store_that_is_not_reached_is_named_with_what_to_do(bucket: Kept, objects) -> None:
    capture = capture_of(b"abc")
    bucket.store.keep(capture, b"abc")
    objects.close()
    store = bucket.store
    acts: list[Callable[[], object]] = [
        lambda: store.keep(capture, b"abc"),
        lambda: store.open(capture.sha256),
        lambda: store.has(capture.sha256),
    ]
    acts += [lambda: store.remove(capture.sha256), lambda: list(store.digests()), store.read_mark, lambda: store.write_mark(MARK)]
    for act in acts:
        with pytest.raises(OriginalsUnavailable, match=f"s3://{bucket.root}.* could not be") as caught:
            act()
        told = f"{caught.value.message} {caught.value.hint}"
        assert SECRET not in told
        assert "Check the network" in told
        assert caught.value.message.count("\n") == 0
    objects.open()
    store.check(capture)


def test_a_store_that_goes_away_while_it_is_read_is_named(bucket: Kept, objects) -> None:
    data = os.urandom(30_000_000)
    bucket.store.keep(capture_of(data), data)
    with bucket.store.open(capture_of(data).sha256) as file:
        file.read(1)
        objects.close()
        with pytest.raises(OriginalsUnavailable, match="could not be read"):
            file.read()


def test_an_original_that_is_not_acknowledged_is_kept_when_it_comes_again(bucket: Kept, objects) -> None:
    """The store goes away before each request that keeping makes: before it is asked, before the put, before it says what it has."""
    store, was_put = bucket.store, []
    store.keep(capture_of(b"first"), b"first")
    for comings in count():
        data = b"%d" % comings
        objects.close_after = objects.passed + comings
        try:
            store.keep(capture_of(data), data)
            break
        except OriginalsUnavailable:
            objects.open()
        assert list(bucket.scratch.iterdir()) == []
        was_put.append(bucket.store.has(capture_of(data).sha256))
        store.keep(capture_of(data), data)
        store.check(capture_of(data))
    assert was_put == sorted(was_put)
    assert set(was_put) == {False, True}


def test_a_store_that_cuts_what_it_is_given_acknowledges_nothing(bucket: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    store = bucket.store
    real = store._files.put_file

    def half(name: str, target: str) -> None:
        Path(name).write_bytes(Path(name).read_bytes()[:-1])
        real(name, target)

    monkeypatch.setattr(store._files, "put_file", half)
    with pytest.raises(OriginalsUnavailable, match="it has 2 bytes there and 3 here"):
        store.keep(capture_of(b"abc"), b"abc")


def test_a_bucket_that_is_not_there_is_no_empty_one(bucket: Kept, tmp_path: Path, objects) -> None:
    store = ObjectStore("s3://no-such-bucket/case-a", tmp_path, MARK)
    with pytest.raises(OriginalsUnavailable, match="does not bear the mark"):
        store.keep(capture_of(b"abc"), b"abc")
    with pytest.raises(OriginalsUnavailable, match="no-such-bucket/case-a/case could not be written"):
        ObjectStore("s3://no-such-bucket/case-a", tmp_path, None).write_mark(MARK)


def test_nothing_is_left_of_what_is_removed_where_former_versions_are_kept(objects, tmp_path: Path) -> None:
    root = f"{objects.bucket(versions=True)}/case-a"
    made = Kept(lambda mark: ObjectStore(f"s3://{root}", tmp_path, mark), objects.files, root, tmp_path)
    made.make(None).write_mark(MARK)
    one, other = capture_of(b"one"), capture_of(b"other")
    for data in (b"one", b"other"):
        made.store.keep(capture_of(data), data)
    made.put(one.sha256, b"ane")
    made.files.rm_file(made.at(one.sha256))
    made.put(one.sha256, b"one")
    assert len(objects.versions(made.at(one.sha256))) == 4
    made.store.remove(one.sha256)
    assert objects.versions(made.at(one.sha256)) == []
    assert len(objects.versions(made.at(other.sha256))) == 1
    assert isinstance(made.store, ObjectStore)
    assert made.store.keeps_versions


def holding_one(root: str, scratch: Path) -> ObjectStore:
    """A store of ours below an address, with one original."""
    store = ObjectStore(f"s3://{root}", scratch, MARK)
    ObjectStore(f"s3://{root}", scratch, None).write_mark(MARK)
    store.keep(capture_of(b"one"), b"one")
    return store


def test_a_version_that_the_bucket_does_not_give_up_is_no_erasure(objects, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = f"{objects.bucket(versions=True)}/case-a"
    store = holding_one(root, tmp_path)
    real = store._files.call_s3

    def held(method: str, **given: Any) -> Any:
        return {} if method == "delete_object" else real(method, **given)

    monkeypatch.setattr(store._files, "call_s3", held)
    with pytest.raises(OriginalsUnavailable, match="could not be erased: the bucket keeps 1 former versions"):
        store.remove(capture_of(b"one").sha256)


@pytest.mark.parametrize("versions", [False, True])
def test_who_may_not_ask_for_versions_erases_only_where_there_are_none(objects, tmp_path: Path, monkeypatch, versions: bool) -> None:
    root = f"{objects.bucket(versions=versions)}/case-a"
    store = holding_one(root, tmp_path)
    real = store._files.call_s3

    def refused(method: str, **given: Any) -> Any:
        if method == "list_object_versions":
            raise PermissionError("Access Denied")
        return real(method, **given)

    monkeypatch.setattr(store._files, "call_s3", refused)
    if versions:
        with pytest.raises(OriginalsUnavailable, match="could not be erased: Access Denied"):
            store.remove(capture_of(b"one").sha256)
    else:
        store.remove(capture_of(b"one").sha256)
    assert len(objects.versions(f"{root}/sha256")) == versions


def test_uploads_in_parts_that_were_stopped_are_aborted_and_those_of_others_are_not(bucket: Kept) -> None:
    name, _, key = bucket.root.partition("/")
    for path in (f"{key}/sha256/ab/cut", "others/cut"):
        bucket.files.call_s3("create_multipart_upload", Bucket=name, Key=path)
    bucket.store.keep(capture_of(b"abc"), b"abc")
    left = bucket.files.call_s3("list_multipart_uploads", Bucket=name).get("Uploads", [])
    assert [one["Key"] for one in left] == ["others/cut"]


def test_all_pages_of_uploads_that_were_stopped_are_gone_through(bucket: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server gives them all at once; here they come by twos, as a store gives them that holds more than it tells at a time."""
    name, _, key = bucket.root.partition("/")
    for number in range(5):
        bucket.files.call_s3("create_multipart_upload", Bucket=name, Key=f"{key}/sha256/ab/cut-{number // 2}")
    files = bucket.store._files
    real, asked = files.call_s3, []

    def in_pages(method: str, **given: Any) -> Any:
        if method != "list_multipart_uploads":
            return real(method, **given)
        after = (given.pop("KeyMarker", ""), given.pop("UploadIdMarker", ""))
        asked.append(after)
        told = real(method, **given)
        left = sorted((one["Key"], one["UploadId"]) for one in told.get("Uploads", ()))
        page = [one for one in left if one > after]
        last = page[:2][-1] if page else ("", "")
        return {
            "Uploads": [{"Key": path, "UploadId": upload} for path, upload in page[:2]],
            "IsTruncated": len(page) > 2,
            "NextKeyMarker": last[0],
            "NextUploadIdMarker": last[1],
        }

    monkeypatch.setattr(files, "call_s3", in_pages)
    bucket.store.keep(capture_of(b"abc"), b"abc")
    assert len(asked) == 3
    assert not bucket.files.call_s3("list_multipart_uploads", Bucket=name).get("Uploads", [])


def test_a_store_that_gives_no_next_page_is_not_asked_for_ever(bucket: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    files = bucket.store._files
    real = files.call_s3
    monkeypatch.setattr(
        files, "call_s3", lambda method, **given: {"IsTruncated": True} if method == "list_multipart_uploads" else real(method, **given)
    )
    bucket.store.keep(capture_of(b"abc"), b"abc")
    assert bucket.store.has(capture_of(b"abc").sha256)


def test_what_a_stop_left_in_another_folder_is_dropped(tmp_path: Path) -> None:
    store = FolderStore.elsewhere(tmp_path / "disk", MARK)
    store.write_mark(MARK)
    (tmp_path / "disk" / "unfinished" / "original-x").write_bytes(b"half")
    FolderStore.elsewhere(tmp_path / "disk", MARK).keep(capture_of(b"abc"), b"abc")
    assert list((tmp_path / "disk" / "unfinished").iterdir()) == []


def test_the_extra_is_named_where_its_package_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "s3fs", None)
    with pytest.raises(OnRecordError, match=r"s3://desk-evidence/case-a, for which the package s3fs is needed") as caught:
        ObjectStore("s3://desk-evidence/case-a", tmp_path, None).has("a" * 64)
    assert caught.value.hint == "pip install 'onrecord[objects]'"
