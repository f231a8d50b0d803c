"""Grades by published rule: what a claim would be by a rule-set, suggested with the reason spelled out, never more than a suggestion.

Rule-sets are data (``rule_sets/*.toml``). An assessment is a person's and a record of its own (``records.review``); nothing here makes one.
"""

from onrecord.corroboration.grades.conditions import CONDITIONS
from onrecord.corroboration.grades.files import read_rule_sets, rule_set_of, shipped, with_parameters
from onrecord.corroboration.grades.records import Checked, GradeRule, Parameter, Publication, RuleSet, SuggestedGrade
from onrecord.corroboration.grades.sides import party_of
from onrecord.corroboration.grades.suggesting import Grader

__all__ = [
    "CONDITIONS",
    "Checked",
    "GradeRule",
    "Grader",
    "Parameter",
    "Publication",
    "RuleSet",
    "SuggestedGrade",
    "party_of",
    "read_rule_sets",
    "rule_set_of",
    "shipped",
    "with_parameters",
]
