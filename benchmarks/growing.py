"""What a new report costs that is set beside the others of a case, as the case grows; and whether that finds what comparing all finds.

    python -m benchmarks.growing FOLDER [--reports 1000 3000 10000 30000] [--write docs/benchmarks.md]

The reports of ``examples/archive`` are read once, by rules. A case is filled with conflicts made of these records: in each the names,
the numbers and half of the words are others and the days are moved, so that it goes on beside some and after others. They are generated,
not read, and what fills the case is noted and not compared. Then one conflict more comes in, report by report. Costs are processor time,
beside that of the same reports in the smallest case.

For the agreement the archive comes into a case report by report, and once as a whole: the findings of both are set beside each other.
"""

import argparse
import gc
import json
import random
import re
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec

from benchmarks.machine import description
from benchmarks.page import table, write_between
from onrecord import corroboration, flow
from onrecord.corroboration.claims.background import Background
from onrecord.corroboration.claims.keys import METHOD
from onrecord.corroboration.told.deeds import sorts_of
from onrecord.flow import growing
from onrecord.flow.copying import found_by
from onrecord.flow.near import Nearby
from onrecord.ledger import Ledger, SetBeside
from onrecord.records import Document, Reading
from onrecord.settings import Settings

ARCHIVE = Path(__file__).parents[1] / "examples" / "archive"
SEED = 11
AT_ONCE = 20
"""Conflicts that go on at one time."""
DAYS = 20
"""Of one conflict."""
ALONE, TOGETHER = 50, 100
"""Reports of the last conflict that come in one by one, and those that come together."""
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_CAPITALISED = re.compile(r"\b[A-Z][A-Za-z]{2,}")
_WORD = re.compile(r"\b[a-z]{5,}\b")
_NUMBER = re.compile(r'"(min|max)":(\d\d+)')
KEPT = 0.5
"""Words of a report that stay, beside those for deeds."""
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_CONSONANTS, _VOWELS = "bcdfghjklmnprstvz", "aeiou"


def archive(folder: Path) -> list[tuple[Document, Reading]]:
    """The reports of the archive, read."""
    case = folder / "archive"
    with flow.case_of(case, create=True) as ledger:
        source = str(ARCHIVE / "reports.jsonl")
        list(flow.read_sources([source], ledger=ledger, jsonl=True, settings=Settings(reader="rules")))
        return [(one.document, one.reading) for one in ledger.view.readings_numbered(ledger.view.readings_after(-1))]


class Conflicts:
    """Conflicts made of the archive: the records of each report with other names, as long as those they stand for, other numbers and
    other days; and half of the words otherwise, so that no passage of one stands in another."""

    def __init__(self, reports: list[tuple[Document, Reading]]) -> None:
        names = json.loads((ARCHIVE / "names.json").read_text(encoding="utf-8"))
        forms = {form for kind in names.values() if isinstance(kind, list) for one in kind for form in one["forms"]}
        forms |= {name for _, reading in reports for actor in reading.actors for name in _NAME.findall(actor.name)}
        self._words = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, forms), key=len, reverse=True))})\b")
        self._reports = [tuple(msgspec.json.encode(one).decode() for one in pair) for pair in reports]

    def number(self, number: int) -> Iterator[tuple[Document, Reading]]:
        """The reports of one conflict."""
        chance = random.Random(f"{SEED}-{number}")
        other = {letter: chance.choice(_VOWELS if letter in _VOWELS else _CONSONANTS) for letter in _VOWELS + _CONSONANTS}
        later = number // AT_ONCE * DAYS
        changed: dict[str, str] = {}
        more = {digits: chance.randrange(1 + 10 ** (digits - 1)) for digits in range(2, 10)}

        def renamed(match: re.Match[str]) -> str:
            return _CAPITALISED.sub(lambda word: "".join(map(spelled, word.group()[:4])) + word.group()[4:], match.group())

        def spelled(letter: str) -> str:
            return other.get(letter, letter) if letter.islower() else other.get(letter.lower(), letter).upper()

        def instead(match: re.Match[str]) -> str:
            word = match.group()
            if word not in changed:
                changed[word] = word if sorts_of(word) or chance.random() < KEPT else "".join(map(spelled, word))
            return changed[word]

        def counted(match: re.Match[str]) -> str:
            return f'"{match[1]}":{int(match[2]) + more[len(match[2])]}'

        def moved(match: re.Match[str]) -> str:
            return (date.fromisoformat(match.group()) + timedelta(days=later)).isoformat()

        for at, pair in enumerate(self._reports):
            document, reading = (_DAY.sub(moved, self._words.sub(renamed, one)) for one in pair)
            reading = _NUMBER.sub(counted, reading)
            text = _WORD.sub(instead, json.loads(document)["text"])
            name = f"{number}-{at}"
            yield (
                msgspec.structs.replace(msgspec.json.decode(document, type=Document), id=name, text=text, capture=None, part=None),
                msgspec.structs.replace(msgspec.json.decode(reading, type=Reading), id=name, findings=()),
            )


