"""Train, fit, export, measure and describe the reader that ships, by one command.

    python -m training.reader --polnear FOLDER --out out/reader

Without ``--polnear`` our own corpus alone is used. An interrupted run goes on where it stopped when it is called again with the same
``--out``. ``--install NAME`` puts the result where the program reads its models (src/onrecord/reading/models/NAME).
"""

import argparse
import json
import os
import platform
import shutil
import time
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import torch
import torch.multiprocessing
from training.reader.base import base_folder
from training.reader.card import write_card
from training.reader.data import digest_of, rows_of
from training.reader.export import export
from training.reader.install import install
from training.reader.network import Reader
from training.reader.parts import gather
from training.reader.processes import train_here
from training.reader.reconcile import fit_reconciler, measure
from training.reader.train import Recipe, recipe_row


def main() -> None:
    """The command."""
    options = arguments()
    recipe = replace(Recipe(), **{f.name: getattr(options, f.name) for f in fields(Recipe) if getattr(options, f.name) is not None})
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    note = out / "run.json"
    processes = options.processes or (1 if torch.cuda.is_available() else os.cpu_count() or 1)
    parts = gather(options.polnear)
    wanted = {
        "recipe": recipe_row(recipe), "polnear": options.polnear is not None, "processes": processes, "trained on": parts.taught,
    }  # fmt: skip
    known = json.loads(note.read_text()) if note.exists() else wanted
    other = [name for name, value in wanted.items() if known.get(name) != value]
    if other:
        raise SystemExit(
            f"error: {out} holds a run with another {' and another '.join(other)}\nhint: name another folder with --out, or remove it"
        )
    if not (out / "weights.pt").exists():
        began, before = time.time(), known.get("seconds", 0)
        note.write_text(json.dumps(wanted | {"seconds": before}, indent=2))
        try:
            torch.multiprocessing.spawn(train_here, args=(processes, options.port, recipe, options.polnear, out), nprocs=processes)
        finally:
            note.write_text(json.dumps(wanted | {"seconds": before + round(time.time() - began)}, indent=2))
    for path in options.measure:
        parts.dev[path.parent.name] = list(rows_of(path))
        parts.digests[f"{path.parent.name}/{path.name}"] = digest_of(path)
    model = Reader(recipe.layers)
    model.load_state_dict(torch.load(out / "weights.pt", weights_only=True, map_location="cpu"))
    made = out / "model"
    export(model, made)
    shutil.copy(base_folder() / "tokenizer.json", made / "vocabulary.json")
    fit_reconciler(made, parts)
    scores = measure(made, parts)
    run: dict[str, Any] = wanted | {
        "measured on": parts.digests, "scores": scores, "torch": torch.__version__, "processor": platform.processor() or platform.machine(),
        "seconds": json.loads(note.read_text()).get("seconds"),
    }  # fmt: skip
    note.write_text(json.dumps(run, indent=2))
    write_card(made, run, json.loads(options.without.read_text()) if options.without else None)
    print(json.dumps(scores, indent=2))
    if options.install:
        install(made, options.install)


def arguments() -> argparse.Namespace:
    """The command line; every field of the recipe is an option."""
    parser = argparse.ArgumentParser(prog="python -m training.reader", description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--polnear", type=Path, help="folder with train.jsonl.gz and dev.jsonl.gz of PolNeAR 1.0")
    parser.add_argument("--out", type=Path, default=Path("out/reader"), help="where checkpoints and the result go")
    parser.add_argument(
        "--processes", type=int, help="single-threaded processes that share the work; default one a core, or one with a graphics card"
    )
    parser.add_argument("--port", type=int, default=29511, help="port on this machine by which they exchange gradients")
    parser.add_argument("--measure", type=Path, nargs="*", default=[], help="further labelled files to measure on, named by their folder")
    parser.add_argument("--without", type=Path, help="run.json of a run without --polnear, whose scores the card states too")
    parser.add_argument("--install", metavar="NAME", help="put the result among the program's models under this name")
    for field in fields(Recipe):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), help=f"default {field.default}")
    return parser.parse_args()


if __name__ == "__main__":
    main()
