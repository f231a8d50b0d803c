"""The tables of docs/concepts/grades.md, made from the rule-sets and the vocabulary so that the page cannot drift from them.

``python -m onrecord.corroboration.grades.page`` prints them; a test holds the page against them.
"""

import sys

from onrecord.corroboration.grades.conditions import CONDITIONS
from onrecord.corroboration.grades.files import shipped
from onrecord.corroboration.grades.records import RuleSet


def section_of(rule_set: RuleSet) -> str:
    """A rule-set as its section tells it: what it follows, its parameters, its grades, and in what it differs."""
    parts = [f"### `{rule_set.name}`", rule_set.about, _graded(rule_set)]
    for one in rule_set.publication:
        told = f"Follows {one.author}, *{one.title}*, {one.year}: {one.where}. Checked: {_lower(one.checked)}"
        parts.append(told + (f" Not checked: {_lower(one.not_checked)}" if one.not_checked else ""))
    if rule_set.parameter:
        rows = [f"| `{one.name}` | {one.value} | {one.least} | {one.meaning} |" for one in rule_set.parameter]
        parts.append("\n".join(["| parameter | value | least | meaning |", "|---|--:|--:|---|", *rows]))
    rows = [f"| {one.name} | {one.meaning} | {_conditions(one.when)} |" for one in rule_set.grade]
    parts.append("\n".join(["| grade | meaning | suggested when |", "|---|---|---|", *rows]))
    parts.append("In what it differs:\n\n" + "\n".join(f"- {one}" for one in rule_set.differs))
    return "\n\n".join(parts) + "\n"


def vocabulary_table() -> str:
    """Every condition with what it asks."""
    rows = [f"| `{name}` | {one.sort} | {' '.join(one.meaning.split())} |" for name, one in CONDITIONS.items()]
    return "\n".join(["| condition | is a | asks |", "|---|---|---|", *rows]) + "\n"


def tables() -> str:
    """All of them, one after another."""
    return "\n".join((vocabulary_table(), *(section_of(one) for one in shipped())))


def _graded(rule_set: RuleSet) -> str:
    kinds = [f"{name} {', '.join(words)}" for name, words in (("people", rule_set.measures), ("scope", rule_set.scopes)) if words]
    told = f" ({'; '.join(kinds)})" if kinds else ""
    return f"Grades {' and '.join(rule_set.claims)}{told}."


def _conditions(when: tuple[str, ...]) -> str:
    return " and ".join(f"`{one}`" for one in when) or "nothing above is reached"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


if __name__ == "__main__":
    sys.stdout.write(tables())
