"""The table of formats: complete, and loaded only when needed."""

import subprocess
import sys
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from onrecord.intake.detect import Detected
from onrecord.intake.formats import CONTAINERS, FORMATS, HARMLESS, FormatReader, container, format_reader
from onrecord.intake.member import Container

OTHERWISE_ANSWERED = {"empty", "unread"}


def test_every_kind_that_is_told_apart_has_its_reader() -> None:
    assert set(FORMATS) | set(CONTAINERS) | OTHERWISE_ANSWERED == set(get_args(get_type_hints(Detected)["kind"]))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_reader_takes_what_it_is_given(name: str) -> None:
    assert get_type_hints(format_reader(name)) == get_type_hints(FormatReader.__call__)


@pytest.mark.parametrize("name", sorted(CONTAINERS))
def test_every_container_is_gone_through_alike(name: str) -> None:
    *given, members = get_args(Container)
    hints = get_type_hints(container(name))
    assert (list(hints.values())[:-1], hints["return"]) == (given[0], members)


def test_what_is_read_in_the_main_process_is_a_format() -> None:
    assert set(FORMATS) >= HARMLESS
    assert "html" not in HARMLESS


READ = """
import sys
from onrecord import flow
from onrecord.settings import Settings
list(flow.read_sources([sys.argv[1]], settings=Settings(workers=0)))
print("trafilatura" in sys.modules)
"""


@pytest.mark.parametrize(
    ("file", "data", "loaded"), [("a.txt", "Nobody was hurt.", "False"), ("a.html", "<p>Nobody was hurt.</p>", "True")]
)
def test_what_chooses_the_article_of_a_page_is_loaded_for_pages_alone(tmp_path: Path, file: str, data: str, loaded: str) -> None:
    (tmp_path / file).write_text(data, encoding="utf-8")
    said = subprocess.run([sys.executable, "-c", READ, str(tmp_path / file)], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == loaded
