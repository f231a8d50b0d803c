"""Media mentions of one reading against its labels."""

from collections.abc import Sequence

from onrecord.evaluation.labelled import Row
from onrecord.evaluation.rates import Tally
from onrecord.evaluation.reading.adapt import first_span
from onrecord.evaluation.reading.matching import Compared, most_pairs_required_first
from onrecord.evaluation.reading.statements import EXCERPT
from onrecord.evaluation.wording import listed, same_name

_CHECKED = ("verified", "refuted")


def _similarity(label: Row, prediction: Row) -> float:
    """Shared part of the two mentions; 0 when they share less than half of the shorter one."""
    if not label["span"] or not prediction["span"]:
        return 0
    (start, end), (other_start, other_end) = label["span"], prediction["span"]
    common = min(end, other_end) - max(start, other_start)
    if common <= 0 or 2 * common < min(end - start, other_end - other_start):
        return 0
    return float(common / (max(end, other_end) - min(start, other_start)))


def score_media(compared: Compared, tally: Tally) -> None:
    """Match mentions by position and count them and their attributes."""
    gold, predicted = compared.gold["media_mentions"], compared.predicted["media_mentions"]
    compared.media = most_pairs_required_first(gold, predicted, _similarity, _similarity)
    found = set(compared.media.values())
    for position, label in enumerate(gold):
        if label.get("optional"):
            continue
        tally.counts.update({"media.gold": 1, "media.tp": int(position in found)})
        if position not in found:
            tally.errors.append((compared.identifier, "media missed", label["id"], _excerpt(compared, label)))
    for position, prediction in enumerate(predicted):
        if position not in compared.media:
            if not _repeats_a_known_one(prediction, gold, found):
                tally.counts["media.pred"] += 1
                tally.errors.append((compared.identifier, "media spurious", prediction["id"], _excerpt(compared, prediction)))
            continue
        label = gold[compared.media[position]]
        if not label.get("optional"):
            tally.counts["media.pred"] += 1
            _count_attributes(label, prediction, tally)


def _excerpt(compared: Compared, mention: Row) -> str:
    return compared.text[slice(*mention["span"])][:EXCERPT] if mention["span"] else ""


def _repeats_a_known_one(prediction: Row, gold: Sequence[Row], found: set[int]) -> bool:
    """The same mention told twice, and said to be the same, is no error."""
    near = any((label.get("optional") or position in found) and _similarity(label, prediction) for position, label in enumerate(gold))
    return bool(near and prediction.get("same_as"))


def _count_attributes(label: Row, prediction: Row, tally: Tally) -> None:
    tally.answer("media.kind", label.get("kind") == prediction.get("kind"))
    tally.answer("media.graphic", bool(label.get("graphic")) == bool(prediction.get("graphic")))
    if "released_by" in label:
        tally.answer("media.released_by", same_name(label.get("released_by"), prediction.get("released_by")))
    stated, read = label["authenticity"], prediction["authenticity"]
    tally.answer("media.authenticity", stated == read)
    tally.answer("media.checked_or_not", (stated in _CHECKED) == (read in _CHECKED))
    span, read_span = first_span(label.get("authenticity_span")), first_span(prediction.get("authenticity_span"))
    if span:
        tally.answer("media.authenticity_span", read_span and min(span[1], read_span[1]) > max(span[0], read_span[0]))
    if label.get("shown_to"):
        viewers = listed(prediction.get("shown_to"))
        tally.answer("media.shown_to", all(any(same_name(x, y) for y in viewers) for x in listed(label["shown_to"])))
