"""Erasure from the command line: what would go is told, and what went."""

from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from onrecord.ledger import Ledger, View
from onrecord.records import Document


@pytest.fixture
def erase(command, case: Path):
    """``erase("ask", "market", …)``: how it ended."""

    def run(*arguments: str):
        return command("--case", str(case), "erase", *arguments)

    return run


def holding(case: Path, words: bytes) -> list[str]:
    """Files of the case that hold some words."""
    return [str(path.relative_to(case)) for path in case.rglob("*") if path.is_file() and words in path.read_bytes()]


def kept(case: Path, document: Document) -> None:
    with Ledger.open(case, create=False) as ledger:
        ledger.append_document(document)


def test_what_would_go_is_told_and_then_what_went(erase, command, case: Path) -> None:
    command("--case", str(case), "note", "market", "--by", "Ana Reyes", "--text", "by the quay")
    asked = erase("ask", "market", "--by", "Ana Reyes", "--reason", "safety")
    (request,) = asked.objects
    assert asked.code == 0
    assert "would go: market" in asked.err
    with Ledger.open(case, create=False) as ledger:
        source = ledger.view.document_of(ledger.view.reading_id("market"))
    kept(case, msgspec.structs.replace(source, id="elsewhere"))
    done = erase("act", request["request"][:12], "--by", "Ben Osei")
    assert (done.code, done.out) == (0, "")
    assert "came since it was asked for, or were not found then: 1; of reports that were not named: elsewhere." in done.err
    assert command("--case", str(case), "show", "market").code == 2
    assert command("--case", str(case), "verify").code == 4


def test_names_that_go_and_are_to_be_protected_are_told_with_what_to_do(erase, command, case: Path) -> None:
    """Of a note that gives one which no other gives; not of one that stays known, or that is not protected."""
    note = ("--case", str(case), "note", "--by", "Ana Reyes")
    command(*note, "market", "--role", "victim", "--name", "Olga Moss")
    command(*note, "market", "--name", "Ilva Tarn")
    command(*note, "market", "--role", "other", "--name", "Ben Osei")
    (known,) = command(*note, "--role", "witness", "--name", "Ilva Tarn").objects
    asked = erase("ask", "market", "--by", "Ana Reyes", "--reason", "safety")
    told = " ".join(asked.err.split())
    assert (
        "1 note goes too with a name to be protected, which no other note gives: later redacted dossiers do not black it out. Where reports"
        " that stay may tell of that person, note the name anew before they are exported." in told
    )
    assert "Olga" not in told
    (gone,) = erase("ask", known["note"], "--by", "Ana Reyes", "--reason", "safety").objects
    assert "1 note goes too" not in " ".join(erase("act", gone["request"], "--by", "Cleo Voss").err.split())
    done = erase("act", asked.objects[0]["request"], "--by", "Ben Osei")
    assert "2 notes went too with a name to be protected" in " ".join(done.err.split()), "the other one is not known any more"


def test_other_reports_with_the_same_text_are_told(erase, case: Path) -> None:
    with Ledger.open(case, create=False) as ledger:
        source = ledger.view.document_of(ledger.view.reading_id("market"))
    kept(case, msgspec.structs.replace(source, id="again", date="2031-05-09"))
    asked = erase("ask", "market", "--by", "Ana Reyes", "--reason", "safety")
    assert "stay unless they are named: again" in asked.err


def test_open_requests_are_listed(erase, case: Path) -> None:
    assert "nobody asks for an erasure" in erase("list").err
    (request,) = erase("ask", "market", "--by", "Ana Reyes", "--reason", "safety").objects
    listed = erase("list")
    assert listed.code == 0
    assert [line.split(", by the")[0] for line in listed.out.splitlines()[:2]] == [
        f"request {request['request'][:12]}, safety",
        "  3 records and 0 originals: market",
    ]
    assert "asked by Ana Reyes, " in listed.out
    (shown,) = erase("list", "--json").objects
    assert (shown["id"], shown["by"], shown["reason"], shown["reports"]) == (request["request"], "Ana Reyes", "safety", ["market"])
    assert (shown["records"], shown["notes"], shown["originals"]) == (3, 0, 0)
    erase("act", request["request"], "--by", "Ben Osei")
    assert erase("list").out == ""


