"""The measures as lines for people: percentages, counts beside them, at most about 100 columns."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_NAME = 36
Metrics = Mapping[str, Any]


def percent(fraction: float | None) -> str:
    """``75.0``, or a dash for nothing to measure."""
    return "–" if fraction is None else f"{100 * fraction:.1f}"


def _rates(name: str, row: Metrics) -> str:
    p, r, f = (row.get(short, row.get(long)) for short, long in (("p", "precision"), ("r", "recall"), ("f1", "f1")))
    labelled = row.get("gold", row.get("tp", 0) + row.get("fn", 0))
    predicted = row.get("pred", row.get("tp", 0) + row.get("fp", 0))
    return f"{name:<{_NAME}} {percent(p):>6} {percent(r):>6} {percent(f):>6} {labelled:>9,} {predicted:>9,}"


_HEAD = f"{'':<{_NAME}} {'P':>6} {'R':>6} {'F1':>6} {'labelled':>9} {'predicted':>9}"


def _given(names: Sequence[str], rows: Metrics, among: str) -> str:
    told = []
    for name in names:
        value = rows[name]
        accuracy = value["accuracy"] if isinstance(value, Mapping) else value
        if accuracy is not None:
            told.append(f"{name.replace('_', ' ')} {percent(accuracy)}")
    return f"  right among {among}: {', '.join(told) or '–'}"


def reading_lines(metrics: Metrics) -> Iterator[str]:
    """The measures of whole readings."""
    said, figures, media, incidents = (metrics[name] for name in ("statements", "figures", "media", "incidents"))
    yield f"reports {metrics['reports']}, without a prediction {metrics['missing']}"
    yield _HEAD
    yield _rates("statements, speech only", said["speech"])
    yield _rates("statements, all", said["all"])
    yield _rates("  act, voice, standing too", said["joint"])
    given = said["given_match"]
    yield _given(("act", "voice", "standing", "form", "actor"), given, f"{given['voice']['n']} matched")
    yield _wrong_party(said["wrong_party"])
    yield _rates("denial links", metrics["denial_links"])
    yield _rates("figures", figures["figure"])
    yield _rates("  source and standing too", figures["joint"])
    attributes = figures["attributes"]
    yield _given([name for name in attributes if name != "n"], attributes, f"{attributes['n']} matched")
    yield _given(("scope3", "statement", "subset_of", "supersedes"), figures, f"{figures['scope3']['n']} matched")
    yield _rates("media mentions", media["mention"])
    yield _given([name for name in media if name != "mention"], media, f"{media['kind']['n']} matched")
    yield _rates("incidents, type and place", incidents["strict"])
    yield _rates("incidents, class and place", incidents["coarse"])
    yield _given(("parties", "responsibility", "date"), incidents, f"{incidents['parties']['n']} matched")
    published = metrics["published"]
    yield _given(("all", "in_text", "given"), published, f"{published['all']['n']} published dates")
    yield _rates("findings", metrics["findings"]["all"])
    for rule, row in metrics["findings"]["by_rule"].items():
        yield _rates(f"  {rule}"[:_NAME], row)


def _wrong_party(rows: Metrics) -> str:
    told = [f"{percent(row['share'])} ({row['wrong']} of {row['n']})" for row in (rows["all"], rows["both"])]
    return f"  another party named as source: {told[0]}, where both readers agree {told[1]}"


def figure_lines(metrics: Metrics, *, traps: bool = False) -> Iterator[str]:
    """The measures of casualty figures."""
    yield _HEAD
    for name in ("figure", "joint", "min_only", "value_only", "span_measure", "span"):
        yield _rates(name.replace("_", " "), metrics[name])
    attributes = metrics["attributes"]
    yield _given([name for name in attributes if name != "n"], attributes, f"{attributes['n']} matched")
    for name, row in metrics["by_measure"].items():
        yield _rates(f"  {name}", row)
    empty = metrics["passages_without_figures"]
    yield f"passages {metrics['passages']}, answered {metrics['passages_answered']}"
    yield f"passages without figures {empty['n']}, left empty {empty['left_empty']}"
    if traps:
        for name, row in metrics["traps"].items():
            yield _rates(f"  {name}"[:_NAME], row)


def count_lines(metrics: Metrics, counted: str) -> Iterator[str]:
    """The measures of one count a report."""
    yield f"reports with a reference for {counted}: {metrics['n']}, above zero {metrics['n_positive']}"
    exact, positive = percent(metrics["exact"]), percent(metrics["exact_positive"])
    yield f"exact {exact}, exact above zero {positive}, within one {percent(metrics['within_one'])}"
    mean, median = metrics["relative_error_mean"], metrics["relative_error_median"]
    if mean is not None and median is not None:
        yield f"relative error: mean {mean:.3f}, median {median:.3f}"
    yield f"zero against non-zero: F1 {percent(metrics['nonzero_f1'])}; inside the reference's bounds {percent(metrics['inside_low_high'])}"


def attribution_lines(metrics: Metrics) -> Iterator[str]:
    """The measures of attributed statements."""
    yield _HEAD
    for role, row in metrics["word"].items():
        yield _rates(f"words, {role}", row)
    for role, row in metrics["role_exact"].items():
        yield _rates(f"exact {role}", row)
    yield _rates("relation", metrics["relation"])
    yield _rates("relation, content only", metrics["relation_content"])
    yield _rates("relation, exact", metrics["relation_exact"])
    yield _rates("speech cues", metrics["speech"])
    source = metrics["source_given_content"]
    yield (
        f"source right given content: {percent(source['accuracy'])} of {source['n']}"
        f" (labelled one: {percent(source['accuracy_gold_has_source'])}, identical {percent(source['identical_gold_has_source'])};"
        f" labelled none: {percent(source['accuracy_gold_without_source'])} of {source['n_gold_without_source']})"
    )
    for form, row in metrics["by_type"].items():
        yield f"{form}: recall {percent(row['recall'])} of {row['gold']}, precision {percent(row['precision'])} of {row['pred']}"
    for name, (low, high) in metrics.get("ci95", {}).items():
        yield f"95 % interval of {name.replace('_', ' ')}: {percent(low)}–{percent(high)}"
    if metrics["missing_articles"]:
        yield f"articles without a prediction (counted as empty): {metrics['missing_articles']}"
