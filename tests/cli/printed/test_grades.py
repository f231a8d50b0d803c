"""Suggested grades on a terminal: marked as suggestions, within its width, whole without colour."""

from io import StringIO
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from onrecord.cli.printed.grades import REMARK, print_grades, print_rule_sets
from onrecord.cli.terminal import is_unsafe
from onrecord.corroboration.grades import RuleSet, SuggestedGrade, shipped
from onrecord.corroboration.grades.basis import Basis, Root
from onrecord.corroboration.grades.responsibility import Actor, Responsibility
from onrecord.corroboration.grades.suggesting import graded

AIRWARS, MINIMUM, ROOTS = shipped()
MARKET = Basis(
    roots=(Root("the Keshan health ministry", party="Kesh"), Root("St Olga's hospital")),
    reports=("dune/1", "river/2"),
    outlets=("Dune Herald", "River Wire"),
    days=("2030-07-09",),
    places=("Adhar",),
    is_figure=True,
    least=23,
    greatest=23,
    contradictions=(
        "These counts for Adhar cannot both hold of the same people: “23” killed by St Olga's hospital and “9” killed by the army.",
    ),
    other_counts=(9, 23),
    responsibility=Responsibility(
        actors=(Actor("Marrow", ("marrow",), ("the Keshan army",)), Actor("Kesh", ("kesh",), ("the Marrowan army", "residents"))),
        denied_by=("the Marrowan army",),
        denied_by_accused=("the Marrowan army",),
    ),
)


def market() -> list[SuggestedGrade]:
    return [graded(MARKET, one, "“23” killed", ("dune/f1", "river/f1")) for one in (AIRWARS, MINIMUM, ROOTS)]


def accusation() -> list[SuggestedGrade]:
    basis = Basis(roots=(Root("a priest"),), reports=("q1",), outlets=("Quenby Echo",))
    words, records = "“Quenby troops had burned the granaries”", ("q1/s1",)
    refused = graded(basis, AIRWARS, words, records, not_graded="they grade figures, and this is a statement")
    return [refused, graded(basis, ROOTS, words, records)]


def printed(suggested: list[SuggestedGrade], *, width: int = 80, **options: Any) -> str:
    out = StringIO()
    print_grades(suggested, Console(file=out, width=width, markup=False, highlight=False, emoji=False, **options))
    return out.getvalue()


def test_the_grades_of_two_claims(snapshot: Any) -> None:
    assert printed([*market(), *accusation()]) == snapshot


def test_the_rule_sets_of_a_case(snapshot: Any) -> None:
    out = StringIO()
    print_rule_sets(shipped(), Console(file=out, width=80))
    assert out.getvalue() == snapshot


def test_a_claim_that_reaches_no_grade(snapshot: Any) -> None:
    assert printed([graded(Basis(reports=("a",)), AIRWARS, "“Four” killed", ("a/f1",))]) == snapshot


def test_nothing_is_printed_where_nothing_is_suggested() -> None:
    assert printed([]) == ""


def test_each_is_marked_as_a_suggestion() -> None:
    lines = " ".join(printed(market()).split())
    assert REMARK in lines
    assert lines.count("This is a suggestion; an assessment is a person’s.") == 3


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks(width: int) -> None:
    lines = printed([*market(), *accusation()], width=width).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    assert all(line == line.rstrip() for line in lines)


def test_colour_adds_nothing_but_colour() -> None:
    coloured = printed(market(), force_terminal=True, color_system="standard")
    plain = "".join(part.split("m", 1)[-1] if number else part for number, part in enumerate(coloured.split("\x1b[")))
    assert [line.rstrip() for line in plain.splitlines()] == printed(market()).splitlines()


def test_words_of_a_report_cannot_act_on_the_terminal() -> None:
    evil = Basis(roots=(Root("Dr \x1b[31mRed\x1b[0m \u202eback"),), reports=("r\x07",), outlets=("O\u202e",))
    out = printed([graded(evil, ROOTS, "“\x1b]0;x\x07” killed", ("r\x07/f1",))])
    assert "\\x1b" in out
    assert not any(is_unsafe(character) for character in out.replace("\n", ""))


def test_words_of_a_rule_set_cannot_act_on_the_terminal() -> None:
    out = StringIO()
    (first, *_) = ROOTS.grade
    evil = RuleSet(name="e", title="e", about="a\x1b[2J", differs=(), grade=(first,))
    print_rule_sets([evil], Console(file=out, width=80))
    assert "\\x1b[2J" in out.getvalue()
