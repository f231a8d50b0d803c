"""``onrecord export``: what is written, what is said, and what is refused before anything is."""

import json
import sqlite3
from pathlib import Path

import pytest
from tests.both_verifiers import verify
from tests.cli.conftest import Command


@pytest.fixture
def kept(command: Command, tmp_path: Path) -> Path:
    """A case with one report that names somebody."""
    report = tmp_path / "mill.txt"
    report.write_text("OSTVALE, March 5, 2031 (Vale Wire) - Anna Berg told Vale Wire that soldiers had set the mill on fire.\n")
    case = tmp_path / "case"
    command("--case", str(case), "read", str(report))
    return case


def test_words_of_names_that_are_too_common_to_be_looked_for_are_named(command: Command, kept: Path, tmp_path: Path):
    command("--case", str(kept), "note", "mill.txt", "--by", "R. Editor", "--role", "witness", "--name", "He Jun")
    out = str(tmp_path / "mill.wacz")
    ended = command("--case", str(kept), "export", "--to", "dossier", "mill.txt", "--redact", "--by", "R. Editor", "--out", out)
    assert ended.code == 0
    assert "found only where the whole name stands: He – look for them in the dossier yourself" in " ".join(ended.told.split())


def test_a_dossier_goes_out(command: Command, kept: Path, tmp_path: Path):
    out = tmp_path / "mill.wacz"
    ended = command("--case", str(kept), "export", "--to", "dossier", "mill", "--out", str(out))
    assert ended.code == 0
    assert "1 report" in " ".join(ended.out.split())
    assert f"{out}.tlog-proof" in ended.out.replace("\n", "").replace("                    ", "")
    assert "another way" in ended.told
    assert all(len(line) <= 80 or "/" in line for line in ended.out.splitlines())
    assert verify(out).verdict == "intact"
    checked = command("verify", str(out), "--key", str(kept / "keys" / "log.vkey"))
    assert checked.code == 0
    assert "INTACT" in checked.out


def test_as_json(command: Command, kept: Path, tmp_path: Path):
    out = tmp_path / "mill.wacz"
    ended = command("--case", str(kept), "export", "--to", "dossier", "--all", "--out", str(out), "--json")
    done = json.loads(ended.out)
    assert (done["dossier"], done["reports"], done["withheld"]) == (str(out), 1, 0)
    assert done["size"] == out.stat().st_size


def test_redacted(command: Command, kept: Path, tmp_path: Path):
    out = tmp_path / "mill.wacz"
    command("--case", str(kept), "note", "mill.txt", "--by", "R. Editor", "--role", "witness", "--name", "Anna Berg")
    ended = command("--case", str(kept), "export", "--to", "dossier", "mill.txt", "--redact", "--by", "R. Editor", "--out", str(out))
    assert ended.code == 0
    assert "withheld" in ended.out
    assert b"Berg" not in out.read_bytes()
    assert b"Editor" not in out.read_bytes()


def test_what_a_redaction_cannot_do_is_said(command: Command, kept: Path, tmp_path: Path):
    brigade = tmp_path / "brigade.txt"
    brigade.write_text("OSTVALE, March 5, 2031 (Vale Wire) - The Berg Brigade said 12 people were killed at the mill on Tuesday.\n")
    case = ("--case", str(kept))
    command(*case, "parties", "add", "Berg Brigade", "--side", "Ostvale")
    command(*case, "read", str(brigade))
    noted = command(*case, "note", "mill.txt", "--by", "R. Editor", "--name", "Anna Berg")
    assert "the name is blacked out of every dossier that is exported with --redact" in " ".join(noted.told.split())
    other = command(*case, "note", "mill.txt", "--by", "R. Editor", "--role", "other", "--name", "Tove Hald")
    assert "the name is not protected" in " ".join(other.told.split())
    note = json.loads(command(*case, "note", "mill.txt", "--by", "R. Editor", "--name", "Mara Lind").out)["note"]
    asked = command(*case, "erase", "ask", note, "--reason", "safety", "--by", "R. Editor")
    request = json.loads(asked.out)["request"]
    assert command(*case, "erase", "act", request, "--by", "S. Other").code == 0
    out = tmp_path / "all.wacz"
    export = (*case, "export", "--to", "dossier", "--all", "--redact", "--by", "R. Editor", "--out", str(out))
    refused = command(*export)
    assert refused.code == 2
    assert "1 note of the case, erased since, may have named people to be protected" in " ".join(refused.told.split())
    assert not list(tmp_path.glob("all.*"))
    told = " ".join(command(*export, "--names-may-go-out").told.split())
    assert "1 note of the case, erased since, may have named people to be protected, of whom only those noted anew are blacked out" in told
    assert "of Anna Berg something stands in a list of parties" in told
    assert b"Anna Berg" not in out.read_bytes()


