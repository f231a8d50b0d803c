"""What people say of a reading, from the command line: kept beside the machine's, shown with it, never in its place."""

import json
import re
from pathlib import Path

import pytest

from onrecord.ledger import verify
from onrecord.records import Figure, Reading, decode

ANA = ("--by", "Ana Reyes", "--reason", "the third paragraph says so")
BEN = ("--by", "Ben Osei", "--reason", "seen both lists")


@pytest.fixture
def review(command, case: Path):
    """``review("correct", "market/f1", …)``: what it printed, or how it ended."""

    def run(*arguments: str):
        return command("--case", str(case), "review", *arguments)

    return run


def test_a_correction_is_shown_beside_what_the_machine_read(review, command, case, reading: Reading) -> None:
    ended = review("correct", "market/f1", "--set", "group=fishermen", "--set", "max=40", *ANA)
    (said,) = ended.objects
    assert (ended.code, said["record"], said["recorded"]) == (0, "market/f1", True)
    shown = command("--case", str(case), "show", "market/f1").out
    assert "group             people" in shown
    assert f"f1   corrected {said['correction'][:12]}\n" in shown
    assert "     by Ana Reyes, " in shown
    assert "     “the third paragraph says so”\n" in shown
    assert [line.strip() for line in shown.splitlines() if "→" in line] == ["max: nothing → 40", "group: people → fishermen"]
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert decode(command("--case", str(case), "show", "market", "--json").out, Reading) == reading
    assert decode(command("--case", str(case), "show", "market/f1", "--json").out, Figure) == reading.figures[0]


def test_the_reading_as_corrected_is_asked_for_by_name(review, command, case, reading: Reading) -> None:
    review("correct", "market/f1", "--set", "group=fishermen", *ANA)
    review("correct", "market/i1", "--withdraw", *ANA)
    review("correct", "market", "--add", "media-mention", "--set", "kind=image", "--set", "span=fish market of Ostrel", *ANA)
    corrected = decode(command("--case", str(case), "show", "market", "--as-corrected", "--json").out, Reading)
    assert [figure.group for figure in corrected.figures] == ["fishermen", "children"]
    assert (corrected.incidents, [one.id for one in corrected.media_mentions]) == ((), ["m1", "mp1"])
    assert corrected.text[slice(*corrected.media_mentions[1].span[0])] == "fish market of Ostrel"
    assert command("--case", str(case), "show", "market/i1", "--as-corrected").code == 2
    assert command("--case", str(case), "show", "market/i1").code == 0
    assert "fishermen" in command("--case", str(case), "show", "market", "--as-corrected").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("market/f1", "--set", "min=many"),
            "market/f1: the field min cannot be “many”: it is a whole number, as in min=12, or null for nothing",
        ),
        (("market/f1", "--set", "measure=deaths"), "one of: killed, injured, missing"),
        (("market/f1", "--set", "colour=red"), "a figure has no field “colour” that could be set; its fields are: measure, word"),
        (("market/f1", "--set", "id=f9"), "a figure has no field “id” that could be set"),
        (("market/f1", "--set", "min=50", "--set", "max=40"), "market/f1 would be no legal record: min 50 is more than max 40"),
        (("market/f1", "--set", "min=-3"), "the field min cannot be -3: it is a number of people"),
        (("market/f1", "--set", "statement=s9"), "it names s9, which is no other record of this report"),
        (("market/f1", "--set", "statement=f1"), "it names f1, which is no other record of this report"),
        (("market/f1", "--set", "as_of=yesterday"), "the field as_of cannot be “yesterday”: write the day as YYYY-MM-DD"),
        (("market/f1", "--set", "phrase=forty"), "the words “forty”, given as phrase, do not stand in the text"),
        (("market/f1", "--set", "phrase=the"), "stand in the text more than once; give the place as [start, end]"),
        (("market/f1", "--set", "end=9999"), "the text has the characters 0 to"),
        (("market/s1", "--set", "content=[[5, 2]]"), "the field content says 5 to 2"),
        (("market/s1", "--set", "confidence=2"), "the field confidence lies between 0 and 1"),
        (("market/s1", "--withdraw"), "name it; correct s2, f1 and f2 first"),
        (("market/report", "--withdraw"), "what is known about a report cannot be withdrawn"),
        (("market/x1", "--withdraw"), "market/x1 is a finding, which a rule made"),
        (("market", "--withdraw"), "market is a report, and a correction is of one of its records"),
        (("market/s9", "--withdraw"), "The report market has no record s9."),
        (("nowhere/s1", "--withdraw"), "No record has the id nowhere."),
        (("market/f1",), "a correction sets fields of a record, adds one, withdraws one or takes a correction back"),
        (("market/f1", "--set", "min=3", "--withdraw"), "a correction sets fields of a record, adds one"),
        (("market", "--add", "finding"), "there is no kind of record 'finding' to be added"),
        (("market", "--add", "figure", "--set", "measure=killed"), "a figure needs the field start as well"),
        (("market/f1", "--add", "figure"), "a record is added to a report, and market/f1 is a record"),
        (("market/f1", "--set", "min"), "--set min sets no field"),
        (("market/f1", "--set", "min=3", "--set", "min=4"), "--set min is given twice"),
        ((), "no record is named"),
    ],
)
def test_what_would_be_no_legal_record_is_refused_in_one_sentence(review, case, arguments, told) -> None:
    ended = review("correct", *arguments, *ANA)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert ended.err.count("error: ") == 1
    assert review("--json").objects == []


