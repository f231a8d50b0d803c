"""Packed web archives (WACZ 1.1.1 and 1.2.0): what the package says of its own members, checked and recorded.

A package states the digest of each member (datapackage.json), and the digest of that statement (datapackage-digest.json), which somebody
may have signed. Digests alone are made anew by whoever changes a member; so a package that nobody signed is said to be so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from onrecord.intake.expand import ExpandsTooFarError
from onrecord.intake.extent import Extent
from onrecord.intake.member import Walk
from onrecord.intake.zipped.directory import DirectoryError, Entry
from onrecord.intake.zipped.signature import observe
from onrecord.intake.zipped.unpack import digest, unpacked
from onrecord.records import Issue
from onrecord.settings import Limits

PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
_ARCHIVES = "archive/"
_KNOWN = ("indexes/", "pages/", "logs/", "onrecord/", "anchors/")
"""Folders of a package that hold indexes and lists of the same pages (WACZ 1.1.1 §5), and those that a dossier of ours adds."""
_HASH = re.compile(r"(sha256|sha512|sha1|md5):([0-9a-f]{32,128})", re.IGNORECASE)
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Files:
    """The files of an archive by name."""

    archive: Extent
    entries: dict[str, tuple[Entry, Extent]]
    limits: Limits

    def json(self, name: str) -> Any:
        """A file of JSON.

        Raises:
            DirectoryError, ExpandsTooFarError: it cannot be unpacked.
            ValueError: it is no JSON, or not UTF-8.
        """
        entry, extent = self.entries[name]
        return msgspec.json.decode(unpacked(extent, entry, self.limits))

    def hash(self, name: str, algorithm: str) -> str:
        """The digest of a file.

        Raises:
            DirectoryError, ExpandsTooFarError: it cannot be unpacked.
        """
        entry, extent = self.entries[name]
        return digest(extent, entry, self.limits, algorithm)


def is_wacz(names: dict[str, tuple[Entry, Extent]]) -> bool:
    """Whether an archive is a packed web archive: it describes itself, and has a folder of archives."""
    return PACKAGE in names and any(name.startswith(_ARCHIVES) for name in names)


def holds_records(name: str) -> bool:
    """Whether a member is one of the web archives of a package; the others are indexes and lists of the same pages."""
    return name.startswith(_ARCHIVES)


def is_known(name: str) -> bool:
    """Whether a member describes the package or its pages, as every package has such."""
    return name in (PACKAGE, DIGEST) or name.startswith(_KNOWN)


def passed_over(names: list[str], where: str, walk: Walk) -> Iterator[Issue]:
    """What is to be said of members that are no web archives and were not read: those that a package does not have by itself are named."""
    others = [name for name in names if not is_known(name)]
    if others:
        many = f"{len(others):,} members that are no web archives were" if len(others) > 1 else "A member that is no web archive was"
        message = f"{many} not read: {_named(others)}. Unpack and read by itself what matters."
        yield walk.issue("wacz.not-archives", where, message, "recorded")


def check(files: Files, where: str, walk: Walk) -> Iterator[Issue]:
    """What can be said of a package as a whole: members that are not as stated or not listed, and who signed it."""
    try:
        package = files.json(PACKAGE)
        resources = _resources(package)
    except (DirectoryError, ExpandsTooFarError, ValueError, RecursionError) as error:
        message = f"Its description {PACKAGE} cannot be read ({error}), so nothing can be said of its members."
        yield walk.issue("wacz.digest", where, message, "recorded")
    else:
        yield from _check_members(files, resources, where, walk)
    yield from _check_package(files, where, walk)


def _check_members(files: Files, resources: dict[str, str | None], where: str, walk: Walk) -> Iterator[Issue]:
    for name, stated in resources.items():
        place = f"{where}, {name}"
        if name not in files.entries:
            yield walk.issue("wacz.digest", place, f"{PACKAGE} lists this member, and it is not there.", "recorded")
            continue
        found = _HASH.fullmatch(stated or "")
        if found is None:
            yield walk.issue("wacz.digest", place, f"{PACKAGE} states no digest of it that can be checked.", "recorded")
            continue
        try:
            differs = files.hash(name, found[1].lower()) != found[2].lower()
        except (DirectoryError, ExpandsTooFarError) as fault:
            message = f"Its digest could not be checked: {getattr(fault, 'message', 'it expands too far.')}"
            yield walk.issue("wacz.digest", place, message, "recorded")
            continue
        if differs:
            message = f"Its bytes do not have the digest that {PACKAGE} states ({found[1]}:{found[2][:16]}…): they were altered or damaged."
            yield walk.issue("wacz.digest", place, message, "recorded")
    unlisted = [name for name in files.entries if name not in resources and name not in (PACKAGE, DIGEST)]
    if unlisted:
        many = f"{len(unlisted):,} members are" if len(unlisted) > 1 else "A member is"
        message = f"{many} not listed in {PACKAGE}, so nothing is stated of them: {_named(unlisted)}."
        yield walk.issue("wacz.unlisted", where, message, "recorded")


def _named(names: list[str]) -> str:
    """The first of some names, for a message."""
    return ", ".join(repr(name) for name in names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")


def _check_package(files: Files, where: str, walk: Walk) -> Iterator[Issue]:
    """The digest of the description, and the signature on it."""
    if DIGEST not in files.entries:
        message = f"Nobody vouches for it: it has no {DIGEST}. Who changed it could make every digest in it anew."
        yield walk.issue("wacz.unsigned", where, message, "recorded")
        return
    try:
        stated = files.json(DIGEST)
        value = stated.get("hash") if isinstance(stated, dict) else None
        found = _HASH.fullmatch(value) if isinstance(value, str) else None
        matches = found is not None and files.hash(PACKAGE, found[1].lower()) == found[2].lower()
    except (DirectoryError, ExpandsTooFarError, ValueError, KeyError, RecursionError) as error:  # ValueError: no JSON, no UTF-8
        yield walk.issue("wacz.digest", f"{where}, {DIGEST}", f"It cannot be read ({error}).", "recorded")
        yield walk.issue("wacz.unsigned", where, f"Nobody vouches for it: its {DIGEST} cannot be read.", "recorded")
        return
    if not matches:
        message = f"Its bytes do not have the digest that {DIGEST} states: it was altered or damaged, or the digest was."
        yield walk.issue("wacz.digest", f"{where}, {PACKAGE}", message, "recorded")
    signed = stated.get("signedData") if isinstance(stated, dict) else None
    if not isinstance(signed, dict):
        message = f"Nobody vouches for it: {DIGEST} is not signed. Who changed it could make every digest in it anew."
        yield walk.issue("wacz.unsigned", where, message, "recorded")
        return
    yield walk.issue("wacz.signature", where, observe(signed, value if isinstance(value, str) else ""), "recorded")


def _resources(package: Any) -> dict[str, str | None]:
    """Path → digest as stated.

    Raises:
        ValueError: it is of another shape.
    """
    listed = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(listed, list):
        raise ValueError("it lists no resources")  # noqa: TRY004 – of somebody's data, not of an argument
    found: dict[str, str | None] = {}
    for one in listed:
        path = one.get("path") if isinstance(one, dict) else None
        if not isinstance(path, str):
            raise ValueError("a resource in it has no path")  # noqa: TRY004
        value = one.get("hash")
        found[path] = value if isinstance(value, str) else None
    return found
