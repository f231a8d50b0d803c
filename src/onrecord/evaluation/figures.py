"""How well casualty figures are read from passages.

Per passage, predictions and labelled figures are paired one to one so that as many pairs as possible are right. A
pair is right when measure, min and max are equal and the character spans overlap. Labelled figures marked
``optional`` cost nothing when missed, and a prediction that lies on one and has its measure is neither right nor
wrong; nor is "nobody was hurt" (max 0).

- ``figure``: measure, min, max and span – the headline. ``joint``: also source and standing right.
- ``value_only`` without measure, ``span_measure`` without min and max, ``span`` position only, ``min_only``
  forgives the upper bound.
- ``attributes``: accuracy over right figures, both-absent counting as right.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.evaluation.labelled import Row, Rows
from onrecord.evaluation.pairing import heaviest_pairs
from onrecord.evaluation.rates import Hits
from onrecord.evaluation.wording import same_text

ATTRIBUTES = ("group", "civil_status", "place", "scope", "as_of", "source", "standing", "subset_of", "superseded", "denied_by")
_TEXT_ATTRIBUTES = frozenset({"group", "place", "source", "denied_by"})
_YES_OR_NO_ATTRIBUTES = frozenset({"subset_of", "superseded"})

Condition = Callable[[Row, Row], bool]
Errors = list[tuple[str, ...]]


def folded(rows: Rows) -> dict[str, Row]:
    """Rows in the coarser words of the labelled passages.

    The interchange is finer than those: scope ``period`` is counted as ``cumulative``, standing ``confirmed`` as
    ``claimed`` where a source is given and ``asserted`` where none is.
    """
    return {identifier: {**row, "figures": [_fold(f) for f in row.get("figures") or []]} for identifier, row in rows.items()}


def _fold(figure: Row) -> Row:
    changed = dict(figure)
    if changed.get("scope") == "period":
        changed["scope"] = "cumulative"
    if changed.get("standing") == "confirmed":
        changed["standing"] = "claimed" if changed.get("source") else "asserted"
    return changed


def overlap(first: Row, second: Row) -> bool:
    """The number phrases share a character."""
    if first.get("start") is None or second.get("start") is None:
        return False
    return bool(first["start"] < second["end"] and second["start"] < first["end"])


def _number(value: Any) -> int | float | None:
    if value is None or isinstance(value, bool):
        return None
    return int(value) if float(value) == int(value) else float(value)


def same_attribute(name: str, labelled: Row, predicted: Row) -> bool:
    """Whether one attribute of two figures agrees."""
    first, second = labelled.get(name), predicted.get(name)
    if name in _TEXT_ATTRIBUTES:
        return same_text(first, second)
    if name in _YES_OR_NO_ATTRIBUTES:
        return bool(first) == bool(second)
    return (first or None) == (second or None)


def conditions(*, without_spans: bool = False) -> dict[str, Condition]:
    """What must agree for each measure; without spans for systems that give counts without positions."""

    def spans(g: Row, p: Row) -> bool:
        return without_spans or overlap(g, p)

    def low(g: Row, p: Row) -> bool:
        return _number(g.get("min")) == _number(p.get("min"))

    def high(g: Row, p: Row) -> bool:
        return _number(g.get("max")) == _number(p.get("max"))

    def measure(g: Row, p: Row) -> bool:
        return bool(g.get("measure") == p.get("measure"))

    return {
        "figure": lambda g, p: measure(g, p) and low(g, p) and high(g, p) and spans(g, p),
        "value_only": lambda g, p: low(g, p) and high(g, p) and spans(g, p),
        "span_measure": lambda g, p: measure(g, p) and spans(g, p),
        "span": spans,
        "min_only": lambda g, p: measure(g, p) and low(g, p) and spans(g, p),
    }


def pairs(gold: Sequence[Row], predicted: Sequence[Row], condition: Condition) -> list[tuple[int, int]]:
    """(labelled, predicted) indices that meet the condition, as many as possible; attributes break ties."""
    if not gold or not predicted:
        return []
    weights = [[_weight(g, p, condition) for p in predicted] for g in gold]
    return [(g, p) for g, p in heaviest_pairs(weights).items() if weights[g][p] > 0]


def _weight(labelled: Row, predicted: Row, condition: Condition) -> float:
    if not condition(labelled, predicted):
        return 0.0
    agreeing = sum(same_attribute(name, labelled, predicted) for name in ATTRIBUTES) / 100.0
    return 1.0 + agreeing + (0 if labelled.get("optional") else 0.5)


@dataclass
class _Totals:
    measures: dict[str, Hits] = field(default_factory=lambda: defaultdict(Hits))
    by_measure: dict[Any, Hits] = field(default_factory=lambda: defaultdict(Hits))
    traps: dict[str, Hits] = field(default_factory=lambda: defaultdict(Hits))
    joint: Hits = field(default_factory=Hits)
    attributes: Counter[str] = field(default_factory=Counter)
    matched: int = 0
    without: int = 0
    left_empty: int = 0
    errors: Errors = field(default_factory=list)


def score(gold: Rows, predicted: Rows, *, without_spans: bool = False) -> tuple[dict[str, Any], Errors]:
    """All measures, and what was missed or spurious, in the order of the labelled file.

    Rows are taken as they are; ``folded`` brings those of the interchange into the words of the labelled passages.
    """
    totals = _Totals()
    kinds = conditions(without_spans=without_spans)
    for identifier, row in gold.items():
        found = (predicted.get(identifier) or {}).get("figures") or []
        for name, condition in kinds.items():
            passage = _Passage(row.get("figures") or [], found, condition, without_spans)
            totals.measures[name].right += len(passage.hits)
            totals.measures[name].missed += len(passage.missed)
            totals.measures[name].spurious += len(passage.spurious)
            if name == "figure":
                _count_passage(totals, identifier, row, passage)
    return _metrics(totals, gold, predicted), totals.errors


class _Passage:
    """The pairing of one passage under one condition: which are hits, missed, spurious."""

    def __init__(self, gold: Sequence[Row], predicted: Sequence[Row], condition: Condition, without_spans: bool) -> None:
        self.gold, self.predicted = gold, predicted
        paired = pairs(gold, predicted, condition)
        labelled, found = {g for g, _ in paired}, {p for _, p in paired}
        self.hits = [(g, p) for g, p in paired if not gold[g].get("optional")]
        self.missed = [i for i, g in enumerate(gold) if i not in labelled and not g.get("optional")]
        self.spurious = [j for j, p in enumerate(predicted) if j not in found and not self._is_free(p, without_spans)]

    def _is_free(self, figure: Row, without_spans: bool) -> bool:
        """Neither right nor wrong: nobody was hurt, or it lies on an optional figure of its measure."""
        if _number(figure.get("max")) == 0:
            return True
        for labelled in self.gold:
            if not labelled.get("optional") or labelled.get("measure") != figure.get("measure"):
                continue
            if _number(labelled.get("min")) == _number(figure.get("min")) if without_spans else overlap(labelled, figure):
                return True
        return False


def _count_passage(totals: _Totals, identifier: str, row: Row, passage: _Passage) -> None:
    gold, predicted = passage.gold, passage.predicted
    for g, p in passage.hits:
        totals.by_measure[gold[g].get("measure")].right += 1
        totals.matched += 1
        totals.attributes.update(name for name in ATTRIBUTES if same_attribute(name, gold[g], predicted[p]))
        if all(same_attribute(name, gold[g], predicted[p]) for name in ("source", "standing")):
            totals.joint.right += 1
        else:
            totals.joint.spurious += 1
            totals.joint.missed += 1
    for g in passage.missed:
        totals.by_measure[gold[g].get("measure")].missed += 1
        totals.joint.missed += 1
        totals.errors.append((identifier, "missed", str(gold[g].get("phrase")), _value(gold[g])))
    for p in passage.spurious:
        totals.by_measure[predicted[p].get("measure")].spurious += 1
        totals.joint.spurious += 1
        start, end = predicted[p].get("start"), predicted[p].get("end")
        words = (row.get("text") or "")[start:end] if start is not None else "–"
        totals.errors.append((identifier, "spurious", words, _value(predicted[p])))
    for trap in row.get("traps") or []:
        totals.traps[trap].right += len(passage.hits)
        totals.traps[trap].missed += len(passage.missed)
        totals.traps[trap].spurious += len(passage.spurious)
    if all(g.get("optional") for g in gold):
        totals.without += 1
        totals.left_empty += not passage.spurious


def _value(figure: Row) -> str:
    return f"{figure.get('measure')} {figure.get('min')}..{figure.get('max')}"


def _metrics(totals: _Totals, gold: Rows, predicted: Mapping[str, Row]) -> dict[str, Any]:
    matched = totals.matched
    return {
        **{name: hits.row() for name, hits in totals.measures.items()},
        "attributes": {
            **{name: round(totals.attributes[name] / matched, 4) if matched else None for name in ATTRIBUTES},
            "n": matched,
        },
        "joint": totals.joint.row(),
        "by_measure": {name: hits.row() for name, hits in sorted(totals.by_measure.items(), key=lambda item: str(item[0]))},
        "passages_without_figures": {"n": totals.without, "left_empty": totals.left_empty},
        "traps": {name: hits.row() for name, hits in sorted(totals.traps.items())},
        "passages": len(gold),
        "passages_answered": sum(identifier in predicted for identifier in gold),
    }
