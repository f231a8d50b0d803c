"""Incidents of one reading against its labels: type, place, and who is said to be responsible."""

from onrecord.evaluation.labelled import Row
from onrecord.evaluation.rates import Tally
from onrecord.evaluation.reading.matching import Compared, most_pairs_required_first, positions
from onrecord.evaluation.wording import listed, same_party, same_text

_CLASSES = {
    "strike": "airstrike|air strike|drone strike|missile strike|rocket attack|rocket strike|shelling|artillery|strike|bombardment",
    "explosion": "bombing|mine blast|explosion|ied|car bomb|landmine|suicide bombing",
    "ground": "shooting|ground attack|clashes|raid|ambush|massacre|killing|armed clash|battle",
    "seizure": "abduction|detention|kidnapping|hostage taking|arrest",
    "property": "arson|looting|destruction of property",
}
_CLASS_OF = {word: name for name, members in _CLASSES.items() for word in members.split("|")}
ANY_CLASS = "attack"
"""A type that agrees with every class."""


def type_class(kind: str | None) -> str:
    """The class of an incident type; an unknown type is its own class, none is ``other``."""
    word = (kind or "").lower().strip()
    return _CLASS_OF.get(word, word or "other")


def _types_agree(first: str | None, second: str | None) -> bool:
    a, b = type_class(first), type_class(second)
    return a == b or ANY_CLASS in (a, b)


def _places_agree(label: Row, prediction: Row) -> bool:
    return same_text(label.get("place"), prediction.get("place"))


def score_incidents(compared: Compared, tally: Tally) -> None:
    """Match incidents by type and place, and by class and place; over the latter, responsibility and date."""
    gold, predicted = compared.gold["incidents"], compared.predicted["incidents"]
    labelled_figure = _labelled_figures(compared)

    def same_type(label: Row, prediction: Row) -> float:
        return float(_places_agree(label, prediction) and (label.get("type") or "").lower() == (prediction.get("type") or "").lower())

    def place_only(label: Row, prediction: Row) -> float:
        return float(_places_agree(label, prediction))

    def same_class(label: Row, prediction: Row) -> float:
        if not _places_agree(label, prediction) or not _types_agree(label.get("type"), prediction.get("type")):
            return 0.0
        common = _shared_figures(label, prediction, labelled_figure)
        return 1 + common + (label.get("type") == prediction.get("type"))

    def either(label: Row, prediction: Row) -> float:
        return float(_places_agree(label, prediction) or _types_agree(label.get("type"), prediction.get("type")))

    strict = most_pairs_required_first(gold, predicted, same_type, place_only)
    compared.incidents = most_pairs_required_first(gold, predicted, same_class, either)
    for name, matched in (("inc_strict", strict), ("inc_coarse", compared.incidents)):
        found = set(matched.values())
        for position, label in enumerate(gold):
            if not label.get("optional"):
                tally.counts.update({f"{name}.gold": 1, f"{name}.tp": int(position in found)})
        tally.counts[f"{name}.pred"] += sum(not (p in matched and gold[matched[p]].get("optional")) for p in range(len(predicted)))
    for p, g in compared.incidents.items():
        if not gold[g].get("optional"):
            _count_responsibility(compared, gold[g], predicted[p], tally)


def _labelled_figures(compared: Compared) -> dict[str, str]:
    """Labelled figure id of each matched predicted figure id."""
    gold = compared.gold["figures"]
    at = positions(compared.predicted["figures"])
    return {name: str(gold[compared.figures[position]]["id"]) for name, position in at.items() if position in compared.figures}


def _shared_figures(label: Row, prediction: Row, labelled_figure: dict[str, str]) -> float:
    wanted = set(label.get("figures") or [])
    given = {labelled_figure[name] for name in prediction.get("figures") or [] if name in labelled_figure}
    return len(wanted & given) / len(wanted | given) if wanted | given else 0


def _count_responsibility(compared: Compared, label: Row, prediction: Row, tally: Tally) -> None:
    parties = listed(compared.gold.get("parties"))
    wanted, given = label["responsibility"], prediction["responsibility"]

    def named_in(blamed: Row, others: list[Row]) -> bool:
        return any(same_party(blamed["party"], other["party"], parties) for other in others)

    same_parties = all(named_in(blamed, given) for blamed in wanted) and all(named_in(blamed, wanted) for blamed in given)
    tally.answer("inc.parties", same_parties)

    def by_the_right_voice(blamed: Row) -> bool:
        statement = compared.labelled_statement(blamed["according_to"])
        if blamed["according_to"] is not None and statement is None:
            return False
        return any(same_party(other["party"], blamed["party"], parties) and other["according_to"] == statement for other in wanted)

    tally.answer("inc.responsibility", same_parties and all(by_the_right_voice(blamed) for blamed in given))
    if label.get("date"):
        tally.answer("inc.date", label["date"] == prediction.get("date"))
