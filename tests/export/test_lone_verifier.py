"""The lone verifier by itself: its arithmetic against published vectors, its page, its manners with hostile input.

What it finds in cases and dossiers is tested beside, in ``lone/``.
"""

import ast
import hashlib
import json
import math
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from tests.export.lone import making
from tests.export.lone.making import path, root, signing_key, small_case, vkey, write

from onrecord.export import verify

SCRIPT = Path(verify.__file__)

# RFC 8032 7.1: secret key, public key, message, signature.
RFC8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]

# The eight points of small order, and encodings of them that are not canonical (RFC 8032 5.1.3 refuses the latter).
SMALL_ORDER = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]

# The entries and roots of the reference implementation of RFC 6962 (certificate-transparency, merkle_tree_test).
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize(("secret", "public", "message", "signature"), RFC8032)
def test_signatures_of_rfc_8032(secret: str, public: str, message: str, signature: str) -> None:
    assert Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret)).public_key().public_bytes_raw().hex() == public
    key, signed, text = bytes.fromhex(public), bytes.fromhex(signature), bytes.fromhex(message)
    assert verify.ed25519(key, signed, text)
    assert not verify.ed25519(key, signed, text + b"\0")
    assert not verify.ed25519(key, signed[:-1], text)
    higher = signed[:32] + (int.from_bytes(signed[32:], "little") + verify.ORDER).to_bytes(32, "little")
    assert not verify.ed25519(key, higher, text)


@pytest.mark.parametrize("encoded", SMALL_ORDER)
def test_points_of_small_order_sign_nothing(encoded: str) -> None:
    """With such a key, R = the neutral point and S = 0 would fit many messages."""
    key, neutral = bytes.fromhex(encoded), bytes.fromhex("01" + "00" * 31)
    assert not any(verify.ed25519(key, neutral + bytes(32), bytes([text])) for text in range(16))
    data = b"\x01" + key
    text = f"onrecord/x+{hashlib.sha256(b'onrecord/x' + bytes([10]) + data).hexdigest()[:8]}+{making.base64.b64encode(data).decode()}"
    assert verify.tried(verify.key_of, text) is None


@given(st.binary(min_size=1, max_size=32), st.binary(max_size=64), st.integers(0, 511))
def test_a_flipped_bit_undoes_a_signature(seed: bytes, message: bytes, bit: int) -> None:
    key = signing_key(seed.hex())
    public, signature = key.public_key().public_bytes_raw(), bytearray(key.sign(message))
    assert verify.ed25519(public, bytes(signature), message)
    signature[bit // 8] ^= 1 << bit % 8
    assert not verify.ed25519(public, bytes(signature), message)


def test_roots_of_rfc_6962() -> None:
    leaves = [verify.leaf(bytes.fromhex(entry)) for entry in LEAVES]
    assert verify.root_of([]).hex() == hashlib.sha256().hexdigest()
    assert [verify.root_of([leaves[:size]]).hex() for size in range(1, 9)] == ROOTS


@given(st.integers(1, 700), st.data())
def test_inclusion_proofs_lead_to_the_root_and_no_others_do(size: int, data: st.DataObject) -> None:
    leaves = [hashlib.sha256(bytes([i & 255, i >> 8])).digest() for i in range(size)]
    index, whole = data.draw(st.integers(0, size - 1)), root(leaves)
    steps = path(index, leaves)
    assert verify.proven_root(leaves[index], index, size, steps) == whole
    assert verify.proven_root(leaves[index], size + index, size, steps) is None
    assert verify.proven_root(leaves[index], index, size, [*steps, steps[0] if steps else whole]) is None
    other = data.draw(st.integers(0, size - 1))
    assert (verify.proven_root(leaves[index], other, size, steps) == whole) == (other == index)


@given(st.integers(0, 1200))
def test_the_root_is_that_of_the_partial_tiles(size: int) -> None:
    leaves = [hashlib.sha256(bytes([i & 255, i >> 8])).digest() for i in range(size)]
    full = [verify.root_over(leaves[start : start + 256]) for start in range(0, size - 255, 256)]
    assert verify.root_of([leaves[len(full) * 256 :], full]) == root(leaves)


@pytest.mark.parametrize(("number", "name"), [(0, "000"), (999, "999"), (1000, "x001/000"), (1234067, "x001/x234/067")])
def test_tiles_lie_where_tlog_tiles_says(number: int, name: str) -> None:
    assert verify.tile_name(0, number) == f"log/tile/0/{name}"
    assert verify.tile_name("entries", number, 7) == f"log/tile/entries/{name}.p/7"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_what_rfc8785_writes_is_canonical_and_what_it_would_not_is_refused(value: Any) -> None:
    data = rfc8785.dumps(value)
    assert verify.serialised(verify.canonical(data)).encode() == data
    for other in {json.dumps(value).encode(), json.dumps(value, indent=1).encode(), data + b"\n", b" " + data} - {data}:
        assert verify.tried(verify.canonical, other) is None


@given(st.binary(min_size=8, max_size=8))
def test_numbers_are_written_as_ecmascript_writes_them(data: bytes) -> None:
    (value,) = struct.unpack("<d", data)
    if math.isfinite(value):
        assert verify.number(value).encode() == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "text",
    [
        *(b'{"a":1,"a":1}', b'{"a":1,"a":2}', b'{"b":1,"a":1}', b'{"a":[{"c":0,"b":0}]}', b"[1,]", b"[" * 100_000, b"", b"\xff"),
        *(b"NaN", b"Infinity", b"-0", b"1.0", b"1E5", b"1e400", b"9007199254740993", b"9" * 5000),
        *(b'"\\u0041"', b'"\\ud800"', b'"\xed\xa0\x80"', b'"\\/"'),
    ],
)
def test_json_that_is_not_canonical_is_refused(text: bytes) -> None:
    assert verify.tried(verify.canonical, text) is None


