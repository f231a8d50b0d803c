"""The Python face: what it offers, and that it does what the command line does."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

import onrecord
from onrecord.errors import BadInput, NoCase, OnRecordError
from onrecord.settings import Limits

DISPUTED = "The governor accused the army of shelling Dorvan. The army denied the accusation."
TEXT = "At least 12 people were killed in Dorvan, the governor said."


def test_every_public_name_is_there_and_listed() -> None:
    assert dir(onrecord) == onrecord.__all__ == sorted(onrecord.__all__)
    for name in onrecord.__all__:
        assert getattr(onrecord, name).__doc__
    assert {"Case", "read", "Reading", "Issue", "OnRecordError"} <= set(onrecord.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        onrecord.nonsense  # noqa: B018 – looking it up is the test


def test_a_text_is_read_without_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    reading = onrecord.read(TEXT, date="2031-05-04")
    assert reading.text == TEXT
    assert reading.report.published == "2031-05-04"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("date", ["2023-02-31", "the day after", "2023-13-01"])
def test_a_date_that_does_not_exist_is_refused(date: str) -> None:
    with pytest.raises(BadInput, match=r"no such date|no form we know") as caught:
        onrecord.read(TEXT, date=date)
    assert "YYYY-MM-DD" in (caught.value.hint or "")


def test_a_day_of_the_calendar_is_a_date() -> None:
    for day in (datetime.date(2031, 5, 4), datetime.datetime(2031, 5, 4, 23, 30, tzinfo=datetime.UTC)):
        assert onrecord.read(TEXT, date=day).report.published == "2031-05-04"


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"source": b"x"}, "the source is of the type bytes"),
    ({"source": None}, "the source is of the type NoneType"),
    ({"date": 5}, "the date is of the type int"),
    ({"parties": "abc"}, "the parties are of the type str"),
    ({"parties": 5}, "the parties are of the type int"),
    ({"parties": ["army"]}, "number 1 of the parties is of the type str"),
    ({"parties": [onrecord.Party(name="")]}, "the name of party 1 is empty"),
    ({"parties": [onrecord.Party(name=cast("str", 5))]}, "the name of party 1 is of the type int"),
    ({"parties": [onrecord.Party(name="a\ud800")]}, "no text in UTF-8"),
    ({"parties": [onrecord.Party(name="A", aliases=cast("tuple[str, ...]", "army"))]}, "the aliases of party 1 are of the type str"),
    ({"parties": [onrecord.Party(name="A", aliases=("",))]}, "an alias of party 1 is empty"),
    ({"references": ["x"]}, "number 1 of the references is of the type str"),
    ({"settings": 5}, "settings is of the type int"),
    ({"settings": {}}, "settings is of the type dict"),
]


@pytest.mark.parametrize(("changes", "told"), WRONG, ids=[told for _, told in WRONG])
def test_an_argument_of_another_kind_is_refused_in_a_sentence(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(OnRecordError, match=told) as caught:
        onrecord.read(**({"source": TEXT} | changes))
    assert caught.value.hint


def test_what_a_case_cannot_be_asked_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for path, told in (("a\0", "holds a NUL"), ("", "has no name"), (5, "is of the type int")):
        with pytest.raises(OnRecordError, match=told):
            onrecord.Case.open(cast("str", path))
    case = onrecord.Case.open(tmp_path / "case", create=True)
    asked: dict[str, Callable[[], object]] = {
        "there is no rule 'nope'": lambda: case.findings(rule="nope"),
        "there is no measure 'zz'": lambda: case.series(measure=cast("Any", "zz")),
        "the group is of the type int": lambda: case.series(group=cast("str", 5)),
        "the sources are of the type bytes": lambda: case.read(cast("str", b"x")),
        "a source is of the type int": lambda: case.read([cast("str", 5)]),
        "the measures are no mapping": lambda: case.add_reference(
            "t.csv", date="day", measures=cast("dict[str, str]", "killed"), group="people", place="Dorvan", source="Registry"
        ),
    }
    for told, ask in asked.items():
        with pytest.raises(OnRecordError, match=told) as caught:
            ask()
        assert caught.value.hint


def test_a_date_with_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(BadInput, match=r"date was given with the file .*report\.txt"):
        onrecord.read(tmp_path / "report.txt", date="2031-05-04")


def test_a_text_in_memory_keeps_the_limits_and_the_checks_of_a_file() -> None:
    with pytest.raises(BadInput, match="at most 10 characters"):
        onrecord.read(TEXT, settings=onrecord.Settings(limits=Limits(text_characters=10)))
    reading = onrecord.read(f"{TEXT} \ud800")
    assert reading.text == f"{TEXT} \ufffd"
    assert [issue.code for issue in reading.issues] == ["text.surrogate"]


def test_findings_of_a_copy_are_found_under_its_own_name(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(DISPUTED, encoding="utf-8")
    case = onrecord.Case.open(tmp_path / "case")
    case.read([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert {kept.report for kept in case.findings(report="b.txt")} == {"b.txt"}


def test_a_path_is_a_file_and_a_str_never_is(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert onrecord.read(file).text == TEXT
    assert onrecord.read(str(file)).text == str(file)


def test_a_file_that_is_not_one_report_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"gone\.txt"):
        onrecord.read(tmp_path / "gone.txt")
    two = tmp_path / "two.jsonl"
    two.write_text("".join(json.dumps({"id": name, "text": TEXT + name}) + "\n" for name in "ab"), encoding="utf-8")
    with pytest.raises(BadInput, match="holds 2 reports"):
        onrecord.read(two)


def test_parties_and_references_reach_the_reading() -> None:
    party = onrecord.Party(name="Lomarian army", aliases=("the army",))
    assert onrecord.read("The army said 12 people were killed.", parties=(party,)).text


def test_a_case_reads_keeps_and_answers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    case = onrecord.Case.open(tmp_path / "case")
    reading, issue = case.read([tmp_path / "a.txt", tmp_path / "gone.txt"])
    assert isinstance(reading, onrecord.Reading)
    assert isinstance(issue, onrecord.Issue)
    assert case.readings() == [reading]
    assert case.read(tmp_path / "a.txt") == [reading]
    assert [kept.finding for kept in case.findings()] == list(reading.findings)
    assert case.findings(rule="dates-disagree", report="nowhere") == []


def test_a_case_compares_with_a_reference_series(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("day,dead\n2031-05-01,10\n2031-05-02,12\n", encoding="utf-8")
    case = onrecord.Case.open(tmp_path / "case")
    series, issues = case.add_reference(
        tmp_path / "table.csv", date="day", measures={"killed": "dead"}, group="people", place="Dorvan", source="Registry"
    )
    assert [one.points[-1].value for one in series] == [12]
    assert issues == ()
    assert case.series(measure="killed") == ()


def test_opening_a_case_writes_nothing_and_reading_makes_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    case = onrecord.Case.open(tmp_path / "case")
    for ask in (case.readings, case.findings, case.series):
        with pytest.raises(NoCase):
            ask()
    assert not (tmp_path / "case").exists()
    assert len(case.read(tmp_path / "a.txt")) == len(case.readings()) == 1
    assert onrecord.Case.open(tmp_path / "made", create=True).readings() == []
    assert issubclass(NoCase, OnRecordError)


def test_what_was_given_is_kept_when_the_caller_stops(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{TEXT} {name}", encoding="utf-8")
    case = onrecord.Case.open(tmp_path / "case")
    given = case.iter_read([tmp_path / "a.txt", tmp_path / "b.txt"])
    first = next(given)
    given.close()
    assert case.readings() == [first]


def test_a_case_is_exported_as_a_file_for_another_program(tmp_path: Path) -> None:
    case = onrecord.Case.open(tmp_path / "case")
    report = tmp_path / "dorvan.txt"
    report.write_text(f"DORVAN, May 4, 2031 (Vale Wire) - {TEXT}\n", encoding="utf-8")
    case.read(report)
    done = case.export(tmp_path / "figures.csv", to="csv")
    assert (done.reports, done.rows, done.table) == (1, 1, "figures")
    assert "at least 12" in (tmp_path / "figures.csv").read_text("utf-8").casefold()
    with pytest.raises(OnRecordError, match="is there already"):
        case.export(str(tmp_path / "figures.csv"), to="csv", reports=["dorvan"])
    for wrong, said in (
        ({"to": "dossier"}, "there is no format 'dossier'"),
        ({"to": "csv", "table": "people"}, "there is no table 'people'"),
        ({"to": "csv", "reports": "dorvan"}, "where a list of ids is needed"),
        ({"to": "csv", "reports": [3]}, "where an id is needed"),
        ({"to": "claimreview", "publisher": 3}, "the publisher is of the type int"),
    ):
        with pytest.raises(OnRecordError, match=said):
            case.export(tmp_path / "other.csv", **cast(Any, wrong))
    assert not (tmp_path / "other.csv").exists()


TOLD = {
    "Vale Wire": "At least 12 people were killed in Dorvan on May 3, the Keshan health ministry said.",
    "The Herald": "A shell hit the market of Dorvan on May 3. The Keshan health ministry said at least 12 people were killed there.",
    "The Echo": "The Keshan health ministry said the shelling of Dorvan on May 3 killed at least 12 people.",
}


def a_case_of_three_papers(folder: Path) -> onrecord.Case:
    reports = []
    for number, (outlet, told) in enumerate(TOLD.items()):
        reports.append(folder / f"{number}.txt")
        reports[-1].write_text(f"DORVAN, May 4, 2031 ({outlet}) - {told}\n", encoding="utf-8")
    case = onrecord.Case.open(folder / "case")
    case.read(reports, workers=2)
    return case


def test_reports_are_compared_as_from_the_command_line(tmp_path: Path) -> None:
    case = a_case_of_three_papers(tmp_path)
    done = case.corroborate()
    assert (done.reports, done.findings, done.changed) == (3, 1, 1)
    assert case.corroborate().changed == 0
    (kept,) = case.findings(rule="single-root-source")
    assert "Keshan health ministry" in kept.finding.sentence
    ((claim, grades),) = case.claims(measure="killed", place="Dorvan", grades=["independent-roots"])
    assert (claim.reports, claim.independent, [root.name for root in claim.roots]) == (3, 1, ["the Keshan health ministry"])
    assert [grade.suggestion for grade in grades] == [True]
    assert case.claims(least=4) == case.claims(place="Orlin") == []


def test_different_counts_stand_side_by_side(tmp_path: Path) -> None:
    case = a_case_of_three_papers(tmp_path)
    assert case.compare() == []
    other = tmp_path / "other.txt"
    other.write_text("DORVAN, May 4, 2031 (The Post) - Some 31 people were killed in Dorvan on May 3, the mayor said.\n", encoding="utf-8")
    case.read(other)
    (matter,) = case.compare(measure="killed", place="Dorvan")
    assert [claim.min for claim in matter.claims] == [12, 31]


def test_claims_are_merged_and_split_and_that_is_taken_back(tmp_path: Path) -> None:
    case = a_case_of_three_papers(tmp_path)
    case.corroborate()
    ((claim, _),) = case.claims()
    name = f"{claim.statements[0].report}/{claim.statements[0].record}"
    split = case.split_claim(claim.id, [name], by="Ana Reyes", reason="another morning")
    assert (split.act, len(split.claims), split.changed) == ("split", 2, 1)
    assert [one.reports for one, _ in case.claims(least=1) if one.kind == "figure"] == [2, 1]
    assert case.findings(rule="single-root-source") == []
    merged = case.merge_claims(split.claims, by="Ben Osei", reason="the same morning")
    assert [(one.act, one.state, one.by) for one in case.claim_decisions()] == [
        ("split", "holds", "Ana Reyes"),
        ("merge", "holds", "Ben Osei"),
    ]
    case.undo_claim_decision(merged.decision, by="Ana Reyes", reason="I was there")
    assert [one.reports for one, _ in case.claims(least=1) if one.kind == "figure"] == [2, 1]
    case.undo_claim_decision(split.decision, by="Ana Reyes", reason="I was elsewhere")
    assert [(one.id, one.reports, one.decisions) for one, _ in case.claims()] == [(claim.id, 3, ())]
    assert len(case.findings(rule="single-root-source")) == 1
    for asked, said in (
        (lambda: case.merge_claims(claim.id, by="Ana Reyes", reason="x"), "the claims are of the type str, where a list of ids is needed"),
        (lambda: case.merge_claims([claim.id, name], by="Ana Reyes", reason="x"), "are one claim already"),
        (lambda: case.split_claim(claim.id, [cast(Any, 5)], by="Ana Reyes", reason="x"), "a record is of the type int"),
        (lambda: case.split_claim(claim.id, [name], by=cast(Any, None), reason="x"), "by is None, where a text is needed"),
        (lambda: case.undo_claim_decision(split.decision, by="Ana Reyes", reason="x"), "was undone already"),
    ):
        with pytest.raises(OnRecordError, match=said):
            asked()


def test_what_is_no_number_of_reports_or_workers_is_refused(tmp_path: Path) -> None:
    case = a_case_of_three_papers(tmp_path)
    for asked, said in (
        (lambda: case.claims(least=0), "the least number of reports is 0"),
        (lambda: case.claims(measure=cast(Any, "hurt")), "no measure 'hurt'"),
        (lambda: case.claims(grades="independent-roots"), "no list of names of rule-sets"),
        (lambda: case.claims(grades=["nobody"]), "no rule-set “nobody”"),
        (lambda: case.compare(place=cast(Any, 5)), "the place is of the type int"),
        (lambda: case.read(tmp_path / "0.txt", workers=0), "the number of workers is 0"),
        (lambda: case.findings(rule="nonsense"), "there is no rule 'nonsense'"),
    ):
        with pytest.raises(OnRecordError, match=said):
            asked()
    with pytest.raises(NoCase):
        onrecord.Case.open(tmp_path / "nowhere").corroborate()
