"""Originals in an object store, through fsspec: spooled and hashed here, put there whole, and counted as kept when the store has them.

Only stores are used of which two things are known: that an object appears under its name whole or not at all, and how every former
version of it is removed, since what was erased must be gone. These are the ones that speak the protocol of S3.

Credentials come from where the package for the protocol takes them (``AWS_ACCESS_KEY_ID`` and the like, ``~/.aws``, the role of the
machine), never from the settings.
"""

import errno
import importlib
import io
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

import msgspec

from onrecord.errors import OnRecordError
from onrecord.ledger.blobs import ORIGINAL
from onrecord.ledger.kept_original import (
    MARK,
    Content,
    Mark,
    OriginalsUnavailable,
    Owned,
    check_digest,
    check_size,
    copy_hashed,
    read_as_mark,
)
from onrecord.ledger.places import is_digest, make_folder, name_of_original
from onrecord.records import Capture

_HINT = (
    "Nothing acknowledged is lost. Check the network, that the bucket is there, and the credentials in the environment;"
    " then run the same command again."
)
_REASON = 300
"""Characters of what the store said that a message repeats."""

_BLOCK = 8 * 1024 * 1024
"""Bytes that are asked for at once where an original is read."""

_PACKAGES = {"s3": "s3fs"}
"""The package that speaks each protocol; the extra ``objects`` brings it."""

_NO_SUCH_CALL = frozenset({"NotImplemented", "MethodNotAllowed", "XNotImplemented"})
"""Codes by which servers that speak a part of the protocol refuse the rest."""


