"""What somebody would do to a dossier on purpose (G6): each attack has a code of its own, and both verifiers refuse each."""

import base64
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.both_verifiers import verify
from tests.export.dossier.conftest import PAGE, Desk
from tests.export.dossier.forging import Members, lines_of, put_together, taken_apart, with_line

from onrecord.ledger.tlog.checkpoint import Head, Proof
from onrecord.ledger.tlog.note import ED25519, Note, SigningKey

ENTRIES, RECORDS = "onrecord/entries.jsonl", "onrecord/records.jsonl"


def change_a_word(members: Members) -> None:
    members[RECORDS] = members[RECORDS].replace(b"nine people", b"nobody else")


def change_an_entry(members: Members) -> None:
    members[ENTRIES] = with_line(members[ENTRIES], 2, lambda line: line.replace(b'"monotonic":', b'"monotonic":1'))


def take_out(members: Members, number: int) -> None:
    """An entry with its proof and what it generated."""
    lines = lines_of(members[ENTRIES])
    entry = json.loads(lines[number])
    before = sum(len(json.loads(line).get("generated", ())) for line in lines[:number])
    members[ENTRIES] = b"".join(lines[:number] + lines[number + 1 :])
    records = lines_of(members[RECORDS])
    members[RECORDS] = b"".join(records[:before] + records[before + len(entry["generated"]) :])
    del members[f"proofs/{entry['sequence']}.tlog-proof"]


def delete_the_last(members: Members) -> None:
    take_out(members, len(lines_of(members[ENTRIES])) - 1)


def delete_in_the_middle(members: Members) -> None:
    take_out(members, 2)


def swap_entries(members: Members) -> None:
    first, second, third, *rest = lines_of(members[ENTRIES])
    members[ENTRIES] = b"".join((first, third, second, *rest))


def insert_an_entry(members: Members) -> None:
    lines = lines_of(members[ENTRIES])
    last = json.loads(lines[-1])
    made = lines[-1].replace(b'"sequence":%d' % last["sequence"], b'"sequence":%d' % (last["sequence"] + 1))
    members[ENTRIES] += made.replace(lines[-1][: lines[-1].index(b'"sequence"')], lines[-1][: lines[-1].index(b'"sequence"')])


def insert_an_entry_with_a_proof(members: Members) -> None:
    insert_an_entry(members)
    last = json.loads(lines_of(members[ENTRIES])[-1])["sequence"]
    proof = members[f"proofs/{last - 1}.tlog-proof"].replace(b"index %d\n" % (last - 1), b"index %d\n" % last)
    members[f"proofs/{last}.tlog-proof"] = proof


def use_the_proof_of_another(members: Members) -> None:
    names = sorted(name for name in members if name.startswith("proofs/"))
    members[names[0]], members[names[1]] = members[names[1]], members[names[0]]


def leave_out_a_proof(members: Members) -> None:
    del members[next(name for name in members if name.startswith("proofs/"))]


def break_a_proof(members: Members) -> None:
    name = next(name for name in members if name.startswith("proofs/"))
    members[name] = members[name].replace(b"tlog-proof@v1", b"tlog-proof@v2")


def change_an_original(members: Members) -> None:
    name = next(name for name in members if name.startswith("onrecord/blobs/"))
    members[name] = PAGE.replace("nine", "none").encode()


def hide_a_record(members: Members) -> None:
    number = json.loads(lines_of(members[RECORDS])[3])["number"]
    members[RECORDS] = with_line(members[RECORDS], 3, lambda _: b'{"number":%d,"withheld":true}\n' % number)


def call_a_record_erased(members: Members) -> None:
    number = json.loads(lines_of(members[RECORDS])[3])["number"]
    members[RECORDS] = with_line(members[RECORDS], 3, lambda _: b'{"erased":2,"number":%d}\n' % number)


def take_out_a_record(members: Members) -> None:
    lines = lines_of(members[RECORDS])
    members[RECORDS] = b"".join(lines[:-1])


