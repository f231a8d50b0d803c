"""What training writes beside the weights, and which articles teach: the parts that need no network."""

from collections import Counter
from pathlib import Path

from training.reader.card import write_card
from training.reader.parts import gather, is_held

SCORES = {
    "relation": {"p": 0.8, "r": 0.7, "f1": 0.75},
    "speech": {"f1": 0.8},
    "exact": 0.5,
    "direct recall": 0.9,
    "indirect recall": 0.6,
    "source given content": 0.95,
    "ci95": {"relation_f1": [0.7, 0.8]},
}


def run(*, polnear: bool) -> dict:
    return {
        "recipe": {"seed": 1, "layers": 5},
        "polnear": polnear,
        "processes": 2,
        "trained on": {"train.jsonl": "ab" * 32},
        "measured on": {"dev.jsonl": "cd" * 32},
        "scores": {"own, both": SCORES, "own, rules": SCORES},
        "torch": "2.0",
        "seconds": 12,
    }


def card(folder: Path, **options) -> str:
    write_card(folder, **options)
    return (folder / "CARD.md").read_text("utf-8")


def test_a_model_trained_on_our_corpus_alone_says_so(tmp_path: Path) -> None:
    told = card(tmp_path, run=run(polnear=False))
    assert "Trained on our own corpus alone" in told.split("\n\n")[1]
    assert "US campaign" not in told


def test_the_card_states_layers_processes_digests_and_what_the_other_run_scores(tmp_path: Path) -> None:
    told = card(tmp_path, run=run(polnear=True), without=run(polnear=False))
    assert "no licence" in told.split("\n\n")[1]
    assert "stated below" in told
    assert "5 layers of 384" in told
    assert "2 processes" in told
    assert "ab" * 32 in told
    assert "cd" * 32 in told
    assert "*without PolNeAR:* own, both" in told
    assert "*without PolNeAR:* own, rules" not in told


def test_nothing_is_promised_that_is_not_there(tmp_path: Path) -> None:
    assert "stated below" not in card(tmp_path, run=run(polnear=True))


def test_no_report_both_teaches_and_fits_or_measures() -> None:
    parts = gather(None)
    ids = {name: [row["id"] for rows in part.values() for row in rows] for name, part in parts._asdict().items() if name != "digests"}
    assert all(ids.values())
    assert max(Counter(i for found in ids.values() for i in found).values()) == 1


def test_one_article_in_ten_is_held_back() -> None:
    held = sum(is_held(f"article-{n}") for n in range(2000))
    assert 150 < held < 250


def test_what_a_run_was_trained_on_is_no_development_file() -> None:
    parts = gather(None)
    assert set(parts.digests) == {"train.jsonl", "dev.jsonl"}
    assert set(parts.taught) == {"train.jsonl"}
