"""Dossiers taken apart and put together again by somebody who wants them to say something else."""

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from onrecord.ledger import DossierWriter
from onrecord.records import canonical

Members = dict[str, bytes]

_KEY = ec.derive_private_key(0xF0E5, ec.SECP384R1())


def taken_apart(path: Path) -> Members:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def put_together(path: Path, members: Members, *, listed_anew: bool) -> Path:
    """The members in the canonical form; ``listed_anew`` with all hashes right, signed by another key."""
    members = dict(members)
    if listed_anew:
        listing = json.loads(members.pop("datapackage.json"))
        members.pop("datapackage-digest.json")
        listing["resources"] = [
            {"name": name, "path": name, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "bytes": len(data), "type": "file"}
            for name, data in members.items()
        ]
        members["datapackage.json"] = canonical(listing)
        digest = f"sha256:{hashlib.sha256(members['datapackage.json']).hexdigest()}"
        signed = signed_by_somebody(digest, listing["created"], listing["software"])
        members["datapackage-digest.json"] = canonical({"path": "datapackage.json", "hash": digest, "signedData": signed})
    path.unlink(missing_ok=True)
    with path.open("wb") as file:
        writer = DossierWriter(file)
        for name, data in members.items():
            writer.add(name, [data])
        writer.finish()
    return path


def signed_by_somebody(digest: str, created: str, software: str) -> dict[str, str]:
    r, s = decode_dss_signature(_KEY.sign(digest.encode(), ec.ECDSA(hashes.SHA256())))
    public = _KEY.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    signature = base64.b64encode(r.to_bytes(48, "big") + s.to_bytes(48, "big")).decode()
    return {
        "hash": digest,
        "created": created,
        "software": software,
        "version": "0.1.0",
        "signature": signature,
        "publicKey": base64.b64encode(public).decode(),
    }


def lines_of(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def with_line(data: bytes, number: int, change: Callable[[bytes], bytes]) -> bytes:
    lines = lines_of(data)
    lines[number] = change(lines[number])
    return b"".join(lines)


def entries_of(members: Members) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines_of(members["onrecord/entries.jsonl"])]
