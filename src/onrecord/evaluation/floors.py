"""Floors: scores that may not be undercut, pinned together with the digest of the labelled file they were reached on.

After the idea of adbar/trafilatura (tests/eval_gate.py): a floor means nothing when the labelled file has changed, so
that is refused; and updating raises floors but never lowers one unless told to in so many words.
"""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import BadInput

PLACES = 4
"""Decimal places of a floor; a pinned score is rounded down to them, so that it can be reached again."""


class Floors(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The floors of one measure on one labelled file."""

    measure: str
    labelled: str
    """The labelled file or folder, relative to the file that holds the floors."""
    sha256: str
    """Digest of the labelled file's bytes, or of a folder's files (all but pages of text about it)."""
    floors: dict[str, float]
    """Least score by the dotted path of a metric, as a fraction."""


def digest(path: Path) -> str:
    """SHA-256 of a labelled file; of a folder, of the names and digests of its files."""
    if not path.is_dir():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    files = sorted(one for one in path.iterdir() if one.is_file() and one.suffix != ".md")
    return hashlib.sha256("".join(f"{one.name} {digest(one)}\n" for one in files).encode()).hexdigest()


def load(path: Path) -> Floors:
    """Floors from their file.

    Raises:
        BadInput: when there is no such file or it does not have the form.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Floors)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror})") from error
    except msgspec.DecodeError as error:
        raise BadInput(f"{path}: not a file of floors ({error})") from error


def save(floors: Floors, path: Path) -> None:
    """Write floors so that a change of one is one changed line."""
    path.write_text(json.dumps(msgspec.to_builtins(floors), indent=2, sort_keys=True) + "\n", encoding="utf-8")


def labelled_file(floors: Floors, path: Path) -> Path:
    """The labelled file that floors in ``path`` were pinned on.

    Raises:
        BadInput: when it is not there, or is not the file that they were pinned on.
    """
    labelled = path.parent / floors.labelled
    if not labelled.exists():
        raise BadInput(f"{path}: the labelled file {floors.labelled} is not there")
    if digest(labelled) != floors.sha256:
        raise BadInput(
            f"{path}: {floors.labelled} has changed since these floors were pinned",
            hint="pin them again with --pin and look at what changed; lowering a floor needs --lower too",
        )
    return labelled


def at(metrics: Mapping[str, Any], dotted: str) -> float:
    """The metric at a dotted path (``statements.speech.f1``).

    Raises:
        BadInput: when there is no number at that path.
    """
    value: Any = metrics
    for part in dotted.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput(f"the metric {dotted!r} has no number in this measure")
    return float(value)


def undercut(floors: Floors, metrics: Mapping[str, Any]) -> Iterator[str]:
    """One sentence for every floor that the metrics do not reach."""
    for dotted, floor in sorted(floors.floors.items()):
        reached = at(metrics, dotted)
        if reached < floor:
            yield f"{dotted}: {100 * reached:.2f} is below its floor {100 * floor:.2f}"


def pinned(floors: Floors, metrics: Mapping[str, Any], labelled: Path, *, lower: bool = False) -> Floors:
    """The same floors raised to what is reached now, with the file's digest; lowered only when told to."""
    reached = {dotted: math.floor(at(metrics, dotted) * 10**PLACES) / 10**PLACES for dotted in floors.floors}
    kept = {dotted: value if lower else max(value, floors.floors[dotted]) for dotted, value in reached.items()}
    return msgspec.structs.replace(floors, floors=kept, sha256=digest(labelled))
