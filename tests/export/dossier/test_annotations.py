"""Annotations are as the W3C Web Annotation Data Model has them, and say of each whether a machine read it or a person said it."""

import json
import re
from typing import Any

import pytest
from tests.export.dossier.conftest import Desk, assess, notice_and_dismiss
from tests.export.dossier.forging import taken_apart

from onrecord import flow, review
from onrecord.export.dossier.annotations import around
from onrecord.export.dossier.page import own_words
from onrecord.records import CorrectionRequest
from onrecord.settings import Settings

REDACTED = flow.Redaction(reason="safety", by="R. Editor")
REASON = "Her cousin told us so"

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
MOTIVATIONS = set(
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning replying"
    " tagging".split()
)
AGENTS = {"Person", "Organization", "Software"}


def page_of(desk: Desk, *names: str, **options: Any) -> dict[str, Any]:
    out = f"{len(list(desk.folder.glob('*.wacz')))}.wacz"
    return json.loads(taken_apart(desk.export(*names, out=out, **options))["onrecord/annotations.jsonld"])


def by_id(page: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Annotations by the last part of their id."""
    return {item["id"].rpartition("#")[2]: item for item in page["items"]}


def hold_to_the_model(page: dict[str, Any]) -> None:
    """Every MUST of https://www.w3.org/TR/annotation-model/ that has to do with what stands here."""
    assert "http://www.w3.org/ns/anno.jsonld" in page["@context"]
    assert (page["type"], page["partOf"]["type"]) == ("AnnotationPage", "AnnotationCollection")
    assert page["partOf"]["total"] == len(page["items"])
    assert isinstance(page["startIndex"], int)
    ids = [page["id"], page["partOf"]["id"], *(item["id"] for item in page["items"])]
    assert len(set(ids)) == len(ids)
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        assert MOMENT.fullmatch(item["created"])
        assert MOMENT.fullmatch(item["generated"])
        for agent in (item["creator"], item["generator"]):
            assert agent["type"] in AGENTS
            assert agent["name"]
            ids += [agent["id"]] if "id" in agent else []
        ids += [one for body in listed(item["body"]) if (one := held_body(body)) is not None]
        assert item["target"], "exactly one target or more"
        ids += [held_target(target) for target in listed(item["target"])]
    assert all(ADDRESS.fullmatch(one) for one in ids)


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def held_body(body: dict[str, Any]) -> str | None:
    """A body is a resource with an address, or text that stands in the annotation."""
    if body["type"] == "TextualBody":
        assert body["value"]
        assert body["purpose"] in MOTIVATIONS
        return None
    assert body["type"] == "Dataset"
    return str(body["id"])


def held_target(target: Any) -> str:
    if isinstance(target, str):
        return target
    assert target["type"] == "SpecificResource"
    for selector in target["selector"]:
        assert selector["type"] in ("TextPositionSelector", "TextQuoteSelector")
    position, quote = target["selector"]
    assert 0 <= position["start"] < position["end"]
    assert quote["exact"]
    return str(target["source"])


@pytest.fixture
def reviewed(desk: Desk) -> Desk:
    """A report of which people said all that can be said."""
    with desk.opened() as ledger:
        read = ledger.view.reading("wire.txt")
        named = {one.statement for one in read.figures} | {denied for one in read.statements for denied in one.denies}
        free = next(one.id for one in read.statements if one.id not in named)
        change = CorrectionRequest(record="wire.txt/f1", set={"group": "workers of the mill"})
        review.correct(ledger, change, by="Ana Reyes", reason=REASON)
        review.correct(ledger, CorrectionRequest(record="wire.txt/f1", set={"min": 13}), by="Ben Osei", reason=REASON)
        review.correct(ledger, CorrectionRequest(record=f"wire.txt/{free}", withdraw=True), by="Ana Reyes", reason=REASON)
        outlet = CorrectionRequest(record="wire.txt/report", set={"outlet": "Vale Wire Service"})
        review.correct(ledger, outlet, by="Ana Reyes", reason=REASON)
        added = CorrectionRequest(record="wire.txt", add="statement", set={"content": read.text[:20], "act": "claims"})
        missed = review.correct(ledger, added, by="Ana Reyes", reason=REASON)
        review.correct(ledger, CorrectionRequest(record=missed.record, withdraw=True), by="Ben Osei", reason=REASON)
        for about in ("wire.txt/f1", "wire.txt"):
            assess(ledger, about, reason=REASON)
        notice_and_dismiss(ledger, reason=REASON)
    return desk


def test_what_was_read_is_by_a_program_with_its_version(desk: Desk):
    with desk.opened() as ledger:
        reader = ledger.view.reading("wire.txt").reader
    page = page_of(desk, "wire.txt", "page.html", "hostile.txt")
    hold_to_the_model(page)
    assert page["items"]
    for item in page["items"]:
        assert item["onrecord:made_by"] == "machine"
        assert item["motivation"] == "classifying"
        assert item["creator"]["type"] == "Software"
        assert (item["creator"]["name"], item["creator"]["schema:softwareVersion"]) == (reader.name, reader.version)
        assert item["generator"]["name"] == "onrecord"
        assert "onrecord:state" not in item


def test_what_people_said_is_by_a_person_and_beside_what_was_read(reviewed: Desk):
    page = page_of(reviewed, "wire.txt")
    hold_to_the_model(page)
    items = by_id(page)
    machine = {name: one for name, one in items.items() if one["onrecord:made_by"] == "machine"}
    people = {name: one for name, one in items.items() if one["onrecord:made_by"] == "person"}
    assert {one["creator"]["type"] for one in machine.values()} == {"Software"}
    assert {one["creator"]["type"] for one in people.values()} == {"Person"}
    assert len({one["creator"]["name"] for one in people.values()}) == 2
    assert all(one["creator"]["id"].endswith(f":person-{one['creator']['name']}") for one in people.values())
    told = [(one["motivation"], one["body"]["onrecord:kind"], one["onrecord:state"]) for one in people.values()]
    assert told == [
        ("editing", "figure", "superseded"),
        ("editing", "figure", "holds"),
        ("editing", "withdrawal", "holds"),
        ("classifying", "statement", "superseded"),
        ("editing", "withdrawal", "holds"),
        ("assessing", "assessment", "agreed"),
        ("assessing", "decision", "holds"),
        ("assessing", "assessment", "agreed"),
        ("assessing", "decision", "holds"),
    ]
    assert machine["f1"]["onrecord:state"] == "corrected by a person"
    assert machine["f1"]["body"]["onrecord:min"] == 14, "the machine's own stays"
    first, second, withdrawn, added, taken_out, proposed, decided, whole, _ = people.values()
    assert (first["body"]["onrecord:group"], second["body"]["onrecord:min"]) == ("workers of the mill", 13)
    assert second["target"][0] == machine["f1"]["id"]
    assert second["target"][1:] == machine["f1"]["target"]
    assert machine[withdrawn["target"][0].rpartition("#")[2]]["onrecord:state"] == "withdrawn by a person"
    assert all("#" not in target["source"] for target in added["target"])
    assert taken_out["target"] == [added["id"]]
    assert (proposed["target"], decided["target"]) == ([machine["f1"]["id"]], [proposed["id"]])
    assert whole["target"] == [machine["f1"]["target"][0]["source"]]


def test_what_people_said_of_a_record_that_a_person_added_is_about_that(desk: Desk):
    with desk.opened() as ledger:
        text = ledger.view.reading("wire.txt").text
        adding = CorrectionRequest(record="wire.txt", add="statement", set={"content": text[:20], "act": "claims"})
        added = review.correct(ledger, adding, by="Ana Reyes", reason=REASON).record
        review.correct(ledger, CorrectionRequest(record=added, set={"act": "reports"}), by="Ana Reyes", reason=REASON)
        proposed = review.propose(ledger, added, word="corroborated", by="Ana Reyes", reason=REASON)
        assert proposed.id is not None
        review.decide(ledger, proposed.id, agrees=True, by="Ben Osei", reason=REASON)
    page = page_of(desk, "wire.txt")
    hold_to_the_model(page)
    missed, changed, assessed, decided = (one for one in page["items"] if one["onrecord:made_by"] == "person")
    assert [one["motivation"] for one in (missed, changed, assessed, decided)] == ["classifying", "editing", "assessing", "assessing"]
    assert changed["target"][0] == missed["id"]
    assert (assessed["target"], decided["target"]) == ([changed["id"]], [assessed["id"]])


def test_no_name_of_a_person_and_no_reason_go_out_unless_asked_for(reviewed: Desk):
    page = json.dumps(page_of(reviewed, "wire.txt"))
    assert not any(words in page for words in ("Ana", "Osei", REASON))
    page = page_of(reviewed, "wire.txt", with_notes=True)
    hold_to_the_model(page)
    assert json.dumps(page).count(REASON) == 9, "the dismissed finding is no annotation"
    assert "Ana" not in json.dumps(page)


def test_a_redacted_dossier_says_that_a_person_said_something_and_not_what(reviewed: Desk):
    reviewed.note("witness", "page.html", name="Ilva Tarn")
    with reviewed.opened() as ledger:
        change = CorrectionRequest(record="page.html/f1", set={"source": "Ilva Tarn of the clinic"})
        review.correct(ledger, change, by="Ana Reyes", reason=REASON)
    page = page_of(reviewed, "page.html", redaction=REDACTED)
    hold_to_the_model(page)
    assert {one["onrecord:made_by"] for one in page["items"]} == {"machine"}
    assert by_id(page)["f1"]["onrecord:withheld"] == "a person said something of this"
    assert "onrecord:state" not in by_id(page)["f1"]


def test_a_protected_name_is_black_in_what_people_said(reviewed: Desk):
    reviewed.note("witness", "page.html", name="Ilva Tarn")
    page = page_of(reviewed, "wire.txt", redaction=REDACTED)
    hold_to_the_model(page)
    assert [one["creator"]["type"] for one in page["items"]].count("Person") == 9
    assert "Tarn" not in json.dumps(page)


@pytest.mark.parametrize("name", ["onrecord/annotations.jsonld", "onrecord/prov.json"])
def test_our_own_words_are_those_of_a_list_without_reports(reviewed: Desk, name: str):
    """Else a protected name that is one of them would stop an export."""
    members = taken_apart(reviewed.export("wire.txt"))
    theirs = members["onrecord/records.jsonl"].decode()
    words = {word for word in re.findall(r"(?<![A-Za-z])[A-Z][A-Za-z]{2,}", members[name].decode()) if word not in theirs}
    assert {word.casefold() for word in words} - {word.casefold() for word in own_words()} == set()


def test_provenance_tells_the_reader_from_the_people(reviewed: Desk):
    members = taken_apart(reviewed.export("wire.txt"))
    prov = json.loads(members["onrecord/prov.json"])
    kinds = {name: one["prov:type"]["$"] for name, one in prov["agent"].items()}
    by = {one["prov:entity"]: one["prov:agent"] for one in prov["wasAttributedTo"].values()}
    made = {(prov["entity"][record]["prov:type"], kinds[agent], agent.partition("-")[0]) for record, agent in by.items()}
    assert {one for one in made if one[0] in ("reading", "correct", "propose", "decide", "capture")} == {
        ("reading", "prov:SoftwareAgent", "log:reader"),
        ("correct", "prov:Person", "log:person"),
        ("propose", "prov:Person", "log:person"),
        ("decide", "prov:Person", "log:person"),
        ("capture", "prov:SoftwareAgent", "log:program"),
    }
    same = {item["creator"]["id"] for item in json.loads(members["onrecord/annotations.jsonld"])["items"]}
    assert same <= {f"{prov['prefix']['log']}{name.partition(':')[2]}" for name in prov["agent"]}


CUT_INSIDE = [
    "OSTVALE, March 5, 2031 (Vale Wire) - Soldiers killed 12 people in an old centre of Bergen.",
    '"Soldiers killed 12 people," said Anna Berg in Bergtown.',
    "The officials of Kurtberg said to us in a hall that 12 people were killed.",
]


@pytest.mark.parametrize("text", CUT_INSIDE)
def test_what_stands_around_a_quotation_ends_where_words_do(desk: Desk, text: str):
    """Half of a word may be a protected name, which would stop the export."""
    (desk.folder / "cut.txt").write_text(text, encoding="utf-8")
    with desk.opened() as ledger:
        list(flow.read_sources([str(desk.folder / "cut.txt")], ledger=ledger, settings=Settings(reader="rules")))
    desk.note("witness", "cut.txt", name="Anna Berg")
    page = page_of(desk, "cut.txt", redaction=REDACTED)
    hold_to_the_model(page)
    quotes = [target["selector"][1] for item in page["items"] for target in listed(item["target"])]
    assert any(quote["exact"].startswith("12") for quote in quotes)
    shown = text.replace("Anna Berg", "█" * 9)
    for quote in quotes:
        whole = quote["prefix"] + quote["exact"] + quote["suffix"]
        first = shown.index(whole)
        assert not shown[max(0, first - 1) : first + 1].isalpha() or first == 0
        assert not shown[first + len(whole) - 1 : first + len(whole) + 1].isalpha() or first + len(whole) == len(shown)


def test_a_quotation_that_a_person_cut_inside_of_a_word_is_told_by_its_place_alone(desk: Desk):
    text = "The council of Bergen said that 12 people were killed."
    (desk.folder / "cut.txt").write_text(text, encoding="utf-8")
    with desk.opened() as ledger:
        list(flow.read_sources([str(desk.folder / "cut.txt")], ledger=ledger, settings=Settings(reader="rules")))
        added = CorrectionRequest(record="cut.txt", add="statement", set={"content": text[: text.index("en said")], "act": "claims"})
        review.correct(ledger, added, by="Ana Reyes", reason=REASON)
    desk.note("witness", "cut.txt", name="Anna Berg")
    page = page_of(desk, "cut.txt", redaction=REDACTED)
    (said,) = (item for item in page["items"] if item["onrecord:made_by"] == "person")
    assert [one["selector"] for one in listed(said["target"])] == [[{"type": "TextPositionSelector", "start": 0, "end": 19}]]


def test_texts_without_spaces_have_words_around_their_quotations():
    text = "目击者告诉通讯社士兵烧毁了磨坊然后离开了村庄没有人阻止他们火烧了整整一夜直到早上才熄灭" * 2
    assert around(text, 50, 52) == (text[18:50], text[52:84])
    assert around("an extraordinarily-long" + "g" * 40 + " word here", 64, 68) == (" ", " here")
