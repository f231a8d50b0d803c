#!/usr/bin/env python3
"""Check an OnRecord case or dossier from the bytes up: offline, writing nothing, with Python 3.9 or newer and nothing else.
    python3 verify.py PATH [--key VKEY] [--checkpoint FILE] [--witness VKEY] [--json]
Exit: 0 intact, 3 altered, 4 incomplete or erased by entry, 5 unreadable. No code is shared with OnRecord: written from its pages custody-format
and verify, and from RFC 6962 (tree, proofs), RFC 8032 (Ed25519), RFC 8785 (canonical JSON), RFC 3161 (time stamps), PKWARE APPNOTE (ZIP), and
C2SP signed-note, tlog-checkpoint, tlog-tiles, tlog-proof, tlog-cosignature. In order: files; JSON; signatures; notes; the tree; the check.
"""

# fmt: off
from __future__ import annotations
import argparse, base64, hashlib, io, itertools, json, os, re, struct, sys, textwrap, zlib
from collections import Counter, namedtuple
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any
TILE = 256  # hashes in a full tile, entries in a full bundle (C2SP tlog-tiles)
SEGMENT, LINE = 65536, 64 << 20  # lines in a full file of records/, and bytes in the longest of them (custody-format)
SMALL = 1 << 20  # longest note, key file, token or proof; what is longer is read as cut here, and cannot be well-formed
LISTED, EXITS = 100, {"intact": 0, "altered": 3, "incomplete": 4, "unreadable": 5}  # how many findings of one code are listed; exit codes (verify)
NUMBER, SIZE, sha256 = "(?:0|[1-9][0-9]{0,17})", "(?:0|[1-9][0-9]{0,18})", hashlib.sha256  # of an entry or record; of a tree
HEX, SALT, DAY = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{32}"), re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
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
LENGTHS = {1: 64, 4: 72, 6: 2428}  # bytes of a signature by a key of each type: Ed25519, cosignature by Ed25519, ML-DSA-44
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
    lines = [(name, data[:4], data[4:]) for name, data in ((name, unbase64(signature)) for name, signature in found)]
    need("".join(f"— {name} {signature}\n" for name, signature in found) == text and 0 < len(lines) <= 64 and all(line[2] for line in lines))
    return lines