def add_a_record(members: Members) -> None:
    last = lines_of(members[RECORDS])[-1]
    number = json.loads(last)["number"]
    members[RECORDS] += last.replace(b'"number":%d' % number, b'"number":%d' % (number + 1))


def sign_with_another_key(members: Members) -> None:
    """A new root, signed by a key of the forger's own under the same name."""
    text = members["onrecord/checkpoint"].decode()
    origin, size, _ = text.split("\n")[:3]
    key = SigningKey(origin, ED25519, bytes(range(32)))
    body = Head(origin, int(size), base64.b64decode(text.split("\n")[2])).text()
    note = Note(body, (key.sign(body),)).encoded()
    members["onrecord/log.vkey"] = f"{key.verifier.encoded()}\n".encode()
    for name in members:
        if name.startswith("proofs/"):
            proof = Proof.decoded(members[name])
            members[name] = Proof(proof.index, proof.steps, note).encoded()
    members["onrecord/checkpoint"] = note


def strip_the_signature(members: Members) -> None:
    key = SigningKey("onrecord/0000000000000000", ED25519, bytes(32))
    body = "\n".join(members["onrecord/checkpoint"].decode().split("\n")[:3]) + "\n"
    members["onrecord/checkpoint"] = Note(body, (key.sign(body),)).encoded()


def give_another_size(members: Members) -> None:
    lines = members["onrecord/checkpoint"].split(b"\n")
    lines[1] = b"%d" % (int(lines[1]) + 1)
    members["onrecord/checkpoint"] = b"\n".join(lines)


LISTED_ANEW = [
    (change_a_word, "record.altered"),
    (change_an_entry, "proof.mismatch"),
    (delete_the_last, "export.mismatch"),
    (delete_in_the_middle, "export.mismatch"),
    (swap_entries, "entry.sequence"),
    (insert_an_entry, "proof.missing"),
    (insert_an_entry_with_a_proof, "proof.mismatch"),
    (use_the_proof_of_another, "proof.mismatch"),
    (leave_out_a_proof, "proof.missing"),
    (break_a_proof, "proof.malformed"),
    (change_an_original, "original.altered"),
    (hide_a_record, "export.mismatch"),
    (call_a_record_erased, "record.erased-without-entry"),
    (take_out_a_record, "record.missing"),
    (add_a_record, "record.unexpected"),
    (sign_with_another_key, "key.other"),
    (strip_the_signature, "checkpoint.signature"),
    (give_another_size, "checkpoint.signature"),
]


@pytest.mark.parametrize(("attack", "code"), LISTED_ANEW, ids=[attack.__name__ for attack, _ in LISTED_ANEW])
def test_an_attack_with_all_hashes_made_right(
    desk: Desk, lone: Callable[..., int], silent: None, attack: Callable[[Members], None], code: str
):
    path = desk.export("page.html")
    members = taken_apart(path)
    attack(members)
    put_together(path, members, listed_anew=True)
    codes = {found.code for found in verify(path).findings}
    assert {code, "export.mismatch"} <= codes
    assert "dossier.member-altered" not in codes
    assert "dossier.signature" not in codes
    assert verify(path).exit == lone(path) == 3


@pytest.mark.parametrize("attack", [delete_the_last, delete_in_the_middle, hide_a_record])
def test_without_the_proof_beside_it_the_verdict_says_what_is_open(desk: Desk, attack: Callable[[Members], None]):
    path = desk.export("page.html")
    members = taken_apart(path)
    attack(members)
    put_together(path, members, listed_anew=True)
    Path(f"{path}.tlog-proof").unlink()
    assert "no-export-proof" in {left.code for left in verify(path).not_shown}


def test_a_member_is_changed_and_the_listing_is_not(desk: Desk, lone: Callable[..., int], silent: None):
    path = desk.export("page.html")
    members = taken_apart(path)
    change_a_word(members)
    put_together(path, members, listed_anew=False)
    assert {"dossier.member-altered", "record.altered", "export.mismatch"} <= {found.code for found in verify(path).findings}
    assert lone(path) == 3


