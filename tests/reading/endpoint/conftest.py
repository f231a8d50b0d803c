"""A scripted server over real HTTP on this machine. It is scripted and no model: what it shows of models is said in the guide.

It reads the request as a server would, takes the sentences out of it and marks who said what by one small regular expression, so that
its answers depend on the article. It is gullible on purpose: any order that reaches it outside the data – as a line of prose, behind a
forged border, behind a mark of a chat format – it obeys, by answering that nobody said anything.
"""

import http.server
import json
import re
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from onrecord.reading.endpoint import EndpointReader
from onrecord.settings import Endpoint

SAID = re.compile(
    r"(?P<first>[“\"][^”\"]+[”\"]) (?P<late>(?:the|a)(?: \w+)+?|[A-Z]\w+(?: [A-Z]\w+)*) (?P<after>said)"
    r"|(?P<source>(?:The|A|An|[A-Z]\w+)[\w ]*?) (?P<cue>said|denied|confirmed|announced|accused) (?P<content>.+?)[.!?]?$",
    re.DOTALL,
)
ORDER = re.compile(
    r"\b(ignore|disregard|forget|instead|attribute|override|system|assistant|instructions?|answer|output|return|task|respond|reply|stop)\b",
    re.IGNORECASE,
)
CHAT_MARK = re.compile(r"<\|.*?\|>|\[/?INST\]|</?s>|<(?:start|end)_of_turn>|<</?SYS>>")
TAGS = {code + 0xE0000: chr(code) for code in range(0x20, 0x7F)}


def obeys(words: str) -> bool:
    """Whether the server takes words for an order; it reads hidden letters and looks through invisible ones."""
    seen = words.translate(TAGS)
    return bool(ORDER.search("".join(c for c in seen if unicodedata.category(c) != "Cf")))


def marked(number: int, words: str) -> list[dict[str, Any]]:
    """The statement of one sentence, or none."""
    match = SAID.search(words)
    if match is None:
        return []
    roles = {
        "source": match["late"] or match["source"],
        "cue": match["after"] or match["cue"],
        "content": match["first"] or match["content"],
    }
    return [{role: [{"sentence": number, "words": said}] for role, said in roles.items()}]


def answer_by_rule(request: dict[str, Any]) -> str:
    """What the scripted server answers: statements of the sentences in the data, or none at all when it was told something else."""
    prose, data = [], []
    for message in request["messages"][1:]:
        asked, *behind_marks = CHAT_MARK.split(message["content"])
        prose += behind_marks
        (mark,) = re.findall(r"with the mark (\S+)\.", asked.splitlines()[0])
        inside = False
        for line in asked.splitlines():
            if line == f"BEGIN {mark}":
                inside = True
            elif line == f"END {mark}":
                inside = False
            elif inside and (sentence := as_sentence(line)):
                data.append(sentence)
            else:
                prose.append(line)
                if inside:
                    data.append((len(data) + 1, line))
    if any(obeys(line) for line in prose):
        return json.dumps({"statements": []})
    return json.dumps({"statements": [said for number, words in data for said in marked(number, words)]})


def as_sentence(line: str) -> tuple[int, str] | None:
    try:
        value = json.loads(line)
        return value["sentence"], value["words"]
    except (ValueError, TypeError, KeyError):
        return None


@dataclass
class Reply:
    """One scripted response; with ``content`` alone, a chat completion of these words."""

    content: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    delay: float = 0
    message: dict[str, Any] = field(default_factory=dict)
    finish: str = "stop"
    usage: Any = field(default_factory=lambda: {"prompt_tokens": 100, "completion_tokens": 10})

    def bytes(self) -> bytes:
        if self.body is not None:
            return self.body
        message = {"role": "assistant", "content": self.content, **self.message}
        choice = {"index": 0, "message": message, "finish_reason": self.finish}
        return json.dumps({"object": "chat.completion", "choices": [choice], "usage": self.usage}).encode()


class ScriptedServer(http.server.ThreadingHTTPServer):
    """No model. ``plan`` is answered first, a reply a request; after it, ``answer`` gives the words."""

    daemon_threads = True
    reply = Reply

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.plan: list[Reply] = []
        self.answer: Callable[[dict[str, Any]], str] = answer_by_rule
        self.seen: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away in the middle is what some tests are about."""


class _Handler(http.server.BaseHTTPRequestHandler):
    server: ScriptedServer

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.seen.append(request)
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        self.server.paths.append(self.path)
        reply = self.server.plan.pop(0) if self.server.plan else Reply(content=self.server.answer(request))
        time.sleep(reply.delay)
        body = reply.bytes()
        self.send_response(reply.status)
        for name, value in {"Content-Length": str(len(body)), **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the tests' output is theirs."""


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that were waited before a request was made again; nobody waits them here."""
    waited: list[float] = []
    monkeypatch.setattr("onrecord.reading.endpoint.exchange.pause", waited.append)
    return waited


@pytest.fixture
def asked(server: ScriptedServer, tmp_path: Path) -> Callable[..., Endpoint]:
    """``asked(model="other")``: settings that ask the scripted server, with a cache in the folder of the test."""

    def settings(**given: Any) -> Endpoint:
        return Endpoint(**{"url": server.url, "model": "scripted", "cache": str(tmp_path / "cache"), "timeout": 20, **given})

    return settings


@pytest.fixture
def reader(asked: Callable[..., Endpoint]) -> EndpointReader:
    return EndpointReader(asked())