def test_a_figure_that_is_one_number_stays_one(review, case, reading: Reading) -> None:
    (before,) = [one for one in reading.figures if one.id == "f2"]
    assert before.min == before.max == 6
    first = review("correct", "market/f2", "--set", "min=7", *ANA).objects[0]
    (act,) = review("--json").objects
    assert (act["correction"]["figure"]["min"], act["correction"]["figure"]["max"], act["correction"]["fields"]) == (7, 7, ["min"])
    review("correct", "market/f2", "--set", "min=5", "--set", "max=9", *ANA)
    assert review("correct", "market/f2", "--set", "min=7", *ANA).objects == [first | {"recorded": False}], "a file that comes again"


def test_a_list_is_told_in_the_form_in_which_it_is_set(review) -> None:
    refused = review("correct", "market/i1", "--set", "figures=f2", *ANA)
    assert (refused.code, refused.out) == (2, "")
    assert 'market/i1: the field figures cannot be “f2”: it is a list, as in figures=["f2"]' in refused.err
    assert review("correct", "market/i1", "--set", 'figures=["f2"]', *ANA).code == 0


def test_a_reason_is_needed(review) -> None:
    assert "the reason is empty" in review("correct", "market/f1", "--set", "min=30", "--by", "Ana Reyes").err
    assert review("propose", "market/f1", "--word", "verified", "--by", "Ana Reyes").code == 2
    assert review("dismiss", "market/x1", "--by", "Ana Reyes", "--reason", "  ").code == 2


def test_the_same_again_changes_nothing(review) -> None:
    change = ("correct", "market/f1", "--set", "min=30", *ANA)
    first = review(*change).objects[0]
    again = review(*change)
    assert again.objects[0] == first | {"recorded": False}
    assert "nothing was recorded: this was said before, by the same person for the same reason" in again.err
    as_read = review("correct", "market/f2", "--set", "min=6", *ANA)
    assert as_read.objects[0] == {"correction": None, "record": "market/f2", "recorded": False}
    assert "the record says so already" in as_read.err
    assert len(review("--json").objects) == 1


