"""What somebody might do to a case or a dossier, each with the code by which the lone verifier should tell it."""

import base64
import json
from collections.abc import Callable

import rfc8785
from tests.export.lone import making
from tests.export.lone.making import sha256, signature_line, signing_key, small_case, vkey

Files = dict[str, bytes]
BUNDLE, TILE, RECORDS = "log/tile/entries/000.p/10", "log/tile/0/000.p/10", "records/000000.jsonl"


def lines(files: Files) -> list[bytes]:
    return files[RECORDS].splitlines(keepends=True)


def with_lines(files: Files, new: list[bytes]) -> Files:
    return files | {RECORDS: b"".join(new)}


def rebuilt(change: Callable[[list[bytes]], list[bytes]], *, signed_by: str | None = None) -> Files:
    """The case with other entries: bundles, tiles and root made anew; the old checkpoint stays, unless somebody signs a new one."""
    made = small_case()
    old = made.checkpoint()
    made.entries = change(list(made.entries))
    if signed_by:
        made.key = signing_key(signed_by)
    return made.files() | ({} if signed_by else {"log/checkpoint": old})


def renumbered(entries: list[bytes]) -> list[bytes]:
    return [rfc8785.dumps(json.loads(entry) | {"sequence": index}) for index, entry in enumerate(entries)]


def without(files: Files, *names: str) -> Files:
    return {name: data for name, data in files.items() if name not in names}


def edited_entry() -> Files:
    """A word in an entry is changed, and nothing else."""
    files = small_case().files()
    return files | {BUNDLE: files[BUNDLE].replace(b"p-5f0c2a91", b"p-5f0c2a92", 1)}


def edited_entry_and_tiles() -> Files:
    """The same by somebody who makes the tiles anew but has no key."""
    return rebuilt(lambda entries: [entries[0], entries[1].replace(b"p-5f0c2a91", b"p-5f0c2a92"), *entries[2:]])


def last_deleted() -> Files:
    return rebuilt(lambda entries: entries[:-1])


def middle_deleted() -> Files:
    return rebuilt(lambda entries: [*entries[:4], *entries[5:]], signed_by="second log key")


def swapped() -> Files:
    return rebuilt(lambda entries: [*entries[:2], entries[3], entries[2], *entries[4:]], signed_by="second log key")


def inserted() -> Files:
    return rebuilt(lambda entries: [*entries[:3], entries[2], *entries[3:]])


def cut_with_its_checkpoint() -> Files:
    made = small_case()
    whole = made.files()
    made.entries = made.entries[:-2]
    files = (
        {name: data for name, data in whole.items() if not name.startswith("log/")} | made.tiles() | {RECORDS: b"".join(lines(whole)[:-2])}
    )
    return without(files, "log/checkpoint")


def other_key() -> Files:
    """Somebody signs with a key of their own and puts it in place of the log's."""
    made = small_case()
    files = made.files()
    other = signing_key("somebody else")
    return files | {
        "keys/log.vkey": f"{vkey(other)}\n".encode(),
        "log/checkpoint": made.body() + b"\n" + signature_line(other, made.body()).encode(),
    }


def foreign_signature() -> Files:
    made = small_case()
    return made.files() | {"log/checkpoint": made.body() + b"\n" + signature_line(signing_key("somebody else"), made.body()).encode()}


def other_origin() -> Files:
    made = small_case()
    body = made.body().replace(b"0123456789abcdef", b"fedcba9876543210")
    return made.files() | {"log/checkpoint": body + b"\n" + signature_line(made.key, body).encode()}


def stamp_replayed() -> Files:
    """The token over one checkpoint is filed again under a later one."""
    made = small_case()
    made.keep_checkpoint(9)
    token = next(data for name, data in made.anchors.items() if name.endswith(".tsr"))
    return made.files() | {f"anchors/9-{sha256(token)[:4].hex()}.tsr": token}


def stamp_of_another_checkpoint() -> Files:
    """An entry names a token that speaks of another checkpoint."""
    made = small_case()
    made.keep_checkpoint(9)
    token = making.time_stamp(sha256(made.anchors["4.checkpoint"]))
    made.anchor("timestamp", 9, token, "clock.example", sha256(token)[:4].hex())
    return made.files()


