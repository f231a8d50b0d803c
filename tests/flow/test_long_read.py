"""A folder of web archives: read part by part, taken up again after any end, nothing read twice, the same printed at every run."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord import reading
from onrecord.flow import read_sources, size_of
from onrecord.intake import html, open_source
from onrecord.ledger import Ledger, View
from onrecord.records import Document, Issue, Reading
from onrecord.settings import Limits, Settings

RULES = Settings(reader="rules", workers=0)
PAGES = 40
KILLS = 8


@pytest.fixture
def folder(tmp_path: Path, pack) -> Path:
    """Three archives, with pages that are no reports, the same address twice, a revisit, and a record that is cut off."""
    made = tmp_path / "in"
    made.mkdir()
    words = [f"The clinic in Upper Vale said that {number} people had been hurt on Monday." for number in range(PAGES)]
    records = [pack.response(text, f"https://vale.example/{number % 30}", WARC_Date=f"2031-05-{1 + number // 30:02}T10:00:00Z",
                             WARC_Payload_Digest=pack.digest(pack.page(text))) for number, text in enumerate(words)]  # fmt: skip
    empty = pack.record("response", pack.http(b"<!doctype html><p></p>"), WARC_Target_URI="https://vale.example/empty")
    picture = pack.record("response", pack.http(b"GIF89a", Content_Type="image/gif"), WARC_Target_URI="https://vale.example/i")
    again = pack.record("revisit", b"", Content_Type=None, WARC_Target_URI="https://vale.example/again", WARC_Record_ID="<urn:uuid:7>",
                        WARC_Date="2031-06-01T10:00:00Z", WARC_Payload_Digest=pack.digest(pack.page(words[0])))  # fmt: skip
    (made / "a.warc").write_bytes(b"".join([*records[:15], empty, picture]))
    (made / "b.warc.gz").write_bytes(pack.gz([*records[15:30], again]))
    (made / "c.wacz").write_bytes(pack.wacz({"archive/c.warc": b"".join(records[30:]) + records[0][:-50]}))
    return made


def read(folder: Path, case: Path) -> tuple[list[Reading | Issue], int]:
    with Ledger.open(case, create=True) as ledger:
        return list(read_sources([str(folder)], ledger=ledger, settings=RULES)), ledger.readings_added


def test_a_second_run_gives_the_same_and_takes_nothing_apart(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, added = read(folder, tmp_path / "case")
    said = [one for one in first if isinstance(one, Reading)]
    assert len(said) == PAGES + 1
    assert added == PAGES  # the revisit is a copy of what was read before
    assert len({one.id for one in said}) == PAGES + 1 - 10  # the ten in the third archive have addresses of the first
    assert sorted({one.code for one in first if isinstance(one, Issue)}) == [
        "html.no-text",
        "wacz.unsigned",
        "warc.not-reports",
        "warc.truncated",
    ]
    entries = sum(1 for _ in View.open(tmp_path / "case").entries())
    taken_apart: list[str] = []
    read_page = html.read_page
    monkeypatch.setattr(html, "read_page", lambda text: taken_apart.append(text) or read_page(text))
    monkeypatch.setattr(reading, "read", lambda *_, **__: pytest.fail("a text was read again"))
    second, added = read(folder, tmp_path / "case")
    assert second == first
    assert added == 0
    assert ["<p></p>" in text for text in taken_apart] == [True]  # only what gave no report
    assert sum(1 for _ in View.open(tmp_path / "case").entries()) == entries


def test_another_reader_reads_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(folder, tmp_path / "case")
    monkeypatch.setattr("onrecord.reading.rules.RuleReader.version", "another")
    _, added = read(folder, tmp_path / "case")
    assert added == PAGES


def test_the_same_archive_under_another_name_keeps_where_it_stood_too(
    folder: Path, tmp_path: Path, content_ids: Callable[..., list[str]]
) -> None:
    read(folder, tmp_path / "case")
    (folder / "b.warc.gz").unlink()
    (folder / "c.wacz").unlink()
    (folder / "a.warc").rename(folder / "z.warc")
    found, added = read(folder, tmp_path / "case")
    assert added == 0
    assert len([one for one in found if isinstance(one, Reading)]) == 15
    with View.open(tmp_path / "case") as view:
        read_from = [name for entry in view.entries() if entry.type == "reading" for name in content_ids(view, entry.used[:1])]
        assert all(isinstance(view.record(name), Reading) for name in read_from)
    assert len(read_from) == PAGES


def test_where_each_report_stood(folder: Path) -> None:
    documents = []
    for opened in open_source(str(folder), jsonl=False, limits=Limits(), stdin=None):
        assert not isinstance(opened, Issue)
        documents += [document for document in opened.documents() if isinstance(document, Document)]
    assert len(documents) == PAGES + 1
    for document in documents:
        part, capture = document.part, document.capture
        assert part is not None
        assert capture is not None
        assert part.captured is not None
        assert part.url == document.url
        data = Path(capture.origin).read_bytes()
        if not part.path:
            assert part.offset is not None
            assert part.length is not None
            assert data[part.offset :].startswith((b"WARC/1.1", b"\x1f\x8b"))
            assert part.offset + part.length <= len(data)
    assert [document.part.path for document in documents if document.part][-1] == ("archive/c.warc",)


def test_how_far_it_is_is_told_and_ends_at_the_whole(folder: Path, tmp_path: Path) -> None:
    reached: list[int] = []
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        list(read_sources([str(folder)], ledger=ledger, settings=RULES, reached=reached.append))
    assert reached == sorted(reached)
    assert reached[-1] == size_of([str(folder)]) == sum(path.stat().st_size for path in folder.iterdir())
    assert size_of(["-"]) is None


COMMAND = "import sys\nfrom onrecord.cli import main\nmain()"


def started(folder: Path, case: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", COMMAND, "--case", str(case), "read", "--reader", "rules", "--json", str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ)


def run(folder: Path, case: Path, kill_after: float | None, how: signal.Signals = signal.SIGKILL) -> subprocess.CompletedProcess[bytes]:
    process = started(folder, case)
    if kill_after is not None:
        time.sleep(kill_after)
        process.send_signal(how)
    out, err = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def test_killed_again_and_again_it_ends_as_if_it_had_not_been(folder: Path, tmp_path: Path) -> None:
    whole = run(folder, tmp_path / "whole", None)
    assert whole.returncode == 1  # a record was cut off
    begun = time.monotonic()
    run(folder, tmp_path / "whole", None)
    longest = time.monotonic() - begun
    dice = random.Random(7)
    case = tmp_path / "case"
    for number in range(KILLS):
        run(folder, case, dice.uniform(0.2, 1.0) * longest, signal.SIGINT if number % 3 == 2 else signal.SIGKILL)
    last = run(folder, case, None)
    assert last.returncode == 1
    assert last.stdout == whole.stdout
    assert len(last.stdout.splitlines()) == PAGES + 1
    with View.open(case) as view, View.open(tmp_path / "whole") as other:
        kinds = [entry.type for entry in view.entries()]
        assert {kind: kinds.count(kind) for kind in kinds} == {
            kind: [entry.type for entry in other.entries()].count(kind) for kind in kinds
        }
        assert kinds.count("reading") == PAGES
        assert sorted(one.id for one in view.readings()) == sorted(one.id for one in other.readings())


def test_ctrl_c_says_how_it_goes_on(folder: Path, tmp_path: Path) -> None:
    lines = (json.dumps({"id": str(number), "text": f"Nobody was hurt on day {number}."}) for number in range(200_000))
    (folder / "d.jsonl").write_text("\n".join(lines))
    process = started(folder, tmp_path / "case")
    assert process.stdout is not None
    process.stdout.readline()  # it reads
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert b"the same command goes on where it stopped" in b" ".join(said.split())
    assert b"Traceback" not in said
