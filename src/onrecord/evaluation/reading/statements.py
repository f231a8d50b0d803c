"""Statements and denial links of one reading against its labels."""

from collections.abc import Sequence

from onrecord.evaluation.attribution import TIE_BREAK
from onrecord.evaluation.labelled import Row
from onrecord.evaluation.rates import Tally
from onrecord.evaluation.reading.adapt import LAID
from onrecord.evaluation.reading.matching import Compared, Similarity, most_pairs_required_first, positions
from onrecord.evaluation.tokens import content_similarity, sources_agree
from onrecord.evaluation.wording import party_of, same_name

EXCERPT = 70
"""Characters of a text shown with an error."""


def score_statements(compared: Compared, tally: Tally, threshold: float) -> None:
    """Match statements by content and source, and count relation, speech, joint, attributes and denial links."""
    gold, predicted = compared.gold["statements"], compared.predicted["statements"]

    def by_content(label: Row, prediction: Row) -> float:
        similarity = content_similarity(label[LAID], prediction[LAID])
        return similarity if similarity >= threshold else 0

    def by_relation(label: Row, prediction: Row) -> float:
        return by_content(label, prediction) if sources_agree(label[LAID], prediction[LAID]) else 0

    compared.statements = most_pairs_required_first(gold, predicted, by_relation, by_content)
    _count_labels(compared, gold, tally)
    _count_predictions(compared, gold, predicted, tally)
    _count_denials(compared, gold, predicted, tally)
    _count_parties(compared, gold, predicted, tally, by_content)


def _is_speech(label: Row) -> bool:
    speech = label.get("speech")
    if speech is None:
        return bool(label[LAID].speech and label.get("voice") == "attributed")
    return bool(speech)


def _excerpt(compared: Compared, statement: Row) -> str:
    content = statement.get("content")
    return compared.text[slice(*content[0])][:EXCERPT] if content else ""


def _count_labels(compared: Compared, gold: Sequence[Row], tally: Tally) -> None:
    found = set(compared.statements.values())
    for position, label in enumerate(gold):
        if label.get("optional"):
            continue
        hit = int(position in found)
        kind = "speech" if _is_speech(label) else "other"
        tally.counts.update({"all.gold": 1, "joint.gold": 1, "all.tp": hit, f"{kind}.gold": 1, f"{kind}.tp": hit})
        if not hit:
            tally.errors.append((compared.identifier, "statement missed", label["id"], _excerpt(compared, label)))


def _count_predictions(compared: Compared, gold: Sequence[Row], predicted: Sequence[Row], tally: Tally) -> None:
    for position, prediction in enumerate(predicted):
        if position not in compared.statements:
            _count_spurious(compared, prediction, tally)
            continue
        label = gold[compared.statements[position]]
        if not label.get("optional"):
            _count_match(label, prediction, tally)


def _count_spurious(compared: Compared, prediction: Row, tally: Tally) -> None:
    """Labels list only the opinion sentences of the report's own voice, so its other sentences are not counted."""
    if prediction.get("voice") == "publisher" and prediction.get("standing") != "opinion":
        return
    tally.counts.update({"all.pred": 1, "joint.pred": 1, "speech.pred": int(prediction.get("speech") is not False)})
    tally.errors.append((compared.identifier, "statement spurious", prediction["id"], _excerpt(compared, prediction)))


def _count_match(label: Row, prediction: Row, tally: Tally) -> None:
    tally.counts.update({"all.pred": 1, "joint.pred": 1, "speech.pred": int(_is_speech(label))})
    all_right = True
    for attribute in ("act", "voice", "standing"):
        if label.get(attribute) is None:
            continue
        right = label[attribute] == prediction.get(attribute)
        tally.answer(attribute, right)
        all_right = all_right and right
        if attribute == "act" and not right:
            tally.confusions[f"{label[attribute]} -> {prediction.get(attribute)}"] += 1
    tally.answer("form", label["form"] == prediction.get("form"))
    tally.answer("actor", same_name(label.get("actor"), prediction.get("actor")))
    tally.counts["joint.tp"] += int(all_right)


def _count_denials(compared: Compared, gold: Sequence[Row], predicted: Sequence[Row], tally: Tally) -> None:
    labelled_at, predicted_at = positions(gold), positions(predicted)
    wanted = {
        (labelled_at[label["id"]], labelled_at[denied])
        for label in gold
        for denied in label["denies"]
        if denied in labelled_at and not label.get("optional") and not gold[labelled_at[denied]].get("optional")
    }
    found = set()
    for prediction in predicted:
        for denied in prediction["denies"]:
            ends = tuple(compared.statements.get(predicted_at.get(str(end), -1)) for end in (prediction["id"], denied))
            if any(end is not None and gold[end].get("optional") for end in ends):
                continue
            tally.counts["deny.pred"] += 1
            if ends in wanted:
                found.add(ends)
    tally.counts.update({"deny.gold": len(wanted), "deny.tp": len(found)})


def _count_parties(compared: Compared, gold: Sequence[Row], predicted: Sequence[Row], tally: Tally, by_content: Similarity) -> None:
    """Statements whose content was found and whose source was resolved to a party that the label does not name.

    The content alone decides the match, so that a claim put into the wrong mouth is seen; of two who say the same, it is the one with
    the source. Whoever is read as the source without being
    one of the report's parties, or as a name or a speaker of the labelled party, is not counted as wrong.
    """
    parties = compared.gold.get("parties") or []

    def by_content_first(label: Row, prediction: Row) -> float:
        similarity = by_content(label, prediction)
        return similarity + TIE_BREAK if similarity and sources_agree(label[LAID], prediction[LAID]) else similarity

    matches = most_pairs_required_first(gold, predicted, by_content_first, by_content_first)
    answered = {p: g for p, g in compared.statements.items() if sources_agree(gold[g][LAID], predicted[p][LAID])}
    for position, match in (matches | answered).items():
        label, prediction = gold[match], predicted[position]
        if label.get("voice") != "attributed" or prediction.get("voice") != "attributed" or label.get("optional"):
            continue
        named, wanted = prediction.get("actor"), label.get("actor")
        party = party_of(named, parties) if named else None
        wrong = party is not None and not same_name(named, wanted) and party_of(wanted, parties) != party
        tally.answer("party", not wrong)
        if prediction.get("grade") == "both":
            tally.answer("party.both", not wrong)
        if wrong:
            tally.errors.append((compared.identifier, "wrong party as source", prediction["id"], f"{named} for {wanted}"))
