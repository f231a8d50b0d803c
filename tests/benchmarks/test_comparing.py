"""The comparisons without spaCy: what is asked for, what is left out, what is written."""

import json
import sys
from pathlib import Path

import pytest
from benchmarks.peers.catalogue import COMPETITORS, CannotLoad, named, run

from benchmarks import quality, speed

TEXT = "The mayor said that the bridge was open."
ROW = {"id": "a", "text": TEXT, "attributions": [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 39]]}]}


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps({**ROW, "id": name}) + "\n" for name in ("a", "b")), encoding="utf-8")
    return path


def test_names_are_taken_in_the_order_given_and_once() -> None:
    assert named("textacy-document, rules,rules") == ["textacy-document", "rules"]


@pytest.mark.parametrize("names", ["rules,nobody", "", ","])
def test_an_unknown_name_is_answered_with_the_known_ones(names: str) -> None:
    with pytest.raises(ValueError, match="dependency-rules"):
        named(names)


def test_everyone_takes_part_unless_named() -> None:
    assert speed.arguments(["--peer", "python"]).readers == list(COMPETITORS)
    assert quality.arguments(["file", "--peer", "python"]).readers == [name for name in COMPETITORS if name != "spacy-pipeline"]
    assert quality.arguments(["file", "--peer", "python", "--readers", "both,rules"]).readers == ["both", "rules"]


@pytest.mark.parametrize(
    ("parse", "given"),
    [
        (quality.arguments, ["--peer", "python"]),
        (quality.arguments, ["file"]),
        (quality.arguments, ["file", "--peer", "python", "--readers", "spacy-pipeline"]),
        (quality.arguments, ["file", "--peer", "python", "--draws", "0"]),
        (speed.arguments, ["--peer", "python", "--rounds", "0"]),
        (speed.arguments, ["--peer", "python", "--readers", "nobody"]),
    ],
)
def test_wrong_arguments_end_it(parse: object, given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert callable(parse)
    with pytest.raises(SystemExit) as ended:
        parse(given)
    assert ended.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_a_competitor_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotLoad, match="spacy-pipeline cannot be loaded: ModuleNotFoundError"):
        run(sys.executable, "benchmarks.peers", "spacy-pipeline")


def test_our_reader_reads_lines_and_writes_attributions() -> None:
    (line,) = run(sys.executable, "benchmarks.peers", "rules", given=json.dumps({"id": "a", "text": TEXT}).encode()).splitlines()
    assert json.loads(line) == {"id": "a", "attributions": json.loads(line)["attributions"]}
    (found,) = json.loads(line)["attributions"]
    assert [[TEXT[slice(*span)] for span in found[role]] for role in ("source", "cue")] == [["The mayor"], ["said"]]


def test_a_run_over_a_labelled_file_scores_ours_and_names_who_is_missing(labelled: Path) -> None:
    gold = quality.read_labelled(labelled)
    results, left_out = quality.measured(["rules", "dependency-rules"], gold, sys.executable, draws=20)
    assert left_out == ["dependency-rules"]
    assert results["rules"].metrics["relation"]["f1"] == 1.0
    text = quality.report(results, left_out, about=quality.identity(labelled, gold), draws=20)
    assert "2 articles, 16 words" in text
    assert "| OnRecord, rules | 100.0 / 100.0 / 100.0 |" in text
    assert "Left out, because it could not be loaded: dependency rules over spaCy sm." in text
    assert "best peer" not in text


def test_ours_are_compared_with_the_best_peer(labelled: Path) -> None:
    gold = quality.read_labelled(labelled)

    def result(predicted: dict[str, dict[str, object]], stopped: int) -> quality.Result:
        return quality.Result(quality.score(gold, predicted, bootstrap=20), quality.article_counts(gold, predicted), stopped)

    results = {"rules": result(dict(gold), 0), "textacy-document": result({}, 2), "dependency-rules": result({"a": gold["a"]}, 0)}
    assert quality.best_peer(results) == "dependency-rules"
    text = quality.report(results, [], about="about", draws=20)
    assert "The best peer by relation F1 is dependency rules over spaCy sm." in text
    assert "| OnRecord, rules | +33.3 |" in text
    assert "| textacy, whole document | 0.0 / 0.0 / 0.0 | 0.0 to 0.0 | 0.0 | 0.0 to 0.0 | 0.0 | – | 0.0 | – | 2 |" in text


def measurement(cpu: float, **more: object) -> dict[str, object]:
    memory = 50 * 2**20
    return {
        "words": 1000,
        "found": 7,
        "stopped": 1,
        "load_seconds": 0.25,
        "cpu_seconds": cpu,
        "wall_seconds": 2 * cpu,
        "peak_bytes": memory,
        **more,
    }


def test_the_median_round_counts() -> None:
    assert speed.middle([measurement(3.0), measurement(1.0), measurement(2.0)])["cpu_seconds"] == 2.0


def test_speed_is_set_against_the_pipeline_in_the_same_run() -> None:
    results = {"rules": measurement(0.1), "spacy-pipeline": measurement(0.2, found=0)}
    text = speed.report(results, ["both"], texts="3 texts", rounds=1)
    assert "| OnRecord, rules | 10,000 | 2.00 | 5,000 | 50 MiB | 0.2 s | 7 | 1 |" in text
    assert "| spaCy sm, whole pipeline (no attributions) | 5,000 | 1.00 | 2,500 | 50 MiB | 0.2 s | – | 1 |" in text
    assert "Left out, because it could not be loaded: OnRecord, both." in text


def test_without_the_yardstick_there_is_no_ratio() -> None:
    assert "| OnRecord, rules | 10,000 | – |" in speed.report({"rules": measurement(0.1)}, [], texts="3 texts", rounds=1)


def test_our_reader_is_measured_and_a_missing_one_left_out(tmp_path: Path) -> None:
    listing = tmp_path / "texts.json"
    listing.write_text(json.dumps([TEXT, TEXT]), encoding="utf-8")
    results, left_out = speed.measured_in_turn(["rules", "spacy-pipeline"], listing, sys.executable, 2)
    assert left_out == ["spacy-pipeline"]
    assert results["rules"]["found"] == 2
    assert results["rules"]["words"] == 16
