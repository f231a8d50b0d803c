from onrecord.records import Figure, Reading, ReferenceSeries, decode, encode


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


def test_a_reference_series(command, case, series: ReferenceSeries) -> None:
    ended = command("--case", str(case), "show", series.id)
    assert "according to Coast registry" in ended.out
    assert command("--case", str(case), "show", series.id, "--json").out.encode() == encode(series) + b"\n"


def test_an_unknown_id_is_answered_with_near_ones(command, case) -> None:
    ended = command("--case", str(case), "show", "mark")
    assert ended.code == 2
    assert "No record has the id mark" in ended.err
    assert "hint: Did you mean market?" in ended.err