def test_an_erased_file_that_is_read_again_is_refused_unless_it_is_asked_for(erase, command, case: Path, tmp_path: Path) -> None:
    file, beside = tmp_path / "quay.txt", tmp_path / "mill.txt"
    file.write_text("The harbour office said that 3 people were killed at the quay.")
    beside.write_text("The harbour office said that 5 people were hurt at the mill.")
    read = ("--case", str(case), "read", str(file), str(beside))
    command(*read)
    (request,) = erase("ask", "quay.txt", "--by", "Ana Reyes", "--reason", "safety").objects
    erase("act", request["request"], "--by", "Ben Osei")
    again = command(*read)
    assert again.code == 1
    assert "erased from the case" in again.err
    assert "--take-erased" in again.err
    assert "mill.txt" in again.out
    assert command("--case", str(case), "show", "quay.txt").code == 2
    assert str(file) in " ".join(again.err.split()), "who reads it is told which file it is"
    assert command(*read).code == 1
    assert holding(case, b"quay") == [], "nothing that is kept names it again"
    records = (case / "records" / "000000.jsonl").read_text()
    assert records.count(sha256(file.read_bytes()).hexdigest()) == 1, "the entry of the erasure has its hash, and no other record"
    assert records.count("file.erased") == 1
    assert command(*read, "--take-erased").code == command(*read, "--by", "Cleo Voss").code == 2
    taken = command(*read, "--take-erased", "--by", "Cleo Voss")
    with View.open(case) as view:
        (last,) = [entry for entry in view.entries() if entry.type == "capture"][-1:]
    assert last.actor is not None, "the log says who undid it"
    assert taken.code == 0
    assert "taken in again since somebody asked for it" in taken.err
    assert command("--case", str(case), "show", "quay.txt").code == 0
    assert command(*read).code == 0, "it is kept again"
    assert command("--case", str(case), "verify").code == 4, "the erasure before stays on record"
    (request,) = erase("ask", "quay.txt", "--by", "Ana Reyes", "--reason", "safety").objects
    gone = erase("act", request["request"], "--by", "Ben Osei", "--forget")
    assert "and with them 1 record of earlier requests and erasures, which named the original." in gone.err
    assert holding(case, b"quay") == holding(case, sha256(file.read_bytes()).hexdigest().encode()) == []


def test_what_was_erased_is_told_in_a_sentence(erase, command, case: Path) -> None:
    (request,) = erase("ask", "market", "--by", "Ana Reyes", "--reason", "safety").objects
    assert "3 records were erased." in erase("act", request["request"], "--by", "Ben Osei").err.splitlines()
    (note,) = command("--case", str(case), "note", "--by", "Ana Reyes", "--text", "by the quay").objects
    asked = erase("ask", note["note"], "--by", "Ana Reyes", "--reason", "safety")
    assert "1 note and 0 originals would go: no report" in asked.err
    assert "  1 note and 0 originals: no report" in erase("list").out.splitlines()
    (request,) = asked.objects
    assert "1 note was erased." in erase("act", request["request"], "--by", "Ben Osei").err.splitlines()


def test_one_person_alone_erases_nothing(erase, command, case: Path) -> None:
    (request,) = erase("ask", "market", "--by", "Ana Reyes", "--reason", "safety").objects
    done = erase("act", request["request"], "--by", "Ana Reyes")
    assert done.code == 2
    assert "another person must do it" in done.err
    assert command("--case", str(case), "show", "market").code == 0


def test_a_reason_that_is_no_code_is_answered_with_the_codes(erase) -> None:
    ended = erase("ask", "market", "--by", "Ana Reyes", "--reason", "tidiness")
    assert ended.code == 2
    assert "Invalid value for '--reason': 'tidiness' is not one of 'subject-request'," in " ".join(ended.err.split())


