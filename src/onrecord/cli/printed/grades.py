"""Suggested grades as people read them: never without the mark that they are suggestions."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console

from onrecord.cli.printed.layout import heading, print_broken
from onrecord.cli.terminal import visible
from onrecord.corroboration.grades import Checked, RuleSet, SuggestedGrade
from onrecord.corroboration.grades.files import filled

REMARK = "suggestions by rule; an assessment is a person’s"

_INDENT = " " * 5


def print_grades(suggested: Sequence[SuggestedGrade], console: Console) -> None:
    """The suggestions for one claim or several under their heading, a claim's together; nothing where there are none.

    Args:
        suggested: those of one claim one after another.
        console: where they are printed.
    """
    if not suggested:
        return
    heading(console, "SUGGESTED GRADES", REMARK, apart=False)
    for number, (_, group) in enumerate(groupby(suggested, key=lambda one: (one.claim, one.records))):
        together = list(group)
        if number:
            console.print()
        records = f"  on {', '.join(map(visible, together[0].records))}" if together[0].records else ""
        print_broken(console, f"{visible(together[0].claim)}{records}", hanging=5, style="bold")
        for one in together:
            print_grade(one, console)


def print_rule_sets(rule_sets: Iterable[RuleSet], console: Console) -> None:
    """The rule-sets that a case has: name, what it grades, its grades in order, what it follows."""
    heading(console, "RULE-SETS", "for suggestions; docs/concepts/grades tells their conditions", apart=False)
    for one in rule_sets:
        print_broken(console, visible(one.name), style="bold")
        print_broken(console, f"{_INDENT}{visible(filled(one.about, one))}", hanging=5)
        print_broken(console, f"{_INDENT}Grades: {' · '.join(visible(filled(grade.name, one)) for grade in one.grade)}", hanging=5)
        if one.parameter:
            told = ", ".join(f"{visible(parameter.name)} = {parameter.value:,}" for parameter in one.parameter)
            print_broken(console, f"{_INDENT}Parameters: {told}.", hanging=5)
        for followed in one.publication:
            told = f"Follows {followed.author}, {followed.title}, {followed.year}."
            print_broken(console, f"{_INDENT}{visible(told)}", hanging=5, style="dim")


def print_grade(one: SuggestedGrade, console: Console) -> None:
    """One suggestion: its first sentence, a line for each thing that was found, then for each grade before it what it lacks."""
    head, *_ = one.reasons
    print_broken(console, f"  {visible(head)}", hanging=2)
    for sentence in dict.fromkeys(checked.sentence for checked in one.met):
        print_broken(console, f"{_INDENT}+ {visible(sentence)}", hanging=7)
    for grade, group in groupby(one.not_met, key=lambda checked: checked.grade):
        print_broken(console, f"{_INDENT}- not “{visible(grade)}”: {_sentences(list(group))}", hanging=7, style="dim")


def _sentences(checked: Sequence[Checked]) -> str:
    return visible(" ".join(dict.fromkeys(one.sentence for one in checked)))
