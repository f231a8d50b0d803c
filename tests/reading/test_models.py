"""The weights that ship are those of their manifest, and a file that is not is refused."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from onrecord.errors import BadInput
from onrecord.reading import models

FOLDER = Path(models.__file__).parent
MANIFEST = json.loads((FOLDER / models.CURRENT / "manifest.json").read_text("utf-8"))
OWN_LIMIT = 12 * 2**20


def test_every_file_is_the_one_that_the_manifest_names():
    assert {path: hashlib.sha256((FOLDER / path).read_bytes()).hexdigest() for path in MANIFEST["files"]} == MANIFEST["files"]


def test_what_was_trained_stays_small():
    assert sum((FOLDER / path).stat().st_size for path in MANIFEST["files"] if path.startswith(models.CURRENT)) <= OWN_LIMIT


def test_the_card_says_first_what_it_was_trained_on():
    card = (FOLDER / models.CURRENT / "CARD.md").read_text("utf-8")
    assert "PolNeAR" in card.split("\n\n")[1]
    assert "no licence" in card.split("\n\n")[1]


def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(FOLDER, tmp_path / "models")
    monkeypatch.setattr(models, "files", lambda _: tmp_path / "models")
    models.load_model.cache_clear()
    return tmp_path / "models"


def test_an_altered_file_is_refused(tmp_path, monkeypatch):
    folder = copied(tmp_path, monkeypatch)
    with (folder / models.CURRENT / "linker.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(BadInput, match=r"linker\.onnx: not the file that the manifest of model en-1 names"):
        models.load_model()
    models.load_model.cache_clear()


@pytest.mark.parametrize("file", [f"{models.CURRENT}/linker.onnx", "vocabulary.json"])
def test_a_manifest_that_forgets_a_file_is_refused(tmp_path, monkeypatch, file):
    folder = copied(tmp_path, monkeypatch)
    named = {path: digest for path, digest in MANIFEST["files"].items() if path != file}
    (folder / models.CURRENT / "manifest.json").write_text(json.dumps({"name": models.CURRENT, "files": named}))
    with pytest.raises(BadInput, match=f"does not name {file}"):
        models.load_model()
    models.load_model.cache_clear()


@pytest.mark.parametrize("file", [path for path in MANIFEST["files"] if path.endswith(".json")])
def test_every_file_is_part_of_what_readings_are_signed_with(tmp_path, monkeypatch, file):
    before = models.load_model().reader.version
    folder = copied(tmp_path, monkeypatch)
    with (folder / file).open("ab") as changed:
        changed.write(b"\n")
    named = MANIFEST["files"] | {file: hashlib.sha256((folder / file).read_bytes()).hexdigest()}
    (folder / models.CURRENT / "manifest.json").write_text(json.dumps({"name": models.CURRENT, "files": named}))
    assert models.load_model().reader.version != before
    models.load_model.cache_clear()


def test_a_missing_file_is_said(tmp_path, monkeypatch):
    folder = copied(tmp_path, monkeypatch)
    (folder / "embeddings.npy").unlink()
    with pytest.raises(BadInput, match=r"the model en-1 cannot be loaded .*embeddings\.npy"):
        models.load_model()
    models.load_model.cache_clear()
