"""What one pair of readings, labelled and predicted, is compared with: the matches that later steps rest on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from onrecord.evaluation.labelled import Row
from onrecord.evaluation.pairing import most_pairs

Similarity = Callable[[Row, Row], float]
"""Weight of a possible pair (labelled, predicted); 0 when it is none."""


def most_pairs_required_first(gold: Sequence[Row], predicted: Sequence[Row], required: Similarity, optional: Similarity) -> dict[int, int]:
    """Required labels first, then optional ones among the predictions left over. Predicted → labelled index."""
    matched: dict[int, int] = {}
    for similarity, wanted in ((required, False), (optional, True)):
        labels = [index for index, label in enumerate(gold) if bool(label.get("optional")) == wanted]
        edges = {
            p: [(weight, g) for g in labels if (weight := similarity(gold[g], prediction))]
            for p, prediction in enumerate(predicted)
            if p not in matched
        }
        matched.update(most_pairs(edges))
    return matched


@dataclass
class Compared:
    """One labelled reading, its prediction in the same shape, and the matches found so far (predicted → labelled)."""

    identifier: str
    text: str
    gold: Row
    predicted: Row
    statements: dict[int, int] = field(default_factory=dict)
    figures: dict[int, int] = field(default_factory=dict)
    media: dict[int, int] = field(default_factory=dict)
    incidents: dict[int, int] = field(default_factory=dict)

    def statement_positions(self) -> dict[str, int]:
        """Position of each predicted statement by id."""
        return positions(self.predicted["statements"])

    def labelled_statement(self, predicted_id: object) -> str | None:
        """Id of the labelled statement that a predicted one was matched to, or None."""
        position = self.statement_positions().get(str(predicted_id))
        if position is None or position not in self.statements:
            return None
        return str(self.gold["statements"][self.statements[position]]["id"])


def positions(items: Sequence[Row]) -> dict[str, int]:
    """Position of each item by its id."""
    return {str(item["id"]): position for position, item in enumerate(items)}
