"""Every byte of a case and of a dossier is changed, taken away and doubled, and both verifiers are asked (G5 and G7 of custody).

    python -m tests.sweep FOLDER [--part 1/4] [--every 1] [--of case|dossier]

makes a case and a dossier in FOLDER, goes through its share of the positions, and prints the numbers as one JSON line: so the exhaustive
form can be run in parts beside each other. The tests draw some positions of both.
"""

import argparse
import json
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.both_verifiers import assert_agree, said_alone
from tests.export.dossier.conftest import begin
from tests.ledger.verify.conftest import make_small

from onrecord.ledger import Verdict, verify
from onrecord.ledger.dossier_file import Placed, read_structure
from onrecord.ledger.verify import Policy

COVERED = ("log", "records", "anchors", "blobs", "keys/log.vkey")

Edit = Callable[[bytes, int], bytes]

EDITS: dict[str, Edit] = {
    "changed": lambda data, at: data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :],
    "taken away": lambda data, at: data[:at] + data[at + 1 :],
    "put in": lambda data, at: data[:at] + b"\x30" + data[at:],
}


@dataclass
class Swept:
    """How many edits were tried, and what came of them."""

    tried: int = 0
    detected: int = 0
    located: int = 0
    differing: int = 0
    seconds: float = 0.0
    edits: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    """The first edits that were not detected, not located, or answered differently."""

    def miss(self, what: str) -> None:
        if len(self.missed) < 20:
            self.missed.append(what)


Located = Callable[[str, int, list[str]], bool]
"""Whether places name the unit in which a byte of a file stands."""


def sweep(subject: Path, files: list[Path], positions: Callable[[int], Iterator[int]], located: Located) -> Swept:
    """Edit files at positions and hold what both verifiers say of the subject against each other."""
    swept, policy, begun = Swept(), Policy(), time.monotonic()
    for file in files:
        name, data = file.relative_to(subject).as_posix() if file != subject else file.name, file.read_bytes()
        file.chmod(0o644)
        for at in positions(len(data)):
            for edit, change in EDITS.items():
                changed = change(data, at)
                if changed == data:  # a byte put in or taken away beside its like is another byte of the same file
                    continue
                file.write_bytes(changed)
                _count(swept, f"{name} {at} {edit}", verify(subject, policy), (subject, policy), lambda places: located(name, at, places))  # noqa: B023
                swept.edits[edit] += 1
            if swept.tried % 3000 < len(EDITS):
                sys.stderr.write(f"{swept.tried} tried, {swept.detected} detected, {swept.located} located, {swept.differing} differing\n")
        file.write_bytes(data)
    assert verify(subject, policy).exit == 0
    swept.seconds = round(time.monotonic() - begun, 1)
    return swept


def _count(swept: Swept, what: str, ours: Verdict, asked: tuple[Path, Policy], located: Callable[[list[str]], bool]) -> None:
    swept.tried += 1
    if ours.exit:
        swept.detected += 1
    else:
        swept.miss(f"not detected: {what}")
    if located([one.place for one in ours.findings]):
        swept.located += 1
    else:
        swept.miss(f"not located: {what}: {[one.place for one in ours.findings]}")
    try:
        assert_agree(ours, said_alone(*asked), asked[1])
    except AssertionError as error:
        swept.differing += 1
        swept.miss(f"differing: {what}: {error}")


def a_case(folder: Path) -> tuple[Path, list[Path]]:
    """A small case with one of everything, and its files that the log covers."""
    case = folder / "case"
    shutil.rmtree(case, ignore_errors=True)
    make_small(case)
    return case, [file for name in COVERED for file in sorted(_files(case / name))]


def a_dossier(folder: Path) -> Path:
    """A dossier of one report."""
    shutil.rmtree(folder / "desk", ignore_errors=True)
    return begin(folder / "desk").export("page.html")


def in_file(name: str, _: int, places: list[str]) -> bool:
    """Whether a place names the file; the partial tiles and bundles of other widths are one."""
    return any(place.partition(", ")[0].partition(".p/")[0] == name.partition(".p/")[0] for place in places)


def in_member(dossier: Path) -> Located:
    """Whether a place names the member of a dossier in which a byte stands, or a range of bytes around it."""
    with dossier.open("rb") as file:
        members = read_structure(file)[0]

    def located(_: str, at: int, places: list[str]) -> bool:
        return any(_names(place, at, members) for place in places)

    return located


def _names(place: str, at: int, members: list[Placed]) -> bool:
    spans = [(int(first), int(last)) for first, last in re.findall(r"bytes (\d+) to (\d+)", place)]
    inside = next((one.name for one in members if one.start <= at <= one.start + one.size), None)
    return any(first - 1 <= at <= last + 1 for first, last in spans) or inside in place.split(", ")


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]


def main() -> int:
    """Sweep, print the numbers; 1 where anything was not detected, not located or answered differently."""
    parser = argparse.ArgumentParser(description="Edit every byte of a case or a dossier and ask both verifiers.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="1/1", help="which share of the positions: 1/4 is the first of four")
    parser.add_argument("--every", type=int, default=1, help="only every so manyth position")
    parser.add_argument("--sparse", metavar="MEMBER", help="of this member of a dossier only every hundredth position, such as verify.py")
    parser.add_argument("--of", choices=["case", "dossier"], default="case")
    given = parser.parse_args()
    part, parts = (int(number) for number in given.part.split("/"))
    given.folder.mkdir(parents=True, exist_ok=True)

    def positions(size: int) -> Iterator[int]:
        return iter(range((part - 1) * given.every, size, parts * given.every))

    if given.of == "case":
        swept = sweep(*a_case(given.folder), positions, in_file)
    else:
        dossier = a_dossier(given.folder)
        with dossier.open("rb") as file:
            sparse = [one for one in read_structure(file)[0] if one.name == given.sparse]

        def chosen(size: int) -> Iterator[int]:
            return (at for at in positions(size) if at % 100 == 0 or not any(one.start <= at < one.start + one.size for one in sparse))

        swept = sweep(dossier, [dossier], chosen, in_member(dossier))
    sys.stdout.write(json.dumps({"of": given.of, "part": given.part, **vars(swept)}) + "\n")
    return int(bool(swept.missed))


if __name__ == "__main__":
    sys.exit(main())
