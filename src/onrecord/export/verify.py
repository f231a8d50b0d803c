#!/usr/bin/env python3
# fmt: off
"""Check an OnRecord case or dossier from the bytes up: offline, writing nothing, with Python 3.9 or newer and nothing else.
    python3 verify.py PATH [--key VKEY] [--checkpoint FILE] [--witness VKEY] [--json]
Exit: 0 intact, 3 altered, 4 incomplete or erased by entry, 5 unreadable. No code is shared with OnRecord: written from its pages custody-format and verify,
RFC 6962 (tree), 8032 (Ed25519), 8785 (JSON), 3161 (time stamps), PKWARE APPNOTE (ZIP), C2SP signed-note, tlog-checkpoint, -tiles, -proof, -cosignature."""
from __future__ import annotations
import argparse, array, base64, bisect, datetime, decimal, hashlib, io, itertools, json, os, re, struct, sys, textwrap, time, zlib
from collections import Counter, namedtuple; from collections.abc import Callable, Iterator; from typing import Any
TILE, SEGMENT, LINE = 256, 65536, 64 << 20  # hashes in a full tile, entries in a full bundle; lines in a full file of records/; bytes of the longest line
MOST, DEEP, DISCLOSED, SMALL, TRIES = 4_000_000, 64, 10_000, 1 << 20, 4_000  # values, levels of JSON; disclosures of a line; bytes of a note, key file, …
LISTED, EXITS, UNREADABLE = 100, {"intact": 0, "altered": 3, "incomplete": 4, "unreadable": 5}, ("path.unreadable", "checkpoint.missing")  # of one code
NUMBER, SIZE, NAME, sha256 = "(?:0|[1-9][0-9]{0,15})", "(?:0|[1-9][0-9]{0,18})", r"[^\s+\x00-\x1f\x7f]+", hashlib.sha256  # of entries; of a tree; of keys
HEX, SALT, DAY, MEMBER = map(re.compile, ("[0-9a-f]{64}", "[0-9a-f]{32}", "[0-9]{4}-[0-9]{2}-[0-9]{2}", r"(?!(?:.*/)?\.{0,2}(?:/|$))[^\x00-\x1f\x7f\\]+"))
def need(fine: Any) -> Any:
    if not fine: raise ValueError
def plain(text: str) -> str: return text.encode("utf-8", "backslashreplace").decode()  # bytes of a file's name that are no UTF-8 are written out
def tried(function: Callable[..., Any], *given: Any) -> Any:  # what it gives; None where it refuses what it was given
    try: return function(*given)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError): return None
class Folder:  # the files below a folder, by names with slashes: never outside of it, never anything but plain files; links are not followed
    def __init__(self, path: str) -> None: self.path = os.path.realpath(path)
    def open(self, name: str) -> Any:  # (file, its size); None where there is no plain file
        path = os.path.join(self.path, *name.split("/"))
        return (open(path, "rb"), os.path.getsize(path)) if "\0" not in name and os.path.realpath(path) == path and os.path.isfile(path) else None
    def names(self, under: str = "") -> Iterator[str]:  # all of them, those of a folder in order: files, links and whatever else is no folder
        start = os.path.normpath(os.path.join(self.path, under)); found = os.walk(start) if os.path.realpath(start) == start else ()
        return (os.path.join(folder, name)[len(self.path) + 1:].replace(os.sep, "/") for folder, folders, files in found
                for name in sorted(files + [name for name in folders if os.path.islink(os.path.join(folder, name))]))
def sums(opened: Any) -> Any:  # SHA-256, number of bytes and CRC-32 of a file with its size
    (file, left), digest, crc, view = opened, sha256(), 0, memoryview(bytearray(1 << 20))
    while left and (count := file.readinto(view[:left])): digest.update(view[:count]); crc, left = zlib.crc32(view[:count], crc), left - count
    file.close(); return digest.hexdigest(), opened[1] - left, crc
def number(value: float) -> str:  # canonical JSON: as RFC 8785 3.2.2.3 writes it, which is Number::toString of ECMA-262
    if 1e-6 <= abs(value) < 1e21: return re.sub(r"\.0$", "", format(decimal.Decimal(repr(value)), "f"))
    return re.sub("e([+-])0?", r"e\1", repr(value)) if value else "0"
def whole(text: str) -> float: return value if len(text) < 18 and abs(value := int(text)) < 2**53 else float(text)  # RFC 8785: beyond that, doubles
def exact(text: str) -> float: return need(not re.search(r"[eE]|\.0$", text)) or float(text)  # which repr writes as RFC 8785 does, if at all
decode, quick = json.JSONDecoder(parse_int=whole, parse_constant=whole).raw_decode, json.JSONDecoder(parse_float=exact, parse_constant=whole).raw_decode
encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode  # which differs from RFC 8785 in numbers and for MARKED
LARGE, MARKED = re.compile(rb"[:,\[]-?[0-9]{16}"), bytes.maketrans(bytes(range(256)), b" " * 48 + b"0" * 10 + b" " * 182 + b"!" * 5 + b" " * 11)
def serialised(value: Any) -> str:
    keys = sorted(value, key=lambda key: str(key).encode("utf-16-be", "surrogatepass")) if isinstance(value, dict) else ()
    if isinstance(value, dict): return "{" + ",".join(encode(key) + ":" + serialised(value[key]) for key in keys) + "}"
    return "[" + ",".join(map(serialised, value)) + "]" if isinstance(value, list) else number(value) if isinstance(value, float) else encode(value)
def canonical(data: bytes) -> Any:  # ValueError for any other bytes; a key that stands twice is written once, and so is noticed
    if len(data) > MOST or data.count(b"[") + data.count(b"{") > DEEP:  # outside of texts
        bare = re.sub(rb'[^"\[\]{},]+|"[^"]*"?', b"", re.sub(rb"(?s)\\.", b"", data)); need(sum(map(bare.count, (b",", b"[", b"{"))) <= MOST)
        need(max(itertools.accumulate(1 if one in b"[{" else -1 for one in bare.replace(b",", b"")), default=0) <= DEEP)
    text, marked = data.decode(), data.translate(MARKED)  # integers that may be too long, and letters by which names are sorted otherwise
    made = None if b"!" in marked or (b"0" * 16 in marked and LARGE.search(b"," + data)) else tried(quick, text)
    if made and encode(made[0]) == text: return made[0]
    return need(serialised(value := decode(text)[0]) == text) or value  # what follows, or stands twice, is noticed by writing it again
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493; D = -121665 * pow(121666, P - 2, P) % P  # RFC 8032: Ed25519, strictly
def point(data: bytes) -> Any:  # RFC 8032 5.1.3: (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z
    y, sign = int.from_bytes(data, "little") & ((1 << 255) - 1), data[31] >> 7; square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P); x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    need(len(data) == 32 and y < P and x * x % P == square and (x or not sign)); x = P - x if x & 1 != sign else x; return x, y, 1, x * y % P
def add(p: Any, q: Any) -> Any:  # RFC 8032 5.1.4
    a, b, c, d = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P, 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a; return e * f % P, g * h % P, f * g % P, e * h % P
def times(count: int, p: Any, total: Any = (0, 1, 1, 0)) -> Any:
    while count: total, p, count = add(total, p) if count & 1 else total, add(p, p), count >> 1
    return total
BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
def ed25519(public: bytes, signature: bytes, message: bytes) -> bool:  # RFC 8032 5.1.7
    key, commitment, scalar = tried(point, public), tried(point, signature[:32]), int.from_bytes(signature[32:], "little")
    if not key or not commitment or len(signature) != 64 or scalar >= ORDER or times(8, key)[0] == 0: return False  # a key of small order
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    p, q = times(scalar, BASE), add(commitment, times(challenge, key)); return bool((p[0] * q[2] - q[0] * p[2]) % P == 0 == (p[1] * q[2] - q[1] * p[2]) % P)
LENGTHS = {1: 64, 4: 72, 6: 2428}  # bytes of a signature by a key of each type: Ed25519, cosignature by Ed25519, ML-DSA-44
Key = namedtuple("Key", "text name id type public"); Checkpoint = namedtuple("Checkpoint", "origin size root body lines data")  # body: what is signed
SIGNED_DATA, TST_INFO, SHA_256 = map(bytes.fromhex, ("2a864886f70d010702", "2a864886f70d0109100104", "608648016503040201"))  # object identifiers
def within(data: bytes, of: Any, tags: bytes, more: bool = False) -> list[Any]:  # X.690: the values in one, (tag, start, end, content) each, by their tags
    found, at = list[Any](), of[1]
    while at < of[2]:
        width = max(0, data[at + 1] - 128); start = at + 2 + width; length = int.from_bytes(data[start - (width or 1):start], "big")
        need(data[at + 1] < 128 or (0 < width < 5 and length > 127 and length >> 8 * (width - 1)))
        need(data[at] & 31 < 31 and start + length <= of[2]); found.append((data[at], start, start + length, data[start:start + length])); at = start + length
    return need(bytes(one[0] for one in found[:len(tags)]) == tags and (more or len(found) == len(tags))) or found
