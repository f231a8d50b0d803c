"""The page docs/reference/findings.md, made from the rules' own docstrings so that it cannot drift from them."""

import inspect
import re
import sys
import textwrap
from collections.abc import Callable
from typing import Any

from onrecord.corroboration.rules import RULES
from onrecord.corroboration.rules.across import RULES_ACROSS

_WIDE = 135
_HEAD = """# Findings

A finding is what a rule noticed, from which records, in one sentence. It is an observation, never a verdict: every rule below says
what it does **not** say. This page is made from the program by `python -m onrecord.corroboration.findings_page`; a test compares them.

A finding has an `id` (`x1` …, local to its report), a `rule`, the `records` it rests on (statements `s…`, figures `f…`, media
mentions `m…`, incidents `i…`), a `sentence`, a `score` between 0 and 1 – how strongly the rule's own condition is met, not how
likely anybody is to be wrong – and a `detail` with the rule's own numbers. The same records give the same findings, in this order.

**Parties.** Several rules ask whether a voice is a party to the conflict. {parties}

**Series.** Two rules set figures beside a reference series. {references}
"""

_ACROSS = """
## Across reports

The rules below need more than one report. `onrecord corroborate` runs them on all reports of a case.

{claims}

Which statements are one claim, and which claims one matter, is found by rules as well, and is a suggestion. A running total with no
day of its own is taken to be of the day on which its report came out.

A finding across reports is kept with the report of its first record: the one that retells, falls or contradicts, else the first that
told the claim. Its `records` are those of that report. Under `others` its `detail` names those in other reports, each with its reading;
under `spans` it gives sentences of its own report that are no record, as code points.
"""


def findings_page() -> str:
    """The page: a head, then a section for each rule in the order of the registries, first of one report, then across reports."""
    head = _HEAD.format(parties=_body("parties"), references=_body("references"))
    head = "\n".join(line if len(line) < _WIDE else _filled(line) for line in head.splitlines()) + "\n"
    across = "\n\n".join(_filled(part) for part in _ACROSS.format(claims=_body("claims")).strip().split("\n\n"))
    return "".join(
        (
            head,
            *(_section(f"## {name}", find) for name, find in RULES.items()),
            f"\n{across}\n",
            *(_section(f"### {name}{' across reports' if name in RULES else ''}", find) for name, find in RULES_ACROSS.items()),
        )
    )


def _section(heading: str, find: Callable[..., Any]) -> str:
    title = inspect.getdoc(sys.modules[find.__module__]) or ""
    told = (inspect.getdoc(find) or "").replace("``", "`")
    marked = re.sub(r"(Rests on|Left out|Does not say|Score): ", r"**\1.** ", " ".join(told.split()))
    for mark in ("**Rests on.**", "**Does not say.**", "**Score.**"):
        marked = marked.replace(f" {mark}", f"\n\n{mark}")
    body = "\n\n".join(_filled(part) for part in _upper_after_marks(marked).split("\n\n"))
    method = f"\n\n**Method.**\n\n{_numbered('dating')}" if heading == "## figures-do-not-fit-date" else ""
    return f"\n{heading}\n\n*{title.partition(': ')[2].rstrip('.')}*\n\n{body}{method}\n"


def _filled(paragraph: str) -> str:
    return textwrap.fill(paragraph, width=125, break_long_words=False, break_on_hyphens=False)


def _numbered(module: str) -> str:
    """The numbered list in a module's docstring, as it stands."""
    told = inspect.getdoc(sys.modules[f"onrecord.corroboration.{module}"]) or ""
    return told[told.index("\n1. ") + 1 :].partition("\n\n")[0]


def _upper_after_marks(text: str) -> str:
    return re.sub(r"(\.\*\* )([a-z])", lambda match: match.group(1) + match.group(2).upper(), text)


def _body(module: str) -> str:
    """A module's docstring without its first line, on one line."""
    told = inspect.getdoc(sys.modules[f"onrecord.corroboration.{module}"]) or ""
    return " ".join(told.partition("\n")[2].replace("``", "`").split()).strip()


if __name__ == "__main__":
    sys.stdout.write(findings_page())
