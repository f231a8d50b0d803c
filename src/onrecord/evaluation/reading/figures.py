"""Links of the figures of one reading: scope, statement, subset and supersession, over figures read right."""

from onrecord.evaluation.figures import conditions, pairs
from onrecord.evaluation.labelled import Row
from onrecord.evaluation.rates import Tally
from onrecord.evaluation.reading.adapt import FINE_SCOPE
from onrecord.evaluation.reading.matching import Compared, positions

_CONDITIONS = conditions()


def score_figure_links(compared: Compared, tally: Tally) -> None:
    """Match figures by position (those with the right value first) and count the accuracy of their links."""
    gold, predicted = compared.gold["figures"], compared.predicted["figures"]
    matched = {p: g for g, p in pairs(gold, predicted, _CONDITIONS["span"])}
    right = pairs(gold, predicted, _CONDITIONS["figure"])
    for g, p in right:  # a value match is the better partner
        matched = {at: label for at, label in matched.items() if label != g and at != p}
        matched[p] = g
    compared.figures = matched
    labelled_at, predicted_at = positions(gold), positions(predicted)
    for g, p in right:
        label, prediction = gold[g], predicted[p]
        if label.get("optional"):
            continue
        tally.answer("fig.scope3", label[FINE_SCOPE] == prediction[FINE_SCOPE])
        tally.answer("fig.statement", _right_statement(compared, label, prediction))
        for link in ("subset_of", "supersedes"):
            target = labelled_at.get(label.get(link))
            predicted_target = predicted_at.get(prediction.get(link))
            both_absent = target is None and predicted_target is None
            both_there = target is not None and predicted_target is not None
            tally.answer(f"fig.{link}", both_absent or (both_there and matched.get(predicted_target or 0) == target))


def _right_statement(compared: Compared, label: Row, prediction: Row) -> bool:
    wanted, given = label.get("statement"), prediction.get("statement")
    if wanted is None:
        return given is None or _is_publisher(compared, given)
    return bool(compared.labelled_statement(given) == wanted)


def _is_publisher(compared: Compared, statement: object) -> bool:
    position = compared.statement_positions().get(str(statement))
    return position is not None and compared.predicted["statements"][position].get("voice") == "publisher"
