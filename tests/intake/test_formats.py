"""The table of formats: complete, and loaded only when needed."""

import subprocess
import sys
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from onrecord.intake.detect import Detected
from onrecord.intake.formats import FORMATS, FormatReader, format_reader

OTHERWISE_ANSWERED = {"empty", "unread"}


def test_every_kind_that_is_told_apart_has_its_reader() -> None:
    assert set(FORMATS) | OTHERWISE_ANSWERED == set(get_args(get_type_hints(Detected)["kind"]))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_reader_takes_what_it_is_given(name: str) -> None:
    assert get_type_hints(format_reader(name)) == get_type_hints(FormatReader.__call__)


READ = """
import sys
from onrecord import flow
list(flow.read_sources([sys.argv[1]]))
print("trafilatura" in sys.modules)
"""


@pytest.mark.parametrize(
    ("file", "data", "loaded"), [("a.txt", "Nobody was hurt.", "False"), ("a.html", "<p>Nobody was hurt.</p>", "True")]
)
def test_what_chooses_the_article_of_a_page_is_loaded_for_pages_alone(tmp_path: Path, file: str, data: str, loaded: str) -> None:
    (tmp_path / file).write_text(data, encoding="utf-8")
    said = subprocess.run([sys.executable, "-c", READ, str(tmp_path / file)], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == loaded
