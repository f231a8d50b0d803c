"""Cases and dossiers, made in the plainest way from docs/reference/custody-format.md, to be checked by the lone verifier.

Nothing here is OnRecord's: signatures come from ``cryptography``, canonical JSON from ``rfc8785``, and the tree is the recursion of
RFC 6962 2.1 as it stands there.
"""

import base64
import hashlib
import shutil
import struct
import zlib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

ORIGIN = "onrecord/0123456789abcdef"
SEGMENT = 65536
AT = {"clock": "unknown", "monotonic": 1200, "run": "7363a79e", "wall": "2031-05-04T09:00:00.000+00:00"}
AGENT = {"code": "0" * 64, "program": "onrecord", "version": "0.1.0"}


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def signing_key(seed: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(sha256(seed.encode()))


def vkey(key: Ed25519PrivateKey, name: str = ORIGIN, kind: int = 1) -> str:
    data = bytes([kind]) + key.public_key().public_bytes_raw()
    identity = sha256(f"{name}\n".encode() + data)[:4]
    return f"{name}+{identity.hex()}+{base64.b64encode(data).decode()}"


def signature_line(key: Ed25519PrivateKey, body: bytes, name: str = ORIGIN, time: int | None = None) -> str:
    """A line by the log (no time), or the cosignature of a witness at a time."""
    identity = bytes.fromhex(vkey(key, name, 1 if time is None else 4).split("+")[1])
    if time is None:
        return f"— {name} {base64.b64encode(identity + key.sign(body)).decode()}\n"
    signature = key.sign(f"cosignature/v1\ntime {time}\n".encode() + body)
    return f"— {name} {base64.b64encode(identity + struct.pack('>Q', time) + signature).decode()}\n"


def root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962 2.1, over entries that are hashed already."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + root(leaves[:half]) + root(leaves[half:]))


def path(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962 2.1.1."""
    if len(leaves) <= 1:
        return []
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    if index < half:
        return [*path(index, leaves[:half]), root(leaves[half:])]
    return [*path(index - half, leaves[half:]), root(leaves[:half])]


def consistency(size: int, leaves: list[bytes], *, whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 6962 2.1.2."""
    if size == len(leaves):
        return [] if whole else [root(leaves)]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    if size <= half:
        return [*consistency(size, leaves[:half], whole=whole), root(leaves[half:])]
    return [*consistency(size - half, leaves[half:], whole=False), root(leaves[:half])]


def numbered(number: int) -> str:
    """1234067 → x001/x234/067 (C2SP tlog-tiles)."""
    text = f"{number % 1000:03}"
    while number >= 1000:
        number //= 1000
        text = f"x{number % 1000:03}/{text}"
    return text


def record_line(number: int, record: Any, salt: str, kind: str, disclosures: list[str] | None = None) -> bytes:
    line = {"number": number, "record": record, "salt": salt, "type": kind}
    return rfc8785.dumps(line | ({"disclosures": disclosures} if disclosures else {})) + b"\n"


@dataclass
class Making:
    """A log in memory, with everything that a case keeps beside it."""

    key: Ed25519PrivateKey = field(default_factory=lambda: signing_key("log"))
    origin: str = ORIGIN
    entries: list[bytes] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)
    generated: list[list[int]] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    originals: dict[str, bytes] = field(default_factory=dict)
    anchors: dict[str, bytes] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.keys = self.keys or [vkey(self.key, self.origin)]

    def entry(self, kind: str, *records: Any, used: list[str] | None = None, disclosures: list[str] | None = None, **more: Any) -> int:
        """Append an entry with its records; the entry's sequence."""
        generated = []
        numbers = []
        for record in records:
            number = len(self.lines)
            salt = sha256(f"salt {number}".encode())[:16]
            numbers.append(number)
            generated.append(sha256(salt + rfc8785.dumps(record)).hex())
            self.lines.append(record_line(number, record, salt.hex(), kind, disclosures))
        self.digests += generated
        self.generated.append(numbers)
        entry = {"agent": AGENT, "at": AT, "sequence": len(self.entries), "type": kind, "v": 2} | more
        entry |= {"generated": generated} if generated else {}
        entry |= {"used": used} if used else {}
        self.entries.append(rfc8785.dumps(entry))
        return len(self.entries) - 1

    def begin(self) -> int:
        return self.entry("begin", {"origin": self.origin, "vkey": self.keys[0]})

    def capture(self, data: bytes, actor: str = "p-5f0c2a91") -> int:
        digest = sha256(data).hex()
        self.originals[digest] = data
        return self.entry("capture", {"sha256": digest, "size": len(data), "url": "https://ostrel.example/1"}, actor=actor)

    def leaves(self, size: int | None = None) -> list[bytes]:
        return [sha256(b"\x00" + entry) for entry in self.entries[:size]]

    def body(self, size: int | None = None) -> bytes:
        size = len(self.entries) if size is None else size
        return f"{self.origin}\n{size}\n{base64.b64encode(root(self.leaves(size))).decode()}\n".encode()

    def checkpoint(self, size: int | None = None) -> bytes:
        body = self.body(size)
        return body + b"\n" + signature_line(self.key, body, self.origin).encode()

    def keep_checkpoint(self, size: int | None = None) -> str:
        size = len(self.entries) if size is None else size
        self.anchors[f"{size}.checkpoint"] = self.checkpoint(size)
        return f"{size}.checkpoint"

    def anchor(self, kind: str, size: int, data: bytes, name: str, label: str) -> int:
        """File a cosignature or time stamp over a kept checkpoint, and the entry that names it."""
        ending = "cosig" if kind == "cosignature" else "tsr"
        file = f"{size}-{label}.{ending}"
        self.anchors[file] = data
        record = {
            "checkpoint": sha256(self.anchors[f"{size}.checkpoint"]).hex(),
            "file": file,
            "kind": kind,
            "name": name,
            "sha256": sha256(data).hex(),
        }
        return self.entry("witness" if ending == "cosig" else "anchor", record | {"size": size})

    def cosign(self, witness: Ed25519PrivateKey, size: int, name: str = "witness.example") -> int:
        line = signature_line(witness, self.body(size), name, time=1_935_650_000)
        return self.anchor("cosignature", size, line.encode(), name, vkey(witness, name, 4).split("+")[1])

    def stamp(self, size: int) -> int:
        token = time_stamp(sha256(self.anchors[f"{size}.checkpoint"]))
        return self.anchor("timestamp", size, token, "clock.example", sha256(token)[:4].hex())

    def rotate(self, new: Ed25519PrivateKey, *, compromised: str | None = None, lost: bool = False) -> int:
        old_text, new_text = self.keys[0], vkey(new, self.origin)
        text = f"onrecord key-rotate v1\n{self.origin}\n{old_text}\n{new_text}\n{compromised or '-'}\n".encode()
        signed = {"old_signature": None if lost else base64.b64encode(self.key.sign(text)).decode()}
        record = {"compromised": compromised, "new": new_text, "new_signature": base64.b64encode(new.sign(text)).decode(), "old": old_text}
        self.key, self.keys = new, [new_text]
        return self.entry("key-rotate", record | signed)

    def erase(self, *numbers: int, originals: list[str] | None = None) -> int:
        """Erase records by their numbers, and originals by their hashes."""
        used = [self.digests[number] for number in numbers]
        sequence = self.entry("erase", {"originals": originals or [], "reason": "safety"}, used=used)
        for number in numbers:
            self.lines[number] = rfc8785.dumps({"erased": sequence, "number": number}) + b"\n"
        for digest in originals or []:
            del self.originals[digest]
        return sequence

    def tiles(self, size: int | None = None) -> dict[str, bytes]:
        """All files below log/ but the checkpoint."""
        size = len(self.entries) if size is None else size
        files, hashes, level = {}, self.leaves(size), 0
        for start in range(0, size, 256):
            part = self.entries[start : min(size, start + 256)]
            ending = f".p/{len(part)}" if len(part) < 256 else ""
            files[f"log/tile/entries/{numbered(start // 256)}{ending}"] = b"".join(struct.pack(">H", len(one)) + one for one in part)
        while hashes:
            for start in range(0, len(hashes), 256):
                part = hashes[start : start + 256]
                files[f"log/tile/{level}/{numbered(start // 256)}" + (f".p/{len(part)}" if len(part) < 256 else "")] = b"".join(part)
            hashes = [root(hashes[start : start + 256]) for start in range(0, len(hashes) - 255, 256)]
            level += 1
        return files

    def files(self) -> dict[str, bytes]:
        """Name → bytes of everything in the case folder that is checked."""
        files = {
            "onrecord.toml": b"",
            "log/checkpoint": self.checkpoint(),
            "keys/log.vkey": "".join(key + "\n" for key in self.keys).encode(),
        }
        files |= {
            f"records/{start // SEGMENT:06}.jsonl": b"".join(self.lines[start : start + SEGMENT])
            for start in range(0, len(self.lines), SEGMENT)
        }
        files |= {f"blobs/sha256/{digest[:2]}/{digest}": data for digest, data in self.originals.items()}
        return files | self.tiles() | {f"anchors/{name}": data for name, data in self.anchors.items()}

    def consistency(self, earlier: int, size: int | None = None) -> bytes:
        """What lies in a dossier beside a checkpoint that was kept of an earlier log."""
        return "".join(base64.b64encode(step).decode() + "\n" for step in consistency(earlier, self.leaves(size))).encode()

    def proof(self, sequence: int, size: int | None = None, extra: bytes = b"") -> bytes:
        size = len(self.entries) if size is None else size
        steps = "".join(base64.b64encode(step).decode() + "\n" for step in path(sequence, self.leaves(size)))
        head = "c2sp.org/tlog-proof@v1\n" + (f"extra {base64.b64encode(extra).decode()}\n" if extra else "")
        return f"{head}index {sequence}\n{steps}\n".encode() + self.checkpoint(size)

    def members(self, chosen: list[int] | None = None, *, withheld: Collection[int] = ()) -> dict[str, bytes]:
        """The members of a dossier, without the two files that list them: all entries, or the chosen ones."""
        chosen = list(range(len(self.entries))) if chosen is None else chosen
        members = {
            "archive/data.warc": b"WARC/1.1\r\n\r\n",
            "pages/pages.jsonl": b'{"format":"json-pages-1.0"}\n',
            "onrecord/checkpoint": self.checkpoint(),
            "onrecord/log.vkey": "".join(key + "\n" for key in self.keys).encode(),
            "onrecord/entries.jsonl": b"".join(self.entries[sequence] + b"\n" for sequence in chosen),
        }
        members |= {f"proofs/{sequence}.tlog-proof": self.proof(sequence) for sequence in chosen}
        numbers = [number for sequence in chosen for number in self.generated[sequence]]
        lines = [
            rfc8785.dumps({"number": number, "withheld": True}) + b"\n" if number in withheld else self.lines[number] for number in numbers
        ]
        members["onrecord/records.jsonl"] = b"".join(lines)
        members |= {f"onrecord/blobs/{digest}": data for digest, data in self.originals.items()}
        members |= {f"anchors/{name}": data for name, data in self.anchors.items()}
        kept = [int(name.partition(".")[0]) for name in self.anchors if name.endswith(".checkpoint")]
        members |= {f"anchors/{size}.consistency": self.consistency(size) for size in kept if 0 < size < len(self.entries)}
        return members | {"onrecord/VERIFY.txt": b"python3 verify.py FILE\n"}

    def export_proof(self, data: bytes) -> bytes:
        """Append the entry for a dossier that is complete, and the proof that lies beside it."""
        record, number = {"sha256": sha256(data).hex(), "size": len(data)}, len(self.lines)
        sequence = self.entry("export", record)
        salt = sha256(f"salt {number}".encode())[:16].hex()
        return self.proof(sequence, extra=rfc8785.dumps({"entry": self.entries[sequence].decode(), "record": record, "salt": salt}))


def der(tag: int, *parts: bytes) -> bytes:
    data = b"".join(parts)
    length = (
        bytes([len(data)])
        if len(data) < 128
        else b"\x81" + bytes([len(data)])
        if len(data) < 256
        else b"\x82" + struct.pack(">H", len(data))
    )
    return bytes([tag]) + length + data


def time_stamp(imprint: bytes, time: bytes = b"20310504090000Z") -> bytes:
    """What an RFC 3161 authority answers, as far as it is read without checking the signature."""
    algorithm = der(0x30, bytes.fromhex("0609608648016503040201"), b"\x05\x00")
    info = der(
        0x30, b"\x02\x01\x01", bytes.fromhex("06022a03"), der(0x30, algorithm, der(4, imprint)), b"\x02\x02\x30\x31", der(0x18, time)
    )
    content = der(0x30, bytes.fromhex("060b2a864886f70d0109100104"), der(0xA0, der(4, info)))
    signer = der(0x30, b"\x02\x01\x01", der(0x30, der(0x30), b"\x02\x01\x01"))  # by a certificate of no name with the number 1
    signed = der(0x30, b"\x02\x01\x03", der(0x31, algorithm), content, der(0x31, signer))
    return der(0x30, der(0x30, b"\x02\x01\x00"), der(0x30, bytes.fromhex("06092a864886f70d010702"), der(0xA0, signed)))


def listing(members: dict[str, bytes]) -> bytes:
    resources = [
        {"bytes": len(data), "hash": f"sha256:{sha256(data).hex()}", "name": name.rsplit("/", 1)[-1], "path": name}
        for name, data in members.items()
    ]
    made = {"created": "2031-05-04T09:00:00Z", "software": "making"}
    return rfc8785.dumps(made | {"profile": "data-package", "resources": resources, "wacz_version": "1.1.1"})


def listed(members: dict[str, bytes]) -> dict[str, bytes]:
    """The members with the two files that list them."""
    package = listing(members)
    digest = f"sha256:{sha256(package).hex()}"
    key = ec.derive_private_key(0xF0E5, ec.SECP384R1())
    r, s = decode_dss_signature(key.sign(digest.encode(), ec.ECDSA(hashes.SHA256(), deterministic_signing=True)))
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    signed = {
        "created": "2031-05-04T09:00:00Z",
        "hash": digest,
        "publicKey": base64.b64encode(public).decode(),
        "signature": base64.b64encode(r.to_bytes(48, "big") + s.to_bytes(48, "big")).decode(),
        "software": "making",
        "version": "0.1.0",
    }
    return members | {
        "datapackage.json": package,
        "datapackage-digest.json": rfc8785.dumps({"hash": digest, "path": "datapackage.json", "signedData": signed}),
    }


def zipped(members: list[tuple[str, bytes]]) -> bytes:
    """The canonical ZIP of custody-format.md, field by field."""
    data, directory = b"", b""
    for name, content in members:
        raw, start = name.encode(), len(data)
        crc = zlib.crc32(content)
        fixed = struct.pack("<HHHHHIIIHH", 20, 0x0800, 0, 0, 33, crc, len(content), len(content), len(raw), 0)
        data += struct.pack("<I", 0x04034B50) + fixed + raw + content
        directory += struct.pack("<IH", 0x02014B50, 0x0314) + fixed + struct.pack("<HHHII", 0, 0, 0, 0o100644 << 16, start) + raw
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(members), len(members), len(directory), len(data), 0)
    return data + directory + end