@given(st.binary(max_size=200))
def test_parsers_refuse_what_they_cannot_read(data: bytes) -> None:
    """Whatever the bytes: a value, or a refusal that is known as such."""
    for parser in (verify.keys_of, verify.checkpoint_of, verify.proof_of, verify.entry_of, verify.record_line, verify.canonical):
        assert verify.tried(parser, data) is None or parser is verify.canonical


def test_a_page_of_six_hundred_lines_at_most() -> None:
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 600
    assert max(len(line) for line in lines) <= 160


def test_only_the_standard_library_is_needed_in_an_old_python() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 9))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module).partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names
    assert not any(isinstance(node, ast.Match) for node in ast.walk(tree))


def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-I", str(SCRIPT), *arguments], capture_output=True, text=True, check=False, encoding="utf-8")


def test_it_runs_alone_and_says_what_it_found(tmp_path: Path) -> None:
    files = small_case().files()
    case = write(tmp_path / "case", files)
    done = ran(str(case))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("INTACT (exit 0)\n")
    assert "10 entries, 11 records, 2 originals" in done.stdout
    assert "- key-not-pinned: " in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= 80
    name = next(name for name in files if name.startswith("blobs/"))
    (case / name).write_bytes(b"another")
    done = ran(str(case))
    assert done.returncode == 3
    assert "original.altered (altered)" in done.stdout
    assert name.rsplit("/", 1)[-1] in done.stdout.replace("\n  ", "")
    said = json.loads(ran(str(case), "--json", "--key", vkey(signing_key("log"))).stdout)
    expected = {"path", "kind", "verdict", "exit", "origin", "size", "root", "checked", "keys", "outside", "findings", "not_shown"}
    assert set(said) == expected
    assert set(said["checked"]) == {"entries", "records", "originals", "bytes", "tiles", "proofs", "anchors"}
    assert [set(finding) for finding in said["findings"]] == [{"code", "kind", "place", "message"}]


@pytest.mark.parametrize("name", ["nothing", "empty", "empty.wacz", "text.txt", "folder"])
def test_what_is_no_case_and_no_dossier_is_unreadable(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "empty.wacz").write_bytes(b"")
    (tmp_path / "text.txt").write_bytes(b"Four people were killed.\n")
    (tmp_path / "folder").mkdir()
    done = ran(str(tmp_path / name))
    assert (done.returncode, done.stderr) == (5, "")
    assert "path.unreadable" in done.stdout


