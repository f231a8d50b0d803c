"""Nothing is filled, signed or published on a log whose own chain of keys does not lead to whoever signed its checkpoint, and to us."""

import shutil
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import delete, select, update
from tests.both_verifiers import verify

from onrecord.errors import BrokenIntegrity, OnRecordError
from onrecord.ledger import Ledger, policy_of, reindex
from onrecord.ledger import index as kept_index
from onrecord.ledger.backup import back_up
from onrecord.ledger.entries import EntryType, KeptNote, KeptRotation, LoggedRecord, record_line
from onrecord.ledger.index import Connection
from onrecord.ledger.index.tables import CHECKPOINT, ENTRY, METADATA, RECORD
from onrecord.ledger.keys import NewKey, new_keys, private_keys, rotation, write_private, write_public
from onrecord.ledger.numbering import records_named
from onrecord.ledger.places import Places
from onrecord.ledger.publisher import Publisher, Signed
from onrecord.ledger.tlog.checkpoint import Head
from onrecord.ledger.tlog.note import Note, SigningKey
from onrecord.records import Record, canonical

FORGED = KeptNote(record="forged", role="witness")


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """Keys have nothing to do with where the index is: one kind will do."""
    return "sqlite"


@pytest.fixture
def full(open_ledger: Callable[[], Ledger], case: Path, make) -> Path:
    """A closed case with two reports that has never changed its key."""
    with open_ledger() as ledger:
        for number in (1, 2):
            document = make.document(number)
            ledger.keep(document.capture, document.text.encode())
            ledger.append_reading(document, make.reading(document))
    return case


@pytest.fixture
def changed(full: Path) -> tuple[Path, SigningKey]:
    """A closed case whose key was changed since it was stolen, and the stolen key."""
    old = own_key(full)
    with Ledger.open(full, create=False) as ledger:
        ledger.rotate_key(NewKey(compromised="2031-03-01"))
        ledger.append_note({"text": "seen"}, by="Ana Reyes")
    return full, old


def own_key(case: Path) -> SigningKey:
    return private_keys(case / "keys" / "log.key", missing="", hint="", change="")[0]


def stranger(case: Path) -> SigningKey:
    return new_keys(own_key(case).name, post_quantum=False)[0]


def extend(case: Path, by: SigningKey, *records: tuple[EntryType, Record]) -> None:
    """What somebody writes into ``log/`` and ``records/`` of a case: entries with a record each, under a checkpoint that a key signs."""
    publisher = Publisher(Places(case))
    edge, number = publisher.edge.copy(), records_named(publisher)
    last = msgspec.json.decode(next(body for _, body in publisher.entries(publisher.size - 1)))
    bodies, lines = [], []
    for kind, value in records:
        record = kept_index.new_record(kind, value)
        lines.append(record_line(LoggedRecord(number=number + len(lines), record=msgspec.Raw(record.body), salt=record.salt, type=kind)))
        entry = {key: last[key] for key in ("agent", "at", "v")} | {"sequence": edge.size, "type": kind, "generated": [record.digest]}
        bodies.append(canonical(entry))
        edge.append(bodies[-1])
    text = Head(by.name, edge.size, edge.root()).text()
    before = (body for _, body in publisher.entries(publisher.resume))
    publisher.publish(number, lines, chain(before, bodies), Signed.decoded(Note(text, (by.sign(text),)).encoded()))


def write(case: Path, step: Callable[[Connection], object]) -> None:
    """Write into the index, past the program."""
    connection = kept_index.store_of(Places(case)).connect_writer()
    try:
        step(connection)
        connection.commit()
    finally:
        connection.close()


def named_in_the_index(*keys: SigningKey) -> Callable[[Connection], None]:
    """Rows of the index that say that the log changed to these keys, one after another, in the place of other records."""

    def step(connection: Connection) -> None:
        for number, key in enumerate(keys, start=1):
            said = KeptRotation(old="x", new=key.verifier.encoded(), new_signature="x")
            connection.change(update(RECORD).where(RECORD.c.number == number).values(type="key-rotate", body=canonical(said)))

    return step


def without_changes(connection: Connection) -> None:
    """Hide in the index that the key was ever changed."""
    connection.change(update(RECORD).where(RECORD.c.type == "key-rotate").values(type="note"))


def emptied(connection: Connection) -> None:
    """An index that has nothing, as after a loss."""
    for table in reversed(METADATA.sorted_tables):
        if table.name != "migration":
            connection.change(delete(table))


