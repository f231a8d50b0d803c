#!/usr/bin/env python3
"""Check an OnRecord case or dossier from the bytes up: offline, writing nothing, with Python 3.9 or newer and nothing else.

    python3 verify.py PATH [--key VKEY] [--checkpoint FILE] [--witness VKEY] [--json]

Exit: 0 intact, 3 altered, 4 incomplete or erased by entry, 5 unreadable. This file shares no code with OnRecord. It was written from two pages
of its documentation (custody-format, verify) and from public specifications: RFC 6962 and 9162 (tree, proofs), RFC 8032 (Ed25519), RFC 8785
(canonical JSON), RFC 3161 (time stamps), C2SP signed-note, tlog-checkpoint, tlog-tiles, tlog-proof, tlog-cosignature, PKWARE APPNOTE (ZIP).
From top to bottom: what is said; files; JSON; signatures; notes and keys; the tree; entries and records; what lies outside; dossiers; the page.
"""
# fmt: off
from __future__ import annotations

import argparse, base64, hashlib, itertools, json, os, re, stat, struct, sys, textwrap, zlib  # noqa: E401
from collections import Counter, namedtuple
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

TILE = 256  # hashes in a full tile, entries in a full bundle (C2SP tlog-tiles)
SEGMENT = 65536  # lines in a full file of records/ (custody-format)
LINE = 64 << 20  # longest line of records/ (custody-format)
SMALL = 1 << 20  # longest note, key file, token or proof; what is longer is read as cut here, and cannot be well-formed
LISTED = 100  # findings of one code that are listed (verify)
EXITS = {"intact": 0, "altered": 3, "incomplete": 4, "unreadable": 5}
TYPES = frozenset("begin capture document reading finding issue reference parties grounds note correct propose decide view-restricted redact "
                  "erase-ask erase export anchor witness key-rotate role backup restore verify import".split())
NUMBER = "(?:0|[1-9][0-9]{0,17})"
sha256 = hashlib.sha256

class Report:  # what was found, what was checked, and what the evidence does not show
    def __init__(self) -> None:
        self.findings, self.times, self.notes, self.withheld = list[dict[str, str]](), Counter[str](), list[dict[str, str]](), 0
        self.checked = dict.fromkeys(("entries", "records", "originals", "bytes", "tiles", "proofs", "anchors"), 0)
        self.kind, self.keys, self.head = "unknown", list[str](), Checkpoint(None, None, b"", b"", (), b"")
    def find(self, code: str, place: str, message: str, times: int = 1) -> None:  # after a hundred of one code the others are counted only
        incomplete = "incomplete" if code.endswith(("missing", ".erased")) else "altered"
        kind = "unreadable" if code in ("path.unreadable", "checkpoint.missing") else incomplete
        self.findings.extend([{"code": code, "kind": kind, "place": place, "message": message}] if self.times[code] < LISTED else ())
        self.times[code] += times
    def note(self, code: str, message: str) -> None:
        self.notes.append({"code": code, "message": message})
    def verdict(self) -> str:  # the worst of the findings; unreadable only where nothing else was found
        return min((found["kind"] for found in self.findings), default="intact", key=["altered", "incomplete", "unreadable"].index)

# --- files: never outside the folder that was given, never anything but plain files ---------------------------------------------------

class Folder:  # the files below a folder, by names with slashes; links are not followed
    def __init__(self, path: str, report: Report) -> None:
        self.path, self.report, self.real = os.path.realpath(path), report, dict[str, bool]()
    def open(self, name: str) -> Any:  # (file, its size); None where there is no plain file that may be read
        path = os.path.join(self.path, *name.split("/"))
        parent = os.path.dirname(path)
        if parent not in self.real:
            self.real[parent] = os.path.realpath(parent) == parent
        try:
            if self.real[parent] and stat.S_ISREG(os.lstat(path).st_mode):
                file = os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)), "rb")
                return file, os.fstat(file.fileno()).st_size
        except PermissionError as error:
            self.report.find("path.unreadable", name, f"This file cannot be read ({error.strerror}).")
        except (FileNotFoundError, NotADirectoryError, ValueError):
            pass
        return None
    def names(self, under: str = "") -> Iterator[str]:  # all of them, in order: files, links and whatever else is no folder
        for folder, folders, files in os.walk(os.path.join(self.path, under)):
            folders.sort()
            below = os.path.relpath(folder, self.path).replace(os.sep, "/")
            for name in sorted(files + [name for name in folders if os.path.islink(os.path.join(folder, name))]):
                yield name if below == "." else below + "/" + name

def read(store: Any, name: str, limit: int = SMALL) -> bytes | None:  # at most one byte more than the limit; None where it is not there
    file, size = store.open(name) or (None, 0)
    if not file:
        return None
    with file:
        return bytes(file.read(min(size, limit + 1)))

def sums(report: Report, file: Any, left: int) -> tuple[str, int, int]:  # SHA-256, size and (of a member) CRC-32
    digest, crc, view, size = sha256(), 0, memoryview(bytearray(1 << 20)), left
    with file:
        while left and (count := file.readinto(view[:left])):
            digest.update(view[:count])
            crc, left = zlib.crc32(view[:count], crc) if report.kind == "dossier" else 0, left - count
    report.checked["bytes"] += size - left
    return digest.hexdigest(), size - left, crc

def temporary(report: Report, name: str) -> bool:
    if name.endswith(".tmp"):
        report.note("pending", f"{name} was left by a stop in the middle of writing; opening the case for writing takes it away.")
    return name.endswith(".tmp")

# --- RFC 8785: canonical JSON ---------------------------------------------------------------------------------------------------------

def number(value: float) -> str:  # as RFC 8785 3.2.2.3 writes it, which is Number::toString of ECMA-262
    if 1e-6 <= abs(value) < 1e21:
        return re.sub(r"\.0$", "", format(Decimal(repr(value)), "f"))
    return re.sub("e([+-])0?", r"e\1", repr(value)) if value else "0"

def exact(text: str) -> float:
    if number(float(text)) != text:
        raise ValueError(f"the number {text[:30]} is not written in the canonical way")
    return float(text)

decode = json.JSONDecoder(parse_float=exact, parse_int=lambda text: int(text if len(text) < 16 else exact(text)), parse_constant=exact).decode
encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
BEYOND = re.compile(rb"[\xf0-\xf4]")  # first bytes of characters that UTF-16, by which RFC 8785 sorts, writes as two units

