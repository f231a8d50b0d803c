"""Suggests the grade that a claim would have by a rule-set, and spells out why."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from onrecord.corroboration.claims import Beside, Claim
from onrecord.corroboration.claims.figures import figure_of
from onrecord.corroboration.grades.basis import Bases, Basis
from onrecord.corroboration.grades.expressions import parsed
from onrecord.corroboration.grades.files import filled
from onrecord.corroboration.grades.records import Checked, GradeRule, RuleSet, SuggestedGrade
from onrecord.corroboration.phrasing import listed
from onrecord.records import Finding, Party

_MARK = "This is a suggestion; an assessment is a person’s."


class Grader:
    """Suggests grades for the claims of some reports. Pure: the same reports, parties and findings give the same suggestions."""

    def __init__(self, beside: Beside, *, parties: Mapping[str, Sequence[Party]] | None = None, findings: Iterable[Finding] = ()) -> None:
        """Args:
        beside: the reports set beside each other.
        parties: reading → its parties (``corroboration.parties_with_territories``); where none is given, nobody is known to be one.
        findings: what the rules across reports noticed on them (``rules.across``); of these, contradicting-figures is asked for.
        """
        self._beside = beside
        self._bases = Bases(beside, parties or {}, findings)

    def suggest(self, claim: Claim, rule_set: RuleSet) -> SuggestedGrade:
        """The grade that a claim would have by a rule-set: the first of it whose conditions are all met."""
        words = self._beside.words_of(claim)
        records = tuple("/".join(item.key) for item in claim.items)
        return graded(self._bases.of(claim), rule_set, words, records, not_graded=_not_graded(claim, rule_set))


def graded(basis: Basis, rule_set: RuleSet, claim: str, records: tuple[str, ...] = (), *, not_graded: str | None = None) -> SuggestedGrade:
    """The suggestion for what a claim rests on.

    Args:
        basis: what it rests on.
        rule_set: by which it is graded.
        claim: in words, as the suggestion is to tell it.
        records: its statements and figures.
        not_graded: why the rule-set grades no such claim; None where it does.
    """
    title = filled(rule_set.title, rule_set)
    suggested = SuggestedGrade(rule_set=rule_set.name, title=title, claim=claim, records=records, grade=None)
    if not_graded is not None:
        return replace(suggested, reasons=(f"No grade is suggested by the {title} rules: {not_graded}.",))
    parameters = {one.name: one.value for one in rule_set.parameter}
    missed: list[Checked] = []
    for grade in rule_set.grade:
        checked = _checked(grade, rule_set, basis, parameters)
        failed = [one for one in checked if not one.met]
        if failed:
            missed += failed
            continue
        name = filled(grade.name, rule_set)
        head = f"It would be “{name}” by the {title} rules. {_MARK}"
        return replace(
            suggested,
            grade=name,
            meaning=filled(grade.meaning, rule_set),
            met=tuple(checked),
            not_met=tuple(missed),
            reasons=(head, *dict.fromkeys(one.sentence for one in checked), *_why_not(missed)),
        )
    head = f"It reaches no grade of the {title} rules. {_MARK}"
    return replace(suggested, not_met=tuple(missed), reasons=(head, *_why_not(missed)))


def _checked(grade: GradeRule, rule_set: RuleSet, basis: Basis, parameters: Mapping[str, int]) -> list[Checked]:
    found = []
    for words in grade.when:
        condition = parsed(words, parameters)
        met, sentence = condition.holds(basis)
        found.append(Checked(grade=filled(grade.name, rule_set), condition=condition.words, met=met, sentence=sentence))
    return found


def _why_not(missed: Sequence[Checked]) -> list[str]:
    """For each grade that is not reached, a sentence for what it lacks."""
    by_grade: dict[str, list[str]] = {}
    for one in missed:
        by_grade.setdefault(one.grade, []).append(one.sentence)
    return [f"Not “{name}”: {' '.join(dict.fromkeys(sentences))}" for name, sentences in by_grade.items()]


def _not_graded(claim: Claim, rule_set: RuleSet) -> str | None:
    """Why a rule-set does not grade such a claim; None where it does."""
    sort = "figures" if claim.is_figure else "statements"
    if sort not in rule_set.claims:
        return f"they grade {listed(rule_set.claims)}, and this is {'a figure' if claim.is_figure else 'a statement'}"
    if not claim.is_figure:
        return None
    figure = figure_of(claim.items[0])
    if rule_set.measures and figure.measure not in rule_set.measures:
        return f"they grade counts of people {listed(rule_set.measures)}, and this counts people {figure.measure}"
    if rule_set.scopes and figure.scope not in rule_set.scopes:
        return f"they grade figures of the scope {listed(rule_set.scopes)}, and this is {figure.scope}"
    return None
