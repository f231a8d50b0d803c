"""What somebody writes into the index who has not the key of the log is not signed, not published and not shown for long."""

import json
import re
import shutil
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, update
from tests.both_verifiers import verify

from onrecord.errors import BrokenIntegrity, NoCase
from onrecord.ledger import Ledger, View, reindex
from onrecord.ledger.backup import back_up
from onrecord.ledger.entries import KeptReading, salted_digest
from onrecord.ledger.index import Connection
from onrecord.ledger.index.lines import last_checkpoint
from onrecord.ledger.index.tables import CHECKPOINT, ENTRY, READING, RECORD
from onrecord.ledger.keys import new_keys
from onrecord.ledger.tlog.checkpoint import Head, read_checkpoint
from onrecord.ledger.tlog.note import Note
from onrecord.ledger.tlog.tiles import Edge
from onrecord.records import canonical, decode

SALT = "0" * 32
FORGED = 4321
"""What the forged reading says."""

Write = Callable[[Callable[[Connection], None]], None]


@pytest.fixture
def full(open_ledger: Callable[[], Ledger], case: Path, make) -> Path:
    """A closed case with two reports and a note."""
    with open_ledger() as ledger:
        for number in (1, 2):
            document = make.document(number)
            ledger.keep(document.capture, document.text.encode())
            ledger.append_reading(document, make.reading(document))
        ledger.append_note({"name": "Olga Moss"}, by="Ana Reyes", role="witness")
    return case


@pytest.fixture
def write(full: Path, index) -> Write:
    """Write into the index, past the program."""
    return partial(index.write, full)


def ends(connection: Connection) -> tuple[int, int]:
    (entry,), (record,) = connection.all(select(func.max(ENTRY.c.sequence))), connection.all(select(func.max(RECORD.c.number)))
    return entry[0] + 1, record[0] + 1


def put_record(connection: Connection, number: int, sequence: int, kind: str, body: bytes) -> str:
    digest = salted_digest(SALT, body)
    row = {"number": number, "id": sha256(body).hexdigest(), "type": kind, "sequence": sequence, "body": body, "salt": SALT}
    connection.change(insert(RECORD), row | {"digest": digest})
    return digest


def put_entry(connection: Connection) -> None:
    """A note that nobody made: an entry and its record."""
    sequence, number = ends(connection)
    last = json.loads(connection.all(select(ENTRY.c.body).where(ENTRY.c.sequence == sequence - 1))[0][0])
    body = canonical({"_sd": [], "record": str(sequence), "report": None, "role": "witness"})
    entry = {key: last[key] for key in ("agent", "at", "v")}
    entry |= {"sequence": sequence, "type": "note", "generated": [salted_digest(SALT, body)], "actor": "p-00000000"}
    connection.change(insert(ENTRY), {"sequence": sequence, "type": "note", "body": canonical(entry)})
    put_record(connection, number, sequence, "note", body)


def put_reading(connection: Connection, number: int | None = None) -> None:
    """A reading that nobody made in the place of that of the first report."""
    sequence, following = ends(connection)
    number = following if number is None else number
    row = connection.all(select(READING).where(READING.c.name == "report-1"))[0]
    kept = decode(connection.all(select(RECORD.c.body).where(RECORD.c.number == row[0]))[0][0], KeptReading)
    body = canonical(kept).replace(b'"min":3', b'"min":%d' % FORGED).replace(b'"max":3', b'"max":%d' % FORGED)
    put_record(connection, number, sequence - 1, "reading", body)
    connection.change(update(READING).where(READING.c.name == "report-1").values(current=0))
    fresh = dict(zip((column.name for column in READING.columns), row, strict=True))
    connection.change(insert(READING), fresh | {"number": number, "id": sha256(body).hexdigest(), "current": 1})


def sign_all(connection: Connection, *, origin: str | None = None) -> None:
    """The checkpoint in the index, made by somebody with another key, or by nobody."""
    edge = Edge()
    for (body,) in connection.all(select(ENTRY.c.body).order_by(ENTRY.c.sequence)):
        edge.append(body)
    kept = last_checkpoint(connection)
    assert kept is not None
    head, note = read_checkpoint(kept[1])
    text = Head(head.origin, edge.size, edge.root()).text()
    (key,) = new_keys(head.origin, post_quantum=False)
    signature = key.sign(text) if origin is None else note.signatures[0]
    connection.change(delete(CHECKPOINT))
    connection.change(insert(CHECKPOINT), {"size": edge.size, "note": Note(text, (signature,)).encoded()})


def resized(connection: Connection) -> None:
    connection.change(update(CHECKPOINT).values(size=ends(connection)[0]))


