"""Evidence made whole by somebody else, or by the owner in ways that no page gives: both verifiers refuse it, by the same codes."""

import base64
import json
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.both_verifiers import verify
from tests.export.lone.making import (
    AGENT,
    AT,
    Making,
    dossier,
    listed,
    record_line,
    signing_key,
    small_case,
    time_stamp,
    vkey,
    write,
    zipped,
)

from onrecord.errors import BadInput
from onrecord.export import verify as lone
from onrecord.ledger.tlog.note import ED25519, ED25519_COSIGNATURE, MLDSA44, Signature, SigningKey, VerifierKey
from onrecord.ledger.verify import canonical, policy_of

VICTIM = vkey(signing_key("log"))
SALT = "5" * 32


def codes(path: Path, **given: Any) -> set[str]:
    return {one.code for one in verify(path, policy_of(**given)).findings}


def raw(made: Making, kind: str, body: bytes, *disclosures: str) -> None:
    """An entry with a record of these very bytes."""
    number = len(made.lines)
    made.digests.append(sha256(bytes.fromhex(SALT) + body).hexdigest())
    made.generated.append([number])
    entry = {"agent": AGENT, "at": AT, "generated": [made.digests[-1]], "sequence": len(made.entries), "type": kind, "v": 2}
    made.entries.append(rfc8785.dumps(entry))
    shown = b'"disclosures":[%s],' % b",".join(b'"%s"' % one.encode() for one in disclosures) if disclosures else b""
    made.lines.append(b'{%s"number":%d,"record":%s,"salt":"%s","type":"%s"}\n' % (shown, number, body, SALT.encode(), kind.encode()))


def begun(key: Ed25519PrivateKey | None = None) -> Making:
    made = Making(key=key or signing_key("log"))
    made.begin()
    return made


# --- a whole log under somebody else's key ------------------------------------------------------------------------------


def forged(*, begin: bool = True) -> Making:
    """Under the origin of a log of others; the file of keys holds theirs as well."""
    made = Making(key=signing_key("forger"))
    made.begin() if begin else made.entry("begin")
    made.keys = [VICTIM, *made.keys]
    made.entry("document", {"id": "forged.txt", "text": "Nobody was killed in Ostrel.\n"})
    return made


def without_the_record_of_begin(folder: Path) -> Path:
    return write(folder / "case", forged(begin=False).files())


def without_entries(folder: Path) -> Path:
    made = Making(key=signing_key("forger"), keys=[VICTIM, vkey(signing_key("forger"))])
    return write(folder / "case", made.files())


def put_in(folder: Path, members: dict[str, bytes]) -> Path:
    (folder / "out.wacz").write_bytes(dossier(members))
    return folder / "out.wacz"


def without_begin(folder: Path) -> Path:
    return put_in(folder, forged().members([1]))


def with_begin_withheld(folder: Path) -> Path:
    return put_in(folder, forged().members(withheld=[0]))


def with_the_true_begin(folder: Path) -> Path:
    """The record of `begin` is that of the log of others, and the record of a witness is withheld."""
    made = begun()
    made.key, made.keys = signing_key("forger"), [VICTIM, vkey(signing_key("forger"))]
    made.entry("document", {"id": "forged.txt", "text": "Nobody was killed in Ostrel.\n"})
    made.entry("witness", {})
    return put_in(folder, made.members(withheld=[2]))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (without_the_record_of_begin, "entry.malformed"),
        (without_entries, "begin.missing"),
        (without_begin, "begin.missing"),
        (with_begin_withheld, "record.malformed"),
        (with_the_true_begin, "record.malformed"),
    ],
)
def test_a_log_that_others_signed_is_not_that_of_the_key_given(tmp_path: Path, make: Callable[[Path], Path], code: str):
    path = make(tmp_path)
    assert codes(path, keys=[VICTIM]) >= {code, "key.other"}
    assert code in codes(path)


def test_a_key_given_leads_on_through_shown_changes_alone(tmp_path: Path):
    case = write(tmp_path / "case", small_case().files())
    assert not codes(case, keys=[VICTIM])
    lines = (case / "records" / "000000.jsonl").read_bytes().splitlines(keepends=True)
    (change,) = [at for at, line in enumerate(lines) if b"key-rotate" in line]
    (case / "records" / "000000.jsonl").write_bytes(b"".join(lines[:change]))
    assert codes(case, keys=[VICTIM]) >= {"record.missing", "key.other"}
    assert "key.other" not in codes(case, keys=[vkey(signing_key("second log key"))])