def serialised(value: Any) -> str:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(encode(key) + ":" + serialised(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(serialised, value)) + "]"
    return number(value) if isinstance(value, float) else encode(value)

def canonical(data: bytes) -> Any:  # ValueError for any other bytes; a key that stands twice is written once, and so is noticed
    try:
        text = data.decode()
        value = decode(text)
        # The quick way differs from RFC 8785 only in the order of keys beyond U+FFFF and in very large and very small numbers.
        if (encode(value) != text or (not data.isascii() and BEYOND.search(data))) and serialised(value) != text:
            raise ValueError("these bytes are not the canonical form of their JSON")
    except RecursionError:
        raise ValueError("this JSON is nested too deeply") from None
    return value

# --- RFC 8032: Ed25519, strict: one encoding of each point, S below the order, no public key of small order ---------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P

def point(data: bytes) -> Any:  # RFC 8032 5.1.3: (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z
    y, sign = int.from_bytes(data, "little") & ((1 << 255) - 1), data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != square or (x == 0 and sign):
        raise ValueError("these bytes encode no point of the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P

def add(p: Any, q: Any) -> Any:  # RFC 8032 5.1.4
    a, b, c, d = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P, 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P

def times(count: int, p: Any) -> Any:
    total: Any = (0, 1, 1, 0)
    while count:
        total, p, count = add(total, p) if count & 1 else total, add(p, p), count >> 1
    return total

BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))

