"""Keys that are given: each line of a file is one, and what gives none is wrong use and never the same as giving nothing."""

from pathlib import Path

import pytest
from tests.both_verifiers import verify
from tests.export.lone.making import Making, signing_key, vkey, write

from onrecord.errors import BadInput
from onrecord.export import verify as lone
from onrecord.ledger.verify import given_keys, policy_of

FIRST, SECOND = vkey(signing_key("log")), vkey(signing_key("second log key"))
WITNESS = vkey(signing_key("witness"), "witness.example", 4)
OF_NO_KIND = "onrecord/0123456789abcdef+00000000+BQ=="
NONE = {
    "nothing": "",
    "a blank": " ",
    "a line end": "\n",
    "two on a line": f"{FIRST} {SECOND}",
    "a tab between": f"{FIRST}\t{SECOND}",
    "a carriage return between": f"{FIRST}\r{SECOND}",
    "a form feed between": f"{FIRST}\f{SECOND}",
    "a line separator between": f"{FIRST}\u2028{SECOND}",
    "the letter for a next line between": f"{FIRST}\x85{SECOND}",
    "one and something": f"{FIRST}\nsomething\n",
    "of no kind": OF_NO_KIND,
}


@pytest.mark.parametrize("option", ["--key", "--witness"])
@pytest.mark.parametrize("as_file", [False, True], ids=["text", "file"])
@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_gives_no_key_is_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, *, as_file: bool, option: str
) -> None:
    text = text.replace(FIRST, WITNESS) if option == "--witness" else text
    if as_file:
        (tmp_path / "key").write_bytes(text.encode())
    given = str(tmp_path / "key") if as_file else text
    with pytest.raises(BadInput):
        policy_of(**{"keys" if option == "--key" else "witnesses": [given]})
    with pytest.raises(SystemExit) as ended:
        lone.main([str(tmp_path), option, given])
    assert ended.value.code == 2
    assert option in capsys.readouterr().err


def test_a_file_of_keys_longer_than_any_is_wrong_use(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text(f"{FIRST}\n" * (1 + (1 << 20) // len(FIRST)))
    with pytest.raises(BadInput, match="longer"):
        given_keys(str(path))
    with pytest.raises(ValueError, match=r"^$"):
        lone.keys_given(str(path))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "", "\n\n", " \n"])
def test_a_file_gives_a_key_a_line(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "key"
    path.write_bytes(f"{FIRST}\n{SECOND}{ending}".encode())
    assert [one.encoded() for one in given_keys(str(path))] == [FIRST, SECOND]
    assert [one.text for one in lone.keys_given(str(path))] == [FIRST, SECOND]


@pytest.mark.parametrize("between", [" ", "\t", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "", "+", "="])
def test_two_keys_on_a_line_of_the_file_of_keys_are_none(tmp_path: Path, between: str) -> None:
    made = Making()
    made.begin()
    files = made.files() | {"keys/log.vkey": f"{FIRST}{between}{SECOND}\n".encode()}
    assert [(one.code, one.place) for one in verify(write(tmp_path / "case", files)).findings] == [("key.malformed", "keys/log.vkey")]