def cosignature_of_another_checkpoint() -> Files:
    made = small_case()
    made.keep_checkpoint(9)
    line = signature_line(signing_key("witness"), made.body(5), "witness.example", time=1_935_650_001)
    made.anchor("cosignature", 9, line.encode(), "witness.example", vkey(signing_key("witness"), "witness.example", 4).split("+")[1])
    return made.files()


def anchor_altered() -> Files:
    files = small_case().files()
    name = next(name for name in files if name.endswith(".tsr"))
    return files | {name: files[name][:-1] + b"\x02"}


def originals_swapped() -> Files:
    files = small_case().files()
    first, second = [name for name in files if name.startswith("blobs/")]
    return files | {first: files[second], second: files[first]}


def record_edited() -> Files:
    files = small_case().files()
    return files | {RECORDS: files[RECORDS].replace(b"Four people", b"Five people", 1)}


def record_not_canonical() -> Files:
    files = small_case().files()
    return files | {RECORDS: files[RECORDS].replace(b'"confidence":0.97', b'"confidence":0.970', 1)}


def record_deleted() -> Files:
    files = small_case().files()
    return with_lines(files, [*lines(files)[:3], *lines(files)[4:]])


def last_records_deleted() -> Files:
    files = small_case().files()
    return with_lines(files, lines(files)[:-2])


def records_swapped() -> Files:
    files = small_case().files()
    new = lines(files)
    new[3], new[4] = new[4], new[3]
    return with_lines(files, new)


def record_inserted() -> Files:
    files = small_case().files()
    return with_lines(files, [*lines(files)[:4], lines(files)[3], *lines(files)[4:]])


def record_added() -> Files:
    files = small_case().files()
    return with_lines(files, [*lines(files), making.record_line(11, {"id": "s9"}, "0" * 32, "reading")])


def record_retyped() -> Files:
    files = small_case().files()
    return files | {RECORDS: files[RECORDS].replace(b'"type":"document"', b'"type":"issue"')}


def record_renumbered() -> Files:
    files = small_case().files()
    return files | {RECORDS: files[RECORDS].replace(b'"number":5', b'"number":7')}


def erased_without_entry() -> Files:
    files = small_case().files()
    new = lines(files)
    new[3] = b'{"erased":9,"number":3}\n'
    return with_lines(files, new)


def erased_with_entry() -> Files:
    made = small_case()
    made.erase(3)
    return made.files()


def original_erased_with_entry() -> Files:
    made = small_case()
    made.erase(1, originals=[next(iter(made.originals))])
    return made.files()


def original_of_a_kept_record_erased() -> Files:
    made = small_case()
    made.erase(originals=[next(iter(made.originals))])
    return made.files()


def disclosure_edited() -> Files:
    files = small_case().files()
    old = base64.urlsafe_b64encode(b'["c2FsdA","name","R. Tamsin"]').rstrip(b"=")
    return files | {RECORDS: files[RECORDS].replace(old, base64.urlsafe_b64encode(b'["c2FsdA","name","R. Tamsil"]').rstrip(b"="))}


def key_changed_without_signature() -> Files:
    made = small_case()
    new = signing_key("third log key")
    record = {
        "compromised": None,
        "new": vkey(new),
        "new_signature": base64.b64encode(bytes(64)).decode(),
        "old": made.keys[0],
        "old_signature": None,
    }
    made.key, made.keys = new, [vkey(new)]
    made.entry("key-rotate", record)
    return made.files()


def with_file(name: str, data: bytes = b"x") -> Callable[[], Files]:
    return lambda: small_case().files() | {name: data}


def missing(prefix: str, ending: str = "") -> Callable[[], Files]:
    def files() -> Files:
        whole = small_case().files()
        return without(whole, next(name for name in whole if name.startswith(prefix) and name.endswith(ending)))

    return files