def ed25519(public: bytes, signature: bytes, message: bytes) -> bool:  # RFC 8032 5.1.7
    scalar = int.from_bytes(signature[32:], "little")
    if len(public) != 32 or len(signature) != 64 or scalar >= ORDER:
        return False
    try:
        key, commitment = point(public), point(signature[:32])
    except ValueError:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    p, q = times(scalar, BASE), add(commitment, times(challenge, key))
    return times(8, key)[0] != 0 and (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0

# --- C2SP signed-note, tlog-checkpoint, tlog-cosignature ------------------------------------------------------------------------------

Key = namedtuple("Key", "text name id type public")
Checkpoint = namedtuple("Checkpoint", "origin size root body lines data")  # body: what is signed; lines: (name, key id, signature) of each
KEY_BYTES = {1: 32, 4: 32, 6: 1312}  # by type of key: Ed25519, Ed25519 cosignature, ML-DSA-44

def unbase64(text: str) -> bytes:  # ValueError for base64 that is not written in the one canonical way
    data = base64.b64decode(text.encode("ascii"), validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("this base64 is not written in the canonical way")
    return data

def key_of(text: Any) -> Key:  # `<name>+<key id>+<base64 of type and key>`; ValueError for anything else
    found = re.fullmatch(r"([^\s+\x00-\x1f]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)", str(text))
    data = unbase64(found[3]) if found else b"\0"
    if not found or len(data) - 1 != KEY_BYTES.get(data[0]) or sha256(f"{found[1]}\n".encode() + data).hexdigest()[:8] != found[2]:
        raise ValueError("this is no verifier key of a known type, or its id is another")
    if data[0] != 6 and times(8, point(data[1:]))[0] == 0:
        raise ValueError("this public key has small order")
    return Key(text, found[1], bytes.fromhex(found[2]), data[0], data[1:])

def signature_lines(text: str) -> list[Any]:  # (name, key id, signature) of each; ValueError for anything else
    found = re.findall(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)\n", text)
    if "".join(f"— {name} {signature}\n" for name, signature in found) != text:
        raise ValueError("a signature line is none")
    return [(name, data[:4], data[4:]) for name, data in ((name, unbase64(signature)) for name, signature in found)]

def signs(key: Key, line: Any, body: bytes) -> bool | None:  # None: this line is by another key, or by ML-DSA, which is not checked here
    if line[:2] != (key.name, key.id) or key.type == 6:
        return None
    if key.type == 1:
        return ed25519(key.public, line[2], body)
    return ed25519(key.public, line[2][8:], b"cosignature/v1\ntime %d\n" % int.from_bytes(line[2][:8], "big") + body)

def checkpoint(report: Report, data: bytes | None, place: str, keys: list[Key], origin: str | None, *, foreign: bool = False) -> Checkpoint | None:
    try:  # `foreign`: others may have signed too, as in a checkpoint that was kept elsewhere
        found = re.fullmatch(rf"(([^\x00-\x1f]+)\n({NUMBER})\n([A-Za-z0-9+/]{{43}}=)\n)\n((?:[^\n]+\n)+)", (data or b"").decode())
        if not found or not data or len(data) > SMALL:
            raise ValueError("these bytes are no signed note of three lines")
        note = Checkpoint(found[2], int(found[3]), unbase64(found[4]), found[1].encode(), signature_lines(found[5]), data)
    except ValueError as error:
        report.find("checkpoint.malformed", place, f"This is no checkpoint: {error}.")
        return None
    if origin not in (None, note.origin) or not re.fullmatch("onrecord/[0-9a-f]{16}", note.origin):
        report.find("checkpoint.origin", place, f"This checkpoint names the log {note.origin}{f', not {origin}' if origin else ''}.")
    fits = [[signs(key, line, note.body) for key in keys if key.type == 1] for line in note.lines]
    if keys and (not any(True in fit for fit in fits) or any(False in fit for fit in fits)):
        report.find("checkpoint.signature", place, "No signature by the log's key fits this checkpoint.")
    others = [line for line, fit in zip(note.lines, fits) if not any(one is not None for one in fit)]
    dsa = [line for line in others if line[0] == note.origin and len(line[2]) == 8 + 2420]
    if dsa:
        report.note("not-checked", f"{place}: a signature by ML-DSA-44 (type 0x06).")
    if keys and not foreign and (len(others) > len(dsa) or len(dsa) > 1 or len(note.lines) - len(others) > 1):
        report.find("checkpoint.malformed", place, "Beside the log's own, this checkpoint holds signature lines that no rule puts there.")
    return note

# --- RFC 6962 and 9162: the tree. C2SP tlog-tiles: how it lies in log/ ----------------------------------------------------------------

def perfect(hashes: list[bytes]) -> bytes:  # the root over 1, 2, 4, … 256 hashes
    while len(hashes) > 1:
        hashes = [sha256(b"\1" + hashes[i] + hashes[i + 1]).digest() for i in range(0, len(hashes), 2)]
    return hashes[0]

def root_of(edge: list[list[bytes]]) -> bytes:  # the root of a tree, from the hashes in its partial tiles, the lowest level first
    root = b""
    for hashes in edge:
        at = len(hashes)
        for width in (1 << bit for bit in range(9) if len(hashes) >> bit & 1):
            at -= width
            root = sha256(b"\1" + perfect(hashes[at:at + width]) + root).digest() if root else perfect(hashes[at:at + width])
    return root or sha256().digest()

def proven_root(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:  # RFC 6962 2.1.1; None: a path of another length
    if size <= 1 or not path:
        return leaf if size == 1 and index == 0 and not path else None
    half = 1 << (size - 1).bit_length() - 1
    below = proven_root(leaf, index, half, path[:-1]) if index < half else proven_root(leaf, index - half, size - half, path[:-1])
    return below and sha256(b"\1" + (below + path[-1] if index < half else path[-1] + below)).digest()

def tile_name(level: Any, number: int, width: int = TILE) -> str:  # level "entries": a bundle; width: of a partial one
    groups = re.findall("...", f"{number:0{(len(str(number)) + 2) // 3 * 3}d}")
    return "/".join(["log/tile", str(level), *("x" + group for group in groups[:-1]), groups[-1]]) + (f".p/{width}" if width < TILE else "")

class Log:  # the files of log/, held against each other and against the signed root
    def __init__(self, store: Folder, report: Report, size: int, ahead: int) -> None:
        self.store, self.report, self.size, self.have = store, report, size, {level: set[int]() for level in ("entries", *"01234567")}
        for name in store.names("log"):
            found = re.fullmatch(r"log/tile/(entries|[0-7])/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", name)
            level, number, width = (found[1], int(re.sub("[x/]", "", found[2])), int(found[3] or TILE)) if found else ("0", 0, TILE + 1)
            left, coming = (self.width(level, end) - number * TILE for end in (size, ahead))
            if tile_name(level, number, width) == name and width == min(TILE, left):
                self.have[level].add(number)
            elif (tile_name(level, number, width) != name or width > left and width != min(TILE, coming)) and name != "log/checkpoint":
                if not temporary(report, name):
                    report.find("log.unexpected", name, "No rule puts this file there.")
        for level, have in self.have.items():
            at = 0
            for number in (*sorted(have), -(-self.width(level, size) // TILE)):
                if number > at:
                    report.find("bundle.missing" if level == "entries" else "tile.missing", self.name(level, at),
                                f"The checkpoint needs {number - at} file(s) from here to number {number - 1}, which are not there.", number - at)
                at = number + 1
    def width(self, level: Any, size: int) -> int:  # how many hashes (or entries) a level has
        return size if level == "entries" else size >> 8 * int(level)
    def name(self, level: Any, number: int) -> str:
        return tile_name(level, number, self.width(level, self.size) - number * TILE)
    def tile(self, level: int, number: int) -> list[bytes] | None:  # its hashes; None where it is not there or has another length
        data = read(self.store, self.name(level, number), 32 * TILE) or b""
        fits = len(data) == 32 * min(TILE, self.width(level, self.size) - number * TILE)
        return [data[i:i + 32] for i in range(0, len(data), 32)] if fits else None
    def bundle(self, number: int) -> list[bytes] | None:  # its entries, each preceded by its length; None: not there, or not as many as needed
        data, entries, at = read(self.store, self.name("entries", number), TILE * SEGMENT) or b"", list[bytes](), 0
        while at < len(data):
            entries.append(data[at + 2:(at := at + 2 + int.from_bytes(data[at:at + 2], "big"))])
        return entries if at == len(data) and len(entries) == min(TILE, self.size - number * TILE) else None
    def root_at(self, size: int) -> bytes | None:  # the root of the tree when it had this size, by the tiles; None where one is not there
        places = [(level, *divmod(size >> 8 * level, TILE)) for level in range(8)]
        edge = [(self.tile(level, number) or [])[:width] for level, number, width in places if width]
        return root_of(edge) if [len(hashes) for hashes in edge] == [width for _, _, width in places if width] else None
    def compare(self, level: int, number: int, made: list[bytes]) -> list[tuple[int, int, int]]:  # (level, number, index) of hashes that differ
        tile = self.tile(level, number)
        self.report.checked["tiles"] += tile is not None
        if tile is None and number in self.have[str(level)]:
            self.report.find("tile.altered", self.name(level, number), "This tile has another length than it should have.")
        return [(level, number, i) for i, hashed in enumerate(made) if tile and hashed != tile[i]]
    def check(self, signed: bytes) -> set[int] | None:  # answers which entries do not have their tile's hash; None: all fits the signed root
        levels, wrong, whole, done = [list[bytes]() for _ in range(10)], list[tuple[int, int, int]](), True, 0
        for number in sorted(self.have["entries"] | self.have["0"]):
            entries = self.bundle(number)
            if entries is None and number in self.have["entries"]:
                self.report.find("bundle.altered", self.name("entries", number), "This is not as many entries as it should be, each after its length.")
            levels[0] = [sha256(b"\0" + entry).digest() for entry in entries] if entries else self.tile(0, number) or []
            wrong += self.compare(0, number, levels[0])
            whole, done, level = whole and number == done and bool(levels[0]), number + 1, 0
            while whole and len(levels[level]) == TILE:
                levels[level + 1].append(perfect(levels[level]))
                levels[level], level = [], level + 1
                wrong += self.compare(level, (done >> 8 * level) - 1, levels[level]) if len(levels[level]) == TILE else []
        whole = whole and done == -(-self.size // TILE)
        for level in range(1, 9) if whole else ():
            wrong += self.compare(level, self.size >> 8 * level + 8, levels[level]) if levels[level] else []
        fits, bad = whole and root_of(levels) == signed, {number * TILE + i for level, number, i in wrong if level == 0}
        for level, number, i in wrong:  # where the entries lead to the signed root, it is a tile that was altered
            if level == 0 and not fits:
                self.report.find("bundle.altered", f"{self.name('entries', number)} entry {number * TILE + i}",
                                 "This entry does not have the hash that its tile gives.")
            elif fits or not bad:
                self.report.find("tile.altered", f"{self.name(level, number)} bytes {32 * i} to {32 * i + 31}", "This hash does not fit what lies under it.")
        if whole and not fits and not bad:
            self.report.find("checkpoint.root", "log/checkpoint", "The tree of these entries has another root than the one that was signed.")
        return None if fits else bad

# --- entries, and the records and originals that they name ----------------------------------------------------------------------------

HEX = re.compile("[0-9a-f]{64}")
FIELDS = {"sequence", "type", "at", "agent", "v", "actor", "used", "generated", "why"}
Line = namedtuple("Line", "place here number digest kind salted disclosed record other")  # here: number by its place; other: what erased it, or True
LINE_FORM = re.compile(rb'\{(?:"disclosures":\[("[\w-]+"(?:,"[\w-]+")*)\],)?"number":(0|[1-9][0-9]{0,17}),"record":(.*),(?:"salt":"([0-9a-f]{32})",)?'
                       rb'"type":"([a-z-]+)"\}\n|\{"erased":([0-9]{1,18}),"number":([0-9]{1,18})\}\n|\{"number":([0-9]{1,18}),"withheld":true\}\n', re.S)

def entry_of(data: bytes) -> Any:  # ValueError for bytes that are no entry; version 1 is older than the rule which fields there are
    entry = canonical(data)
    if not isinstance(entry, dict) or type(entry.get("sequence")) is not int or entry.get("v") not in (1, 2) or entry.get("type") not in TYPES:
        raise ValueError("it has no sequence, or a version or type that is not known")
    if entry["v"] == 2 and (entry.keys() - FIELDS or not isinstance(entry.get("at"), dict) or not isinstance(entry.get("agent"), dict)):
        raise ValueError("its fields are not those of an entry")
    for name in entry.keys() & {"used", "generated"}:
        if not isinstance(entry[name], list) or not entry[name] or not all(isinstance(one, str) and HEX.fullmatch(one) for one in entry[name]):
            raise ValueError(f"{name} is no list of digests")
    return entry

class Walk:  # the entries one after the other, and with each the records that it generated, as they stand in records/ or in a dossier
    def __init__(self, store: Any, report: Report, members: dict[str, Any] | None) -> None:
        self.store, self.report, self.members = store, report, members  # name → sums of each member of a dossier; None in a case
        self.lines, self.ahead, self.next, self.shift, self.last = self.read_lines(), None, 0, 0, -1
        self.lost, self.keys_known = False, True  # lost: which record comes next is not known, because an entry before could not be read
        self.records: dict[str, list[tuple[str, Any]]] = {kind: [] for kind in ("begin", "key-rotate", "witness", "anchor")}
        self.erasing, self.erased, self.absent, self.erased_originals = dict[int, Any](), list[Any](), dict[str, Any](), dict[str, int]()
        self.seen = set[bytes]()
    def read_lines(self) -> Iterator[Line]:
        for name in self.store.names("records") if self.members is None else ["onrecord/records.jsonl"]:
            segment = re.fullmatch(r"(?:records/([0-9]{6})|onrecord/records)\.jsonl", name)
            file, left = segment and self.store.open(name) or (None, 0)
            if not file and self.members is None and not temporary(self.report, name):
                self.report.find("record.unexpected", name, "No rule puts this file there.")
            for index in itertools.takewhile(lambda _: left, itertools.count()):
                data, place = file.readline(min(left, LINE)), f"{name} line {index + 1}"
                left -= len(data) or left
                found, record, digest = LINE_FORM.fullmatch(data), None, ""
                try:
                    if not found or (index >= SEGMENT and self.members is None):
                        raise ValueError("it is cut, or too long, or one more than a file holds, or has other fields" )
                    if found[3]:
                        record, digest = canonical(found[3]), sha256(bytes.fromhex((found[4] or b"").decode()) + found[3]).hexdigest()
                except ValueError as error:
                    self.report.find("record.malformed", place, f"This is no record line: {error}.")
                    found = None
                number = int(found[2] or found[7] or found[8]) if found else None
                yield Line(place, int(segment[1]) * SEGMENT + index if segment[1] else None, number, digest, found and (found[5] or b"").decode(),
                           found and found[4], re.findall(rb"[\w-]+", found and found[1] or b""), record, found and (found[6] and int(found[6]) or True))
            if file:
                file.close()
    def line(self, digest: str) -> Line | None:  # the line that should have this digest; None where there is none
        while line := self.ahead or next(self.lines, None):
            self.ahead = None
            if line.number is not None and line.here is not None and line.number - line.here != self.shift:
                self.shift = line.number - line.here
                self.report.find("record.malformed", line.place, f"This line is numbered {line.number} and stands where {line.here} belongs.")
            if line.digest == digest or line.number is None and not self.lost:
                self.next, self.lost = (line.number if self.lost else self.next) + 1, False
                return line
            if line.number is None or self.lost and line.here is not None:
                continue
            if line.number > self.next and not self.lost:
                self.ahead = line
                return None
            if line.number >= self.next:
                self.next, self.lost = line.number + 1, False
                return line
            if line.here is None:
                self.report.find("record.unexpected", line.place, f"This line is numbered {line.number}; here {self.next} or a later one belongs.")
        return None
    def entry(self, data: bytes, place: str, sequence: int | None) -> int | None:  # sequence: where it stands; None in a dossier
        try:
            entry = entry_of(data)
        except ValueError as error:
            self.report.find("entry.malformed", place, f"This is no entry: {error}.")
            self.lost, self.keys_known = True, False
            return None
        number, kind = entry["sequence"], entry["type"]
        self.report.checked["entries"] += 1
        if number != (max(number, self.last + 1) if sequence is None else sequence):
            self.report.find("entry.sequence", place, f"This entry says that it is number {number}.")
        if (kind == "begin") != (number == 0) and entry["v"] == 2:
            self.report.find("entry.malformed", place, "The first entry of a log, and no other, has the type begin.")
        self.lost, self.last = self.lost or (sequence is None and number != self.last + 1), number
        if kind == "erase":
            self.erasing[number] = entry.get("used", ())
        for digest in entry.get("generated", ()):
            line = self.line(digest)
            if line is None:
                self.report.find("record.missing", f"{place}, record {digest}", "No line holds the record with this digest.")
                self.next += 1
            elif line.number is not None and line.other is not True:
                self.erased.append((line.place, digest, number, line.other))
            elif line.number is not None and not line.digest and self.members is not None:
                self.report.withheld += 1
            elif line.number is not None and line.digest != digest:
                self.report.find("record.altered", line.place, f"This record does not have the digest that entry {number} gives.")
            elif line.number is not None and (line.kind != kind or (line.salted is None) != (entry["v"] == 1)):
                self.report.find("record.malformed", line.place, f"Its type or salt is not that of a record of entry {number} ({kind}).")
            elif line.number is not None:
                self.use(number, kind, line, line.record if isinstance(line.record, dict) else {})
                continue
            self.keys_known = self.keys_known and kind not in self.records
        return int(number)
    def use(self, number: int, kind: str, line: Line, record: dict[str, Any]) -> None:  # take from a record what other parts are checked by
        self.report.checked["records"] += 1
        for disclosure in line.disclosed:
            digest = base64.urlsafe_b64encode(sha256(disclosure).digest()).decode().rstrip("=")
            if digest not in (record.get("_sd") or ()) or line.disclosed.count(disclosure) > 1:
                self.report.find("disclosure.altered", line.place, "A disclosed field is not one of those that the record commits to.")
        if kind in self.records:
            self.records[kind].append((line.place, record))
        elif kind == "erase":
            self.erased_originals.update((str(one), number) for one in record.get("originals") or ())
        elif kind == "capture" and not HEX.fullmatch(str(record.get("sha256"))):
            self.report.find("record.malformed", line.place, "This capture names no original.")
        elif kind == "capture":
            digest, found = record["sha256"], None
            first, name = bytes.fromhex(digest) not in self.seen, f"blobs/sha256/{digest[:2]}/{digest}" if self.members is None else f"onrecord/blobs/{digest}"
            self.seen.add(bytes.fromhex(digest))
            if self.members is not None:
                found = self.members[name][:2] if name in self.members else None
            elif opened := self.store.open(name):
                found = sums(self.report, *opened)[:2] if first else (digest, opened[1])
                opened[0].close()
            if found is None:
                self.absent[digest] = number, line.place, name
            elif found != (digest, record.get("size")):
                self.report.find("original.altered", name, f"This original has another hash or size than its record gives ({line.place}).")
            self.report.checked["originals"] += first and found is not None
    def end(self, pending: bool) -> None:  # after the last entry: lines that are left, and what was erased
        left = [line.place for line in itertools.chain([self.ahead] if self.ahead else [], self.lines)]
        if left and pending:
            self.report.note("pending", f"{len(left)} line(s) of records, from {left[0]} on, belong to entries that were being written.")
        elif left and (not self.lost or self.members is not None):
            self.report.find("record.unexpected", left[0], f"No entry names what stands in {len(left)} line(s) from here on.", len(left))
        for place, digest, number, by in self.erased:
            if by > number and digest in self.erasing.get(by, ()):
                self.report.find("record.erased", place, f"This record of entry {number} was erased; entry {by} says so.")
            else:
                self.report.find("record.erased-without-entry", place, f"This record of entry {number} was erased, and no entry says so.")
        for digest, (number, place, name) in self.absent.items():
            if self.erased_originals.get(digest, -1) > number:
                self.report.find("original.erased", name, f"This original was erased; entry {self.erased_originals[digest]} says so.")
            elif self.members is None:
                self.report.find("original.missing", name, f"The original that a record names is not there ({place}).")
            self.report.withheld += self.members is not None

# --- what lies outside the log: keys, kept checkpoints, cosignatures, time stamps -----------------------------------------------------

# In an RFC 3161 response: the message imprint of the TSTInfo, that is SHA-256 (with or without NULL) and a hash, in DER; then serial number and time.
IMPRINT = re.compile(rb"\x30[\x2f\x31]\x30[\x0b\x0d]\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01(?:\5\0)?\x04\x20(.{32})\2.{1,40}?\x18.([0-9.]{14,20}Z)", re.S)

def own_keys(report: Report, store: Any, name: str, origin: str) -> list[Key]:  # those that came with the evidence, the one in force first
    text = (read(store, name) or b"").decode("utf-8", "replace")
    try:
        keys = [key_of(line) for line in text.split("\n")[:-1]]
        if not text.endswith("\n") or keys[0].type != 1 or any(key.type == 4 for key in keys):
            raise ValueError("the first line is no Ed25519 key, or the last is cut")
    except ValueError as error:
        report.find("key.malformed", name, f"The log's key cannot be read: {error}.")
        return []
    if any(key.name != origin for key in keys):
        report.find("checkpoint.origin", name, f"A key here is not one of the log {origin}, of which the checkpoint is.")
    report.keys.append(keys[0].text)
    return keys

def key_chain(report: Report, walk: Walk, own: list[Key], given: Any, origin: str, place: str) -> list[Key]:  # all keys that the log has had
    chain, trusted = [record.get("vkey") for _, record in walk.records["begin"]], {key.text for key in given.key}
    if any(record.get("origin") != origin for _, record in walk.records["begin"]):
        report.find("checkpoint.origin", walk.records["begin"][0][0], f"The log began under another origin than {origin}.")
    for where, record in walk.records["key-rotate"]:
        old, new, day, signed = (record.get(name) for name in ("old", "new", "compromised", "old_signature"))
        message = f"onrecord key-rotate v1\n{origin}\n{old}\n{new}\n{'-' if day is None else day}\n".encode()
        try:
            pairs = [(key_of(old), signed), (key_of(new), record.get("new_signature"))][signed is None:]
            fits = key_of(old).type == key_of(new).type == 1 and all(ed25519(key.public, unbase64(text), message) for key, text in pairs)
        except (ValueError, AttributeError):
            fits = False
        if not fits or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}|None", str(day)) or (chain and walk.keys_known and chain[-1] != old):
            report.find("key.rotation", where, "This change of keys is not signed as it must be, or does not change the key in force.")
            continue
        chain.append(new)
        trusted.update([new] if old in trusted and signed is not None else ())
    for i, key in enumerate(own):
        if key.type == 1 and (chain and walk.keys_known and key.text not in chain[-1 if i == 0 else 0:] or i == 0 and given.key and key.text not in trusted):
            report.find("key.other", place, f"{key.text} is not the key that was given, or does not follow from it or from that of the entry begin.")
    if not given.key:
        report.note("key-not-pinned", "The key came with the evidence itself. Obtain it from its owner in another way, and give it with --key.")
    return own and [*own, *(key_of(text) for text in chain[1:] if text not in {key.text for key in own})]

def outside(report: Report, walk: Walk, under: str, keys: list[Key], given: Any, log: Log | None, sound: bool) -> None:
    head, kept, tokens, notes, named, seen = report.head, dict[int, Checkpoint](), list[Any](), list[Any](), set[str](), Counter[str]()
    for name in walk.store.names(under):
        found = re.fullmatch(rf"({NUMBER})(?:\.checkpoint|-([0-9a-f]{{8}})\.(cosig|tsr))", name[len(under) + 1:])
        if found and found[2]:
            tokens.append((name, int(found[1]), found[3]))
        elif found and (note := checkpoint(report, read(walk.store, name), name, keys, head.origin)):
            kept[int(found[1])] = note
            notes.append((name, note, False))
            if note.size != int(found[1]):
                report.find("anchor.mismatch", name, f"This checkpoint speaks of {note.size} entries, its name of {found[1]}.")
        elif not found and not temporary(report, name):
            report.find("anchor.unexpected", name, "No rule puts this file there.")
    notes += [(path, checkpoint(report, read(Folder(os.path.dirname(path), report), os.path.basename(path)), path, keys, head.origin, foreign=True), True) for path in given.checkpoint]
    for place, note, mine in notes:
        if note and note.size > head.size and (log or not mine):
            report.find("history.rollback", place, f"This checkpoint speaks of {note.size} entries, the log has {head.size}.")
        elif note and note.size != head.size and not log:
            report.note("no-earlier-checkpoint", f"{place} speaks of {note.size} entries; a dossier does not show whether they are those of its {head.size}.")
        elif note:
            root = head.root if note.size == head.size else log.root_at(note.size) if log and sound else None
            if root not in (None, note.root):
                report.find("history.fork", place, f"The first {note.size} entries of the log have another root than this checkpoint.")
            seen["earlier"] += mine and root == note.root
        seen["witness"] += [signs(key, line, note.body) for line in note.lines for key in given.witness].count(True) if note else 0
    for place, record in walk.records["witness"] + walk.records["anchor"]:
        file, size = str(record.get("file")), record.get("size")
        if not re.fullmatch(rf"{size}-[0-9a-f]{{8}}\.{'cosig' if record.get('kind') == 'cosignature' else 'tsr'}", file):
            report.find("record.malformed", place, "This record names no file of anchors/.")
            continue
        named.add(f"{under}/{file}")
        for name, digest in ((f"{under}/{file}", record.get("sha256")), (f"{under}/{size}.checkpoint", record.get("checkpoint"))):
            data = read(walk.store, name)
            if data is None:
                report.find("anchor.missing", name, f"An entry names this file, which is not there ({place}).")
            elif sha256(data).hexdigest() != digest:
                report.find("anchor.altered", name, f"This file has another hash than its entry gives ({place}).")
    for name, size, kind in tokens:
        data, note, fits = read(walk.store, name) or b"", kept.get(size), list[Any]()
        report.checked["anchors"] += 1
        if log and name not in named:
            report.find("anchor.unexpected", name, "No entry names this file.")
        if kind == "tsr":
            found = IMPRINT.search(data)
            fits = [bool(found and note and found[1] == sha256(note.data).digest() and f"-{sha256(data).hexdigest()[:8]}." in name)]
            report.note("not-checked", f"{name} gives the time {found[2].decode() if found else '-'}; VERIFY.txt says how OpenSSL checks its signature.")
        else:
            try:
                fits = [signs(key, line, note.body) if note else None for line in signature_lines(data.decode()) for key in given.witness]
            except ValueError:
                fits = [False]
            if True not in fits:
                report.note("not-checked", f"{name}: a cosignature by a key that was not given with --witness, or by ML-DSA-44.")
        seen["witness" if kind == "cosig" else "token"] += fits.count(True)
        if False in fits:
            report.find("anchor.mismatch", name, f"This file does not speak of the checkpoint of {size} entries, under which it is filed.")
    report.keys += [key.text for key in given.witness if seen["witness"]]
    for code, shown, message in (("no-witness", seen["witness"], "Nobody outside is shown to have countersigned this log."),
                                 ("no-token", seen["token"], "No time stamp by an authority: all times are claims of one machine."),
                                 ("no-earlier-checkpoint", seen["earlier"] + seen["witness"], "No earlier checkpoint that was kept elsewhere was given: a history "
                                  "that the owner of the key wrote and signed anew would look like this one.")):
        if not shown:
            report.note(code, message)

def case(report: Report, store: Folder, given: Any) -> None:
    report.kind, data = "case", read(store, "log/checkpoint")
    if data is None:
        report.find("checkpoint.missing", "log/checkpoint", "There is no checkpoint, so nothing says what the log should be.")
        return
    own = own_keys(report, store, "keys/log.vkey", data.partition(b"\n")[0].decode("utf-8", "replace"))
    head = checkpoint(report, data, "log/checkpoint", own, None)
    if not head:
        return
    coming = read(store, "log/checkpoint.tmp") or b""  # a writing was stopped: records and tiles for this checkpoint may be there already
    ahead = checkpoint(report, coming, "log/checkpoint.tmp", own, head.origin) if coming.endswith(b"\n") and coming.count(b"\n") > 4 else None
    report.head, log, walk = head, Log(store, report, head.size, ahead.size if ahead else 0), Walk(store, report, None)
    bad, last = log.check(head.root), 0
    for number in sorted(log.have["entries"]):
        for index, entry in enumerate(log.bundle(number) or (), number * TILE):
            if index != last or index in (bad or ()):
                walk.lost, walk.keys_known = True, False
            if index not in (bad or ()):
                walk.entry(entry, f"{log.name('entries', number)} entry {index}", index)
            last = index + 1
    walk.lost = walk.lost or last != head.size
    walk.end(ahead is not None and ahead.size >= head.size)
    outside(report, walk, "anchors", key_chain(report, walk, own, given, head.origin, "keys/log.vkey"), given, log, bad is None)
    others = [name for name in store.names("blobs") if not HEX.fullmatch(name[-64:]) or bytes.fromhex(name[-64:]) not in walk.seen
              or name != f"blobs/sha256/{name[-64:-62]}/{name[-64:]}"]
    if others:
        report.note("unreferenced", f"{len(others)} file(s) in blobs/ that no record names, the first {others[0]}.")

# --- a dossier: a canonical ZIP, or the folder that it was unpacked to ----------------------------------------------------------------

def zip_parts(name: str, crc: int, size: int, start: int) -> tuple[bytes, bytes]:  # APPNOTE 4.3.7 and 4.3.12, with the values of custody-format
    raw = name.encode("utf-8", "surrogateescape")
    both = struct.pack("<HHHHHLLLHH", 20, 0x0800, 0, 0, 0x21, crc, size, size, len(raw), 0)
    return b"PK\3\4" + both + raw, b"PK\1\2\x14\3" + both + struct.pack("<HHHLL", 0, 0, 0, 0o100644 << 16, start) + raw

class Archive:  # the members of a dossier's ZIP, from the front; all bytes between and after them must be as the canonical form has them
    def __init__(self, path: str, report: Report) -> None:
        self.path, self.members, self.order, at, directory = path, dict[str, Any](), list[str](), 0, list[tuple[str, bytes]]()
        with open(path, "rb") as file:
            size = file.seek(0, 2)
            while file.seek(at) == at and (head := file.read(30))[:4] == b"PK\3\4" and len(head) == 30 and len(self.order) < 65535:
                crc, length, _, name_size = struct.unpack("<LLLH", head[14:28])
                name, start = file.read(name_size).decode("utf-8", "surrogateescape"), at + 30 + name_size
                local, central = zip_parts(name, crc, length, at)
                if head + name.encode("utf-8", "surrogateescape") != local or start + length > size:
                    report.find("dossier.structure", f"bytes {at} to {start - 1}, before {name}", "This head of a member is not as the form has it.")
                if name in self.members:
                    report.find("dossier.member-twice", f"{name} (from byte {at} on)", "This is the second member of this name.")
                self.members.setdefault(name, (start, max(0, min(length, size - start)), crc))
                self.order.append(name)
                directory.append((name, central))
                at = start + length
            end = struct.pack("<4sHHHHLLH", b"PK\5\6", 0, 0, len(directory), len(directory), sum(len(one) for _, one in directory), at & 0xFFFFFFFF, 0)
            for name, expected in [*directory, ("the end", end)]:
                file.seek(at)
                if file.read(len(expected)) != expected:
                    report.find("dossier.structure", f"bytes {at} to {at + len(expected) - 1}, for {name}", "The directory is not as the form has it.")
                at += len(expected)
            if at < size:
                report.find("dossier.structure", f"bytes {at} to {size - 1}", "These bytes stand after the end.")
    def open(self, name: str) -> Any:
        if name not in self.members:
            return None
        file = open(self.path, "rb")
        file.seek(self.members[name][0])
        return file, self.members[name][1]
    def names(self, under: str = "") -> Iterator[str]:
        return (name for name in self.order if name.startswith(under))

def proof_of(data: bytes | None) -> tuple[str, int, list[bytes], bytes]:  # C2SP tlog-proof: extra, index, path, checkpoint; ValueError if none
    pattern = rf"c2sp\.org/tlog-proof@v1\n(?:extra ([A-Za-z0-9+/=]+)\n)?index ({NUMBER})\n((?:[A-Za-z0-9+/]{{43}}=\n){{0,63}})\n(.*)"
    found = re.fullmatch(pattern, (data or b"").decode(), re.S)
    if not found:
        raise ValueError("these bytes are no tlog-proof")
    return found[1] or "", int(found[2]), [unbase64(line) for line in found[3].split("\n")[:-1]], found[4].encode()

def listed(report: Report, store: Any, members: dict[str, Any]) -> list[str]:  # the members of a dossier against datapackage.json, and that against its digest
    names, listing = ["datapackage.json", "datapackage-digest.json"], read(store, "datapackage.json", LINE) or b""
    try:
        resources = {one["path"]: (one["hash"], one["bytes"]) for one in json.loads(listing)["resources"]}
        names = [*(one["path"] for one in json.loads(listing)["resources"]), *names]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        report.find("dossier.structure", names[0], f"This list of the members cannot be read ({type(error).__name__}).")
        return names
    try:
        digest = canonical(read(store, names[-1]) or b"")
        if digest["path"] != names[-2] or digest["hash"] != f"sha256:{sha256(listing).hexdigest()}":
            raise ValueError("it gives another hash")
        if digest.get("signedData", digest)["hash"] != digest["hash"]:
            report.find("dossier.signature", names[-1], "What is signed is not the hash of datapackage.json.")
        report.note("not-checked", f"The ECDSA signature in {names[-1]}.")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        report.find("dossier.digest", names[-1], f"This does not give the hash of datapackage.json ({error}).")
    for name in members.keys() - set(names):
        report.find("dossier.member-unexpected", name, "datapackage.json does not list this member.")
    for name, (digest, size) in resources.items():
        if name not in members:
            report.find("dossier.member-missing", name, "datapackage.json lists this member, which is not there.")
        elif (digest, size) != (f"sha256:{members[name][0]}", members[name][1]):
            report.find("dossier.member-altered", name, "This member has another hash or size than datapackage.json gives.")
        elif isinstance(store, Archive) and members[name][2] != store.members[name][2]:
            report.find("dossier.structure", name, "The head of this member gives another CRC than that of its bytes.")
    if isinstance(store, Archive) and store.order != names and sorted(store.order) == sorted(names):
        report.find("dossier.structure", names[-2], "The members do not stand in the order in which datapackage.json lists them.")
    return names

def exported(report: Report, place: str, data: bytes, keys: list[Key], size: int, digest: str) -> None:  # the proof beside a dossier, which covers it whole
    report.checked["proofs"] += 1
    try:
        extra, index, path, raw = proof_of(data)
        value = canonical(unbase64(extra))
        entry, record, salt = entry_of(value["entry"].encode()), value["record"], bytes.fromhex(value["salt"])
        if len(value) != 3 or entry["type"] != "export" or not isinstance(record, dict) or salt.hex() != value["salt"]:
            raise ValueError("its extra line holds no entry of the type export with its record")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        report.find("proof.malformed", place, f"This is no proof of an export: {error}.")
        return
    note = checkpoint(report, raw, place, keys, report.head.origin)
    root = proven_root(sha256(b"\0" + value["entry"].encode()).digest(), index, note.size, path) if note else None
    if note and (root != note.root or index != entry["sequence"] or index < report.head.size
                 or sha256(salt + serialised(record).encode()).hexdigest() not in entry.get("generated", ())):
        report.find("proof.mismatch", place, "This proof does not lead from its record and entry to its checkpoint.")
    if (record.get("sha256"), record.get("size")) != (digest, size):
        report.find("export.mismatch", place, "This proof speaks of a file with another hash or size.")

def dossier(report: Report, store: Any, path: str, given: Any) -> None:
    report.kind = "dossier"
    members = {name: sums(report, *opened) for name in dict.fromkeys(store.names()) if (opened := store.open(name))}
    names = listed(report, store, members)
    data = read(store, "onrecord/checkpoint")
    if data is None:
        report.find("checkpoint.missing", "onrecord/checkpoint", "There is no checkpoint to which the proofs could lead.")
        return
    own = own_keys(report, store, "onrecord/log.vkey", data.partition(b"\n")[0].decode("utf-8", "replace"))
    head = checkpoint(report, data, "onrecord/checkpoint", own, None)
    if not head:
        return
    report.head, walk, proofs = head, Walk(store, report, members), set[str]()
    file, left = store.open("onrecord/entries.jsonl") or (None, 0)
    for index in itertools.takewhile(lambda _: left, itertools.count()):
        line, place = file.readline(min(left, SMALL)), f"onrecord/entries.jsonl line {index + 1}"
        left -= len(line) or left
        number = walk.entry(line[:-1] if line.endswith(b"\n") else b"", place, None)
        if number is None:
            continue
        name = f"onrecord/proofs/{number}.tlog-proof"
        proofs.add(name)
        if (proof := read(store, name)) is None:
            report.find("proof.missing", name, f"Entry {number} has no proof.")
            continue
        report.checked["proofs"] += 1
        try:
            extra, at, steps, note = proof_of(proof)
            if extra:
                raise ValueError("it has an extra line")
            if at != number or note != head.data or proven_root(sha256(b"\0" + line[:-1]).digest(), at, head.size, steps) != head.root:
                report.find("proof.mismatch", name, f"This proof does not lead from entry {number} ({place}) to onrecord/checkpoint.")
        except ValueError as error:
            report.find("proof.malformed", name, f"This is no proof: {error}.")
    if file:
        file.close()
    for name in sorted(set(store.names("onrecord/proofs")) - proofs):
        report.find("proof.mismatch", name, "This is the proof of no entry of the dossier.")
    walk.end(False)
    keys = key_chain(report, walk, own, given, head.origin, "onrecord/log.vkey")
    outside(report, walk, "onrecord/anchors", keys, given, None, False)
    beside = Folder(os.path.dirname(os.path.abspath(path)), report)
    name = next((name for name in (os.path.basename(path) + end for end in (".tlog-proof", ".wacz.tlog-proof")) if beside.open(name)), "")
    if not name or not isinstance(store, Archive):
        report.note("no-export-proof", "No proof lies beside the dossier: what no entry covers could have been exchanged, and listed anew.")
    else:
        digest, size, _ = sums(report, open(path, "rb"), os.path.getsize(path))
        exported(report, name, read(beside, name) or b"", keys, size, digest)

# --- the page for people, and the command line ----------------------------------------------------------------------------------------

def check(path: str, given: Any) -> Report:
    report = Report()
    try:
        if os.path.isdir(path) and any(os.path.lexists(os.path.join(path, name)) for name in ("log", "records", "onrecord.toml")):
            case(report, Folder(path, report), given)
        elif os.path.isdir(path) and any(os.path.lexists(os.path.join(path, name)) for name in ("datapackage.json", "onrecord")):
            dossier(report, Folder(path, report), os.path.normpath(path), given)
        elif os.path.isfile(path) and os.path.getsize(path) and (path.endswith(".wacz") or open(path, "rb").read(4) == b"PK\3\4"):
            dossier(report, Archive(path, report), path, given)
        else:
            report.find("path.unreadable", path, "There is no case and no dossier here.")
    except OSError as error:
        report.find("path.unreadable", str(error.filename or path), f"This cannot be read ({error.strerror}).")
    except Exception as error:  # a fault of this program is told in a sentence, never as a verdict
        report.find("path.unreadable", path, f"This program failed here and could not finish its checks ({type(error).__name__}: {error}).")
    for code in ("record.erased", "original.erased"):
        if report.times[code]:
            report.note("erased", f"{report.times[code]} {code.partition('.')[0]}(s), by entries that say so.")
    if report.withheld:
        report.note("withheld", f"{report.withheld} record(s) or original(s) that did not go out with this dossier.")
    return report

def page(report: Report, path: str) -> str:
    def fill(text: str, first: str = "", then: str = "") -> str:
        plain = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
        return textwrap.fill(plain, 79, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)
    verdict, done, head = report.verdict(), report.checked, report.head
    lines = [f"{verdict.upper()} (exit {EXITS[verdict]})", "", fill(path, f"{report.kind:10}", " " * 10)]
    if head.origin:
        lines += [fill(f"{head.origin}, {head.size} entries, root {base64.b64encode(head.root).decode()}", "log       ", " " * 10)]
    lines += [fill(key, "key       ", " " * 10) for key in report.keys]
    lines += [fill(", ".join(f"{count:,} {name}" for name, count in done.items()), "checked   ", " " * 10), "", "Found:" if report.findings else "Found: nothing."]
    for found in report.findings:
        lines += [fill(f"{found['code']} ({found['kind']}): {found['place']}", "- ", "  "), fill(found["message"], "  ", "  ")]
    lines += [f"- {code}: {count - LISTED} more, not listed" for code, count in report.times.items() if count > LISTED]
    lines += ["", "Not shown:" if report.notes else "Not shown: nothing."]
    return "\n".join([*lines, *(fill(f"{note['code']}: {note['message']}", "- ", "  ") for note in report.notes)]) + "\n"

def key_given(text: str) -> Key:
    return key_of(open(text, encoding="utf-8").readline().rstrip("\n") if os.path.isfile(text) else text)

def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check an OnRecord case or dossier from the bytes up.")
    parser.add_argument("path", help="case folder, dossier (.wacz) or unpacked dossier")
    parser.add_argument("--key", action="append", default=[], type=key_given, help="the log's key, obtained another way (text or file)")
    parser.add_argument("--checkpoint", action="append", default=[], help="a checkpoint of this log that was kept elsewhere (file)")
    parser.add_argument("--witness", action="append", default=[], type=key_given, help="the key of a witness (text or file)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args(arguments)
    report = check(given.path, given)
    verdict, head = report.verdict(), report.head
    shown = {"path": given.path, "kind": report.kind, "verdict": verdict, "exit": EXITS[verdict], "origin": head.origin, "size": head.size,
             "root": base64.b64encode(head.root).decode() or None, "checked": report.checked, "keys": report.keys, "findings": report.findings,
             "unlisted": {code: count - LISTED for code, count in report.times.items() if count > LISTED}, "not_shown": report.notes}
    text = json.dumps(shown, indent=2) + "\n" if given.json else page(report, given.path)
    sys.stdout.write(text.encode(sys.stdout.encoding or "ascii", "backslashreplace").decode(sys.stdout.encoding or "ascii"))
    return EXITS[verdict]

if __name__ == "__main__":
    sys.exit(main())
