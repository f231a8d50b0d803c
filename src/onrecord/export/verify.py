#!/usr/bin/env python3
"""Check an OnRecord case or dossier from the bytes up: offline, writing nothing, with Python 3.9 or newer and nothing else.
    python3 verify.py PATH [--key VKEY] [--checkpoint FILE] [--witness VKEY] [--json]
Exit: 0 intact, 3 altered, 4 incomplete or erased by entry, 5 unreadable. No code is shared with OnRecord: written from its pages custody-format
and verify, and from RFC 6962 (tree, proofs), RFC 8032 (Ed25519), RFC 8785 (canonical JSON), RFC 3161 (time stamps), PKWARE APPNOTE (ZIP), and
C2SP signed-note, tlog-checkpoint, tlog-tiles, tlog-proof, tlog-cosignature. In order: files; JSON; signatures; notes; the tree; the check.
"""

# fmt: off
from __future__ import annotations
import argparse, base64, hashlib, itertools, json, os, re, struct, sys, textwrap, zlib
from collections import Counter, namedtuple
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any
TILE = 256  # hashes in a full tile, entries in a full bundle (C2SP tlog-tiles)
SEGMENT, LINE = 65536, 64 << 20  # lines in a full file of records/, and bytes in the longest of them (custody-format)
SMALL = 1 << 20  # longest note, key file, token or proof; what is longer is read as cut here, and cannot be well-formed
LISTED, EXITS = 100, {"intact": 0, "altered": 3, "incomplete": 4, "unreadable": 5}  # how many findings of one code are listed; exit codes (verify)
NUMBER, HEX, sha256 = "(?:0|[1-9][0-9]{0,17})", re.compile("[0-9a-f]{64}"), hashlib.sha256
def need(fine: Any) -> None:
    if not fine: raise ValueError
def tried(function: Callable[..., Any], *given: Any) -> Any:  # what it gives; None where it refuses what it was given
    try:
        return function(*given)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError): return None
# --- files: never outside the folder that was given, never anything but plain files -------------------------------------------------------
class Folder:  # the files below a folder, by names with slashes; links are not followed
    def __init__(self, path: str) -> None:
        self.path = os.path.realpath(path)
    def open(self, name: str) -> Any:  # (file, its size); None where there is no plain file
        path = os.path.join(self.path, *name.split("/"))
        if "\0" in name or os.path.realpath(path) != path or not os.path.isfile(path): return None
        return open(path, "rb"), os.path.getsize(path)
    def names(self, under: str = "") -> Iterator[str]:  # all of them, in order: files, links and whatever else is no folder
        for folder, folders, files in os.walk(os.path.join(self.path, under)):
            folders.sort()
            below = os.path.relpath(folder, self.path).replace(os.sep, "/")
            for name in sorted(files + [name for name in folders if os.path.islink(os.path.join(folder, name))]):
                yield name if below == "." else below + "/" + name
def sums(file: Any, left: int, *, member: bool = False) -> tuple[str, int, int]:  # SHA-256, number of bytes, and CRC-32 of a member of a ZIP
    digest, crc, view, size = sha256(), 0, memoryview(bytearray(1 << 20)), left
    with file:
        while left and (count := file.readinto(view[:left])):
            digest.update(view[:count])
            crc, left = zlib.crc32(view[:count], crc) if member else 0, left - count
    return digest.hexdigest(), size - left, crc
# --- RFC 8785: canonical JSON -------------------------------------------------------------------------------------------------------------
def number(value: float) -> str:  # as RFC 8785 3.2.2.3 writes it, which is Number::toString of ECMA-262
    if 1e-6 <= abs(value) < 1e21: return re.sub(r"\.0$", "", format(Decimal(repr(value)), "f"))
    return re.sub("e([+-])0?", r"e\1", repr(value)) if value else "0"
def exact(text: str) -> float:
    if repr(value := float(text)) != text or "e" in text or text[-2:] == ".0" or abs(value) < 1e-6: need(number(value) == text)
    return value
decode = json.JSONDecoder(parse_float=exact, parse_constant=exact).raw_decode  # bytes after the value are noticed by writing it again
encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
LARGE, DIGITS = re.compile(rb"[-:,\[][0-9]{16}"), bytes(48 if i in b"0123456789" else 32 for i in range(256))  # a number that a double may not hold
def serialised(value: Any) -> str:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(encode(key) + ":" + serialised(value[key]) for key in keys) + "}"
    if isinstance(value, list): return "[" + ",".join(map(serialised, value)) + "]"
    return number(float(value)) if isinstance(value, float) or (type(value) is int and abs(value) >= 2**53) else encode(value)
def canonical(data: bytes) -> Any:  # ValueError for any other bytes; a key that stands twice is written once, and so is noticed
    value, _ = decode(text := data.decode())  # the quick way differs in the order of keys beyond U+FFFF (bytes from 0xF0 on) and in large numbers only
    large = b"0" * 16 in data.translate(DIGITS) and LARGE.search(b":" + data)
    need((encode(value) == text and (data.isascii() or max(data) < 0xF0) and not large) or serialised(value) == text)
    return value
# --- RFC 8032: Ed25519, strict: one encoding of each point, S below the order, no public key of small order -------------------------------
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
def point(data: bytes) -> Any:  # RFC 8032 5.1.3: (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z
    y, sign = int.from_bytes(data, "little") & ((1 << 255) - 1), data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    need(len(data) == 32 and y < P and x * x % P == square and (x or not sign))
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P
def add(p: Any, q: Any) -> Any:  # RFC 8032 5.1.4
    a, b, c, d = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P, 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P
def times(count: int, p: Any) -> Any:
    total: Any = (0, 1, 1, 0)
    while count: total, p, count = add(total, p) if count & 1 else total, add(p, p), count >> 1
    return total
BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
def ed25519(public: bytes, signature: bytes, message: bytes) -> bool:  # RFC 8032 5.1.7
    key, commitment, scalar = tried(point, public), tried(point, signature[:32]), int.from_bytes(signature[32:], "little")
    if not key or not commitment or len(signature) != 64 or scalar >= ORDER or times(8, key)[0] == 0: return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    p, q = times(scalar, BASE), add(commitment, times(challenge, key))
    return bool((p[0] * q[2] - q[0] * p[2]) % P == 0 == (p[1] * q[2] - q[1] * p[2]) % P)