def dossier(members: dict[str, bytes]) -> bytes:
    return zipped(list(listed(members).items()))


def write(folder: Path, files: dict[str, bytes]) -> Path:
    """Write files below a folder that is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def small_case() -> Making:
    """A case that has one of everything: captures, readings, a note with disclosures, anchors of both kinds, a change of keys."""
    made = Making()
    made.begin()
    first = b"Four people were killed in Ostrel, the coroner said.\n"
    made.capture(first)
    made.entry("document", {"sha256": sha256(first).hex(), "text": "Four people were killed in Ostrel, the coroner said.\n"})
    made.entry("reading", {"confidence": 0.97, "id": "s1"}, {"id": "s2", "small": 1e-7}, used=[made.digests[-1]])
    made.keep_checkpoint()
    made.cosign(signing_key("witness"), 4)
    made.stamp(4)
    disclosure = base64.urlsafe_b64encode(b'["c2FsdA","name","R. Tamsin"]').decode().rstrip("=")
    hashed = base64.urlsafe_b64encode(sha256(disclosure.encode())).decode().rstrip("=")
    made.entry("note", {"_sd": [hashed], "of": "s1"}, disclosures=[disclosure])
    made.rotate(signing_key("second log key"))
    made.capture(b"The ministry denied it.\n")
    made.entry("finding", {"rule": "accusation-denied", "sentence": "Ärzte \U0001f4f7 nannten es so."}, why="retention")
    return made
