"""How well whole reports are read: statements, denial links, figures, media, incidents, dates and findings.

Labels marked ``optional`` cost nothing when missed and give nothing when found. What each measure counts is said in
the module that counts it; the rules of annotation are in docs/reference.
"""

from typing import Any

from onrecord.evaluation import figures as figure_measures
from onrecord.evaluation.labelled import Row, Rows, check_same_reports
from onrecord.evaluation.rates import Tally
from onrecord.evaluation.reading.adapt import adapt
from onrecord.evaluation.reading.figures import score_figure_links
from onrecord.evaluation.reading.findings import score_findings
from onrecord.evaluation.reading.incidents import score_incidents
from onrecord.evaluation.reading.matching import Compared
from onrecord.evaluation.reading.media import score_media
from onrecord.evaluation.reading.statements import score_statements

JACCARD = 0.5
"""Least agreement of two contents for the same statement."""
CONFUSIONS_SHOWN = 12
_MEDIA_ATTRIBUTES = ("kind", "graphic", "released_by", "authenticity", "checked_or_not", "authenticity_span", "shown_to")

Metrics = dict[str, Any]
Errors = list[tuple[str, ...]]


def score(gold: Rows, predicted: Rows, *, threshold: float = JACCARD) -> tuple[Metrics, Errors]:
    """All measures over all labelled reports, and what was missed or spurious.

    Reports are matched by id; when both sides hold exactly one, the ids may differ. A report without a prediction
    counts as empty.

    Raises:
        BadInput: unknown ids, another text, or offsets outside the text.
    """
    if len(gold) == 1 and len(predicted) == 1:
        predicted = dict(zip(gold, predicted.values(), strict=True))
    check_same_reports(gold, predicted)
    tally = Tally()
    labelled, found = {}, {}
    for identifier, row in gold.items():
        text = row["text"]
        labelled[identifier] = adapt({**row, "id": identifier}, text)
        found[identifier] = adapt({**predicted.get(identifier, {}), "id": identifier}, text)
        _score_report(Compared(identifier, text, labelled[identifier], found[identifier]), tally, threshold)
    figures, figure_errors = figure_measures.score(labelled, found)
    errors = [*tally.errors, *((e[0], f"figure {e[1]}", *e[2:]) for e in figure_errors)]
    missing = sum(identifier not in predicted for identifier in gold)
    return {"reports": len(gold), "missing": missing, **_metrics(tally, figures)}, errors


def _score_report(compared: Compared, tally: Tally, threshold: float) -> None:
    score_statements(compared, tally, threshold)
    score_figure_links(compared, tally)
    score_media(compared, tally)
    score_incidents(compared, tally)
    _score_published(compared, tally)
    score_findings(compared, tally)


def _score_published(compared: Compared, tally: Tally) -> None:
    """Day of publication; apart for reports that state it and reports with which it was given."""
    published = (compared.gold.get("report") or {}).get("published")
    if not published:
        return
    right = published == (compared.predicted.get("report") or {}).get("published")
    tally.answer("published", right)
    tally.answer("published.given" if compared.gold.get("date") else "published.in_text", right)


def _metrics(tally: Tally, figures: Metrics) -> Metrics:
    other = tally.counts["other.gold"]
    return {
        "statements": {
            "speech": tally.rates("speech"),
            "all": tally.rates("all"),
            "joint": tally.rates("joint"),
            "other_recall": {"r": round(tally.counts["other.tp"] / other, 4) if other else None, "gold": other},
            "given_match": {name: tally.accuracy(name) for name in ("act", "voice", "standing", "form", "actor")},
            "wrong_party": {"all": tally.wrong("party"), "both": tally.wrong("party.both")},
            "act_confusions": dict(tally.confusions.most_common(CONFUSIONS_SHOWN)),
        },
        "denial_links": tally.rates("deny"),
        "figures": {
            **{name: _figure_row(figures[name]) for name in ("figure", "joint", "min_only")},
            "attributes": figures["attributes"],
            **{name: tally.accuracy(f"fig.{name}") for name in ("scope3", "statement", "subset_of", "supersedes")},
        },
        "media": {"mention": tally.rates("media"), **{name: tally.accuracy(f"media.{name}") for name in _MEDIA_ATTRIBUTES}},
        "incidents": {
            "strict": tally.rates("inc_strict"),
            "coarse": tally.rates("inc_coarse"),
            **{name: tally.accuracy(f"inc.{name}") for name in ("parties", "responsibility", "date")},
        },
        "published": {
            "all": tally.accuracy("published"),
            "in_text": tally.accuracy("published.in_text"),
            "given": tally.accuracy("published.given"),
        },
        "findings": {"all": tally.two_sided_rates("find"), "by_rule": _by_rule(tally)},
    }


def _figure_row(row: Row) -> Metrics:
    return {
        "p": row["precision"],
        "r": row["recall"],
        "f1": row["f1"],
        "tp": row["tp"],
        "gold": row["tp"] + row["fn"],
        "pred": row["tp"] + row["fp"],
    }


def _by_rule(tally: Tally) -> Metrics:
    rules = {name.split(".")[1] for name in tally.counts if name.startswith("rule.")}
    return {rule: tally.two_sided_rates(f"rule.{rule}") for rule in sorted(rules)}