def without_digest(members: Members) -> None:
    del members["datapackage-digest.json"]


def without_signature(members: Members) -> None:
    digest = json.loads(members["datapackage-digest.json"])
    del digest["signedData"]
    members["datapackage-digest.json"] = json.dumps(digest, separators=(",", ":"), sort_keys=True).encode()


def signature_of_another(members: Members) -> None:
    digest = json.loads(members["datapackage-digest.json"])
    signature = bytearray(base64.b64decode(digest["signedData"]["signature"]))
    signature[5] ^= 1
    digest["signedData"]["signature"] = base64.b64encode(signature).decode()
    members["datapackage-digest.json"] = json.dumps(digest, separators=(",", ":"), sort_keys=True).encode()


def unlisted(members: Members) -> None:
    members["onrecord/extra.txt"] = b"not listed\n"


def out_of_order(members: Members) -> None:
    first = next(iter(members))
    members[first] = members.pop(first)


def without_a_member(members: Members) -> None:
    del members["onrecord/report.html"]


FORMS = [
    (without_digest, "dossier.digest"),
    (without_signature, "dossier.signature"),
    (signature_of_another, "dossier.signature"),
    (unlisted, "dossier.member-unexpected"),
    (out_of_order, "dossier.structure"),
    (without_a_member, "dossier.member-missing"),
]


@pytest.mark.parametrize(("attack", "code"), FORMS, ids=[attack.__name__ for attack, _ in FORMS])
def test_an_attack_on_the_form(desk: Desk, lone: Callable[..., int], silent: None, attack: Callable[[Members], None], code: str):
    path = desk.export("page.html")
    members = taken_apart(path)
    attack(members)
    put_together(path, members, listed_anew=False)
    assert code in {found.code for found in verify(path).findings}
    assert verify(path).exit == lone(path) == 3


def test_a_member_that_stands_twice(desk: Desk, lone: Callable[..., int], silent: None):
    path = desk.export("page.html")
    members = taken_apart(path)
    members["onrecord/report.htm_"] = b"<p>another</p>"
    put_together(path, members, listed_anew=True)
    path.write_bytes(path.read_bytes().replace(b"onrecord/report.htm_", b"onrecord/report.html"))
    assert "dossier.member-twice" in {found.code for found in verify(path).findings}
    assert verify(path).exit == lone(path) == 3


def test_bytes_after_the_end(desk: Desk, lone: Callable[..., int], silent: None):
    path = desk.export("page.html")
    path.write_bytes(path.read_bytes() + b"\0")
    found = verify(path).findings
    assert {"dossier.structure", "export.mismatch"} == {one.code for one in found}
    assert lone(path) == 3


def test_originals_that_change_places(desk: Desk, lone: Callable[..., int], silent: None):
    path = desk.export("page.html", "wire.txt")
    members = taken_apart(path)
    first, second = (name for name in members if name.startswith("onrecord/blobs/"))
    members[first], members[second] = members[second], members[first]
    put_together(path, members, listed_anew=True)
    assert [found.code for found in verify(path).findings].count("original.altered") == 2
    assert lone(path) == 3


def test_the_proof_of_another_dossier(desk: Desk, lone: Callable[..., int], silent: None):
    first, second = desk.export("page.html", out="first.wacz"), desk.export("page.html", out="second.wacz")
    shutil.copy(f"{second}.tlog-proof", f"{first}.tlog-proof")
    assert {"export.mismatch"} == {found.code for found in verify(first).findings}
    assert lone(first) == 3


def test_the_checkpoint_of_another_day(desk: Desk, lone: Callable[..., int], silent: None):
    first, second = desk.export("page.html", out="first.wacz"), desk.export("page.html", out="second.wacz")
    members, earlier = taken_apart(second), taken_apart(first)
    members["onrecord/checkpoint"] = earlier["onrecord/checkpoint"]
    put_together(second, members, listed_anew=True)
    assert "proof.mismatch" in {found.code for found in verify(second).findings}
    assert lone(second) == 3
