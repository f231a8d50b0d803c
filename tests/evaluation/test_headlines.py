"""What the headlines about one event say together."""

import json
from pathlib import Path

import pytest

from benchmarks import headlines as command
from onrecord.errors import BadInput
from onrecord.evaluation.headlines import Told, as_prediction, readings_of, score, together, total_of
from onrecord.evaluation.labelled import read_labelled
from onrecord.records import Figure, Reading
from onrecord.settings import Settings

RULES = Settings(reader="rules")


def figure(low: int | None, high: int | None, **more) -> Figure:
    return Figure(id=more.pop("id", "f"), measure=more.pop("measure", "killed"), min=low, max=high, start=0, end=1, phrase="x", **more)


def reading(*figures: Figure) -> Reading:
    return Reading(id="r", text="x", figures=figures)


def event(low: int, best: int, high: int, *headlines: str, stated: bool = True) -> dict:
    sources = [{"outlet": "Harbour Wire", "date": "2031-03-02", "headline": headline} for headline in headlines]
    return {"sources": sources, "figures": [{"measure": "killed", "min": low, "best": best, "max": high}], "best_is_stated": stated}


def test_a_reports_figures_are_added_without_parts_and_repetitions() -> None:
    parts = (
        figure(3, 3, id="f1"),
        figure(2, 2),
        figure(1, 1, subset_of="f1"),
        figure(5, 5, superseded=True),
        figure(3, 3, duplicate_of="f1"),
    )
    assert total_of(parts) == (5, 5)
    assert total_of([figure(20, None), figure(None, 4)]) == (24, 24)
    assert total_of([figure(20, 25)]) == (20, 25)
    assert total_of([figure(7, 7, measure="injured")]) is None
    assert total_of([figure(2, 2, id="f1", measure="casualties"), figure(1, 1, subset_of="f1")]) == (1, 1)


def test_an_event_reaches_from_the_least_to_the_greatest_number_of_its_reports() -> None:
    readings = [reading(figure(3, 3)), reading(figure(5, None)), reading(), reading(figure(3, 4))]
    assert together(readings) == Told(low=3, best=3, high=5)
    assert together([reading(figure(2, 2)), reading(figure(6, 6))]) == Told(low=2, best=6, high=6)
    assert together([reading()]) is None


def test_headlines_are_read_as_reports_with_outlet_and_date() -> None:
    rows = event(3, 3, 3, "Three killed in shelling of Sellin", "Shelling of Sellin leaves 4 dead")
    told = together(readings_of("e", rows, RULES))
    assert told is not None
    assert (told.low, told.high) == (3, 4)
    (first, _) = readings_of("e", rows, RULES)
    assert (first.id, first.report.outlet, first.report.published) == ("e/1", "Harbour Wire", "2031-03-02")


def test_ranges_are_held_against_what_was_coded() -> None:
    gold = {"a": event(2, 3, 5), "b": event(4, 4, 4), "c": event(1, 1, 1, stated=False), "d": event(0, 0, 0, stated=False)}
    told = {"a": Told(2, 2, 5), "b": Told(5, 5, 5), "c": None, "d": None}
    metrics = score(gold, told)
    assert metrics["all"] | {"counts": None} == {
        "n": 4,
        "with_number": 0.5,
        "best_in_range": 0.5,
        "low": 0.5,
        "high": 0.5,
        "both": 0.5,
        "counts": None,
    }
    assert metrics["stated"]["best_in_range"] == 0.5
    assert metrics["stated"]["counts"]["n"] == 2
    assert metrics["all"]["counts"]["exact"] == 0.25
    assert as_prediction("a", told["a"]) == {"id": "a", "counts": {"killed": 2}, "range": [2, 5]}


@pytest.mark.parametrize("row", [{"id": "e"}, {"id": "e", "sources": [{"outlet": "x"}]}, {"id": "e", "sources": "none"}])
def test_a_row_without_headlines_is_named(row: dict) -> None:
    with pytest.raises(BadInput, match="event 'e': there is no list of sources with headlines"):
        readings_of("e", row, RULES)


def test_the_command_prints_scores_and_misses_and_writes_predictions(tmp_path: Path, monkeypatch, capsys) -> None:
    events = {
        "a": event(3, 3, 3, "Three killed in shelling of Sellin"),
        "b": event(9, 9, 9, "Two killed at the quay, nine at the market"),
        "c": event(1, 1, 1, "Moreth: weekly report", stated=False),
    }
    rows = "".join(json.dumps({"id": name, "text": "x", **row}) + "\n" for name, row in events.items())
    (tmp_path / "events.jsonl").write_text(rows, encoding="utf-8")
    saved = tmp_path / "out.jsonl"
    arguments = [str(tmp_path / "events.jsonl"), "--reader", "rules", "--misses", "2", "--save", str(saved)]
    monkeypatch.setattr("sys.argv", ["headlines", *arguments])
    command.main()
    out = capsys.readouterr().out
    assert "rules, all events: 3" in out
    assert "1  no headline has a word of death" in out
    assert "c: coded 1/1/1, read None" in out
    assert list(read_labelled(saved)) == ["a", "b", "c"]
    assert read_labelled(saved)["a"]["counts"] == {"killed": 3}
