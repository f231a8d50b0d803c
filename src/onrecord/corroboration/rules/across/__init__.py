"""The finding rules that need more than one report, one file each: name → function from reports set beside each other to findings.

The records of such a finding are named by their reading as well: ``reading/f1``.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from onrecord.corroboration.claims import Beside
from onrecord.corroboration.rules.across import (
    category_drift,
    circular_citing,
    contradicting_figures,
    cumulative_falls,
    figure_copy_error,
    single_root_source,
    source_lost,
    syndicated_copy,
)
from onrecord.records import Finding

RuleAcross = Callable[[Beside], Iterable[Finding]]

RULES_ACROSS: Mapping[str, RuleAcross] = MappingProxyType(
    {
        "single-root-source": single_root_source.find,
        "contradicting-figures": contradicting_figures.find,
        "cumulative-falls": cumulative_falls.find,
        "category-drift": category_drift.find,
        "figure-copy-error": figure_copy_error.find,
        "source-lost": source_lost.find,
        "circular-citing": circular_citing.find,
        "syndicated-copy": syndicated_copy.find,
    }
)
"""The rules in the order in which their findings are given."""
