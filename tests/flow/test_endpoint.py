"""A batch read by an endpoint that fails at one text: the others are kept, and the one is read when it is given again.

The server is scripted and no model: it answers every request with one quotation of the words "said no", or with what the plan says.
"""

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import onrecord
from onrecord.errors import NotRead
from onrecord.flow import read_document, read_sources
from onrecord.ledger import Ledger, View
from onrecord.records import Document, Issue, Reading
from onrecord.settings import Endpoint, Settings

PIECES = {role: [{"sentence": 1, "words": words}] for role, words in (("source", "The mayor"), ("cue", "said"), ("content", "no"))}


class Scripted(http.server.HTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.statuses: list[int] = []
        self.requests = 0


class Handler(http.server.BaseHTTPRequestHandler):
    server: Scripted

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self.server.requests += 1
        self.send_response(self.server.statuses.pop(0) if self.server.statuses else 200)
        self.end_headers()
        content = json.dumps({"statements": [PIECES]})
        self.wfile.write(json.dumps({"choices": [{"message": {"content": content}, "finish_reason": "stop"}]}).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def server() -> Iterator[Scripted]:
    with Scripted() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def settings(server: Scripted, tmp_path: Path) -> Settings:
    url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    return Settings(reader="endpoint", endpoint=Endpoint(url=url, model="scripted", cache=str(tmp_path / "cache")))


@pytest.fixture
def reports(tmp_path: Path) -> list[str]:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"The mayor said no. There are {number} mills.")
    return [str(tmp_path / f"{number}.txt") for number in range(3)]


def test_the_reading_is_signed_with_model_and_prompt_and_not_with_the_address(settings: Settings, server: Scripted) -> None:
    said = read_document(Document(id="a", text="The mayor said no."), settings=settings)
    assert [(one.grade, one.act, said.text[slice(*one.source[0])]) for one in said.statements] == [("weak", "asserts", "The mayor")]
    assert said.reader is not None
    assert said.reader.name == "endpoint"
    assert said.reader.settings.keys() == {"program", "parties", "model", "prompt", "confidence"}
    assert "127.0.0.1" not in repr(said.reader)


def test_one_text_that_is_not_read_costs_the_others_nothing_and_is_read_later(
    settings: Settings, server: Scripted, reports: list[str], tmp_path: Path
) -> None:
    server.statuses = [200, 400]
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        first = list(read_sources(reports, ledger=ledger, settings=settings))
    assert [type(one) for one in first] == [Reading, Issue, Reading]
    issue = first[1]
    assert isinstance(issue, Issue)
    assert (issue.code, issue.outcome, issue.where) == ("reading.endpoint", "quarantined", "1.txt")
    with View.open(tmp_path / "case") as view:
        assert [kept.issue.code for kept in view.issues()] == ["reading.endpoint"]
        assert len(list(view.readings())) == 2
    with Ledger.open(tmp_path / "case", create=False) as ledger:
        second = list(read_sources(reports, ledger=ledger, settings=settings))
    assert [type(one) for one in second] == [Reading] * 3
    assert server.requests == 4, "only what was not read is asked for again"


def test_another_model_reads_again_and_the_earlier_reading_stays(
    settings: Settings, server: Scripted, reports: list[str], tmp_path: Path
) -> None:

    other = msgspec.structs.replace(settings, endpoint=msgspec.structs.replace(settings.endpoint, model="other"))
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        (first,) = read_sources(reports[:1], ledger=ledger, settings=settings)
        (second,) = read_sources(reports[:1], ledger=ledger, settings=other)
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert first.reader != second.reader
    assert first.statements == second.statements
    with View.open(tmp_path / "case") as view:
        assert [entry.type for entry in view.entries()].count("reading") == 2


def test_without_a_case_the_caller_is_told(settings: Settings, server: Scripted) -> None:
    server.statuses = [401]
    with pytest.raises(NotRead, match="refused the request \\(401\\)") as caught:
        onrecord.read("The mayor said no.", settings=settings)
    assert isinstance(caught.value, onrecord.OnRecordError)