class ObjectStore:
    """Originals below an address of an object store."""

    def __init__(self, url: str, scratch: Path, mark: Mark | None, *, files: Callable[[], Any] | None = None) -> None:
        """The store is not asked yet.

        Args:
            url: its address, without credentials.
            scratch: a folder on this machine where an original is written first.
            mark: what the store must bear before anything in it is changed; without one, nothing is.
            files: gives the file system of fsspec in place of the one that the address names.
        """
        self._url = url.rstrip("/")
        self._scheme, _, self._root = self._url.partition("://")
        self._scratch = scratch
        self._open_files = files or self._by_address
        self._owned = Owned(self, mark)
        self._not_there = ""
        """SHA-256 of the original that was last asked for and not there: the one writer keeps it next, and need not ask again."""

    @property
    def place(self) -> str:
        """The address."""
        return self._url

    def called(self, digest: str) -> str:
        """The address of an original."""
        return f"{self._url}/{name_of_original(digest, self._url)}"

    def keep(self, capture: Capture, content: Content) -> None:
        """Copied to a temporary file here and hashed on the way; put whole under its final name; asked for its size there.

        Raises:
            InputChanged: the bytes are not those of the capture's hash, because the file changed since it was hashed.
            BadInput: the file can no longer be read.
            BrokenIntegrity: what is kept under that name has another size or hash.
            OriginalsUnavailable: the store did not take it, or does not confirm it.
            OSError: the disk here is full.
        """
        self._owned.insist()
        if self._not_there != capture.sha256 and self.has(capture.sha256):
            self.check(capture)
            return
        self._not_there = ""
        make_folder(self._scratch)
        descriptor, name = tempfile.mkstemp(dir=self._scratch, prefix=ORIGINAL)
        spooled, target = Path(name), self._at(capture.sha256)
        try:
            with os.fdopen(descriptor, "wb") as file:
                copy_hashed(content, file, capture)
            with self._asking(target, "put there"):
                self._files.put_file(name, target)
            there = self._info(target)
            if there is None or there["size"] != capture.size:
                found = "it is not there" if there is None else f"it has {there['size']:,} bytes there and {capture.size:,} here"
                raise self._unavailable(target, "kept", f"after it was put, {found}")
        finally:
            spooled.unlink(missing_ok=True)

    def check(self, capture: Capture) -> None:
        """Hash what is kept, as it streams in.

        Raises:
            BrokenIntegrity: it has another size or hash.
            FileNotFoundError: it is not there.
            OriginalsUnavailable: the store does not give it.
        """
        place = self.called(capture.sha256)
        check_size(place, self.size(capture.sha256), capture)
        with self.open(capture.sha256) as file:
            check_digest(place, file, capture)

    def open(self, digest: str) -> BinaryIO:
        """Its bytes, as they are asked for; reading may raise what opening may.

        Raises:
            FileNotFoundError: it is not there.
            OriginalsUnavailable: the store does not give it.
        """
        target = self._at(digest)
        self._insist_there(target, digest)
        with self._asking(target, "opened"):
            opened = self._files.open(target, "rb", block_size=_BLOCK)
        return io.BufferedReader(_Streamed(opened, lambda: self._asking(target, "read")), _BLOCK)

    def size(self, digest: str) -> int:
        """Bytes that the store says it has.

        Raises:
            FileNotFoundError: it is not there.
            OriginalsUnavailable: the store does not answer.
        """
        return int(self._insist_there(self._at(digest), digest)["size"])

    def has(self, digest: str) -> bool:
        """Whether the store has it."""
        return self._info(self._at(digest)) is not None

    def lies(self, digest: str) -> bool:
        """The same: an object is whole or not there. Former versions of one that was taken away are not seen."""
        lies = self.has(digest)
        self._not_there = "" if lies else digest
        return lies

    def remove(self, digest: str) -> None:
        """Delete an object and every former version of it that the store keeps.

        Raises:
            OriginalsUnavailable: it, or a version of it, is there still.
        """
        self._owned.insist()
        target = self._at(digest)
        with self._asking(target, "erased"):
            self._remove(target)
        if self._info(target) is not None:
            raise self._unavailable(target, "erased", "it is there still")

    def names(self) -> Iterator[str]:
        """Every object below the address by its path from there, without the mark, one folder after the other.

        Raises:
            OriginalsUnavailable: the store does not answer.
        """
        root = f"{self._root}/"
        with self._asking(self._root, "listed"):
            for folder, _, files in self._files.walk(self._root, detail=False, on_error="raise"):
                below = f"{folder.strip('/')}/".removeprefix(root.lstrip("/"))
                yield from (name for file in sorted(files) if (name := f"{below}{file}") != MARK)

    def digests(self) -> Iterator[str]:
        """Of the names, those of originals.

        Raises:
            OriginalsUnavailable: the store does not answer.
        """
        for name in self.names():
            digest = name.rpartition("/")[2]
            if is_digest(digest) and name == name_of_original(digest):
                yield digest

    def read_mark(self) -> Mark | None:
        """The mark at the address.

        Raises:
            BrokenIntegrity: it is none.
            OriginalsUnavailable: the store does not answer.
        """
        target = f"{self._root}/{MARK}"
        if self._info(target) is None:
            return None
        with self._asking(target, "read"):
            return read_as_mark(self._files.cat_file(target), self._url)

    def write_mark(self, mark: Mark | None) -> None:
        """Write it or remove it.

        Raises:
            OriginalsUnavailable: the store does not take it.
        """
        target = f"{self._root}/{MARK}"
        with self._asking(target, "written"):
            if mark is None:
                self._remove(target)
            else:
                self._files.pipe_file(target, msgspec.json.encode(mark))

    def drop_unfinished(self) -> None:
        """Abort uploads in parts that a process which was stopped left below the address, as far as the store tells of them."""
        if not self._speaks_s3:
            return
        bucket, _, key = self._root.partition("/")
        with self._asking(self._root, "listed"):
            try:
                begun = list(self._uploads(bucket, f"{key}/" if key else ""))
            except PermissionError:
                return  # a user without that right may write all the same; the guide says how a bucket drops them by itself
            for path, upload in begun:
                with suppress(FileNotFoundError):  # the bucket dropped it by itself meanwhile
                    self._call("abort_multipart_upload", Bucket=bucket, Key=path, UploadId=upload)

    @property
    def keeps_versions(self) -> bool | None:
        """Whether the bucket keeps former versions of its objects; None where the store does not tell."""
        if not self._speaks_s3:
            return None
        with self._asking(self._root, "asked for its settings"):
            try:
                told = self._call("get_bucket_versioning", Bucket=self._root.partition("/")[0])
            except PermissionError:
                return None
        return None if told is None else bool(told.get("Status"))

    # --- the file system of fsspec -----------------------------------------------------------------------------------------

    @cached_property
    def _files(self) -> Any:
        return self._open_files()

    def _by_address(self) -> Any:
        try:
            fsspec = importlib.import_module("fsspec")
            importlib.import_module(_PACKAGES[self._scheme])
        except ImportError as error:
            raise OnRecordError(
                f"Originals are kept in {self._url}, for which the package {error.name} is needed, and it is not installed.",
                hint="pip install 'onrecord[objects]'",
            ) from error
        # what was asked before must not be answered from memory: others may have changed it
        return fsspec.filesystem(self._scheme, use_listings_cache=False)

    @property
    def _speaks_s3(self) -> bool:
        return self._scheme == "s3"

    def _call(self, method: str, **given: str) -> dict[str, Any] | None:
        """A call of the protocol of S3; None where the server does not know it."""
        try:
            return cast("dict[str, Any]", self._files.call_s3(method, **given))
        except Exception as error:
            if (isinstance(error, OSError) and error.errno == errno.ENOSYS) or _NO_SUCH_CALL & set(re.findall(r"\w+", str(error))):
                return None
            raise

    def _remove(self, target: str) -> None:
        if self._speaks_s3 and (versions := self._versions_left(target)):
            bucket, _, key = target.partition("/")
            for version in versions:
                self._call("delete_object", Bucket=bucket, Key=key, VersionId=version)
            if left := self._versions_left(target):
                raise OSError(errno.EPERM, f"the bucket keeps {len(left)} former versions of it all the same")
        elif self._info(target) is not None:
            self._files.rm_file(target)

    def _versions_left(self, target: str) -> list[str]:
        """The same; none where the user may not ask and the bucket says that it never kept any."""
        try:
            return list(self._versions(target))
        except PermissionError:
            if self.keeps_versions is not False:
                raise
            return []

    def _versions(self, target: str) -> Iterator[str]:
        """Every version of an object that the bucket keeps, marks of its deletion among them."""
        bucket, _, key = target.partition("/")
        more: dict[str, str] = {}
        while True:
            told = self._call("list_object_versions", Bucket=bucket, Prefix=key, **more) or {}
            for kind in ("Versions", "DeleteMarkers"):
                yield from (one["VersionId"] for one in told.get(kind, ()) if one["Key"] == key)
            if not told.get("IsTruncated"):
                return
            more = {"KeyMarker": told["NextKeyMarker"], "VersionIdMarker": told["NextVersionIdMarker"]}

    def _uploads(self, bucket: str, prefix: str) -> Iterator[tuple[str, str]]:
        """Key and id of every upload in parts that was begun and not ended; a store gives a thousand at a time, or fewer."""
        more: dict[str, str] = {}
        while True:
            told = self._call("list_multipart_uploads", Bucket=bucket, Prefix=prefix, **more) or {}
            yield from ((one["Key"], one["UploadId"]) for one in told.get("Uploads", ()))
            before, more = more, {"KeyMarker": told.get("NextKeyMarker", ""), "UploadIdMarker": told.get("NextUploadIdMarker", "")}
            if not told.get("IsTruncated") or more == before:
                return

    def _at(self, digest: str) -> str:
        return f"{self._root}/{name_of_original(digest, self._url)}"

    def _info(self, target: str) -> dict[str, Any] | None:
        with self._asking(target, "looked for"):
            try:
                found: dict[str, Any] = self._files.info(target)
            except FileNotFoundError:
                return None
        return found if found["type"] == "file" else None

    def _insist_there(self, target: str, digest: str) -> dict[str, Any]:
        found = self._info(target)
        if found is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), self.called(digest))
        return found

    @contextmanager
    def _asking(self, target: str, what: str) -> Iterator[None]:
        """Whatever the store raises becomes one sentence; a package that speaks to it may raise anything."""
        try:
            yield
        except OnRecordError:
            raise
        except Exception as error:
            raise self._unavailable(target, what, _told(error)) from error

    def _unavailable(self, target: str, what: str, why: str) -> OriginalsUnavailable:
        return OriginalsUnavailable(f"{self._scheme}://{target} could not be {what}: {why}.", hint=_HINT)


class _Opened(Protocol):
    """A file that fsspec opened."""

    def read(self, length: int) -> bytes:
        """So many bytes, or those that are left."""

    def seek(self, position: int, whence: int) -> int:
        """Go to a place."""

    def tell(self) -> int:
        """Where it is."""

    def close(self) -> None:
        """Let it go."""


class _Streamed(io.RawIOBase):
    """A file of fsspec whose errors are told in one sentence wherever they arise."""

    def __init__(self, opened: _Opened, asking: Callable[[], Any]) -> None:
        super().__init__()
        self._opened = opened
        self._asking = asking

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with self._asking():
            data = self._opened.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, position: int, whence: int = io.SEEK_SET) -> int:
        return self._opened.seek(position, whence)

    def tell(self) -> int:
        return self._opened.tell()

    def close(self) -> None:
        if not self.closed:
            self._opened.close()
        super().close()


def _told(error: Exception) -> str:
    """What a store said, in one line."""
    said = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    line = " ".join(said.split()).rstrip(".")
    return line if len(line) <= _REASON else f"{line[: _REASON - 1]}…"
