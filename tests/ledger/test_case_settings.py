"""Settings and parties of a case: read, checked, and every fault named by file and key."""

import json
import os
import re
import tomllib
from pathlib import Path

import pytest

from onrecord.errors import BadInput
from onrecord.intake import open_source
from onrecord.ledger.case_settings import DEFAULT_SETTINGS
from onrecord.records import Document, Issue, Party
from onrecord.settings import Limits, Settings


@pytest.mark.sqlite
def test_a_new_case_has_the_default_settings_and_no_parties(ledger):
    assert ledger.view.settings() == Settings()
    assert ledger.view.parties() == ()


def test_settings_are_read(ledger, case: Path):
    (case / "onrecord.toml").write_text('reader = "rules"\n[limits]\ntext_characters = 5_000\n')
    assert ledger.view.settings() == Settings(reader="rules", limits=Limits(text_characters=5000))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("langauge = 'en'", "no setting 'langauge'"),
        ("[limits]\nwords = 5", "no setting 'limits.words'"),
        ("[limits]\ntext_characters = 'many'", "limits.text_characters: Expected `int`, got `str`"),
        ("[limits]\ntext_characters = 0", "limits.text_characters: Expected `int` >= 1"),
        ("[limits]\nfile_bytes = -5", "limits.file_bytes: Expected `int` >= 1"),
        ("[limits]\nline_characters = 0", "limits.line_characters: Expected `int` >= 1"),
        ("reader = 5", "reader: Expected `str`, got `int`"),
        ("limits = 5", "limits: Expected"),
        ("[capture]\nenabled = 'yes'", "capture.enabled: Expected `bool`, got `str`"),
        ("[capture]\nrobots = false", "no setting 'capture.robots'"),
        ("[capture]\nports = [0]", "capture: a port of capture is 0"),
        ("[capture]\ncontact = 'me) X'", "capture: the contact of capture is no address"),
        ("[capture]\ninterval = -1", "capture: the interval of capture is -1"),
        ("[capture]\nlongest_wait = inf", "capture: the longest_wait of capture is inf"),
        ("[capture]\ntimeout = 0", "capture: the timeout of capture is 0"),
        ("[capture]\nresponse_bytes = 0", "capture.response_bytes: Expected `int` >= 1"),
        ("reader = ", "is not TOML"),
        ("# [limits]\nreader = " + "[" * 100_000, "line 2, reader: lists or tables stand too deeply"),
        ("reader = " + "{a = " * 100_000, "line 1, reader: lists or tables stand too deeply"),
        ("\n" + "a." * 50_000 + "a = 1", "line 2, a.a."),
        ("[" + "'a' . " * 50_000 + "a]", "line 1: lists or tables stand too deeply"),
        ("# 2031\n[limits]\ntext_characters = " + "1" * 5000, "line 3, text_characters: the number has too many digits"),
        ("language = 'caf\udce9'", "is not UTF-8 at byte 15"),
    ],
)
def test_a_fault_in_the_settings_is_named(ledger, case: Path, text: str, said: str):
    (case / "onrecord.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(BadInput) as caught:
        ledger.view.settings()
    assert said in caught.value.message
    assert "onrecord.toml" in caught.value.message
    assert caught.value.hint


def test_parties_are_read_in_order(ledger, case: Path):
    (case / "parties.toml").write_text(
        '[[party]]\nname = "River League"\naliases = ["the League", " RL ", "RL", "River League"]\nside = "a"\n'
        '[[party]]\nname = "Army of the Vale"\n'
    )
    assert ledger.view.parties() == (
        Party(name="River League", aliases=("the League", "RL"), side="a"),
        Party(name="Army of the Vale"),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[party]]\naliases = ['x']", "missing required field `name`"),
        ("[[party]]\nname = ' '", "party 1: the key `name` is empty"),
        ("[[party]]\nname = 'A'\naliases = ['x', ' ']", "party 1: an alias is empty"),
        ("[[party]]\nname = 'A'\naliases = 'x'", "party[0].aliases: Expected `array`, got `str`"),
        ("[[party]]\nname = 'A'\ncolour = 'x'", "unknown field `colour`"),
        ("[[parties]]\nname = 'A'", "unknown field `parties`"),
        ("[[party]]\nname = 'A'\n[[party]]\nname = 'a'", "names both"),
        ("[[party]]\nname = 'A'\n[[party]]\nname = 'A'", "stands there twice"),
        (
            "[[party]]\nname = 'A'\naliases = ['the army']\n[[party]]\nname = 'B'\naliases = ['The Army']",
            "'The Army' names both 'A' and 'B'",
        ),
        ("[[party]\nname = 'A'", "is not TOML"),
        ("[[party]]\nname = " + "[" * 100_000, "line 2, name: lists or tables stand too deeply"),
        ("[[party]]\nname = " + "1" * 5000, "line 2, name: the number has too many digits"),
    ],
)
def test_a_fault_in_the_parties_is_named(ledger, case: Path, text: str, said: str):
    (case / "parties.toml").write_text(text)
    with pytest.raises(BadInput) as caught:
        ledger.view.parties()
    assert said in caught.value.message
    assert "parties.toml" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("limit", ["text_characters", "line_characters", "file_bytes"])
def test_a_limit_of_nothing_is_refused_from_python_too(limit: str):
    with pytest.raises(ValueError, match=limit):
        Limits(**{limit: 0})
    assert getattr(Limits(**{limit: 1}), limit) == 1


@pytest.mark.parametrize("limit", ["text_characters", "line_characters", "file_bytes"])
@pytest.mark.parametrize("number", [2**53, 2**63 - 1, 2**64, 10**40])
def test_a_limit_beyond_all_there_is_is_no_limit(ledger, case: Path, limit: str, number: int):
    (case / "onrecord.toml").write_text(f"[limits]\n{limit} = {number}\n")
    limits = ledger.view.settings().limits
    line = case.parent / "a.jsonl"
    line.write_text(json.dumps({"id": "a", "text": "The clinic said no."}))
    (opened,) = open_source(str(line), jsonl=False, limits=limits, stdin=None)
    assert not isinstance(opened, Issue)
    assert [document.id for document in opened.documents() if isinstance(document, Document)] == ["a"]


def test_a_pipe_in_place_of_a_file_is_not_waited_for(ledger, case: Path):
    os.mkfifo(case / "parties.toml")
    with pytest.raises(BadInput, match="is a pipe or a device"):
        ledger.view.parties()
    (case / "parties.toml").unlink()
    (case / "parties.toml").symlink_to("/dev/zero")
    with pytest.raises(BadInput, match="is a pipe or a device"):
        ledger.view.parties()


def test_the_defaults_that_a_new_case_shows_are_those_of_the_program() -> None:
    shown = tomllib.loads(re.sub(r"(?m)^# (?=\w+ = |\[)", "", DEFAULT_SETTINGS))
    assert shown["reader"] == Settings().reader
    assert shown["limits"]["text_characters"] == Settings().limits.text_characters
    assert shown["capture"]["enabled"] is Settings().capture.enabled is False
