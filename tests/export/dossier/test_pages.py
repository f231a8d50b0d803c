"""The pages for people: nothing in them acts, nothing is hidden, and they say the same for the same case."""

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

from syrupy.assertion import SnapshotAssertion
from tests.conftest import missing
from tests.export.dossier.conftest import Desk
from tests.export.dossier.forging import taken_apart

from onrecord.export.dossier.words import foreign, seen


class Page(HTMLParser):
    """What a page has: tags with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.lines: list[str] = [""]
        self._hidden = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden += tag in ("style", "title")
        if tag in ("p", "div", "tr", "li", "h1", "h2", "h3", "h4", "blockquote", "br", "summary", "section"):
            self.lines.append("")
        if tag in ("td", "th"):
            self.lines[-1] += " | "

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.lines[-1] += data

    @property
    def text(self) -> str:
        return "\n".join(line for line in (" ".join(line.split()) for line in self.lines) if line)


def steady(text: str) -> str:
    """Without what is drawn anew for each case."""
    text = re.sub(r"onrecord/[0-9a-f]{16}", "onrecord/<log>", text)
    text = re.sub(r"\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{40,}", "+<key>", text)
    text = re.sub(r"onrecord\\/[0-9a-f]{16}", "onrecord/<log>", text)
    text = re.sub(r"\b[0-9a-f]{64}\b", "<hash>", text)
    text = re.sub(r"run [0-9a-f]{8}, [0-9,]+ ms", "run <run>, <n> ms", text)
    text = re.sub(r"\S*/reports/", "<folder>/", text)
    text = re.sub(r"\((?:un)?synchronised\)|\(unknown\)", "(<clock>)", text)
    return re.sub(r"onrecord \d+\.\d+\.\d+", "onrecord <version>", text)


def test_the_text_of_the_page(desk: Desk, snapshot: SnapshotAssertion):
    page = Page(taken_apart(desk.export("page.html"))["onrecord/report.html"].decode())
    assert steady(page.text) == snapshot


def test_the_instructions(desk: Desk, snapshot: SnapshotAssertion):
    text = taken_apart(desk.export("page.html"))["onrecord/VERIFY.txt"].decode()
    assert steady(text) == snapshot
    assert not [line for line in text.splitlines() if len(line) > 80]
    key = (desk.case / "keys" / "log.vkey").read_text().strip()
    assert f"\n{key}\n" in text
    assert f"one line of {len(key)} letters" in text


def test_nothing_in_the_page_acts_or_comes_from_elsewhere(desk: Desk):
    source = taken_apart(desk.export("wire.txt", "page.html", "hostile.txt"))["onrecord/report.html"].decode()
    page = Page(source)
    assert {tag for tag, _ in page.tags} <= set(
        "html head meta title style body header main section h1 h2 h3 h4 p strong nav ol ul li a br div span mark bdi blockquote table"
        " thead tbody tr th td details summary".split()
    )
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "srcset", "background", "action", "style")]
        if tag == "a":
            assert (attributes["href"] or "").startswith("#")
    (policy,) = (attributes["content"] for tag, attributes in page.tags if attributes.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "{{ 7*7 }}" in source
    assert "&lt;script&gt;" in source


def test_what_cannot_be_seen_is_written_out(desk: Desk):
    source = taken_apart(desk.export("hostile.txt"))["onrecord/report.html"].decode()
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f]", source)
    assert "U+202E" in source
    assert str(seen("a\u200bb<")) == 'a<span class="unseen" title="zero width space">U+200B</span>b&lt;'
    assert str(foreign("نص")) == "<bdi>نص</bdi>"


def test_the_steps_with_plain_tools_work_as_they_are_written(desk: Desk, tmp_path: Path):
    """Every command of VERIFY.txt, step 4 a to e, run by a shell."""
    if not shutil.which("openssl"):
        missing("openssl")
    path = desk.export("page.html")
    members = taken_apart(path)
    shutil.copy(path, tmp_path / "NAME.wacz")
    shutil.copy(f"{path}.tlog-proof", tmp_path / "NAME.wacz.tlog-proof")
    shutil.copy(desk.case / "keys" / "log.vkey", tmp_path / "key.txt")
    steps = members["onrecord/VERIFY.txt"].decode().partition("4. WITH PLAIN TOOLS")[2].partition("5. WHAT IS SHOWN")[0]
    part = dict(zip("abcde", re.split(r"^[a-e]\) ", steps, flags=re.MULTILINE)[1:], strict=True))

    def run(letter: str) -> str:
        lines = part[letter].splitlines()
        commands = [at for at, line in enumerate(lines) if line.startswith("    ")]
        copied = "\n".join(lines[commands[0] : commands[-1] + 1])  # as somebody marks and pastes them
        ran = subprocess.run(["bash", "-ec", copied], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, (letter, ran.stderr)
        return ran.stdout

    whole = run("a")
    digest = whole.split()[0]
    assert whole.splitlines()[1:] == [f'"sha256":"{digest}","size":{path.stat().st_size}']
    listed = run("b")
    assert "ALTERED" not in listed
    assert listed.count("good") == len(members) - 2
    assert "FAILED" not in run("c")
    assert "Signature Verified Successfully" in run("d")
    assert "Verified OK" in run("e")
