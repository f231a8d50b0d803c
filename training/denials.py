"""Fit what is learned of denials: src/onrecord/reading/lexicon/denials.json.

    python -m training.denials --out src/onrecord/reading/lexicon/denials.json
    python -m training.denials --measure training/corpus/dev.jsonl

Two logistic regressions on the labelled spans of reports: which statements a denial answers, and which statements deny without a
word of denying. The spans are given, so that the reader of attributions plays no part; acts, sides and the links of the rules are
those that the program works out itself. Printed are the scores on the labelled file by cross-validation over its reports, and those on
other files as fitted.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from onrecord.errors import OnRecordError
from onrecord.evaluation.labelled import read_labelled
from onrecord.reading.actors import find_actors
from onrecord.reading.heading import read_heading
from onrecord.reading.page import Page
from onrecord.reading.protocol import Attribution
from onrecord.reading.regression import Regression
from onrecord.reading.statements import implied
from onrecord.reading.statements.answers import Answers
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.linking import answerable, implied_signs, may_be_weighed, open_to_weighing
from onrecord.reading.statements.make import draft_statements
from onrecord.reading.statements.weights import DenialWeights
from onrecord.reading.times import expressions
from onrecord.records import Document, Party, Spans
from training.regression import fitted

RIDGE = 3.0
FOLDS = 5
Row = dict[str, Any]


class Read(NamedTuple):
    """A labelled report with the program's drafts of its statements."""

    page: Page
    drafts: list[Draft]
    labels: list[Row]
    """The labelled statement of each draft."""
    answers: Answers

    def wanted(self, number: int) -> set[int]:
        """The drafts that the labelled statement of a draft denies."""
        denied = self.labels[number].get("denies") or ()
        names = {denied} if isinstance(denied, str) else set(denied)
        return {n for n, label in enumerate(self.labels) if label["id"] in names}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labelled", type=Path, default=Path(__file__).parent / "corpus" / "train.jsonl")
    parser.add_argument("--measure", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, help="where the weights go; without it they are only measured")
    asked = parser.parse_args()
    reads = read_all(asked.labelled)
    scores = [0, 0, 0, 0, 0, 0]
    for fold in range(FOLDS):
        weights = fit([read for n, read in enumerate(reads) if n % FOLDS != fold])
        scores = [a + b for a, b in zip(scores, score(weights, reads[fold::FOLDS]), strict=True)]
    print(f"{asked.labelled.name}, cross-validated: {told(scores)}")
    weights = fit(reads)
    for path in asked.measure:
        print(f"{path.parent.name}/{path.name}: {told(score(weights, read_all(path)))}")
    if asked.out:
        asked.out.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")


def read_all(path: Path) -> list[Read]:
    """Every report of a labelled file, its statements as drafts after the rules."""
    try:
        rows = read_labelled(path)
    except OnRecordError as error:
        raise SystemExit(f"error: {error}") from error
    return [read_row(row) for row in rows.values()]


def read_row(row: Row) -> Read:
    """One labelled report."""
    text = row["text"]
    page = Page.of(text)
    document = Document(id=row["id"], text=text)
    report = read_heading(page, document, expressions(page))
    actors = find_actors(page, report, [msgspec.convert(party, Party) for party in row.get("parties") or ()])
    told = {
        Attribution(*(spans_of(one[role]) for role in ("source", "cue", "content")), confidence=1.0, pattern="labelled"): one
        for one in row["statements"]
        if one["voice"] != "publisher" and one["content"]
    }
    drafts = draft_statements(page, list(told), actors, report)
    open_to_weighing(page, drafts)
    return Read(page, drafts, [told[draft.attribution] for draft in drafts], Answers(page, drafts))


def spans_of(given: Sequence[Sequence[int]] | None) -> Spans:
    """Labelled spans as the reader has them."""
    return tuple((start, end) for start, end in given or ())


def fit(reads: Sequence[Read]) -> DenialWeights:
    """Both regressions; the second one sees what the first one makes of a statement."""
    rows, right = [], []
    for read in reads:
        for number, label in enumerate(read.labels):
            if label["act"] == "denies" and (read.wanted(number) or not label.get("optional")):
                wanted = read.wanted(number)
                for at, row in read.answers.rows(number):
                    rows.append(row)
                    right.append(at in wanted)
    answering = regression(rows, right)
    rows, right = [], []
    for read in reads:
        for number, label in enumerate(read.labels):
            row = signs_of_implied(read, number, answering) if not label.get("optional") else None
            if row is not None:
                rows.append(row)
                right.append(label["act"] == "denies")
    return DenialWeights(answers=answering, implied=regression(rows, right))


def signs_of_implied(read: Read, number: int, answering: Regression) -> implied.Signs | None:
    """What is known of one statement; None for one that the second regression would not be asked about."""
    if not may_be_weighed(read.page, read.drafts[number], number, read.drafts):
        return None
    return implied_signs(read.page, read.drafts, number, read.answers, read.answers.likely(number, answering))


def regression(rows: Sequence[Sequence[float]], right: Sequence[bool]) -> Regression:
    """One of the two regressions; without both kinds of rows there is nothing to learn."""
    if not any(right) or all(right):
        raise SystemExit("error: nothing can be learned of these reports: they need denials with what they answer, and other statements")
    return fitted(rows, right, ridge=RIDGE, digits=5)


def score(weights: DenialWeights, reads: Sequence[Read]) -> list[int]:
    """Links right, wrong, missed; then the denials that only the second regression finds: right, wrong, and what it leaves."""
    counts = [0] * 6
    for read in reads:
        for number, label in enumerate(read.labels):
            draft, wanted = read.drafts[number], read.wanted(number)
            if label.get("optional") and not wanted:
                continue
            denies = draft.act == "denies" and draft.voice != "unsourced"
            if not denies and (row := signs_of_implied(read, number, weights.answers)) is not None:
                denies = implied.implies(row, weights.implied)
                counts[3 if denies and label["act"] == "denies" else 4 if denies else 5] += denies or label["act"] == "denies"
            elif not denies:
                counts[5] += label["act"] == "denies"
            chosen = read.answers.chosen(number, answerable(read.page, draft, number, read.answers, weights.answers)) if denies else []
            found = {n for n, other in enumerate(read.drafts) if any(other is one for one in chosen)}
            right = len(found & wanted)
            counts[0], counts[1], counts[2] = counts[0] + right, counts[1] + len(found) - right, counts[2] + len(wanted) - right
    return counts


def told(counts: Sequence[int]) -> str:
    """Precision, recall and F1 of both."""

    def scores(right: int, wrong: int, missed: int) -> str:
        p, r = right / max(right + wrong, 1), right / max(right + missed, 1)
        return f"P {p:.1%} R {r:.1%} F1 {2 * p * r / max(p + r, 1e-9):.1%}"

    return f"links {scores(*counts[:3])}; denials that no rule finds {scores(*counts[3:])}"


if __name__ == "__main__":
    main()
