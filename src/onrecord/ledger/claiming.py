"""What people decide on claims, appended: that several are one, that one is two, and that a decision is taken back.

Each record that a decision names is a record of its own in the log, so that one report can be erased out of it. The reason in words enters
the log as a salted digest alone.
"""

from collections.abc import Sequence

from onrecord.errors import NotFound, WrongUse
from onrecord.ledger import index
from onrecord.ledger.claim_record import KeptClaimDecision
from onrecord.ledger.disclosures import disclose
from onrecord.ledger.people import pseudonym_of
from onrecord.ledger.reviewing import kept_reason
from onrecord.ledger.writer import Writer
from onrecord.records import ClaimAct, ClaimDecision, ClaimRecord

_NAMED_AT_ONCE = 400
"""Records that one entry names at most: the digests of each and of its reading take 134 bytes, and an entry has 65,535."""


class Claiming(Writer):
    """The decisions of people on claims."""

    def append_claim_decision(self, act: ClaimAct, named: Sequence[ClaimRecord], *, by: str, reason: str) -> str:
        """Append that a person merges claims or splits one; the id of the decision.

        Args:
            act: ``merge`` or ``split``.
            named: the records that tell the claims, each with the side that it is of.
            by: name of the person.
            reason: in words.

        Raises:
            WrongUse: there is no reason, or the name is none.
        """
        with self.append():
            return self._decide(act, named, kept_reason(reason), by)

    def append_claim_undo(self, name: str, *, by: str, reason: str) -> str:
        """Append that a person takes back a decision on claims; the id of that.

        Args:
            name: the id of the decision, or its beginning.
            by: name of the person, who need not be the one that decided.
            reason: in words.

        Raises:
            NotFound: there is no such decision; the hint lists those that can be undone.
            WrongUse: it was undone already, it is an undo, or there is no reason.
            BrokenIntegrity: it is in the index not what it is in the log.
        """
        with self.append():
            decision = self._decision(name)
            if decision.act == "undo":
                raise WrongUse(f"{decision.id[:12]} undoes a decision, and is not undone itself", hint="decide anew: merge, or split")
            if decision.undone is not None:
                raise WrongUse(f"the decision {decision.id[:12]} was undone already", hint="decide anew: merge, or split")
            self.log.held(self.connection, self.view.records_of_decision(decision.id))
            return self._decide("undo", decision.named, kept_reason(reason), by, undoes=decision.id)

    def _decide(self, act: ClaimAct, named: Sequence[ClaimRecord], reason: str, by: str, *, undoes: str | None = None) -> str:
        committed, disclosures = disclose({"reason": reason})
        first = index.new_record("claim", KeptClaimDecision(act=act, undoes=undoes, committed=committed), disclosures)
        actor = pseudonym_of(self.places, by)
        ahead = [first]
        for start in range(0, max(len(named), 1), _NAMED_AT_ONCE):
            some = named[start : start + _NAMED_AT_ONCE]
            kept = (KeptClaimDecision(act=act, decision=first.id, named=one, undoes=undoes) for one in some)
            used = (*dict.fromkeys(one.reading for one in some), *([undoes] if undoes else []))
            self.add("claim", [*ahead, *(index.new_record("claim", one) for one in kept)], used=used, actor=actor)
            ahead = []
        return first.id

    def _decision(self, name: str) -> ClaimDecision:
        decisions = self.view.claim_decisions()
        matches = [one for one in decisions if name and one.id.startswith(name)]
        if len(matches) != 1:
            listed = ", ".join(one.id[:12] for one in decisions if one.act != "undo" and one.undone is None) or "none"
            raise NotFound(f"No decision on claims, or several, have the id {name}.", hint=f"Decisions that can be undone: {listed}.")
        return matches[0]
