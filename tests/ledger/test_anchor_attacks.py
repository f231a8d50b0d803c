"""Attacks on what was kept outside, most of them by somebody who holds the key of the log: each is found, by its own code."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from tests.both_verifiers import verify

from onrecord.ledger import Ledger, index, policy_of
from onrecord.ledger.entries import KeptAnchor
from onrecord.ledger.tlog.checkpoint import Head
from onrecord.ledger.tlog.note import ED25519, Note, SigningKey
from onrecord.ledger.tlog.tiles import Tiles
from onrecord.ledger.tlog.tree import root
from onrecord.ledger.tlog.witness import Witness

DAY = 86_400


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """What is kept outside has nothing to do with where the index is: one kind will do."""
    return "sqlite"


@pytest.fixture
def wall_clock() -> None:
    """The real one, which those outside have as well."""


class Hands:
    """A witness's clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = datetime.now(UTC).timestamp()

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def witness(tmp_path: Path, hands: Hands) -> Witness:
    return Witness.new(tmp_path / "witness", "partner.example/w1", clock=hands)


@pytest.fixture
def authority(time_authority):
    return time_authority()


class Desk:
    """A case whose checkpoints are countersigned and stamped as it grows, and an insider who may do with it as he likes."""

    def __init__(self, case: Path, open_ledger: Callable[[], Ledger], make, witness: Witness, authority) -> None:
        self.case = case
        self.open = open_ledger
        self.witness = witness
        self.authority = authority
        self._make = make
        with self.open() as ledger:
            self.grow(ledger, 3)
            self.key = ledger.keys[0]
        witness.trust([self.key.verifier])

    def grow(self, ledger: Ledger, reports: int, word: str = "vale") -> None:
        start = ledger.log.signed
        for number in range(start, start + reports):
            document = self._make.document(number, id=f"{word}-{number}")
            ledger.append_reading(document, self._make.reading(document))

    def countersign(self, reports: int = 2) -> str:
        with self.open() as ledger:
            done = ledger.add_anchor(self.witness.answer(ledger.submission(self.witness.keys)).body, "x", keys=self.witness.keys)
            self.grow(ledger, reports)
        return done.file

    def stamp(self, reports: int = 2) -> str:
        with self.open() as ledger:
            done = ledger.add_anchor(self.authority.reply(ledger.query()), "x", certificates=[self.authority.root.read_bytes()])
            self.grow(ledger, reports)
        return done.file

    def enter(self, data: bytes, name: str, *, reports: int = 2) -> str:
        """Keep bytes as an anchor of the present checkpoint, unchecked, with an entry that fits them."""
        with self.open() as ledger:
            ledger.submission()
            size = ledger.log.size
            stamped = not data.startswith("\u2014".encode())
            file = f"{size}-{sha256(data).hexdigest()[:8]}.{'tsr' if stamped else 'cosig'}"
            (self.case / "anchors" / file).write_bytes(data)
            checkpoint = (self.case / "anchors" / f"{size}.checkpoint").read_bytes()
            record = KeptAnchor(
                kind="timestamp" if stamped else "cosignature",
                size=size,
                file=file,
                sha256=sha256(data).hexdigest(),
                name=name,
                checkpoint=sha256(checkpoint).hexdigest(),
            )
            kind = "anchor" if stamped else "witness"
            with ledger.append():
                ledger.add(kind, [index.new_record(kind, record)])
            self.grow(ledger, reports)
        return file

    def fork(self, reports: int = 20) -> None:
        """Another history from the first entry on, signed with the same key, longer than the true one."""
        kept = {file.name: file.read_bytes() for file in (self.case / "keys").iterdir()}
        shutil.rmtree(self.case)
        (self.case / "keys").mkdir(parents=True)
        for name, data in kept.items():
            (self.case / "keys" / name).write_bytes(data)
            (self.case / "keys" / name).chmod(0o600)
        with self.open() as ledger:
            self.grow(ledger, reports, "shore")

    def anchor(self, name: str) -> Path:
        return self.case / "anchors" / name

    def found(self, *, known: bool = True, **given: object) -> set[str]:
        """The codes of the findings; ``known``: with the keys of the witness and the authority."""
        if known:
            given = {"witnesses": [self.witness.keys[0].encoded()], "authorities": [self.authority.root], **given}
        return {one.code for one in verify(self.case, policy_of(**given)).findings}  # type: ignore[arg-type]

    def left_open(self, *, known: bool = True) -> set[str]:
        given = {"witnesses": [self.witness.keys[0].encoded()], "authorities": [self.authority.root]} if known else {}
        return {one.code for one in verify(self.case, policy_of(**given)).not_shown}  # type: ignore[arg-type]