# --- keys in the file ----------------------------------------------------------------------------------------------------

ML = SigningKey("onrecord/0123456789abcdef", MLDSA44, b"\x09" * 32)


def test_a_key_that_the_log_never_had_is_found(tmp_path: Path):
    made = begun()
    made.keys.append(vkey(signing_key("stranger")))
    case = write(tmp_path / "case", made.files())
    assert codes(case) == {"key.other"}
    (case / "keys" / "log.key.next").write_bytes(b"")  # a change of keys was stopped: it may be the key to come
    assert not codes(case)


def test_a_post_quantum_key_is_shown_only_where_it_was_given(tmp_path: Path):
    made = begun()
    made.keys.append(ML.verifier.encoded())
    case = write(tmp_path / "case", made.files())
    assert codes(case) == {"key.other"}
    (case / "log" / "checkpoint").write_bytes(made.checkpoint() + ML.sign(made.body().decode()).line().encode())
    verdict = verify(case)
    assert (verdict.exit, verdict.keys) == (0, (VICTIM,))
    assert "key-unbound" in {one.code for one in verdict.not_shown}
    verdict = verify(case, policy_of(keys=[VICTIM, ML.verifier.encoded()]))
    assert (verdict.exit, len(verdict.keys)) == (0, 2)
    assert "key-unbound" not in {one.code for one in verdict.not_shown}


IMPROPER = [(1).to_bytes(32, "little"), bytes(32), b"\2" + bytes(31), b"\xff" * 32, (2**255 - 20).to_bytes(32, "little")]


@pytest.mark.parametrize("point", IMPROPER, ids=["neutral", "of order 4", "off the curve", "beyond the field", "of order 2"])
def test_keys_under_which_anything_could_be_signed_are_none(tmp_path: Path, point: bytes):
    weak = VerifierKey("onrecord/0123456789abcdef", ED25519, point)
    made = begun()
    made.keys.append(weak.encoded())
    assert "key.malformed" in codes(write(tmp_path / "case", made.files()))
    for given in ({"keys": [weak.encoded()]}, {"witnesses": [VerifierKey("w.example", ED25519_COSIGNATURE, point).encoded()]}):
        with pytest.raises(BadInput):
            policy_of(**given)


def test_a_log_under_the_neutral_point_is_refused(tmp_path: Path):
    weak = VerifierKey("onrecord/0123456789abcdef", ED25519, IMPROPER[0])
    made = Making(keys=[weak.encoded()])
    made.begin()
    case = write(tmp_path / "case", made.files())
    line = Signature(weak.name, weak.key_id, IMPROPER[0] + bytes(32)).line()
    (case / "log" / "checkpoint").write_bytes(made.body() + b"\n" + line.encode())
    assert "key.malformed" in codes(case)


def test_a_name_of_a_key_has_no_control_characters(tmp_path: Path):
    made = begun()
    made.keys.append(vkey(signing_key("log"), "onrecord/0123456789abcdef\x01"))
    assert "key.malformed" in codes(write(tmp_path / "case", made.files()))


# --- what may lie there before it is published ---------------------------------------------------------------------------


def with_lines_to_come(folder: Path, *, published: int, lines: int, later: int) -> Path:
    """A case of two entries, with the checkpoint of as many as are ``published`` and that of more as the one to come."""
    made = begun()
    for number in range(1, 4):
        made.entry("note", {"n": number})
    whole = made.files()
    made.entries = made.entries[:published]
    kept, made.lines = made.lines, made.lines[:published]
    case = write(folder / "case", made.files())
    (case / "records" / "000000.jsonl").write_bytes(b"".join(kept[:lines]))
    if later == len(kept):
        (case / "log" / "checkpoint.tmp").write_bytes(whole["log/checkpoint"])
    else:
        shutil.copy(case / "log" / "checkpoint", case / "log" / "checkpoint.tmp")
    return case