def stamped(data: bytes) -> tuple[bytes, str, float]:  # RFC 3161 2.4.2: of a response that grants a time stamp, the SHA-256 that it is of, and its time
    need(len(data) <= 100_000); status, token = within(data, within(data, (0, 0, len(data)), b"0")[0], b"00"); kind, signed = within(data, token, b"\6\xa0")
    need(int.from_bytes(within(data, status, b"\2", True)[0][3], "big") == 0 and kind[3] == SIGNED_DATA)
    _, _, content, *rest, signers = within(data, within(data, signed, b"0")[0], b"\x02\x310", True)  # RFC 5652 5.1
    kind, octets = within(data, content, b"\6\xa0"); need(kind[3] == TST_INFO and signers[0] == 0x31 and len(rest) < 3)
    signer = within(data, within(data, signers, b"0")[0], b"\x020", True); within(data, signer[1], b"0\2")
    need(not rest or rest[0][0] != 0xA0 or within(data, rest[0], b"", True) is not None)  # certificates
    info = within(data, within(data, within(data, octets, b"\4")[0], b"0")[0], b"\2\x060\2\x18", True); when = info[4][3].decode()
    algorithm, imprint = within(data, info[2], b"0\4"); hashed = within(data, algorithm, b"\6", True)[0][3] == SHA_256
    time = datetime.datetime.strptime(when[:14] + "+0000", "%Y%m%d%H%M%S%z").timestamp() + float("0" + when[14:-1])
    return need(re.fullmatch(r"[0-9]{14}(\.[0-9]{1,9})?Z", when)) or (imprint[3] if hashed else b"", when, time)
def uncommitted(record: Any, told: list[bytes]) -> list[bytes]:  # the disclosures that a record does not commit to, or that stand twice
    known = {one for one in record["_sd"] if isinstance(one, str)} if isinstance(record, dict) and isinstance(record.get("_sd"), list) else set()
    return [one for one, count in Counter(told).items() if count > 1 or base64.urlsafe_b64encode(sha256(one).digest()).decode().rstrip("=") not in known]
def unbase64(text: str) -> bytes: return need(base64.b64encode(data := base64.b64decode(text.encode("ascii"), validate=True)).decode() == text) or data
def key_of(text: str) -> Key:  # `<name>+<key id>+<base64 of type and key>`; types: 1 Ed25519, 4 Ed25519 cosignature, 6 ML-DSA-44
    found: Any = re.fullmatch(rf"({NAME})\+([0-9a-f]{{8}})\+([A-Za-z0-9+/=]+)", text)
    data = unbase64(found[3]); need(len(data) == {1: 33, 4: 33, 6: 1313}[data[0]] and sha256(f"{found[1]}\n".encode() + data).hexdigest()[:8] == found[2])
    need(data[0] == 6 or times(8, point(data[1:]))[0]); return Key(text, found[1], bytes.fromhex(found[2]), data[0], data[1:])
def keys_of(data: bytes) -> list[Key]:  # a key a line, the first an Ed25519 key, none that of a witness
    keys = [key_of(line) for line in data.decode().split("\n")[:-1]]
    return need(data.endswith(b"\n") and keys[0].type == 1 and all(key.type != 4 for key in keys) and len(set(keys)) == len(keys)) or keys
def signature_lines(text: str) -> list[Any]:  # (name, key id, signature) of each
    found = [(name, unbase64(signature)) for name, signature in re.findall(f"— ({NAME}) ([A-Za-z0-9+/=]+)\n", text)]
    need("".join(f"— {name} {base64.b64encode(data).decode()}\n" for name, data in found if len(data) > 4) == text and 0 < len(found) <= 64)
    return [(name, data[:4], data[4:]) for name, data in found]
