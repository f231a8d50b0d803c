"""A witness: every status of the protocol, what it keeps before it answers, and that it never goes back."""

import contextlib
import http.client
import stat
import threading
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BrokenIntegrity, WrongUse
from onrecord.ledger.tlog.checkpoint import Head
from onrecord.ledger.tlog.note import (
    ED25519,
    ED25519_COSIGNATURE,
    MLDSA44,
    Note,
    NoteFault,
    SigningKey,
    VerifierKey,
    read_note,
    read_signatures,
    time_of,
)
from onrecord.ledger.tlog.tree import complete_root, consistency_proof, leaf_hash, root
from onrecord.ledger.tlog.witness import SIZE_TYPE, Answer, Submission, Witness
from onrecord.ledger.tlog.witness_server import WitnessServer

ORIGIN = "onrecord/0123456789abcdef"
LOG = SigningKey(ORIGIN, ED25519, b"\x01" * 32)
OTHER = SigningKey(ORIGIN, ED25519, b"\x02" * 32)


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """No case is opened here, so no index."""
    return "none"


class Tree:
    """A log in memory; ``story`` makes another history."""

    def __init__(self, story: str = "a") -> None:
        self._leaves = [leaf_hash(f"{story} {number}".encode()) for number in range(40)]

    def node(self, level: int, index: int) -> bytes:
        return complete_root(self._leaves[index << level : (index + 1) << level])

    def checkpoint(self, size: int, key: SigningKey = LOG, more: str = "") -> bytes:
        text = Head(ORIGIN, size, root(size, self.node)).text() + more
        return Note(text, (key.sign(text),)).encoded()

    def submission(self, old: int, size: int, key: SigningKey = LOG) -> bytes:
        return Submission(old, consistency_proof(old, size, self.node), self.checkpoint(size, key)).encoded()


@pytest.fixture
def tree() -> Tree:
    return Tree()


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "witness"


@pytest.fixture
def witness(state: Path) -> Witness:
    made = Witness.new(state, "partner.example/w1", clock=lambda: 1_930_000_000.9)
    made.trust([LOG.verifier])
    return made


def signed(answer: Answer, key: VerifierKey, checkpoint: bytes) -> int:
    """The time of the cosignature, which fits."""
    assert answer.status == 200, answer.body
    line = next(one for one in read_signatures(answer.body.decode()) if key.made(one))
    assert key.fits(read_note(checkpoint).text, line)
    return time_of(line)


def test_a_checkpoint_is_cosigned_with_the_time(witness: Witness, tree: Tree):
    assert signed(witness.answer(tree.submission(0, 5)), witness.keys[0], tree.checkpoint(5)) == 1_930_000_000
    assert signed(witness.answer(tree.submission(5, 12)), witness.keys[0], tree.checkpoint(12)) == 1_930_000_000
    assert witness.latest(ORIGIN) == Head(ORIGIN, 12, root(12, tree.node))


def test_the_same_checkpoint_is_cosigned_again(witness: Witness, tree: Tree):
    witness.answer(tree.submission(0, 5))
    assert witness.answer(tree.submission(5, 5)).status == 200


def test_a_post_quantum_witness_signs_twice(state: Path, tree: Tree):
    witness = Witness.new(state, "partner.example/w1", post_quantum=True)
    witness.trust([LOG.verifier])
    answer = witness.answer(tree.submission(0, 5))
    assert [key.kind for key in witness.keys] == [ED25519_COSIGNATURE, MLDSA44]
    for key in witness.keys:
        signed(answer, key, tree.checkpoint(5))


@pytest.mark.parametrize("old", [0, 3, 5])
def test_another_size_than_the_last_is_told_the_last(witness: Witness, tree: Tree, old: int):
    witness.answer(tree.submission(0, 7))
    assert witness.answer(tree.submission(old, 9)) == Answer(409, b"7\n", SIZE_TYPE)


def test_a_log_that_is_new_to_it_is_known_at_none(witness: Witness, tree: Tree):
    assert witness.answer(tree.submission(3, 9)) == Answer(409, b"0\n", SIZE_TYPE)


def test_another_root_of_the_same_size_is_refused(witness: Witness, tree: Tree):
    witness.answer(tree.submission(0, 5))
    assert witness.answer(Tree("b").submission(5, 5)).status == 409
    assert witness.latest(ORIGIN) == Head(ORIGIN, 5, root(5, tree.node))