def test_a_copy_of_the_checkpoint_excuses_no_line(tmp_path: Path):
    case = with_lines_to_come(tmp_path, published=2, lines=4, later=2)
    (case / "records" / "000007.jsonl").write_bytes(b"rubbish\n")
    verdict = verify(case)
    places = [(one.code, one.place) for one in verdict.findings]
    assert places == [("record.unexpected", "records/000000.jsonl, line 3"), ("record.unexpected", "records/000007.jsonl")]
    assert "pending" not in {one.code for one in verdict.not_shown}


def test_a_later_checkpoint_excuses_what_its_entries_can_name(tmp_path: Path):
    case = with_lines_to_come(tmp_path, published=2, lines=4, later=4)
    verdict = verify(case)
    assert not verdict.findings
    assert "pending" in {one.code for one in verdict.not_shown}
    with (case / "records" / "000000.jsonl").open("ab") as file:
        file.write(b"rubbish\n" * 2 * (65_535 // 67))
    (case / "records" / "000001.jsonl").write_bytes(b"rubbish\n")
    places = {one.place for one in verify(case).findings}
    assert places == {f"records/000000.jsonl, line {3 + 2 * (65_535 // 67)}", "records/000001.jsonl"}


# --- names and links -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [b"anchors/\xff\x1b[31m.x", b"blobs/\xff", b"records/\xff", b"log/\xff"])
def test_names_that_are_no_text_are_told_all_the_same(tmp_path: Path, name: bytes):
    case = write(tmp_path / "case", begun().files() | {"anchors/1.checkpoint": begun().checkpoint()})
    (case / "blobs").mkdir()
    Path(os.fsdecode(os.fsencode(case) + b"/" + name)).write_bytes(b"")
    verdict = verify(case)
    told = [one.place for one in verdict.findings] + [one.message for one in verdict.not_shown]
    assert any("\\udcff" in one for one in told)
    "".join(told).encode("utf-8")


@pytest.mark.parametrize("folder", ["anchors", "records", "blobs", "keys", "log"])
def test_what_lies_behind_a_link_is_not_even_listed(tmp_path: Path, folder: str):
    case = write(tmp_path / "case", small_case().files())
    shutil.rmtree(case / folder)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret").write_bytes(b"")
    (case / folder).symlink_to(tmp_path / "elsewhere")
    verdict = verify(case)
    assert verdict.exit
    assert "secret" not in "".join(one.place + one.message for one in verdict.findings) + "".join(one.message for one in verdict.not_shown)


@pytest.mark.parametrize("name", ["../../x", "/etc/x", "a\0b", "./onrecord/checkpoint", "onrecord//x", "a/", "a\\b", "a\nb"])
def test_a_member_that_could_be_unpacked_elsewhere(tmp_path: Path, name: str):
    path = put_in(tmp_path, small_case().members() | {name: b"x"})
    assert [(one.code, one.place) for one in verify(path).findings] == [("dossier.structure", name)]


# --- what is not written as it must be -----------------------------------------------------------------------------------

DISCLOSED = "WyJhIl0"
COMMITTED = base64.urlsafe_b64encode(sha256(DISCLOSED.encode()).digest()).rstrip(b"=")
NOT_CANONICAL = {
    "no JSON": b"not json",
    "nothing": b"",
    "a space": b' {"a":1}',
    "keys in another order": b'{"b":1,"a":2}',
    "a key twice": b'{"a":1,"a":2}',
    "a control character": b'{"a":"\x01"}',
    "no UTF-8": b'{"a":"\xff"}',
    "half a letter": b'{"a":"\\ud800"}',
    "no number": b'{"a":NaN}',
    "too large a number": b'{"a":1e999}',
    "5,000 digits": b'{"a":' + b"9" * 5000 + b"}",
    "a nought before": b'{"a":01}',
    "too deep": b"[" * 5000 + b"]" * 5000,
    "fields of the line": b'"x","salt":"' + b"0" * 32 + b'","type":"note"',
}


@pytest.mark.parametrize("disclosures", [(), (DISCLOSED,)], ids=["", "disclosed"])
@pytest.mark.parametrize("body", NOT_CANONICAL.values(), ids=NOT_CANONICAL)
def test_every_record_is_canonical_json(tmp_path: Path, body: bytes, disclosures: tuple[str, ...]):
    made = begun()
    raw(made, "note", body.replace(b"{", b'{"_sd":["' + COMMITTED + b'"],', 1) if disclosures else body, *disclosures)
    assert codes(write(tmp_path / "case", made.files())) == {"record.malformed"}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("capture", b'{"sha256":"' + b"0" * 64 + b'","size":9007199254740992}'),
        ("capture", b'{"sha256":"' + b"0" * 64 + b'","size":-1}'),
        ("erase", b'{"forgotten":-1,"originals":[]}'),
        ("erase", b'{"forgotten":9007199254740992,"originals":[]}'),
        ("erase", b'{"forgotten":100000000000000000000,"originals":[]}'),
    ],
)
def test_numbers_are_those_that_every_reader_of_json_holds(tmp_path: Path, kind: str, body: bytes):
    made = begun()
    raw(made, kind, body)
    assert codes(write(tmp_path / "case", made.files())) == {"record.malformed"}