@pytest.fixture
def desk(case: Path, open_ledger, make, witness: Witness, authority) -> Desk:
    return Desk(case, open_ledger, make, witness, authority)


def test_what_was_done_in_order_is_found_in_order(desk: Desk):
    desk.countersign()
    desk.stamp()
    assert desk.found() == set()
    assert desk.left_open() == {"key-not-pinned", "not-covered"}
    assert {"no-witness", "no-token", "not-checked"} <= desk.left_open(known=False)


def test_a_token_that_was_altered(desk: Desk):
    file = desk.anchor(desk.stamp())
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    assert desk.found() == {"anchor.altered"} == desk.found(known=False)


def test_a_token_that_was_altered_with_its_entry(desk: Desk):
    with desk.open() as ledger:
        data = bytearray(desk.authority.reply(ledger.query()))
    data[-1] ^= 1
    desk.enter(bytes(data), desk.authority.name)
    assert desk.found() == {"anchor.signature"}


def test_a_time_stamp_that_is_filed_again_under_a_later_checkpoint(desk: Desk):
    earlier = desk.anchor(desk.stamp()).read_bytes()
    desk.enter(earlier, desk.authority.name)
    assert desk.found() == {"anchor.replayed"} == desk.found(known=False)


def test_a_time_stamp_of_another_checkpoint(desk: Desk, tmp_path: Path):
    with desk.open() as ledger:
        earlier = desk.authority.reply(ledger.query())
        size = ledger.log.size
        desk.grow(ledger, 2)
    desk.anchor(f"{size}.checkpoint").unlink()
    desk.enter(earlier, desk.authority.name)
    assert desk.found() == {"anchor.mismatch"} == desk.found(known=False)


def test_a_time_stamp_by_another_authority_than_the_entry_names(desk: Desk, time_authority):
    with desk.open() as ledger:
        data = time_authority("Shore Time Authority").reply(ledger.query())
    desk.enter(data, desk.authority.name)
    assert desk.found() == {"anchor.authority"} == desk.found(known=False)


def test_a_time_stamp_by_another_authority_under_the_same_name(desk: Desk, time_authority):
    with desk.open() as ledger:
        data = time_authority(desk.authority.name.removeprefix("CN=")).reply(ledger.query())
    desk.enter(data, desk.authority.name)
    assert desk.found() == {"anchor.authority"}


def test_a_time_stamp_by_an_authority_that_was_not_given_counts_for_nothing(desk: Desk, time_authority):
    other = time_authority("Shore Time Authority")
    with desk.open() as ledger:
        data = other.reply(ledger.query())
    desk.enter(data, other.name)
    assert desk.found() == set()
    assert {"no-token", "other-authority"} <= desk.left_open()


def test_a_time_stamp_from_before_its_certificate(desk: Desk, time_authority):
    early = time_authority("Early Time Authority", begins=datetime.now(UTC) + timedelta(days=2))
    with desk.open() as ledger:
        data = early.reply(ledger.query())
    desk.enter(data, early.name)
    assert desk.found(authorities=[early.root]) == {"anchor.backdated"}


def test_a_time_stamp_that_is_older_than_what_its_checkpoint_holds(desk: Desk, hands: Hands, monkeypatch: pytest.MonkeyPatch):
    """The witness signed tomorrow, and the entry of that is in the tree that the authority stamped today; kept by somebody whose program
    lets that pass."""
    monkeypatch.setattr(Ledger, "_refuse_time", lambda *_: None)
    hands.seconds += DAY
    desk.countersign()
    desk.stamp()
    assert desk.found() == {"anchor.backdated"}


def test_clocks_that_are_a_little_apart_are_not_accused(desk: Desk, hands: Hands):
    hands.seconds += 60
    desk.countersign()
    desk.stamp()
    assert desk.found() == set()


