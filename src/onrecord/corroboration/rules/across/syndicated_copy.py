"""syndicated-copy: a third or more of a report stands in another outlet's report word for word."""

from collections.abc import Iterator

from onrecord.corroboration.claims import Beside
from onrecord.corroboration.phrasing import sentence_case
from onrecord.records import Finding
from onrecord.records.copying import Copy
from onrecord.records.wording import counted

_KINDS = {"full": "the whole of it", "cut": "parts of it", "additions": "parts of it, with passages of its own"}
_LISTED = 50
"""Passages that the detail lists."""


def find(beside: Beside) -> Iterator[Finding]:
    """Notice that a report prints another outlet's report, whole, cut, or with passages of its own.

    Rests on: passages that stand in both texts word for word. Versions of one page are no copies of each other, and neither are reports
    that share a quotation, a notice or a formula of the trade. Which is the original follows from credits and datelines, then from the
    days of publication, then from the order in which they were read.
    Does not say: that anything is wrong with it; agencies are there to be printed. A copy adds an outlet, never a source.
    Score: the larger of the two shares.
    """
    for copy in beside.copied:
        yield _finding(beside, copy)


def _finding(beside: Beside, copy: Copy) -> Finding:
    mine, its = beside.by_reading[copy.copy], beside.by_reading[copy.original]
    first = copy.passages[0]
    credit = f" It credits {copy.credited}." if copy.credited else ""
    return Finding(
        rule="syndicated-copy",
        records=(f"{copy.copy}/{first.copy[0]}-{first.copy[1]}", f"{copy.original}/{first.original[0]}-{first.original[1]}"),
        sentence=sentence_case(
            f"{mine.outlet or mine.report} prints a report of {its.outlet or its.report}, {_KINDS[copy.kind]}: {copy.share_of_copy:.0%} "
            f"of its words stand there, {copy.share_of_original:.0%} of that report’s words here.{credit}"
        ),
        score=round(copy.share, 4),
        detail={
            "kind": copy.kind,
            "share_of_copy": round(copy.share_of_copy, 4),
            "share_of_original": round(copy.share_of_original, 4),
            "credited": copy.credited,
            "shared": counted(len(copy.passages), "passage"),
            "passages": [[*passage.copy] for passage in copy.passages[:_LISTED]],
            "own": [[*span] for span in copy.own[:_LISTED]],
        },
    )
