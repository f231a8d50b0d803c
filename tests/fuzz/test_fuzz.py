"""Altered files of every kind (G10): only documents and named issues come out, never an exception.

The short form; the long one is ``make fuzz``. What it finds becomes a test here.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fuzz.alter import altered
from tests.fuzz.execution import execute, read
from tests.fuzz.seeds import SEEDS

EXECUTIONS = 300


@pytest.mark.parametrize("parser", SEEDS)
def test_g10_altered_files_give_named_issues_only(parser: str):
    assert [fault for number in range(EXECUTIONS) if (fault := execute(parser, number))] == []


@pytest.mark.parametrize("parser", SEEDS)
def test_the_seeds_themselves_are_read(parser: str):
    assert [read(name, data) for name, data in SEEDS[parser]] == [None] * len(SEEDS[parser])


FOUND = [
    ("feed", 1),
    ("feed", 184),
    ("feed", 286),
    ("feed", 4165),
    ("feed", 4281),
    ("feed", 5524),
    ("mail", 5352),
    ("wacz", 47),
    ("proof", 2049),
]
"""Executions that once raised: a prefix that nothing declares, a character beyond Unicode, a charset with a NUL in its name, a digest of
a package that is not UTF-8; or on which the verifier that travels thought otherwise: a step of 33 bytes in a proof."""


@pytest.mark.parametrize(("parser", "number"), FOUND)
def test_what_once_raised_does_no_more(parser: str, number: int):
    assert execute(parser, number) is None


def test_an_execution_is_the_same_every_time():
    assert altered("feed", 7) == altered("feed", 7)
    assert altered("feed", 7) != altered("feed", 8)


def test_a_parser_that_raises_is_found(monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> object:
        raise KeyError("lost")

    monkeypatch.setattr("onrecord.intake.feed.check_xml", broken)
    found = [fault for number in range(20) if (fault := execute("feed", number))]
    assert found
    assert "KeyError" in found[0].what


@given(
    st.sampled_from(["a.rss", "a.eml", "a.mbox", "a.mhtml", "a.json", "a.html", "a.docx", "a.pdf", "a.csv", "a"]), st.binary(max_size=2000)
)
def test_any_bytes_under_any_name(name: str, data: bytes):
    assert read(name, data) is None