def test_a_cosignature_of_another_checkpoint(desk: Desk):
    with desk.open() as ledger:
        earlier = desk.witness.answer(ledger.submission()).body
        size = ledger.log.size
        desk.grow(ledger, 2)
    desk.anchor(f"{size}.checkpoint").unlink()
    desk.enter(earlier, desk.witness.keys[0].name)
    assert desk.found() == {"anchor.cosignature"}
    assert desk.found(known=False) == set(), "only its key can tell"
    assert "no-witness" in desk.left_open(known=False)


def test_a_cosignature_that_is_filed_again_under_a_later_checkpoint(desk: Desk):
    earlier = desk.anchor(desk.countersign()).read_bytes()
    desk.enter(earlier, desk.witness.keys[0].name)
    assert desk.found() == {"anchor.replayed"}


def test_a_cosignature_by_another_witness_under_the_same_name(desk: Desk, tmp_path: Path):
    impostor = Witness.new(tmp_path / "impostor", "partner.example/w1")
    impostor.trust([desk.key.verifier])
    with desk.open() as ledger:
        data = impostor.answer(ledger.submission()).body
    desk.enter(data, "partner.example/w1")
    assert desk.found() == {"anchor.witness"}


def test_a_cosignature_by_another_witness_than_the_entry_names(desk: Desk, tmp_path: Path):
    other = Witness.new(tmp_path / "other", "other.example/w")
    other.trust([desk.key.verifier])
    with desk.open() as ledger:
        data = other.answer(ledger.submission()).body
    desk.enter(data, "partner.example/w1")
    assert desk.found() == {"anchor.witness"} == desk.found(known=False)


def test_a_witness_that_changed_its_key_is_given_with_both(desk: Desk, tmp_path: Path):
    later = Witness.new(tmp_path / "later", "partner.example/w1")
    desk.countersign()
    keys = [later.keys[0].encoded(), desk.witness.keys[0].encoded()]
    assert desk.found(known=False, witnesses=keys) == set()
    assert desk.found(known=False, witnesses=keys[:1]) == {"anchor.witness"}


# --- forks and rollbacks ----------------------------------------------------------------------------------------------


@pytest.fixture
def anchored(desk: Desk) -> dict[str, bytes]:
    """What lay in ``anchors/`` before the fork: a checkpoint that was countersigned and one that was stamped."""
    desk.countersign()
    desk.stamp()
    return {file.name: file.read_bytes() for file in (desk.case / "anchors").iterdir()}


