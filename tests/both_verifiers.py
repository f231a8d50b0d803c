"""Every verification of a test is made twice, by ``onrecord verify`` and by the lone ``verify.py``, which must say the same.

A test that imports ``verify`` from here cannot try an attack on one of the two alone.
"""

import argparse
import functools
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from onrecord import ledger
from onrecord.export import verify as lone
from onrecord.ledger import Verdict
from onrecord.ledger.verify import Policy

# Checks of signatures depend on their bytes alone, so equal ones need not be repeated thousands of times.
lone.ed25519 = functools.lru_cache(10_000)(lone.ed25519)
lone.key_of = functools.lru_cache(1_000)(lone.key_of)

Found = Counter[tuple[str, str, str]]

CHECKED_BY_ONRECORD_ALONE = {
    "dossier.signature": "an ECDSA signature over the hash of the listing",
    "checkpoint.signature": "an ML-DSA-44 signature of the log",
    "anchor.cosignature": "an ML-DSA-44 signature of a witness",
    "anchor.replayed": "the same, over another checkpoint",
    "anchor.signature": "the signature of a time stamp (RFC 3161)",
    "anchor.authority": "who signed a time stamp, and under which name",
    "anchor.backdated": "when the certificate holds that a time stamp was signed with",
}
"""Findings that the lone verifier cannot make, with what it says is ``not-checked`` instead (docs/reference/verify)."""

ASKED_OF_ONRECORD_ALONE = {"witness.quorum": "--policy", "index.differs": "--index"}
"""Findings that only an option brings that the lone verifier does not have."""

LEFT_OPEN_OF_ONRECORD_ALONE = {"left-behind"}
"""What is left open that the lone verifier does not tell from ``unreferenced``, since it does not read where originals are kept."""

LEFT_OPEN_OTHERWISE = set("not-checked no-token other-authority no-witness no-earlier-checkpoint not-covered key-compromised".split())
"""What is left open for want of what the lone verifier cannot check, where it says so with ``not-checked``."""


def verify(path: Path, policy: Policy | None = None, *, with_index: bool = False) -> Verdict:
    """What ``onrecord verify`` says; the lone verifier must say the same, but for what it says that it has not checked.

    Raises:
        AssertionError: they differ.
    """
    policy = policy or Policy()
    ours = ledger.verify(path, policy, with_index=with_index)
    theirs = said_alone(path, policy)
    assert_agree(ours, theirs, policy, with_index=with_index)
    return ours


def said_alone(path: Path, policy: Policy | None = None) -> dict[str, Any]:
    """What the lone verifier says with the same keys, witnesses and checkpoints."""
    policy = policy or Policy()
    given = argparse.Namespace(
        key=[lone.key_of(key.encoded()) for key in policy.keys],
        witness=[lone.key_of(key.encoded()) for key in policy.witnesses],
        checkpoint=list(policy.checkpoints),
    )
    said: dict[str, Any] = lone.verdict(str(path), given)
    failed = [found for found in said["findings"] if "this program failed" in found["message"]]
    assert all("Permission denied" in found["message"] for found in failed), failed
    return said


def assert_agree(ours: Verdict, theirs: dict[str, Any], policy: Policy, *, with_index: bool = False) -> None:
    """Whether two verdicts are the same.

    Raises:
        AssertionError: they are not; the message has what only one of them says.
    """
    mine = Counter((one.code, one.kind, one.place) for one in ours.findings)
    other = Counter((one["code"], one["kind"], one["place"]) for one in theirs["findings"])
    left_open, also_open = {one.code for one in ours.not_shown}, {one["code"] for one in theirs["not_shown"]}
    unchecked = [one["message"] for one in theirs["not_shown"] if one["code"] == "not-checked"]
    excused = Counter({one: count for one, count in (mine - other).items() if is_excused(one[0], one[2], unchecked)})
    assert (mine - excused, other) == (other, mine - excused), {"onrecord": mine - other, "alone": other - mine}
    if not excused:
        assert (ours.verdict, ours.exit) == (theirs["verdict"], theirs["exit"])
    told = (ours.kind, ours.origin, ours.size, ours.root, ours.keys)
    assert told == (theirs["kind"], theirs["origin"], theirs["size"], theirs["root"], tuple(theirs["keys"]))
    told_outside, also_outside = ([*map(msgspec.to_builtins, ours.outside)], theirs["outside"])
    ours_alone = [one for one in told_outside if one not in also_outside]
    assert also_outside == [one for one in told_outside if one in also_outside], {"onrecord": told_outside, "alone": also_outside}
    assert all(one["kind"] == "timestamp" or _is_of_mldsa(one["name"], policy) for one in ours_alone), ours_alone
    assert not ours_alone or unchecked
    differing = (left_open ^ also_open) - LEFT_OPEN_OF_ONRECORD_ALONE
    allowed = (LEFT_OPEN_OTHERWISE if unchecked else set()) | ({"pending"} if with_index else set())
    assert differing <= allowed, {"onrecord": left_open - also_open, "alone": also_open - left_open}
    if not (policy.authorities or policy.quorum) and not any(key.kind == 6 for key in policy.witnesses):
        assert differing <= {"not-checked", *({"pending"} if with_index else ())}, differing


def _is_of_mldsa(name: str, policy: Policy) -> bool:
    return any(key.kind == 6 and key.name == name for key in policy.witnesses)


def is_excused(code: str, place: str, unchecked: list[str]) -> bool:
    """Whether only ``onrecord verify`` may say so: the lone verifier says of that very place that it did not check something there."""
    return code in ASKED_OF_ONRECORD_ALONE or (code in CHECKED_BY_ONRECORD_ALONE and any(place in message for message in unchecked))