def test_a_file_of_which_nothing_was_read_is_named_by_its_path(erase, command, case: Path, tmp_path: Path) -> None:
    (tmp_path / "tarn.bin").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "mill.bin").write_bytes(bytes(range(256)) * 50)
    (tmp_path / "tarn.txt").symlink_to("/proc/self/status")
    assert command("--case", str(case), "read", "tarn.bin", "mill.bin", "tarn.txt").code == 1
    for name, originals in (("tarn.bin", 1), ("tarn.txt", 0)):
        asked = erase("ask", name, "--by", "Ana Reyes", "--reason", "safety")
        assert f"{originals} original{'' if originals else 's'} would go: no report" in asked.err
        erase("act", asked.objects[0]["request"], "--by", "Ben Osei")
    assert holding(case, b"tarn") == []
    assert holding(case, b"mill") != []
    assert erase("ask", "tarn.bin", "--by", "Ana Reyes", "--reason", "safety").code == 2


def test_an_erasure_that_was_stopped_is_told_until_it_is_finished(erase, command, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (request,) = erase("ask", "market", "--by", "Ana Reyes", "--reason", "safety").objects

    def stopped(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("onrecord.ledger.stream.Stream.blank", stopped)
        assert erase("act", request["request"], "--by", "Ben Osei").code != 0
    listed = erase("list")
    assert (listed.code, listed.out) == (0, "")
    assert "an erasure was begun and is not finished" in listed.err
    assert "`onrecord reindex`" in listed.err
    assert "nobody asks" not in listed.err
    assert command("--case", str(case), "reindex").code == 0
    assert "nobody asks" in erase("list").err


def test_notes_among_what_goes_are_counted(erase, command, case: Path) -> None:
    command("--case", str(case), "note", "market", "--by", "Ana Reyes", "--text", "by the quay")
    asked = erase("ask", "market", "--by", "Ana Reyes", "--reason", "safety")
    assert "4 records (1 of them a note) and 0 originals would go: market" in asked.err
    done = erase("act", asked.objects[0]["request"], "--by", "Ben Osei")
    assert "4 records (1 of them a note) were erased." in done.err.splitlines()


def test_what_stays_and_holds_a_name_that_goes_is_told(erase, command, case: Path, tmp_path: Path) -> None:
    """Reports, notes and reasons; in no word that tells the name. Not what goes as well, and not what a known name stands in."""
    texts = {
        "quay.txt": "Olga Moss told the harbour office that 3 people were killed at the quay.",
        "mill.txt": "The harbour office said that Mrs Moss saw 5 people at the mill.",
        "moss.txt": "The harbour office said that 7 people were hurt.",
        "pier.txt": "The harbour office said that 9 people were hurt at the pier.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    run = ("--case", str(case))
    command(*run, "read", *(str(tmp_path / name) for name in texts))
    note = (*run, "note", "--by", "Ana Reyes")
    (named,) = command(*note, "quay.txt", "--role", "witness", "--name", "Olga Moss").objects
    (other,) = command(*note, "--text", "Ask Olga Moss for her brother.").objects
    correct = (*run, "review", "correct", "pier.txt/f1", "--set", "min=8", "--set", "max=8", "--by", "Ana Reyes")
    (review,) = command(*correct, "--reason", "Olga Moss counted eight.").objects
    asked = erase("ask", named["note"], "--by", "Ana Reyes", "--reason", "safety")
    told = " ".join(asked.err.split())
    assert "such a name, or a word of it, stands in what stays: report quay.txt, report mill.txt, report " in told
    assert f"note {other['note'][:12]}, what a person said of report pier.txt ({review['correction'][:12]})" in told
    assert "moss" not in told.casefold()
    whole = erase("ask", "quay.txt", "mill.txt", "moss.txt", "pier.txt", other["note"], "--by", "Ana Reyes", "--reason", "safety")
    assert "no such name stands in a report, a note or a reason of the case that stays" in " ".join(whole.err.split())
    command(*note, "--role", "relative", "--name", "Olga Moss")
    known = erase("ask", named["note"], "--by", "Ana Reyes", "--reason", "safety")
    assert "such a name" not in " ".join(known.err.split()), "another note still gives it"


def test_names_are_looked_for_in_copies_and_among_parties_as_well(erase, command, case: Path, tmp_path: Path) -> None:
    run = ("--case", str(case))
    text = "The harbour office said that 3 people were killed at the quay."
    for name in ("plain.txt", "olga-moss.txt"):
        (tmp_path / name).write_text(text)
        command(*run, "read", str(tmp_path / name))
    (case / "parties.toml").write_text('[[party]]\nname = "Moss Brigade"\nside = "Ostvale"\n')
    command(*run, "read", str(tmp_path / "plain.txt"))
    (named,) = command(*run, "note", "--by", "Ana Reyes", "--role", "witness", "--name", "Olga Moss").objects
    asked = erase("ask", named["note"], "--by", "Ana Reyes", "--reason", "safety")
    told = " ".join(asked.err.split())
    assert "stands in what stays: report " in told
    assert "a list of parties (" in told
    assert "moss" not in told.casefold()
    listed = " ".join(erase("list").out.split())
    assert "1 note goes too with a name to be protected, which no other note gives" in listed, "who carries it out is told before"


def test_reports_of_one_id_are_told_apart(erase, command, case: Path, tmp_path: Path) -> None:
    for day, toll in (("mon", 3), ("tue", 7)):
        (tmp_path / day).mkdir()
        (tmp_path / day / "story.txt").write_text(f"The clinic said that {toll} people were hurt.")
    command("--case", str(case), "read", str(tmp_path / "mon"), str(tmp_path / "tue"))
    asked = erase("ask", "story.txt", "--by", "Ana Reyes", "--reason", "safety")
    told = " ".join(asked.err.split())
    assert "story.txt is the id of reports of several files, and all of these go: " in told
    assert "mon/story.txt, " in told
    one = erase("ask", str(tmp_path / "tue" / "story.txt"), "--by", "Ana Reyes", "--reason", "safety")
    assert "several files" not in one.err
    shown = command("--case", str(case), "show", "story.txt/f1")
    assert "2 reports have this id; the latest is shown" in shown.err


def test_reports_that_lose_their_original_are_counted(erase, command, case: Path, tmp_path: Path) -> None:
    lines = "".join(f'{{"id": "r{number}", "text": "The clinic said that {number + 2} people were hurt."}}\n' for number in range(9))
    (tmp_path / "nine.jsonl").write_text(lines)
    command("--case", str(case), "read", str(tmp_path / "nine.jsonl"))
    asked = erase("ask", "r0", "--by", "Ana Reyes", "--reason", "safety")
    told = " ".join(asked.err.split())
    assert "the original holds 8 other reports as well, to stay as read, without an original: r1, r2, r3, r4, r5 and 3 more" in told
    assert "its originals hold 8 other reports as well" in " ".join(erase("list").out.split())
    erase("act", asked.objects[0]["request"], "--by", "Ben Osei")
    second = erase("ask", "r1", "--by", "Ana Reyes", "--reason", "safety")
    assert "2 records and 0 originals would go: r1" in second.err, "it went with the first"
    assert "other report" not in second.err
    done = erase("act", second.objects[0]["request"], "--by", "Ben Osei")
    assert "2 records were erased." in done.err.splitlines()


@pytest.mark.parametrize("other", ["Reyes, Ana", "REYES ANA", "Ana Reyes (editor)", "[desk] Ana Reyes"])
def test_one_person_under_two_spellings_is_one_person(erase, other: str) -> None:
    (request,) = erase("ask", "market", "--by", "Ana Reyes", "--reason", "safety").objects
    refused = erase("act", request["request"], "--by", other)
    assert refused.code == 2
    assert "cannot carry it out" in refused.err
    assert erase("act", request["request"], "--by", "Ana Reyes-Lind").code == 0


def test_a_request_that_was_carried_out_is_told_as_one_that_may_have_been(erase) -> None:
    (request,) = erase("ask", "market", "--by", "Ana Reyes", "--reason", "safety").objects
    erase("act", request["request"], "--by", "Ben Osei")
    assert "it may have been carried out" in " ".join(erase("act", request["request"], "--by", "Ben Osei").err.split())
