"""single-root-source: a claim that several outlets carry, all of which lead back to one source."""

from collections.abc import Iterator, Sequence

from onrecord.corroboration.claims import Beside, Item
from onrecord.corroboration.phrasing import listed, sentence_case
from onrecord.corroboration.rules.across.telling import one_for_each_report, outlets_of, record_of
from onrecord.records import Finding
from onrecord.records.wording import counted

LEAST_REPORTS = LEAST_OUTLETS = 3
"""Two papers with one source are the ordinary case; from three on readers take the number of papers for a number of sources."""


_ANSWERABLE = frozenset({"accuses", "denies", "admits", "assesses", "confirms"})


def find(beside: Beside) -> Iterator[Finding]:
    """Notice a claim attributed in at least three reports of at least three outlets that all lead back to one root source.

    Rests on: the statements of the claim and the chain of citing from each of them: directly, through outlets that they name, or
    because the report prints another's text. A report that tells the claim in its own voice brings no source and takes none away.
    A report that names no outlet counts as one of an outlet of its own, and the sentence says so.
    Left out: statements that are no accusation, denial or assessment and tell of no deed.
    Does not say: that the claim is wrong; only that ten papers are one origin.
    Score: 1 − 1/outlets; reports that name no source lower nothing, and are counted in the detail.
    """
    for claim in beside.claims:
        led = [(item, one) for item, one in zip(claim.items, claim.traced, strict=True) if one.root is not None]
        roots = {one.root for _, one in led}
        items = one_for_each_report(item for item, _ in led)
        outlets = outlets_of(items)
        if claim.measure is None and not any(item.told.sorts or item.told.act in _ANSWERABLE for item in claim.items):
            continue  # words that colour a report
        if len(roots) != 1 or len(items) < LEAST_REPORTS or len(outlets) < LEAST_OUTLETS:
            continue
        root = led[0][1].root or ""
        through = sorted({name for _, one in led for name in one.chain[1:]})
        yield Finding(
            rule="single-root-source",
            records=tuple(record_of(item) for item in items),
            sentence=sentence_case(
                f"{counted(len(items), 'report')} {_of_whom(items, outlets)} give {beside.words_of(claim)}; "
                f"all lead back to one source, {root}."
            ),
            score=round(1 - 1 / len(outlets), 4),
            detail={
                "root": root,
                "reports": len(items),
                "outlets": list(outlets),
                "through": through,
                "without_source": len(set(claim.reports) - {item.telling.reading for item, _ in led}),
            },
        )


def _of_whom(items: Sequence[Item], outlets: Sequence[str]) -> str:
    """Who published some reports; one that names no outlet stands by its id, since nothing tells whose it is."""
    unnamed = sum(item.telling.outlet is None for item in items)
    if not unnamed:
        return f"of {counted(len(outlets), 'outlet')} ({listed(outlets)})"
    whose = "none of which names its outlet" if unnamed == len(items) else f"{unnamed} without the name of an outlet"
    return f"({listed(outlets)}; {whose})"
