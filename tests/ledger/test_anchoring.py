"""Checkpoints countersigned and stamped: against a real witness and a real authority, and against those that answer wrongly."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.both_verifiers import verify

from onrecord.errors import BadInput, BrokenIntegrity, NotAnswered, WrongUse
from onrecord.ledger import Ledger, View, policy_of
from onrecord.ledger.asking import LONGEST_ANSWER, checked_address, post
from onrecord.ledger.entries import KeptAnchor
from onrecord.ledger.tlog.note import VerifierKey
from onrecord.ledger.tlog.witness import Submission, Witness
from onrecord.ledger.tlog.witness_server import WitnessServer


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """What is kept outside has nothing to do with where the index is: one kind will do."""
    return "sqlite"


@pytest.fixture
def wall_clock() -> None:
    """The real one, which those outside have as well."""


@pytest.fixture
def full(ledger: Ledger, make) -> Ledger:
    """A case with three reports."""
    grow(ledger, make, 3)
    ledger.publish()
    return ledger


def grow(ledger: Ledger, make, reports: int = 1) -> None:
    start = ledger.log.signed
    for number in range(start, start + reports):
        document = make.document(number)
        ledger.append_reading(document, make.reading(document))


@pytest.fixture
def witness(tmp_path: Path, full: Ledger) -> Witness:
    made = Witness.new(tmp_path / "witness", "partner.example/w1")
    made.trust([full.keys[0].verifier])
    return made


@pytest.fixture
def address(witness: Witness) -> Iterator[str]:
    server = WitnessServer(("127.0.0.1", 0), witness, lambda _: None)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    server.server_close()


def anchors(case: Path) -> set[str]:
    return {file.name for file in (case / "anchors").iterdir()}


def entered(case: Path) -> tuple[KeptAnchor, ...]:
    with View.open(case) as view:
        return view.anchors()


def codes(case: Path, **given: object) -> tuple[set[str], set[str]]:
    """Codes of the findings, and of what is left open."""
    verdict = verify(case, policy_of(**given))  # type: ignore[arg-type]
    return {one.code for one in verdict.findings}, {one.code for one in verdict.not_shown}


# --- a witness --------------------------------------------------------------------------------------------------------


def test_a_cosignature_is_kept_with_its_checkpoint_and_an_entry(full: Ledger, case: Path, witness: Witness, address: str):
    size = full.log.size
    done = full.countersign(address, witness.keys)
    assert (done.kind, done.size, done.name, done.new) == ("cosignature", size, "partner.example/w1", True)
    file = f"{size}-{witness.keys[0].key_id.hex()}.cosig"
    assert anchors(case) == {f"{size}.checkpoint", file}
    (kept,) = entered(case)
    data, checkpoint = (case / "anchors" / file).read_bytes(), (case / "anchors" / f"{size}.checkpoint").read_bytes()
    assert (kept.sha256, kept.checkpoint) == (sha256(data).hexdigest(), sha256(checkpoint).hexdigest())
    assert kept.size == size
    full.close()
    findings, left = codes(case, witnesses=[witness.keys[0].encoded()])
    assert not findings
    assert "no-witness" not in left
    assert "no-witness" in codes(case)[1]


def test_a_log_that_grew_is_countersigned_from_the_last_cosignature_on(full: Ledger, case: Path, witness: Witness, address: str, make):
    first = full.countersign(address, witness.keys)
    grow(full, make, 300)
    second = full.countersign(address, witness.keys)
    assert second.size > first.size + 300
    assert witness.latest(full.keys[0].name).size == second.size
    full.close()
    assert not codes(case, witnesses=[witness.keys[0].encoded()])[0]


def test_a_case_that_does_not_know_what_its_witness_knows_is_told(full: Ledger, case: Path, witness: Witness, address: str, make):
    """The cosignature was lost with the answer, or stands in an older copy: the witness says its size, and is asked again."""
    witness.answer(full.submission())
    grow(full, make)
    assert full.countersign(address, witness.keys).new
    assert len(entered(case)) == 1


def test_the_same_checkpoint_is_kept_once(full: Ledger, case: Path, witness: Witness, address: str):
    size = full.log.size
    request = full.submission()
    answer = witness.answer(request).body
    assert full.add_anchor(answer, "answer.txt", keys=witness.keys).new
    assert not full.add_anchor(answer, "answer.txt", keys=witness.keys).new
    assert [kept.size for kept in entered(case)] == [size]


def test_a_post_quantum_witness_is_kept_with_both_lines(full: Ledger, case: Path, tmp_path: Path):
    witness = Witness.new(tmp_path / "pq", "partner.example/pq", post_quantum=True)
    witness.trust([full.keys[0].verifier])
    done = full.add_anchor(witness.answer(full.submission()).body, "answer.txt", keys=witness.keys)
    assert (case / "anchors" / done.file).read_text().count("\n") == 2
    full.close()
    for key in witness.keys:
        findings, left = codes(case, witnesses=[key.encoded()])
        assert not findings
        assert "no-witness" not in left


def test_a_witness_that_knows_more_shows_that_an_old_copy_was_put_back(full: Ledger, witness: Witness, address: str, make, open_ledger):
    case = full.places.case
    old = case.parent / "old"
    full.close()
    shutil.copytree(case, old)
    with open_ledger() as later:
        grow(later, make, 5)
        later.countersign(address, witness.keys)
    shutil.rmtree(case)
    shutil.copytree(old, case)
    with (
        open_ledger() as again,
        pytest.raises(NotAnswered, match=r"says, unsigned, that it has cosigned \d+ entries of this log, which has"),
    ):
        again.countersign(address, witness.keys)


def test_a_witness_finds_a_history_that_was_written_anew(full: Ledger, witness: Witness, address: str, make, open_ledger):
    case = full.places.case
    full.countersign(address, witness.keys)
    full.close()
    key = (case / "keys" / "log.key").read_bytes()
    vkey = (case / "keys" / "log.vkey").read_bytes()
    shutil.rmtree(case)
    (case / "keys").mkdir(parents=True)
    (case / "keys" / "log.vkey").write_bytes(vkey)
    (case / "keys" / "log.key").write_bytes(key)
    (case / "keys" / "log.key").chmod(0o600)
    with open_ledger() as forked:
        grow(forked, make, 30)
        with pytest.raises(NotAnswered, match="says that it has cosigned another history"):
            forked.countersign(address, witness.keys)
        assert not entered(case)


def test_a_witness_that_says_the_size_it_was_asked_with_is_not_believed(full: Ledger, witness: Witness):
    """Nothing in such an answer is signed, so whoever answers could put a sound log into doubt."""

    class Liar(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(409)
            self.send_header("Content-Type", "text/x.tlog.size")
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"2\n")

        def log_message(self, *_: object) -> None:
            pass

    with answering(Liar) as url, pytest.raises(NotAnswered, match=r"says, unsigned, that it has cosigned 2 entries .* another root"):
        full.countersign(url, witness.keys)


def test_a_header_that_never_ends_is_not_waited_for(monkeypatch: pytest.MonkeyPatch):
    ended = threading.Event()

    class Dripping(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            with suppress(OSError):
                while not ended.wait(0.05):
                    self.wfile.write(b"X: A\r\n")

        def log_message(self, *_: object) -> None:
            pass

    monkeypatch.setattr("onrecord.ledger.asking.SECONDS", 0.3)
    with answering(Dripping) as url:
        try:
            with pytest.raises(NotAnswered, match=r"took longer than 0\.9 seconds"):
                post(url, b"x", kind="text/plain")
        finally:
            ended.set()


@contextmanager
def answering(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"", "without signature lines"),
        (b"hello\n", "without signature lines"),
        ("\u2014 partner.example/w1 AAAAAAAA\n".encode(), "holds no cosignature"),
        (b"\xff\xfe", "without signature lines"),
    ],
)
def test_an_answer_without_a_sound_cosignature_is_not_kept(full: Ledger, witness: Witness, served, answer: bytes, why: str):
    case = full.places.case
    with pytest.raises(NotAnswered, match=why):
        full.countersign(served(lambda _: answer, "text/plain"), witness.keys)
    assert not entered(case)
    assert not any(name.endswith(".cosig") for name in anchors(case))


def test_a_cosignature_on_another_checkpoint_is_not_kept(full: Ledger, case: Path, witness: Witness, served, make):
    earlier = witness.answer(full.submission()).body
    grow(full, make)
    with pytest.raises(NotAnswered, match="does not fit the checkpoint"):
        full.countersign(served(lambda _: earlier, "text/plain"), witness.keys)
    assert not entered(case)


def test_another_witness_under_the_same_name_is_not_kept(full: Ledger, case: Path, witness: Witness, tmp_path: Path, served):
    impostor = Witness.new(tmp_path / "impostor", "partner.example/w1")
    impostor.trust([full.keys[0].verifier])
    with pytest.raises(NotAnswered, match="with the key that was given"):
        full.countersign(served(lambda body: impostor.answer(body).body, "text/plain"), witness.keys)
    assert not entered(case)


def test_a_witness_that_does_not_know_the_log_is_told_how(full: Ledger, tmp_path: Path):
    stranger = Witness.new(tmp_path / "stranger", "stranger.example/w")
    server = WitnessServer(("127.0.0.1", 0), stranger, lambda _: None)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with pytest.raises(NotAnswered, match="status 404") as told:
            full.countersign(f"http://127.0.0.1:{server.port}", stranger.keys)
    finally:
        server.shutdown()
        server.server_close()
    assert "key show" in (told.value.hint or "")


def test_a_request_may_name_the_size_that_the_witness_knows(full: Ledger, witness: Witness, make):
    witness.answer(full.submission())
    known = full.log.size
    grow(full, make, 4)
    assert witness.answer(full.submission()).status == 409
    assert Submission.decoded(full.submission(old=known)).old == known
    assert witness.answer(full.submission(old=known)).status == 200
    with pytest.raises(WrongUse, match="fewer than"):
        full.submission(old=10_000)


# --- an authority -----------------------------------------------------------------------------------------------------


def test_a_time_stamp_is_kept_and_plain_openssl_accepts_it(full: Ledger, case: Path, time_authority, served):
    authority = time_authority()
    before = datetime.now(UTC).replace(microsecond=0)
    done = full.stamp(served(authority.reply), [authority.root.read_bytes()])
    assert (done.kind, done.name) == ("timestamp", authority.name)
    assert before <= datetime.fromisoformat(done.time or "") <= datetime.now(UTC)
    assert authority.verifies(case / "anchors" / done.file, case / "anchors" / f"{done.size}.checkpoint")
    full.close()
    findings, left = codes(case, authorities=[authority.root])
    assert not findings
    assert not left & {"no-token", "not-checked"}
    assert {"no-token", "not-checked"} <= codes(case)[1]


def test_two_authorities_may_stamp_and_one_be_known(full: Ledger, case: Path, time_authority, served):
    authority, other = time_authority(), time_authority("Shore Time Authority")
    full.stamp(served(authority.reply), [authority.root.read_bytes()])
    full.stamp(served(other.reply), [other.root.read_bytes()])
    full.close()
    findings, left = codes(case, authorities=[authority.root])
    assert not findings
    assert "other-authority" in left
    assert "no-token" not in left


def test_a_token_that_brings_its_root_needs_no_certificate(full: Ledger, time_authority, served):
    authority = time_authority(with_root=True)
    assert full.stamp(served(authority.reply), []).name == authority.name


def test_without_a_certificate_a_signature_cannot_be_checked_and_nothing_is_kept(full: Ledger, case: Path, time_authority, served):
    with pytest.raises(NotAnswered, match="no authority was given") as told:
        full.stamp(served(time_authority().reply), [])
    assert "--certificate" in (told.value.hint or "")
    assert not entered(case)


def test_what_an_authority_gets_wrong_is_not_kept(full: Ledger, case: Path, time_authority, served, make):
    authority, other = time_authority(), time_authority("Shore Time Authority")
    root = [authority.root.read_bytes()]
    earlier: list[bytes] = []

    def remembered(query: bytes) -> bytes:
        earlier.append(query)
        return authority.reply(query)

    full.stamp(served(remembered), root)
    grow(full, make)
    wrong: list[tuple[Callable[[bytes], bytes], str]] = [
        (lambda _: authority.reply(earlier[0]), "of something else"),
        (lambda query: authority.reply(query)[:-1], "not kept"),
        (lambda query: authority.reply(query)[:-1] + b"\x00", "signature does not fit"),
        (other.reply, "an authority other than those given"),
        (lambda _: b"<html>", "not kept"),
    ]
    before = anchors(case)
    for answer, why in wrong:
        with pytest.raises(NotAnswered, match=why):
            full.stamp(served(answer), root)
    assert len(entered(case)) == 1
    assert {name for name in anchors(case) - before if not name.endswith(".checkpoint")} == set()


def test_the_time_stamp_of_another_request_for_the_same_checkpoint_is_not_kept(full: Ledger, case: Path, time_authority, served):
    authority = time_authority()
    query = full.query()
    with pytest.raises(NotAnswered, match="another request"):
        full.stamp(served(lambda _: authority.reply(query)), [authority.root.read_bytes()])
    assert not entered(case)


def test_a_query_may_be_carried_and_its_answer_added(full: Ledger, case: Path, time_authority, make):
    authority = time_authority()
    query = full.query()
    size = full.log.size
    grow(full, make)
    done = full.add_anchor(authority.reply(query), "answer.tsr", certificates=[authority.root.read_bytes()])
    assert done.size == size
    with pytest.raises(BadInput, match="no authority was given"):
        full.add_anchor(authority.reply(query), "answer.tsr")


def test_an_answer_to_a_query_that_was_not_made_is_refused(full: Ledger, time_authority):
    authority = time_authority()
    query = full.query()
    (full.places.queries / f"{full.log.size}.nonces").write_text("1\n")
    with pytest.raises(BadInput, match="another request"):
        full.add_anchor(authority.reply(query), "answer.tsr", certificates=[authority.root.read_bytes()])


@pytest.mark.parametrize("data", [b"", b"hello", b"\x30\x03\x02\x01\x00", "\u2014 nobody AAAAAAAAAAAA\n".encode()])
def test_what_is_neither_is_refused_by_the_name_of_its_file(full: Ledger, witness: Witness, data: bytes):
    full.submission()
    with pytest.raises(BadInput, match=r"from-partner\.txt"):
        full.add_anchor(data, "from-partner.txt", keys=witness.keys)


def test_a_cosignature_without_a_key_is_refused(full: Ledger, witness: Witness):
    with pytest.raises(WrongUse, match="only when they were checked"):
        full.add_anchor(witness.answer(full.submission()).body, "answer.txt")


# --- stops ------------------------------------------------------------------------------------------------------------


def test_a_stop_before_the_entry_is_told_and_mended_by_adding(full: Ledger, case: Path, witness: Witness, monkeypatch, open_ledger):
    answer = witness.answer(full.submission()).body

    class Stopped(BaseException):
        pass

    def stop(*_: object, **__: object) -> None:
        raise Stopped

    with monkeypatch.context() as broken:
        broken.setattr(full, "add", stop)
        with pytest.raises(Stopped):
            full.add_anchor(answer, "answer.txt", keys=witness.keys)
    full.close()
    findings, left = codes(case, witnesses=[witness.keys[0].encoded()])
    assert not findings
    assert "anchor-unnamed" in left
    assert "no-witness" not in left
    with open_ledger() as again:
        assert again.add_anchor(answer, "answer.txt", keys=witness.keys).new
    assert "anchor-unnamed" not in codes(case)[1]


def test_a_kept_checkpoint_that_is_not_the_logs_stops_everything(full: Ledger, case: Path, witness: Witness):
    full.submission()
    file = case / "anchors" / f"{full.log.size}.checkpoint"
    file.write_text("no checkpoint")
    with pytest.raises(BrokenIntegrity, match="does not have the root"):
        full.submission()


# --- asking -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["https://partner.example/w", "http://127.0.0.1:80/", "http://localhost", "http://[::1]:9/x"])
def test_these_addresses_may_be_asked(url: str):
    assert checked_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "http://partner.example/",
        "http://127.0.0.1.partner.example/",
        "ftp://partner.example/",
        "partner.example",
        "https://",
        "https://user:word@partner.example/",
        "https://partner.example/#part",
        "https://partner.example:99999/",
        "file:///etc/passwd",
        "http://[::1",
        "",
    ],
)
def test_these_are_not(url: str):
    with pytest.raises(WrongUse):
        checked_address(url)


def test_an_answer_that_is_too_long_is_left(served):
    with pytest.raises(NotAnswered, match="answered with more than"):
        post(served(lambda _: b"x" * (LONGEST_ANSWER + 1)), b"", kind="text/plain")


def test_nobody_there_is_said():
    with pytest.raises(NotAnswered, match="could not be asked"):
        post("http://127.0.0.1:1/", b"", kind="text/plain")


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, witness: Witness, full: Ledger):
    def gone(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("onrecord.ledger.asking.importlib.import_module", gone)
    with pytest.raises(WrongUse, match="httpx") as told:
        full.countersign("http://127.0.0.1:1", witness.keys)
    assert told.value.hint == "pip install 'onrecord[stamp]'"


def test_a_key_of_another_kind_is_told(full: Ledger):
    key: VerifierKey = full.keys[0].verifier
    with pytest.raises(BadInput, match="a log's key"):
        policy_of(witnesses=[key.encoded()])