CASES: dict[str, tuple[Callable[[], Files], str, int]] = {
    "an entry edited": (edited_entry, "bundle.altered", 3),
    "an entry edited, tiles made anew": (edited_entry_and_tiles, "checkpoint.root", 3),
    "the last entry deleted": (last_deleted, "bundle.missing", 4),
    "a middle entry deleted, signed anew": (middle_deleted, "entry.sequence", 3),
    "two entries swapped, signed anew": (swapped, "entry.sequence", 3),
    "an entry inserted": (inserted, "log.unexpected", 3),
    "the log cut, its checkpoint dropped": (cut_with_its_checkpoint, "checkpoint.missing", 5),
    "another key in its place": (other_key, "key.other", 3),
    "a signature by another key": (foreign_signature, "checkpoint.signature", 3),
    "the checkpoint of another log": (other_origin, "checkpoint.origin", 3),
    "a time stamp replayed": (stamp_replayed, "anchor.replayed", 3),
    "a time stamp of another checkpoint": (stamp_of_another_checkpoint, "anchor.replayed", 3),
    "an anchor altered": (anchor_altered, "anchor.altered", 3),
    "an anchor missing": (missing("anchors/", ".tsr"), "anchor.missing", 4),
    "two originals exchanged": (originals_swapped, "original.altered", 3),
    "an original missing": (missing("blobs/"), "original.missing", 4),
    "a record edited": (record_edited, "record.altered", 3),
    "a record not canonical": (record_not_canonical, "record.malformed", 3),
    "a record deleted": (record_deleted, "record.malformed", 3),
    "the last records deleted": (last_records_deleted, "record.missing", 4),
    "two records swapped": (records_swapped, "record.malformed", 3),
    "a record inserted": (record_inserted, "record.malformed", 3),
    "a record added": (record_added, "record.unexpected", 3),
    "a record of another type": (record_retyped, "record.malformed", 3),
    "a record renumbered": (record_renumbered, "record.malformed", 3),
    "all records missing": (missing("records/"), "record.missing", 4),
    "a record erased, no entry says so": (erased_without_entry, "record.erased-without-entry", 3),
    "a record erased by an entry": (erased_with_entry, "record.erased", 4),
    "an original erased by an entry": (original_of_a_kept_record_erased, "original.erased", 4),
    "a disclosure edited": (disclosure_edited, "disclosure.altered", 3),
    "a key changed without its signature": (key_changed_without_signature, "key.rotation", 3),
    "a bundle missing": (missing("log/tile/entries"), "bundle.missing", 4),
    "a tile missing": (missing("log/tile/0"), "tile.missing", 4),
    "the checkpoint missing": (missing("log/checkpoint"), "checkpoint.missing", 5),
    "the key missing": (missing("keys/"), "key.malformed", 3),
    "the key cut": (with_file("keys/log.vkey", vkey(signing_key("log")).encode()), "key.malformed", 3),
    "a file in log/": (with_file("log/tile/0/000.p/011"), "log.unexpected", 3),
    "a later tile": (with_file("log/tile/0/001.p/1"), "log.unexpected", 3),
    "a file in records/": (with_file("records/notes.txt"), "record.unexpected", 3),
    "a file in anchors/": (with_file("anchors/notes.txt"), "anchor.unexpected", 3),
}
"""What was done to a case → how, the code that tells it, and the exit code."""


def whole() -> Files:
    return small_case().members()


def packed(members: Files) -> bytes:
    return making.dossier(members)


def rehashed() -> tuple[bytes, bytes]:
    """A page changed and everything listed anew; the proof beside it is the old one."""
    made = small_case()
    members = made.members()
    proof = made.export_proof(packed(members))
    return packed(members | {"pages/pages.jsonl": members["pages/pages.jsonl"].replace(b"1.0", b"1.1")}), proof


def altered_in_place() -> bytes:
    data = packed(whole())
    return data.replace(b"json-pages-1.0", b"json-pages-1.1", 1)


def record_rewritten() -> bytes:
    members = whole()
    name = "onrecord/records.jsonl"
    return packed(members | {name: members[name].replace(b"Four people", b"Five people", 1)})