def test_wrong_use_is_told(tmp_path: Path) -> None:
    done = ran(str(tmp_path), "--key", "no key")
    assert done.returncode == 2
    assert "--key" in done.stderr
    assert ran(str(tmp_path), "--checkpoint", str(tmp_path / "nothing")).returncode == 2


def test_control_characters_of_files_are_written_out(tmp_path: Path) -> None:
    case = write(tmp_path / "case", small_case().files() | {"log/\x1b]0;title\x07\u202e": b""})
    done = ran(str(case))
    assert done.returncode == 3
    assert not set(done.stdout) & {"\x1b", "\x07", "\u202e"}
    assert "\\x1b]0;title\\x07\\u202e" in done.stdout


def test_an_enormous_size_costs_nothing(tmp_path: Path) -> None:
    """A checkpoint may claim any number of entries; what is gone through are the files that are there."""
    made = small_case()
    body = made.body().replace(b"\n10\n", b"\n900000000000000000\n")
    signed = body + b"\n" + making.signature_line(made.key, body).encode()
    done = ran(str(write(tmp_path / "case", made.files() | {"log/checkpoint": signed})), "--json")
    said = json.loads(done.stdout)
    assert said["exit"] in (3, 4)
    assert {"bundle.missing", "tile.missing"} <= {finding["code"] for finding in said["findings"]}


def test_findings_of_one_code_are_listed_up_to_a_hundred(tmp_path: Path) -> None:
    made = small_case()
    for number in range(150):
        made.entry("reading", {"id": f"r{number}"})
    made.lines = made.lines[:11]
    said = json.loads(ran(str(write(tmp_path / "case", made.files())), "--json").stdout)
    assert len(said["findings"]) == 101
    assert said["findings"][-1]["message"] == "50 more of this kind are not listed."


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 513])
def test_cases_of_all_sizes_are_intact(size: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = making.Making()
    for number in range(size):
        _ = made.begin() if number == 0 else made.entry("reading", *({"id": f"r{number}.{part}"} for part in range(number % 3)))
        _ = made.keep_checkpoint() if number in (0, 100, 255, 300) else ""
    assert verify.main([str(write(tmp_path / "case", made.files())), "--json"]) == (0 if size else 4)
    said = json.loads(capsys.readouterr().out)
    assert (said["checked"]["entries"], [one["code"] for one in said["findings"]]) == (size, [] if size else ["begin.missing"])


@pytest.mark.parametrize("lost", ["log/tile/entries/001", "log/tile/0/001", "log/tile/1/000.p/2"])
def test_a_file_of_a_greater_log_that_is_missing_leaves_the_others_checked(
    lost: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = making.Making()
    made.begin()
    for number in range(1, 700):
        made.entry("reading", {"id": f"r{number}"})
    files = {name: data for name, data in made.files().items() if name != lost}
    assert verify.main([str(write(tmp_path / "case", files)), "--json"]) == 4
    said = json.loads(capsys.readouterr().out)
    assert [finding["place"] for finding in said["findings"]] == [lost]
    assert said["checked"]["records"] == (700 - 256 if "entries" in lost else 700)


def test_the_hash_that_was_altered_is_named_in_a_greater_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = making.Making()
    made.begin()
    for number in range(1, 700):
        made.entry("reading", {"id": f"r{number}"})
    files = made.files()
    for name, place in [("log/tile/0/001", "log/tile/0/001, bytes 64 to 95"), ("log/tile/1/000.p/2", "log/tile/1/000.p/2, bytes 32 to 63")]:
        at = 70 if name.endswith("001") else 40
        changed = files[name][:at] + bytes([files[name][at] ^ 1]) + files[name][at + 1 :]
        assert verify.main([str(write(tmp_path / "case", files | {name: changed})), "--json"]) == 3
        assert [finding["place"] for finding in json.loads(capsys.readouterr().out)["findings"]] == [place]
