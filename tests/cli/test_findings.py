from msgspec import structs

from onrecord import flow
from onrecord.corroboration import RULES, RULES_ACROSS
from onrecord.records import Document, Reading
from onrecord.records.vocabulary import Rule, members

TEXT = "Another report. " * 40


def test_findings_with_the_records_they_rest_on(command, case, snapshot) -> None:
    ended = command("--case", str(case), "findings")
    assert ended.code == 0
    assert ended.out == snapshot


def test_one_finding_is_for_another_command(command, case) -> None:
    ended = command("--case", str(case), "findings", "--report", "market/x1")
    assert ended.code == 2
    assert "--report market; `onrecord show market/x1` prints one finding." in " ".join(ended.err.split())


def test_only_some_rules(command, case) -> None:
    objects = command("--case", str(case), "findings", "--rule", "media-not-verified", "--json").objects
    assert [(one["report"], one["finding"]["rule"]) for one in objects] == [("market", "media-not-verified")]
    both = command("--case", str(case), "findings", "--rule", "media-not-verified", "--rule", "accusation-denied", "--json").objects
    assert len(both) == 2


def test_an_unknown_rule_is_answered_with_the_known_ones(command, case) -> None:
    ended = command("--case", str(case), "findings", "--rule", "lies")
    assert ended.code == 2
    assert "there is no rule 'lies'" in ended.err
    assert "accusation-denied" in ended.err
    assert "source-lost" in ended.err
    assert command("--case", str(case), "findings", "--rule", "source-lost").code == 0


def test_every_rule_of_the_published_vocabulary_can_be_asked_for(command, case) -> None:
    assert set(members(Rule)) == {*RULES, *RULES_ACROSS}
    every = [word for rule in members(Rule) for word in ("--rule", rule)]
    assert command("--case", str(case), "findings", *every).code == 0


def test_a_long_report_id_takes_no_line_beyond_the_width(command, case, reading: Reading) -> None:
    name = "2031-05-04-a-long-name-of-a-file-about-the-market-of-ostrel.html"
    with flow.case_of(case) as ledger:
        ledger.append_reading(Document(id=name, text=TEXT), structs.replace(reading, id=name, text=TEXT))
    printed = command("--case", str(case), "findings", "--report", name).out.splitlines()
    assert printed[:2] == [name, "  Coast Herald, 4 May 2031"]
    assert all(len(line) <= 80 for line in command("--case", str(case), "show").out.splitlines())


def test_the_hint_that_lists_the_rules_keeps_to_the_width(command, case) -> None:
    told = command("--case", str(case), "findings", "--rule", "lies").told.splitlines()
    assert len(told) > 3
    assert all(len(line) <= 80 for line in told)
    assert all(line.startswith("      ") for line in told[2:])


def test_one_report(command, case) -> None:
    assert len(command("--case", str(case), "findings", "--report", "market", "--json").objects) == 2
    unknown = command("--case", str(case), "findings", "--report", "nowhere")
    assert unknown.code == 2


def test_none_is_said(command, case) -> None:
    ended = command("--case", str(case), "findings", "--rule", "dates-disagree")
    assert (ended.code, ended.out, ended.err) == (0, "", "no finding\n")


def test_reports_that_share_an_id_stand_apart(command, case, reading: Reading) -> None:
    with flow.case_of(case) as ledger:
        for text in (f"{TEXT}again", f"{TEXT}and again"):
            ledger.append_reading(Document(id="market", text=text), structs.replace(reading, text=text))
    for options in ((), ("--report", "market")):
        printed = command("--case", str(case), "findings", *options).out
        assert printed.count("market  Coast Herald") == 3
        assert "6 findings on 3 reports" in printed


def test_a_copy_has_the_findings_of_the_report_it_is_a_copy_of(command, case, reading: Reading) -> None:
    with flow.case_of(case) as ledger:
        ledger.append_document(Document(id="copy", text=reading.text))
    assert [one["report"] for one in command("--case", str(case), "findings", "--report", "copy", "--json").objects] == ["copy", "copy"]


def test_records_that_a_person_set_are_marked(command, case) -> None:
    def resting() -> list[str]:
        return [line for line in command("--case", str(case), "findings", "--report", "market").out.splitlines() if "on m1" in line]

    assert resting()
    assert not any("set by a person" in line for line in resting())
    corrected = ("--set", "kind=image", "--by", "Ana Reyes", "--reason", "the third paragraph says so")
    assert command("--case", str(case), "review", "correct", "market/m1", *corrected).code == 0
    assert all("on m1 (set by a person)" in line for line in resting())
    objects = command("--case", str(case), "findings", "--report", "market", "--json").objects
    assert {tuple(one["set_by_people"]) for one in objects if "m1" in one["finding"]["records"]} == {("m1",)}