def proof_of_another_leaf() -> bytes:
    members = whole()
    return packed(members | {"proofs/2.tlog-proof": members["proofs/3.tlog-proof"]})


def proof_path_of_another_leaf() -> bytes:
    members = whole()
    name = "proofs/2.tlog-proof"
    return packed(members | {name: members["proofs/3.tlog-proof"].replace(b"index 3\n", b"index 2\n")})


def digest_removed() -> bytes:
    return making.zipped(list(making.listed(whole()).items())[:-1])


def unlisted_member() -> bytes:
    members = list(making.listed(whole()).items())
    return making.zipped([*members[:-2], ("pages/extra.jsonl", b"{}\n"), *members[-2:]])


def member_twice() -> bytes:
    members = list(making.listed(whole()).items())
    return making.zipped([*members[:-2], ("onrecord/checkpoint", b"x"), *members[-2:]])


def member_missing() -> bytes:
    return making.zipped([one for one in making.listed(whole()).items() if one[0] != "pages/pages.jsonl"])


def members_in_another_order() -> bytes:
    members = list(making.listed(whole()).items())
    return making.zipped([members[1], members[0], *members[2:]])


def signed_another_hash() -> bytes:
    members = making.listed(whole())
    name = "datapackage-digest.json"
    return making.zipped(
        list(
            (
                members
                | {name: members[name].replace(b'"hash":"sha256:', b'"hash":"sha256:0').replace(b'{"hash":"sha256:0', b'{"hash":"sha256:')}
            ).items()
        )
    )


def proof_missing() -> bytes:
    return packed(without(whole(), "proofs/2.tlog-proof"))


def proof_malformed() -> bytes:
    members = whole()
    name = "proofs/2.tlog-proof"
    return packed(members | {name: members[name].replace(b"index 2\n", b"index 02\n")})


def record_left_out() -> bytes:
    members = whole()
    name = "onrecord/records.jsonl"
    return packed(members | {name: b"".join(members[name].splitlines(keepends=True)[:-1])})


def record_too_many() -> bytes:
    members = whole()
    name = "onrecord/records.jsonl"
    return packed(members | {name: members[name] + making.record_line(11, {}, "0" * 32, "reading")})


def entry_twice() -> bytes:
    made = small_case()
    return packed(made.members([*range(10), 9]))


def bytes_after_the_end() -> bytes:
    return packed(whole()) + b"\0"


def date_changed() -> bytes:
    return packed(whole()).replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x08\x00\x00\x00\x00\x21", b"PK\x01\x02\x14\x03\x14\x00\x00\x08\x00\x00\x00\x00\x22", 1
    )


DOSSIERS: dict[str, tuple[Callable[[], bytes], str, int]] = {
    "a member altered": (altered_in_place, "dossier.member-altered", 3),
    "a record rewritten, listed anew": (record_rewritten, "record.altered", 3),
    "the proof of another leaf": (proof_of_another_leaf, "proof.mismatch", 3),
    "the path of another leaf": (proof_path_of_another_leaf, "proof.mismatch", 3),
    "the digest removed": (digest_removed, "dossier.digest", 3),
    "an unlisted member": (unlisted_member, "dossier.member-unexpected", 3),
    "a member twice": (member_twice, "dossier.member-twice", 3),
    "a member missing": (member_missing, "dossier.member-missing", 4),
    "the members in another order": (members_in_another_order, "dossier.structure", 3),
    "another hash signed": (signed_another_hash, "dossier.signature", 3),
    "a proof missing": (proof_missing, "proof.missing", 4),
    "a proof malformed": (proof_malformed, "proof.malformed", 3),
    "a record left out": (record_left_out, "record.missing", 4),
    "a record too many": (record_too_many, "record.unexpected", 3),
    "an entry twice": (entry_twice, "entry.sequence", 3),
    "bytes after the end": (bytes_after_the_end, "dossier.structure", 3),
    "a date in the directory": (date_changed, "dossier.structure", 3),
}
"""What was done to a dossier → how, the code that tells it, and the exit code."""
