"""Erasing a report through the whole house: what else of the case told of it, inside the ledger and beside it."""

from pathlib import Path

import pytest
from tests.both_verifiers import verify

from onrecord import flow
from onrecord.ledger import Ledger, View
from onrecord.reading.endpoint.answer import Answered, Piece, Quoted
from onrecord.reading.endpoint.cache import AnswerCache, key_of
from onrecord.reading.endpoint.parts import parts_of
from onrecord.reading.endpoint.prompt import question
from onrecord.reading.page import Page
from onrecord.records import Document, Part
from onrecord.settings import Settings

SECRET = "Ilva Tarn"
"""Somebody whom the second version of a text names."""
ADDRESS = "https://www.vale-post.example/mill"
TEXTS = (
    "The health office in Dalm said that 14 people were killed.",
    f"The health office in Dalm said that 14 people were killed, among them {SECRET}.",
    "The health office in Dalm said that 14 people were killed. It named nobody.",
)


def read(ledger: Ledger, number: int, text: str) -> None:
    document = Document(id=f"version-{number}", text=text, url=ADDRESS, part=Part(captured=f"2031-03-0{number}T10:00:00Z"))
    flow._read_once(document, ledger, ledger.view.grounds(), Settings(reader="rules"))


def asked(case: Path, *names: str) -> str:
    with Ledger.open(case, create=False) as ledger:
        return ledger.ask_erasure(names, "safety", by="Ana Reyes").request


def found_in(case: Path, words: str) -> list[str]:
    return [str(path) for path in case.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Three versions of one text."""
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        for number, text in enumerate(TEXTS, start=1):
            read(ledger, number, text)
    return tmp_path / "case"


def edits(case: Path, name: str) -> list[str]:
    with View.open(case) as view:
        return [finding.detail["earlier_captured"] for finding in view.reading(name).findings if finding.rule == "silent-edit"]


def test_a_later_version_does_not_go_on_quoting_what_was_erased(case: Path):
    assert edits(case, "version-3") == ["2031-03-02T10:00:00Z"]
    told = flow.erase(case, asked(case, "version-2"), by="Ben Osei")
    assert "Reports that stay and lost findings, which rested on what was erased: 1. The case is compared anew." in told
    assert found_in(case, SECRET) == []
    assert edits(case, "version-3") == ["2031-03-01T10:00:00Z"], "it is set beside what stood there before that"
    assert {one.code for one in verify(case, with_index=True).findings} == {"record.erased"}


def test_where_the_parties_cannot_be_read_it_is_erased_all_the_same_and_said(case: Path):
    request = asked(case, "version-2")
    (case / "parties.toml").write_text("no TOML")
    told = flow.erase(case, request, by="Ben Osei")
    assert told[-1].startswith("They could not be compared now")
    assert found_in(case, SECRET) == []


def test_what_came_since_is_said_with_its_report(case: Path):
    request = asked(case, "version-2")
    with Ledger.open(case, create=False) as ledger:
        ledger.append_document(Document(id="elsewhere", text=TEXTS[1]))
    told = flow.erase(case, request, by="Ben Osei")
    said = "Records among these that came since it was asked for, or were not found then: 1; of reports that were not named: elsewhere."
    assert said in told


# --- answers of the endpoint -------------------------------------------------------------------------------------------


def answer(*words: str) -> Answered:
    return Answered((Quoted(source=(), cue=(), content=tuple(Piece(sentence=1, words=one) for one in words)),))


@pytest.fixture
def cache(case: Path) -> AnswerCache:
    """Answers inside the case."""
    (case / "onrecord.toml").write_text('[endpoint]\ncache = "answers"\nmodel = "small"\nurl = "http://127.0.0.1:1/v1"\n')
    return AnswerCache(case / "answers")


def key_for(text: str, model: str = "small") -> str:
    page = Page.of(text)
    (part,) = parts_of(page)
    return key_of(model, question(text, part))


def test_kept_answers_about_it_go_and_others_stay(case: Path, cache: AnswerCache):
    about = {
        "as it would be asked now": (key_for(TEXTS[1]), Answered(())),
        "by another model": (key_for(TEXTS[1], "large"), answer(f"people were killed, among them {SECRET}")),
        "in few words": ("ab" * 32, answer(SECRET, "killed")),
        "of another text": (key_for(TEXTS[2]), answer("It named nobody", "killed")),
        "that found nothing": (key_for(TEXTS[0]), Answered(())),
    }
    for key, kept in about.values():
        cache.put(key, "small", kept)
    (case / "answers" / "ab" / "left.unfinished").write_text(SECRET)
    told = flow.erase(case, asked(case, "version-2"), by="Ben Osei")
    assert "Kept answers of the endpoint that were erased: 3." in told
    assert [name for name, (key, _) in about.items() if cache.get(key) is not None] == ["of another text", "that found nothing"]
    assert found_in(case, SECRET) == []


def test_answers_outside_of_the_case_stay(case: Path, tmp_path: Path):
    (case / "onrecord.toml").write_text(f'[endpoint]\ncache = "{tmp_path / "answers"}"\nmodel = "small"\nurl = "http://127.0.0.1:1/v1"\n')
    kept = AnswerCache(tmp_path / "answers")
    kept.put(key_for(TEXTS[1]), "small", answer(SECRET))
    told = flow.erase(case, asked(case, "version-2"), by="Ben Osei")
    assert not any("answers" in one for one in told)
    assert kept.get(key_for(TEXTS[1])) is not None


def test_where_the_erasure_is_refused_no_answer_goes(case: Path, cache: AnswerCache):
    cache.put(key_for(TEXTS[1]), "small", answer(SECRET))
    with pytest.raises(Exception, match="cannot carry it out"):
        flow.erase(case, asked(case, "version-2"), by="Ana Reyes")
    assert cache.get(key_for(TEXTS[1])) is not None
