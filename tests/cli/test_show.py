from msgspec import structs

from onrecord import flow
from onrecord.records import Document, Figure, Reading, ReferenceSeries, decode, encode

TEXT = "Another report. " * 40


def test_without_an_id_what_there_is_is_listed(command, case) -> None:
    ended = command("--case", str(case), "show")
    assert ended.code == 0
    assert ended.out.splitlines()[0].endswith("  market")
    assert "10 days: 10 on 1 May 2031 to 100 on 10 May 2031" in ended.out
    assert [line["id"] for line in command("--case", str(case), "show", "--json").objects] == ["market", "killed/people/ostrel/registry"]


def test_a_report_with_everything_it_says(command, case, snapshot) -> None:
    ended = command("--case", str(case), "show", "market")
    assert ended.code == 0
    assert ended.out == snapshot


def test_a_report_as_json_is_the_reading(command, case, reading: Reading) -> None:
    out = command("--case", str(case), "show", "market", "--json").out
    assert decode(out, Reading) == reading


def test_one_record_of_a_report(command, case, reading: Reading, snapshot) -> None:
    assert command("--case", str(case), "show", "market/s2").out == snapshot(name="statement")
    assert command("--case", str(case), "show", "market/x2").out == snapshot(name="finding")
    assert command("--case", str(case), "show", "market/i1").out == snapshot(name="incident")
    assert decode(command("--case", str(case), "show", "market/f1", "--json").out, Figure) == reading.figures[0]


def test_an_id_with_the_mark_of_what_is_for_review_is_understood(command, case) -> None:
    assert command("--case", str(case), "show", "market/s2?").out == command("--case", str(case), "show", "market/s2").out


def test_a_reference_series(command, case, series: ReferenceSeries) -> None:
    ended = command("--case", str(case), "show", series.id)
    assert "according to Coast registry" in ended.out
    assert command("--case", str(case), "show", series.id, "--json").out.encode() == encode(series) + b"\n"


def test_an_unknown_id_is_answered_with_near_ones(command, case) -> None:
    ended = command("--case", str(case), "show", "arket")
    assert ended.code == 2
    assert "No record has the id arket" in ended.err
    assert "hint: Did you mean market?" in ended.err


def test_the_beginning_of_one_reports_id_is_enough(command, case, reading: Reading) -> None:
    assert decode(command("--case", str(case), "show", "mar", "--json").out, Reading) == reading
    assert decode(command("--case", str(case), "show", "mar/f1", "--json").out, Figure) == reading.figures[0]
    assert command("--case", str(case), "findings", "--report", "mar", "--json").objects[0]["report"] == "market"


def test_a_beginning_that_several_ids_share_is_answered_with_them(command, case, reading: Reading) -> None:
    with flow.case_of(case) as ledger:
        for name in ("2031-fire.txt", "2031-flood.txt", "2031"):
            document = Document(id=name, text=f"{TEXT}{name}")
            ledger.append_reading(document, structs.replace(reading, id=name, text=document.text))
    ended = command("--case", str(case), "show", "2031-f")
    assert ended.code == 2
    assert "Several reports have an id that begins with 2031-f." in ended.err
    assert "hint: They are: 2031-fire.txt, 2031-flood.txt." in ended.err
    assert decode(command("--case", str(case), "show", "2031", "--json").out, Reading).id == "2031"  # a whole id wins


def test_that_several_reports_have_an_id_is_said_and_each_can_be_seen(command, case, reading: Reading) -> None:
    with flow.case_of(case) as ledger:
        later = structs.replace(reading, text=TEXT)
        ledger.append_reading(Document(id="market", text=TEXT), later)
    ended = command("--case", str(case), "show", "market", "--json")
    assert decode(ended.out, Reading) == later
    assert "2 reports have this id; the latest is shown" in ended.err
    other = ended.err.split()[-1]
    earlier = command("--case", str(case), "show", other, "--json")
    assert decode(earlier.out, Reading) == reading
    assert earlier.err == ""