def checkpoint_of(data: bytes) -> Checkpoint:  # a signed note of exactly three lines
    found: Any = re.fullmatch(rf"(([^\n]+)\n({SIZE})\n([A-Za-z0-9+/]{{43}}=)\n)\n((?:[^\n]+\n)+)", data.decode())
    need(len(data) <= 1_000_000 and not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", data))
    return Checkpoint(found[2], int(found[3]), unbase64(found[4]), found[1].encode(), signature_lines(found[5]), data)
def signs(key: Key, line: Any, body: bytes) -> bool | None:  # None: this line is by another key, or by ML-DSA, which is not checked here
    if line[:2] != (key.name, key.id) or (key.type == 6 and len(line[2]) == LENGTHS[6]): return None
    if len(line[2]) != LENGTHS[key.type]: return False
    if key.type == 1: return ed25519(key.public, line[2], body)
    return ed25519(key.public, line[2][8:], b"cosignature/v1\ntime %d\n" % int.from_bytes(line[2][:8], "big") + body)
def proof_of(data: bytes) -> tuple[str, int, list[bytes], bytes]:  # its extra line, index, path and checkpoint
    found: Any = re.fullmatch(rf"(?s)c2sp\.org/tlog-proof@v1\n(?:extra (\S+)\n)?index ({SIZE})\n((?:\S{{44}}\n){{0,63}})\n(.*)", data.decode())
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
NEEDED = {"sequence", "type", "at", "agent", "v"}
Line = namedtuple("Line", "kind number digest type disclosed record by")  # kind: record, erased (by an entry) or withheld
LINE_FORM = re.compile(rb'\{(?:"disclosures":\[("[\w-]+"(?:,"[\w-]+")*)\],)?"number":(N),"record":(.*),"salt":"([0-9a-f]{32})","type":"([a-z-]+)"\}\n'
                       rb'|\{(?:"erased":(N),)?"number":(N)(,"withheld":true)?\}\n'.replace(b"N", NUMBER.encode()), re.DOTALL)
def entry_of(data: bytes) -> Any:
    need(NEEDED <= (entry := canonical(data)).keys() <= NEEDED | {"actor", "used", "generated", "why"} and len(data) < 65536)
    need(type(entry["sequence"]) is int and 0 <= entry["sequence"] < 10**18 and type(entry["v"]) is int and entry["v"] == 2 and entry["type"] in TYPES)
    need(isinstance(entry["at"], dict) and isinstance(entry["agent"], dict) and all(isinstance(entry.get(name, ""), str) for name in ("actor", "why")))
    need(all(isinstance(entry[name], list) and entry[name] and all(map(HEX.fullmatch, entry[name])) for name in ("used", "generated") if name in entry))
    return entry
def record_line(data: bytes) -> Line:
    found: Any = LINE_FORM.fullmatch(data)
    disclosed, number, record, salt, kind, erased, empty, withheld = found.groups()
    if empty:
        need(bool(erased) != bool(withheld))
        return Line("erased" if erased else "withheld", int(empty), "", "", (), b"", int(erased or 0))
    digest = sha256(bytes.fromhex(salt.decode()) + record).hexdigest()
    return Line("record", int(number), digest, kind.decode(), re.findall(rb"[\w-]+", disclosed or b""), record, 0)
# --- the check ----------------------------------------------------------------------------------------------------------------------------
class Check:  # what a case and a dossier have in common: a checkpoint and keys, entries, records, originals, anchors
    kind, case, at_checkpoint, at_keys, own, signed, number = "nothing", False, "", "", list[Key](), list[Key](), None
    store: Any  # a folder, or the members of a ZIP
    entries: Any  # (place, sequence or None, bytes) of each entry
    record_lines: Any  # (position, bytes) of each line of records from a position on; the line of the first digest stands at 0
    line_place: Any  # the place of the line at a position
    original: Any  # (place, (hash, size) or None) of an original
    root_at: Any  # the root of the tree when it had a size, or None
    def __init__(self, path: str, given: Any) -> None:
        self.path, self.given, self.store, self.head = path, given, Folder(path), Checkpoint("", None, b"", b"", (), b"")
        self.findings, self.times, self.notes = list[dict[str, str]](), Counter[str](), list[dict[str, str]]()
        self.checked = dict.fromkeys(("entries", "records", "originals", "bytes", "tiles", "proofs", "anchors"), 0)
        self.named: dict[str, list[Any]] = {kind: [] for kind in ("begin", "key-rotate", "witness", "anchor")}  # (place, entry, record) of each
        self.erasing, self.erased, self.absent, self.erased_originals = dict[int, Any](), list[Any](), dict[str, Any](), dict[str, int]()
        self.seen, self.unlike, self.withheld, self.forgotten, self.last, self.numbered = dict[bytes, int](), set[str](), 0, 0, -1, -1
        self.lost, self.whole, self.known, self.pending, self.sound = False, True, True, False, False  # known: nothing was missed that names keys or anchors
        self.next, self.beyond, self.by_digest, self.ahead = 0, set[int](), None, None  # next: the position of the next line of records
        self.cosigned, self.vouched, self.dated, self.chain = set[int](), set[int](), list[Any](), list[Any]()
    def expect(self, fine: Any, code: str, place: str, message: str) -> bool:  # a finding, unless all is fine
        if not fine:
            kind = "unreadable" if code in ("path.unreadable", "checkpoint.missing") else "incomplete" if code.endswith(("missing", ".erased")) else "altered"
            self.findings += [{"code": code, "kind": kind, "place": place, "message": message}] if self.times[code] < LISTED else []
            self.times[code] += 1
        return bool(fine)
    def note(self, shown: Any, code: str, message: str) -> None:  # something that the evidence does not show, unless it is shown
        self.notes += [] if shown else [{"code": code, "message": message}]
    def read(self, name: str, limit: int = SMALL) -> bytes | None:  # at most one byte more than the limit; None where there is no such file
        file, size = self.store.open(name) or (None, 0)
        return file and (file.read(min(size, limit + 1)), file.close())[0]
    def lines(self, name: str) -> Iterator[bytes]:  # a line that is too long is given cut, and nothing after it
        opened, data = self.store.open(name), b"\n"
        with opened[0] if opened else io.BytesIO() as file:
            left = opened[1] if opened else 0
            while data.endswith(b"\n") and (data := file.readline(min(left, LINE))):
                left -= len(data)
                yield data
    def signers(self, note: Checkpoint, place: str, keys: list[Key]) -> list[Key]:  # those of the log's keys that signed; without any, nothing is said
        lines = {key: [line for line in note.lines if line[:2] == (key.name, key.id) and key.name == note.origin] for key in keys}
        fits = [key for key in keys if lines[key] and all(signs(key, line, note.body) is not False for line in lines[key])]
        self.note(not any(key.type == 6 for key in fits), "not-checked", f"{place}: the signature by ML-DSA-44 (type 0x06).")
        fine = not keys or (any(key.type == 1 for key in fits) and all(key in fits for key in keys if lines[key]))
        self.expect(fine, "checkpoint.signature", place, "No signature by the log's key fits this checkpoint, or one of them does not.")
        numbers = [sum(len(lines[key]) for key in keys if key.type == kind) for kind in (1, 6)]
        fine = not keys or (sum(numbers) == len(note.lines) and max(numbers) < 2)
        self.expect(fine, "checkpoint.malformed", place, "It holds other signature lines than one of each kind by the log.")
        return fits
    def run(self) -> None:
        data = self.read(self.at_checkpoint)
        if not self.expect(data is not None, "checkpoint.missing", self.at_checkpoint, "Nothing says what the log should be."): return
        self.checked["bytes"] += len(data or b"") if self.case else 0
        if not self.expect(note := tried(checkpoint_of, data), "checkpoint.malformed", self.at_checkpoint, "This is no signed note of three lines."): return
        self.expect(re.fullmatch("onrecord/[0-9a-f]{16}", note.origin), "checkpoint.origin", self.at_checkpoint, f"No log is called {note.origin}.")
        self.head, self.own = note, tried(keys_of, self.read(self.at_keys)) or []
        self.expect(self.own, "key.malformed", self.at_keys, "There is no file of verifier keys here, the first of them an Ed25519 key.")
        self.signed = self.signers(note, self.at_checkpoint, self.own)
        self.stream = self.record_lines(0)
        for place, sequence, entry in self.entries(): self.entry(place, sequence, entry)
        for part in (self.end, self.key_chain, self.outside): part()
    def line(self, at: int) -> bytes | None:  # the line of records at a position, asked for in ascending order
        while self.ahead is None or self.ahead[0] < at:
            if (found := next(self.stream, None)) is None: return None
            self.ahead = found
        return self.ahead[1] if self.ahead[0] == at else None
    def found(self, digest: str) -> bool:  # after an entry that cannot be read: whether a line from here on holds this record, and it is the next
        if self.by_digest is None:
            lines = ((at, tried(record_line, data)) for at, data in self.record_lines(self.next))
            self.by_digest = dict(reversed([(line.digest, at) for at, line in lines if line and line.digest]))
        if (at := self.by_digest.get(digest, -1)) < self.next: return False
        self.next, self.lost = at, False
        return True
    def lose(self) -> None:  # an entry cannot be read: nobody knows how many records it had, nor what it said of keys and anchors
        self.lost, self.whole, self.known = True, False, False
    def entry(self, place: str, sequence: int | None, data: bytes) -> None:  # sequence: where it stands, None in a dossier
        entry, self.number = tried(entry_of, data), None
        if not self.expect(entry, "entry.malformed", place, "This is no entry in canonical JSON."): return self.lose()
        number, kind = entry["sequence"], entry["type"]
        self.checked["entries"] += 1
        self.expect(number > self.last if sequence is None else number == sequence, "entry.sequence", place, f"It says that it is number {number}.")
        self.expect((kind == "begin") == (number == 0), "entry.malformed", place, "The first entry, and no other, has the type begin.")
        self.last, self.number = max(number, self.last), number
        self.erasing.update({number: entry.get("used", ())} if kind == "erase" else {})
        for digest in entry.get("generated", ()):
            there = not self.lost or self.found(digest)
            self.expect(there, "record.missing", place, f"No line holds the record {digest}.")
            self.known &= (there and self.record(digest, number, kind)) or kind not in self.named
        return None
    def record(self, digest: str, number: int, kind: str) -> bool:  # whether the next line holds this record, and it was understood
        at, self.next = self.next, self.next + 1
        place, data = self.line_place(at), self.line(at)
        if not self.expect(data is not None, "record.missing", place, f"Entry {number} names a record that is not there."): return False
        self.checked["bytes"] += len(data or b"") if self.case else 0
        line = tried(record_line, data)
        fits = line and (line.number == at and line.kind != "withheld" if self.case else line.number > self.numbered)
        if not self.expect(fits, "record.malformed", place, "This is no record line in canonical JSON, or its number has no place here."): return False
        self.numbered = line.number
        self.withheld += line.kind == "withheld"
        self.erased += [(place, digest, number, line.by)] if line.kind == "erased" else []
        if line.kind != "record": return False
        if line.digest != digest:
            altered = tried(lambda: [canonical(line.record)])
            return self.expect(False, "record.altered" if altered else "record.malformed", place, f"It does not have the digest that entry {number} gives.")
        if not self.expect(line.type == kind, "record.malformed", place, f"It says that its type is {line.type}, its entry {kind}."): return False
        self.checked["records"] += 1
        return self.use(place, number, line)
    def use(self, place: str, number: int, line: Line) -> bool:  # take from a record what other parts are checked by
        kind = line.type
        record = tried(canonical, line.record) if line.disclosed or kind in ("capture", "erase") or kind in self.named else {}
        for one in line.disclosed:
            digest = base64.urlsafe_b64encode(sha256(one).digest()).decode().rstrip("=")
            fine = tried(lambda digest=digest: isinstance(record["_sd"], list) and digest in record["_sd"]) and line.disclosed.count(one) == 1
            self.expect(fine, "disclosure.altered", place, "A disclosed field is not one of those that the record commits to.")
        fine = isinstance(record, dict) or (bool(line.disclosed) and kind not in ("capture", "erase") and kind not in self.named)
        if fine and kind == "capture": fine = tried(HEX.fullmatch, record.get("sha256")) and type(record.get("size")) is int
        if fine and kind == "erase":
            originals, forgotten = record.get("originals", []), record.get("forgotten", 0)
            fine = isinstance(originals, list) and all(isinstance(one, str) for one in originals) and type(forgotten) is int
        if not self.expect(fine, "record.malformed", place, f"It is no record of the type {kind}."): return False
        if kind in self.named: self.named[kind].append((place, number, record))
        elif kind == "capture": self.capture(place, number, record["sha256"], record["size"])
        elif kind == "erase":
            self.erased_originals.update(dict.fromkeys(originals, number))
            self.forgotten += forgotten
        return True
    def capture(self, place: str, number: int, digest: str, size: int) -> None:  # an original is hashed once; every record must give its size
        key, found, name = bytes.fromhex(digest), (digest, self.seen.get(bytes.fromhex(digest))), ""
        if key not in self.seen:
            name, found = self.original(digest)
            self.seen[key] = size
            self.checked["originals"] += bool(found)
            if not found: self.absent[digest] = (number, place, name)
        elif digest in self.absent: self.absent[digest] = (max(number, self.absent[digest][0]), *self.absent[digest][1:])
        if digest not in self.absent and found != (digest, size) and digest not in self.unlike:
            self.unlike.add(digest)
            self.expect(False, "original.altered", self.blob(digest), f"Its hash or size is not what {place} gives.")
    def end(self) -> None:  # after the last entry: lines that are left, and what was erased
        left = 0 if self.line(self.next) is None else 1 + sum(1 for at, _ in self.stream if not self.case or at // SEGMENT == self.next // SEGMENT)
        self.expect(not left or self.pending or not self.whole, "record.unexpected", self.line_place(self.next), f"No entry names {left} lines from here on.")
        for place, digest, number, by in self.erased:
            if self.expect(by > number and digest in self.erasing.get(by, ()), "record.erased-without-entry", place, "This record is gone; no entry says so."):
                self.expect(False, "record.erased", place, f"This record of entry {number} was erased; entry {by} says so.")
        for digest, (number, place, name) in self.absent.items():
            erased = self.erased_originals.get(digest, -1)
            self.expect(erased <= number, "original.erased", name, f"This original was erased; entry {erased} says so.")
            self.expect(erased > number or not self.case, "original.missing", name, f"This original is named by {place} and is not there.")
            self.withheld += erased <= number and not self.case
    def key_chain(self) -> None:  # all keys that the log has had and from which size on, and whether they lead to the one in force
        begin, given, after = self.named["begin"][:1], {key.text for key in self.given.key}, 0
        for place, _, record in begin:
            self.expect(record.get("origin") == self.head.origin, "checkpoint.origin", place, "The log began under another origin than its checkpoint names.")
            self.chain = [(0, str(record.get("vkey")))]
        for place, number, record in self.named["key-rotate"]:
            old, new, day, signed = (record.get(name) for name in ("old", "new", "compromised", "old_signature"))
            message = f"onrecord key-rotate v1\n{self.head.origin}\n{old}\n{new}\n{'-' if day is None else day}\n".encode()
            fine = all(tried(lambda key, text: key_of(key).type == 1 and ed25519(key_of(key).public, unbase64(text), message), key, text)  # noqa: B023
                       for key, text in [(old, signed), (new, record.get("new_signature"))][signed is None:])
            fine = fine and (day is None or tried(DAY.fullmatch, day)) and isinstance(old, str)
            if begin: self.expect(fine and (not self.known or self.chain[-1][1] == old), "key.rotation", place, "This change of keys is not signed as it must be.")
            if begin: self.chain.append((number + 1, str(new)))
            after = after if signed is not None else len(self.chain) - 1  # what was before a loss does not vouch for what came after it
        known = {key.text for key in self.own if key.type == 1}
        now, by = {self.chain[-1][1]} if self.chain and self.known else known, {key.text for key in self.signed}
        self.expect(all(key.name == self.head.origin for key in self.own), "checkpoint.origin", self.at_keys, f"A key here is not of {self.head.origin}.")
        if self.expect(not known or now & known, "key.other", self.at_keys, "The key that follows from that of the entry begin is not among these."):
            self.expect(not known or not by or now & by, "checkpoint.signature", self.at_checkpoint, "It is not signed with the key that is in force.")
        fine = not given or given & (now | {text for _, text in self.chain[max(0, after):]})
        self.expect(fine, "key.other", self.at_keys, "The log's key is not the one that was given, nor follows from it.")
        self.note(given, "key-not-pinned", "The key came with the evidence itself. Obtain it from its owner in another way, and give it with --key.")
    def outside(self) -> None:  # kept checkpoints, cosignatures, time stamps
        files = {name: re.fullmatch(rf"anchors/({SIZE})(?:\.checkpoint|-[0-9a-f]{{8}}\.(cosig|tsr))", name) for name in self.store.names("anchors/")}
        self.kept = {int(found[1]): name for name, found in files.items() if found and not found[2]}
        anchors = list[Any]()  # (place, size, ending, number of its entry or None, its record)
        for kind, ending in (("witness", "cosig"), ("anchor", "tsr")):
            for place, number, record in self.named[kind]:
                file, size = f"anchors/{record.get('file')}", str(record.get("size"))
                fine = re.fullmatch(SIZE, size) and re.fullmatch(rf"anchors/{size}-[0-9a-f]{{8}}\.{ending}", file)
                if self.expect(fine, "record.malformed", place, "It names no file of anchors/."): anchors.append((file, int(size), ending, number, record))
        named = {file for file, _, _, _, _ in anchors}
        loose = [(name, int(found[1]), found[2], None, {}) for name, found in files.items() if found and found[2] and name not in named]
        self.note(not loose, "anchor-unnamed", f"{len(loose)} file(s) in anchors/ that no entry names: {[name for name, *_ in loose[:1]]}.")
        for name, found in files.items(): self.expect(found, "anchor.unexpected", name, "No rule puts a file of this name there.")
        for name, size, ending, number, record in anchors + loose:
            base, sound, both = f"anchors/{size}.checkpoint", True, list[bytes]()
            for at, wanted in ((name, record.get("sha256")), (base, record.get("checkpoint"))):
                sound &= self.expect((data := self.read(at)) is not None, "anchor.missing", at, f"It is needed by {name}, or its entry.")
                fine = data is None or number is None or sha256(data).hexdigest() == wanted
                sound &= self.expect(fine, "anchor.altered", at, f"Its hash is not what entry {number} gives.")
                both.append(data or b"")
            self.checked["anchors"] += sound
            self.checked["bytes"] += len(both[0]) if sound and self.case else 0
            if sound: (self.cosignature if ending == "cosig" else self.stamp)(name, size, number, record.get("name"), *both)
        for size, name in sorted(self.kept.items()):
            if (data := self.read(name)) is not None: self.history(name, data, size)
        for name, data in self.given.checkpoint: self.history(name, data, None)
        entered, newest = sorted(((number, time) for _, number, time, _ in self.dated if number is not None), reverse=True), float("-inf")
        for size, _, time, name in sorted(self.dated, key=lambda one: one[0]):
            while entered and entered[-1][0] < size: newest = max(newest, entered.pop()[1])
            self.expect(time >= newest - 300, "anchor.backdated", name, "It is older than one whose entry stands in the tree that it speaks of.")
        self.say_what_is_open()
    def cosignature(self, name: str, size: int, number: Any, witness: Any, data: bytes, base: bytes) -> None:
        lines, note = tried(lambda: signature_lines(data.decode())), tried(checkpoint_of, base)
        if not self.expect(lines and note, "anchor.mismatch", name, "These are no signature lines over a checkpoint."): return
        fine = number is None or all(line[0] == witness for line in lines)
        self.expect(fine, "anchor.witness", name, f"A line is by another witness than {witness}, whom entry {number} names.")
        for line in lines:
            like = [key for key in self.given.witness if key.name == line[0] and len(line[2]) == LENGTHS[key.type]]
            fine = not like or any(key[1:3] == one[:2] for key in like for one in lines)
            if not self.expect(fine, "anchor.witness", name, f"It bears the name {line[0]}, and is made with another key than was given."): break
        for key, line in itertools.product(self.given.witness, lines):
            fits = signs(key, line, note.body) if key[1:3] == line[:2] else True
            self.note(fits is not None, "not-checked", f"{name}: a cosignature by ML-DSA-44.")
            others = [other for other in self.kept if (one := tried(checkpoint_of, self.read(self.kept[other]))) and signs(key, line, one.body)] if fits is False else []
            self.expect(fits is not False or others, "anchor.cosignature", name, f"The cosignature by {key.name} does not fit this checkpoint.")
            self.expect(not others, "anchor.replayed", name, f"The cosignature is that of the checkpoint of {others} entries, filed again under {size}.")
            if fits and key[1:3] == line[:2]:
                self.cosigned.add(size)
                time = int.from_bytes(line[2][:8], "big")
                self.dated += [(size, number, time, name)] if 0 < time <= 253402300799 else []
    def stamp(self, name: str, size: int, number: Any, _: Any, data: bytes, base: bytes) -> None:
        if not self.expect(f"-{sha256(data).hexdigest()[:8]}." in name, "anchor.mismatch", name, "It does not have the hash by which it is called."): return
        (hashed, when), = IMPRINT.findall(data)[:1] or [(b"", b"")]
        time = tried(lambda: datetime.strptime(when[:14].decode() + "+0000", "%Y%m%d%H%M%S%z").timestamp() + float(b"0" + when[14:-1]))
        fine = time is not None and hashed == sha256(base).digest()
        other = not fine and time is not None and hashed in [sha256(self.read(kept) or b"").digest() for kept in self.kept.values()]
        if not self.expect(fine or other, "anchor.mismatch", name, "This is no time stamp of the checkpoint under which it is filed."): return
        if not self.expect(not other, "anchor.replayed", name, "This time stamp is that of another checkpoint, filed again under this one."): return
        self.note(False, "not-checked", f"{name}, of {when.decode()}, and who signed it: VERIFY.txt says how OpenSSL checks that.")
        self.dated.append((size, number, time, name))
    def history(self, place: str, data: bytes, filed: int | None) -> None:  # whether the log still leads up to a checkpoint; filed: the size in its name
        note, head = tried(checkpoint_of, data), self.head
        if not self.expect(note and filed in (None, note.size), "anchor.mismatch", place, "This is no checkpoint, or not of the size in its name."): return
        then = [text for since, text in self.chain if since <= note.size][-1:]
        keys = [key for key in (tried(key_of, text) for text in then) if key] if then else [key for key in self.own if key.type == 1]
        signed = not self.known or not keys or any(signs(key, line, note.body) for key in keys for line in note.lines)
        fine = note.origin == head.origin and signed
        if not self.expect(fine, "anchor.foreign", place, "It is of another log, or not signed with the key that the log had then."): return
        fine = note.size <= head.size or (filed is None and not self.case)
        if not self.expect(fine, "history.rollback", place, f"This speaks of more entries than the {head.size} that the log has."): return
        if note.size != head.size and not self.case:
            message = f"A dossier of {head.size} entries does not show whether they begin with the {note.size} of {place}."
            return self.note(filed is not None, "no-earlier-checkpoint", message)
        root = head.root if note.size == head.size else self.root_at(note.size)
        if not self.expect(root in (None, note.root), "history.fork", place, f"The first {note.size} entries of the log have another root than this."): return
        made = [signs(key, line, note.body) for key in self.given.witness for line in note.lines if key[1:3] == line[:2]]
        self.note(None not in made, "not-checked", f"{place}: a cosignature by ML-DSA-44.")
        self.cosigned.update([note.size] if True in made else [])
        self.vouched.update([note.size] if filed is None else [])
    def say_what_is_open(self) -> None:
        covered, message = max(self.cosigned | self.vouched, default=0), "a history that the owner of the key wrote and signed anew would look like this one."
        self.note(self.cosigned, "no-witness", "Nobody outside is shown to have countersigned this log: --witness takes the key of one.")
        self.note(False, "no-token", "No time stamp by an authority that was checked: all times are claims of one machine.")
        self.note(covered, "no-earlier-checkpoint", f"No earlier checkpoint was given: {message}")
        self.note(not 0 < covered < (self.head.size or 0), "not-covered", f"Entries from {covered} on are younger than what was countersigned or given.")
        for _, number, record in self.named["key-rotate"]:
            day = str(record.get("compromised"))
            self.note(record.get("old_signature") is not None, "key-lost", f"Entry {number} changed the key without the old one: who could write here could.")
            time = tried(lambda day=day: DAY.fullmatch(day) and datetime.strptime(day + "+0000", "%Y-%m-%d%z").timestamp())
            safe = max((size for size, _, seen, _ in self.dated if time and seen < time and size in self.cosigned), default=0)
            message = f"Others may have had the key from {day} until entry {number}; the first {safe} entries are vouched for from before that day."
            self.note(time is None or safe > number, "key-compromised", message)
class Case(Check):  # a folder with log/, records/, blobs/, anchors/
    kind, case, at_checkpoint, at_keys = "case", True, "log/checkpoint", "keys/log.vkey"
    def run(self) -> None:
        super().run()
        form = r"^blobs/sha256/([0-9a-f]{2})/(\1[0-9a-f]{62})\Z"
        others = [name for name in self.store.names("blobs/") if tried(lambda one: bytes.fromhex(re.findall(form, one)[0][1]), name) not in self.seen]
        self.note(not others or self.head.size is None, "unreferenced", f"{len(others)} file(s) in blobs/ that no record names, the first {others[:1]}.")
    def blob(self, digest: str) -> str:
        return f"blobs/sha256/{digest[:2]}/{digest}"
    def original(self, digest: str) -> Any:
        file, size = self.store.open(self.blob(digest)) or (None, 0)
        self.checked["bytes"] += size
        return self.blob(digest), file and sums(file, size)[:2]
    def line_place(self, at: int) -> str:
        return f"records/{at // SEGMENT:06}.jsonl, line {at % SEGMENT + 1}"
    def record_lines(self, start: int) -> Iterator[tuple[int, bytes]]:
        for name in self.store.names("records/"):
            first = int(name[8:14]) * SEGMENT if re.fullmatch(r"records/[0-9]{6}\.jsonl", name) else -SEGMENT
            for at, data in enumerate(self.lines(name), first) if first + SEGMENT > start else ():
                if at == first + SEGMENT: self.beyond.add(at)
                if at >= first + SEGMENT: break
                if at >= start: yield at, data
    def end(self) -> None:
        super().end()
        for at in sorted(self.beyond) if self.whole else ():
            place = f"records/{at // SEGMENT - 1:06}.jsonl, line {SEGMENT + 1}"
            self.expect(at > self.next, "record.unexpected", place, "A file of records has no more lines than this.")
        for name in self.store.names("records/"):
            fine = re.fullmatch(r"records/[0-9]{6}\.jsonl", name) and (self.pending or not self.whole or int(name[8:14]) <= self.next // SEGMENT)
            self.expect(fine, "record.unexpected", name, "No entry names what may stand in this file.")
    def left(self, level: Any, number: int, size: int) -> int:  # how many hashes (or entries) a tile (or bundle) has in a tree of a size
        return max(0, min(TILE, (size >> (0 if level == "entries" else 8 * int(level))) - number * TILE))
    def place(self, level: Any, number: int) -> str:
        return tile_name(level, number, self.left(level, number, self.head.size))
    def hashes(self, level: int, number: int) -> list[bytes] | None:
        data = self.read(self.place(level, number), 32 * TILE)
        return None if data is None else [data[i:i + 32] for i in range(0, len(data), 32)] if len(data) == 32 * self.left(level, number, self.head.size) else []
    def tile(self, level: int, number: int) -> list[bytes] | None:  # its hashes; None where it is not there or has another length
        if number not in self.have[str(level)]: return None
        hashes, name = self.hashes(level, number), self.place(level, number)
        self.expect(hashes is not None, "tile.missing", name, "It cannot be read, or is no file.")
        self.expect(hashes or hashes is None, "tile.altered", name, "This tile has another length than it should.")
        self.checked["tiles"] += bool(hashes)
        self.checked["bytes"] += 32 * len(hashes or ())
        return hashes or None
    def bundle(self, number: int) -> list[bytes] | None:  # its entries, each after its length; None: not there, or not as many as needed
        if number not in self.have["entries"]: return None
        name, entries, at = self.place("entries", number), list[bytes](), 0
        data = self.read(name, TILE * (SEGMENT + 1))
        while data and at < len(data): entries.append(data[at + 2:(at := at + 2 + int.from_bytes(data[at:at + 2], "big"))])
        fine = data is None or (at == len(data) and len(entries) == self.left("entries", number, self.head.size))
        self.expect(data is not None, "bundle.missing", name, "It cannot be read, or is no file.")
        self.checked["bytes"] += len(data or b"") if fine else 0
        return entries if self.expect(fine, "bundle.altered", name, "It holds another number of entries.") and entries else None
    def root_at(self, size: int) -> bytes | None:  # by the tiles; None where one is not there, or was altered
        places = [(level, *divmod(size >> 8 * level, TILE)) for level in range(8)]
        edge = [(self.hashes(level, number) or [])[:width] for level, number, width in places if width]
        return root_of(edge) if self.sound and [len(hashes) for hashes in edge] == [width for _, _, width in places if width] else None
    def coming(self) -> int:  # the size of a checkpoint whose writing was stopped: records and tiles for it may be there already
        name = "log/checkpoint.tmp"
        if not os.path.lexists(os.path.join(self.store.path, name)): return 0
        if not self.expect(note := tried(checkpoint_of, self.read(name)), "checkpoint.malformed", name, "This is no signed note of three lines."): return 0
        if not self.expect(note.origin == self.head.origin, "checkpoint.origin", name, f"This checkpoint is of the log {note.origin}."): return 0
        if not self.signers(note, name, self.own) and self.own: return 0
        self.note(False, "pending", f"A stop left entries up to {note.size} half published; opening the case for writing finishes that.")
        self.pending = note.size >= self.head.size
        return note.size if self.pending else 0
    def survey(self) -> None:  # which files lie in log/, which should, which may
        self.have, later = {level: set[int]() for level in ("entries", *"01234567")}, self.coming()
        for name in self.store.names("log/"):
            found: Any = re.fullmatch(r"log/tile/(entries|[0-7])/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", name)
            level, number, width = (found[1], int(re.sub("[x/]", "", found[2])), int(found[3] or TILE)) if found else ("0", 0, 0)
            now, then = (self.left(level, number, size) for size in (self.head.size, later))
            fine = (found and tile_name(level, number, width) == name and (width <= now or width == then)) or name in ("log/checkpoint", "log/checkpoint.tmp")
            self.expect(fine, "log.unexpected", name, "No rule puts this file there; the checkpoint speaks of no such tile.")
            if fine and width and width == now: self.have[level].add(number)
        for level, have in self.have.items():
            at, code = 0, "bundle.missing" if level == "entries" else "tile.missing"
            for number in (*sorted(have), -(-(self.head.size >> (0 if level == "entries" else 8 * int(level))) // TILE)):
                self.expect(number <= at, code, self.place(level, at), f"Of {number - at} file(s) from here to number {number - 1} none is there.")
                at = number + 1
    def entries(self) -> Iterator[tuple[str, int, bytes]]:  # from the entries up: what lies under the tiles, and the root
        self.survey()
        levels, wrong, whole, done, at = [list[bytes]() for _ in range(10)], list[tuple[int, int, int]](), True, 0, 0
        def compare(level: int, number: int, made: list[bytes], tile: list[bytes] | None) -> None:
            wrong.extend((level, number, i) for i, hashed in enumerate(made) if tile and hashed != tile[i])
        for number in sorted(self.have["entries"] | self.have["0"]):
            name, entries, tile = self.place("entries", number), self.bundle(number), self.tile(0, number)
            if at != number * TILE: self.lose()
            for at, entry in enumerate(entries or (), number * TILE): yield f"{name}, entry {at}", at, entry
            at = number * TILE + len(entries) if entries else -1
            levels[0] = [leaf(entry) for entry in entries] if entries else tile or []
            compare(0, number, levels[0], tile)
            whole, done, level = whole and number == done and bool(levels[0]), number + 1, 0
            while whole and len(levels[level]) == TILE:
                levels[level + 1].append(perfect(levels[level]))
                levels[level], level = [], level + 1
                if len(levels[level]) == TILE: compare(level, (done >> 8 * level) - 1, levels[level], self.tile(level, (done >> 8 * level) - 1))
        if at != self.head.size: self.lose()
        whole = whole and done == -(-self.head.size // TILE)
        for level in range(1, 9) if whole else ():
            if levels[level]: compare(level, self.head.size >> 8 * level + 8, levels[level], self.tile(level, self.head.size >> 8 * level + 8))
        fits, bad = whole and root_of(levels) == self.head.root, any(level == 0 for level, _, _ in wrong)
        for level, number, i in wrong:  # where the entries lead to the signed root, it is a tile that was altered
            place = f"{self.place(level, number)}, bytes {32 * i} to {32 * i + 31}"
            self.expect(bad and not fits, "tile.altered", place, "This hash does not fit what lies under it.")
            place = f"{self.place('entries', number)}, entry {number * TILE + i}"
            self.expect(fits or level or not bad, "bundle.altered", place, "Its tile gives another hash.")
        self.expect(fits or not whole, "checkpoint.root", self.at_checkpoint, "The tree of these entries has another root than the one signed.")
        self.sound = fits and not wrong
# --- a dossier: a canonical ZIP, or the folder that it was unpacked to ------------------------------------------------------------------
STRUCTURE, DIGEST = "These bytes are not as the one form has them in which dossiers are written.", {"path", "hash", "signedData"}
def zip_parts(raw: bytes, crc: int, size: int, start: int) -> tuple[bytes, bytes]:  # APPNOTE 4.3.7 and 4.3.12, with the values of custody-format
    both = struct.pack("<HHHHHLLLHH", 20, 0x0800, 0, 0, 0x21, crc, size, size, len(raw), 0)
    return b"PK\3\4" + both + raw, b"PK\1\2\x14\3" + both + struct.pack("<HHHLL", 0, 0, 0, 0o100644 << 16, start) + raw
class Archive:  # the members of a ZIP, from the front; all bytes before, between and after them must be as the canonical form has them
    def __init__(self, path: str, check: Check) -> None:
        self.path, self.members, self.order, parts, at = path, dict[str, Any](), list[str](), list[Any](), 0
        with open(path, "rb") as self.file:
            self.size = self.file.seek(0, 2)
            told, misfits = self.directory(), list[tuple[int, int]]()
            while one := self.member(at, told[len(parts)] if len(parts) < len(told) else None):
                raw, crc, length = one
                name, start, (local, central) = raw.decode("utf-8", "surrogateescape"), at + 30 + len(raw), zip_parts(raw, crc, length, at)
                misfits += [(at, start - 1)] if self.bytes(at, len(local)) != local or start + length > self.size else []
                place = f"{name}, from byte {at} on"
                check.expect(name not in self.members, "dossier.member-twice", place, "This is the second member of this name.")
                self.members.setdefault(name, (min(start, self.size), max(0, min(length, self.size - start)), crc))
                self.order.append(name)
                parts.append((central, at, start - 1))
                at = min(start + length, self.size)
            count, total = len(parts) & 0xFFFF, sum(len(central) for central, _, _ in parts) & 0xFFFFFFFF
            parts.append((b"PK\5\6\0\0\0\0" + struct.pack("<HHLL", count, count, total, at & 0xFFFFFFFF) + b"\0\0", 0, 0))
            heads = {first for first, _ in misfits}
            for expected, first, last in parts:  # the directory; where a line of it differs, and the head does not, nobody can tell which is right
                if self.bytes(at, len(expected)) != expected:
                    misfits += [(at, at + len(expected) - 1), *([(first, last)] if last and first not in heads else [])]
                at += len(expected)
            misfits += [(at, self.size - 1)] if at < self.size else []
        for first, last in misfits: check.expect(False, "dossier.structure", f"bytes {first} to {last}", STRUCTURE)
    def bytes(self, at: int, count: int) -> bytes:
        self.file.seek(at)
        return self.file.read(count)
    def directory(self) -> list[tuple[bytes, int, int, int]]:  # name, CRC, size and place of each member, as far as the end of the file tells
        end = self.bytes(max(0, self.size - 22), 22)
        if len(end) < 22 or end[:4] != b"PK\5\6": return []
        size, at = struct.unpack("<LL", end[12:20])
        data, place, found = self.bytes(min(at, self.size), min(size, self.size)), 0, list[tuple[bytes, int, int, int]]()
        while data[place:place + 4] == b"PK\1\2" and place + 46 <= len(data):
            crc, _, length, width = struct.unpack("<LLLH", data[place + 16:place + 30])
            found.append((data[place + 46:place + 46 + width], crc, length, int.from_bytes(data[place + 42:place + 46], "little")))
            place += 46 + width
        return found
    def member(self, at: int, line: Any) -> Any:  # name, CRC and size by its head or its line in the directory: by that which leads to the next member
        head, told = self.bytes(at, 30), list[Any]()
        if head[:4] == b"PK\3\4" and len(head) == 30: told.append((self.file.read(int.from_bytes(head[26:28], "little")), *struct.unpack("<LLL", head[14:26])[::2]))
        if line and line[3] == at: told.append(line[:3])
        leading = [one for one in told if self.bytes(min(at + 30 + len(one[0]) + one[2], self.size), 4) in (b"PK\3\4", b"PK\1\2", b"PK\5\6")]
        return next(iter(leading + told), None)
    def open(self, name: str) -> Any:
        if name not in self.members: return None
        file = open(self.path, "rb")
        file.seek(self.members[name][0])
        return file, self.members[name][1]
    def names(self, under: str = "") -> Iterator[str]:
        return (name for name in self.members if name.startswith(under))
class Dossier(Check):
    kind, at_checkpoint, at_keys = "dossier", "onrecord/checkpoint", "onrecord/log.vkey"
    def run(self) -> None:
        self.zip = None if os.path.isdir(self.path) else Archive(self.path, self)
        self.kind, self.store = "dossier" if self.zip else "unpacked dossier", self.zip or self.store
        self.members = {name: sums(*opened, member=True) for name in self.store.names() if (opened := self.store.open(name))}
        self.checked["bytes"] += sum(size for _, size, _ in self.members.values())
        self.listing("datapackage.json", "datapackage-digest.json")
        super().run()
        if self.head.origin: self.export(Folder(os.path.dirname(os.path.abspath(self.path))), os.path.basename(self.path) + ".tlog-proof")
    def listing(self, package: str, beside: str) -> None:
        data, digest = self.read(package, LINE) or b"", tried(canonical, self.read(beside))
        listed = tried(lambda: [(str(one["path"]), one["hash"], one["bytes"]) for one in canonical(data)["resources"]])
        fine = tried(lambda: digest["path"] == package and digest["hash"] == f"sha256:{sha256(data).hexdigest()}" and digest.keys() <= DIGEST)
        self.expect(fine, "dossier.digest", beside, "It does not give, in canonical JSON, the hash of datapackage.json.")
        fine = not fine or tried(lambda: digest["signedData"]["hash"] == digest["hash"])
        self.expect(fine, "dossier.signature", beside, "Its signedData is missing, or not over the hash of datapackage.json.")
        self.note(False, "not-checked", f"The ECDSA signature in {beside}.")
        order = [*(path for path, _, _ in listed or ()), package, beside]
        self.expect(listed is not None, "dossier.structure", package, "This is no list of members in canonical JSON.")
        for name in set(self.store.names()) - set(order) if listed is not None else ():
            self.expect(False, "dossier.member-unexpected", name, "datapackage.json does not list this member.")
        for name, hashed, size in listed or ():
            found = self.members.get(name)
            self.expect(found, "dossier.member-missing", name, "datapackage.json lists this member, which is not there.")
            self.expect(not found or (hashed, size) == (f"sha256:{found[0]}", found[1]), "dossier.member-altered", name, "Its hash or size is not that listed.")
        for name, (start, size, crc) in self.zip.members.items() if self.zip else ():
            self.expect(crc == self.members[name][2], "dossier.structure", f"{name}, bytes {start} to {start + size - 1}", "Its CRC-32 is another.")
        fine = not self.zip or self.zip.order == order or sorted(self.zip.order) != sorted(order)
        self.expect(fine, "dossier.structure", package, "The members do not stand in the order in which they are listed.")
    def blob(self, digest: str) -> str:
        return f"onrecord/blobs/{digest}"
    def original(self, digest: str) -> Any:
        return self.blob(digest), self.members[self.blob(digest)][:2] if self.blob(digest) in self.members else None
    def line_place(self, at: int) -> str:
        return f"onrecord/records.jsonl, line {at + 1}"
    def record_lines(self, start: int) -> Iterator[tuple[int, bytes]]:
        return ((at, data) for at, data in enumerate(self.lines("onrecord/records.jsonl")) if at >= start)
    def entries(self) -> Iterator[tuple[str, int | None, bytes]]:
        names = set()
        for index, data in enumerate(self.lines("onrecord/entries.jsonl")):
            place, entry = f"onrecord/entries.jsonl, line {index + 1}", data[:-1] if data.endswith(b"\n") else b""
            yield place, None, entry
            names.add(name := f"proofs/{self.number}.tlog-proof")
            proof = self.read(name)
            if self.number is not None and self.expect(proof is not None, "proof.missing", name, f"Entry {self.number} has no proof."):
                self.checked["proofs"] += 1
                extra, at, path, note = tried(proof_of, proof) or (None, 0, [], b"")
                fine = at == self.number and note == self.head.data and proven_root(leaf(entry), at, self.head.size, path) == self.head.root
                if self.expect(extra == "", "proof.malformed", name, "This is no tlog-proof, or one with an extra line."):
                    self.expect(fine, "proof.mismatch", name, f"This does not lead from entry {self.number} to onrecord/checkpoint.")
        for name in sorted(set(self.store.names("proofs/")) - names):
            self.expect(False, "proof.mismatch", name, "This is the proof of no entry of the dossier.")
        blobs = [name for name in self.members if name.startswith("onrecord/blobs/")]
        others = [name for name in blobs if tried(bytes.fromhex, name[15:]) not in self.seen or name != name.lower()]
        self.note(not others, "unreferenced", f"{len(others)} file(s) in onrecord/blobs/ that no record names, the first {others[:1]}.")
    def export(self, folder: Folder, name: str) -> None:  # the proof beside the dossier, which covers it whole
        self.store = folder
        data = self.read(name, LINE) if self.zip else None
        self.note(data is not None, "no-export-proof", "No proof beside the dossier: what no entry covers could have been exchanged and listed anew.")
        if data is None: return
        self.checked["proofs"] += 1
        self.checked["bytes"] += len(data)
        extra, at, path, raw = tried(proof_of, data) or ("", 0, [], b"")
        value, note = tried(lambda: canonical(unbase64(extra))), tried(checkpoint_of, raw)
        entry = tried(lambda: entry_of(value["entry"].encode()))
        salt, record = (tried(lambda one=one: value[one]) for one in ("salt", "record"))
        fine = note and entry and tried(SALT.fullmatch, salt) and isinstance(record, dict) and len(value) == 3 and entry["type"] == "export"
        if not self.expect(fine, "proof.malformed", name, "This is no tlog-proof of an export."): return
        digest = sha256(bytes.fromhex(salt) + serialised(record).encode()).hexdigest()
        self.expect(note.origin == self.head.origin, "checkpoint.origin", name, f"Its checkpoint is of the log {note.origin}.")
        self.signers(note, name, self.own)
        fine = proven_root(leaf(value["entry"].encode()), at, note.size, path) == note.root
        fine = fine and at == entry["sequence"] >= self.head.size and digest in entry.get("generated", ())
        self.expect(fine, "proof.mismatch", name, "This does not lead from its record and entry to its checkpoint.")
        found = sums(open(self.path, "rb"), os.path.getsize(self.path))[:2]
        self.expect((record.get("sha256"), record.get("size")) == found, "export.mismatch", name, "It speaks of another file.")
# --- the page for people, and the command line ------------------------------------------------------------------------------------------
def page(shown: dict[str, Any]) -> str:
    def fill(label: str, text: Any = "") -> str:  # control characters and the like are written out
        plain = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(text))
        return textwrap.fill(plain, 79, initial_indent=label, subsequent_indent=" " * min(len(label), 10), break_on_hyphens=False) or label
    rows = [(f"{shown['verdict'].upper()} ", f"(exit {shown['exit']})"), ("",), (f"{shown['kind']:10}", shown["path"]),
            ("log       ", f"{shown['origin']}, {shown['size']} entries, root {shown['root']}"), *(("key       ", key) for key in shown["keys"]),
            ("checked   ", ", ".join(f"{n:,} {name}" for name, n in shown["checked"].items())), ("",), ("Found:", "" if shown["findings"] else " nothing")]
    rows += [row for one in shown["findings"] for row in (("- ", f"{one['code']} ({one['kind']}): {one['place']}"), ("  ", one["message"]))]
    rows += [("",), ("Not shown:",)]
    return "".join(fill(*row) + "\n" for row in [*rows, *(("- ", f"{one['code']}: {one['message']}") for one in shown["not_shown"])])
def file_given(path: str) -> tuple[str, bytes]:
    need(os.path.isfile(path))
    with open(path, "rb") as file:
        return path, file.read(SMALL + 1)
def keys_given(text: str) -> list[Key]:
    lines = file_given(text)[1].decode().splitlines() if os.path.isfile(text) else [text]
    return [key_of(line.strip()) for line in lines if line.strip()]
def witnesses_given(text: str) -> list[Key]:
    need(all(key.type != 1 for key in keys_given(text)))  # the key of a log is given with --key
    return keys_given(text)
def checked(path: str, given: Any) -> Check:
    check = Check(path, given)
    try:
        names = set(os.listdir(path)) if os.path.isdir(path) else set()
        archive = os.path.isfile(path) and os.path.getsize(path) and (path.endswith(".wacz") or file_given(path)[1][:4] == b"PK\3\4")
        if names & {"log", "records", "onrecord.toml"}: check = Case(path, given)
        elif archive or names & {"datapackage.json", "onrecord"}: check = Dossier(path, given)
        if check.expect(check.kind != "nothing", "path.unreadable", path, "There is no case and no dossier here."): check.run()
    except OSError as error:
        check.expect(False, "path.unreadable", path, f"{error.filename} cannot be read ({error.strerror}); what rests on it was not checked.")
    except Exception as error:  # a fault of this program is told in a sentence and is no verdict
        check.expect(False, "path.unreadable", path, f"This program failed and could not finish its checks ({type(error).__name__}: {error}).")
    return check
def verdict(path: str, given: Any) -> dict[str, Any]:  # given: what main reads from the command line
    check = checked(path, given)
    for code, count in check.times.items():
        last = [found for found in check.findings if found["code"] == code][-1]
        check.findings += [{**last, "message": f"{count - LISTED} more of this kind are not listed."}] if count > LISTED else []
    said, head = min((found["kind"] for found in check.findings), default="intact", key=list(EXITS).index), check.head
    erased = check.times["record.erased"] + check.times["original.erased"]
    check.note(not erased and not check.forgotten, "erased", f"{erased} record(s) or original(s), which entries say were erased.")
    check.note(not check.withheld, "withheld", f"{check.withheld} record(s) or original(s), which did not go out.")
    return {"path": path, "kind": check.kind, "verdict": said, "exit": EXITS[said], "origin": head.origin or None, "size": head.size, "root": head.root.hex() or None,
            "checked": check.checked, "keys": [key.text for key in check.signed], "findings": check.findings, "not_shown": check.notes}
def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check an OnRecord case or dossier from the bytes up.")
    parser.add_argument("path", help="case folder, dossier (.wacz) or unpacked dossier")
    for name, kind, text in (("--key", keys_given, "the log's key, obtained another way (text or file)"), ("--witness", witnesses_given, "the key of a witness"),
                             ("--checkpoint", file_given, "a checkpoint of this log that was kept elsewhere (file)")):
        parser.add_argument(name, action="append", default=[], type=kind, help=text)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args(arguments)
    given.key, given.witness = (list(itertools.chain(*keys)) for keys in (given.key, given.witness))
    shown, encoding = verdict(given.path, given), sys.stdout.encoding or "ascii"
    text = json.dumps(shown, indent=2) + "\n" if given.json else page(shown)
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
    return int(shown["exit"])
if __name__ == "__main__": sys.exit(main())