def test_a_file_of_corrections_each_bad_line_named_and_nothing_twice(review, tmp_path: Path) -> None:
    lines = [
        {"record": "market/f1", "set": {"group": "fishermen"}, "reason": "headline"},
        {"record": "market/f1", "set": {"group": "fishermen of Ostrel"}, "reason": "second paragraph"},
        {"record": "market/f1", "set": {"min": 30, "max": 40}, "reason": "second paragraph"},
        {
            "record": "market",
            "add": "figure",
            "set": {"measure": "killed", "phrase": "six", "min": 6},
            "reason": "missed",
            "by": "Ben Osei",
        },
        {"record": "market/i1", "withdraw": True, "reason": "twice"},
    ]
    bad = [
        '{"record": "market/f9", "withdraw": true, "reason": "none"}',
        '{"record": "market/f1"',
        '{"set": {}}',
        '{"record": "market/f1", "sett": {}}',
        "[]",
    ]
    bad += ['{"record": "market/f1", "set": {"min": "x"}}', '{"record": "market/f1", "record": "market/f2"}']
    file = tmp_path / "corrections.jsonl"
    file.write_text("\n".join([*map(json.dumps, lines[:2]), "", *bad, *map(json.dumps, lines[2:])]), encoding="utf-8")
    ended = review("correct", "--file", str(file), "--by", "Ana Reyes")
    assert ended.code == 1
    assert [one["recorded"] for one in ended.objects] == [True] * 5
    assert re.findall(r"corrections\.jsonl, line (\d+): ", ended.err) == [str(number) for number in range(4, 11)]
    assert all(code in ended.err for code in ("review.refused", "review.line", "json.syntax", "json.type", "json.duplicate-key"))
    again = review("correct", "--file", str(file), "--by", "Ana Reyes")
    assert [one["recorded"] for one in again.objects] == [False] * 5
    assert [one["correction"] for one in again.objects] == [one["correction"] for one in ended.objects]
    listed = review("--json").objects
    assert len(listed) == 5
    assert [one["by"] for one in listed].count("Ben Osei") == 1
    assert [one["state"] for one in listed] == ["superseded", "superseded", "holds", "holds", "holds"]


def test_a_file_that_is_not_there_is_named(review, tmp_path: Path) -> None:
    ended = review("correct", "--file", str(tmp_path / "none.jsonl"), "--by", "Ana Reyes")
    assert (ended.code, ended.out) == (2, "")
    assert "none.jsonl" in ended.err
    assert review("correct", "market/f1", "--file", "x", "--by", "Ana Reyes").code == 2


def test_another_person_decides_what_one_proposed(review) -> None:
    (proposed,) = review("propose", "market/f1", "--word", "verified", *ANA).objects
    own = review("decide", proposed["proposal"][:10], "--agree", *ANA)
    assert (own.code, own.out) == (2, "")
    assert "who proposed an assessment cannot decide on it" in own.err
    assert "a decision agrees or rejects" in review("decide", proposed["proposal"], *BEN).err
    assert [one["id"] for one in review("--open", "--json").objects] == [proposed["proposal"]]
    unknown = review("decide", "ffffffff", "--agree", *BEN)
    assert f"Proposals that are open: {proposed['proposal'][:12]}" in unknown.err
    (decided,) = review("decide", proposed["proposal"][:10], "--agree", *BEN).objects
    assert decided == {"decision": decided["decision"], "record": "market/f1", "recorded": True}
    assert [one["state"] for one in review("--json").objects] == ["agreed", "holds"]
    changed = review("decide", proposed["proposal"], "--reject", "--by", "Cleo Voss", "--reason", "one list is a copy").objects[0]
    states = {one["id"]: one["state"] for one in review("--json").objects}
    assert states == {proposed["proposal"]: "rejected", decided["decision"]: "superseded", changed["decision"]: "holds"}
    assert review("--open").err == "no proposal is open\n"


def test_a_decision_on_a_proposal_that_was_erased_says_so(review, command, case) -> None:
    proposed = review("propose", "market/f1", "--word", "verified", *ANA).objects[0]["proposal"]
    review("decide", proposed[:12], "--agree", *BEN)
    asked = command("--case", str(case), "erase", "ask", proposed, "--reason", "safety", "--by", "Ana Reyes")
    (request,) = re.findall(r"erase act ([0-9a-f]+)", asked.out + asked.err)
    assert command("--case", str(case), "erase", "act", request, "--by", "Ben Osei").code == 0
    assert "—    agreed to an assessment that was erased" in review().out