def files_of(case: Path) -> dict[str, bytes]:
    folders = (case / name for name in ("log", "records", "keys"))
    return {str(path.relative_to(case)): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def refused(case: Path, tmp_path: Path, match: str = "is not signed with the key") -> None:
    """Neither opening nor ``reindex`` writes anything, and no backup holds what was forged."""
    files, contents = files_of(case), rows_of(case)
    with pytest.raises(BrokenIntegrity, match=match):
        Ledger.open(case, create=False)
    assert (files_of(case), rows_of(case)) == (files, contents)
    with pytest.raises(BrokenIntegrity, match=rf"{match}|was altered in the index"):
        reindex(case)
    assert (files_of(case), rows_of(case)) == (files, contents)
    try:
        back_up(case, tmp_path / "kept")
    except OnRecordError:
        pass
    else:
        assert b'"forged"' not in b"".join(path.read_bytes() for path in (tmp_path / "kept").rglob("*") if path.is_file())
        assert not verify(tmp_path / "kept").findings


def rows_of(case: Path) -> list[list[tuple[object, ...]]]:
    connection = kept_index.store_of(Places(case)).connect_reader()
    try:
        return [connection.all(select(table).order_by(*table.primary_key)) for table in (ENTRY, RECORD, CHECKPOINT)]
    finally:
        connection.close()


# --- the attacks --------------------------------------------------------------------------------------------------------


def test_a_key_that_only_the_index_names_signs_nothing(full: Path, tmp_path: Path):
    mine = stranger(full)
    extend(full, mine, ("note", FORGED))
    write(full, named_in_the_index(mine, own_key(full)))
    refused(full, tmp_path)


def test_a_key_that_the_index_says_the_log_began_with_signs_nothing(full: Path, tmp_path: Path):
    mine = stranger(full)
    extend(full, mine, ("note", FORGED))

    def step(connection: Connection) -> None:
        ((body,),) = connection.all(select(RECORD.c.body).where(RECORD.c.number == 0))
        other = body.replace(own_key(full).verifier.encoded().encode(), mine.verifier.encoded().encode())
        assert other != body
        connection.change(update(RECORD).where(RECORD.c.number == 0).values(body=other))

    write(full, step)
    refused(full, tmp_path)


@pytest.mark.parametrize("index", ["untouched", "without the change", "emptied", "gone"])
def test_the_old_key_signs_nothing_after_a_change(changed: tuple[Path, SigningKey], tmp_path: Path, index: str):
    case, old = changed
    extend(case, old, ("note", FORGED))
    if index == "without the change":
        write(case, without_changes)
    elif index != "untouched":
        write(case, emptied)
    if index == "gone":
        shutil.rmtree(case / "db")
        for attempt in (lambda: Ledger.open(case, create=False), lambda: reindex(case)):
            with pytest.raises(BrokenIntegrity, match="is not signed with the key"):
                attempt()
        return
    refused(case, tmp_path)


def test_a_history_from_before_a_change_is_not_gone_on_with(full: Path, tmp_path: Path):
    """Whoever stole a key may write on from before its change, as if there had been none; and repeat the change itself there."""
    old, fork = own_key(full), tmp_path / "fork"
    shutil.copytree(full, fork)
    with Ledger.open(full, create=False) as ledger:
        change = ledger.rotate_key(NewKey(compromised="2031-03-01"))
    for records in ([("note", FORGED)], [("note", FORGED), ("key-rotate", change)]):
        other = tmp_path / f"fork-{len(records)}"
        shutil.copytree(fork, other)
        extend(other, old, *records)
        for name in ("log", "records"):
            shutil.rmtree(full / name)
            shutil.copytree(other / name, full / name)
        write(full, emptied)
        refused(full, tmp_path, "is not the one that the log is signed with" if len(records) == 1 else "is not signed with the key")


def test_a_change_that_only_the_new_key_signed_is_not_followed_by_whoever_has_the_old_one(full: Path, tmp_path: Path):
    mine = stranger(full)
    extend(full, mine, ("key-rotate", rotation(own_key(full).verifier.encoded(), mine, None)), ("note", FORGED))
    refused(full, tmp_path, "is not the one that the log is signed with")


def test_a_change_back_to_our_key_cannot_be_made_up(full: Path, tmp_path: Path):
    own, mine = own_key(full).verifier.encoded(), stranger(full)
    back = msgspec.structs.replace(rotation(mine, mine, None), new=own)
    extend(full, mine, ("key-rotate", rotation(own, mine, None)), ("note", FORGED), ("key-rotate", back))
    refused(full, tmp_path, "changes the key and is not signed as a change must be")


def test_the_old_key_signs_nothing_while_both_keys_lie_in_the_case(changed: tuple[Path, SigningKey], tmp_path: Path):
    """A stop after the change and before the old key was gone; the index hides that there was a change."""
    case, old = changed
    places, new = Places(case), own_key(case)
    write_private(places, places.next_key, [new])
    write_private(places, places.private_key, [old])
    write_public(places, [old], [new])
    extend(case, old, ("note", FORGED))
    write(case, without_changes)
    refused(case, tmp_path)


def test_the_old_key_signs_nothing_where_the_new_one_was_lost(changed: tuple[Path, SigningKey]):
    case, old = changed
    extend(case, old, ("note", FORGED))
    write(case, without_changes)
    (case / "keys" / "log.key").unlink()
    files = files_of(case)
    for attempt in (lambda: Ledger.open(case, create=False, in_place_of_lost=NewKey()), lambda: reindex(case)):
        with pytest.raises(BrokenIntegrity, match=r"is not signed with the key|was altered in the index"):
            attempt()
        assert files_of(case) == files


# --- what it must not stand in the way of -------------------------------------------------------------------------------


def test_what_only_the_index_says_of_the_keys_is_named_as_its_own(changed: tuple[Path, SigningKey]):
    case, _ = changed
    files = files_of(case)
    for step in (without_changes, named_in_the_index(stranger(case))):
        copy = case.with_name("copy")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(case, copy)
        write(copy, step)
        with pytest.raises(BrokenIntegrity, match=r"The index .* says otherwise than the log .* how its key was changed") as told:
            Ledger.open(copy, create=False)
        assert "reindex" in (told.value.hint or "")
        assert files_of(copy) == files


def test_a_log_of_many_changes_fills_an_index(changed: tuple[Path, SigningKey]):
    case, first = changed
    with Ledger.open(case, create=False) as ledger:
        for _ in range(3):
            ledger.rotate_key(NewKey())
            ledger.append_note({"text": "seen again"}, by="Ana Reyes")
    shutil.rmtree(case / "db")
    with Ledger.open(case, create=False) as ledger:
        ledger.append_note({"text": "and again"}, by="Ana Reyes")
    reindex(case)
    assert not verify(case, policy_of(keys=[first.verifier.encoded()]), with_index=True).findings


def test_an_index_is_made_again_where_the_private_key_was_lost(changed: tuple[Path, SigningKey]):
    case, first = changed
    (case / "keys" / "log.key").unlink()
    write(case, emptied)
    reindex(case)
    assert not verify(case, policy_of(keys=[first.verifier.encoded()]), with_index=True).findings
    with Ledger.open(case, create=False, in_place_of_lost=NewKey()) as ledger:
        ledger.append_note({"text": "seen"}, by="Ana Reyes")
    assert not verify(case).findings


def test_an_older_private_key_in_the_place_of_the_lost_one_does_not_keep_from_saying_so(changed: tuple[Path, SigningKey]):
    case, old = changed
    places = Places(case)
    write_private(places, places.private_key, [old])
    with pytest.raises(BrokenIntegrity, match="is not the one that the log is signed with") as told:
        Ledger.open(case, create=False)
    assert "key rotate --lost" in (told.value.hint or "")
    with Ledger.open(case, create=False, in_place_of_lost=NewKey()) as ledger:
        ledger.append_note({"text": "seen"}, by="Ana Reyes")
    assert not verify(case).findings


def test_a_change_that_was_committed_and_not_published_is_followed(full: Path, kept, open_ledger):
    old, files = own_key(full).verifier.encoded(), kept.files()
    with open_ledger() as ledger:
        ledger.rotate_key(NewKey())
    kept.put_back(files)
    with open_ledger() as ledger:
        ledger.append_note({"text": "seen"}, by="Ana Reyes")
    assert not verify(full, policy_of(keys=[old]), with_index=True).findings


def test_the_record_of_a_change_is_taken_from_the_index_where_its_line_was_lost(changed: tuple[Path, SigningKey], kept):
    case, first = changed
    path = next((case / "records").glob("*.jsonl"))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:3]))
    Ledger.open(case, create=False).close()
    assert path.read_bytes().splitlines(keepends=True) == lines
    assert not verify(case, policy_of(keys=[first.verifier.encoded()]), with_index=True).findings
