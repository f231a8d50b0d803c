"""Two invented reports with labels, and predictions that are wrong in many ways. Countries, people and events do not exist."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

Row = dict[str, Any]
Rows = dict[str, Row]


def at(text: str, words: str, start: int = 0) -> list[int]:
    """The span of words in a text, from an offset on."""
    begin = text.index(words, start)
    return [begin, begin + len(words)]


MARKET = (
    "Shells hit the fish market of Ostrel on 4 May 2031\n\n"
    "At least 31 people, including 6 children, were killed when shells hit the fish market of Ostrel, the rescue committee said. "
    "“They shelled the harbour twice in two hours,” it wrote.\n\n"
    "A spokesman of the Ninth Brigade, Tam Orel, denied that the brigade had shelled the market. “We do not fire at traders,” he added. "
    "The committee later revised the toll from 31 to 28. Nobody was hurt in the harbour.\n\n"
    "A video posted by the brigade shows an empty square; it could not be verified. According to doctors, 40 to 50 were wounded. "
    "The attack is seen as a warning to the port towns."
)
CAMP = (
    "Camp emptied. The Lomarian interior ministry announced that 120 men had been detained in Veth since Monday. "
    "The relief agency put the number at more than 200 and accused the ministry of hiding the rest: “Families are waiting at the gate.” "
    "Two guards were abducted, according to the ministry. It is a sad place. Scores fled their homes in Veth."
)


def statement(text: str, identifier: str, source: str, cue: str, content: str | list[str], **more: Any) -> Row:
    contents = [content] if isinstance(content, str) else content
    row = {
        "id": identifier,
        "source": [at(text, source)] if source else [],
        "cue": [at(text, cue)] if cue else [],
        "content": [at(text, piece) for piece in contents],
        "act": "asserts",
        "voice": "attributed",
        "standing": "claimed",
        "form": "indirect",
        "speech": True,
        "actor": source or None,
        "denies": [],
    }
    return {**row, **more}


def figure(text: str, identifier: str, phrase: str, measure: str, *bounds: int | None, **more: Any) -> Row:
    low, high = bounds
    start, end = at(text, phrase)
    row = {
        "id": identifier,
        "measure": measure,
        "min": low,
        "max": high,
        "start": start,
        "end": end,
        "phrase": phrase,
        "group": "people",
        "place": "Ostrel",
        "scope": "incident",
        "source": None,
        "standing": "asserted",
    }
    return {**row, **more}


def market() -> Row:
    text = MARKET
    said = "At least 31 people, including 6 children, were killed when shells hit the fish market of Ostrel"
    return {
        "id": "market",
        "text": text,
        "date": None,
        "parties": [{"name": "Ninth Brigade", "aliases": ["the brigade"]}, {"name": "Lomarian army", "aliases": None}],
        "traps": ["correction"],
        "report": {"published": "2031-05-04"},
        "statements": [
            statement(text, "s1", "the rescue committee", "said", said, standing="denied", act="reports"),
            statement(
                text,
                "s2",
                "it",
                "wrote",
                "“They shelled the harbour twice in two hours,”",
                form="direct",
                act="accuses",
                actor="rescue committee",
            ),
            statement(
                text,
                "s3",
                "A spokesman of the Ninth Brigade, Tam Orel",
                "denied",
                "that the brigade had shelled the market",
                act="denies",
                denies=["s1", "s2"],
            ),
            statement(text, "s4", "he", "added", "“We do not fire at traders,”", form="direct", actor="Tam Orel (Ninth Brigade)"),
            statement(text, "s5", "doctors", "According to", "40 to 50 were wounded"),
            statement(
                text,
                "s6",
                "",
                "is seen as",
                "a warning to the port towns",
                voice="unsourced",
                act="interprets",
                standing="opinion",
                speech=False,
                actor=None,
            ),
        ],
        "opinion": [at(text, "Nobody was hurt in the harbour")],
        "figures": [
            figure(
                text,
                "f1",
                "At least 31",
                "killed",
                31,
                None,
                source="the rescue committee",
                standing="denied",
                statement="s1",
                superseded=True,
            ),
            figure(
                text,
                "f2",
                "6",
                "killed",
                6,
                6,
                source="the rescue committee",
                standing="denied",
                subset_of="f1",
                group="children",
                statement="s1",
            ),
            figure(text, "f3", "28", "killed", 28, 28, source="The committee", standing="claimed", supersedes="f1"),
            figure(text, "f4", "40 to 50", "injured", 40, 50, source="doctors", standing="claimed", statement="s5"),
            figure(text, "f5", "Nobody", "injured", 0, 0, optional=True, place="the harbour"),
        ],
        "media_mentions": [
            {
                "id": "m1",
                "kind": "video",
                "span": at(text, "A video posted by the brigade"),
                "graphic": False,
                "released_by": "the brigade",
                "authenticity": "unverified",
                "authenticity_span": at(text, "could not be verified"),
                "shown_to": ["the press"],
            }
        ],
        "incidents": [
            {
                "id": "i1",
                "type": "shelling",
                "place": "Ostrel",
                "date": "2031-05-04",
                "responsibility": [{"party": "Ninth Brigade", "according_to": "s2"}],
                "figures": ["f1", "f2", "f3", "f4"],
            }
        ],
        "findings": [
            {"rule": "accusation-denied", "records": ["s2", "s3"]},
            {"rule": "media-not-verified", "records": ["m1"]},
            {"rule": "interpretation-without-source", "records": ["s6"]},
            {"rule": "contradicting-figures", "records": ["f1", "f3"], "optional": True},
        ],
    }


def camp() -> Row:
    text = CAMP
    agency = "more than 200"
    return {
        "id": "camp",
        "text": text,
        "date": "2031-06-01",
        "report": {"published": "2031-06-01"},
        "statements": [
            statement(
                text,
                "s1",
                "The Lomarian interior ministry",
                "announced",
                "that 120 men had been detained in Veth since Monday",
                act="reports",
            ),
            statement(text, "s2", "The relief agency", "put", "the number at more than 200", act="estimates"),
            statement(
                text,
                "s3",
                "The relief agency",
                "accused",
                ["the ministry of hiding the rest", "“Families are waiting at the gate.”"],
                act="accuses",
            ),
            statement(text, "s4", "the ministry.", "according to", "Two guards were abducted", optional=True),
        ],
        "figures": [
            figure(
                text,
                "a",
                "120",
                "detained",
                120,
                120,
                source="The Lomarian interior ministry",
                standing="claimed",
                place="Veth",
                scope="period",
            ),
            figure(
                text, "b", agency, "detained", 200, None, source="The relief agency", standing="claimed", place="Veth", scope="cumulative"
            ),
            figure(text, "c", "Two", "abducted", 2, 2, source="the ministry", standing="confirmed", place=None),
            figure(text, "d", "Scores", "displaced", 40, None, place="Veth"),
        ],
        "media_mentions": None,
        "incidents": [{"id": "i1", "type": "detention", "place": "Veth", "responsibility": [{"party": "Lomarian interior ministry"}]}],
        "findings": [{"rule": "figure-without-source", "figures": ["d"]}, {"rule": "contradicting-figures", "figures": ["a", "b"]}],
    }


@pytest.fixture
def span() -> Callable[[str, str], list[int]]:
    """Where words stand in a text."""
    return at


@pytest.fixture
def gold() -> Rows:
    return {"market": market(), "camp": camp()}


@pytest.fixture
def predicted() -> Rows:
    """The same reports, read badly: moved spans, wrong words and numbers, things missed, things made up."""
    return {"market": bad_market(), "camp": bad_camp()}


def bad_market() -> Row:
    row = copy.deepcopy(market())
    row.pop("opinion")
    s1, s2, s3, s4, s5, _ = row["statements"]
    s1["content"][0][1] -= 12
    s1["standing"] = "claimed"
    s2["source"] = [at(MARKET, "the rescue committee")]
    s3["act"] = "asserts"
    s3["denies"] = ["s1"]
    s4["actor"] = "Tamo Orel"
    s5["content"] = [at(MARKET, "40 to 50"), at(MARKET, "it could not be verified")]
    made_up = statement(MARKET, "s9", "", "", "Shells hit the fish market", voice="publisher", standing="opinion", speech=False)
    silent = statement(MARKET, "s10", "", "", "Nobody was hurt in the harbour", voice="publisher", standing="asserted")
    row["statements"] = [s1, s2, s3, s4, s5, made_up, silent]
    f1, f2, f3, f4, _ = row["figures"]
    f1["max"] = 31
    f2["subset_of"] = None
    f3["start"] -= 3
    f3["scope"] = "period"
    f4["source"] = "the doctors"
    row["figures"] = [f4, f3, f2, f1, figure(MARKET, "f7", "two", "killed", 2, 2), figure(MARKET, "f8", "Nobody", "killed", 0, 0)]
    row["media_mentions"][0]["authenticity"] = "not verified"
    row["media_mentions"].append({"id": "m2", "kind": "video", "span": [at(MARKET, "an empty square")], "same_as": "m1"})
    row["incidents"][0]["responsibility"] = [{"party": "the brigade", "according_to": ["s3"]}]
    row["incidents"].append({"id": "i2", "type": "airstrike", "place": "Ostrel", "responsibility": []})
    row["findings"] = [{"rule": "accusation-denied", "records": ["s3"]}, {"rule": "contradicting-figures", "records": ["f1", "f3"]}]
    row["report"] = {"published": "2031-05-05"}
    return row


def bad_camp() -> Row:
    row = copy.deepcopy(camp())
    row.pop("text")
    s1, s2, s3, s4 = row["statements"]
    s3["content"] = s3["content"][:1]
    row["statements"] = [s1, s3, s4, {**s2, "source": [], "id": "s8"}]
    a, b, c, d = row["figures"]
    b["min"] = 201
    d["measure"] = "killed"
    row["figures"] = [a, b, c, d]
    row["media_mentions"] = [{"id": "m1", "kind": "image", "span": [at(CAMP, "Families")]}]
    row["incidents"][0]["type"] = "abduction"
    row["findings"] = [{"rule": "figure-without-source", "records": ["a"]}, {"rule": "contradicting-figures", "records": ["a", "b"]}]
    return row


@pytest.fixture
def counted() -> tuple[Rows, Rows]:
    """One count a report: references, and predictions as counts or as figures."""
    references = {
        "r1": {"id": "r1", "figures": [{"measure": "killed", "best": 3, "min": 2, "max": 5}], "best_is_stated": True},
        "r2": {"id": "r2", "figures": [{"measure": "killed", "best": 0}], "best_is_stated": True},
        "r3": {"id": "r3", "figures": [{"measure": "killed", "min": 12}, {"measure": "injured", "min": 4}]},
        "r4": {"id": "r4", "figures": [{"measure": "killed", "best": 7, "min": 1, "max": 3}], "best_is_stated": True},
        "r5": {"id": "r5", "figures": [{"measure": "injured", "best": 9}]},
    }
    predictions = {
        "r1": {
            "id": "r1",
            "figures": [
                {"measure": "killed", "min": 3, "max": 3},
                {"measure": "killed", "min": 1, "max": 1, "subset_of": "x"},
                {"measure": "killed", "min": 9, "max": 9, "superseded": True},
            ],
        },
        "r2": {"id": "r2", "counts": {"killed": 1}},
        "r3": {"id": "r3", "figures": [{"measure": "killed", "min": None, "max": 12}]},
    }
    return references, predictions
