"""Which witnesses must have cosigned a checkpoint for it to count (C2SP tlog-policy)."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from onrecord.ledger.tlog.note import ED25519, ED25519_COSIGNATURE, MLDSA44, NoteFault, VerifierKey

LONGEST_POLICY = 1_000_000
"""Bytes of a policy that is read."""

_ALLOWED = re.compile(rb"[\t\n\x20-\x7e\x80-\xff]*")
_NUMBER = re.compile(rb"[1-9][0-9]{0,8}")
_NONE = b"none"
_LOG_KINDS = frozenset({ED25519, MLDSA44})
_WITNESS_KINDS = frozenset({ED25519_COSIGNATURE, MLDSA44})


class PolicyFault(ValueError):
    """A policy is not written as the format has it; the message names the line."""


@dataclass(frozen=True, slots=True)
class NamedWitness:
    """A witness of a policy."""

    key: VerifierKey
    url: str | None = None
    """Where it is asked: the submission prefix of tlog-witness."""


@dataclass(frozen=True, slots=True)
class Group:
    """At least ``needed`` of the members must have cosigned."""

    needed: int
    members: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class TrustPolicy:
    """The logs that are known, the witnesses, and the quorum. Names are octets, as the format has them."""

    logs: tuple[VerifierKey, ...]
    witnesses: dict[bytes, NamedWitness]
    groups: dict[bytes, Group]
    quorum: bytes

    def is_met(self, cosigned: Collection[VerifierKey]) -> bool:
        """Whether these witnesses are enough."""
        return self.quorum == _NONE or self._has(self.quorum, {key.key for key in cosigned})

    def told(self) -> str:
        """The quorum in words."""
        name = self.quorum.decode("utf-8", "backslashreplace")
        group = self.groups.get(self.quorum)
        return f"{name} ({group.needed} of {len(group.members)})" if group else name

    def _has(self, name: bytes, keys: set[bytes]) -> bool:
        if name in self.witnesses:
            return self.witnesses[name].key.key in keys
        group = self.groups[name]
        return sum(self._has(member, keys) for member in group.members) >= group.needed

    @classmethod
    def decoded(cls, data: bytes) -> "TrustPolicy":
        """Read a policy.

        Raises:
            PolicyFault: it is none.
        """
        if len(data) > LONGEST_POLICY:
            raise PolicyFault(f"it has {len(data):,} bytes, more than any policy")
        reader = _Reader()
        for number, line in enumerate(data.split(b"\n"), start=1):
            if not _ALLOWED.fullmatch(line):
                raise PolicyFault(f"line {number} holds a control character")
            words = line.replace(b"\t", b" ").split(b" ")
            if (words := [word for word in words if word]) and not words[0].startswith(b"#"):
                try:
                    reader.take(words)
                except (PolicyFault, NoteFault) as fault:
                    raise PolicyFault(f"line {number}: {fault}") from fault
        if reader.quorum is None:
            raise PolicyFault("it has no line quorum")
        return cls(tuple(reader.logs), reader.witnesses, reader.groups, reader.quorum)


class _Reader:
    """The lines of a policy so far."""

    def __init__(self) -> None:
        self.logs: list[VerifierKey] = []
        self.witnesses: dict[bytes, NamedWitness] = {}
        self.groups: dict[bytes, Group] = {}
        self.quorum: bytes | None = None
        self._members: set[bytes] = set()

    def take(self, words: list[bytes]) -> None:
        """One line, in its words."""
        kind, *rest = words
        if kind == b"log" and len(rest) in (1, 2):
            self.logs.append(self._key(rest[0], _LOG_KINDS, self.logs))
        elif kind == b"witness" and len(rest) in (2, 3):
            key = self._key(rest[1], _WITNESS_KINDS, [one.key for one in self.witnesses.values()])
            self.witnesses[self._new(rest[0])] = NamedWitness(key, rest[2].decode("utf-8", "replace") if len(rest) == 3 else None)
        elif kind == b"group" and len(rest) >= 3:
            self._group(rest)
        elif kind == b"quorum" and len(rest) == 1:
            if self.quorum is not None:
                raise PolicyFault("a second quorum")
            self.quorum = rest[0] if rest[0] == _NONE else self._known(rest[0])
        else:
            raise PolicyFault(f"{_shown(kind)} is no line of a policy, or has too few or too many words")

    def _group(self, rest: list[bytes]) -> None:
        name, needed, *members = rest
        for member in members:
            if self._known(member) in self._members:
                raise PolicyFault(f"{_shown(member)} is a member twice")
            self._members.add(member)
        if needed not in (b"any", b"all") and not _NUMBER.fullmatch(needed):
            raise PolicyFault(f"{_shown(needed)} is no number, nor any, nor all")
        count = 1 if needed == b"any" else len(members) if needed == b"all" else int(needed)
        if count > len(members):
            raise PolicyFault(f"{count} of {len(members)} can never be met")
        self.groups[self._new(name)] = Group(count, tuple(members))

    def _key(self, word: bytes, kinds: frozenset[int], known: list[VerifierKey]) -> VerifierKey:
        key = VerifierKey.decoded(word.decode("utf-8", "replace"))
        if key.kind not in kinds:
            raise PolicyFault(f"the key of {key.name} is of a type that does not sign here")
        if any(one.key == key.key for one in known):
            raise PolicyFault(f"the key of {key.name} stands there twice")
        return key

    def _new(self, name: bytes) -> bytes:
        if name == _NONE or name in self.witnesses or name in self.groups:
            raise PolicyFault(f"the name {_shown(name)} is taken")
        return name

    def _known(self, name: bytes) -> bytes:
        if name not in self.witnesses and name not in self.groups:
            raise PolicyFault(f"nothing before is called {_shown(name)}")
        return name


def _shown(word: bytes) -> str:
    return repr(word.decode("utf-8", "backslashreplace"))
