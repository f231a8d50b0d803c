"""The model of a disk: what was synced is in every state, what was not may be in any part."""

import random

from benchmarks.custody.calls import Call, changes_disk, read_trace
from benchmarks.custody.disk import ROOT, Disk, Naming, State, Truncate, Write
from hypothesis import given
from hypothesis import strategies as st

CONTENT = st.binary(max_size=3_000)


def disk_with(name: str, data: bytes) -> tuple[Disk, int]:
    """A disk on which one file is durable."""
    disk = Disk()
    file = disk.new(folder=False, mode=0o644)
    disk.pending.append(Naming(come=((ROOT, name, file),)))
    disk.inodes[file].pending.append(Write(0, data))
    disk.sync(file)
    disk.sync(ROOT)
    return disk, file


def states(disk: Disk, seed: int = 1) -> list[State]:
    return list(disk.states(random.Random(seed), 20))


@given(CONTENT)
def test_what_was_synced_is_all_there_is(data: bytes) -> None:
    disk, _ = disk_with("a", data)
    (state,) = states(disk)
    assert state.files == {"a": (data, 0o644)}


@given(CONTENT, st.integers(0, 4_000), CONTENT, st.integers(0, 100))
def test_a_write_is_there_or_not_sector_by_sector(before: bytes, offset: int, new: bytes, seed: int) -> None:
    disk, file = disk_with("a", before)
    disk.inodes[file].pending.append(Write(offset, new))
    whole = bytearray(before.ljust(offset, b"\0") if new or offset > len(before) else before)
    whole[offset : offset + len(new)] = new
    for state in states(disk, seed):
        found, _ = state.files["a"]
        for start in range(0, len(found), 512):
            part = slice(start, min(start + 512, len(found)))
            wanted = (bytes(whole)[part], before.ljust(len(found), b"\0")[part], bytes(part.stop - start))
            assert found[part] in wanted, state.how


def test_a_name_needs_the_sync_of_its_folder() -> None:
    disk = Disk()
    file = disk.new(folder=False, mode=0o644)
    disk.pending.append(Naming(come=((ROOT, "a", file),)))
    disk.inodes[file].pending.append(Write(0, b"bytes"))
    disk.sync(file)
    assert {frozenset(state.files) for state in states(disk)} == {frozenset(), frozenset({"a"})}
    disk.sync(ROOT)
    assert {frozenset(state.files) for state in states(disk)} == {frozenset({"a"})}


def test_a_renamed_file_that_was_not_synced_may_be_empty_under_its_new_name() -> None:
    disk, old = disk_with("checkpoint", b"old")
    new = disk.new(folder=False, mode=0o644)
    disk.inodes[new].pending.append(Write(0, b"new"))
    disk.pending += [Naming(come=((ROOT, "tmp", new),)), Naming(gone=((ROOT, "tmp", new),), come=((ROOT, "checkpoint", new),))]
    found = {state.files["checkpoint"][0] for state in states(disk)}
    assert {b"old", b"new", b"", bytes(3)} <= found
    assert disk.inodes[old].data == b"old"


def test_a_truncation_may_be_lost() -> None:
    disk, file = disk_with("a", b"x" * 600)
    disk.inodes[file].pending.append(Truncate(10))
    assert {len(state.files["a"][0]) for state in states(disk)} == {10, 600}


def test_a_trace_is_read_back_with_bytes_paths_and_errors() -> None:
    lines = [
        r'7 openat(AT_FDCWD<\x2f\x74>, "\x2f\x74\x2f\x61", O_WRONLY|O_CREAT|O_CLOEXEC, 0666) = 3<\x2f\x74\x2f\x61>',
        r'7 pwrite64(3<\x2f\x74\x2f\x61>, "\x00\x22\x29", 3, 4096) = 3',
        r"7 fsync(3<\x2f\x74\x2f\x61>) = -1 EIO (Input/output error) (INJECTED)",
        "7 --- SIGKILL {si_signo=SIGKILL} ---",
        "7 +++ killed by SIGKILL +++",
    ]
    opened, written, synced = read_trace(lines)
    assert (opened.paths(), changes_disk(opened), opened.result) == (["/t/a"], True, 3)
    assert (written.strings, written.numbers, written.descriptor) == ([b'\0")'], [3, 4096], 3)
    assert (synced.error, synced.injected, synced.result, synced.paths()) == ("EIO", True, -1, ["/t/a"])
    assert not changes_disk(Call("openat", r'AT_FDCWD<\x2f>, "\x61", O_RDONLY', 3))