UNSIGNED: dict[str, tuple[Callable[[Connection], None], ...]] = {
    "at the old size": (put_entry,),
    "several": (put_entry, put_entry),
    "another size beside the note": (put_entry, resized),
    "signed with another key": (put_entry, sign_all),
    "with the old signature": (put_entry, lambda connection: sign_all(connection, origin="old")),
    "without any checkpoint": (put_entry, lambda connection: connection.change(delete(CHECKPOINT)) and None),
    "no note": (put_entry, lambda connection: connection.change(update(CHECKPOINT).values(note=b"\xff rubbish")) and None),
}


@pytest.mark.parametrize("attack", UNSIGNED)
def test_entries_that_nobody_signed_are_refused(full: Path, write: Write, open_ledger, kept, attack: str):
    files = kept.files()
    for step in UNSIGNED[attack]:
        write(step)
    for _ in range(2):
        with pytest.raises(
            BrokenIntegrity, match=r"holds (an entry|2 entries), from \d+ on, that the key of the log did not sign"
        ) as caught:
            open_ledger()
        assert "reindex" in (caught.value.hint or "")
    assert kept.files() == files
    assert "index.differs" in {one.code for one in verify(full, with_index=True).findings}


@pytest.mark.parametrize("attack", UNSIGNED)
def test_reindex_puts_them_aside_and_takes_the_log(full: Path, write: Write, open_ledger, kept, index, attack: str):  # noqa: PLR0917
    files, before = kept.files(), index.contents(full)
    for step in UNSIGNED[attack]:
        write(step)
    done = reindex(full)
    assert any("did not sign" in told and "put aside as" in told for told in done.repairs)
    assert (kept.files(), index.contents(full)) == (files, before)
    open_ledger().close()
    assert verify(full, with_index=True).exit == 0


@pytest.mark.parametrize("attack", UNSIGNED)
def test_a_backup_has_none_of_them(full: Path, write: Write, tmp_path: Path, attack: str):
    for step in UNSIGNED[attack]:
        write(step)
    try:
        back_up(full, tmp_path / "kept")
    except (BrokenIntegrity, NoCase):
        assert attack not in ("at the old size", "several", "another size beside the note")
    else:
        assert verify(tmp_path / "kept").exit == 0
        assert b"p-00000000" not in b"".join(path.read_bytes() for path in (tmp_path / "kept").rglob("*") if path.is_file())


@pytest.mark.parametrize("entries", [0, 3])
def test_what_is_signed_and_not_published_is_believed_and_no_more(full: Path, write: Write, open_ledger, kept, entries: int):
    """After a stop before publishing, entries that somebody put behind those that were committed are told from them."""
    whole = kept.files()
    kept.cut(entries)
    write(put_entry)
    with pytest.raises(BrokenIntegrity, match="holds an entry, from"):
        open_ledger()
    reindex(full)
    assert kept.files() == whole
    open_ledger().close()
    assert verify(full, with_index=True).exit == 0


def minimum(case: Path) -> float | None:
    with View.open(case) as view:
        (reading,) = (one for one in view.readings() if one.id == "report-1")
        return reading.figures[0].min


@pytest.mark.parametrize("number", [None, 5000, -7], ids=["next", "far", "before"])
@pytest.mark.parametrize("how", ["open", "reindex", "cut"])
def test_a_reading_that_no_entry_names_is_gone_with_the_next_opening(  # noqa: PLR0917
    full: Path, write: Write, open_ledger, kept, index, how: str, number: int | None
):
    files, before = kept.files(), index.contents(full)
    write(lambda connection: put_reading(connection, number))
    assert minimum(full) == FORGED
    assert "index.differs" in {one.code for one in verify(full, with_index=True).findings}
    if how == "cut":
        kept.cut(3)
    done: Any = reindex(full) if how == "reindex" else open_ledger()
    assert any("rows that no signed entry names" in told and "put aside as" in told for told in done.repairs)
    assert kept.files() == files
    if how != "reindex":
        done.append_note({"text": "seen"}, by="Ana Reyes")
        done.close()
    else:
        assert index.contents(full) == before
    assert minimum(full) == 3
    assert verify(full, with_index=True).exit == 0


def test_a_reading_that_no_entry_names_is_gone_also_where_the_index_is_behind_its_log(full: Path, write: Write, open_ledger, kept, make):
    older = full.with_name("older")
    shutil.copytree(full / "db", older)
    files = kept.files()
    with open_ledger() as ledger:
        ledger.append_reading(make.document(3), make.reading(make.document(3)))
    later = kept.files()
    assert later != files
    if not (older / "index.sqlite").exists():
        pytest.skip("a schema is not put back by copying a folder")
    shutil.rmtree(full / "db")
    older.rename(full / "db")
    write(put_reading)
    with open_ledger() as ledger:
        assert any("no signed entry names" in told for told in ledger.repairs)
    assert kept.files() == later
    assert minimum(full) == 3


