"""What the headlines about one event say together: measured on events of the Uppsala Conflict Data Program.

    python -m benchmarks.headlines ucdp_ged_dev.jsonl.gz [--reader rules] [--first 300] [--misses 20] [--save FILE]

Each headline is read as a report of its own, with its outlet and date; the range of an event is that of all its headlines
(onrecord.evaluation.headlines says how). Misses are sorted by what can be seen of them without knowing the answer's reason. --save
writes predictions that ``onrecord evaluate --measure counts`` takes.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.evaluation.headlines import MEASURE, Told, as_prediction, coded_of, readings_of, score, together, total_of
from onrecord.evaluation.labelled import Row, read_labelled
from onrecord.evaluation.tables import count_lines, percent
from onrecord.records import Reading
from onrecord.settings import Settings

_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred dozen couple"
).split()
_NUMBER = re.compile(rf"(?<![\w-])(?:\d[\d,]*|{'|'.join(_NUMBER_WORDS)})(?![\w])", re.IGNORECASE)
_DEATH = re.compile(
    r"\b(?:kill\w*|dead|deaths?|dies?|died|slain|slay\w*|martyr\w*|murder\w*|assassinat\w*|execut\w*|eliminat\w*|neutrali\w*"
    r"|fatal\w*|massacre\w*|casualt\w*|bod(?:y|ies)|lives|perish\w*|behead\w*|lynch\w*|gunned down|shot dead)\b",
    re.IGNORECASE,
)


def kind_of_miss(row: Row, readings: Sequence[Reading], told: Told | None) -> str:
    """What can be seen of an event whose best estimate is outside the range that its headlines gave."""
    coded, texts = coded_of(row), [reading.text for reading in readings]
    stated = any(_says(text, coded.best) for text in texts)
    if told is None:
        if not any(_DEATH.search(text) for text in texts):
            return "no headline has a word of death"
        if not any(_NUMBER.search(text) for text in texts):
            return "a word of death, no number, and none read"
        return "the number stands in a headline, and no figure was read" if stated else "numbers, none of them the coded one, and none read"
    others = {f.measure for reading in readings for f in reading.figures} - {MEASURE}
    if coded.best == 0:
        return "coded 0, and a number was read"
    if stated:
        whole = any(_says(reading.text, coded.best) and total_of(reading.figures) is not None for reading in readings)
        measured = f"read as {', '.join(sorted(others))}" if others and not whole else "another number was read beside or instead"
        return f"the number stands in a headline: {measured}"
    return "coded below what was read, not stated" if coded.best < told.low else "coded above what was read, not stated"


def _says(text: str, number: int) -> bool:
    found = {int(match[0].replace(",", "")) for match in re.finditer(r"\d[\d,]*", text) if match[0].replace(",", "").isdigit()}
    words = {match[0].lower() for match in _NUMBER.finditer(text)}
    return number in found or (0 < number <= 20 and _NUMBER_WORDS[number - 1] in words)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path, help="events with their headlines and coded figures")
    parser.add_argument("--reader", choices=("rules", "trained", "both"), default="both", help="default both")
    parser.add_argument("--first", type=int, default=None, metavar="N", help="only the first N events")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="also N examples of each kind of miss")
    parser.add_argument("--save", type=Path, default=None, metavar="FILE", help="write the predictions, one JSON object a line")
    options = parser.parse_args()
    settings = Settings(reader=options.reader)
    try:
        gold = dict(list(read_labelled(options.events).items())[: options.first])
        readings = {identifier: readings_of(identifier, row, settings) for identifier, row in gold.items()}
    except OnRecordError as error:
        raise SystemExit(f"error: {error}") from error
    told = {identifier: together(found) for identifier, found in readings.items()}
    if options.save:
        rows = (json.dumps(as_prediction(identifier, one)) for identifier, one in told.items())
        options.save.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    metrics = score(gold, told)
    for name, title in (("all", "all events"), ("stated", "events whose best estimate stands in a headline")):
        part = metrics[name]
        print(f"{options.reader}, {title}: {part['n']}")
        print(f"  some headline gives a number {percent(part['with_number'])}, best estimate in the range {percent(part['best_in_range'])}")
        print(f"  low reproduced {percent(part['low'])}, high {percent(part['high'])}, both {percent(part['both'])}")
        print("\n".join(f"  {line}" for line in count_lines(part["counts"], MEASURE)))
    missed: defaultdict[str, list[str]] = defaultdict(list)
    for identifier, one in told.items():
        range_ = one or Told(0, 0, 0)
        if not range_.low <= coded_of(gold[identifier]).best <= range_.high:
            missed[kind_of_miss(gold[identifier], readings[identifier], one)].append(identifier)
    print("best estimate outside the range, by kind:")
    for kind, identifiers in sorted(missed.items(), key=lambda item: -len(item[1])):
        print(f"  {len(identifiers):>4}  {kind}")
        for identifier in identifiers[: options.misses]:
            coded, one = coded_of(gold[identifier]), told[identifier]
            print(f"        {identifier}: coded {coded.low}/{coded.best}/{coded.high}, read {one and (one.low, one.best, one.high)}")
            for reading in readings[identifier][:6]:
                figures = "; ".join(f"{f.measure} {f.phrase!r} {f.min}–{f.max}{' part' if f.subset_of else ''}" for f in reading.figures)
                print(f"          {reading.text[:160]!r} -> {figures or 'nothing'}")


if __name__ == "__main__":
    main()
