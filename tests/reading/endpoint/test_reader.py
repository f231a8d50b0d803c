"""The reader over real HTTP against the scripted server (conftest): what it asks, what it keeps, what it says when that fails."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import NotRead, WrongUse
from onrecord.reading.endpoint import EndpointReader
from onrecord.reading.endpoint.prompt import SCHEMA, SYSTEM
from onrecord.reading.page import Page
from onrecord.settings import Endpoint

TEXT = "The mayor of Orvane said that shells hit the mill. “We saw no army there,” a miller said. The army denied the claim."
PAGE = Page.of(TEXT)
FOUND = [
    (["The mayor of Orvane"], ["said"], ["that shells hit the mill"]),
    (["a miller"], ["said"], ["“We saw no army there,”"]),
    (["The army"], ["denied"], ["the claim"]),
]
KEY = "sk-secret-0123456789"


def said(reader: EndpointReader, page: Page = PAGE) -> list[tuple[list[str], ...]]:
    return [tuple([page.text[s:e] for s, e in role] for role in (a.source, a.cue, a.content)) for a in reader.attributions(page)]


def files(tmp_path: Path) -> list[Path]:
    return sorted(path for path in (tmp_path / "cache").rglob("*") if path.is_file())


def fails(reader: EndpointReader) -> NotRead:
    with pytest.raises(NotRead) as caught:
        reader.attributions(PAGE)
    return caught.value


def test_the_answer_of_the_server_comes_out_as_characters_of_the_text(reader, server) -> None:
    assert said(reader) == FOUND
    assert all(one.confidence < 0.5 and one.pattern == "model" for one in reader.attributions(PAGE))


def test_what_is_asked(reader, server) -> None:
    reader.attributions(PAGE)
    (request,) = server.seen
    assert server.paths == ["/v1/chat/completions"]
    assert (request["model"], request["temperature"], request["seed"], request["max_tokens"]) == ("scripted", 0, 0, 8192)
    assert request["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "statements", "strict": True, "schema": SCHEMA},
    }
    system, user = request["messages"]
    assert system == {"role": "system", "content": SYSTEM}
    assert user["role"] == "user"
    assert '{"sentence": 3, "words": "The army denied the claim."}' in user["content"]
    assert "authorization" not in server.headers[0]


def test_a_long_text_is_asked_for_part_by_part_and_spans_fit_the_whole(reader, server) -> None:
    page = Page.of("\n\n".join(f"The mayor of town {n} said that {'nothing ' * 300}was left." for n in range(6)))
    assert len(said(reader, page)) == 6
    assert len(server.seen) == 3
    assert [words[0] for words, _, _ in said(reader, page)] == [f"The mayor of town {n}" for n in range(6)]


def test_a_text_without_words_asks_nobody(reader, server) -> None:
    assert reader.answer(Page.of(" \n "))[:2] == ((), ())
    assert server.seen == []
    assert reader.told() is None


def test_an_altered_word_refuses_its_statement_and_no_other(reader, server) -> None:
    answer = server.answer
    server.answer = lambda request: answer(request).replace("the mill", "the old mill")
    attributions, issues, _ = reader.answer(PAGE)
    assert len(attributions) == 2
    (issue,) = issues
    assert (issue.code, issue.outcome) == ("reading.not-grounded", "refused")
    assert issue.where == "reader endpoint, part 1, statement 1"
    assert "old" not in issue.message
    assert "1 statement not grounded" in (reader.told() or "")


def test_a_statement_given_twice_is_one(reader, server) -> None:
    answer = server.answer
    server.answer = lambda request: json.dumps({"statements": json.loads(answer(request))["statements"] * 2})
    assert said(reader) == FOUND


def statement(number: int, words: str) -> dict[str, Any]:
    return {"source": [], "cue": [{"sentence": number, "words": words}], "content": []}


def test_a_statement_refused_again_and_again_is_one(reader, server) -> None:
    server.answer = lambda _: json.dumps({"statements": [statement(1, "invented"), statement(1, "said")] * 400})
    attributions, issues, _ = reader.answer(PAGE)
    assert (len(attributions), len(issues)) == (1, 1)
    assert "1 statement not grounded" in (reader.told() or "")


@pytest.mark.parametrize(("many", "last"), [(20, None), (21, "1 more attribution was"), (300, "280 more attributions were")])
def test_of_many_refused_statements_twenty_are_told_and_the_others_counted(reader, server, many: int, last: str | None) -> None:
    server.answer = lambda _: json.dumps({"statements": [statement(1, f"invented{n}") for n in range(many)]})
    attributions, issues, _ = reader.answer(PAGE)
    assert attributions == ()
    assert len(issues) == min(many, 21)
    assert last is None or issues[-1].message == f"{last} refused for reasons like those of the first 20."
    assert {issue.code for issue in issues} == {"reading.not-grounded"}
    assert f"{many} statements not grounded" in (reader.told() or "")


def test_an_answer_of_more_statements_than_a_text_can_hold_is_refused_and_not_kept(reader, server, asked, tmp_path: Path) -> None:
    server.answer = lambda _: json.dumps({"statements": [statement(1, "said")] * 1000})
    assert len(reader.attributions(PAGE)) == 1
    (file,) = files(tmp_path)
    one = b'{"source":[],"cue":[{"sentence":1,"words":"said"}],"content":[]}'
    whole = file.read_bytes()
    assert one in whole
    file.write_bytes(whole.replace(one, one + b"," + one, 1))
    server.answer = lambda _: json.dumps({"statements": [statement(1, "said")] * 1001})
    again = EndpointReader(asked())
    assert fails(again).message == "The model answered with 1,001 statements about one part of the text, more than 1,000."
    assert "1 damaged file of the cache ignored" in (again.told() or "")


# ---------------------------------------------------------------- kept answers


def test_the_second_time_nobody_is_asked_and_the_answer_is_the_same(reader, server, asked, tmp_path: Path) -> None:
    first = reader.answer(PAGE)
    assert EndpointReader(asked()).answer(PAGE) == first
    assert len(server.seen) == 1
    assert len(files(tmp_path)) == 1
    assert files(tmp_path)[0].stat().st_mode & 0o077 == 0


def test_another_model_is_asked_anew_and_the_first_one_s_answer_stays(reader, server, asked, tmp_path: Path) -> None:
    reader.attributions(PAGE)
    other = EndpointReader(asked(model="other"))
    other.attributions(PAGE)
    assert [request["model"] for request in server.seen] == ["scripted", "other"]
    assert len(files(tmp_path)) == 2
    assert other.signature != reader.signature


def test_the_same_part_in_another_text_is_not_asked_for_again(reader, server) -> None:
    filler = "\n\n".join(f"{n} {'word ' * 1100}" for n in range(2))
    reader.attributions(Page.of(filler))
    reader.attributions(Page.of(f"{filler}\n\nThe mayor said no."))
    assert len(server.seen) == 3


def test_the_address_and_the_key_sign_nothing(reader, asked, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = EndpointReader(asked(url="https://models.example/v1", key_variable="SOME_KEY"))
    assert (elsewhere.signature, elsewhere.version) == (reader.signature, reader.version)
    assert EndpointReader(asked(measured=0.9)).signature != reader.signature


@pytest.mark.parametrize("damage", [b"", b"{", b"[" * 100_000, b'{"key": "x"}', b"\xff\xfe", None])
def test_a_damaged_file_is_ignored_said_and_replaced(reader, server, asked, tmp_path: Path, damage: bytes | None) -> None:
    reader.attributions(PAGE)
    (file,) = files(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b'"key":"', b'"key":"0') if damage is None else damage)
    again = EndpointReader(asked())
    assert said(again) == FOUND
    assert "1 damaged file of the cache ignored" in (again.told() or "")
    assert file.read_bytes() == whole
    assert len(server.seen) == 2


def test_a_file_that_was_altered_cannot_invent_words(reader, asked, tmp_path: Path) -> None:
    reader.attributions(PAGE)
    (file,) = files(tmp_path)
    file.write_bytes(file.read_bytes().replace(b"The army", b"The navy"))
    attributions, issues, _ = EndpointReader(asked()).answer(PAGE)
    assert len(attributions) == 2
    assert [issue.code for issue in issues] == ["reading.not-grounded"]


def test_an_answer_that_cannot_be_kept_is_used_and_said(server, asked, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    reader = EndpointReader(asked(cache=str(tmp_path / "file" / "cache")))
    assert said(reader) == FOUND
    assert "1 answer could not be kept in the cache" in (reader.told() or "")


def test_answers_are_kept_in_the_user_s_cache_folder_unless_one_is_named(asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    EndpointReader(asked(cache=None)).attributions(PAGE)
    assert len(list((tmp_path / "own" / "onrecord" / "endpoint").rglob("*.json"))) == 1


# ---------------------------------------------------------------- counts


def test_what_it_cost_is_told_once(server, asked) -> None:
    reader = EndpointReader(asked(price_in=2, price_out=10))
    reader.attributions(PAGE)
    reader.attributions(PAGE)
    assert reader.told() == (
        "endpoint: 1 request, 1 cached answer, 100 tokens in, 10 out, cost 0.0003, 0 refusals, 0 statements not grounded"
    )
    assert reader.told() is None


@pytest.mark.parametrize(
    "usage", [None, "many", {"prompt_tokens": -5, "completion_tokens": 1}, {"prompt_tokens": True}, {"prompt_tokens": 1e300}]
)
def test_tokens_that_are_not_told_are_said_to_be(server, asked, usage: Any) -> None:
    server.plan = [server.reply(content='{"statements": []}', usage=usage)]
    reader = EndpointReader(asked(price_in=2))
    reader.attributions(PAGE)
    assert "0 tokens in, 0 out (1 answer told none), cost 0.0000 or more" in (reader.told() or "")


# ---------------------------------------------------------------- the key


def test_the_key_goes_into_the_header_and_nowhere_else(
    server, asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SOME_KEY", KEY)
    caplog.set_level(logging.DEBUG)
    server.plan = [server.reply(status=401, body=json.dumps({"error": f"wrong key {KEY}"}).encode())]
    reader = EndpointReader(asked(key_variable="SOME_KEY"))
    failure = fails(reader)
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"
    reader.attributions(PAGE)
    shown = [failure.message, repr(failure), repr(reader.signature), reader.version, reader.told(), caplog.text, repr(vars(reader))]
    assert all(KEY not in str(one) for one in shown)
    assert all(KEY.encode() not in path.read_bytes() for path in files(tmp_path))
    assert all(KEY not in json.dumps(request) for request in server.seen)


@pytest.mark.parametrize("escaped", ["nowhere", "in the response", "in the answer"])
def test_a_server_that_repeats_the_key_is_not_used(server, asked, tmp_path: Path, monkeypatch, escaped: str) -> None:
    monkeypatch.setenv("SOME_KEY", KEY)
    piece = [{"sentence": 1, "words": KEY}]
    content = json.dumps({"statements": [{"source": piece, "cue": piece, "content": piece}]})
    if escaped == "in the answer":
        content = content.replace(KEY, "".join(f"\\u{ord(letter):04x}" for letter in KEY))
    body = server.reply(content=content).bytes()
    server.plan = [server.reply(body=body.replace(b"sk-", b"\\u0073k-") if escaped == "in the response" else body)]
    failure = fails(EndpointReader(asked(key_variable="SOME_KEY")))
    assert "repeats the key" in failure.message
    assert files(tmp_path) == []


@pytest.mark.parametrize("value", [None, "", "  ", "two words", "line\nbreak-secret", "schlüssel"])
def test_a_key_that_is_none_is_wrong_use_and_is_not_repeated(server, asked, monkeypatch, value: str | None) -> None:
    if value is None:
        monkeypatch.delenv("SOME_KEY", raising=False)
    else:
        monkeypatch.setenv("SOME_KEY", value)
    with pytest.raises(WrongUse) as caught:
        EndpointReader(asked(key_variable="SOME_KEY")).attributions(PAGE)
    assert "key_variable" in caught.value.message
    assert "SOME_KEY" not in f"{caught.value.message} {caught.value.hint}"  # it may be the key, put there by mistake
    assert not value or value.strip() == "" or value not in f"{caught.value.message} {caught.value.hint}"
    assert server.seen == []


# ---------------------------------------------------------------- where it goes


@pytest.mark.parametrize("proxy", ["http_proxy", "HTTP_PROXY", "ALL_PROXY"])
def test_what_goes_to_this_machine_goes_through_no_proxy(reader, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv(proxy, "http://127.0.0.1:9")
    assert said(reader) == FOUND


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8080/v1",
        "http://127.0.0.1/v1",
        "http://127.8.8.8:1/v1/",
        "http://[::1]:80/v1",
        "https://m.example/v1",
        "https://xn--bcher-kva.example/v1",
        "https://my_models.example./v1",
        f"https://{'a' * 63}.example/v1",
        "https://192.168.0.5/v1",
    ],
)
def test_an_address_that_is_asked(url: str) -> None:
    assert Endpoint(url=url).url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://models.example/v1",
        "http://192.168.0.5/v1",
        "http://localhost.example/v1",
        "http://127.0.0.1.example/v1",
        "http://localhost@models.example/v1",
        "https://user:password@models.example/v1",
        "https://models.example/v1?key=5",
        "https://models.example/v1#x",
        "ftp://localhost/v1",
        "file:///etc/passwd",
        "localhost:8080/v1",
        "https:///v1",
        "https://models.example:99999/v1",
        "https://[::1/v1",
        "https://models.example/v 1",
        "https://models.example\n/v1",
        "https://modèles.example/v1",
        "https://a..b/v1",
        "https://xn--/v1",
        "https://models.xn--/v1",
        f"https://{'a' * 64}.example/v1",
        f"https://{'a.' * 130}example/v1",
        "https://999.999.999.999/v1",
        "https://[v1.x]/v1",
        "https://models%20.example/v1",
    ],
)
def test_an_address_that_is_not(url: str) -> None:
    with pytest.raises(ValueError, match="url") as caught:
        Endpoint(url=url)
    assert "password@" not in str(caught.value)


@pytest.mark.parametrize(
    "given_",
    [
        {"timeout": 0},
        {"timeout": float("nan")},
        {"timeout": 1e300},
        {"timeout": 86_401},
        {"retries": -1},
        {"retries": 11},
        {"answer_tokens": 0},
        {"measured": 1.5},
        {"price_in": -1},
        {"key_variable": ""},
        {"key_variable": " "},
        {"key_variable": "A=B"},
        {"key_variable": "A\0B"},
        {"key_variable": "sk-verysecret"},
        {"key_variable": "3f9c0aa1"},
        {"cache": "\0x"},
        {"cache": ""},
    ],
)
def test_a_setting_that_can_mean_nothing(given_: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="endpoint"):
        Endpoint(**given_)


def test_a_key_in_the_place_of_its_name_is_not_shown() -> None:
    with pytest.raises(ValueError, match="the key itself has no place in the settings") as caught:
        Endpoint(key_variable="sk-verysecret")
    assert "verysecret" not in str(caught.value)


def test_a_name_of_a_machine_that_only_the_package_refuses_is_wrong_use(asked) -> None:
    with pytest.raises(WrongUse, match="the endpoint's url is no address that can be asked") as caught:
        EndpointReader(asked(url="https://xn--ls8h.example/v1")).attributions(PAGE)
    assert "url in [endpoint] of onrecord.toml" in (caught.value.hint or "")


@pytest.mark.parametrize("missing", ["url", "model"])
def test_without_address_or_model_there_is_no_such_reader(asked, missing: str) -> None:
    with pytest.raises(WrongUse, match=f"needs a {missing}"):
        EndpointReader(asked(**{missing: ""}))


def test_without_the_package_one_sentence_says_so(reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(WrongUse, match="needs the package httpx") as caught:
        reader.attributions(PAGE)
    assert caught.value.hint == "pip install 'onrecord[llm]'"


def test_the_package_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, onrecord.reading.readers; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env={**os.environ}, check=False).returncode == 0


# ---------------------------------------------------------------- whatever is answered

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.sampled_from(TEXT.split()),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["statements", "source", "cue", "content", "words"]), inner)
    ),
    max_leaves=12,
)
piece = st.fixed_dictionaries(
    {"sentence": st.integers(-1, 5), "words": st.sampled_from([*TEXT.split(), "The mayor", "denied the claim", "nobody", ""])}
)
role = st.lists(piece, max_size=2)
statements = st.lists(st.fixed_dictionaries({"source": role, "cue": role, "content": role}), max_size=4)
answers = st.one_of(
    json_values.map(json.dumps),
    statements.map(lambda listed: json.dumps({"statements": listed})),
    st.text(max_size=40),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers)
def test_whatever_the_server_answers_every_span_is_characters_of_the_text(server, asked, tmp_path_factory, answer: str) -> None:
    server.answer = lambda _: answer
    reader = EndpointReader(asked(cache=str(tmp_path_factory.mktemp("cache")), retries=0))
    try:
        attributions, issues, _ = reader.answer(PAGE)
    except NotRead as failure:
        assert failure.code == "reading.endpoint"
        return
    listed = json.loads(answer)["statements"]
    assert len(issues) + len(attributions) <= len(listed)
    quoted = {" ".join(piece["words"].split()) for one in listed for pieces in one.values() for piece in pieces}
    for one in attributions:
        for start, end in (*one.source, *one.cue, *one.content):
            assert 0 <= start < end <= len(TEXT)
            assert " ".join(TEXT[start:end].split()) in quoted


def test_the_settings_are_handed_on(asked: Callable[..., Endpoint]) -> None:
    assert EndpointReader(asked(measured=0.75)).signature["confidence"] == 0.75