def test_another_history_is_refused_and_not_kept(witness: Witness, tree: Tree):
    witness.answer(tree.submission(0, 5))
    assert witness.answer(Tree("b").submission(5, 9)).status == 422
    assert witness.latest(ORIGIN) == Head(ORIGIN, 5, root(5, tree.node))
    assert witness.answer(tree.submission(5, 9)).status == 200


def test_a_proof_where_there_is_nothing_to_prove_is_refused(witness: Witness, tree: Tree):
    body = Submission(0, (bytes(32),), tree.checkpoint(5)).encoded()
    assert witness.answer(body).status == 422


def test_an_old_size_above_the_new_one_is_a_bad_request(witness: Witness, tree: Tree):
    witness.answer(tree.submission(0, 9))
    assert witness.answer(Submission(9, (), tree.checkpoint(5)).encoded()).status == 400


def test_a_log_that_it_does_not_know_is_not_found(state: Path, tree: Tree):
    assert Witness.new(state, "partner.example/w1").answer(tree.submission(0, 5)).status == 404


def test_a_key_that_it_does_not_know_is_forbidden(witness: Witness, tree: Tree):
    assert witness.answer(tree.submission(0, 5, OTHER)).status == 403


def test_signatures_by_others_are_passed_over(witness: Witness, tree: Tree):
    note = read_note(tree.checkpoint(5))
    both = Note(note.text, (OTHER.sign(note.text), *note.signatures)).encoded()
    signed(witness.answer(Submission(0, (), both).encoded()), witness.keys[0], both)


def test_a_log_that_changed_its_key_is_known_by_both(witness: Witness, tree: Tree):
    witness.answer(tree.submission(0, 5))
    witness.trust([OTHER.verifier, OTHER.verifier])
    assert witness.logs == (LOG.verifier, OTHER.verifier)
    assert witness.answer(tree.submission(5, 9, OTHER)).status == 200


def test_lines_that_other_logs_add_are_cosigned_with_the_rest(witness: Witness, tree: Tree):
    longer = tree.checkpoint(5, more="seen by nobody\n")
    signed(witness.answer(Submission(0, (), longer).encoded()), witness.keys[0], longer)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 0\n",
        b"old 00\n\n",
        b"old -1\n\n",
        b"new 0\n\n",
        b"old 0\nAAAA\n\n",
        b"old 0\n!\n\n",
        b"old 0\n\nno note",
        b"old 0\r\n\r\n",
        b"old 0\n" + b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n" * 64 + b"\n",
        b"old 99999999999999999999\n\n",
        b"\xff\n\n",
    ],
)
def test_what_is_no_submission_is_a_bad_request(witness: Witness, body: bytes):
    assert witness.answer(body).status == 400


@given(st.binary(max_size=200))
def test_any_bytes_are_a_submission_or_a_fault(data: bytes):
    with contextlib.suppress(NoteFault):
        assert Submission.decoded(data).encoded() == data


@given(st.integers(0, 2**60), st.lists(st.binary(min_size=32, max_size=32), max_size=63), st.binary(max_size=100))
def test_a_submission_comes_back_as_it_was(old: int, proof: list[bytes], checkpoint: bytes):
    made = Submission(old, tuple(proof), checkpoint)
    assert Submission.decoded(made.encoded()) == made


