"""The weights that ship, checked against their manifest before they are used."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import msgspec

from onrecord.errors import BadInput
from onrecord.reading.reconciled.weights import Reconciler
from onrecord.reading.reconciled.weights import load as load_reconciler
from onrecord.reading.trained.reader import TrainedReader

CURRENT = "en-1"
"""The model that reads; training/reader/install.py puts another beside it, and this line chooses."""


SHARED = ("embeddings.npy", "embedding_scales.npy", "vocabulary.json")
"""Files that all versions share."""
OWN = ("encoder.onnx", "linker.onnx", "acts.onnx", "reconciler.json")
"""Files of one version, besides its card and manifest."""


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What belongs to a model."""

    name: str
    files: dict[str, str]
    """SHA-256, hexadecimal, of each file by its path from the folder of models."""


class Model(NamedTuple):
    """A loaded model."""

    reader: TrainedReader
    reconciler: Reconciler


@cache
def load_model(name: str = CURRENT) -> Model:
    """The network and the reconciler of a model.

    Readings are signed with the manifest's digest: it stands for every file on which a reading depends.

    Raises:
        BadInput: when a file of the model is missing or is not the one that its manifest names.
    """
    folder = Path(str(files(__package__)))
    try:
        described = (folder / name / "manifest.json").read_bytes()
        manifest = msgspec.json.decode(described, type=Manifest)
        missing = {*SHARED, *(f"{name}/{file}" for file in OWN)} - manifest.files.keys()
        if missing:
            raise BadInput(f"{folder / name / 'manifest.json'}: does not name {min(missing)}", hint="install OnRecord anew")
        for path, sha256 in manifest.files.items():
            if hashlib.sha256((folder / path).read_bytes()).hexdigest() != sha256:
                raise BadInput(f"{folder / path}: not the file that the manifest of model {name} names", hint="install OnRecord anew")
    except (OSError, msgspec.DecodeError) as error:
        raise BadInput(f"the model {name} cannot be loaded ({error})", hint="install OnRecord anew") from error
    version = f"{name} {hashlib.sha256(described).hexdigest()[:12]}"
    return Model(TrainedReader(folder / name, folder, version), load_reconciler(folder / name / "reconciler.json"))
