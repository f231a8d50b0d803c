"""Containers made for a test: web archives, packed web archives and ZIP archives, right or wrong in a chosen place."""

import base64
import gzip
import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Iterable, Mapping


class Pack:
    """Makers of containers."""

    DATE = "2031-05-04T10:00:00Z"

    @staticmethod
    def page(words: str, title: str = "Upper Vale") -> bytes:
        """A web page with one paragraph."""
        return f"<!doctype html><html><head><title>{title}</title></head><body><p>{words}</p></body></html>".encode()

    @staticmethod
    def record(kind: str, block: bytes, *, length: int | str | None = None, version: str = "1.1", **headers: str | None) -> bytes:
        """A record of a web archive. Names of headers are written with underscores; None leaves one out."""
        fields: dict[str, str | None] = {
            "WARC-Type": kind,
            "WARC-Record-ID": f"<urn:uuid:{hashlib.md5(block + kind.encode(), usedforsecurity=False).hexdigest()}>",
            "WARC-Date": Pack.DATE,
            "WARC-Target-URI": "https://vale.example/a",
            "Content-Type": "application/http; msgtype=response" if block.startswith(b"HTTP/") else "text/html",
            "Content-Length": str(len(block) if length is None else length),
        }
        fields |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
        return f"WARC/{version}\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"

    @staticmethod
    def http(body: bytes, *, status: str = "HTTP/1.1 200 OK", **headers: str | None) -> bytes:
        """A response of a web server."""
        fields = {"Content-Type": "text/html; charset=utf-8", **{name.replace("_", "-"): value for name, value in headers.items()}}
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
        return f"{status}\r\n{lines}\r\n".encode() + body

    @staticmethod
    def response(words: str, uri: str = "https://vale.example/a", **headers: str | None) -> bytes:
        """A record with a page."""
        return Pack.record("response", Pack.http(Pack.page(words)), WARC_Target_URI=uri, **headers)

    @staticmethod
    def arc(address: str, block: bytes, *, kind: str = "text/html", date: str = "20310504100000", length: int | None = None) -> bytes:
        """A record of a web archive in the format before WARC (ARC 1.0); with no address but ``filedesc://…`` what it begins with."""
        length = len(block) if length is None else length
        return f"{address} 192.0.2.7 {date} {kind} {length}\n".encode() + block + b"\n"

    @staticmethod
    def arc_head(name: str = "a.arc") -> bytes:
        """What an ARC file begins with."""
        block = b"1 0 Our Own\nURL IP-address Archive-date Content-type Archive-length\n"
        return Pack.arc(f"filedesc://{name}", block, kind="text/plain")

    @staticmethod
    def digest(data: bytes) -> str:
        """A digest as web archives write it."""
        return f"sha1:{base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()}"

    @staticmethod
    def gz(records: Iterable[bytes]) -> bytes:
        """Records, each in a gzip member of its own."""
        return b"".join(gzip.compress(record, mtime=0) for record in records)

    @staticmethod
    def zip(members: Mapping[str, bytes], *, method: int = zipfile.ZIP_STORED) -> bytes:
        """A ZIP archive."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for name, data in members.items():
                archive.writestr(zipfile.ZipInfo(name, (2031, 5, 4, 10, 0, 0)), data, method)
        return buffer.getvalue()

    @staticmethod
    def package(members: Mapping[str, bytes]) -> bytes:
        """The description of a packed web archive with these members."""
        resources = [
            {"name": name.rpartition("/")[2], "path": name, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "bytes": len(data)}
            for name, data in members.items()
        ]
        return json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}).encode()

    @staticmethod
    def wacz(members: Mapping[str, bytes], *, signed: Mapping[str, str] | None = None, digest_file: bool = True) -> bytes:
        """A packed web archive with these members, described, and with the digest of the description."""
        package = Pack.package(members)
        stated: dict[str, object] = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
        if signed is not None:
            stated["signedData"] = dict(signed)
        last = {"datapackage-digest.json": json.dumps(stated).encode()} if digest_file else {}
        return Pack.zip({**members, "datapackage.json": package, **last})

    @staticmethod
    def overlapped(kernel: bytes, copies: int) -> bytes:
        """A ZIP archive whose members all lead to the same packed bytes."""
        whole = Pack.zip({"a.txt": kernel}, method=zipfile.ZIP_DEFLATED)
        end = whole.rfind(b"PK\x05\x06")
        directory = whole.find(b"PK\x01\x02")
        entry = whole[directory:end]
        fields = struct.pack("<HHHHIIH", 0, 0, copies, copies, len(entry) * copies, directory, 0)
        return whole[:directory] + entry * copies + b"PK\x05\x06" + fields