# --- C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof; RFC 3161 ------------------------------------------------------------
Key = namedtuple("Key", "text name id type public")
Checkpoint = namedtuple("Checkpoint", "origin size root body lines data")  # body: what is signed; lines: (name, key id, signature) of each
# In an RFC 3161 response: the message imprint of its TSTInfo, in DER, that is SHA-256 (with or without NULL) and a hash; serial number; time.
IMPRINT = re.compile(rb"(?s)\x30[\x2f\x31]\x30[\x0b\x0d]\x06\x09\x60\x86H\x01e\x03\x04\x02\x01(?:\x05\0)?\x04\x20(.{32})\x02.{1,40}?\x18.([0-9.]{14,20}Z)")
def unbase64(text: str) -> bytes:  # ValueError for base64 that is not written in the one canonical way
    data = base64.b64decode(text.encode("ascii"), validate=True)
    need(base64.b64encode(data).decode() == text)
    return data
def key_of(text: str) -> Key:  # `<name>+<key id>+<base64 of type and key>`; types: 1 Ed25519, 4 Ed25519 cosignature, 6 ML-DSA-44
    found: Any = re.fullmatch(r"([^\s+\x00-\x1f]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)", text)
    data = unbase64(found[3])
    need(len(data) == {1: 33, 4: 33, 6: 1313}[data[0]] and sha256(f"{found[1]}\n".encode() + data).hexdigest()[:8] == found[2])
    need(data[0] == 6 or times(8, point(data[1:]))[0])
    return Key(text, found[1], bytes.fromhex(found[2]), data[0], data[1:])
def keys_of(data: bytes) -> list[Key]:  # a key a line, the first an Ed25519 key, none that of a witness
    keys = [key_of(line) for line in data.decode().split("\n")[:-1]]
    need(data.endswith(b"\n") and keys[0].type == 1 and all(key.type != 4 for key in keys) and len(set(keys)) == len(keys))
    return keys
def signature_lines(text: str) -> list[Any]:  # (name, key id, signature) of each
    found = re.findall(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)\n", text)
    need("".join(f"— {name} {signature}\n" for name, signature in found) == text)
    return [(name, data[:4], data[4:]) for name, data in ((name, unbase64(signature)) for name, signature in found)]
def checkpoint_of(data: bytes) -> Checkpoint:  # a signed note of exactly three lines
    found: Any = re.fullmatch(rf"(([^\x00-\x1f]+)\n({NUMBER})\n([A-Za-z0-9+/]{{43}}=)\n)\n((?:[^\n]+\n)+)", data.decode())
    need(len(data) <= SMALL)
    return Checkpoint(found[2], int(found[3]), unbase64(found[4]), found[1].encode(), signature_lines(found[5]), data)
def signs(key: Key, line: Any, body: bytes) -> bool | None:  # None: this line is by another key, or by ML-DSA, which is not checked here
    if line[:2] != (key.name, key.id) or key.type == 6: return None
    if key.type == 1: return ed25519(key.public, line[2], body)
    return ed25519(key.public, line[2][8:], b"cosignature/v1\ntime %d\n" % int.from_bytes(line[2][:8], "big") + body)
def proof_of(data: bytes) -> tuple[str, int, list[bytes], bytes]:  # its extra line, index, path and checkpoint
    found: Any = re.fullmatch(rf"(?s)c2sp\.org/tlog-proof@v1\n(?:extra (\S+)\n)?index ({NUMBER})\n((?:\S{{43}}=\n){{0,63}})\n(.*)", data.decode())
    return found[1] or "", int(found[2]), [unbase64(line) for line in found[3].split("\n")[:-1]], found[4].encode()
# --- RFC 6962: the tree. C2SP tlog-tiles: how it lies in log/ -----------------------------------------------------------------------------
def leaf(entry: bytes) -> bytes:
    return sha256(b"\0" + entry).digest()
def perfect(hashes: list[bytes]) -> bytes:  # the root over 1, 2, 4, … 256 hashes
    while len(hashes) > 1: hashes = [sha256(b"\1" + hashes[i] + hashes[i + 1]).digest() for i in range(0, len(hashes), 2)]
    return hashes[0]
def root_of(edge: list[list[bytes]]) -> bytes:  # the root of a tree, from the hashes in its partial tiles, the lowest level first
    root = b""
    for hashes in edge:
        at = len(hashes)
        for width in (1 << bit for bit in range(9) if len(hashes) >> bit & 1):
            at -= width
            root = sha256(b"\1" + perfect(hashes[at:at + width]) + root).digest() if root else perfect(hashes[at:at + width])
    return root or sha256().digest()
