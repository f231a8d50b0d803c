"""How well attributed statements are found: source, cue and content, against labelled articles.

Measures, all pooled over the articles (micro-averaged):

- ``word``: token positions that bear a role, punctuation included; ``words_only`` without signs.
- ``relation``: one-to-one matching of statements whose contents' words have a Jaccard index of at least the
  threshold and whose sources share a word or are both empty; ``relation_content`` drops the source condition.
- ``role_exact``: whole roles with identical words. ``relation_exact``: all three roles identical.
- ``source_given_content``: among statements matched on content alone, how often the source is right.
- ``by_type``: recall and precision of ``relation`` by the form of the content (direct, mixed, indirect).
- ``speech``: recall of ``relation`` over labelled statements with a speech cue, precision over predicted ones.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from onrecord.evaluation.labelled import Row, Rows, check_same_reports
from onrecord.evaluation.pairing import most_pairs
from onrecord.evaluation.rates import harmonic_mean, share, unrounded_rates
from onrecord.evaluation.tokens import ROLES, LaidStatement, TokenGrid, content_similarity, identical, sources_agree

JACCARD = 0.5
"""Least agreement of two contents for the same statement."""
BOOTSTRAP_SEED = 13
TIE_BREAK = 1e-6
"""Prefers, among equal contents, the statement with the right source."""

Counts = Counter[str]
Metrics = dict[str, Any]

HEADLINES: dict[str, Callable[[Metrics], float]] = {
    "source_f1": lambda m: float(m["word"]["source"]["f1"]),
    "cue_f1": lambda m: float(m["word"]["cue"]["f1"]),
    "content_f1": lambda m: float(m["word"]["content"]["f1"]),
    "all_f1": lambda m: float(m["word"]["all"]["f1"]),
    "relation_f1": lambda m: float(m["relation"]["f1"]),
    "relation_content_f1": lambda m: float(m["relation_content"]["f1"]),
    "relation_exact_f1": lambda m: float(m["relation_exact"]["f1"]),
    "speech_f1": lambda m: float(m["speech"]["f1"]),
    "source_accuracy": lambda m: float(m["source_given_content"]["accuracy"] or 0.0),
}


def attributions(row: Row) -> list[Row]:
    """The attributed statements of a row: its ``attributions``, else those of an interchange object.

    Of an interchange object, statements in the publisher's own voice and fragments are left out (DESIGN §4). Those labelled
    ``optional`` count as any other here; ``required`` leaves them out.
    """
    if row.get("attributions") is not None:
        return list(row["attributions"])
    statements = row.get("statements") or []
    return [s for s in statements if s.get("voice") != "publisher" and s.get("grade") != "fragment"]


def required(gold: Row, predicted: Row, *, threshold: float = JACCARD) -> tuple[Row, Row]:
    """A labelled row without the statements that may be found or left, and its prediction without what answers only one of those.

    Args:
        gold: a labelled row.
        predicted: its prediction.
        threshold: least Jaccard index of two contents.
    """
    grid = TokenGrid(gold["text"])
    rows, found = attributions(gold), attributions(predicted)
    wanted, optional = ([row for row in rows if bool(row.get("optional")) is may] for may in (False, True))
    labelled, free, laid = ([LaidStatement(grid, row, "a statement") for row in some] for some in (wanted, optional, found))
    kept = set(_matchings(labelled, laid, threshold)[0])
    kept |= {p for p, one in enumerate(laid) if not any(content_similarity(label, one) >= threshold for label in free)}
    return gold | {"attributions": wanted}, predicted | {"attributions": [row for p, row in enumerate(found) if p in kept]}


def score(gold: Rows, predicted: Rows, *, threshold: float = JACCARD, bootstrap: int = 0) -> Metrics:
    """All measures over all labelled articles; one without a prediction counts as empty.

    Args:
        gold: labelled rows with ``text`` and ``attributions`` (or interchange ``statements``).
        predicted: rows by the same ids.
        threshold: least Jaccard index of two contents.
        bootstrap: number of resamplings of the articles for 95 % intervals (fixed seed), 0 for none.

    Raises:
        BadInput: unknown ids, another text, or spans outside the text.
    """
    check_same_reports(gold, predicted)
    counts = [
        count_article(row["text"], attributions(row), attributions(predicted.get(identifier, {})), identifier, threshold)
        for identifier, row in gold.items()
    ]
    metrics = summarise(counts)
    metrics["missing_articles"] = sum(identifier not in predicted for identifier in gold)
    metrics["jaccard"] = threshold
    metrics["headline"] = {name: measure(metrics) for name, measure in HEADLINES.items()}
    if bootstrap:
        metrics["ci95"] = _intervals(counts, bootstrap)
    return metrics


def errors(gold: Rows, predicted: Rows, *, threshold: float = JACCARD) -> Iterator[tuple[str, ...]]:
    """Statements that the relation misses and predictions that answer none: article id, which, cue and content."""
    for identifier, row in gold.items():
        grid = TokenGrid(row["text"])
        sides = {"missed": attributions(row), "spurious": attributions(predicted.get(identifier, {}))}
        laid = {side: [LaidStatement(grid, s, f"{side} {identifier}") for s in rows] for side, rows in sides.items()}
        relation = _matchings(laid["missed"], laid["spurious"], threshold)[0]
        matched = {"missed": set(relation.values()), "spurious": set(relation)}
        for side, rows in sides.items():
            for number, statement in enumerate(rows):
                if number not in matched[side]:
                    words = [" ".join(row["text"][slice(*span)] for span in statement.get(role) or []) for role in ROLES]
                    yield identifier, side, " | ".join(words)


def count_article(text: str, gold: Iterable[Row], predicted: Iterable[Row], identifier: str, threshold: float) -> Counts:
    """The additive counts of one article."""
    grid = TokenGrid(text)
    labelled = [LaidStatement(grid, row, f"labelled {identifier}") for row in gold]
    found = [LaidStatement(grid, row, f"prediction {identifier}") for row in predicted]
    counts: Counts = Counter(articles=1, tokens=len(grid.spans))
    _count_words(counts, grid, labelled, found)
    _count_exact_roles(counts, labelled, found)
    relation, content, exact = _matchings(labelled, found, threshold)
    for name, pairs in (("relation", relation), ("relation_content", content), ("relation_exact", exact)):
        counts.update({f"{name}.tp": len(pairs), f"{name}.gold": len(labelled), f"{name}.pred": len(found)})
    _count_sources(counts, [(labelled[g], found[p]) for p, g in content.items()])
    _count_kinds(counts, labelled, set(relation.values()), "gold")
    _count_kinds(counts, found, set(relation), "pred")
    return counts


def _count_words(counts: Counts, grid: TokenGrid, labelled: Sequence[LaidStatement], found: Sequence[LaidStatement]) -> None:
    for role in ROLES:
        gold = frozenset[int]().union(*(statement.tokens[role] for statement in labelled))
        predicted = frozenset[int]().union(*(statement.tokens[role] for statement in found))
        for kind in ("word", "words_only"):
            if kind == "words_only":
                gold = frozenset(position for position in gold if grid.is_word[position])
                predicted = frozenset(position for position in predicted if grid.is_word[position])
            for name in (f"{kind}.{role}", f"{kind}.all"):
                counts.update({f"{name}.tp": len(gold & predicted), f"{name}.gold": len(gold), f"{name}.pred": len(predicted)})


def _count_exact_roles(counts: Counts, labelled: Sequence[LaidStatement], found: Sequence[LaidStatement]) -> None:
    for role in ROLES:
        gold = {statement.words[role] for statement in labelled if statement.words[role]}
        predicted = {statement.words[role] for statement in found if statement.words[role]}
        name = f"role_exact.{role}"
        counts.update({f"{name}.tp": len(gold & predicted), f"{name}.gold": len(gold), f"{name}.pred": len(predicted)})


def _matchings(labelled: Sequence[LaidStatement], found: Sequence[LaidStatement], threshold: float) -> tuple[dict[int, int], ...]:
    """Predicted → labelled for the relation, on content alone, and with identical words."""
    relation: dict[int, list[tuple[float, int]]] = {}
    content: dict[int, list[tuple[float, int]]] = {}
    exact: dict[int, list[tuple[float, int]]] = {}
    for p, prediction in enumerate(found):
        for g, label in enumerate(labelled):
            similarity = content_similarity(label, prediction)
            if similarity < threshold:
                continue
            right_source = sources_agree(label, prediction)
            content.setdefault(p, []).append((similarity + (TIE_BREAK if right_source else 0), g))
            if right_source:
                relation.setdefault(p, []).append((similarity, g))
            if similarity == 1.0 and identical(label, prediction):
                exact.setdefault(p, []).append((1.0, g))
    return most_pairs(relation), most_pairs(content), most_pairs(exact)


def _count_sources(counts: Counts, pairs: Iterable[tuple[LaidStatement, LaidStatement]]) -> None:
    for label, prediction in pairs:
        right = int(sources_agree(label, prediction))
        counts.update({"src.n": 1, "src.ok": right})
        if label.words["source"]:
            same = int(label.words["source"] == prediction.words["source"])
            counts.update({"src.with.n": 1, "src.with.ok": right, "src.with.same": same})
        else:
            counts.update({"src.without.n": 1, "src.without.ok": right})


def _count_kinds(counts: Counts, statements: Sequence[LaidStatement], matched: set[int], side: str) -> None:
    for index, statement in enumerate(statements):
        hit = int(index in matched)
        counts.update({f"type.{statement.form}.{side}": 1, f"type.{statement.form}.{side}_hit": hit})
        if statement.speech:
            counts.update({f"speech.{side}": 1, f"speech.{side}_hit": hit})


def summarise(counts: Iterable[Mapping[str, int]]) -> Metrics:
    """The measures of pooled counts, in full precision."""
    total: Counts = Counter()
    for part in counts:
        total.update(part)
    recall = share(total["speech.gold_hit"], total["speech.gold"]) or 0.0
    precision = share(total["speech.pred_hit"], total["speech.pred"]) or 0.0
    return {
        "speech": {
            "p": precision,
            "r": recall,
            "f1": harmonic_mean(precision, recall),
            "gold": total["speech.gold"],
            "pred": total["speech.pred"],
        },
        "articles": total["articles"],
        "tokens": total["tokens"],
        "word": {role: unrounded_rates(total, f"word.{role}") for role in (*ROLES, "all")},
        "words_only": {role: unrounded_rates(total, f"words_only.{role}") for role in (*ROLES, "all")},
        "role_exact": {role: unrounded_rates(total, f"role_exact.{role}") for role in ROLES},
        "relation": unrounded_rates(total, "relation"),
        "relation_content": unrounded_rates(total, "relation_content"),
        "relation_exact": unrounded_rates(total, "relation_exact"),
        "source_given_content": _source_accuracy(total),
        "by_type": {form: _type_rates(total, form) for form in ("direct", "mixed", "indirect")},
    }


def _source_accuracy(total: Counts) -> Metrics:
    return {
        "accuracy": share(total["src.ok"], total["src.n"]),
        "n": total["src.n"],
        "accuracy_gold_has_source": share(total["src.with.ok"], total["src.with.n"]),
        "n_gold_has_source": total["src.with.n"],
        "identical_gold_has_source": share(total["src.with.same"], total["src.with.n"]),
        "accuracy_gold_without_source": share(total["src.without.ok"], total["src.without.n"]),
        "n_gold_without_source": total["src.without.n"],
    }


def _type_rates(total: Counts, form: str) -> Metrics:
    labelled, predicted = total[f"type.{form}.gold"], total[f"type.{form}.pred"]
    return {
        "gold": labelled,
        "recall": share(total[f"type.{form}.gold_hit"], labelled),
        "pred": predicted,
        "precision": share(total[f"type.{form}.pred_hit"], predicted),
    }


def _intervals(counts: Sequence[Counts], draws: int) -> dict[str, list[float]]:
    """95 % percentile intervals of the headline measures, resampling whole articles."""
    source = random.Random(BOOTSTRAP_SEED)
    drawn: dict[str, list[float]] = {name: [] for name in HEADLINES}
    for _ in range(draws):
        metrics = summarise([counts[source.randrange(len(counts))] for _ in counts])
        for name, measure in HEADLINES.items():
            drawn[name].append(measure(metrics))
    return {name: _percentiles(sorted(values)) for name, values in drawn.items()}


def _percentiles(ordered: Sequence[float]) -> list[float]:
    count = len(ordered)
    return [ordered[int(0.025 * count)], ordered[min(count - 1, int(0.975 * count))]]
