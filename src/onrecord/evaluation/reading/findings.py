"""Findings of one reading against its labels, by rule and by the records they share."""

from onrecord.evaluation.labelled import Row
from onrecord.evaluation.rates import Tally
from onrecord.evaluation.reading.matching import Compared


def score_findings(compared: Compared, tally: Tally) -> None:
    """A finding is right when a labelled one has its rule and shares a matched record, or either rests on none."""
    labelled_id, optional_ids = _record_map(compared)

    def agree(label: Row, prediction: Row) -> bool:
        if label["rule"] != prediction["rule"]:
            return False
        mapped = {labelled_id[name] for name in prediction["records"] if name in labelled_id}
        return not label["records"] or not prediction["records"] or bool(mapped & set(label["records"]))

    gold, predicted = compared.gold["findings"], compared.predicted["findings"]
    for label in gold:
        if label.get("optional"):
            continue
        found = any(agree(label, prediction) for prediction in predicted)
        _count(tally, label, "gold", hit=found)
        if not found:
            tally.errors.append((compared.identifier, "finding missed", label["rule"], ",".join(map(str, label["records"]))))
    for prediction in predicted:
        agreeing = [label for label in gold if agree(label, prediction)]
        right = any(not label.get("optional") for label in agreeing)
        on_optional = bool(prediction["records"]) and all(labelled_id.get(name) in optional_ids for name in prediction["records"])
        if not right and (agreeing or on_optional):
            continue
        _count(tally, prediction, "pred", hit=right)
        if not right:
            tally.errors.append((compared.identifier, "finding spurious", prediction["rule"], ",".join(map(str, prediction["records"]))))


def _count(tally: Tally, finding: Row, side: str, *, hit: bool) -> None:
    for name in ("find", f"rule.{finding['rule']}"):
        tally.counts.update({f"{name}.{side}": 1, f"{name}.{side}_hit": int(hit)})


def _record_map(compared: Compared) -> tuple[dict[str, str], set[str]]:
    """Labelled id of each matched predicted record, and the ids of optional labels."""
    labelled_id: dict[str, str] = {}
    optional: set[str] = set()
    for name, matched in (
        ("statements", compared.statements),
        ("figures", compared.figures),
        ("media_mentions", compared.media),
        ("incidents", compared.incidents),
    ):
        gold, predicted = compared.gold[name], compared.predicted[name]
        labelled_id.update({predicted[p]["id"]: gold[g]["id"] for p, g in matched.items()})
        optional |= {label["id"] for label in gold if label.get("optional")}
    return labelled_id, optional
