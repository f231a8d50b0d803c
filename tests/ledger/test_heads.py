"""What a case hands out as its own – a checkpoint, a root, a key – is what its own log leads to."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.both_verifiers import verify

from onrecord.errors import BadInput, BrokenIntegrity
from onrecord.ledger import Ledger, head_of_log
from onrecord.ledger.keys import NewKey, new_keys, private_keys, write_public
from onrecord.ledger.places import Places
from onrecord.ledger.publisher import published
from onrecord.ledger.tlog import tiles
from onrecord.ledger.tlog.note import Note, SigningKey
from onrecord.ledger.tlog.tiles import HASH

STRANGER = r"is not signed with the key of its log"


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """The index is not asked: one kind will do."""
    return "sqlite"


@pytest.fixture
def full(open_ledger: Callable[[], Ledger], case: Path, make) -> Path:
    with open_ledger() as ledger:
        document = make.document(1)
        ledger.append_reading(document, make.reading(document))
    return case


def sign_anew(case: Path, key: SigningKey) -> None:
    """Exchange the checkpoint for one that says the same and that this key signed."""
    signed = published(Places(case))
    assert signed is not None
    (case / "log/checkpoint").write_bytes(Note(signed.head.text(), (key.sign(signed.head.text()),)).encoded())


def test_the_head_names_the_key_that_signed_it_first(full: Path) -> None:
    head = head_of_log(full)
    assert head.checkpoint is not None
    assert head.checkpoint.encode() == (full / "log/checkpoint").read_bytes()
    assert head.keys == ((full / "keys/log.vkey").read_text().strip(),)


def test_a_checkpoint_that_another_key_signed_is_not_handed_out(full: Path) -> None:
    (stranger,) = new_keys(head_of_log(full).origin, post_quantum=False)
    sign_anew(full, stranger)
    with pytest.raises(BrokenIntegrity, match=STRANGER):
        head_of_log(full)
    write_public(Places(full), [stranger])
    with pytest.raises(BrokenIntegrity, match=STRANGER):
        head_of_log(full)
    with pytest.raises(BrokenIntegrity, match=STRANGER):
        head_of_log(full, at=1)
    assert "ALTERED" in verify(full).verdict.upper()


def test_a_line_of_others_below_our_signature_is_not_handed_out(full: Path) -> None:
    signed = published(Places(full))
    assert signed is not None
    (stranger,) = new_keys(signed.head.origin, post_quantum=False)
    both = Note(signed.note.text, (*signed.note.signatures, stranger.sign(signed.note.text)))
    (full / "log/checkpoint").write_bytes(both.encoded())
    with pytest.raises(BrokenIntegrity, match="bears a signature line that is not by a key of the log"):
        head_of_log(full)


def test_a_log_of_others_in_the_place_of_ours_is_not_handed_out(full: Path, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "theirs", create=True) as ledger:
        ledger.append_note({"text": "forged"}, by="Nobody")
    for name in ("log", "records"):
        shutil.rmtree(full / name)
        shutil.copytree(tmp_path / "theirs" / name, full / name)
    shutil.copy(tmp_path / "theirs/keys/log.vkey", full / "keys/log.vkey")
    with pytest.raises(BrokenIntegrity, match="is not the one that the log is signed with"):
        head_of_log(full)


def test_a_key_that_the_log_never_had_is_not_handed_out(full: Path) -> None:
    ours = (full / "keys/log.vkey").read_text()
    (stranger,) = new_keys(head_of_log(full).origin, post_quantum=False)
    for text in (f"{stranger.verifier.encoded()}\n{ours}", f"{ours}{stranger.verifier.encoded()}\n"):
        (full / "keys/log.vkey").write_text(text)
        with pytest.raises(BrokenIntegrity, match=r"log\.vkey holds a key that the log never had"):
            head_of_log(full)
    (full / "keys/log.vkey").write_text("x\n")
    with pytest.raises(BadInput, match=r"log\.vkey"):
        head_of_log(full)


@pytest.mark.parametrize("post_quantum", [False, True])
def test_after_a_change_the_new_key_comes_first_and_the_old_one_may_stand_there(full: Path, *, post_quantum: bool) -> None:
    before = (full / "keys/log.vkey").read_text()
    old = private_keys(full / "keys/log.key", missing="", hint="", change="")
    with Ledger.open(full, create=False) as ledger:
        ledger.rotate_key(NewKey(post_quantum=post_quantum))
    now = (full / "keys/log.vkey").read_text()
    assert head_of_log(full).keys == tuple(now.split())
    (full / "keys/log.vkey").write_text(before + now)  # as while it is being changed
    assert head_of_log(full).keys == (now.split()[0], *(before + now).split()[:1], *now.split()[1:])
    (full / "keys/log.vkey").write_text(before)
    with pytest.raises(BrokenIntegrity, match=r"log\.vkey does not hold the key that the log is signed with"):
        head_of_log(full)
    (full / "keys/log.vkey").write_text(now)
    sign_anew(full, old[0])
    with pytest.raises(BrokenIntegrity, match=STRANGER):
        head_of_log(full)


def test_while_the_key_is_being_changed_the_coming_one_may_stand_there(full: Path) -> None:
    ours = head_of_log(full)
    (coming,) = new_keys(ours.origin, post_quantum=False)
    (full / "keys/log.key.next").write_text(f"{coming.encoded()}\n")
    (full / "keys/log.key.next").chmod(0o600)
    (full / "keys/log.vkey").write_text(f"{ours.keys[0]}\n{coming.verifier.encoded()}\n")
    assert head_of_log(full).keys[0] == ours.keys[0]
    assert not verify(full).findings


def test_whoever_has_no_private_key_is_told_as_well(full: Path) -> None:
    head = head_of_log(full)
    (full / "keys/log.key").unlink()
    assert head_of_log(full) == head
    (stranger,) = new_keys(head.origin, post_quantum=False)
    sign_anew(full, stranger)
    with pytest.raises(BrokenIntegrity, match=STRANGER):
        head_of_log(full)


def test_the_root_at_an_earlier_size_is_that_of_the_log_that_was_signed(open_ledger: Callable[[], Ledger], case: Path) -> None:
    """Whoever changed an entry cannot leave the old hash in a tile that the present root does not need."""
    with open_ledger() as ledger:
        for number in range(600):
            ledger.append_note({"text": f"{number}"}, by="Ana Reyes")
    kept = head_of_log(case, at=300)
    assert kept.last is not None
    tile = case / "log/tile/0/001"
    data = bytearray(tile.read_bytes())
    data[10 * HASH] ^= 1
    tile.write_bytes(data)
    with pytest.raises(BrokenIntegrity, match="does not have the root that the tile above it gives"):
        head_of_log(case, at=300)


def test_an_entry_that_was_altered_is_told_before_anything_is_handed_out(full: Path) -> None:
    (bundle,) = (full / "log/tile/entries/000.p").iterdir()
    bundle.write_bytes(bundle.read_bytes().replace(b'"type":"begin"', b'"type":"bigin"'))
    with pytest.raises(BrokenIntegrity, match="was altered: entry 0"):
        head_of_log(full)


@pytest.mark.parametrize("read", [0, 1, 2])
def test_whoever_asks_while_somebody_writes_is_told_what_the_log_says_then(full: Path, monkeypatch: pytest.MonkeyPatch, read: int) -> None:
    """What is published takes away the tile or bundle that was about to be read."""
    real, asked, before = tiles.read_plain, [], head_of_log(full).size

    def meanwhile(path: Path, most: int) -> bytes:
        asked.append(path)
        if len(asked) == read + 1:
            with Ledger.open(full, create=False) as ledger:
                ledger.append_note({"text": "seen"}, by="Ana Reyes")
            assert not path.exists()
        return real(path, most)

    monkeypatch.setattr(tiles, "read_plain", meanwhile)
    assert head_of_log(full).size == before + 1
    assert len(asked) > read


def test_records_that_cannot_be_read_are_told_from_records_that_are_missing(full: Path) -> None:
    (full / "records").rename(full / "elsewhere")
    with pytest.raises(BrokenIntegrity, match="names a record that is missing"):
        head_of_log(full)
    (full / "records").write_bytes(b"")
    with pytest.raises(BrokenIntegrity, match="records could not be read: Not a directory"):
        head_of_log(full)