def test_what_is_written_into_the_index_while_a_case_is_open_is_not_signed(full: Path, open_ledger, kept):
    for step in (put_entry, put_reading):
        files = kept.files()
        ledger = open_ledger()
        step(ledger.connection)
        ledger.connection.commit()
        ledger.append_note({"text": "seen"}, by="Ana Reyes")
        if step is put_entry:
            with pytest.raises(BrokenIntegrity, match="than was appended"):
                ledger.commit()
            ledger.close()
            assert kept.files() == files
            reindex(full)
        else:
            ledger.close()
            open_ledger().close()
        assert minimum(full) == 3
        assert verify(full, with_index=True).exit == 0


def test_a_record_that_somebody_says_was_erased_is_written_whole_or_not_at_all(full: Path, write: Write, open_ledger, kept, tmp_path: Path):
    kept.cut(3)
    write(lambda connection: connection.change(update(RECORD).where(RECORD.c.number == 6).values(erased=1)) and None)
    with pytest.raises(BrokenIntegrity, match="Record 6 was altered in the index"):
        open_ledger()
    with pytest.raises(BrokenIntegrity, match="Record 6 was altered in the index"):
        back_up(full, tmp_path / "kept")


def test_a_backup_is_not_blanked_by_the_index_alone(full: Path, write: Write, tmp_path: Path):
    back_up(full, tmp_path / "kept")
    write(lambda connection: connection.change(update(RECORD).where(RECORD.c.number == 2).values(erased=1)) and None)
    back_up(full, tmp_path / "kept")
    assert verify(tmp_path / "kept").exit == 0


def test_a_note_without_what_it_discloses_is_not_published(full: Path, write: Write, open_ledger, kept):
    kept.cut(3)
    write(lambda connection: connection.change(update(RECORD).where(RECORD.c.type == "note").values(disclosures=None)) and None)
    with pytest.raises(BrokenIntegrity, match="was altered in the index"):
        open_ledger()


CHANGED: dict[str, Callable[[Connection], object]] = {
    "no disclosures": lambda connection: connection.change(update(RECORD).where(RECORD.c.type == "note").values(disclosures=None)),
    "disclosures that are none": lambda connection: connection.change(
        update(RECORD).where(RECORD.c.type == "note").values(disclosures="[")
    ),
    "another salt": lambda connection: connection.change(update(RECORD).where(RECORD.c.type == "note").values(salt="x")),
    "said to be erased": lambda connection: connection.change(
        update(RECORD).where(RECORD.c.type == "note").values(erased=1, body=b"", salt="", disclosures=None)
    ),
    "gone": lambda connection: connection.change(delete(RECORD).where(RECORD.c.type == "note")),
    "another note": lambda connection: connection.change(
        update(RECORD).where(RECORD.c.type == "note").values(body=OTHER, salt=SALT, digest=salted_digest(SALT, OTHER), disclosures=None)
    ),
}
OTHER = canonical({"_sd": [], "record": None, "report": None, "role": "other"})


def protected(case: Path) -> tuple[str, ...]:
    with View.open(case) as view:
        return view.chain(["report-1"]).protected


@pytest.mark.parametrize("change", CHANGED)
def test_a_chain_is_not_given_where_a_note_was_altered_that_names_somebody(full: Path, write: Write, change: str):
    assert protected(full) == ("Olga Moss",)
    write(lambda connection: CHANGED[change](connection) and None)
    with pytest.raises(BrokenIntegrity, match=r"altered in the index|name different records|as erased, and no entry"):
        protected(full)


def test_a_chain_is_not_given_of_a_reading_that_no_entry_names(full: Path, write: Write):
    write(put_reading)
    with pytest.raises(BrokenIntegrity, match=r"No entry of the log .* names record"):
        protected(full)


@pytest.mark.parametrize("change", ["no disclosures", "disclosures that are none", "another salt", "gone", "another note"])
def test_the_index_is_named_where_a_record_was_altered_in_it_alone_and_made_anew(full: Path, write: Write, kept, change: str):
    files = kept.files()
    write(lambda connection: CHANGED[change](connection) and None)
    with pytest.raises(BrokenIntegrity, match=r"^Record \d+ was altered in the index") as caught:
        Ledger.open(full, create=False)
    assert "`onrecord reindex` puts the index aside" in (caught.value.hint or "")
    assert re.match(
        r"The index .* was altered: record \d+ in it is not the one that the log has\. It was put aside as", reindex(full).repairs[-1]
    )
    assert kept.files() == files
    assert protected(full) == ("Olga Moss",)


def test_the_log_is_named_where_a_record_was_altered_in_it_alone(full: Path, kept):
    lines = kept.lines()
    *_, last = lines
    disclosed = json.loads(last)["disclosures"]
    kept.write_lines([*lines[:-1], last.replace(disclosed[0].encode(), b"WyJ4Il0")])
    with pytest.raises(BrokenIntegrity, match=rf"jsonl, line {len(lines)} was altered: it is not the record that its entry names"):
        Ledger.open(full, create=False)
