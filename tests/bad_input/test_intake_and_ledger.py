"""Bad input, a row each: what comes in broken is recorded, kept aside or refused – named, and at no cost to its neighbours."""

import importlib
import io
import json
import os
import resource
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord import reading
from onrecord.errors import BadInput
from onrecord.flow import read_sources
from onrecord.intake import read_reference
from onrecord.ledger import Ledger
from onrecord.records import Capture, Document, Issue, Party, Reading
from onrecord.settings import Settings

GOOD = "The clinic in Upper Vale said that three people had been hurt on Monday."
PAGE = "<!doctype html><html><head>{}</head>{}</html>"


@dataclass(frozen=True)
class Row:
    """An input with a name, and what must come of it."""

    name: str
    file: str
    data: bytes
    codes: tuple[str, ...]
    outcome: str = "recorded"
    """``recorded``: read, with remarks; else nothing is read and the issue has this outcome."""
    text: str | None = None
    """The text that must have been read, where it is read."""


ROWS = [
    Row("empty file", "a.txt", b"", ("file.empty",), "quarantined"),
    Row("empty page", "a.html", b"", ("file.empty",), "quarantined"),
    Row("empty JSON Lines", "a.jsonl", b"", ("file.empty",), "quarantined"),
    Row("picture", "a.png", b"\x89PNG\r\n\x1a\n" + bytes(200), ("file.binary",), "quarantined"),
    Row("picture called text", "a.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), ("file.binary",), "quarantined"),
    Row("program", "a", b"\x7fELF" + bytes(range(256)), ("file.binary",), "quarantined"),
    Row("noise", "a.txt", bytes(range(256)) * 20, ("file.binary",), "quarantined"),
    Row("PDF that is cut", "a.pdf", b"%PDF-1.7\n%\xe2\xe3", ("pdf.damaged",), "quarantined"),
    Row("news feed without items", "a.xml", b"<?xml version='1.0'?><rss/>", ("feed.empty",), "quarantined"),
    Row("NUL bytes", "a.txt", b"The clinic\x00 said\x00 no.", ("text.control",), text="The clinic\x00 said\x00 no."),
    Row("terminal codes", "a.txt", b"\x1b]0;owned\x07 said", ("text.control",), text="\x1b]0;owned\x07 said"),
    Row("bidi controls", "a.txt", "said \u202eon\u202c".encode(), ("text.bidi",), text="said \u202eon\u202c"),
    Row("unclosed isolate", "a.txt", "said \u2066on".encode(), ("text.bidi",), text="said \u2066on"),
    Row("windows-1252", "a.txt", "“No,” she said – café".encode("cp1252"), ("text.encoding",), text="“No,” she said – café"),
    Row("odd UTF-16", "a.txt", "said".encode("utf-16")[:-1], ("text.encoding",), text="sai\ufffd"),
    Row("lone surrogate in UTF-8", "a.txt", b"a \xed\xa0\x80 b " + "“ok” “ok”".encode(), ("text.encoding",)),
    Row(
        "wrong encoding declared",
        "a.html",
        PAGE.format("<meta charset=utf-8>", f"<body><p>{GOOD} “Nobody else,” it said.</p></body>").encode("cp1252"),
        ("text.encoding",),
        text=f"{GOOD} “Nobody else,” it said.",
    ),
    Row("page without body", "a.html", PAGE.format("<title>Vale</title>", "").encode(), ("html.no-text",), "quarantined"),
    Row(
        "character number of 4301 digits",
        "a.html",
        PAGE.format("", f"<p title='&#{'9' * 4301};'>The army said &#{'9' * 4301}; {GOOD}</p>").encode(),
        ("text.encoding",),
        text=f"The army said \ufffd {GOOD}",
    ),
    Row(
        "31 February in a page",
        "a.html",
        PAGE.format("<meta name=date content=2031-02-31>", f"<p>{GOOD}</p>").encode(),
        ("date.impossible",),
        text=GOOD,
    ),
    Row(
        "31 February in a line",
        "a.jsonl",
        json.dumps({"id": "1", "text": GOOD, "date": "2031-02-31"}).encode(),
        ("date.impossible",),
        text=GOOD,
    ),
    Row("lone surrogate in a line", "a.jsonl", b'{"id": "1", "text": "a\\ud83db"}', ("text.surrogate",), text="a\ufffdb"),
    Row("NUL in a line", "a.jsonl", b'{"id": "1", "text": "a\\u0000b"}', ("text.control",), text="a\0b"),
    Row("UTF-16 JSON Lines", "a.jsonl", '{"id": "1", "text": "x"}'.encode("utf-16"), ("text.encoding",), "quarantined"),
    Row("broken gzip", "a.jsonl.gz", b"\x1f\x8b\x08\x00rubbish", ("gzip.damaged",), "quarantined"),
]


Outcomes = list[Reading | Issue]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a text says is not the matter here, and the texts are many."""

    def read(document: Document, *, parties: Sequence[Party] = (), settings: Settings | None = None) -> Reading:
        signed = reader_of(settings or Settings(), parties)
        return Reading(id=document.id, text=document.text, issues=document.issues, reader=signed)

    reader_of = reading.reader_of
    monkeypatch.setattr(reading, "read", read)


def codes(issues: Iterable[Issue]) -> tuple[str, ...]:
    return tuple(issue.code for issue in issues)


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_a_row(row: Row, tmp_path: Path, content_ids: Callable[..., list[str]]):
    path = tmp_path / row.file
    path.write_bytes(row.data)
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        found: Outcomes = list(read_sources([str(path)], ledger=ledger))
        if row.outcome == "recorded":
            (said,) = found
            assert isinstance(said, Reading)
            assert codes(said.issues) == row.codes
            assert row.text is None or said.text == row.text
        else:
            assert all(isinstance(one, Issue) for one in found)
            assert [(one.code, one.outcome) for one in found if isinstance(one, Issue)] == [(code, row.outcome) for code in row.codes]
        kept = list(ledger.view.issues())
        assert codes(one.issue for one in kept) == row.codes
        assert all(one.issue.where.startswith(str(path)) and one.issue.message for one in kept)
        (captured,) = (entry for entry in ledger.view.entries() if entry.type == "capture")
        (capture,) = (ledger.view.record(name) for name in content_ids(ledger.view, captured.generated))
        assert isinstance(capture, Capture)
        assert ledger.view.original(capture.sha256).read_bytes() == row.data


@pytest.mark.usefixtures("quick")
def test_a_bad_file_costs_its_neighbours_nothing(tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number, row in enumerate(ROWS):
        (folder / f"{number:02}-a").mkdir()
        (folder / f"{number:02}-a" / row.file).write_bytes(row.data)
        (folder / f"{number:02}-a" / "good.txt").write_text(f"{GOOD} {number}")
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        found = list(read_sources([str(folder)], ledger=ledger))
    good = [one.text for one in found if isinstance(one, Reading) and one.id.endswith("good.txt")]
    assert good == [f"{GOOD} {number}" for number in range(len(ROWS))]


def test_the_command_line_names_every_bad_row_and_reads_the_rest(tmp_path: Path):
    for number, row in enumerate(ROWS):
        (tmp_path / "in" / f"{number:02}").mkdir(parents=True)
        (tmp_path / "in" / f"{number:02}" / row.file).write_bytes(row.data)
    command = [sys.executable, "-m", "onrecord", "--case", str(tmp_path / "case"), "read", str(tmp_path / "in"), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1, done.stderr
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    read = [row for row in ROWS if row.outcome == "recorded"]
    assert [tuple(issue["code"] for issue in one["issues"]) for one in printed] == [row.codes for row in read]
    said = " ".join(done.stderr.split())  # lines are broken to the width of the terminal
    assert [code for row in ROWS if row not in read for code in row.codes if f"[{code}, {row.outcome}]" not in said] == []


def test_names_that_are_no_text_cost_their_neighbours_nothing(tmp_path: Path):
    names = [os.fsdecode(b"r\xe9port.txt"), os.fsdecode(b"gone\xff.txt"), "half \ud800.txt", "z.txt"]
    for name in (names[0], names[3]):
        (tmp_path / name).write_text(GOOD)
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        first, gone, half, last = read_sources([str(tmp_path / name) for name in names], ledger=ledger)
        assert isinstance(first, Reading)
        assert first.id == "r\ufffdport.txt"
        assert isinstance(last, Reading)
        assert isinstance(gone, Issue)
        assert (gone.code, gone.where) == ("file.missing", f"{tmp_path}/gone\ufffd.txt")
        assert isinstance(half, Issue)
        assert half.code == "file.unreadable"
        assert [kept.issue for kept in ledger.view.issues()] == [gone, half]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("place", "outcome"),
    [
        ("onrecord.intake.html.find_article", "quarantined"),
        ("onrecord.intake.html.decode", "quarantined"),
        ("onrecord.intake.source.detect", "refused"),
        ("onrecord.intake.source.take_file", "refused"),
    ],
)
@pytest.mark.parametrize("fault", [KeyError("lone \ud800"), ValueError("too many digits"), RecursionError(), MemoryError()])
def test_a_fault_of_intake_costs_one_file_and_not_the_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, outcome: str, fault: Exception
):
    module, name = place.rsplit(".", 1)
    good = getattr(importlib.import_module(module), name)

    def faulty(*given: object, **rest: object) -> object:
        if any(isinstance(one, str | Path) and "b.html" in str(one) for one in given) or "Bad" in str(given):
            raise fault
        return good(*given, **rest)

    monkeypatch.setattr(place, faulty)
    (tmp_path / "in").mkdir()
    for letter, words in (("a", GOOD), ("b", f"Bad. {GOOD}"), ("c", GOOD)):
        (tmp_path / "in" / f"{letter}.html").write_text(PAGE.format("", f"<p>{words}</p>"))
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        first, issue, last = read_sources([str(tmp_path / "in")], ledger=ledger, settings=Settings(workers=0))
        assert isinstance(first, Reading)
        assert isinstance(last, Reading)
        assert isinstance(issue, Issue)
        code = "file.unreadable" if isinstance(fault, ValueError) and outcome == "refused" else "file.fault"  # ValueError: a NUL in a name
        code = "parse.memory" if isinstance(fault, MemoryError) and outcome == "quarantined" else code
        assert (issue.code, issue.outcome, issue.where) == (code, outcome, str(tmp_path / "in" / "b.html"))
        assert type(fault).__name__ in issue.message or code in ("file.unreadable", "parse.memory")
        assert [kept.issue for kept in ledger.view.issues()] == [issue]


@pytest.mark.usefixtures("quick")
def test_a_fault_in_walking_a_folder_costs_no_other_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def faulty(root: Path, origin: str) -> Iterable[object]:
        raise IndexError(f"{root} {origin}")

    monkeypatch.setattr("onrecord.intake.source.walk", faulty)
    (tmp_path / "in").mkdir()
    (tmp_path / "a.txt").write_text(GOOD)
    issue, said = read_sources([str(tmp_path / "in"), str(tmp_path / "a.txt")])
    assert isinstance(issue, Issue)
    assert (issue.code, issue.outcome, issue.where) == ("file.fault", "refused", str(tmp_path / "in"))
    assert isinstance(said, Reading)


@pytest.mark.parametrize("grown", [b"", b"more, it said."])
def test_a_file_that_changes_between_hashing_and_keeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grown: bytes):
    """A file too large for memory is read a second time when it is kept."""
    monkeypatch.setattr("onrecord.intake.capture.IN_MEMORY", 10)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{GOOD} {name}")
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        keep = ledger.keep

        def late(capture: Capture, content: Path | bytes, *, by: str | None = None) -> str:
            if capture.origin.endswith("a.txt"):
                (tmp_path / "a.txt").write_bytes(grown)
            return keep(capture, content, by=by)

        monkeypatch.setattr(ledger, "keep", late)
        changed, said = read_sources([str(tmp_path / name) for name in ("a.txt", "b.txt")], ledger=ledger)
        assert isinstance(changed, Issue)
        assert (changed.code, changed.outcome, changed.where) == ("file.changed", "refused", str(tmp_path / "a.txt"))
        assert isinstance(said, Reading)
        assert [entry.type for entry in ledger.view.entries()][:4] == ["begin", "issue", "capture", "document"]


def test_an_original_that_the_case_lost_is_put_back_and_said(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(GOOD)
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        (first,) = read_sources([str(path)], ledger=ledger)
    shutil.rmtree(tmp_path / "case" / "blobs")
    with Ledger.open(tmp_path / "case", create=False) as ledger:
        issue, again = read_sources([str(path)], ledger=ledger)
        assert isinstance(issue, Issue)
        assert (issue.code, issue.outcome, issue.where) == ("file.restored", "recorded", str(path))
        assert again == first
        assert list(read_sources([str(path)], ledger=ledger)) == [first]
        (kept,) = ledger.view.issues()
        assert ledger.view.original(kept.capture or "").read_bytes().decode() == GOOD


def test_an_original_that_was_altered_ends_the_command_with_broken_integrity(tmp_path: Path):
    (tmp_path / "a.txt").write_text(GOOD)
    command = [sys.executable, "-m", "onrecord", "--case", str(tmp_path / "case"), "read", str(tmp_path / "a.txt")]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    (original,) = (path for path in (tmp_path / "case" / "blobs" / "sha256").rglob("*") if path.is_file())
    original.chmod(0o644)
    original.write_text(f"{GOOD}.")
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout) == (3, "")
    assert str(original) in done.stderr


def test_standard_input_that_is_not_there(tmp_path: Path):
    (tmp_path / "a.txt").write_text(GOOD)
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        missing, said = read_sources(["-", str(tmp_path / "a.txt")], ledger=ledger, stdin=None)
    assert isinstance(missing, Issue)
    assert (missing.code, missing.where) == ("file.missing", "-")
    assert isinstance(said, Reading)


def test_a_long_list_of_totals(tmp_path: Path):
    """A table in prose: every total is a figure, and none is compared with every other over and over."""
    total = "By {} {} 2031 the clinic said a total of {} people had been killed."
    days = [total.format(day, month, 100 + 31 * at + day) for at, month in enumerate(("May", "July")) for day in range(1, 29)]
    (tmp_path / "a.txt").write_text("\n\n".join(days))
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        (said,) = read_sources([str(tmp_path / "a.txt")], ledger=ledger)
        assert isinstance(said, Reading)
        assert len(said.figures) >= 56
        assert ledger.view.reading("a.txt") == said


def test_a_missing_file():
    (issue,) = read_sources(["no/such/file.txt"])
    assert isinstance(issue, Issue)
    assert (issue.code, issue.outcome, issue.where) == ("file.missing", "refused", "no/such/file.txt")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that even the owner cannot read from its start")
def test_an_unreadable_file():
    (issue,) = read_sources(["/proc/self/mem"])
    assert isinstance(issue, Issue)
    assert (issue.code, issue.outcome) == ("file.unreadable", "refused")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(GOOD)
    path.chmod(0)
    (issue,) = read_sources([str(path)])
    assert isinstance(issue, Issue)
    assert issue.code == "file.unreadable"


@pytest.mark.usefixtures("quick")
def test_a_folder_of_things_that_are_no_reports(tmp_path: Path):
    """Links into the system, loops, pipes, sockets, and names that act: each is named on one line, and costs no neighbour."""
    folder = tmp_path / "in"
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "socket.txt"))
    links = {"environment.txt": "/proc/self/environ", "log.txt": "/proc/kmsg", "zero.txt": "/dev/zero", "itself.txt": "itself.txt"}
    for name, target in {**links, "gone.txt": "nowhere", "same": ".", "above": ".."}.items():
        (folder / name).symlink_to(target)
    names = [
        "a\nline.txt",
        "esc\x1b]0;owned\x07.txt",
        "\u202etxt.gnp",
        "-rf",
        "--case",
        "n" * 250 + ".txt",
        os.fsdecode(b"bad\xff\xfe.txt"),
    ]
    for number, name in enumerate(names):
        (folder / name).write_text(f"{GOOD} {number}")
    found = list(read_sources([str(folder)]))
    assert sorted(one.text for one in found if isinstance(one, Reading)) == [f"{GOOD} {number}" for number in range(len(names))]
    issues = {one.where.removeprefix(f"{folder}/"): one.code for one in found if isinstance(one, Issue)}
    assert {name: issues[name] for name in (*links, "pipe.txt", "socket.txt", "gone.txt", "same")} == {
        **dict.fromkeys(("environment.txt", "log.txt", "zero.txt", "pipe.txt", "socket.txt"), "file.special"),
        "itself.txt": "file.unreadable",
        "gone.txt": "file.missing",
        "same": "file.loop",
    }


def test_a_directory_loop(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").symlink_to(tmp_path)
    (tmp_path / "good.txt").write_text(GOOD)
    said, issue = read_sources([str(tmp_path)])
    assert isinstance(said, Reading)
    assert isinstance(issue, Issue)
    assert issue.code == "file.loop"


@pytest.mark.usefixtures("quick")
def test_one_line_that_is_not_json_in_the_middle_of_very_many(tmp_path: Path):
    path = tmp_path / "many.jsonl"
    number, bad = 100_000, 50_000
    with path.open("w") as file:
        for line in range(number):
            file.write(f'{{"id": "{line}", "text": "x"}}\n' if line != bad else "this is no JSON\n")
    found = list(read_sources([str(path)]))
    (issue,) = [one for one in found if isinstance(one, Issue)]
    assert (issue.code, issue.where) == ("json.syntax", f"{path}, line {bad + 1}")
    assert [one.id for one in found if isinstance(one, Reading)] == [str(line) for line in range(number) if line != bad]


LIMITED = """
import sys
from onrecord.intake import open_source
from onrecord.records import Issue
from onrecord.settings import Limits

for opened in open_source(sys.argv[1], jsonl=sys.argv[2] == "jsonl", limits=Limits(), stdin=sys.stdin.buffer):
    for one in opened.documents():
        print(one.code if isinstance(one, Issue) else f"read {one.id}", flush=True)
"""

MEMORY = 512 * 1024 * 1024


def limited(source: str, kind: str, stdin: Path | None = None) -> list[str]:
    """Read a source in a process that may use 512 MB of address space; the codes and ids that came out."""

    def confine() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    with (stdin or Path(os.devnull)).open("rb") as stream:
        command = [sys.executable, "-c", LIMITED, source, kind]
        done = subprocess.run(command, stdin=stream, capture_output=True, text=True, check=False, preexec_fn=confine, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


SIZE = 50_000_000

LONG_LINES: list[tuple[str, str, Callable[[io.BufferedWriter], object], list[str]]] = [
    ("plain text", "a.txt", lambda file: file.write(b"x" * SIZE), ["text.limit"]),
    ("plain text in words", "a.txt", lambda file: file.write(b"said no " * (SIZE // 8)), ["text.limit"]),
    ("two bytes a character", "a.txt", lambda file: file.write("ж".encode() * (SIZE // 2)), ["text.limit"]),
    ("page", "a.html", lambda file: file.write(b"<html><p>" + b"x" * SIZE), ["text.limit"]),
    ("page of tags", "a.html", lambda file: file.write(b"<html>" + b"<div>" * 4_000_000), ["html.size"]),
    ("page of one paragraph", "a.html", lambda file: file.write(b"<html><p>" + b"said no " * 2_500_000), ["text.limit"]),
    ("page of one tag", "a.html", lambda file: file.write(b"<html><p " + b"a " * 10_000_000 + b">said no"), ["read a.html"]),
    ("page of paragraphs", "a.html", lambda file: file.write(b"<html>" + b"<p>she said so" * 60_000), ["read a.html"]),
    (
        "line of JSON",
        "a.jsonl",
        lambda file: file.write(b'{"id": "1", "text": "' + b"x" * SIZE + b'"}\n{"id": "2", "text": "y"}'),
        ["text.limit", "read 2"],
    ),
    ("nested JSON", "a.jsonl", lambda file: file.write(b"[" * 7_000_000 + b'\n{"id": "2", "text": "y"}'), ["json.depth", "read 2"]),
]


@pytest.mark.parametrize(("name", "file", "write", "expected"), LONG_LINES, ids=[row[0] for row in LONG_LINES])
def test_a_line_of_50_megabytes_is_answered_within_512_megabytes(tmp_path: Path, name: str, file: str, write, expected: list[str]):
    with (tmp_path / file).open("wb") as stream:
        write(stream)
    assert limited(str(tmp_path / file), "") == expected
    if file == "a.jsonl":
        assert limited("-", "jsonl", stdin=tmp_path / file) == expected


def test_the_memory_limit_of_these_tests_is_real():
    with pytest.raises(subprocess.CalledProcessError):
        subprocess.run(
            [sys.executable, "-c", "bytearray(600_000_000)"],
            check=True,
            capture_output=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
        )


def series(tmp_path: Path, data: str, column: str = "dead"):
    path = tmp_path / "series.csv"
    path.write_text(data)
    return read_reference(path, date="day", measures={"killed": column}, group="people", place="Vale", source="Clinic")


def test_a_series_with_a_missing_column(tmp_path: Path):
    with pytest.raises(BadInput) as caught:
        series(tmp_path, "day,dead\n2031-03-01,3\n", column="deaths")
    assert "series.csv" in caught.value.message
    assert "day, dead" in (caught.value.hint or "")


def test_a_series_with_a_falling_column(tmp_path: Path):
    (one,), (issue,) = series(tmp_path, "day,dead\n2031-03-01,30\n2031-03-02,20\n")
    assert [point.value for point in one.points] == [30, 20]
    assert (issue.code, issue.where) == ("series.falls", f"{tmp_path}/series.csv, line 3")


def test_a_series_with_31_february(tmp_path: Path):
    (one,), (issue,) = series(tmp_path, "day,dead\n2031-02-28,3\n2031-02-31,4\n")
    assert len(one.points) == 1
    assert (issue.code, issue.where) == ("date.impossible", f"{tmp_path}/series.csv, line 3")


@pytest.mark.parametrize("stated", ["31/12/2030", "12/31/2030", "last week", ""])
def test_a_series_with_a_date_of_unknown_form(tmp_path: Path, stated: str):
    (one,), (issue,) = series(tmp_path, f"day,dead\n2031-02-28,3\n{stated},4\n")
    assert len(one.points) == 1
    assert (issue.code, issue.where) == ("date.unknown", f"{tmp_path}/series.csv, line 3")
    assert "of a form we know" in issue.message
