"""The model card: what the model is, what it was made from, what it scores, what it must not be used for."""

from pathlib import Path
from typing import Any

WITH_POLNEAR = """\
**Trained on PolNeAR 1.0 (networkdynamics/PolNeAR, 2018), whose authors state no licence and whose articles are the copyright of
their outlets. No text of it is in this package.** Whoever minds can train a reader without it by one command (`make train`){stated}."""
WITHOUT_POLNEAR = """\
**Trained on our own corpus alone (training/corpus, CC BY 4.0).** Trained on PolNeAR 1.0 too, whose authors state no licence, a reader
finds more."""
LIMITS_OF_POLNEAR = """\
- PolNeAR is US campaign coverage of 2015–16 by seven outlets; the conflict reports are invented. Expect loss on other kinds of text.
- PolNeAR counts beliefs, wishes and intentions as attributions, about 40 % of them; people agree less on these than on speech.
"""
LIMITS_OF_OWN = "- The conflict reports are invented. Expect loss on other kinds of text.\n"
CARD = """\
# Model card: the trained reader of attributed statements

{origin}

| | |
|---|---|
| what it does | marks sources, cues and contents of attributed statements in English reports and links them; names the act |
| base | all-MiniLM-L6-v2 (sentence-transformers), Apache-2.0; {layers} layers of 384; the word embeddings stay as published |
| own corpus | training/corpus, CC BY 4.0, invented reports on invented conflicts |
| form | ONNX, int8 for the encoder's products |

## Recipe
{recipe}

SHA-256 of what it was trained and measured on:

{digests}

## Scores on development data
{scores}

95 % intervals by resampling articles. *both*: the trained reader and the rules, reconciled; *trained*: the network alone; *rules*: the
rule reader.

## Limits
{limits}- Noun cues ("its claim that") and contents that run into a neighbour are missed most often.
- A wrong source puts words into someone's mouth. Look at the grade: where both readers agree they are wrong least often.
- English only.
- Every name is shown to the network behind a mask (reading/trained/names.py): it does not know who is named, and cannot prefer anybody.

Not to be used as proof that a statement was made, is true, or that a denial is false.
"""


def write_card(folder: Path, run: dict[str, Any], without: dict[str, Any] | None = None) -> None:
    """Write CARD.md beside the weights.

    Args:
        folder: where.
        run: recipe, digests and scores of the run.
        without: the same of a run on our own corpus alone.
    """
    recipe = "\n".join(f"- {name}: {value}" for name, value in run["recipe"].items())
    recipe += f"\n- torch {run['torch']}, {run['processes']} processes, {run['seconds']} seconds"
    digests = "\n".join(f"- {name}: `{value}`" for name, value in (run["trained on"] | run["measured on"]).items())
    lines = [
        "| set, reader | relation P / R / F1 | speech F1 | exact F1 | direct / indirect recall | source right |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    alone = {f"*without PolNeAR:* {name}": s for name, s in (without or {"scores": {}})["scores"].items() if not name.endswith("rules")}
    for name, s in (run["scores"] | alone).items():
        r, ci = s["relation"], s["ci95"]
        low, high = (100 * v for v in ci["relation_f1"])
        lines.append(
            f"| {name} | {100 * r['p']:.1f} / {100 * r['r']:.1f} / {100 * r['f1']:.1f} ({low:.1f}–{high:.1f}) "
            f"| {100 * s['speech']['f1']:.1f} | {100 * s['exact']:.1f} "
            f"| {100 * s['direct recall']:.0f} / {100 * s['indirect recall']:.0f} | {100 * s['source given content']:.1f} |"
        )
    origin = WITH_POLNEAR.format(stated="; what that one scores is stated below" if without else "") if run["polnear"] else WITHOUT_POLNEAR
    limits = LIMITS_OF_POLNEAR if run["polnear"] else LIMITS_OF_OWN
    layers = run["recipe"]["layers"]
    card = CARD.format(origin=origin, layers=layers, recipe=recipe, digests=digests, scores="\n".join(lines), limits=limits)
    (folder / "CARD.md").write_text(card, "utf-8")