def told(at: int) -> str: return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at)) if 0 < at <= 253402300799 else ""  # of a cosignature
def checkpoint_of(data: bytes) -> Checkpoint:  # a signed note of exactly three lines
    found: Any = re.fullmatch(rf"(([^\n]+)\n({SIZE})\n([A-Za-z0-9+/]{{43}}=)\n)\n((?:[^\n]+\n)+)", data.decode())
    need(len(data) <= 1_000_000 and not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", data))
    return Checkpoint(found[2], int(found[3]), unbase64(found[4]), found[1].encode(), signature_lines(found[5]), data)
def proof_of(data: bytes) -> tuple[str, int, list[bytes], bytes]:  # its extra line, index, path and checkpoint
    found: Any = re.fullmatch(rf"(?s)c2sp\.org/tlog-proof@v1\n(?:extra (\S+)\n)?index ({SIZE})\n((?:[A-Za-z0-9+/]{{43}}=\n){{0,63}})\n(.*)", data.decode())
    return found[1] or "", int(found[2]), [unbase64(line) for line in found[3].split("\n")[:-1]], found[4].encode()
def leaf(entry: bytes) -> bytes: return sha256(b"\0" + entry).digest()  # RFC 6962: the tree; C2SP tlog-tiles: how it lies in log/
def root_over(hashes: list[bytes]) -> bytes:  # RFC 6962 2.1, over subtrees of one size, of which the last may be smaller
    half = 1 << (len(hashes) - 1).bit_length() - 1 if len(hashes) > 1 else 0
    return sha256(b"\1" + root_over(hashes[:half]) + root_over(hashes[half:])).digest() if half else hashes[0]
def root_of(edge: list[list[bytes]], root: Any = ()) -> Any:  # the root of a tree, from the hashes in its partial tiles, the lowest level first
    for hashes in edge: root = [root_over([*hashes, *root])] if hashes or root else []
    return root[0] if root else sha256().digest()
def differing(made: list[bytes], there: list[bytes]) -> list[int]: return [i for i, hashed in enumerate(there) if hashed != made[i]]
def proven_root(hashed: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:  # RFC 6962 2.1.1; None: a path of another length
    if size <= 1 or not path: return hashed if size == 1 and index == 0 and not path else None
    half = 1 << (size - 1).bit_length() - 1
    below = proven_root(hashed, index, half, path[:-1]) if index < half else proven_root(hashed, index - half, size - half, path[:-1])
    return below and sha256(b"\1" + (below + path[-1] if index < half else path[-1] + below)).digest()
def joined(old: bytes, whole: bool, size: int, of: int, path: list[bytes]) -> Any:  # RFC 6962 2.1.2: the roots of the first and of all entries
    if size == of: need(len(path) == (not whole)); return (old, old) if whole else (path[0], path[0])
    need(path); half = 1 << (of - 1).bit_length() - 1
    a, b = joined(old, whole, size, half, path[:-1]) if size <= half else joined(old, False, size - half, of - half, path[:-1])
    return (a, sha256(b"\1" + b + path[-1]).digest()) if size <= half else tuple(sha256(b"\1" + path[-1] + one).digest() for one in (a, b))
def tile_name(level: Any, number: int, width: int = TILE) -> str:  # level "entries": a bundle; width: of a partial one
    groups = re.findall("...", f"{number:0{(len(str(number)) + 2) // 3 * 3}d}")
    return "/".join(["log/tile", str(level), *("x" + group for group in groups[:-1]), groups[-1]]) + (f".p/{width}" if width < TILE else "")
TYPES = ("begin|capture|document|reading|finding|issue|reference|parties|grounds|note|correct|propose|decide|view-restricted|redact|erase-ask|erase|export|"
         "claim|anchor|witness|key-rotate|role|backup|restore|verify|import")
HASH, TEXT, HASHES = '"[0-9a-f]{64}"', r'"[^"\\]*(?:\\.[^"\\]*)*"', r'\["[0-9a-f]{64}"(?:,"[0-9a-f]{64}")*\]'
ENTRY = re.compile((  # an entry, as canonical JSON has its fields in order
    rf'\{{(?:"actor":{TEXT},)?"agent":\{{"code":{HASH},"program":{TEXT}(?:,"reader":{TEXT})?(?:,"reader_version":{TEXT})?(?:,"settings":{HASH})?,'
    rf'"version":{TEXT}\}},"at":\{{"clock":"(?:unknown|(?:un)?synchronised)","monotonic":{NUMBER},"run":"[0-9a-f]{{8}}","wall":"\d{{4}}-\d\d-\d\dT\d\d:\d\d'
    rf':\d\d\.\d{{3}}\+00:00"\}},(?:"generated":{HASHES},)?"sequence":{NUMBER},"type":"(?:{TYPES})",(?:"used":{HASHES},)?"v":2'
    r'(?:,"why":"(?:subject-request|safety|legal-order|collected-by-mistake|retention)")?\}').encode())
Line = namedtuple("Line", "number digest type disclosed record by withheld")  # no digest: erased (by an entry) or withheld
LINE_FORM = re.compile(rb'\{(?:"disclosures":\[("[\w-]+"(?:,"[\w-]+")*)\],)?"number":(N),"record":(.*),"salt":"([0-9a-f]{32})","type":"([a-z-]+)"\}\n'
                       rb'|\{(?:"erased":(N),"number":(N)|"number":(N),"withheld":true)\}\n'.replace(b"N", NUMBER.encode()), re.DOTALL)
def entry_of(data: bytes) -> Any:
    need(len(data) < 65536 and ENTRY.fullmatch(data) and type((one := canonical(data))["sequence"]) is int is type(one["at"]["monotonic"])); return one
READ: dict[str, Any] = dict.fromkeys(("begin", "key-rotate", "witness", "anchor"), lambda _: True)  # records that must be understood: what they must hold
READ["capture"] = lambda record: HEX.fullmatch(record["sha256"]) and type(record["size"]) is int and record["size"] >= 0
READ["erase"] = lambda record: type(n := record.get("forgotten", 0)) is int and n >= 0 and [*map(str, o := record.get("originals", []))] == o
def record_line(data: bytes) -> Line:
    disclosed, number, record, salt, kind, by, erased, withheld = (LINE_FORM.fullmatch(data) or need(False)).groups()
    digest = sha256(bytes.fromhex(salt.decode()) + record).hexdigest() if salt else ""
    disclosed, kind = re.findall(rb"[\w-]+", disclosed or b""), (kind or b"").decode(); at, by = int(number or erased or withheld), int(by or 0)
    need(max(at, by) < 2**53 and len(disclosed) <= DISCLOSED); return Line(at, digest, kind, disclosed, canonical(record) if salt else None, by, bool(withheld))
class Check:  # of cases and dossiers, which have besides: entries, record_lines from a position on, line_place of it, blob and original of a digest, root_at
    kind, case, at_checkpoint, at_keys, blobs, own, signed, number, away = "nothing", False, "", "", "", list[Key](), list[Key](), None, False
    def __init__(self, path: str, given: Any) -> None:
        self.path, self.given, self.head, self.store = path, given, Checkpoint("", None, b"", b"", (), b""), Folder(path)
        self.findings, self.times, self.notes = list[dict[str, str]](), Counter[str](), list[dict[str, str]]()
        self.checked = dict.fromkeys(("entries", "records", "originals", "bytes", "tiles", "proofs", "anchors"), 0)
        self.named: dict[str, list[Any]] = {kind: [] for kind in ("begin", "key-rotate", "witness", "anchor")}  # (place, entry, record) of each
        self.originals, self.erasing, self.erased, self.erased_originals = dict[str, Any](), dict[int, Any](), list[Any](), dict[str, int]()
        self.whole, self.known, self.lost, self.pending, self.sound = True, True, False, 0, False  # known: nothing was missed that names keys or anchors
        self.next, self.numbered, self.last, self.withheld, self.forgotten = 0, -1, -1, 0, 0  # next: the position of the next line of records
        self.dated, self.chain, self.ahead, self.by_digest, self.later = list[Any](), list[Any](), None, None, None
        self.standing, self.stands, self.unread = bytearray(), array.array("Q"), -1.0  # records that are there; unread: the last capture that was not read
        self.hashes, self.bodies, self.tries, self.roots, self.unshown = set[bytes](), dict[int, bytes](), TRIES, dict[int, bytes](), list[str]()
        self.checks, self.changing = set[Any](), False  # (size, kind, name, time, place) of what is kept outside and was checked with what was given
    def expect(self, fine: Any, code: str, place: str, message: str) -> bool:  # a finding, unless all is fine
        if fine: return True
        self.times[code] += 1; kind = "incomplete" if code.endswith(("missing", ".erased", "unfinished", "unread")) else "altered"
        found = {"code": code, "kind": "unreadable" if code in UNREADABLE else kind, "place": plain(place), "message": plain(message[:1000])}
        self.findings += [found] if self.times[code] <= LISTED else []; return False
    def note(self, shown: Any, code: str, message: str) -> None: self.notes += [] if shown else [{"code": code, "message": plain(message[:1000])}]  # left open
    def signs(self, key: Key, line: Any, body: bytes, place: str) -> bool | None:  # None: a line by another key, or by ML-DSA, which is not checked here
        if line[:2] != key[1:3] or len(line[2]) != LENGTHS[key.type]: return None if line[:2] != key[1:3] else False
        self.note(key.type != 6, "not-checked", f"{place}: a signature by ML-DSA-44.")
        if key.type != 4: return ed25519(key.public, line[2], body) if key.type == 1 else None
        return ed25519(key.public, line[2][8:], b"cosignature/v1\ntime %d\n" % int.from_bytes(line[2][:8], "big") + body)
    def cosigns(self, key: Key, line: Any, note: Checkpoint, place: str, size: int) -> Any:  # as signs; what fits is counted
        fits, when = self.signs(key, line, note.body, place), told(int.from_bytes(line[2][:8], "big"))
        self.checks.update([(size, "cosignature", plain(key.name), when, plain(place))] if fits and size in self.roots else []); return fits
    def read(self, name: str, limit: int = SMALL) -> bytes | None:  # at most one byte more than the limit; None where there is no such file
        file, size = self.store.open(name) or (None, 0); return file and (file.read(min(size, limit + 1)), file.close())[0]
    def lines(self, name: str) -> Iterator[bytes]:  # a line that is too long is given cut, and nothing after it
        (file, left), data = self.store.open(name) or (io.BytesIO(), 0), b"\n"
        with file:
            while data.endswith(b"\n") and (data := file.readline(min(left, LINE))): left -= len(data); yield data
    def signers(self, note: Checkpoint, place: str, keys: list[Key]) -> list[Key]:  # those that signed
        lines = {key: [line for line in note.lines if line[:2] == key[1:3] and key.name == note.origin] for key in keys}
        fits = [key for key in keys if lines[key] and all(self.signs(key, line, note.body, place) is not False for line in lines[key])]
        fine = not self.own or (any(key.type == 1 for key in fits) and all(key in fits or not lines[key] for key in keys))
        self.expect(fine, "checkpoint.signature", place, "No signature by the log's key of then fits this checkpoint, or one of them does not.")
        of = [sum(len(lines[key]) for key in keys if key.type == kind) for kind in (1, 6)]
        self.expect(not self.own or (sum(of) == len(note.lines) and max(of) < 2), "checkpoint.malformed", place, "It holds other lines as well."); return fits
    def then(self, size: int) -> list[Key]:  # the key that signs a checkpoint of a size; where the beginning is not known, those of the file
        if not self.chain: return [key for key in self.own if key.type == 1]
        return [key for key in [tried(key_of, self.chain[bisect.bisect_left(self.chain, (size + 1, "")) - 1][1])] if key]
    def due(self, size: int) -> list[Key]:  # by which such a checkpoint may bear lines: no entry names those of ML-DSA-44, nor yet one to come
        more = (key for key in self.own if key.type == 6 or (self.changing and size > self.head.size and key.text not in self.had))
        return [*self.then(size), *more] if self.known else self.own
    def run(self: Any) -> None:
        if not self.expect((data := self.read(self.at_checkpoint)) is not None, "checkpoint.missing", self.at_checkpoint, "It is not there."): return
        if not self.expect(note := tried(checkpoint_of, data), "checkpoint.malformed", self.at_checkpoint, "This is no signed note of three lines."): return
        self.expect(re.fullmatch("onrecord/[0-9a-f]{16}", note.origin), "checkpoint.origin", self.at_checkpoint, f"No log is called {note.origin}.")
        self.head, self.own = note, tried(keys_of, self.read(self.at_keys)) or []
        self.expect(self.own, "key.malformed", self.at_keys, "There is no file of verifier keys here, the first of them an Ed25519 key.")
        self.signed, self.stream = self.signers(note, self.at_checkpoint, self.own), self.record_lines(0)
        for place, sequence, entry in self.entries(): self.entry(place, sequence, entry)
        for part in (self.end, self.key_chain, self.outside, self.say_what_is_open): part()
    def line(self: Any, at: int) -> bytes | None:  # the line of records at a position, asked for in ascending order
        while not self.ahead or self.ahead[0] < at: self.ahead = next(self.stream, (float("inf"), None))
        return self.ahead[1] if self.ahead[0] == at else None
    def found(self: Any, digest: str) -> bool:  # after an entry that cannot be read: whether a line from here on holds this record, which is the next then
        fresh, self.by_digest = self.by_digest is None, self.by_digest or {}
        for at, data in self.record_lines(self.next) if fresh else (): self.by_digest.setdefault(getattr(tried(record_line, data), "digest", ""), at)
        if (at := self.by_digest.get(digest, -1)) >= self.next: self.next, self.lost = at, False
        return not self.lost
    def lose(self) -> None: self.lost, self.whole, self.known, self.unread = True, False, False, float("inf")  # an entry cannot be read
    def entry(self, place: str, sequence: int | None, data: bytes) -> None:  # sequence: where it stands, None in a dossier
        entry, self.number = tried(entry_of, data), None
        if not self.expect(entry, "entry.malformed", place, "This is no entry in canonical JSON."): self.lose(); return
        number, kind = entry["sequence"], entry["type"]; self.erasing.update({number: frozenset(entry.get("used", ()))} if kind == "erase" else {})
        self.expect(number > self.last if sequence is None else number == sequence, "entry.sequence", place, f"It says that it is number {number}.")
        self.expect((kind == "begin") == (number == 0), "entry.malformed", place, "The first entry, and no other, has the type begin.")
        self.expect(kind not in self.named or len(entry.get("generated", ())) == 1, "entry.malformed", place, f"A {kind} has one record.")
        self.last, self.number, self.checked["entries"] = max(number, self.last), number, self.checked["entries"] + 1
        for digest in entry.get("generated", ()):
            there = self.expect(not self.lost or self.found(digest), "record.missing", place, f"No line holds the record {digest}.")
            erased = len(self.erased); read = there and self.record(digest, number, kind); self.known &= read or kind not in self.named
            self.unread = max(self.unread, number if kind == "capture" and not read and len(self.erased) == erased else -1)
    def record(self: Any, digest: str, number: int, kind: str) -> bool:  # whether the next line holds this record, and it was understood
        place, data, self.next = self.line_place(self.next), self.line(self.next), self.next + 1
        if not self.expect(data is not None, "record.missing", place, f"Entry {number} names a record that is not there."): return False
        self.checked["bytes"] += len(data) if self.case else 0; line = tried(record_line, data)
        fits = line and (line.number == self.next - 1 and not line.withheld if self.case else line.number > self.numbered)
        if not self.expect(fits, "record.malformed", place, "This is no record line in canonical JSON, or its number has no place here."): return False
        self.numbered = line.number; self.withheld += line.withheld; self.erased += [] if line.digest or line.withheld else [(place, digest, number, line.by)]
        if not self.expect(not line.withheld or kind not in self.named, "record.malformed", place, "It is never withheld.") or not line.digest: return False
        if not self.expect(line.digest == digest, "record.altered", place, f"It does not have the digest that entry {number} gives."): return False
        if not self.expect(line.type == kind, "record.malformed", place, f"It says that its type is {line.type}, its entry {kind}."): return False
        record = line.record; self.checked["records"] += 1; self.standing += bytes.fromhex(digest); self.stands.extend((self.next - 1, number))
        for _ in line.disclosed and uncommitted(record, line.disclosed): self.expect(False, "disclosure.altered", place, "It does not commit to this.")
        fine = kind not in READ or (isinstance(record, dict) and tried(READ[kind], record))
        if not self.expect(fine, "record.malformed", place, f"It is no record of the type {kind}."): return False
        if kind == "capture":
            size, last, agreed = self.originals.get(record["sha256"], (record["size"], number, True))
            self.originals[record["sha256"]] = size, max(last, number), agreed and size == record["size"]
        self.erased_originals.update(dict.fromkeys(record.get("originals", ()), number) if kind == "erase" else {})
        self.forgotten += record.get("forgotten", 0) if kind == "erase" else 0; self.named.get(kind, []).append((place, number, record)); return True
    def end(self: Any) -> None:  # after the last entry: lines that are left, what was erased, and the originals
        left = 0 if self.line(self.next) is None else 1 + sum(1 for at, _ in self.stream if not self.case or at // SEGMENT == self.next // SEGMENT)
        self.expect(left <= self.pending or not self.whole, "record.unexpected", self.line_place(self.next + self.pending), "No entry names this line.")
        for name in self.store.names("records/") if self.case else ():
            fine = re.fullmatch(r"records/[0-9]{6}\.jsonl", name) and (not self.whole or int(name[8:14]) <= (self.next + max(0, self.pending - 1)) // SEGMENT)
            self.expect(fine, "record.unexpected", name, "No entry names what may stand in this file.")
        for place, digest, number, by in self.erased:
            code = "record.erased" if by > number and digest in self.erasing.get(by, ()) else "record.erased-without-entry"
            self.expect(False, code, place, f"This record of entry {number} is gone, as it says by entry {by}.")
        self.away = self.case and os.path.lexists(os.path.join(self.path, "blobs", "elsewhere"))  # that its originals are kept elsewhere
        for digest, (size, number, agreed) in self.originals.items():
            name, found, erased = self.blob(digest), self.original(digest), self.erased_originals.get(digest, -1)
            self.checked["originals"] += bool(found); self.checked["bytes"] += found[1] if found and self.case else 0
            self.expect(not found or (found[:2] == (digest, size) and agreed), "original.altered", name, "Its hash or size is not what records give.")
            spared = not found and erased <= number and (self.away or not self.case); self.withheld += spared and not self.case
            code = "original.erased" if erased > number else "original.missing"
            self.expect(found or spared, code, name, f"It is not there: captured by entry {number}, erased by {erased}.")
        begun = "erased this, which is still there: the erasure was begun and is not finished. `onrecord reindex` finishes it."
        doomed = {bytes.fromhex(digest): by for by, used in sorted(self.erasing.items()) for digest in used}
        for i in range(len(self.standing) // 32 if doomed else 0):
            by = doomed.get(bytes(self.standing[32 * i:32 * i + 32]), -1)
            self.expect(by <= self.stands[2 * i + 1], "erasure.unfinished", self.line_place(self.stands[2 * i]), f"Entry {by} {begun}")
        gone = [one for one in self.erased_originals.items() if HEX.fullmatch(one[0]) and one[1] > max(self.unread, self.originals.get(one[0], (0, -1))[1])]
        for digest, by in gone: self.expect(self.read(self.blob(digest), 0) is None, "erasure.unfinished", self.blob(digest), f"Entry {by} {begun}")
    def key_chain(self) -> None:  # all keys that the log has had and from which size on, and whether they lead to the one in force
        begin, given, links = self.named["begin"][:1], {key.text for key in self.given.key}, list[Any]()
        self.chain = [(0, str(record.get("vkey"))) for _, _, record in begin]
        for place, _, record in begin: self.expect(record.get("origin") == self.head.origin, "checkpoint.origin", place, "The log began under another.")
        self.expect(begin or not self.known, "begin.missing", self.at_checkpoint, "The entry begin is not here: nothing says with which key the log began.")
        for place, number, record in self.named["key-rotate"]:
            old, new, day, signed = (record.get(name) for name in ("old", "new", "compromised", "old_signature"))
            message = f"onrecord key-rotate v1\n{self.head.origin}\n{old}\n{new}\n{'-' if day is None else day}\n".encode()
            fine = all(tried(lambda key, text: key_of(key).type == 1 and ed25519(key_of(key).public, unbase64(text), message), key, text)  # noqa: B023
                       for key, text in [(old, signed), (new, record.get("new_signature"))][signed is None:])
            fine = fine and (day is None or tried(DAY.fullmatch, day)) and isinstance(old, str); links += [(old, new)] if fine and signed is not None else []
            if begin: self.expect(fine and (not self.known or self.chain[-1][1] == old), "key.rotation", place, "It is not signed as it must be.")
            self.chain += [(number + 1, str(new))] if begin else []
        known, by = ({key.text for key in keys if key.type == 1} for keys in (self.own, self.signed))
        now = {self.chain[-1][1]} if self.chain and self.known else known
        self.expect(all(key.name == self.head.origin for key in self.own), "checkpoint.origin", self.at_keys, f"A key here is not of {self.head.origin}.")
        if self.expect(not known or now & known, "key.other", self.at_keys, "The key that follows from that of the entry begin is not among these."):
            self.expect(not self.signed or now & by, "checkpoint.signature", self.at_checkpoint, "It is not signed with the key that is in force.")
        led, self.had = set(by), {text for _, text in self.chain}  # led: from which those that signed follow, by shown changes that the key before signed
        for old, new in reversed(links): led |= {old} if new in led else set()
        self.expect(led & given or not given or not by, "key.other", self.at_keys, "It is signed with no key that was given, nor with one that follows.")
        self.changing = self.case and os.path.lexists(os.path.join(self.path, "keys", "log.key.next"))
        for key in () if self.changing else self.own:
            fine = (not self.chain or not self.known or key.text in self.had) if key.type == 1 else any(line[:2] == key[1:3] for line in self.head.lines)
            self.expect(fine, "key.other", self.at_keys, f"The log never had this key, or it is of ML-DSA-44 and did not sign: {key.text[:40]}")
        self.note({key.text for key in self.own if key.type == 6} <= given, "key-unbound", "No entry names the log's ML-DSA-44 key: give it with --key.")
        self.note(given, "key-not-pinned", "The key came with the evidence itself. Obtain it from its owner in another way, and give it with --key.")
    def outside(self: Any) -> None:  # kept checkpoints, cosignatures, time stamps
        if (note := self.later) is not None:  # who signed the checkpoint to come
            fine: Any = not self.own or self.signers(note, "log/checkpoint.tmp", self.due(note.size))
            self.note(not fine or note.size <= self.head.size, "pending", f"A stop left entries up to {note.size} half published: open it for writing.")
        files = {at: re.fullmatch(rf"anchors/({SIZE})(?:\.checkpoint|-[0-9a-f]{{8}}\.(cosig|tsr)|\.(consistency))", at) for at in self.store.names("anchors/")}
        self.kept = {int(found[1]): name for name, found in files.items() if found and name.endswith(".checkpoint")}
        for size, name in sorted(self.kept.items()):
            if (data := self.read(name)) is not None: self.hashes.add(sha256(data).digest()); self.history(name, data, size)
        claimed = [(f"anchors/{record.get('file')}", record.get("size"), ending, place, number, record)
                   for kind, ending in (("witness", "cosig"), ("anchor", "tsr")) for place, number, record in self.named[kind]]
        anchors = [(name, int(size), number, record) for name, size, ending, place, number, record in claimed if self.expect(name.startswith(
            f"anchors/{size}-") and re.fullmatch(rf"anchors/{SIZE}-[0-9a-f]{{8}}\.{ending}", name), "record.malformed", place, "It names no file of anchors/.")]
        named = {name for name, *_ in anchors}
        loose: list[Any] = [(name, int(found[1]), None, {}) for name, found in files.items() if found and found[2] and name not in named]
        self.note(not loose, "anchor-unnamed", f"{len(loose)} file(s) in anchors/ that no entry names, the first {(*loose, [''])[0][0]}.")
        for name, found in files.items():  # beside kept checkpoints of a smaller log than that of the dossier lie consistency proofs
            fine = found and (not found[3] or (not self.case and 0 < int(found[1]) < self.head.size and int(found[1]) in self.kept))
            self.expect(fine, "anchor.unexpected", name, "No rule puts a file of this name there.")
        base, ordered = None, sorted(anchors + loose, key=lambda one: (one[1], one[0], -1 if one[2] is None else one[2]))
        for (size, name), group in itertools.groupby(ordered, key=lambda one: (one[1], one[0])):  # each file is read once, whoever names it
            at = f"anchors/{size}.checkpoint"; base = base if base and base[0] == at else self.hashed(at); file, sound = self.hashed(name), list[Any]()
            for _, _, number, record in group:
                both = [self.expect(data is not None, "anchor.missing", at, f"It is needed by {name}, or its entry.")
                        and self.expect(number is None or digest == wanted, "anchor.altered", at, f"It has another hash than entry {number} gives.")
                        for (at, data, digest), wanted in ((file, record.get("sha256")), (base, record.get("checkpoint")))]
                sound += [(number, record.get("name"))] if all(both) else []; self.checked["anchors"] += all(both)
            if sound: (self.cosignature if name.endswith("cosig") else self.stamp)(name, size, sound, file[1], base[1])
        for name, data in self.given.checkpoint: self.history(name, data, None)
        entered, newest = sorted(((number, when) for _, number, when, _ in self.dated if number is not None), reverse=True), float("-inf")
        for size, _, when, name in sorted(self.dated, key=lambda one: one[0]):
            while entered and entered[-1][0] < size: newest = max(newest, entered.pop()[1])
            self.expect(when >= newest - 300, "anchor.backdated", name, "It is older than one whose entry stands in the tree that it speaks of.")
    def hashed(self, name: str) -> Any: return name, (data := self.read(name)), sha256(data or b"").hexdigest()
    def cosignature(self, name: str, size: int, entries: Any, data: bytes, base: bytes) -> None:  # entries: of each its number, and whom it names
        lines, note, number = tried(lambda: signature_lines(data.decode())), tried(checkpoint_of, base), entries[0][0]
        if not self.expect(lines and note, "anchor.mismatch", name, "These are no signature lines over a checkpoint."): return
        for by, who in entries: self.expect(by is None or all(line[0] == who for line in lines), "anchor.witness", name, f"A line is not by {who}.")
        for line in lines:
            like = [key[1:3] for key in self.given.witness if key.name == line[0] and len(line[2]) == LENGTHS[key.type]]
            if not self.expect(not like or any(one[:2] in like for one in lines), "anchor.witness", name, f"It is not by the key of {line[0]}."): break
        for key, line in [(key, line) for key in self.given.witness for line in lines if key[1:3] == line[:2]]:
            fits, time = self.cosigns(key, line, note, name, size), int.from_bytes(line[2][:8], "big")
            near = [*itertools.islice(self.bodies.values(), self.tries)] if fits is False else []; self.tries -= len(near)  # not each line against each
            code = "anchor.replayed" if any(self.signs(key, line, body, name) for body in near) else "anchor.cosignature"
            self.expect(fits is not False, code, name, f"The cosignature by {key.name} does not fit this checkpoint, or is that of another filed again.")
            self.dated += [(size, number, time, name)] if fits and told(time) else []
    def stamp(self, name: str, size: int, entries: Any, data: bytes, base: bytes) -> None:
        if not self.expect(f"-{sha256(data).hexdigest()[:8]}." in name, "anchor.mismatch", name, "It does not have the hash by which it is called."): return
        hashed, when, time = tried(stamped, data) or (b"", "", None); code = "anchor.replayed" if hashed in self.hashes else "anchor.mismatch"
        if not self.expect(hashed == sha256(base).digest(), code, name, "This is no time stamp of this checkpoint."): return
        self.note(False, "not-checked", f"{name}, of {when}, and who signed it: VERIFY.txt says how."); self.dated.append((size, entries[0][0], time, name))
    def history(self: Any, place: str, data: bytes, filed: int | None) -> None:  # whether the log leads up to a checkpoint; filed: the size in its name
        note, head = tried(checkpoint_of, data), self.head
        ever = [key for key in (*self.own, *(tried(key_of, text) for _, text in self.chain)) if key and key.type == 1] if note and filed is None else []
        slips = (line[1][:3] + bytes([line[1][3] | 3]) == key.id[:3] + bytes([key.id[3] | 3]) or ed25519(key.public, line[2], note.body)
                 for key in ever for line in note.lines)  # of a pen: a line of this log. Two bits of the id stand in one letter with the signature
        if any(slips) and not any(self.signs(key, line, note.body, place) for key in ever for line in note.lines):
            raise SystemExit(sys.stderr.write(f"{plain(place)} is not as it was signed, or not of this log: compare it letter by letter.\n") and 2)
        if not self.expect(note and filed in (None, note.size), "anchor.mismatch", place, "This is no checkpoint, or not of the size in its name."): return
        self.bodies.update({filed: note.body} if filed is not None and note.origin == head.origin else {}); keys = self.then(note.size)
        fine = any(self.signs(key, line, note.body, place) for key in keys for line in note.lines) or not keys or not self.known
        if not self.expect(fine and note.origin == head.origin, "anchor.foreign", place, "It is of another log, or not by its key of then."): return
        if not self.expect(note.size <= head.size or (filed is None and not self.case), "history.rollback", place, f"The log has {head.size} entries."): return
        root = head.root if note.size == head.size else self.root_at(note.size)
        if root is None and not self.case:  # a dossier shows the log at its own size, and where a proof lies beside a checkpoint that was kept
            self.note(filed is not None, "no-earlier-checkpoint", f"A dossier does not show whether it is of the history of {place}.")
            if filed is None or not self.consistent(note): return
        if not self.expect(root in (None, note.root), "history.fork", place, f"The first {note.size} entries of the log have another root than this."): return
        self.roots[note.size] = note.root; self.checks.update([(note.size, "checkpoint", note.origin, "", plain(place))] if filed is None else [])
        for key, line in [(key, line) for key in self.given.witness for line in note.lines]: self.cosigns(key, line, note, place, note.size)
    def say_what_is_open(self: Any) -> None:
        covered, cosigned = max((size for size, *_ in self.checks), default=0), {size for size, kind, *_ in self.checks if kind == "cosignature"}
        self.note(cosigned, "no-witness", "Nobody outside is shown to have countersigned this log: --witness takes the key of one.")
        self.note(not self.unshown, "no-consistency-proof", f"{(*self.unshown, None)[0]} is not here: what was signed of that size does not count.")
        self.note(False, "no-token", "No time stamp by an authority that was checked: all times are claims of one machine.")
        self.note(covered, "no-earlier-checkpoint", "No earlier checkpoint was given: a history that was written and signed anew would look like this one.")
        self.note(not 0 < covered < (self.head.size or 0), "not-covered", f"Entries from {covered} on are younger than what was countersigned or given.")
        seen = sorted((time, size) for size, _, time, _ in self.dated if size in cosigned); most = [0, *itertools.accumulate((size for _, size in seen), max)]
        for _, number, record in self.named["key-rotate"]:
            day = record.get("compromised")
            time = tried(lambda day=day: DAY.fullmatch(day) and datetime.datetime.strptime(day + "+0000", "%Y-%m-%d%z").timestamp())
            safe = most[bisect.bisect_left(seen, (time,))] if time is not None else 0
            message = f"Others may have had the key from {day} until entry {number}; {f'the first {safe} entries are' if safe else 'none is'} vouched for."
            self.note(time is None or safe > number, "key-compromised", message)
            self.note(record.get("old_signature") is not None, "key-lost", f"Entry {number} changed the key without the old one: who could write here could.")
        n = self.times["record.erased"] + self.times["original.erased"]
        self.note(not n and not self.forgotten, "erased", f"{n} record(s) or original(s), taken away as entries of the log say.")
        self.expect(not self.away, "original.unread", "blobs/elsewhere", "Originals are where this file says; `onrecord verify` reads them, this program not.")
        self.note(not self.withheld, "withheld", f"{self.withheld} record(s) or original(s), which did not go out.")
        rest = [name for name in self.store.names(self.blobs) if name != "blobs/elsewhere" and not (name == self.blob(d := name[-64:]) and d in self.originals)]
        self.note(not rest, "unreferenced", f"{len(rest)} file(s) that no record names among the originals, the first {(*rest, None)[0]}.")
class Case(Check):  # a folder with log/, records/, blobs/, anchors/
    kind, case, at_checkpoint, at_keys, blobs = "case", True, "log/checkpoint", "keys/log.vkey", "blobs/"
    def blob(self, digest: str) -> str: return f"blobs/sha256/{digest[:2]}/{digest}"
    def original(self, digest: str) -> Any: return (opened := self.store.open(self.blob(digest))) and sums(opened)
    def line_place(self, at: int) -> str: return f"records/{at // SEGMENT:06}.jsonl, line {at % SEGMENT + 1}"
    def record_lines(self, start: int) -> Iterator[tuple[int, bytes]]:
        for name in self.store.names("records/"):
            first = int(name[8:14]) * SEGMENT if re.fullmatch(r"records/[0-9]{6}\.jsonl", name) else -SEGMENT
            for at, data in enumerate(self.lines(name), first) if first + SEGMENT > start else ():
                if at == first + SEGMENT: self.expect(not self.whole, "record.unexpected", f"{name}, line {SEGMENT + 1}", "No file has so many lines.")
                elif start <= at < first + SEGMENT: yield at, data
    def left(self, level: Any, number: int, size: int) -> int: return max(0, min(TILE, (size >> (0 if level == "entries" else 8 * int(level))) - number * TILE))
    def place(self, level: Any, number: int) -> str: return tile_name(level, number, self.left(level, number, self.head.size))
    def split(self, level: Any, number: int) -> list[bytes]:  # entries of a bundle, hashes of a tile; none where they are not as many as needed
        data, parts, at, before = self.read(self.place(level, number), TILE * (SEGMENT + 1)), list[bytes](), 0, 2 if level == "entries" else 0
        while data and at < len(data):
            parts.append(data[at + before:(end := at + (2 + int.from_bytes(data[at:at + 2], "big") if before else 32))]); at = end
        return parts if data and at == len(data) and len(parts) == self.left(level, number, self.head.size) else []
    def part(self, level: Any, number: int) -> list[bytes]:
        if number not in self.have[str(level)]: return []
        parts, kind = self.split(level, number), "bundle" if level == "entries" else "tile"
        self.expect(parts, f"{kind}.altered", self.place(level, number), "It has another length, or holds another number of entries, than it should.")
        self.checked["tiles"] += bool(parts) and kind == "tile"; self.checked["bytes"] += sum(len(one) + 2 * (kind == "bundle") for one in parts); return parts
    def root_at(self, size: int) -> bytes | None:  # by the tiles; None where one is not there, or was altered
        edge = [(self.split(level, number)[:width], width) for level in range(8) for number, width in [divmod(size >> 8 * level, TILE)] if width]
        return root_of([hashes for hashes, _ in edge]) if self.sound and all(len(hashes) == width for hashes, width in edge) else None
    def coming(self: Any, name: str = "log/checkpoint.tmp") -> int:  # the size of a checkpoint whose writing was stopped: records and tiles for it may be there
        if not os.path.lexists(os.path.join(self.store.path, name)): return 0
        if not self.expect(note := tried(checkpoint_of, self.read(name)), "checkpoint.malformed", name, "This is no signed note of three lines."): return 0
        fine = self.expect(note.origin == self.head.origin, "checkpoint.origin", name, f"This checkpoint is of the log {note.origin}.")
        self.later = note if fine else None; signed = any(self.signs(key, line, note.body, name) for key in self.own for line in note.lines)
        if not fine or note.size <= self.head.size or not (signed or not self.own): return 0
        self.pending = (note.size - self.head.size) * (65535 // 67); return int(note.size)  # lines: so many digests an entry has room for
    def survey(self) -> None:  # which files lie in log/, which should, which may
        self.have, later = {level: set[int]() for level in ("entries", *"01234567")}, self.coming()
        for name in sorted(set(self.store.names("log/")) - {"log/checkpoint", "log/checkpoint.tmp"}):
            found: Any = re.fullmatch(r"log/tile/(entries|[0-7])/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", name)
            level, number, width = (found[1], int(re.sub("[x/]", "", found[2])), int(found[3] or TILE)) if found else ("0", 0, 0)
            now, then = (self.left(level, number, size) for size in (self.head.size, later))
            fine = width and tile_name(level, number, width) == name and (width <= now or width == then)
            if self.expect(fine, "log.unexpected", name, "No rule puts this file there.") and width == now: self.have[level].add(number)
        for level, have in self.have.items():
            numbers = [-1, *sorted(have), -(-(self.head.size >> (0 if level == "entries" else 8 * int(level))) // TILE)]
            for at, number in zip(numbers, numbers[1:]):  # noqa: RUF007, B905 – Python 3.9 knows neither pairwise nor strict
                code, place = f"{'bundle' if level == 'entries' else 'tile'}.missing", self.place(level, at + 1)
                self.expect(number <= at + 1, code, place, f"Of {number - at - 1} file(s) from here to number {number - 1} none is there.")
    def entries(self) -> Iterator[tuple[str, int, bytes]]:  # from the entries up: what lies under the tiles, and the root
        self.survey(); levels, wrong, whole, done, at = [list[bytes]() for _ in range(10)], list[tuple[int, int, int]](), True, 0, 0
        for number in sorted(self.have["entries"] | self.have["0"]):
            name, entries, tile = self.place("entries", number), self.part("entries", number), self.part(0, number)
            if at != number * TILE: self.lose()
            for at, entry in enumerate(entries, number * TILE): yield f"{name}, entry {at}", at, entry
            at, levels[0] = (number * TILE + len(entries), [leaf(entry) for entry in entries]) if entries else (-1, tile)
            wrong += [(0, number, i) for i in differing(levels[0], tile)]; whole, done, level = whole and number == done and bool(levels[0]), number + 1, 0
            while whole and len(levels[level]) == TILE:
                levels[level + 1].append(root_over(levels[level])); levels[level], level, full = [], level + 1, (done >> 8 * level + 8) - 1
                if len(levels[level]) == TILE: wrong += [(level, full, i) for i in differing(levels[level], self.part(level, full))]
        if at != self.head.size: self.lose()
        whole = whole and done == -(-self.head.size // TILE); last = [(up, self.head.size >> 8 * up + 8) for up in range(1, 9) if whole and levels[up]]
        wrong += [(level, number, i) for level, number in last for i in differing(levels[level], self.part(level, number))]
        fits, bad = whole and root_of(levels) == self.head.root, any(level == 0 for level, _, _ in wrong)
        for level, number, i in wrong:  # where the entries lead to the signed root, it is a tile that was altered
            where, what = f"{self.place(level, number)}, bytes {32 * i} to {32 * i + 31}", f"{self.place('entries', number)}, entry {number * TILE + i}"
            if fits or not bad: self.expect(False, "tile.altered", where, "This hash does not fit what lies under it.")
            elif level == 0: self.expect(False, "bundle.altered", what, "Its tile gives another hash.")
        self.expect(fits or not whole, "checkpoint.root", self.at_checkpoint, "The entries have another root than the signed."); self.sound = fits and not wrong
def zip_parts(raw: bytes, crc: int, size: int, start: int) -> tuple[bytes, bytes]:  # APPNOTE 4.3.7 and 4.3.12, with the values of custody-format
    both = struct.pack("<HHHHHLLLHH", 20, 0x0800, 0, 0, 0x21, crc, size, size, len(raw), 0)
    return b"PK\3\4" + both + raw, b"PK\1\2\x14\3" + both + struct.pack("<HHHLL", 0, 0, 0, 0o100644 << 16, start & 0xFFFFFFFF) + raw
class Archive:  # the members of a ZIP, from the front; all bytes before, between and after them must be as the canonical form has them
    def __init__(self, path: str, check: Check) -> None:
        self.path, self.members, self.order, parts, wrong, at = path, dict[str, Any](), list[str](), list[Any](), dict[tuple[int, int], None](), 0
        file = open(path, "rb"); size = file.seek(0, 2)
        def part(at: int, count: int) -> bytes: return (file.seek(at), file.read(count))[1]
        while (head := part(at, 30))[:4] == b"PK\3\4" and len(head) == 30 and len(parts) < 65535:
            (crc, _, length, width), raw = struct.unpack("<LLLH", head[14:28]), file.read(int.from_bytes(head[26:28], "little"))
            name, start, (local, central) = raw.decode("utf-8", "surrogateescape"), at + 30 + width, zip_parts(raw, crc, length, at)
            if head + raw != local or start + length > size: wrong[at, start - 1] = None
            check.expect(name not in self.members, "dossier.member-twice", f"{name}, from byte {at} on", "This is the second member of this name.")
            self.members.setdefault(name, (min(start, size), max(0, min(length, size - start)), crc))
            self.order.append(name); parts.append((central, [(at, start - 1)])); at = start + length
        end = b"PK\5\6\0\0\0\0" + struct.pack("<HHLL", len(parts), len(parts), sum(len(one) for one, _ in parts) & 0xFFFFFFFF, at & 0xFFFFFFFF) + b"\0\0"
        lines = [*parts, (end, [])] if part(at, 4) == b"PK\1\2" else []  # where a line and a well-formed head differ, nobody can tell which was altered
        if not lines: wrong[parts[-1][1][0][0] if parts else 0, size - 1] = None  # the length in the last head leads astray
        for line, head in lines: wrong.update(dict.fromkeys([(at, at + len(line) - 1), *head] if part(at, len(line)) != line else [])); at += len(line)
        wrong.update({(at, size - 1): None} if lines and at < size else {}); file.close()
        for first, last in wrong: check.expect(False, "dossier.structure", f"bytes {first} to {last}", "Not as a dossier is written.")
    def open(self, name: str) -> Any:
        return ((file := open(self.path, "rb")).seek(self.members[name][0]), (file, self.members[name][1]))[1] if name in self.members else None
    def names(self, under: str = "") -> Iterator[str]: return (name for name in self.members if name.startswith(under))
class Dossier(Check):
    kind, at_checkpoint, at_keys, blobs = "dossier", "onrecord/checkpoint", "onrecord/log.vkey", "onrecord/blobs/"
    def run(self: Any) -> None:
        self.zip = None if os.path.isdir(self.path) else Archive(self.path, self)
        self.kind, self.store = "dossier" if self.zip else "unpacked dossier", self.zip or self.store
        self.members = {name: sums(opened) for name in self.store.names() if (opened := self.store.open(name))}
        self.checked["bytes"] += sum(size for _, size, _ in self.members.values())
        for name in self.store.names(): self.expect(MEMBER.fullmatch(name), "dossier.structure", name, "Unpacked, it could lie outside of the dossier.")
        self.listing("datapackage.json", "datapackage-digest.json"); Check.run(self)
        if self.head.origin: self.export(Folder(os.path.dirname(os.path.abspath(self.path))), os.path.basename(self.path) + ".tlog-proof")
    def listing(self: Any, package: str, beside: str) -> None:
        made, held = tried(canonical, data := self.read(package, LINE) or b""), tried(canonical, self.read(beside))
        listed = tried(lambda: [(str(one["path"]), one["hash"], one["bytes"]) for one in made["resources"]])
        fine = tried(lambda: (held["path"], held["hash"]) == (package, "sha256:" + sha256(data).hexdigest()) and {*held} <= {"signedData", "path", "hash"})
        self.expect(fine, "dossier.digest", f"{beside}, {package}", "It does not give, in canonical JSON, the hash of datapackage.json.")
        names = ("hash", "version", "created", "software")  # no signature covers the last two, so they must be those of the listing
        signed = not fine or tried(lambda: [held["signedData"][name] for name in names] == [held["hash"], "0.1.0", *map(made.get, names[2:])]
                                   and held["signedData"].keys() == {*names, "signature", "publicKey"})
        self.expect(signed, "dossier.signature", beside, "Its signedData is missing, or not over the hash of datapackage.json.")
        self.note(False, "not-checked", f"The ECDSA signature in {beside}."); order = [*(path for path, _, _ in listed or ()), package, beside]
        self.expect(listed is not None, "dossier.structure", package, "This is no list of members in canonical JSON.")
        for name in sorted({*self.store.names()} - {*order} if listed is not None else ()): self.expect(False, "dossier.member-unexpected", name, "Not listed.")
        for name, hashed, size in listed or ():
            if self.expect(found := self.members.get(name), "dossier.member-missing", name, "datapackage.json lists this member, which is not there."):
                self.expect((hashed, size) == (f"sha256:{found[0]}", found[1]), "dossier.member-altered", name, "Its hash or size is not that listed.")
        for name, (start, size, crc) in self.zip.members.items() if self.zip else ():
            self.expect(crc == self.members[name][2], "dossier.structure", f"{name}, bytes {start} to {start + size - 1}", "Its CRC-32 is another.")
        self.expect(not self.zip or self.zip.order == order or sorted(self.zip.order) != sorted(order), "dossier.structure", package, "The order is another.")
    def root_at(self, size: int) -> bytes | None: return self.roots.get(size) if size else sha256().digest()
    def consistent(self, note: Checkpoint) -> bool:  # whether a kept checkpoint is shown to be of the log
        if (data := self.read(name := f"anchors/{note.size}.consistency")) is None: self.unshown.append(name); return False
        _, _, steps, more = tried(proof_of, b"c2sp.org/tlog-proof@v1\nindex 0\n" + data + b"\n") or ("", 0, [], b"")  # written as the path in such a one
        if not self.expect(steps and not more, "proof.malformed", name, "This is no consistency proof."): return False
        fine = tried(joined, note.root, True, note.size, self.head.size, steps) == (note.root, self.head.root)
        return self.expect(fine, "proof.mismatch", name, f"This does not lead from the checkpoint of {note.size} entries to that of the dossier.")
    def blob(self, digest: str) -> str: return f"onrecord/blobs/{digest}"
    def original(self, digest: str) -> Any: return self.members.get(self.blob(digest))
    def line_place(self, at: int) -> str: return f"onrecord/records.jsonl, line {at + 1}"
    def record_lines(self, start: int) -> Any: return ((at, data) for at, data in enumerate(self.lines("onrecord/records.jsonl")) if at >= start)
    def entries(self) -> Iterator[tuple[str, int | None, bytes]]:
        names = set()
        for index, data in enumerate(self.lines("onrecord/entries.jsonl")):
            yield f"onrecord/entries.jsonl, line {index + 1}", None, (entry := data[:-1] if data.endswith(b"\n") else b"")
            names |= {name := f"proofs/{self.number}.tlog-proof"} if self.number is not None else set()
            if self.number is not None and self.expect((proof := self.read(name)) is not None, "proof.missing", name, "This entry has no proof."):
                self.checked["proofs"] += 1; extra, at, path, note = tried(proof_of, proof) or (None, 0, [], b"")
                fine = at == self.number and note == self.head.data and proven_root(leaf(entry), at, self.head.size, path) == self.head.root
                if self.expect(extra == "", "proof.malformed", name, "This is no tlog-proof, or one with an extra line."):
                    self.expect(fine, "proof.mismatch", name, f"This does not lead from entry {self.number} to onrecord/checkpoint.")
        for name in sorted(set(self.store.names("proofs/")) - names): self.expect(False, "proof.mismatch", name, "This is the proof of no entry.")
    def export(self, folder: Folder, name: str) -> None:  # the proof beside the dossier, which covers it whole
        self.store = folder; data = self.read(name, LINE) if self.zip else None
        if data is None: self.note(False, "no-export-proof", "No proof beside it: what no entry covers could have been exchanged and listed anew."); return
        self.checked["proofs"] += 1; extra, at, path, raw = tried(proof_of, data) or ("", 0, [], b"")
        value, note = tried(lambda: {**canonical(unbase64(extra))}) or tried(dict), tried(checkpoint_of, raw)
        entry, salt, record, told = tried(lambda: entry_of(value["entry"].encode())), *map(value.get, ("salt", "record", "disclosures"), ("", "", []))
        fine = note and entry and tried(SALT.fullmatch, salt) and isinstance(record, dict) and entry["type"] == "export" and len(value) == 3 + bool(told)
        fine = fine and isinstance(told, list) and tried(lambda: not uncommitted(record, [one.encode("ascii") for one in told]))
        if not self.expect(fine, "proof.malformed", name, "This is no tlog-proof of an export."): return
        self.expect(note.origin == self.head.origin, "checkpoint.origin", name, f"Its checkpoint is of the log {note.origin}.")
        self.signers(note, name, self.due(note.size)); by = sha256(bytes.fromhex(salt) + serialised(record).encode()).hexdigest() in entry.get("generated", ())
        fine = by and at == entry["sequence"] >= self.head.size and proven_root(leaf(value["entry"].encode()), at, note.size, path) == note.root
        self.expect(fine, "proof.mismatch", name, "This does not lead from its record and entry to its checkpoint.")
        made = sums((open(self.path, "rb"), os.path.getsize(self.path)))[:2]
        self.expect((record.get("sha256"), record.get("size")) == made, "export.mismatch", name, "It speaks of another file.")
def page(shown: dict[str, Any]) -> str:  # control characters and the like are written out
    rows = [f"{shown['verdict'].upper()} (exit {shown['exit']})", "", f"{shown['kind']:10}{shown['path']}",
            f"log       {shown['origin']}, {shown['size']} entries, root {shown['root']}", *(row for key in shown["keys"] for row in ("key", key)),
            *(f"given     {one['kind']} of {one['size']} entries by {one['name']}, {one['time'] or 'fits'}: {one['place']}" for one in shown["outside"]),
            "checked   " + ", ".join(f"{n:,} {name}" for name, n in shown["checked"].items()), "", "Found:" + " nothing" * (not shown["findings"]),
            *(row for one in sorted(shown["findings"], key=lambda one: [*EXITS].index(one["kind"]))  # what was altered before what was erased
              for row in (f"- {one['code']} ({one['kind']}): {one['place']}", f"  {one['message']}")),
            "", "Not shown:", *(f"- {one['code']}: {one['message']}" for one in shown["not_shown"])]
    wrapped = textwrap.TextWrapper(79, subsequent_indent="  ", break_on_hyphens=False, break_long_words=False).fill
    return "".join(wrapped("".join(c if c.isprintable() else ascii(c)[1:-1] for c in row[:2000])) + "\n" for row in rows)
def file_given(path: str) -> tuple[str, bytes]:
    with open(need(os.path.isfile(path)) or path, "rb") as file: return path, file.read(SMALL + 1)
SIGNED = r" (?:—|–|--?) (\S+)((?: [A-Za-z0-9+/=]+)+)"  # on paper, where white space of any kind is one blank and a signature may take several lines
def checkpoint_given(path: str) -> tuple[str, bytes]:  # as it is, or as it was before somebody typed it from paper
    data = file_given(path)[1]; found = re.fullmatch(rf"(\S+) (\S+) (\S+)((?:{SIGNED})+)", " ".join(data.decode("utf-8-sig", "replace").split()))
    lines = "".join(f"— {name} {parts.replace(' ', '')}\n" for name, parts in re.findall(SIGNED, found[4])) if found else ""
    data = f"{found[1]}\n{found[2]}\n{found[3]}\n\n{lines}".encode() if found else data
    if tried(checkpoint_of, data): return path, data
    raise argparse.ArgumentTypeError(f"{path} is no checkpoint: compare it letter by letter with what was kept")
def keys_given(text: str) -> list[Key]:  # one, or those of a file, one a line
    data = file_given(text)[1] if os.path.isfile(text) else b""; lines = data.decode().split("\n") if data and len(data) <= SMALL else [text]
    keys: Any = tried(lambda: [key_of(line.strip()) for line in lines if line.strip()]); return need(keys) or [*keys]
def verdict(path: str, given: Any) -> dict[str, Any]:  # given: what main reads from the command line
    check = Check(path, given)
    try:
        names = set(os.listdir(path)) if os.path.isdir(path) else set()
        archive = os.path.isfile(path) and os.path.getsize(path) and (path.endswith(".wacz") or file_given(path)[1][:4] == b"PK\3\4")
        if names & {"log", "records", "onrecord.toml"}: check = Case(path, given)
        elif archive or names & {"datapackage.json", "onrecord"}: check = Dossier(path, given)
        if check.expect(check.kind != "nothing", "path.unreadable", path, "There is no case and no dossier here."): check.run()
    except Exception as error:  # what cannot be read, or a fault of this program: that is told in a sentence and is no verdict
        check.expect(False, "path.unreadable", path, f"A file could not be read, or this program failed ({type(error).__name__}: {error}).")
    for code, count in check.times.items():
        last = [found for found in check.findings if found["code"] == code][-1:] if count > LISTED else []
        check.findings += [{**one, "message": f"{count - LISTED} more of this kind are not listed."} for one in last]
    said, head = min((found["kind"] for found in check.findings), default="intact", key=list(EXITS).index), check.head
    return {"path": plain(path), "kind": check.kind, "verdict": said, "exit": EXITS[said], "origin": head.origin or None, "size": head.size,
            "root": head.root.hex() or None, "keys": [key.text for key in check.signed if key.type == 1 or key in given.key], "checked": check.checked,
            "outside": [{"size": size, "kind": kind, "name": name, "time": when or None, "place": at} for size, kind, name, when, at in sorted(check.checks)],
            "findings": check.findings, "not_shown": check.notes}
def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check an OnRecord case or dossier."); parser.add_argument("path", help="case folder or dossier (.wacz)")
    parser.add_argument("--key", action="extend", default=[], type=keys_given, help="the log's key, obtained another way (text or file)")
    parser.add_argument("--witness", action="extend", default=[], type=keys_given, help="the key of a witness (text or file)")
    parser.add_argument("--checkpoint", action="append", default=[], type=checkpoint_given, help="a checkpoint of this log that was kept elsewhere (file)")
    parser.add_argument("--json", action="store_true", help="print one JSON object"); given = parser.parse_args(arguments)
    if any(key.type == 1 for key in given.witness): parser.error("--witness: this is the key of a log, which is given with --key")
    shown, encoding = verdict(given.path, given), sys.stdout.encoding or "ascii"
    sys.stdout.write((json.dumps(shown, indent=2) + "\n" if given.json else page(shown)).encode(encoding, "backslashreplace").decode(encoding))
    return int(shown["exit"])
if __name__ == "__main__": sys.exit(main())
