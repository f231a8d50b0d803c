"""The body whose own release a report is: what sort of body, of which state, and by which bare noun the release calls it."""

from typing import NamedTuple

from onrecord.reading.actors.names import force_names, states_by_first_word
from onrecord.reading.actors.vocabulary import kind_of_head
from onrecord.reading.places.gazetteer import town
from onrecord.reading.words import noun_lemma
from onrecord.records import ReportDetails
from onrecord.records.vocabulary import ActorKind

_FORCES = frozenset({"army", "military", "force"})
"""What a state's force is called for short, whatever its proper name."""
_ENDS_HEAD = frozenset({",", "of", "for", "in", "at", "("})


class Issuer(NamedTuple):
    """An issuer as an actor."""

    name: str
    """As the report's details give it."""
    kind: ActorKind
    country: str | None
    noun: str
    """Head noun in the singular; empty for a proper name that ends in none."""
    force: str | None = None
    """The usual name of the state's force that it is by the table."""

    def is_called(self, noun: str) -> bool:
        """Whether a bare noun with an article means it in its own release: "the office", "the army"."""
        return noun == self.noun or (self.kind == "armed force" and noun in _FORCES)


def issuer_of(report: ReportDetails) -> Issuer | None:
    """The issuer of a release; None for anybody else's report."""
    if report.issuer is None or not report.issuer.strip():
        return None
    force = next((known for known in force_names() if " ".join(known.words).lower() == report.issuer.lower()), None)
    if force is not None:
        return Issuer(report.issuer, "armed force", force.country, "force", force.canonical)
    words = report.issuer.replace(",", " , ").replace("(", " ( ").replace(")", " ").split()
    end = next((n for n, word in enumerate(words) if word.lower() in _ENDS_HEAD and n), len(words))
    head = words[end - 1].lower()
    kind = kind_of_head(head)
    country = _country(words, end)
    if kind is None or kind == "unnamed":
        return Issuer(report.issuer, "armed group" if report.form == "armed group" else "organisation", country, "")
    if report.form == "armed group" and kind != "state body":
        kind = "armed group"
    return Issuer(report.issuer, kind, country, noun_lemma(head))


def _country(words: list[str], end: int) -> str | None:
    """The state that an issuer's name holds, else the one of the town that stands behind its head ("Ministry of Health, Velmar")."""
    first_words = dict.fromkeys(word.lower() for word in words)
    held = [known for word in first_words for known in states_by_first_word().get(word, ()) if _holds(words, known.words)]
    if held:
        return max(held, key=lambda known: len(known.words)).country
    after = " ".join(words[n] for n in range(end, len(words)) if words[n][0].isupper())
    seat = words[-1] if end < len(words) else ""
    found = town(after) or town(seat)
    return found.country if found is not None else None


def _holds(words: list[str], name: tuple[str, ...]) -> bool:
    return any(tuple(words[at : at + len(name)]) == name for at in range(len(words) - len(name) + 1))
