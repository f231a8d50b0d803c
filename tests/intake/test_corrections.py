"""A file of corrections: each line is a request or an issue with its place, whatever stands in it."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import BadInput
from onrecord.intake import read_corrections
from onrecord.records import CorrectionRequest, Issue
from onrecord.settings import Limits

REQUEST = {"record": "vale/f1", "set": {"min": 3, "group": None}, "reason": "counted again", "by": "Ana Reyes"}


def test_a_line_is_what_a_person_asks_for(tmp_path: Path) -> None:
    file = tmp_path / "corrections.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(REQUEST).encode() + b"\r\n\n" + b'{"record":"vale","add":"figure"}')
    (first, one), (third, other) = read_corrections(file, Limits())  # type: ignore[misc]  # no issue among them
    assert (first, third) == (f"{file}, line 1", f"{file}, line 3")
    assert one == CorrectionRequest(record="vale/f1", set={"min": 3, "group": None}, reason="counted again", by="Ana Reyes")
    assert (other.add, other.withdraw) == ("figure", False)


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        (b"[1]", "json.type", "Expected an object with record and set, add, withdraw or take_back, found a list"),
        (b'{"record": "a", "set": {}, "colour": 1}', "review.line", "colour"),
        (b'{"set": {}}', "review.line", "record"),
        (b'{"record": 3}', "review.line", "$.record"),
        (b'{"record": "a", "add": "finding"}', "review.line", "$.add"),
        (b'{"record": "a", "record": "b"}', "json.duplicate-key", "stands twice"),
        (b'{"record": "\xff"}', "text.encoding", "Not UTF-8"),
        (b'{"record": ', "json.syntax", "Not JSON"),
        (b"[" * 100_000, "json.depth", "Nested too deeply"),
    ],
)
def test_a_line_that_is_none_is_an_issue_and_the_rest_goes_on(tmp_path: Path, line: bytes, code: str, told: str) -> None:
    file = tmp_path / "corrections.jsonl"
    file.write_bytes(line + b"\n" + json.dumps(REQUEST).encode() + b"\n")
    issue, request = read_corrections(file, Limits())
    assert isinstance(issue, Issue)
    assert (issue.code, issue.outcome, issue.where) == (code, "refused", f"{file}, line 1")
    assert told in issue.message
    assert not isinstance(request, Issue)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=40) | st.just(json.dumps(REQUEST).encode()), max_size=6))
def test_any_bytes_are_requests_or_issues_with_their_places(tmp_path: Path, lines: list[bytes]) -> None:
    file = tmp_path / "corrections.jsonl"
    file.write_bytes(b"\n".join(lines))
    for found in read_corrections(file, Limits()):
        if isinstance(found, Issue):
            assert found.where.startswith(str(file))
            assert found.message
        else:
            assert isinstance(found[1], CorrectionRequest)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.jsonl"):
        with pytest.raises(BadInput, match=str(path)):
            list(read_corrections(path, Limits()))
    (tmp_path / "long.jsonl").write_bytes(b"x" * 100)
    with pytest.raises(BadInput, match=r"limits\.file_bytes"):
        list(read_corrections(tmp_path / "long.jsonl", Limits(file_bytes=10)))