def test_a_case_without_reports_has_nothing_to_export(command: Command, tmp_path: Path):
    case, empty = tmp_path / "case", tmp_path / "empty.bin"
    empty.write_bytes(bytes(range(256)))
    command("--case", str(case), "read", str(empty))
    ended = command("--case", str(case), "export", "--to", "dossier", "--all", "--out", str(tmp_path / "all.wacz"))
    assert ended.code == 2
    assert "holds no report" in " ".join(ended.told.split())
    assert not list(tmp_path.glob("*all.wacz*"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--out", "a.wacz"], "name the reports"),
        (["mill.txt", "--all", "--out", "a.wacz"], "name the reports"),
        (["mill.txt", "--out", "a.zip"], "no name of a dossier"),
        (["mill.txt", "--redact", "--out", "a.wacz"], "who redacts must be named"),
        (["mill.txt", "--redact", "--by", "R", "--with-notes", "--out", "a.wacz"], "cannot go together"),
        (["mill.txt", "--redact", "--by", "R", "--out", "a.wacz"], "no note of the case names anybody"),
        (["mill.txt", "--redact", "--by", "R", "--reason", "because", "--out", "a.wacz"], "because"),
        (["other", "--out", "a.wacz"], "No record has the id other"),
    ],
)
def test_wrong_use(command: Command, kept: Path, tmp_path: Path, arguments: list[str], told: str):
    ended = command("--case", str(kept), "export", "--to", "dossier", *arguments)
    assert ended.code == 2
    assert told in " ".join(ended.told.split())
    assert not list(tmp_path.glob("a.*"))


def test_nothing_goes_out_of_a_case_whose_index_was_altered(command: Command, kept: Path, tmp_path: Path):
    entries = (kept / "log" / "checkpoint").read_bytes()
    with sqlite3.connect(kept / "db" / "index.sqlite") as index:
        index.execute("UPDATE reading SET findings = NULL")
        index.execute("UPDATE reading SET name = 'other'")
    ended = command("--case", str(kept), "export", "--to", "dossier", "--all", "--out", "a.wacz")
    assert ended.code == 3
    assert "in the table reading than the log gives, so nothing is exported" in " ".join(ended.told.split())
    assert "`onrecord reindex` makes the index again from the log" in " ".join(ended.told.split())
    assert not list(tmp_path.glob("a.*"))
    assert (kept / "log" / "checkpoint").read_bytes() == entries
    assert command("--case", str(kept), "reindex").code == 0
    assert command("--case", str(kept), "export", "--to", "dossier", "--all", "--out", "a.wacz").code == 0


def test_a_row_that_is_none_is_no_fault_of_the_program(command: Command, kept: Path):
    with sqlite3.connect(kept / "db" / "index.sqlite") as index:
        index.execute("UPDATE reading SET findings = 0")
    for arguments in (["show", "mill.txt"], ["findings"], ["series"]):
        ended = command("--case", str(kept), *arguments)
        assert ended.code == 3
        assert "is damaged: it has a row that cannot be what was written there" in " ".join(ended.told.split())
        assert "onrecord reindex" in " ".join(ended.told.split())


def test_names_to_be_protected_go_out_only_when_somebody_says_so(command: Command, kept: Path, tmp_path: Path):
    case, out = ("--case", str(kept)), tmp_path / "mill.wacz"
    pier = tmp_path / "pier.txt"
    pier.write_text("OSTVALE, March 6, 2031 (Vale Wire) - The port said that 12 people were killed at the pier.\n")
    command(*case, "read", str(pier))
    command(*case, "note", "--by", "R. Editor", "--role", "witness", "--name", "Anna Berg")
    entries = (kept / "log" / "checkpoint").read_bytes()
    export = (*case, "export", "--to", "dossier", "--out", str(out))
    refused = command(*export, "mill.txt")
    assert refused.code == 2
    assert "notes name a person who is to be protected, who may be known from these reports" in " ".join(refused.told.split())
    assert "--names-may-go-out" in refused.told
    assert "Berg" not in refused.told
    assert (out.exists(), (kept / "log" / "checkpoint").read_bytes()) == (False, entries), "nothing went out, and no entry says so"
    assert command(*export, "pier.txt").code == 0, "of whom no note and no word of this report tells"
    out.unlink()
    out.with_name("mill.wacz.tlog-proof").unlink()
    command(*case, "note", "pier.txt", "--by", "R. Editor", "--role", "victim", "--name", "Mara Lind")
    assert command(*export, "pier.txt").code == 2, "a note on the report itself may spell a name as the report does not"
    allowed = command(*export, "mill.txt", "--names-may-go-out")
    assert allowed.code == 0
    assert "who may be known from this dossier, which is not redacted" in " ".join(allowed.told.split())


def test_which_reports_went_out_and_that_an_original_is_gone_is_told(command: Command, kept: Path, tmp_path: Path):
    case, out = ("--case", str(kept)), tmp_path / "mill.wacz"
    done = command(*case, "export", "--to", "dossier", "mil", "--out", str(out))
    assert "\n  mill.txt\n" in done.out, "of a beginning, what it was taken for"
    assert "erased from the case, or lost" not in done.told
    for original in (kept / "blobs" / "sha256").glob("*/*"):
        original.unlink()
    again = command(*case, "export", "--to", "dossier", "mil", "--out", str(tmp_path / "again.wacz"))
    assert "1 original of these reports is not in it: erased from the case, or lost" in " ".join(again.told.split())