def test_the_checkpoint_is_on_the_disk_before_the_answer(witness: Witness, state: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    witness.answer(tree.submission(0, 5))
    with monkeypatch.context() as broken:
        broken.setattr("onrecord.ledger.tlog.witness.replace_file", fail)
        with pytest.raises(OSError, match="No space"):
            witness.answer(tree.submission(5, 9))
    assert Witness(state).latest(ORIGIN) == Head(ORIGIN, 5, root(5, tree.node))


def test_it_goes_on_where_it_stopped(witness: Witness, state: Path, tree: Tree):
    witness.answer(tree.submission(0, 5))
    again = Witness(state)
    assert again.keys == witness.keys
    assert again.answer(tree.submission(0, 9)).body == b"5\n"


def test_of_many_at_once_each_sees_what_the_one_before_it_left(witness: Witness, state: Path, tree: Tree):
    """Two that saw the same last checkpoint would sign for a smaller log after a larger one."""
    answers: list[tuple[int, Answer]] = []

    def ask(size: int) -> None:
        answers.append((size, Witness(state).answer(tree.submission(0, size))))

    threads = [threading.Thread(target=ask, args=(size,)) for size in range(1, 17)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    granted = [size for size, answer in answers if answer.status == 200]
    assert len(granted) == 1
    assert {answer.body for _, answer in answers if answer.status != 200} == {f"{granted[0]}\n".encode()}


def test_damage_to_what_it_kept_stops_it(witness: Witness, state: Path, tree: Tree):
    witness.answer(tree.submission(0, 5))
    file = state / "logs" / f"{sha256(ORIGIN.encode()).hexdigest()}.checkpoint"
    file.write_bytes(file.read_bytes()[:-3])
    with pytest.raises(BrokenIntegrity, match="no longer knows what it signed"):
        witness.answer(tree.submission(5, 9))


def test_its_key_is_for_its_owner_alone(witness: Witness, state: Path):
    key = state / "witness.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.chmod(0o640)
    with pytest.raises(WrongUse, match="can be read or written by others"):
        Witness(state)


def test_a_second_witness_needs_another_folder(witness: Witness, state: Path):
    with pytest.raises(WrongUse, match="already"):
        Witness.new(state, "partner.example/w2")


@pytest.mark.parametrize("name", ["", "two words", "a+b", "x" * 256])
def test_a_name_that_notes_do_not_allow_is_refused(state: Path, name: str):
    with pytest.raises(WrongUse, match="cannot name a witness"):
        Witness.new(state, name)


def test_a_folder_without_a_witness_is_said(state: Path):
    with pytest.raises(WrongUse, match="no witness"):
        Witness(state)


def test_only_keys_of_logs_are_trusted(witness: Witness):
    with pytest.raises(WrongUse, match="no key of a log"):
        witness.trust(witness.keys)


# --- on the network ---------------------------------------------------------------------------------------------------

Ask = Callable[..., tuple[int, str, bytes]]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def ask(witness: Witness, said: list[str]) -> Iterator[Ask]:
    """One connection that is kept: status, type and body of the answer to a request."""
    server = WitnessServer(("127.0.0.1", 0), witness, said.append)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)

    def asked(body: bytes, path: str = "/add-checkpoint", method: str = "POST", **headers: str) -> tuple[int, str, bytes]:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return response.status, response.headers.get("Content-Type", ""), response.read()

    yield asked
    connection.close()
    server.shutdown()
    server.server_close()


def test_one_connection_is_kept_for_several_submissions(ask: Ask, witness: Witness, tree: Tree, said: list[str]):
    status, _, body = ask(tree.submission(0, 5))
    assert signed(Answer(status, body), witness.keys[0], tree.checkpoint(5))
    assert ask(tree.submission(0, 9)) == (409, "text/x.tlog.size", b"5\n")
    assert ask(tree.submission(5, 9))[0] == 200
    assert said == ["127.0.0.1 200", "127.0.0.1 409: 5", "127.0.0.1 200"]


def test_another_path_is_not_found_and_another_method_not_known(ask: Ask, tree: Tree):
    assert ask(tree.submission(0, 5), "/other")[0] == 404
    assert ask(b"", method="GET")[0] == 501


def test_a_body_without_end_is_not_waited_for(ask: Ask):
    assert ask(b"x" * 200_000)[0] == 413
    assert ask(b"", **{"Content-Length": "-1"})[0] == 411
    assert ask(b"", **{"Transfer-Encoding": "chunked"})[0] == 411


def test_a_witness_that_cannot_write_says_so_and_gives_nothing(ask: Ask, tree: Tree, monkeypatch: pytest.MonkeyPatch, said: list[str]):
    def fail(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("onrecord.ledger.tlog.witness.replace_file", fail)
    assert ask(tree.submission(0, 5)) == (500, "text/plain; charset=utf-8", b"the witness cannot sign now\n")
    assert "Read-only file system" in said[0]


def test_a_witness_is_no_part_of_a_case(tmp_path: Path):
    case = tmp_path / "case"
    case.mkdir()
    (case / "onrecord.toml").touch()
    for folder in (case, case / "witness"):
        with pytest.raises(WrongUse, match=r"lies in a case \("):
            Witness.new(folder, "partner.example/w3")
    assert not (case / "witness").exists()