@pytest.mark.parametrize("number", ["1e+21", "1e+23", "4.35", "1e-7", "123456789012345680000"])
def test_numbers_that_are_not_whole_or_too_great_stand_in_no_entry(tmp_path: Path, number: str):
    made = begun()
    made.entry("note", {"a": 1})
    made.entries[1] = made.entries[1].replace(b'"monotonic":1200', b'"monotonic":' + number.encode())
    assert number.encode() in made.entries[1]
    assert codes(write(tmp_path / "case", made.files())) == {"entry.malformed"}


def test_a_disclosure_that_stands_many_times_is_found_once(tmp_path: Path):
    made = begun()
    raw(made, "note", b'{"_sd":["%s"]}' % COMMITTED, *([DISCLOSED] * 10_000))
    assert [one.code for one in verify(write(tmp_path / "case", made.files())).findings] == ["disclosure.altered"]


def test_json_of_more_values_than_anybody_writes_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(canonical, "MOST_VALUES", 1000)
    monkeypatch.setattr(lone, "MOST", 1000)
    made = begun()
    made.entry("document", {"text": "[,{" * 2000 + '\\" "'})  # within a text they are letters
    case = write(tmp_path / "case", made.files())
    assert not codes(case)
    made.lines[1] = record_line(1, [[]] * 600, SALT, "document")
    assert codes(write(tmp_path / "case", made.files())) == {"record.malformed"}
    members = small_case().members() | {f"pages/{number}": b"" for number in range(300)}
    assert "dossier.structure" in codes(put_in(tmp_path, members))


@pytest.mark.parametrize("name", [["witness.example"], None, {}, 5])
def test_a_witness_is_named_by_a_text(tmp_path: Path, name: object):
    made = begun()
    made.keep_checkpoint()
    key = signing_key("witness")
    made.cosign(key, 1)
    line = made.lines.pop()
    record = json.loads(line)["record"] | {"name": name}
    made.entries.pop(), made.digests.pop(), made.generated.pop()
    made.entry("witness", record)
    assert codes(write(tmp_path / "case", made.files()), witnesses=[vkey(key, "witness.example", 4)]) == {"anchor.witness"}


@pytest.mark.parametrize("fraction", [b"", b".5", b".123", b".123456", b".123456789"])
def test_a_time_stamp_may_give_fractions_of_a_second(tmp_path: Path, fraction: bytes):
    made = begun()
    token = time_stamp(sha256(made.anchors[made.keep_checkpoint()]).digest(), b"20310504090000" + fraction + b"Z")
    made.anchor("timestamp", 1, token, "clock.example", sha256(token).hexdigest()[:8])
    assert not codes(write(tmp_path / "case", made.files()))


@pytest.mark.parametrize("change", [b'"version":"9"', b'"version":"0.1.0","x":1'])
def test_a_signature_of_the_listing_has_its_six_fields(tmp_path: Path, change: bytes):
    members = listed(small_case().members())
    digest = members["datapackage-digest.json"]
    members["datapackage-digest.json"] = digest.replace(b'"version":"0.1.0"', change)
    assert members["datapackage-digest.json"] != digest
    (tmp_path / "out.wacz").write_bytes(zipped(list(members.items())))
    assert codes(tmp_path / "out.wacz") == {"dossier.signature"}
