"""What people say of what was read, appended: corrections, dismissals of findings, proposed assessments and decisions on these.

A reason in words enters the log as notes do, as a salted digest alone. Nothing that was kept before is altered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from onrecord.errors import NotFound, WrongUse
from onrecord.ledger import index
from onrecord.ledger.disclosures import disclose
from onrecord.ledger.entries import Entry, KeptCorrection, KeptDecision, KeptProposal
from onrecord.ledger.index import erasing as rows
from onrecord.ledger.names import SHORTEST_PREFIX
from onrecord.ledger.noting import Noting
from onrecord.ledger.people import known_pseudonym, pseudonym_of, same_person
from onrecord.ledger.printed import publication_of
from onrecord.ledger.reviews import KeptReview, held, record_key
from onrecord.records import Correction, CorrectionRequest, Decision, Finding, Proposal, Reading, Record
from onrecord.records.correcting import added, as_corrected, changed, corrected_value, faults_of, id_of, kind_of, record_in, same_finding
from onrecord.records.review import REPORT

LONGEST_REASON = 10_000
"""Characters of a reason."""

_HEXADECIMAL = frozenset("0123456789abcdef")

LONGEST_WORD = 100
"""Characters of the word of an assessment, and of the name of its rules."""


class Reviewed(Record, frozen=True, kw_only=True):
    """What became of an act of a person."""

    id: str | None
    """Content id of its record; of the earlier one where it said the same; None where the machine's record says so already."""
    record: str
    """``REPORT/f1``; of an added record with the id that it was given."""
    recorded: bool
    """False where nothing new was said: the record says so already, or the same person said it before, for the same reason."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """A record of a report, as the machine reads it and as it stands now."""

    report: str
    local: str | None
    identifier: str
    """Content id of the reading."""
    read: Reading
    now: Reading
    reviews: tuple[KeptReview, ...]

    @property
    def name(self) -> str:
        return f"{self.report}/{self.local}" if self.local else self.report

    def corrections(self, about: Correction) -> list[KeptReview]:
        """Earlier ones of the same record, or of the same finding."""
        return [one for one in self.reviews if one.correction is not None and record_key(one.correction) == record_key(about)]


class Reviewing(Noting):
    """The acts of people on readings and findings."""

    def append_correction(self, request: CorrectionRequest, *, by: str, reason: str) -> Reviewed:
        """Append what a person says that a record is, that it is none, or that one is missing. The same again changes nothing.

        Raises:
            NotFound: there is no such report or record.
            WrongUse: the record would not be a legal one, the reading was superseded, the request asks for nothing or for several
                things at once, or it has no reason.
        """
        wanted = [request.withdraw, request.take_back, request.add is not None, bool(request.set) and request.add is None]
        if sum(wanted) != 1:
            raise WrongUse(
                "a correction sets fields of a record, adds one, withdraws one or takes a correction back: one of these",
                hint='as in {"record": "market/f1", "set": {"group": "people"}, "reason": "…"}',
            )
        with self.append():
            subject = self._subject(request.record)
            correction = _correction(request, subject)
            return self._correct(subject, correction, by, reason)

    def append_dismissal(self, name: str, *, by: str, reason: str, take_back: bool = False) -> Reviewed:
        """Append that a person dismisses a finding (``REPORT/x1``), or takes one up again that was dismissed.

        Raises:
            NotFound: there is no such finding.
            WrongUse: it is no finding, or there is no reason.
        """
        with self.append():
            subject = self._subject(name)
            finding = record_in(subject.read, subject.local) if subject.local else None
            if not isinstance(finding, Finding):
                raise WrongUse(f"{name} is no finding", hint="findings are named as REPORT/x1; `onrecord findings` lists them")
            return self._correct(subject, Correction(record=finding.id, finding=finding, withdrawn=not take_back), by, reason)

    def append_proposal(self, name: str, *, word: str, rules: str = "none", by: str, reason: str) -> Reviewed:
        """Append an assessment that a person proposes, of a report or of a record in it. The same again changes nothing.

        Raises:
            NotFound: there is no such report or record.
            WrongUse: word, rules or reason are no text, or too long.
        """
        proposed = {"word": word.strip(), "rules": rules.strip()}
        for what, given in proposed.items():
            if not given or len(given) > LONGEST_WORD or not given.isprintable():
                raise WrongUse(f"the {what} of an assessment is empty, longer than {LONGEST_WORD} characters, or no text")
        with self.append():
            subject = self._subject(name)
            proposal = Proposal(record=subject.local, rules=proposed["rules"], word=proposed["word"])
            if subject.local and isinstance(record_in(subject.read, subject.local), Finding):
                raise WrongUse(f"{name} is a finding, which a rule made", hint="a finding is dismissed, or left standing")
            reason, actor = kept_reason(reason), known_pseudonym(self.places, by)
            for one in subject.reviews:
                if one.proposal == proposal and (one.actor, one.reason) == (actor, reason):
                    return Reviewed(id=one.id, record=subject.name, recorded=False)
            committed, disclosures = disclose({"reason": reason})
            kept = KeptProposal(reading=subject.identifier, proposal=proposal, committed=committed)
            record = index.new_record("propose", kept, disclosures)
            identifier = self.add("propose", [record], used=(subject.identifier,), actor=pseudonym_of(self.places, by))
            return Reviewed(id=identifier, record=subject.name, recorded=True)

    def append_decision(self, proposal: str, *, agrees: bool, by: str, reason: str) -> Reviewed:
        """Append that another person than the proposer agrees to an assessment or rejects it. The same again changes nothing.

        Args:
            proposal: content id of the proposal, or its beginning.
            agrees: whether the person does.
            by: name of the person.
            reason: in words.

        Raises:
            NotFound: there is no such proposal; the hint lists those that are open.
            WrongUse: the same person proposed it, its record was corrected or is read otherwise since, or there is no reason.
            BrokenIntegrity: what it rests on is in the index not what it is in the log.
        """
        with self.append():
            found = self._proposal(proposal)
            proposer = self._held(found.id).actor or ""
            reading = self.view.reading_reviewed(found.number)
            reviews = self.view.reviews_of(reading)
            reason, actor = kept_reason(reason), known_pseudonym(self.places, by)
            proposed = next(one for one in reviews if one.id == found.id)
            if same_person(self.places, proposer, by):
                raise WrongUse("who proposed an assessment cannot decide on it", hint="another person must do it, with --by")
            name = f"{proposed.report}/{proposed.record}" if proposed.record else proposed.report
            if proposed.state == "set aside":
                raise WrongUse(
                    f"{name} reads otherwise now than when that assessment was proposed",
                    hint=f"look at it with `onrecord show {proposed.report}`, and propose anew",
                )
            earlier = next((one for one in reversed(reviews) if one.proposed == found.id), None)
            decision = Decision(agrees=agrees)
            if earlier is not None and (earlier.decision, earlier.actor, earlier.reason) == (decision, actor, reason):
                return Reviewed(id=earlier.id, record=name, recorded=False)
            committed, disclosures = disclose({"reason": reason})
            supersedes = earlier.id if earlier else None
            if supersedes is not None:
                self._held(supersedes)
            decided = KeptDecision(reading=reading, proposal=found.id, decision=decision, supersedes=supersedes, committed=committed)
            used = (reading, found.id, *([supersedes] if supersedes else []))
            record = index.new_record("decide", decided, disclosures)
            identifier = self.add("decide", [record], used=used, actor=pseudonym_of(self.places, by))
            return Reviewed(id=identifier, record=name, recorded=True)

    def _correct(self, subject: _Subject, correction: Correction, by: str, reason: str) -> Reviewed:
        reason, actor = kept_reason(reason), known_pseudonym(self.places, by)
        earlier = subject.corrections(correction)
        name = f"{subject.report}/{correction.record}"
        for one in self._said_before(subject, correction, earlier):
            if (one.actor, one.reason) == (actor, reason):
                said = one.correction.record if one.correction else correction.record
                return Reviewed(id=one.id, record=f"{subject.report}/{said}", recorded=False)
        if _stands(subject, correction):
            last = earlier[-1] if earlier and earlier[-1].state == "holds" else None
            return Reviewed(id=last.id if last else None, record=name, recorded=False)
        now = as_corrected(subject.now, [correction])
        if correction.finding is None:
            known = faults_of(subject.read, correction.record)  # what the machine did wrong itself is no reason to refuse
            faults = [one for one in faults_of(now, correction.record) if one not in known]
            if faults:
                raise WrongUse(f"{name} would be no legal record: {faults[0]}")
        supersedes = earlier[-1].id if earlier else None
        if supersedes is not None:
            self._held(supersedes)
        committed, disclosures = disclose({"reason": reason})
        kept = KeptCorrection(reading=subject.identifier, correction=correction, supersedes=supersedes, committed=committed)
        used = (subject.identifier, *([supersedes] if supersedes else []))
        identifier = self.add("correct", [index.new_record("correct", kept, disclosures)], used=used, actor=pseudonym_of(self.places, by))
        if publication_of(subject.now.report) != publication_of(now.report):
            self.note_anew()
        return Reviewed(id=identifier, record=name, recorded=True)

    @staticmethod
    def _said_before(subject: _Subject, correction: Correction, earlier: list[KeptReview]) -> list[KeptReview]:
        """Corrections that ask for the same, whatever was corrected since: a file that is handed in again changes nothing.

        One that was set aside does not count: the person looked again.
        """
        if correction.finding is not None:
            return []  # dismissed, taken up again and dismissed: each is an act
        if correction.added and not earlier:
            said = [one for one, known in _added_before(subject.reviews) if _same_added(known, correction)]
        else:
            said = [one for one in earlier if one.correction is not None and _same_said(one.correction, correction)]
        return [one for one in said if one.state != "set aside"]

    def _subject(self, name: str) -> _Subject:
        """What a name means: a report, or a record of it as it stands now.

        Raises:
            NotFound: there is none.
            WrongUse: the reading was superseded.
        """
        report, local = name, None
        if not self.view.readings_called(name) and "/" in name:
            report, _, local = name.rpartition("/")
        identifier = self.view.reading_id(report)
        if not self.view.holds(identifier):
            raise WrongUse(f"the reading {identifier[:12]} was superseded by a later one", hint="name the report by its id")
        read = self.view.reading(report)
        reviews = self.view.reviews_of(identifier)
        now = as_corrected(read, held(reviews))
        if local is not None and record_in(read, local) is None and record_in(now, local) is None and not _was_added(local, reviews):
            raise NotFound(f"The report {report} has no record {local}.", hint=f"`onrecord show {report}` lists its records.")
        return _Subject(read.id, local, identifier, read, now, reviews)

    def _held(self, identifier: str) -> Entry:
        """The entry of an act of a person that another rests on, which the log must bear out.

        Raises:
            BrokenIntegrity: the index has another than the log.
        """
        (row,) = rows.records_beginning(self.connection, identifier)
        return self.log.held(self.connection, [row.number])[row.number]

    def _proposal(self, name: str) -> rows.Row:
        by_id = len(name) >= SHORTEST_PREFIX and _HEXADECIMAL.issuperset(name)
        found = rows.records_beginning(self.connection, name) if by_id else rows.records_of(self.connection, ("propose",))
        matches = [one for one in found if one.type == "propose" and name and one.id.startswith(name)]
        if len(matches) != 1:
            listed = ", ".join(one.id[:12] for one in self.view.reviews() if one.state == "open") or "none"
            raise NotFound(f"No proposal, or several, have the id {name}.", hint=f"Proposals that are open: {listed}.")
        return matches[0]


def _correction(request: CorrectionRequest, subject: _Subject) -> Correction:
    """The record as it would be.

    Raises:
        NotFound: there is no such record.
        WrongUse: it cannot be what is asked for.
    """
    try:
        if request.add is not None:
            if subject.local is not None:
                raise WrongUse(f"a record is added to a report, and {subject.name} is a record", hint=f"name the report: {subject.report}")
            record = added(request.add, request.set, _with_all_ids(subject))
            return _of(id_of(record), record, tuple(sorted(request.set)), is_added=True)
        local = _local_of(subject)
        is_added = _was_added(local, subject.reviews)
        if request.withdraw and local == REPORT:
            raise WrongUse("what is known about a report cannot be withdrawn", hint="set its fields")
        if request.withdraw or (request.take_back and is_added):
            return Correction(record=local, withdrawn=True, added=is_added)
        if request.take_back:
            read = record_in(subject.read, local)
            assert read is not None, "looked for in the reading, and not added"
            return _of(local, read, ())
        by_people = {field for one in held(subject.reviews) if one.record == local for field in one.fields}
        record = changed(_standing(subject, local), request.set, subject.read.text, by_people=by_people)
    except ValueError as error:
        raise WrongUse(f"{subject.name}: {error}") from error
    return _of(local, record, tuple(sorted(request.set)), is_added=is_added)


def _local_of(subject: _Subject) -> str:
    if subject.local is None:
        raise WrongUse(
            f"{subject.name} is a report, and a correction is of one of its records",
            hint=f"name it as {subject.report}/f1; {subject.report}/report is what is known about the report itself",
        )
    if isinstance(record_in(subject.read, subject.local), Finding):
        raise WrongUse(f"{subject.name} is a finding, which a rule made", hint="a finding is not corrected: `onrecord review dismiss`")
    return subject.local


def _standing(subject: _Subject, local: str) -> Record:
    """The record as it stands now; one that was withdrawn, as it was before."""
    now = record_in(subject.now, local) or record_in(subject.read, local)
    if now is None:
        values = (corrected_value(one.correction) for one in reversed(subject.reviews) if one.correction and one.correction.record == local)
        now = next(value for value in values if value is not None)
    return now


def _of(local: str, record: Record, fields: tuple[str, ...], *, is_added: bool = False) -> Correction:
    kind = kind_of(record)
    assert kind is not None, "a record that can be corrected"
    values: dict[str, Any] = {kind: record}
    return Correction(record=local, fields=fields, added=is_added, **values)


def _with_all_ids(subject: _Subject) -> Reading:
    """The reading with every record that was ever added, so that no id is given twice."""
    return as_corrected(subject.read, [known for _, known in _added_before(subject.reviews)])


def _added_before(reviews: tuple[KeptReview, ...]) -> Iterator[tuple[KeptReview, Correction]]:
    """What was ever added, also where it was withdrawn since."""
    for one in reviews:
        if one.correction is not None and one.correction.added and not one.correction.withdrawn:
            yield one, one.correction


def _was_added(local: str, reviews: tuple[KeptReview, ...]) -> bool:
    return any(known.record == local for _, known in _added_before(reviews))


def _stands(subject: _Subject, correction: Correction) -> bool:
    """Whether what a correction says is how it stands already."""
    if (finding := correction.finding) is not None:
        return correction.withdrawn != any(same_finding(one, finding) for one in subject.now.findings)
    return corrected_value(correction) == record_in(subject.now, correction.record)


def _same_said(earlier: Correction, correction: Correction) -> bool:
    if earlier.withdrawn or correction.withdrawn or not correction.fields:
        return (earlier.withdrawn, earlier.fields) == (correction.withdrawn, correction.fields)
    if earlier.fields != correction.fields:
        return False
    before, now = corrected_value(earlier), corrected_value(correction)
    return all(getattr(before, name) == getattr(now, name) for name in correction.fields)


def _same_added(earlier: Correction, correction: Correction) -> bool:
    before, now = corrected_value(earlier), corrected_value(correction)
    if before is None or now is None or type(before) is not type(now) or earlier.fields != correction.fields:
        return False
    return msgspec.structs.replace(before, id="") == msgspec.structs.replace(now, id="")


def kept_reason(reason: str) -> str:
    """A reason that can be kept.

    Raises:
        WrongUse: there is none, it is too long, or no text in UTF-8.
    """
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON or any("\ud800" <= letter <= "\udfff" for letter in reason):
        raise WrongUse(f"the reason is empty, longer than {LONGEST_REASON:,} characters, or no text in UTF-8", hint="say why with --reason")
    return reason