def put_back(desk: Desk, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        desk.anchor(name).write_bytes(data)


def test_a_fork_without_anything_kept_looks_sound_and_that_is_said(desk: Desk, anchored: dict[str, bytes]):
    desk.fork()
    assert desk.found() == set()
    assert {"no-witness", "no-token", "no-earlier-checkpoint"} <= desk.left_open()


def test_a_fork_is_found_with_one_earlier_checkpoint(desk: Desk, anchored: dict[str, bytes], tmp_path: Path):
    kept = tmp_path / "kept.checkpoint"
    kept.write_bytes(next(data for name, data in sorted(anchored.items()) if name.endswith(".checkpoint")))
    desk.fork()
    assert desk.found(known=False, checkpoints=[kept]) == {"history.fork"}


def test_a_fork_that_keeps_the_anchors_fails_against_them(desk: Desk, anchored: dict[str, bytes]):
    desk.fork()
    put_back(desk, anchored)
    assert desk.found(known=False) == {"history.fork"} == desk.found()


def forked_checkpoint(desk: Desk, size: int) -> bytes:
    """The checkpoint that the forked log would have had at a size, signed by the insider."""
    with desk.open() as ledger:
        tiles = Tiles(ledger.places.log, ledger.log.size)
    text = Head(desk.key.name, size, root(size, tiles.node)).text()
    return Note(text, (desk.key.sign(text),)).encoded()


def test_a_fork_that_signs_the_kept_checkpoints_anew_fails_against_cosignature_and_token(desk: Desk, anchored: dict[str, bytes]):
    desk.fork()
    put_back(desk, anchored)
    for name in anchored:
        if name.endswith(".checkpoint"):
            desk.anchor(name).write_bytes(forked_checkpoint(desk, int(name.partition(".")[0])))
    assert desk.found() == {"anchor.cosignature", "anchor.mismatch"}


def test_a_fork_that_enters_the_old_anchors_again_fails_against_them(desk: Desk, anchored: dict[str, bytes]):
    desk.fork(2)
    for name, data in anchored.items():
        if name.endswith(".cosig"):
            desk.enter(data, desk.witness.keys[0].name)
        elif name.endswith(".tsr"):
            desk.enter(data, desk.authority.name)
    assert desk.found() == {"anchor.cosignature", "anchor.mismatch"}


def test_a_rollback_is_found_with_a_later_checkpoint(desk: Desk, tmp_path: Path):
    shutil.copytree(desk.case, tmp_path / "old")
    desk.countersign()
    kept = tmp_path / "kept.checkpoint"
    kept.write_bytes((desk.case / "log" / "checkpoint").read_bytes())
    shutil.rmtree(desk.case)
    shutil.copytree(tmp_path / "old", desk.case)
    assert desk.found(known=False, checkpoints=[kept]) == {"history.rollback"}
    assert desk.found() == set()


def test_a_rollback_that_leaves_the_anchors_fails_against_them(desk: Desk, tmp_path: Path):
    shutil.copytree(desk.case, tmp_path / "old")
    desk.countersign()
    desk.stamp()
    anchored = {file.name: file.read_bytes() for file in (desk.case / "anchors").iterdir()}
    shutil.rmtree(desk.case)
    shutil.copytree(tmp_path / "old", desk.case)
    put_back(desk, anchored)
    assert desk.found(known=False) == {"history.rollback"}


def test_a_log_that_was_cut_and_lost_its_checkpoint(desk: Desk):
    (desk.case / "log" / "checkpoint").unlink()
    bundle = next((desk.case / "log" / "tile" / "entries").glob("*.p/*"))
    bundle.write_bytes(bundle.read_bytes()[:-40])
    verdict = verify(desk.case)
    assert verdict.exit == 5
    assert {one.code for one in verdict.findings} == {"checkpoint.missing"}


@pytest.mark.parametrize("kept", ["kept", "given"])
def test_a_checkpoint_that_the_log_never_signed(desk: Desk, anchored: dict[str, bytes], kept: str, tmp_path: Path):
    name = next(name for name in sorted(anchored) if name.endswith(".checkpoint"))
    stranger = SigningKey(desk.key.name, ED25519, b"\x05" * 32)
    text = anchored[name].decode().split("\n\n")[0] + "\n"
    forged = f"{text}\n{stranger.sign(text).line()}".encode()
    if kept == "given":
        file = tmp_path / "given.checkpoint"
        file.write_bytes(forged)
        assert desk.found(checkpoints=[file]) == {"anchor.foreign"}
    else:
        desk.anchor(name).write_bytes(forged)
        assert "anchor.foreign" in desk.found()


def test_a_checkpoint_of_another_log(desk: Desk, tmp_path: Path):
    stranger = SigningKey("onrecord/ffffffffffffffff", ED25519, b"\x05" * 32)
    text = f"{stranger.name}\n3\n{'A' * 43}=\n"
    file = tmp_path / "other.checkpoint"
    file.write_text(f"{text}\n{stranger.sign(text).line()}")
    assert desk.found(checkpoints=[file]) == {"anchor.foreign"}


def test_what_is_missing_misfiled_or_put_there(desk: Desk, anchored: dict[str, bytes]):
    cosignature = next(name for name in anchored if name.endswith(".cosig"))
    desk.anchor(cosignature).unlink()
    assert desk.found() == {"anchor.missing"}
    put_back(desk, anchored)
    desk.anchor("notes.txt").write_text("x")
    assert desk.found() == {"anchor.unexpected"}
    desk.anchor("notes.txt").unlink()
    first, last = sorted((name for name in anchored if name.endswith(".checkpoint")), key=lambda name: int(name.partition(".")[0]))
    desk.anchor("2.checkpoint").write_bytes(anchored[first])
    assert desk.found() == {"anchor.mismatch"}
    desk.anchor("2.checkpoint").unlink()
    desk.anchor(last).write_bytes(anchored[first])
    assert "anchor.altered" in desk.found()


def test_an_entry_that_names_a_file_elsewhere_is_not_followed(desk: Desk):
    with desk.open() as ledger:
        ledger.submission()
        record = KeptAnchor(kind="timestamp", size=ledger.log.size, file="../keys/log.key", sha256="0" * 64, name="x", checkpoint="0" * 64)
        with ledger.append():
            ledger.add("anchor", [index.new_record("anchor", record)])
    assert desk.found() == {"record.malformed"}


def test_a_time_stamp_under_another_name(desk: Desk):
    file = desk.anchor(desk.stamp())
    file.with_name(f"{file.name.partition('-')[0]}-00000000.tsr").write_bytes(file.read_bytes())
    assert desk.found() == {"anchor.mismatch"}


def test_every_byte_of_what_is_kept_counts(desk: Desk, anchored: dict[str, bytes]):
    for name, data in anchored.items():
        for at in range(0, len(data), 29):
            altered = bytearray(data)
            altered[at] ^= 0x10
            desk.anchor(name).write_bytes(altered)
            assert "anchor.altered" in desk.found(known=False), (name, at)
        desk.anchor(name).write_bytes(data)


# --- a quorum ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def second(desk: Desk, tmp_path: Path) -> Witness:
    made = Witness.new(tmp_path / "second", "library.example/w")
    made.trust([desk.key.verifier])
    return made


@pytest.fixture
def policy(desk: Desk, second: Witness, tmp_path: Path) -> Path:
    file = tmp_path / "policy.txt"
    file.write_text(
        f"log {desk.key.verifier.encoded()}\nwitness partner {desk.witness.keys[0].encoded()}\n"
        f"witness library {second.keys[0].encoded()}\ngroup both all partner library\nquorum both\n"
    )
    return file


def test_a_quorum_is_met_by_two_on_one_checkpoint(desk: Desk, second: Witness, policy: Path):
    assert desk.found(known=False, quorum=policy) == {"witness.quorum"}
    with desk.open() as ledger:
        request = ledger.submission()
        ledger.add_anchor(desk.witness.answer(request).body, "x", keys=desk.witness.keys)
    verdict = verify(desk.case, policy_of(quorum=policy))
    assert (verdict.exit, {one.code for one in verdict.findings}) == (4, {"witness.quorum"})
    assert "key-not-pinned" not in {one.code for one in verdict.not_shown}
    with desk.open() as ledger:
        ledger.add_anchor(second.answer(request).body, "x", keys=second.keys)
    assert desk.found(known=False, quorum=policy) == set()


def test_a_quorum_is_not_met_by_two_on_different_checkpoints(desk: Desk, second: Witness, policy: Path):
    desk.countersign()
    with desk.open() as ledger:
        ledger.add_anchor(second.answer(ledger.submission()).body, "x", keys=second.keys)
    assert desk.found(known=False, quorum=policy) == {"witness.quorum"}


def test_a_fork_that_dropped_everything_does_not_meet_the_quorum(desk: Desk, second: Witness, policy: Path):
    with desk.open() as ledger:
        request = ledger.submission()
        for one in (desk.witness, second):
            ledger.add_anchor(one.answer(request).body, "x", keys=one.keys)
    assert desk.found(known=False, quorum=policy) == set()
    desk.fork()
    assert desk.found(known=False, quorum=policy) == {"witness.quorum"}


def test_a_given_checkpoint_may_bring_its_cosignatures(desk: Desk, second: Witness, policy: Path, tmp_path: Path):
    with desk.open() as ledger:
        request = ledger.submission()
    checkpoint = request.partition(b"\n\n")[2]
    kept = tmp_path / "cosigned.checkpoint"
    kept.write_bytes(checkpoint + desk.witness.answer(request).body + second.answer(request).body)
    assert desk.found(known=False, quorum=policy, checkpoints=[kept]) == set()
    desk.fork()
    assert desk.found(known=False, quorum=policy, checkpoints=[kept]) == {"history.fork", "witness.quorum"}


def test_a_policy_that_names_another_log_pins_its_key(desk: Desk, tmp_path: Path):
    file = tmp_path / "policy.txt"
    file.write_text(f"log {SigningKey('onrecord/ffffffffffffffff', ED25519, bytes(32)).verifier.encoded()}\nquorum none\n")
    assert desk.found(known=False, quorum=file) == {"key.other"}
