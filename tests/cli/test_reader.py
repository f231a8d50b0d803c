"""Choosing the reader on the command line, and what an endpoint is said to have cost. The server is scripted and no model."""

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.reading.readers import READERS

PIECES = {role: [{"sentence": 1, "words": words}] for role, words in (("source", "The mayor"), ("cue", "said"), ("content", "no"))}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        refused = b"clerk" in body
        message = {"refusal": "I will not."} if refused else {"content": json.dumps({"statements": [PIECES]})}
        self.send_response(200)
        self.end_headers()
        usage = {"prompt_tokens": 50, "completion_tokens": 5}
        self.wfile.write(json.dumps({"choices": [{"message": message}], "usage": usage}).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Path]:
    """A case whose settings name a scripted server, with a cache beside it."""
    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        (tmp_path / "case").mkdir()
        (tmp_path / "case" / "onrecord.toml").write_text(
            f'reader = "endpoint"\n[endpoint]\nurl = "http://127.0.0.1:{server.server_address[1]}/v1"\nmodel = "scripted"\n'
            'cache = "../answers"\nprice_in = 1\n'
        )
        yield tmp_path / "case"
        server.shutdown()
        thread.join()


@pytest.fixture
def reports(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor said no.")
    (tmp_path / "b.txt").write_text("The mayor said no. A clerk said yes.")
    rows = [{"id": name, "text": (tmp_path / f"{name}.txt").read_text(), "statements": []} for name in ("a", "b")]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


@pytest.mark.usefixtures("reports")
def test_the_case_chooses_the_reader_and_the_cost_is_said_once(command, case, tmp_path: Path) -> None:
    ended = command("--case", "case", "read", "a.txt", "b.txt", "--json")
    assert ended.code == 1
    (said,) = ended.objects
    assert said["reader"]["name"] == "endpoint"
    assert "b.txt: The model behind the endpoint refused to read this text." in ended.err
    line = (
        "endpoint: 2 requests, 0 cached answers, 100 tokens in, 10 out, cost 0.0001, 1 refusal, 0 statements not grounded, 1 text not read"
    )
    assert ended.err.count("endpoint: ") == 1
    assert line in ended.err
    assert len(list((tmp_path / "answers").rglob("*.json"))) == 1, "the cache of a case is seen from its folder"
    (tmp_path / "c.txt").write_text("The mayor said no. ")
    again = command("--case", "case", "read", "c.txt")
    assert "endpoint: 0 requests, 1 cached answer, " in again.err


@pytest.mark.usefixtures("reports")
def test_the_command_line_chooses_another(command, case) -> None:
    ended = command("--case", "case", "read", "a.txt", "b.txt", "--reader", "rules", "--json")
    assert ended.code == 0
    assert {said["reader"]["name"] for said in ended.objects} == {"rules"}
    assert "endpoint" not in ended.err


@pytest.mark.usefixtures("reports")
def test_a_text_that_was_not_read_counts_as_one_in_which_nothing_was_found(command, case, tmp_path: Path) -> None:
    command("--case", "case", "read", "a.txt")
    ended = command("--case", "case", "evaluate", "rows.jsonl", "--reader", "endpoint", "--save", "saved.jsonl")
    assert ended.code == 1
    assert "b: The model behind the endpoint refused to read this text." in ended.err
    assert "endpoint: 1 request, 1 cached answer, " in ended.err
    saved = [json.loads(line) for line in (tmp_path / "saved.jsonl").read_text().splitlines()]
    assert [(row["id"], len(row["statements"])) for row in saved] == [("a", 1), ("b", 0)]
    assert command("--case", "case", "evaluate", "rows.jsonl", "--reader", "rules").code == 0


@pytest.mark.usefixtures("reports")
def test_an_unknown_reader_is_wrong_use_and_makes_nothing(command, tmp_path: Path) -> None:
    for words in (("read", "a.txt"), ("evaluate", "rows.jsonl")):
        ended = command("--case", "new", *words, "--reader", "oracle")
        assert ended.code == 2
        assert "there is no reader called 'oracle'" in ended.err
        assert all(name in ended.err for name in READERS)
    assert not (tmp_path / "new").exists()


@pytest.mark.usefixtures("reports")
def test_an_endpoint_that_is_not_set_is_wrong_use(command) -> None:
    ended = command("evaluate", "rows.jsonl", "--reader", "endpoint")
    assert ended.code == 2
    assert "the reader endpoint needs a url" in ended.err
    assert 'write url = "…" below [endpoint] in onrecord.toml' in ended.err


@pytest.mark.usefixtures("reports")
def test_predictions_have_no_reader(command, tmp_path: Path) -> None:
    ended = command("evaluate", "rows.jsonl", "rows.jsonl", "--reader", "rules")
    assert ended.code == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('url = "http://models.example/v1"', "url must be https, or http on this machine"),
        ('key = "sk-1"', "there is no setting 'endpoint.key'"),
        ("timeout = -1", "timeout is -1.0"),
    ],
)
@pytest.mark.usefixtures("reports")
def test_a_fault_in_the_settings_of_the_endpoint_is_named(command, tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "onrecord.toml").write_text(f"[endpoint]\n{line}\n")
    ended = command("--case", "case", "read", "a.txt")
    assert ended.code == 2
    assert said in ended.err
    assert "sk-1" not in ended.err
