"""Hostile inputs within bounds that the system sets: a process with so much processor time and memory reads them to the end."""

import gzip
import html
import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

CLAIM = "The River League said on Monday that three people had been hurt at the old mill in Upper Vale."
GOOD = "The mayor of Orvane denied that anybody had been hurt."

PROCESSOR = 60
"""Seconds of computing: several times what a slow machine needs, and far less than what takes time with the square of its size."""
MEMORY = 512 * 1024 * 1024


def _feed(item: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>x</title><item>{item}</item></channel></rss>'.encode()


def _page(body: str) -> bytes:
    return f"<html><body><article><p>{CLAIM}</p>{body}<p>{GOOD}</p></article></body></html>".encode()


_LAUGHS = "".join(f"<!ENTITY a{number} '{f'&a{number - 1};' * 10 if number else 'ha'}'>" for number in range(30))
_MANY = 200_000
INPUTS = {
    "p14 nested tags.html": _page("<b>" * _MANY),
    "p15 attributes.html": _page(f"<p {' '.join(f'a{number}=1' for number in range(_MANY))}>x</p>"),
    "p16 one text node.html": _page("grain " * 2_000_000),
    "tags that never end.html": _page("<a <a " * _MANY),
    "comments that never end.html": _page("<!-" * _MANY),
    "tables in tables.html": _page("<table><tr><td>" * 20_000),
    "entities.html": _page("&amp" * _MANY + "&#" * _MANY),
    "a quotation that never ends.html": _page(f'<img alt="{"x" * _MANY}'),
    "p22 no space.txt": b"x" * 8_000_000,
    "p22 joiners.txt": "\u200d".encode() * 1_000_000,
    "p22 ligatures.txt": "\ufdfa".encode() * 1_000_000,
    "p29 digits.txt": b"1" * 1_900_000 + b" people were killed.",
    "p29 groups.txt": b"1," * 900_000 + b" people were killed.",
    "p29 torn digits.txt": "1\u200b".encode() * 400_000 + b" people were killed.",
    "p23 laughs.rss": _feed("<title>&a29;</title>", f"<!DOCTYPE rss [{_LAUGHS}]>"),
    "p25 nested elements.rss": _feed("<a>" * 1_000_000),
    "p26 token.rss": _feed(f"<title a='{'x' * 4_000_000}'>y</title>"),
    "attributes.rss": _feed(f"<title {' '.join(f'''a{number}='1' ''' for number in range(60_000))}>y</title>"),
    "names of spaces.rss": _feed(f"<title {' '.join(f'''xmlns:a{number}='u{number}' ''' for number in range(60_000))}>y</title>"),
    "escapes.rss": _feed(f"<description>{html.escape('&amp;' * 300_000)}</description>"),
    "p28 depth.jsonl": json.dumps({"id": "1", "text": CLAIM}).encode() + b'\n{"id": "2", "text": ' + b"[" * 3_000_000,
    "keys.jsonl": ("{" + ",".join(f'"k{number}": 0' for number in range(400_000)) + f', "id": "1", "text": "{CLAIM}"}}').encode(),
    "members.txt.gz": gzip.compress(b"", mtime=0) * 500_000 + gzip.compress(CLAIM.encode()),
    "headers.eml": b"Message-ID: <1@b>\nMIME-Version: 1.0\n" + b"X-A: b\n" * 300_000 + b"Subject: x\n\n" + CLAIM.encode(),
    "words.eml": b"Message-ID: <1@b>\nMIME-Version: 1.0\nSubject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\n" + CLAIM.encode(),
}

READ = """
import resource, sys
from onrecord.intake import open_source
from onrecord.records import Issue
from onrecord.settings import Limits

for opened in open_source(sys.argv[1], jsonl=False, limits=Limits(), stdin=None):
    for one in [opened] if isinstance(opened, Issue) else opened.documents():
        print(one.code if isinstance(one, Issue) else f"read {len(one.text)}", flush=True)
"""


@pytest.mark.parametrize("name", INPUTS)
def test_it_is_answered_within_bounds(tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(INPUTS[name])

    def confine() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    command = [sys.executable, "-c", READ, str(tmp_path / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=confine)
    assert done.returncode == 0, done.stderr[-2000:]
    answers = done.stdout.split("\n")[:-1]
    assert answers
    assert "file.fault" not in answers
    assert "parse.memory" not in answers
