"""Rule-set files: those that ship, those that a desk adds to its case (``grades/*.toml``), and what each of them is held to.

A fault is one sentence that names the file, the place in it and what to do.
"""

import os
import re
import stat
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from onrecord.corroboration.grades.conditions import CONDITIONS
from onrecord.corroboration.grades.expressions import NoCondition, parameters_in, parsed
from onrecord.corroboration.grades.records import GradeRule, Parameter, Publication, RuleSet
from onrecord.errors import BadInput, WrongUse

LONGEST_FILE = 1_000_000
"""Bytes; a rule-set has a few thousand."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PARAMETER = re.compile(r"[a-z]+(?:_[a-z]+)*")
_BRACED = re.compile(r"\{([^{}]*)\}")
_LISTED = "docs/concepts/grades tells what each key holds."
_BLOCKS: Mapping[str, type[msgspec.Struct]] = {"publication": Publication, "parameter": Parameter, "grade": GradeRule}
_RESERVED = frozenset({"not", "or"})


@cache
def shipped() -> tuple[RuleSet, ...]:
    """The rule-sets of the program, by the names of their files."""
    folder = files("onrecord.corroboration.grades") / "rule_sets"
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return tuple(rule_set_of(entry.read_text("utf-8"), entry.name) for entry in found)


def read_rule_sets(folder: Path) -> tuple[RuleSet, ...]:
    """The rule-sets that a case has: those of the program, then the files ``*.toml`` of the folder, by name. None need be there.

    Raises:
        BadInput: a file cannot be read or is no rule-set, or two have one name.
    """
    found = list(shipped())
    places = {one.name: "the program" for one in found}
    try:
        paths = sorted(path for path in folder.iterdir() if path.name.endswith(".toml")) if os.path.lexists(folder) else []
    except OSError as error:
        raise BadInput(f"{folder} could not be read: {error.strerror}.", hint="Rule-sets are files in a folder.") from error
    for path in paths:
        one = rule_set_of(_text(path), str(path))
        if one.name in places:
            raise BadInput(f"{path}, name: {places[one.name]} has a rule-set {one.name!r} already.", hint="Give it another name.")
        places[one.name] = str(path)
        found.append(one)
    return tuple(found)


def rule_set_of(text: str, file: str) -> RuleSet:
    """A rule-set out of a file's text.

    Args:
        text: TOML.
        file: what the file is called in messages.

    Raises:
        BadInput: it is no rule-set.
    """
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # tomllib.TOMLDecodeError is one; digits without end and endless nesting are others
        raise BadInput(f"{file} is not TOML: {error}.", hint="Strings stand in quotation marks, lists in square brackets.") from error
    _check_keys(values, RuleSet, file, "")
    try:
        one = msgspec.convert(values, RuleSet)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at ")
        raise BadInput(f"{file}, {_place(path)}: {reason}.", hint=_LISTED) from error
    _check(one, file)
    return one


def with_parameters(rule_set: RuleSet, values: Mapping[str, int]) -> RuleSet:
    """The rule-set with other values of its parameters.

    Raises:
        WrongUse: it has no such parameter, or the value is too small.
    """
    known = {one.name: one for one in rule_set.parameter}
    for name, value in values.items():
        if name not in known:
            told = f"Its parameters are: {', '.join(known)}." if known else "It has none."
            raise WrongUse(f"the rule-set {rule_set.name} has no parameter {name!r}", hint=told)
        if value < known[name].least:
            raise WrongUse(f"the parameter {name} of {rule_set.name} is {value}; it must be {known[name].least} or more")
    changed = tuple(msgspec.structs.replace(one, value=values.get(one.name, one.value)) for one in rule_set.parameter)
    return msgspec.structs.replace(rule_set, parameter=changed)


def filled(words: str, rule_set: RuleSet) -> str:
    """Words of a rule-set with the values of its parameters in the place of their names in braces."""
    for one in rule_set.parameter:
        words = words.replace(f"{{{one.name}}}", str(one.value))
    return words


def _text(path: Path) -> str:
    try:
        if not stat.S_ISREG(mode := path.stat().st_mode) and not stat.S_ISDIR(mode):  # opening a pipe may wait for ever
            raise BadInput(f"{path} is a pipe or a device, no file.", hint="Put a file in its place.")
        if path.stat().st_size > LONGEST_FILE:
            raise BadInput(f"{path} has more than {LONGEST_FILE:,} bytes, as no rule-set has.", hint="Put a rule-set in its place.")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not UTF-8 at byte {error.start}.", hint="Save it as UTF-8.") from error
    except OSError as error:
        raise BadInput(f"{path} could not be read: {error.strerror}.", hint="Check its permissions.") from error


def _check_keys(values: Mapping[str, Any], kind: type[msgspec.Struct], file: str, place: str) -> None:
    """An unknown key is a slip of the pen, and a rule that silently does nothing."""
    names = [field.name for field in msgspec.structs.fields(kind)]
    for key, value in values.items():
        if key not in names:
            raise BadInput(f"{file}, {place or 'the top'}: there is no key {key!r}.", hint=f"Keys here are: {', '.join(names)}.")
        if kind is RuleSet and key in _BLOCKS and isinstance(value, list):
            for number, block in enumerate(value, start=1):
                if isinstance(block, dict):
                    _check_keys(block, _BLOCKS[key], file, f"{key} {number}")


def _place(path: str) -> str:
    """A path of the decoder as people count: "`$.grade[0].name`" → "grade 1, name"."""
    plain = path.strip("`").removeprefix("$").removeprefix(".")
    plain = re.sub(r"\[(\d+)\]", lambda match: f" {int(match[1]) + 1}", plain)
    return ", ".join(part for part in plain.split(".") if part) or "the top"


def _check(one: RuleSet, file: str) -> None:
    """What types cannot hold."""
    if not _NAME.fullmatch(one.name):
        raise BadInput(f"{file}, name: {one.name!r} is no name of a rule-set.", hint="Small letters, digits and hyphens make one.")
    for key in ("title", "about"):
        if not getattr(one, key).strip():
            raise BadInput(f"{file}, {key}: there is nothing in it.", hint=_LISTED)
    if not one.claims:
        raise BadInput(f"{file}, claims: it grades no claim.", hint="Name figures, statements, or both.")
    if (one.measures or one.scopes) and "figures" not in one.claims:
        raise BadInput(
            f"{file}, claims: measures and scopes are of figures, which it does not grade.", hint="Add figures, or leave them out."
        )
    if not one.grade:
        raise BadInput(f"{file}, grade: there is none.", hint="Add a [[grade]] block with name, meaning and when.")
    parameters = _check_parameters(one, file)
    used = {name for words in _texts(one) for name in _braced(words, file, parameters)}
    _check_grades(one.grade, file, parameters)
    used |= {name for grade in one.grade for condition in grade.when for name in parameters_in(condition)}
    if unused := [name for name in parameters if name not in used]:
        raise BadInput(f"{file}, parameter: nothing uses {unused[0]!r}.", hint="Name it in a condition, or take it out.")


def _check_parameters(one: RuleSet, file: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, parameter in enumerate(one.parameter, start=1):
        place = f"{file}, parameter {number}"
        if not _PARAMETER.fullmatch(parameter.name) or parameter.name in CONDITIONS or parameter.name in _RESERVED:
            raise BadInput(
                f"{place}, name: {parameter.name!r} cannot name a parameter.",
                hint="Small letters and underscores make one; names of conditions are taken.",
            )
        if parameter.name in found:
            raise BadInput(f"{place}, name: {parameter.name!r} stands there twice.", hint="Give every parameter a name of its own.")
        if parameter.value < parameter.least or parameter.least < 0:
            raise BadInput(f"{place}, value: {parameter.value} is less than {max(parameter.least, 0)}.", hint="Give a larger one.")
        found[parameter.name] = parameter.value
    return found


def _check_grades(grades: Sequence[GradeRule], file: str, parameters: Mapping[str, int]) -> None:
    names: set[str] = set()
    for number, grade in enumerate(grades, start=1):
        place = f"{file}, grade {number}"
        if not grade.name.strip():
            raise BadInput(f"{place}, name: there is nothing in it.", hint="Give the grade a name.")
        if grade.name in names:
            raise BadInput(f"{place}, name: {grade.name!r} stands there twice.", hint="Give every grade a name of its own.")
        names.add(grade.name)
        if not grade.when and number < len(grades):
            raise BadInput(
                f"{place}, when: it asks for nothing, so that no grade behind it is ever reached.", hint="Add conditions, or put it last."
            )
        for at, condition in enumerate(grade.when, start=1):
            try:
                parsed(condition, parameters)
            except NoCondition as error:
                raise BadInput(f"{place}, condition {at}: {error}.", hint=error.hint) from error


def _texts(one: RuleSet) -> list[str]:
    return [one.title, one.about, *(words for grade in one.grade for words in (grade.name, grade.meaning))]


def _braced(words: str, file: str, parameters: Mapping[str, int]) -> set[str]:
    found = set(_BRACED.findall(words))
    if unknown := sorted(found - parameters.keys()):
        told = f"Parameters are: {', '.join(parameters)}." if parameters else "The rule-set has none; leave out the braces."
        raise BadInput(f"{file}: {words!r} names {unknown[0]!r} in braces, and there is no such parameter.", hint=told)
    return found
