"""Put a trained model among those that the program reads: its own files by version, what all versions share once."""

import json
from pathlib import Path

from training.reader.data import digest_of

from onrecord.reading.models import CURRENT, OWN, SHARED

MODELS = Path(__file__).parents[2] / "src" / "onrecord" / "reading" / "models"


def install(made: Path, name: str) -> None:
    """Copy and write the manifest.

    Raises:
        SystemExit: when a shared file is there with other bytes, which would break every other version.
    """
    target = MODELS / name
    for file in SHARED:
        if (MODELS / file).exists() and digest_of(MODELS / file) != digest_of(made / file):
            raise SystemExit(
                f"error: {MODELS / file} is there with other bytes\nhint: the frozen table never changes; what was trained is not its kin"
            )
    target.mkdir(parents=True, exist_ok=True)
    for file in SHARED:
        (MODELS / file).write_bytes((made / file).read_bytes())
    for file in (*OWN, "CARD.md"):
        (target / file).write_bytes((made / file).read_bytes())
    files = {
        **{file: digest_of(MODELS / file) for file in SHARED},
        **{f"{name}/{file}": digest_of(target / file) for file in OWN},
    }
    (target / "manifest.json").write_text(json.dumps({"name": name, "files": files}, indent=2) + "\n", "utf-8")
    print(
        f"installed {name} in {target}" + ("" if name == CURRENT else f"; the program reads with {CURRENT} until CURRENT is changed there")
    )
