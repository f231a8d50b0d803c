"""The finding rules, one file each: name → function from a context to findings. The list is frozen by a test."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from onrecord.corroboration.context import Context
from onrecord.corroboration.rules import (
    accusation_denied,
    assessment_rests_on_unverified_media,
    category_drift,
    circular_citing,
    contradicting_figures,
    dates_disagree,
    figure_copy_error,
    figure_outside_reference,
    figure_without_source,
    figures_do_not_fit_date,
    interpretation_without_source,
    media_not_verified,
    media_released_by_a_party,
    only_source_is_a_party,
    silent_edit,
    subset_exceeds_total,
)
from onrecord.errors import NotFound
from onrecord.records import Finding

Rule = Callable[[Context], Iterable[Finding]]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "figures-do-not-fit-date": figures_do_not_fit_date.find,
        "figure-outside-reference": figure_outside_reference.find,
        "figure-without-source": figure_without_source.find,
        "only-source-is-a-party": only_source_is_a_party.find,
        "contradicting-figures": contradicting_figures.find,
        "figure-copy-error": figure_copy_error.find,
        "subset-exceeds-total": subset_exceeds_total.find,
        "category-drift": category_drift.find,
        "dates-disagree": dates_disagree.find,
        "accusation-denied": accusation_denied.find,
        "interpretation-without-source": interpretation_without_source.find,
        "media-not-verified": media_not_verified.find,
        "media-released-by-a-party": media_released_by_a_party.find,
        "assessment-rests-on-unverified-media": assessment_rests_on_unverified_media.find,
        "circular-citing": circular_citing.find,
        "silent-edit": silent_edit.find,
    }
)
"""The rules in the order in which their findings are given."""


def rule(name: str) -> Rule:
    """The rule of that name.

    Raises:
        NotFound: when there is none; the hint lists the names there are.
    """
    try:
        return RULES[name]
    except KeyError:
        raise NotFound(f"there is no finding rule “{name}”", hint=f"known rules: {', '.join(sorted(RULES))}") from None