def append(ledger: Ledger, reports: Iterator[tuple[Document, Reading]]) -> None:
    """Keep some reports."""
    for document, reading in reports:
        ledger.append_reading(document, reading, found_by=found_by(document, reading))


def note(ledger: Ledger, background: Background) -> None:
    """Note what was appended since as set beside others, without doing it."""
    state, nearby = ledger.view.set_beside(), Nearby(ledger.view)
    numbers = ledger.view.readings_after(state.reading)
    for one in nearby.reports(numbers):
        background.add(one.telling)
        ledger.note_keys(one.number, one.keys)
    ledger.mark_set_beside(SetBeside(METHOD, numbers[-1], background.written()))
    ledger.commit()


def taken_in(ledger: Ledger, reports: list[tuple[Document, Reading]]) -> tuple[float, int]:
    """Seconds of processor time that some reports cost that come together, and how many others they were set beside."""
    append(ledger, iter(reports))
    begun = time.process_time()
    new = growing.Growing(ledger)
    new.take_in()
    return time.process_time() - begun, len(new.looked_at) - len(reports)


def costs(folder: Path, sizes: list[int], reports: list[tuple[Document, Reading]]) -> list[tuple[int, float, float, float]]:
    """For cases of so many reports: seconds of processor time of one report more (median), how many it was set beside (mean), and the
    seconds of each of many that come together."""
    conflicts, background, found = Conflicts(reports), Background(), []
    number, kept = 0, 0
    with flow.case_of(folder / "grown", create=True) as ledger:
        for size in sizes:
            while kept < size:
                append(ledger, conflicts.number(number))
                note(ledger, background)
                number, kept = number + 1, kept + len(reports)
            coming = list(conflicts.number(number))[: ALONE + TOGETHER]
            gc.collect()
            gc.freeze()  # what this program itself holds is not to be gone through by the collector while others are measured
            alone, beside = [], []
            for pair in coming[:ALONE]:
                seconds, looked_at = taken_in(ledger, [pair])
                alone.append(seconds)
                beside.append(looked_at)
            together, _ = taken_in(ledger, coming[ALONE:])
            background = Background.read(ledger.view.set_beside().background)
            number, kept = number + 1, kept + len(coming)
            found.append((size, statistics.median(alone), statistics.mean(beside), together / TOGETHER))
            _, one, mean, many = found[-1]
            told = f"{size:>9,} reports  {one * 1e3:7.1f} ms beside {mean:.1f}, {many * 1e3:7.1f} ms each of many"
            print(told, file=sys.stderr, flush=True)
    return found


def agreement(folder: Path, reports: list[tuple[Document, Reading]]) -> tuple[int, int, int]:
    """How many findings the archive has as a whole, how many when it comes in report by report, and how many of these are the same."""
    shown = []
    for name in ("whole", "one by one"):
        with flow.case_of(folder / name, create=True) as ledger:
            for document, reading in reports:
                append(ledger, iter([(document, reading)]))
                if name != "whole":
                    flow.corroborate_new(ledger)
            if name == "whole":
                flow.corroborate(ledger)
            rows = ((one.reading, one.finding) for one in ledger.view.findings() if corroboration.is_across(one.finding))
            shown.append({(finding.rule, *corroboration.records_of(finding, reading)) for reading, finding in rows})
    return len(shown[0]), len(shown[1]), len(shown[0] & shown[1])


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--reports", type=int, nargs="+", default=[1_000, 3_000, 10_000, 30_000])
    asked.add_argument("--write", type=Path, help="the page to write the tables into")
    given = asked.parse_args()
    shutil.rmtree(given.folder, ignore_errors=True)
    given.folder.mkdir(parents=True)
    reports = archive(given.folder)
    whole, grown, same = agreement(given.folder, reports)
    found = costs(given.folder, sorted(given.reports), reports)
    _, first, _, first_of_many = found[0]
    rows = []
    for size, alone, beside, many in found:
        ratios = f"{alone / first:.2f}", f"{many / first_of_many:.2f}"
        rows.append([f"{size:,}", f"{alone * 1e3:,.0f} ms", ratios[0], f"{beside:.1f}", f"{many * 1e3:,.0f} ms", ratios[1]])
    head = ["reports in the case", "one report more", "× the smallest", "set beside", f"each of {TOGETHER} together", "× the smallest"]
    text = "\n\n".join(
        [
            f"Measured on {time.strftime('%Y-%m-%d')} on {description()}; processor time.",
            table(head, rows),
            f"Report by report {grown} findings, as a whole {whole}; {same} are the same.",
        ]
    )
    print(text)
    if given.write:
        write_between(given.write, "growing", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