def proven_root(hashed: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:  # RFC 6962 2.1.1; None: a path of another length
    if size <= 1 or not path: return hashed if size == 1 and index == 0 and not path else None
    half = 1 << (size - 1).bit_length() - 1
    below = proven_root(hashed, index, half, path[:-1]) if index < half else proven_root(hashed, index - half, size - half, path[:-1])
    return below and sha256(b"\1" + (below + path[-1] if index < half else path[-1] + below)).digest()
def tile_name(level: Any, number: int, width: int = TILE) -> str:  # level "entries": a bundle; width: of a partial one
    groups = re.findall("...", f"{number:0{(len(str(number)) + 2) // 3 * 3}d}")
    return "/".join(["log/tile", str(level), *("x" + group for group in groups[:-1]), groups[-1]]) + (f".p/{width}" if width < TILE else "")
# --- entries and record lines (custody-format) --------------------------------------------------------------------------------------------
TYPES = frozenset("begin capture document reading finding issue reference parties grounds note correct propose decide view-restricted redact "
                  "erase-ask erase export anchor witness key-rotate role backup restore verify import".split())
FIELDS = {"sequence", "type", "at", "agent", "v", "actor", "used", "generated", "why"}
Line = namedtuple("Line", "kind number digest type salted disclosed record by")  # kind: record, erased (by an entry) or withheld
LINE_FORM = re.compile(rb'\{(?:"disclosures":\[("[\w-]+"(?:,"[\w-]+")*)\],)?"number":(N),"record":(?:(.*),"salt":"([0-9a-f]{32})"|(.*)),"type":"([a-z-]+)"\}\n'
                       rb'|\{(?:"erased":(N),)?"number":(N)(,"withheld":true)?\}\n'.replace(b"N", NUMBER.encode()), re.DOTALL)
def entry_of(data: bytes) -> Any:  # version 1 is older than the rule which fields there are
    need(type((entry := canonical(data))["sequence"]) is int and entry["v"] in (1, 2) and entry["type"] in TYPES and len(data) < 65536)
    need(entry["v"] == 1 or (entry.keys() <= FIELDS and isinstance(entry["at"], dict) and isinstance(entry["agent"], dict)))
    need(all(isinstance(entry.get(name, ""), str) for name in ("actor", "why")))
    need(all(isinstance(entry[name], list) and entry[name] and all(map(HEX.fullmatch, entry[name])) for name in ("used", "generated") if name in entry))
    return entry
def record_line(data: bytes) -> Line:
    found: Any = LINE_FORM.fullmatch(data)
    disclosed, number, salted, salt, bare, kind, erased, empty, withheld = found.groups()
    if empty:
        need(bool(erased) != bool(withheld))
        return Line("erased" if erased else "withheld", int(empty), "", "", False, (), None, int(erased or 0))
    record = bare if salt is None else salted  # the line is canonical if its record is, since the rest has one form only
    digest = sha256(bytes.fromhex((salt or b"").decode()) + record).hexdigest()
    return Line("record", int(number), digest, kind.decode(), bool(salt), re.findall(rb"[\w-]+", disclosed or b""), canonical(record), 0)
# --- the check ----------------------------------------------------------------------------------------------------------------------------
class Check:  # what a case and a dossier have in common: a checkpoint and keys, entries, records, originals, anchors
    kind, base, at_checkpoint, at_keys, path, own, number = "unknown", "", "", "", "", list[Any](), None
    store: Any  # a folder, or the members of a ZIP
    entries: Any  # (place, sequence or None, bytes or None where they are not to be read) of each entry
    original: Any  # (place, (hash, size) or None) of an original
    root_at: Any  # the root of the tree when it had a size, or None
    def __init__(self, path: str, given: Any) -> None:
        self.path, self.given, self.store, self.head = path, given, Folder(path), Checkpoint("", None, b"", b"", (), b"")
        self.findings, self.times, self.notes = list[dict[str, str]](), Counter[str](), list[dict[str, str]]()
        self.checked = dict.fromkeys(("entries", "records", "originals", "bytes", "tiles", "proofs", "anchors"), 0)
        self.next, self.shift, self.last, self.waiting, self.records = 0, 0, -1, list[Any](), self.record_lines()
        self.named: dict[str, list[Any]] = {kind: [] for kind in ("begin", "key-rotate", "witness", "anchor")}
        self.erasing, self.erased, self.absent, self.erased_originals = dict[int, Any](), list[Any](), dict[str, Any](), dict[str, int]()
        self.seen, self.witnessed, self.withheld, self.pending, self.lost, self.known = set[bytes](), 0, 0, False, False, True
    def expect(self, fine: Any, code: str, place: str, message: str, times: int = 1) -> bool:  # a finding, unless all is fine
        if not fine:
            kind = "unreadable" if code in ("path.unreadable", "checkpoint.missing") else "incomplete" if code.endswith(("missing", ".erased")) else "altered"
            self.findings += [{"code": code, "kind": kind, "place": place, "message": message}] if self.times[code] < LISTED else []
            self.times[code] += times
        return bool(fine)
    def note(self, shown: Any, code: str, message: str) -> None:  # something that the evidence does not show, unless it is shown
        self.notes += [] if shown else [{"code": code, "message": message}]
    def read(self, name: str, limit: int = SMALL) -> bytes | None:  # at most one byte more than the limit; None where there is no such file
        file, size = self.store.open(name) or (None, 0)
        return file and (file.read(min(size, limit + 1)), file.close())[0]
    def lines(self, name: str) -> Iterator[bytes]:  # a line that is too long comes in pieces, which are no lines
        file, left = self.store.open(name) or (None, 0)
        while file and (data := file.readline(min(left, LINE))):
            left -= len(data)
            yield data
        if file: file.close()
    def stray(self, name: str, code: str) -> None:  # a file that no rule puts there, or that a stop left
        self.note(not name.endswith(".tmp"), "pending", f"{name} was left by a stop in the middle of writing; opening the case for writing takes it away.")
        self.expect(name.endswith(".tmp"), code, name, "No rule puts this file there.")
    def checkpoint(self, data: bytes | None, place: str, keys: list[Key], *, foreign: bool = False) -> Any:  # foreign: others may have signed too
        note, origin = tried(checkpoint_of, data), self.head.origin
        if not self.expect(note, "checkpoint.malformed", place, "This is no signed note of three lines with signature lines."): return None
        fine = note.origin == origin if origin else bool(re.fullmatch("onrecord/[0-9a-f]{16}", note.origin))
        self.expect(fine, "checkpoint.origin", place, f"This checkpoint is of the log {note.origin}.")
        fits = [fit for line in note.lines for key in keys if (fit := signs(key, line, note.body)) is not None]
        self.expect(not keys or (fits and all(fits)), "checkpoint.signature", place, "No signature by the log's key fits this checkpoint.")
        dsa = [line for line in note.lines if line[0] == note.origin and len(line[2]) == 8 + 2420]
        self.note(not dsa, "not-checked", f"{place}: a signature by ML-DSA-44 (type 0x06).")
        self.expect(not keys or foreign or len(note.lines) - len(dsa) == 1 >= len(dsa), "checkpoint.malformed", place, "It holds other signature lines.")
        return note
    def run(self) -> None:
        data, self.own = self.read(self.at_checkpoint), tried(keys_of, self.read(self.at_keys)) or []
        if not self.expect(data is not None, "checkpoint.missing", self.at_checkpoint, "Nothing says what the log should be."): return
        self.expect(self.own, "key.malformed", self.at_keys, "There is no file of verifier keys here, the first of them an Ed25519 key.")
        if not (note := self.checkpoint(data, self.at_checkpoint, self.own[:1])): return
        self.head = note
        self.expect(all(key.name == note.origin for key in self.own), "checkpoint.origin", self.at_keys, f"A key here is not of the log {note.origin}.")
        for place, sequence, entry in self.entries(): self.entry(place, sequence, entry)
        for part in (self.end, self.key_chain, self.outside): part()
    def record_lines(self) -> Iterator[tuple[str, int, Any]]:  # place, number by that place, and the line
        for name in self.store.names("records") if self.kind == "case" else ["onrecord/records.jsonl"]:
            segment = re.fullmatch(r"(?:records/([0-9]{6})|onrecord/records)\.jsonl", name)
            if not segment: self.stray(name, "record.unexpected")
            for index, data in enumerate(self.lines(name) if segment else ()):
                line = tried(record_line, data) if index < SEGMENT or self.kind == "dossier" else None
                self.expect(line, "record.malformed", f"{name} line {index + 1}", "This is no record line in canonical JSON, or one too many.")
                yield f"{name} line {index + 1}", int(segment[1] or 0) * SEGMENT + index if segment else 0, line
    def line(self, digest: str) -> Any:  # the line that should have this digest; lost: how many records an entry before had is not known
        while found := self.waiting.pop() if self.waiting else next(self.records, None):
            place, here, line = found
            if line and self.kind == "case":
                self.expect(line.number - here == self.shift, "record.malformed", place, f"This line is numbered {line.number} and stands as number {here}.")
                self.shift = line.number - here
            if (line and line.digest == digest) or not (line or self.lost):
                self.next, self.lost = (line.number if line and self.lost else self.next) + 1, False
                return found
            if line and line.number > self.next and not self.lost:
                self.waiting = [found]
                return None
            if line and line.number >= self.next and not (self.lost and self.kind == "case"):
                self.next, self.lost = line.number + 1, False
                return found
            self.expect(self.kind == "case" or not line, "record.unexpected", place, f"Here stands number {self.next} or a later one, not this.")
        return None
    def entry(self, place: str, sequence: int | None, data: bytes | None) -> None:  # sequence: where it stands, None in a dossier
        entry, self.number = tried(entry_of, data), None
        if not self.expect(entry or data is None, "entry.malformed", place, "This is no entry in canonical JSON.") or not entry:
            self.lost, self.known = True, False
            return
        number, kind = entry["sequence"], entry["type"]
        self.checked["entries"] += 1
        self.expect(number == (max(number, self.last + 1) if sequence is None else sequence), "entry.sequence", place, f"It says that it is number {number}.")
        self.expect((kind == "begin") == (number == 0) or entry["v"] == 1, "entry.malformed", place, "The first entry, and no other, has the type begin.")
        self.lost, self.last, self.number = self.lost or (sequence is None and number != self.last + 1), number, number
        self.erasing.update({number: entry.get("used", ())} if kind == "erase" else {})
        for digest in entry.get("generated", ()):
            where, _, line = self.line(digest) or ("", 0, None)
            if not line:
                self.expect(where, "record.missing", f"{place}, record {digest}", "No line holds the record with this digest.")
                self.next += not where
            elif line.kind == "erased": self.erased.append((where, digest, number, line.by))
            elif line.kind == "withheld" and self.kind == "dossier": self.withheld += 1
            elif self.expect(line.digest == digest, "record.altered", where, f"This record does not have the digest that entry {number} gives.") and \
                    self.expect(line.type == kind and line.salted == (entry["v"] == 2), "record.malformed", where, f"Its type or salt is not that of {kind}."):
                self.checked["records"] += 1
                self.use(where, number, line, line.record if isinstance(line.record, dict) else {})
                continue
            self.known = self.known and kind not in self.named
    def use(self, place: str, number: int, line: Line, record: dict[str, Any]) -> None:  # take from a record what other parts are checked by
        for one in line.disclosed:
            digest = base64.urlsafe_b64encode(sha256(one).digest()).decode().rstrip("=")
            fine = tried(lambda digest=digest: digest in record["_sd"]) and line.disclosed.count(one) == 1
            self.expect(fine, "disclosure.altered", place, "A disclosed field is not one of those that the record commits to.")
        if line.type in self.named: self.named[line.type].append((place, record))
        elif line.type == "erase": self.erased_originals.update((str(one), number) for one in tried(list, record.get("originals")) or ())
        elif line.type == "capture" and self.expect(HEX.fullmatch(str(record.get("sha256"))), "record.malformed", place, "It names no original."):
            digest, (name, found) = record["sha256"], self.original(record["sha256"])
            self.checked["originals"] += bool(found) and bytes.fromhex(digest) not in self.seen
            self.seen.add(bytes.fromhex(digest))
            self.absent.update({} if found else {digest: (number, place, name)})
            self.expect(not found or found == (digest, record.get("size")), "original.altered", name, f"Its hash or size is not what {place} gives.")
    def end(self) -> None:  # after the last entry: lines that are left, and what was erased
        left = [place for place, _, line in itertools.chain(self.waiting, self.records)]
        self.note(not (left and self.pending), "pending", f"{len(left)} line(s) of records, from {left[:1]} on, belong to entries that were being written.")
        fine = not left or self.pending or (self.lost and self.kind == "case")
        self.expect(fine, "record.unexpected", (left or [""])[0], f"No entry names this record, nor {len(left) - 1} more.", len(left))
        for place, digest, number, by in self.erased:
            if self.expect(by > number and digest in self.erasing.get(by, ()), "record.erased-without-entry", place, "This record is gone; no entry says so."):
                self.expect(False, "record.erased", place, f"This record of entry {number} was erased; entry {by} says so.")
        for digest, (number, place, name) in self.absent.items():
            self.withheld += self.kind == "dossier"
            erased = self.erased_originals.get(digest, -1)
            if self.expect(erased > number or self.kind == "dossier", "original.missing", name, f"This original is named by {place} and is not there."):
                self.expect(erased <= number, "original.erased", name, f"This original was erased; entry {erased} says so.")
    def key_chain(self) -> None:  # all keys that the log has had, the changes from one to the next, and whether they lead to the one in force
        chain, trusted, force = [record.get("vkey") for _, record in self.named["begin"]], {key.text for key in self.given.key}, self.own[:1]
        for place, record in self.named["begin"]:
            self.expect(record.get("origin") == self.head.origin, "checkpoint.origin", place, "The log began under another origin than its checkpoint names.")
        for place, record in self.named["key-rotate"]:
            old, new, day, signed = (record.get(name) for name in ("old", "new", "compromised", "old_signature"))
            message = f"onrecord key-rotate v1\n{self.head.origin}\n{old}\n{new}\n{'-' if day is None else day}\n".encode()
            fine = all(tried(lambda key, text: key_of(key).type == 1 and ed25519(key_of(key).public, unbase64(text), message), key, text)  # noqa: B023
                       for key, text in [(old, signed), (new, record.get("new_signature"))][signed is None:])
            fits = re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}|None", str(day)) and (not chain or not self.known or chain[-1] == old)
            if self.expect(fine and fits, "key.rotation", place, "This change of keys is not signed as it must be, or does not change the key in force."):
                chain += [new] if chain else [old, new]
                trusted.update([new] if signed is not None and old in trusted else ())
        for key in self.own:
            fine = key.type != 1 or not chain or not self.known or key.text in (chain[-1:] if key in force else chain)
            fine = fine and (key not in force or not trusted or key.text in trusted)
            self.expect(fine, "key.other", self.at_keys, f"{key.text} does not follow from the key that was given, or from that of the entry begin.")
        self.note(trusted, "key-not-pinned", "The key came with the evidence itself. Obtain it from its owner in another way, and give it with --key.")
        self.own += [key for key in (tried(key_of, text) for text in chain) if self.own and key and key not in self.own]
    def outside(self) -> None:  # kept checkpoints, cosignatures, time stamps
        head, under, kept, tokens, named, stamped, earlier = self.head, "anchors", dict[int, Any](), list[Any](), set[str](), 0, 0
        keys = [key for key in self.own if key.type == 1 and self.known]  # where entries could not be read, keys and anchors may be named in them
        notes = [(name, self.checkpoint(data, name, keys, foreign=True), True) for name, data in self.given.checkpoint]
        for name in self.store.names(under):
            found = re.fullmatch(rf"({NUMBER})(?:\.checkpoint|-([0-9a-f]{{8}})\.(cosig|tsr))", name[len(under) + 1:])
            if not found: self.stray(name, "anchor.unexpected")
            elif found[2]: tokens.append((name, int(found[1]), found[3]))
            elif note := self.checkpoint(self.read(name), name, keys):
                kept[int(found[1])] = note
                notes.append((name, note, False))
                self.expect(note.size == int(found[1]), "anchor.mismatch", name, f"This checkpoint speaks of {note.size} entries, its name of {found[1]}.")
        for place, note, outer in notes:
            known = not note or note.size <= head.size or (outer and self.kind == "dossier")
            if self.expect(known, "history.rollback", place, f"This speaks of more entries than the {head.size} that the log has.") and note:
                root = head.root if note.size == head.size else self.root_at(note.size)
                self.expect(root in (None, note.root), "history.fork", place, f"The first {note.size} entries of the log have another root than this.")
                earlier += outer and root == note.root
                self.witnessed += sum(signs(key, line, note.body) is True for line in note.lines for key in self.given.witness)
        for place, record in self.named["witness"] + self.named["anchor"]:
            file, size, ending = str(record.get("file")), record.get("size"), {"cosignature": "cosig", "timestamp": "tsr"}.get(str(record.get("kind")))
            if self.expect(re.fullmatch(rf"{re.escape(str(size))}-[0-9a-f]{{8}}\.{ending}", file), "record.malformed", place, "It names no file of anchors/."):
                named.add(f"{under}/{file}")
                for name, digest in ((f"{under}/{file}", record.get("sha256")), (f"{under}/{size}.checkpoint", record.get("checkpoint"))):
                    if self.expect((data := self.read(name)) is not None, "anchor.missing", name, f"{place} names this file."):
                        self.expect(sha256(data or b"").hexdigest() == digest, "anchor.altered", name, f"Its hash is not what {place} gives.")
        for name, size, ending in tokens:
            data, note = self.read(name) or b"", kept.get(size)
            self.checked["anchors"] += 1
            self.expect(self.kind == "dossier" or name in named or not self.known, "anchor.unexpected", name, "No entry names this file.")
            if ending == "tsr":
                (hashed, when), = IMPRINT.findall(data)[:1] or [(b"", b"?")]
                fine: Any = note and hashed == sha256(note.data).digest() and f"-{sha256(data).hexdigest()[:8]}." in name
                stamped += bool(fine)
                self.note(False, "not-checked", f"{name}, of {when.decode()}: VERIFY.txt says how OpenSSL checks its signature.")
            else:
                lines = tried(lambda data=data: signature_lines(data.decode()))
                fits = [signs(key, line, note.body) for line in lines or () for key in self.given.witness] if note else []
                fine, self.witnessed = lines and False not in fits, self.witnessed + fits.count(True)
                self.note(True in fits, "not-checked", f"{name}: by a key that was not given with --witness, or by ML-DSA-44.")
            self.expect(fine, "anchor.mismatch", name, f"This does not speak of the checkpoint of {size} entries, under which it is filed.")
        self.note(self.witnessed, "no-witness", "Nobody outside is shown to have countersigned this log.")
        self.note(stamped, "no-token", "No time stamp by an authority: all times are claims of one machine.")
        message = "No earlier checkpoint was given: a history that the owner of the key wrote and signed anew would look like this one."
        self.note(earlier or self.witnessed, "no-earlier-checkpoint", message)