def test_a_dismissed_finding_is_left_out_and_can_be_taken_up_again(review, command, case, reading: Reading) -> None:
    def listed(*more: str):
        return [one["finding"]["id"] for one in command("--case", str(case), "findings", "--json", *more).objects]

    assert listed() == ["x1", "x2"]
    review("dismiss", "market/x2", *ANA)
    assert listed() == ["x1"]
    assert listed("--dismissed") == ["x1", "x2"]
    assert "dismissed by a person" in command("--case", str(case), "findings", "--dismissed").out
    assert "dismissed" not in command("--case", str(case), "findings").out
    assert decode(command("--case", str(case), "show", "market", "--json").out, Reading) == reading
    assert [one.id for one in decode(command("--case", str(case), "show", "market", "--json", "--as-corrected").out, Reading).findings] == [
        "x1"
    ]
    assert review("dismiss", "market/x2", *ANA).objects[0]["recorded"] is False
    review("dismiss", "market/x2", "--take-back", *ANA)
    assert listed() == ["x1", "x2"]
    assert review("dismiss", "market/x2", *ANA).objects[0]["recorded"] is True
    assert review("dismiss", "market/f1", *ANA).code == 2


def test_everything_is_listed_and_shown_at_80_columns(review, command, case, snapshot) -> None:
    review("correct", "market/f1", "--set", "group=fishermen and their families from the villages on both sides of the bay", *ANA)
    review("correct", "market/f1", "--set", "group=fishermen", "--by", "Ben Osei", "--reason", "shorter")
    review("correct", "market/i1", "--withdraw", *ANA)
    review("correct", "market", "--add", "figure", "--set", "measure=killed", "--set", "phrase=six", "--set", "min=6", *ANA)
    review("correct", "market/fp1", "--withdraw", *BEN)
    (proposed,) = review("propose", "market", "--word", "corroborated", "--rules", "two sources", *ANA).objects
    review("decide", proposed["proposal"], "--reject", *BEN)
    review("dismiss", "market/x1", *BEN)
    listed = review()
    assert all(len(line) <= 80 and line == line.rstrip() for line in listed.out.splitlines())
    assert masked(listed.out) == snapshot(name="list")
    assert masked(command("--case", str(case), "show", "market/f1").out) == snapshot(name="figure")
    whole = command("--case", str(case), "show", "market").out
    (line,) = [line for line in whole.splitlines() if line.startswith("by people")]
    assert line == "by people  f1 corrected, i1 withdrawn, fp1 withdrawn, x1 dismissed (under"
    assert whole.index("\nFIGURES") < whole.index("\nREVIEW")
    assert verify(case, with_index=True).verdict == "intact"


def test_figures_over_time_are_those_that_people_set(review, command, case) -> None:
    review("correct", "market/f1", "--set", "min=41", "--set", "max=41", *ANA)
    review("correct", "market", "--add", "figure", "--set", "measure=killed", "--set", "phrase=six", "--set", "min=6", *ANA)

    def rows(*options: str) -> list[tuple[str, int, bool]]:
        lines = command("--case", str(case), "series", "--json", *options).objects
        return sorted((row["figure"], row["min"], row.get("corrected", False)) for line in lines for row in line["rows"])

    before = rows("--as-read")
    assert ("f1", 41, True) in rows()
    assert ("fp1", 6, True) in rows()
    assert not any(corrected for _, _, corrected in before)
    assert len(rows()) == len(before) + 1
    printed = command("--case", str(case), "series").out
    assert "set by a person" in " ".join(printed.split())
    review("correct", "market/i1", "--withdraw", *BEN)  # which names it
    assert review("correct", "market/f2", "--withdraw", *BEN).code == 0
    assert "f2" not in [name for name, _, _ in rows()]
    review("correct", "market/f1", "--take-back", *BEN)
    assert ("f1", 41, True) not in rows()


def test_nobody_said_anything(review) -> None:
    assert review().err == "nobody corrected, proposed or decided anything yet\n"
    assert review("--report", "nowhere").code == 2


def masked(printed: str) -> str:
    """Without ids and times, which are other each time."""
    printed = re.sub(r"\b[0-9a-f]{12}\b", "·" * 12, printed)
    return re.sub(r"\d{1,2} [A-Z][a-z]+ \d{4}, \d{2}:\d{2}(:\d{2})? UTC", "<time>", printed)
