"""``onrecord checkpoint``, ``key`` and ``witness``: kept elsewhere, countersigned, stamped, with and without a network."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from onrecord.cli.printed.checkpoint import print_head, print_page
from onrecord.ledger import LogHead, Witness, WitnessServer
from onrecord.ledger.keys import new_keys
from onrecord.ledger.places import Places
from onrecord.ledger.publisher import published
from onrecord.ledger.tlog.note import Note
from onrecord.ledger.verify import given_keys

HEAD = LogHead(
    origin="onrecord/0123456789abcdef",
    size=1417,
    root="0123456789abcdef" * 4,
    last="2031-03-05T12:00:09.000+00:00",
    checkpoint="onrecord/0123456789abcdef\n1417\nASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=\n\n"
    "\u2014 onrecord/0123456789abcdef T3F9wy9m6zjbJOAOlf5Xr0dLdb/NJG9gVbJ38L9qEtXkmFuHSxy5oc3KLhMzqpciWrUNBy8eE/5KJnjO9+0v/h9snQ4=\n"
    f"\u2014 onrecord/0123456789abcdef {'A' * 3200}\n",
    keys=(
        "onrecord/0123456789abcdef+4f717dc3+AVGPPUykvSj97OLfcMH/Ut6reYApGlF5krg18p+iIK94",
        f"onrecord/0123456789abcdef+69cb7f61+{'B' * 1750}",
    ),
    anchors=("1200-aa983dd0.cosig", "1200-0fe19b7c.tsr"),
)


def printed(show, head: LogHead) -> str:
    console = Console(file=StringIO(), width=80, markup=False, highlight=False, emoji=False)
    show(head, console)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert text.isprintable() or text.replace("\n", "").isprintable()
    return text


def test_the_head_of_the_log_for_people(snapshot) -> None:
    text = printed(print_head, HEAD)
    assert text == snapshot
    assert max(len(line) for line in text.splitlines()) <= 80


def test_the_page_for_paper(snapshot) -> None:
    text = printed(print_page, HEAD)
    assert text == snapshot
    assert max(len(line) for line in text.splitlines()) <= 80


def test_a_checkpoint_is_shown_written_and_printed(command, case: Path, tmp_path: Path) -> None:
    ended = command("--case", str(case), "checkpoint")
    assert ended.code == 0
    assert "nothing yet" in ended.out
    (head,) = command("--case", str(case), "checkpoint", "--json").objects
    assert head["checkpoint"].encode() == (case / "log" / "checkpoint").read_bytes()
    assert command("--case", str(case), "checkpoint", "--out", "kept.checkpoint").out == ""
    assert (tmp_path / "kept.checkpoint").read_text() == head["checkpoint"]
    page = command("--case", str(case), "checkpoint", "--print").out
    assert head["root"] in page.replace(" ", "").replace("\n", "")
    assert command("verify", str(case), "--checkpoint", "kept.checkpoint").code == 0


def test_a_checkpoint_that_somebody_else_signed_is_not_handed_out(command, case: Path, tmp_path: Path) -> None:
    signed = published(Places(case))
    assert signed is not None
    (stranger,) = new_keys(signed.head.origin, post_quantum=False)
    (case / "log" / "checkpoint").write_bytes(Note(signed.head.text(), (stranger.sign(signed.head.text()),)).encoded())
    for arguments in (["--out", "kept.checkpoint"], ["--print"], ["--json"], []):
        ended = command("--case", str(case), "checkpoint", *arguments)
        assert (ended.code, ended.out) == (3, "")
        assert "log/checkpoint is not signed with the key of its log" in ended.err
    assert command("--case", str(case), "key", "show").out == ""
    assert not (tmp_path / "kept.checkpoint").exists()


def test_what_was_typed_from_paper_is_a_checkpoint(command, case: Path, tmp_path: Path) -> None:
    page = command("--case", str(case), "checkpoint", "--print").out.splitlines()
    start = next(at for at, line in enumerate(page) if line.startswith("broken in two")) + 2
    typed = "".join(f"{line[2:]}\n" for line in page[start : start + 6])
    for written in (typed, typed.replace("\u2014", "-")):
        (tmp_path / "typed").write_text(written)
        ended = command("verify", str(case), "--checkpoint", "typed")
        assert ended.code == 0
        assert "also  typed, which you gave: the log leads up to its " in ended.out
    (tmp_path / "typed").write_text(typed.replace("\n", "\n9", 1))
    ended = command("verify", str(case), "--checkpoint", "typed")
    assert (ended.code, ended.out) == (2, "")
    assert "typed is not written as it was signed" in ended.err


def test_the_root_at_an_earlier_size_is_that_of_the_checkpoint_of_then(command, case: Path) -> None:
    (before,) = command("--case", str(case), "checkpoint", "--json").objects
    assert command("--case", str(case), "key", "rotate").code == 0
    (now,) = command("--case", str(case), "checkpoint", "--json").objects
    (then,) = command("--case", str(case), "checkpoint", "--at", str(before["size"]), "--json").objects
    assert now["size"] > before["size"]
    assert (then["root"], then["last"]) == (before["root"], before["last"])
    assert command("--case", str(case), "checkpoint", "--at", "0").code == 0
    ended = command("--case", str(case), "checkpoint", "--at", "9999")
    assert ended.code == 2
    assert "so it never had 9,999 yet" in ended.err
    assert command("--case", str(case), "checkpoint", "--at", "1", "--print").code == 2


def test_no_command_about_checkpoints_makes_a_case(command, tmp_path: Path) -> None:
    for arguments in (["checkpoint"], ["checkpoint", "query", "x.tsq"], ["checkpoint", "request", "x"], ["key", "show"], ["key", "rotate"]):
        ended = command(*arguments)
        assert ended.code == 2
        assert "there is no case here" in ended.err
    assert not any(tmp_path.glob("case*"))


# --- a witness --------------------------------------------------------------------------------------------------------


@pytest.fixture
def keys(command, case: Path, tmp_path: Path) -> None:
    """The files that a desk and its witness exchanged: ``log.vkey`` and ``partner.vkey``."""
    (tmp_path / "log.vkey").write_text(command("--case", str(case), "key", "show").out)
    made = command("witness", "new", "--state", "partner", "--name", "partner.example/w1", "--log", "log.vkey")
    assert made.code == 0
    (tmp_path / "partner.vkey").write_text(made.out)


@pytest.mark.usefixtures("keys")
def test_a_request_is_carried_there_and_back(command, case: Path, tmp_path: Path) -> None:
    assert command("--case", str(case), "checkpoint", "request", "to", "--witness", "partner.vkey").code == 0
    assert command("witness", "sign", "to", "--state", "partner", "--out", "back").code == 0
    ended = command("--case", str(case), "checkpoint", "add", "back", "--witness", "partner.vkey")
    assert ended.code == 0
    assert "cosignature by partner.example/w1 on" in ended.err
    verdict = command("verify", str(case), "--witness", "partner.vkey", "--json").objects[0]
    assert "no-witness" not in {one["code"] for one in verdict["not_shown"]}
    assert "the case had one already" in command("--case", str(case), "checkpoint", "add", "back", "--witness", "partner.vkey").err
    assert "KEPT OUTSIDE  1 cosignature\n" in command("--case", str(case), "checkpoint").out


@pytest.mark.usefixtures("keys")
def test_an_answer_from_another_time_is_refused_and_the_rest_goes_on(command, case: Path, tmp_path: Path) -> None:
    command("--case", str(case), "checkpoint", "request", "to", "--witness", "partner.vkey")
    command("witness", "sign", "to", "--state", "partner", "--out", "back")
    far = Witness.new(tmp_path / "far", "far.example/w", clock=lambda: 253_402_300_799)
    far.trust(list(given_keys(str(tmp_path / "log.vkey"))))
    (tmp_path / "late").write_bytes(far.answer((tmp_path / "to").read_bytes()).body)
    (tmp_path / "far.vkey").write_text(f"{far.keys[0].encoded()}\n")
    ended = command("--case", str(case), "checkpoint", "add", "late", "--witness", "far.vkey")
    assert ended.code == 1
    assert "9999-12-31 23:59:59 UTC" in ended.err
    assert "Nothing was kept" in ended.err
    assert command("--case", str(case), "checkpoint", "add", "back", "--witness", "partner.vkey").code == 0
    assert command("verify", str(case), "--witness", "partner.vkey", "--witness", "far.vkey").code == 0


@pytest.mark.usefixtures("keys")
def test_a_witness_that_knows_another_size_tells_what_to_do(command, case: Path) -> None:
    command("--case", str(case), "checkpoint", "request", "to")
    assert command("witness", "sign", "to", "--state", "partner").out.startswith("\u2014 partner.example/w1 ")
    command("--case", str(case), "key", "rotate")
    command("--case", str(case), "checkpoint", "request", "again")
    ended = command("witness", "sign", "again", "--state", "partner")
    assert ended.code == 1
    assert "not signed: the checkpoint is not signed with a key of the log that this witness knows" in ended.err
    ended = command("witness", "sign", "again", "--state", "partner", "--log", str(case / "keys" / "log.vkey"))
    assert ended.code == 1
    old = ended.err.split("--old ")[1].strip()
    assert command("--case", str(case), "checkpoint", "request", "third", "--old", old).code == 0
    assert command("witness", "sign", "third", "--state", "partner").code == 0


@pytest.mark.usefixtures("keys")
def test_a_witness_is_asked_over_the_network(command, case: Path, tmp_path: Path) -> None:
    with listening(Witness(tmp_path / "partner")) as url:
        ended = command("--case", str(case), "checkpoint", "countersign", url, "--witness", "partner.vkey")
        assert ended.code == 0
        policy = f"witness partner {(tmp_path / 'partner.vkey').read_text().strip()} {url}\nquorum partner\n"
        (tmp_path / "policy").write_text(policy)
        assert command("--case", str(case), "checkpoint", "countersign", "--policy", "policy").code == 0
    assert command("verify", str(case), "--policy", "policy").code == 0
    ended = command("--case", str(case), "checkpoint", "countersign", "--policy", "policy")
    assert ended.code == 1
    assert "could not be asked" in ended.err


@pytest.mark.usefixtures("keys")
def test_a_quorum_that_is_not_met_is_incomplete(command, case: Path, tmp_path: Path) -> None:
    (tmp_path / "policy").write_text(f"witness partner {(tmp_path / 'partner.vkey').read_text().strip()}\nquorum partner\n")
    ended = command("verify", str(case), "--policy", "policy")
    assert ended.code == 4
    assert "witness.quorum" in ended.out
    ended = command("--case", str(case), "checkpoint", "countersign", "--policy", "policy")
    assert ended.code == 2
    assert "gives no address" in ended.err


@contextlib.contextmanager
def listening(witness: Witness) -> Iterator[str]:
    server = WitnessServer(("127.0.0.1", 0), witness, lambda _: None)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("keys")
def test_the_witness_command_serves_until_it_is_interrupted(command, case: Path, tmp_path: Path) -> None:
    serve = [
        sys.executable,
        "-c",
        "from onrecord.cli import main; main()",
        "witness",
        "serve",
        "--state",
        "partner",
        "--listen",
        "127.0.0.1:0",
    ]
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    with subprocess.Popen(serve, cwd=tmp_path, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        url = process.stderr.readline().split(" answers at ")[1].split("/add-checkpoint")[0]
        assert command("--case", str(case), "checkpoint", "countersign", url, "--witness", "partner.vkey").code == 0
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert rest.splitlines()[-1] == "stopped"
    assert process.returncode == 0


@pytest.mark.parametrize("listen", ["8417", "127.0.0.1:", "127.0.0.1:99999", "nowhere.invalid:80"])
@pytest.mark.usefixtures("keys")
def test_an_address_that_cannot_be_listened_at_is_wrong_use(command, listen: str) -> None:
    assert command("witness", "serve", "--state", "partner", "--listen", listen).code == 2


# --- an authority -----------------------------------------------------------------------------------------------------


def test_a_checkpoint_is_stamped_over_the_network(command, case: Path, time_authority, served, tmp_path: Path) -> None:
    authority = time_authority()
    ended = command(
        "--case", str(case), "checkpoint", "stamp", "--authority", served(authority.reply), "--certificate", str(authority.root)
    )
    assert ended.code == 0
    assert "time stamp by CN=Vale Time Authority on" in ended.err
    verdict = command("verify", str(case), "--authority", str(authority.root), "--json").objects[0]
    assert verdict["verdict"] == "intact"
    assert "no-token" not in {one["code"] for one in verdict["not_shown"]}


def test_an_authority_that_answers_wrongly_is_named_and_the_others_are_asked(command, case: Path, time_authority, served) -> None:
    authority = time_authority()
    urls = ["--authority", served(lambda _: b"no"), "--authority", served(authority.reply)]
    ended = command("--case", str(case), "checkpoint", "stamp", *urls, "--certificate", str(authority.root))
    assert ended.code == 1
    assert "was not kept" in ended.err
    assert "time stamp by CN=Vale Time Authority" in ended.err


def test_a_query_is_carried_there_and_back(command, case: Path, time_authority, tmp_path: Path) -> None:
    authority = time_authority()
    assert command("--case", str(case), "checkpoint", "query", "asked.tsq").code == 0
    (tmp_path / "answer.tsr").write_bytes(authority.reply((tmp_path / "asked.tsq").read_bytes()))
    ended = command("--case", str(case), "checkpoint", "add", "answer.tsr", "--certificate", str(authority.root))
    assert ended.code == 0
    assert "time stamp by" in ended.err
    refused = command("--case", str(case), "checkpoint", "add", "asked.tsq")
    assert refused.code == 2
    assert "asked.tsq holds neither signature lines nor a time stamp" in refused.err


def test_what_is_no_certificate_is_said(command, case: Path, tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_text("x")
    for arguments in (
        ["checkpoint", "stamp", "--authority", "https://tsa.example", "--certificate", "x.pem"],
        ["verify", "--authority", "x.pem"],
    ):
        ended = command("--case", str(case), *arguments)
        assert ended.code == 2
        assert "x.pem holds no certificate in PEM" in ended.err


def test_an_address_without_encryption_is_refused(command, case: Path, time_authority) -> None:
    ended = command("--case", str(case), "checkpoint", "stamp", "--authority", "http://tsa.example/")
    assert ended.code == 2
    assert "without encryption" in ended.err
    assert "checkpoint query" in ended.err


# --- keys -------------------------------------------------------------------------------------------------------------


def test_a_key_is_shown_and_changed(command, case: Path) -> None:
    before = command("--case", str(case), "key", "show").out
    ended = command("--case", str(case), "key", "rotate", "--post-quantum", "--compromised", "2031-03-05")
    assert ended.code == 0
    after = command("--case", str(case), "key", "show").out
    assert after == ended.out != before
    assert len(after.splitlines()) == 2
    assert command("--case", str(case), "key", "show", "--json").objects[0]["keys"] == after.splitlines()
    ended = command("verify", str(case), "--key", before.strip())
    assert ended.code == 0
    assert "Others may have had the key from 2031-03-05" in " ".join(ended.out.split())
    assert max(len(line) for line in ended.out.splitlines()) <= 80


def test_a_lost_key_is_replaced(command, case: Path) -> None:
    old = command("--case", str(case), "key", "show").out.strip()
    assert command("--case", str(case), "key", "rotate", "--lost").code == 2, "it is there"
    (case / "keys" / "log.key").unlink()
    ended = command("--case", str(case), "key", "rotate")
    assert ended.code == 3
    assert "onrecord key rotate --lost" in ended.err
    assert command("--case", str(case), "key", "rotate", "--lost").code == 0
    assert command("verify", str(case)).code == 0
    assert command("verify", str(case), "--key", old).code == 3


@pytest.mark.parametrize("day", ["yesterday", "2031-02-30", "20310305T00"])
def test_a_day_that_is_none_is_wrong_use(command, case: Path, day: str) -> None:
    assert command("--case", str(case), "key", "rotate", "--compromised", day).code == 2


def test_an_earlier_checkpoint_is_not_written_over(command, tmp_path: Path):
    (tmp_path / "a.txt").write_text("The clinic said that 3 people were hurt.")
    (tmp_path / "b.txt").write_text("The port said that 7 people were hurt.")
    case, kept = str(tmp_path / "case"), tmp_path / "kept.checkpoint"
    command("--case", case, "read", str(tmp_path / "a.txt"))
    assert command("--case", case, "checkpoint", "--out", str(kept)).code == 0
    before = kept.read_bytes()
    assert command("--case", case, "checkpoint", "--out", str(kept)).code == 0  # the same again
    command("--case", case, "read", str(tmp_path / "b.txt"))
    refused = command("--case", case, "checkpoint", "--out", str(kept))
    assert refused.code == 2
    assert "is there and holds something else" in " ".join(refused.err.split())
    assert kept.read_bytes() == before
    (tmp_path / "new").touch()  # as mktemp makes it
    assert command("--case", case, "checkpoint", "--out", str(tmp_path / "new")).code == 0


def test_what_lies_where_a_checkpoint_is_to_be_kept_and_cannot_be_read_is_told(command, case: Path) -> None:
    refused = command("--case", case, "checkpoint", "--out", "/proc/self/mem")
    assert refused.code == 2
    assert "/proc/self/mem could not be read: Input/output error" in " ".join(refused.err.split())