class Case(Check):  # a folder with log/, records/, blobs/, anchors/
    kind, at_checkpoint, at_keys = "case", "log/checkpoint", "keys/log.vkey"
    def run(self) -> None:
        super().run()
        form = r"^blobs/sha256/([0-9a-f]{2})/(\1[0-9a-f]{62})\Z"
        others = [name for name in self.store.names("blobs") if tried(lambda one: bytes.fromhex(re.findall(form, one)[0][1]), name) not in self.seen]
        self.note(not others, "unreferenced", f"{len(others)} file(s) in blobs/ that no record names, the first {others[:1]}.")
    def original(self, digest: str) -> Any:
        file, size = self.store.open(f"blobs/sha256/{digest[:2]}/{digest}") or (None, 0)
        new = bytes.fromhex(digest) not in self.seen  # hashed once; the size is compared with each record that names it
        found = file and (sums(file, size)[:2] if new else (file.close(), (digest, size))[1])
        self.checked["bytes"] += size if new else 0
        return f"blobs/sha256/{digest[:2]}/{digest}", found
    def left(self, level: Any, number: int, size: int) -> int:  # how many hashes (or entries) a level has from a tile (or bundle) on
        return (size >> (0 if level == "entries" else 8 * int(level))) - number * TILE
    def place(self, level: Any, number: int) -> str:
        return tile_name(level, number, self.left(level, number, self.head.size))
    def tile(self, level: int, number: int) -> list[bytes] | None:  # its hashes; None where it is not there or has another length
        data = self.read(self.place(level, number), 32 * TILE) or b""
        return [data[i:i + 32] for i in range(0, len(data), 32)] if len(data) == 32 * min(TILE, self.left(level, number, self.head.size)) else None
    def bundle(self, number: int) -> list[bytes] | None:  # its entries, each after its length; None: not there, or not as many as needed
        data, entries, at = self.read(self.place("entries", number), TILE * SEGMENT) or b"", list[bytes](), 0
        while at < len(data): entries.append(data[at + 2:(at := at + 2 + int.from_bytes(data[at:at + 2], "big"))])
        return entries if at == len(data) and len(entries) == min(TILE, self.head.size - number * TILE) else None
    def root_at(self, size: int) -> bytes | None:  # by the tiles; None where one is not there, or was altered
        places = [(level, *divmod(size >> 8 * level, TILE)) for level in range(8)]
        edge = [(self.tile(level, number) or [])[:width] for level, number, width in places if width]
        return root_of(edge) if self.sound and [len(hashes) for hashes in edge] == [width for _, _, width in places if width] else None
    def survey(self) -> None:  # which files lie in log/, which should, which may
        self.have = {level: set[int]() for level in ("entries", *"01234567")}
        coming = self.read("log/checkpoint.tmp") or b""  # a writing was stopped: records and tiles for this checkpoint may be there already
        ahead = self.checkpoint(coming, "log/checkpoint.tmp", self.own[:1]) if coming.endswith(b"\n") and coming.count(b"\n") > 4 else None
        self.pending = bool(ahead and ahead.size >= self.head.size)
        for name in self.store.names("log"):
            found: Any = re.fullmatch(r"log/tile/(entries|[0-7])/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", name)
            level, number, width = (found[1], int(re.sub("[x/]", "", found[2])), int(found[3] or TILE)) if found else ("0", 0, 0)
            left, later = (self.left(level, number, size) for size in (self.head.size, ahead.size if ahead and self.pending else 0))
            if (not found or tile_name(level, number, width) != name or (width > left and width != min(TILE, later))) and name != self.at_checkpoint:
                self.stray(name, "log.unexpected")
            elif found and width == min(TILE, left): self.have[level].add(number)
            elif found: self.note(False, "pending", f"{name} is not needed by this checkpoint, and was not checked.")
        for level, have in self.have.items():
            at, code = 0, "bundle.missing" if level == "entries" else "tile.missing"
            for number in (*sorted(have), -(-self.left(level, 0, self.head.size) // TILE)):
                self.expect(number <= at, code, self.place(level, at), f"Of {number - at} file(s) from here to number {number - 1} none is there.", number - at)
                at = number + 1
    def compare(self, level: int, number: int, made: list[bytes]) -> list[tuple[int, int, int]]:  # (level, number, index) of hashes that differ
        tile = self.tile(level, number)
        self.checked["tiles"] += tile is not None
        self.expect(tile or number not in self.have[str(level)], "tile.altered", self.place(level, number), "This tile has another length than it should.")
        return [(level, number, i) for i, hashed in enumerate(made) if tile and hashed != tile[i]]
    def tree(self) -> set[int]:  # the root from the entries up, and the tiles beside it; answers which entries do not have their tile's hash
        levels, wrong, whole, done = [list[bytes]() for _ in range(10)], list[tuple[int, int, int]](), True, 0
        for number in sorted(self.have["entries"] | self.have["0"]):
            entries = self.bundle(number)
            self.expect(entries or number not in self.have["entries"], "bundle.altered", self.place("entries", number), "It holds another number of entries.")
            levels[0] = [leaf(entry) for entry in entries] if entries else self.tile(0, number) or []
            wrong += self.compare(0, number, levels[0])
            whole, done, level = whole and number == done and bool(levels[0]), number + 1, 0
            while whole and len(levels[level]) == TILE:
                levels[level + 1].append(perfect(levels[level]))
                levels[level], level = [], level + 1
                wrong += self.compare(level, (done >> 8 * level) - 1, levels[level]) if len(levels[level]) == TILE else []
        whole = whole and done == -(-self.head.size // TILE)
        for level in range(1, 9) if whole else (): wrong += self.compare(level, self.head.size >> 8 * level + 8, levels[level]) if levels[level] else []
        fits, bad = whole and root_of(levels) == self.head.root, {number * TILE + i for level, number, i in wrong if level == 0}
        for level, number, i in wrong:  # where the entries lead to the signed root, it is a tile that was altered
            where = f"{self.place(level, number)} bytes {32 * i} to {32 * i + 31}"
            self.expect(bad and not fits, "tile.altered", where, "This hash does not fit what lies under it.")
            self.expect(fits or level, "bundle.altered", f"{self.place('entries', number)} entry {number * TILE + i}", "Its tile gives another hash.")
        self.expect(fits or bad or not whole, "checkpoint.root", self.at_checkpoint, "The tree of these entries has another root than the one signed.")
        self.sound = fits and not wrong
        return set() if fits else bad
    def entries(self) -> Iterator[tuple[str, int | None, bytes | None]]:
        self.survey()
        bad, done = self.tree(), 0
        for number in (*sorted(self.have["entries"]), -(-self.head.size // TILE)):
            name = self.place("entries", number)
            for index, entry in enumerate(self.bundle(number) or (), number * TILE):
                if index != done: yield name, done, None
                yield f"{name} entry {index}", index, None if index in bad else entry
                done = index + 1
        if done != self.head.size: yield self.at_checkpoint, done, None
# --- a dossier: a canonical ZIP, or the folder that it was unpacked to ------------------------------------------------------------------
STRUCTURE, DIGEST = "These bytes are not as the one form has them in which dossiers are written.", {"path", "hash", "signedData"}
def zip_parts(raw: bytes, crc: int, size: int, start: int) -> tuple[bytes, bytes]:  # APPNOTE 4.3.7 and 4.3.12, with the values of custody-format
    both = struct.pack("<HHHHHLLLHH", 20, 0x0800, 0, 0, 0x21, crc, size, size, len(raw), 0)
    return b"PK\3\4" + both + raw, b"PK\1\2\x14\3" + both + struct.pack("<HHHLL", 0, 0, 0, 0o100644 << 16, start & 0xFFFFFFFF) + raw
class Archive:  # the members of a ZIP, from the front; all bytes before, between and after them must be as the canonical form has them
    def __init__(self, path: str, check: Check) -> None:
        self.path, self.members, self.directory, at, last = path, dict[str, Any](), list[tuple[str, bytes]](), 0, 0
        with open(path, "rb") as file:
            size = file.seek(0, 2)
            while file.seek(at) == at and (head := file.read(30))[:4] == b"PK\3\4" and len(head) == 30 and len(self.directory) < 65535:
                crc, length, _, width = struct.unpack("<LLLH", head[14:28])
                raw, start = file.read(width), at + 30 + width
                name, (local, central) = raw.decode("utf-8", "surrogateescape"), zip_parts(raw, crc, length, at)
                check.expect(head + raw == local and start + length <= size, "dossier.structure", f"bytes {at} to {start - 1}, before {name}", STRUCTURE)
                check.expect(name not in self.members, "dossier.member-twice", f"{name} (from byte {at} on)", "This is the second member of this name.")
                self.members.setdefault(name, (start, max(0, min(length, size - start)), crc))
                self.directory.append((name, central))
                last, at = at, start + length
            count, total = len(self.directory), sum(len(central) for _, central in self.directory)
            end = b"PK\5\6\0\0\0\0" + struct.pack("<HHLL", count, count, total & 0xFFFFFFFF, at & 0xFFFFFFFF) + b"\0\0"
            follows = file.seek(at) == at and file.read(4) == b"PK\1\2"  # else the length that the last head gives leads astray
            check.expect(follows, "dossier.structure", f"bytes {last} to {size - 1}", "No other member and no directory follows on the first of these.")
            for name, expected in (*self.directory, ("the end", end)) if follows else ():
                file.seek(at)
                check.expect(file.read(len(expected)) == expected, "dossier.structure", f"bytes {at} to {at + len(expected) - 1}, for {name}", STRUCTURE)
                at += len(expected)
            check.expect(not follows or at >= size, "dossier.structure", f"bytes {at} to {size - 1}", STRUCTURE)
    def open(self, name: str) -> Any:
        if name not in self.members: return None
        file = open(self.path, "rb")
        file.seek(self.members[name][0])
        return file, self.members[name][1]
    def names(self, under: str = "") -> Iterator[str]:
        return (name for name, _ in self.directory if name.startswith(under))
class Dossier(Check):
    kind, base, at_checkpoint, at_keys = "dossier", "onrecord/", "onrecord/checkpoint", "onrecord/log.vkey"
    def run(self) -> None:
        self.zip = None if os.path.isdir(self.path) else Archive(self.path, self)
        self.store = self.zip or self.store
        self.members = {name: sums(*opened, member=True) for name in dict.fromkeys(self.store.names()) if (opened := self.store.open(name))}
        self.checked["bytes"] += sum(size for _, size, _ in self.members.values())
        self.listing("datapackage.json", "datapackage-digest.json")
        super().run()
        if self.head.origin: self.export(Folder(os.path.dirname(os.path.abspath(self.path))), os.path.basename(self.path) + ".tlog-proof")
    def listing(self, package: str, beside: str) -> None:
        data, digest = self.read(package, LINE) or b"", tried(canonical, self.read(beside))
        listed = tried(lambda: [(str(one["path"]), one["hash"], one["bytes"]) for one in json.loads(data)["resources"]])
        fine = tried(lambda: digest["path"] == package and digest["hash"] == f"sha256:{sha256(data).hexdigest()}" and digest.keys() <= DIGEST)
        self.expect(fine, "dossier.digest", f"{beside} ({package})", "It does not give, in canonical JSON, the hash of datapackage.json.")
        fine = not fine or "signedData" not in digest or tried(lambda: digest["signedData"]["hash"] == digest["hash"])
        self.expect(fine, "dossier.signature", beside, "What is signed is not the hash of datapackage.json.")
        self.note(False, "not-checked", f"The ECDSA signature in {beside}.")
        order, names = [*(path for path, _, _ in listed or ()), package, beside], list(self.store.names())
        self.expect(listed is not None, "dossier.structure", package, "This is no list of members.")
        for name in self.members.keys() - order if listed is not None else ():
            self.expect(False, "dossier.member-unexpected", name, "datapackage.json does not list this member.")
        for name, hashed, size in listed or ():
            found = self.members.get(name)
            self.expect(found, "dossier.member-missing", name, "datapackage.json lists this member, which is not there.")
            self.expect(not found or (hashed, size) == (f"sha256:{found[0]}", found[1]), "dossier.member-altered", name, "Its hash or size is not that listed.")
        for name, (_, _, crc) in self.zip.members.items() if self.zip else ():
            self.expect(crc == self.members[name][2] or self.times["dossier.member-altered"], "dossier.structure", name, "Its CRC-32 is another.")
        fine = not self.zip or names == order or set(names) != set(order)
        self.expect(fine, "dossier.structure", package, "The members do not stand in the order in which they are listed.")
    def original(self, digest: str) -> Any:
        return (name := f"onrecord/blobs/{digest}"), self.members[name][:2] if name in self.members else None
    def root_at(self, size: int) -> None:
        self.note(False, "no-earlier-checkpoint", f"A dossier of {self.head.size} entries does not show whether they begin with the {size} of a checkpoint.")
    def entries(self) -> Iterator[tuple[str, int | None, bytes | None]]:
        names = set()
        for index, data in enumerate(self.lines("onrecord/entries.jsonl")):
            place, entry = f"onrecord/entries.jsonl line {index + 1}", data[:-1] if data.endswith(b"\n") else b""
            yield place, None, entry
            names.add(name := f"proofs/{self.number}.tlog-proof")
            proof = self.read(name)
            if self.number is not None and self.expect(proof is not None, "proof.missing", name, f"Entry {self.number} has no proof."):
                self.checked["proofs"] += 1
                extra, at, path, note = tried(proof_of, proof) or (None, 0, [], b"")
                fine = at == self.number and note == self.head.data and proven_root(leaf(entry), at, self.head.size, path) == self.head.root
                if self.expect(extra == "", "proof.malformed", name, "This is no tlog-proof, or one with an extra line."):
                    self.expect(fine, "proof.mismatch", name, f"This does not lead from entry {self.number} to onrecord/checkpoint.")
        for name in sorted(set(self.store.names("proofs")) - names):
            self.expect(False, "proof.mismatch", name, "This is the proof of no entry of the dossier.")
    def export(self, folder: Folder, name: str) -> None:  # the proof beside the dossier, which covers it whole
        self.store = folder
        data = self.read(name) if self.zip else None
        self.note(data is not None, "no-export-proof", "No proof beside the dossier: what no entry covers could have been exchanged and listed anew.")
        if data is None: return
        self.checked["proofs"] += 1
        extra, at, path, raw = tried(proof_of, data) or ("", 0, [], b"")
        value = tried(lambda: canonical(unbase64(extra)))
        entry = tried(lambda: entry_of(value["entry"].encode()))
        digest = tried(lambda: sha256(bytes.fromhex(value["salt"]) + serialised(value["record"]).encode()).hexdigest())
        if self.expect(entry and digest and len(value) == 3 and entry["type"] == "export", "proof.malformed", name, "This is no tlog-proof of an export."):
            note = self.checkpoint(raw, name, [key for key in self.own if key.type == 1])
            fine = not note or proven_root(leaf(value["entry"].encode()), at, note.size, path) == note.root
            fine = fine and at == entry["sequence"] >= self.head.size and digest in entry.get("generated", ())
            self.expect(fine, "proof.mismatch", name, "This does not lead from its record and entry to its checkpoint.")
            found = sums(open(self.path, "rb"), os.path.getsize(self.path))[:2]
            self.expect(tried(lambda: (value["record"]["sha256"], value["record"]["size"])) == found, "export.mismatch", name, "It speaks of another file.")
# --- the page for people, and the command line ------------------------------------------------------------------------------------------
def page(shown: dict[str, Any]) -> str:
    def fill(label: str, text: Any = "") -> str:  # control characters and the like are written out
        plain = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(text))
        return textwrap.fill(plain, 79, initial_indent=label, subsequent_indent=" " * min(len(label), 10), break_on_hyphens=False) or label
    rows = [(f"{shown['verdict'].upper()} ", f"(exit {shown['exit']})"), ("",), (f"{shown['kind']:10}", shown["path"]),
            ("log       ", f"{shown['origin']}, {shown['size']} entries, root {shown['root']}"), *(("key       ", key) for key in shown["keys"]),
            ("checked   ", ", ".join(f"{n:,} {name}" for name, n in shown["checked"].items())), ("",), ("Found:", "" if shown["findings"] else " nothing")]
    rows += [row for one in shown["findings"] for row in (("- ", f"{one['code']} ({one['kind']}): {one['place']}"), ("  ", one["message"]))]
    rows += [*(("- ", f"{code}: {count} more, not listed") for code, count in shown["unlisted"].items()), ("",), ("Not shown:",)]
    return "".join(fill(*row) + "\n" for row in [*rows, *(("- ", f"{one['code']}: {one['message']}") for one in shown["not_shown"])])
def file_given(path: str) -> tuple[str, bytes]:
    need(os.path.isfile(path))
    with open(path, "rb") as file:
        return path, file.read(SMALL + 1)
def key_given(text: str) -> Key:
    return key_of(file_given(text)[1].decode().split("\n")[0] if os.path.isfile(text) else text)
def checked(path: str, given: Any) -> Check:
    check = Check(path, given)
    try:
        names = set(os.listdir(path)) if os.path.isdir(path) else set()
        archive = os.path.isfile(path) and os.path.getsize(path) and (path.endswith(".wacz") or file_given(path)[1][:4] == b"PK\3\4")
        if names & {"log", "records", "onrecord.toml"}: check = Case(path, given)
        elif archive or names & {"datapackage.json", "onrecord"}: check = Dossier(path, given)
        if check.expect(check.kind != "unknown", "path.unreadable", path, "There is no case and no dossier here."): check.run()
    except OSError as error:
        check.expect(False, "path.unreadable", str(error.filename or path), f"This cannot be read ({error.strerror}); what rests on it was not checked.")
    except Exception as error:  # a fault of this program is told in a sentence and is no verdict
        check.expect(False, "path.unreadable", path, f"This program failed and could not finish its checks ({type(error).__name__}: {error}).")
    return check
def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check an OnRecord case or dossier from the bytes up.")
    parser.add_argument("path", help="case folder, dossier (.wacz) or unpacked dossier")
    for name, kind, text in (("--key", key_given, "the log's key, obtained another way (text or file)"), ("--witness", key_given, "the key of a witness"),
                             ("--checkpoint", file_given, "a checkpoint of this log that was kept elsewhere (file)")):
        parser.add_argument(name, action="append", default=[], type=kind, help=text)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args(arguments)
    check = checked(given.path, given)
    verdict, head = min((found["kind"] for found in check.findings), default="intact", key=list(EXITS).index), check.head
    erased, used = check.times["record.erased"] + check.times["original.erased"], [*check.own[:1], *(given.witness if check.witnessed else ())]
    check.note(not erased, "erased", f"{erased} record(s) or original(s), which entries say were erased.")
    check.note(not check.withheld, "withheld", f"{check.withheld} record(s) or original(s), which did not go out.")
    shown = {"path": given.path, "kind": check.kind, "verdict": verdict, "exit": EXITS[verdict], "origin": head.origin or None, "size": head.size,
             "root": base64.b64encode(head.root).decode() or None, "checked": check.checked, "keys": [key.text for key in used], "findings": check.findings,
             "unlisted": {code: count - LISTED for code, count in check.times.items() if count > LISTED}, "not_shown": check.notes}
    text, encoding = json.dumps(shown, indent=2) + "\n" if given.json else page(shown), sys.stdout.encoding or "ascii"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
    return EXITS[verdict]
if __name__ == "__main__": sys.exit(main())
