"""What a dossier leaves out: disclosures of notes, and in a redacted one every record and original that a protected name could be got from.

A record that does not hold a name may still give it away: the SHA-256 of a text whose only unknown part is a name can be tried out. So
whoever names a withheld record by its content id, or a withheld original by its hash, is withheld as well.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import msgspec

from onrecord.export.dossier.names import ProtectedNames
from onrecord.export.dossier.originals import can_be_searched, tells
from onrecord.ledger import Chain, ChainRecord, KeptClaimDecision, KeptExport
from onrecord.records import Capture, Document, canonical, decode

_ALWAYS_OUT = frozenset({"begin", "key-rotate", "anchor", "witness", "export", "redact", "backup", "restore"})
"""Records of the log's own acts, which never hold a text nor the hash of one; without them a verifier could not do its work."""
_ERASURES = frozenset({"erase", "erase-ask"})
"""Records that may name originals by their hash. What was erased is said by their entries."""
_HASH = re.compile(rb'"([0-9a-f]{64})"')


@dataclass(frozen=True)
class Withheld:
    """What does not go out."""

    records: frozenset[int]
    """Numbers of records."""
    ids: tuple[str, ...]
    """Their content ids, in the order of the log."""
    originals: frozenset[str]
    """SHA-256 of originals."""
    unsearched: frozenset[str] = frozenset()
    """Those of the originals that could not be searched for a name."""


NOTHING = Withheld(frozenset(), (), frozenset())


def of_others(chain: Chain) -> Withheld:
    """What goes out of no dossier: an erasure's hashes of originals in which none of its reports stands; records of exports by an earlier
    version, which list the hashes of members that hold other reports, or what is withheld here; and what decisions on claims say of other
    reports.
    """
    own = set()
    for record in chain.records:
        if record.body and record.type == "capture":
            own.add(decode(record.body, Capture).sha256)
        elif record.body and record.type == "document" and (capture := decode(record.body, Document).capture) is not None:
            own.add(capture.sha256)
    erasures = [record for record in chain.records if record.body and record.type in _ERASURES]
    out = [record for record in erasures if not own.issuperset(msgspec.json.decode(record.body).get("originals", ()))]
    exports = (record for record in chain.records if record.body and record.type == "export")
    out += [record for record in exports if decode(record.body, KeptExport).members]
    readings = {record.id for record in chain.records if record.type == "reading"}
    claims = ((record, decode(record.body, KeptClaimDecision).named) for record in chain.records if record.body and record.type == "claim")
    out += [record for record, named in claims if named is not None and named.reading not in readings]
    out.sort(key=lambda record: record.number)
    return Withheld(frozenset(record.number for record in out), tuple(record.id for record in out), frozenset())


def withheld_for(names: ProtectedNames, chain: Chain) -> Withheld:
    """What must not go out of a chain, so that none of the names does.

    Args:
        names: the names.
        chain: what would go out, which says what it names outside of it: that does not go out either.
    """
    records = with_words(chain)
    unsearched = set(unsearched_of(chain, records))
    originals = unsearched | set(telling(names, chain, records, unsearched))
    out = {record.number for record in records if names.stand_in_json(record.body)} | of_others(chain).records
    going = {record.id for record in records if record.number not in out}
    known = chain.outside | {record.id for record in chain.records}

    def tells_of_withheld(record: ChainRecord) -> bool:
        for found in _HASH.findall(record.body):
            digest = found.decode()
            if digest in originals or (digest in known and digest not in going):
                return True
        return False

    while more := {record.number for record in records if record.number not in out and tells_of_withheld(record)}:
        out |= more
        going = {record.id for record in records if record.number not in out}
        lost = (decode(record.body, Capture).sha256 for record in records if record.number in more and record.type == "capture")
        originals.update(lost)
    ids = tuple(record.id for record in chain.records if record.number in out)
    return Withheld(frozenset(out), ids, frozenset(originals), frozenset(unsearched))


def with_words(chain: Chain) -> list[ChainRecord]:
    """The records of a chain that may hold words of reports or of people."""
    return [record for record in chain.records if record.body and record.type not in _ALWAYS_OUT]


def originals_gone(chain: Chain) -> frozenset[str]:
    """SHA-256 of originals in which reports of the chain stand, and which the case has no more: erased, or lost."""
    documents = (decode(record.body, Document) for record in chain.records if record.type == "document" and record.body)
    named = {document.capture.sha256 for document in documents if document.capture is not None}
    return frozenset(sha256 for sha256 in named if chain.original(sha256) is None)


def names_among_parties(names: ProtectedNames, chain: Chain) -> tuple[str, ...]:
    """The names of which something stands in a list of parties that the reports were read with.

    Entries name the settings of a reading by a hash, the parties among them. Whoever knows the rest of a list can try names out by it.
    """
    lists = [record.body for record in chain.records if record.type == "parties" and record.body]
    documents = (decode(record.body, Document) for record in chain.records if record.type == "document" and record.body)
    lists += [canonical(document.parties) for document in documents if document.parties]
    return tuple(name for name in names if any(ProtectedNames((name,)).stand_in_json(body) for body in lists))


def unsearched_of(chain: Chain, records: list[ChainRecord]) -> Iterator[str]:
    """Originals that cannot be searched for a name, or are gone."""
    for record in records:
        if record.type == "capture":
            capture = decode(record.body, Capture)
            original = chain.original(capture.sha256)
            if original is None or not can_be_searched(original, capture):
                yield capture.sha256


def telling(names: ProtectedNames, chain: Chain, records: list[ChainRecord], unsearched: Collection[str]) -> Iterator[str]:
    """Originals from which a name could be read."""
    for record in records:
        if record.type == "document":
            document = decode(record.body, Document)
            if document.capture is not None and names.stand_in_json(record.body):
                yield document.capture.sha256
        elif record.type == "capture":
            capture = decode(record.body, Capture)
            original = chain.original(capture.sha256)
            told = names.stand_in_json(record.body)
            if told or (original is not None and capture.sha256 not in unsearched and tells(names, original.read_bytes())):
                yield capture.sha256
