"""Whose voice a record rests on, with every phrase by which the report or the reader describes that voice."""

from dataclasses import dataclass

from onrecord.corroboration.names import folded
from onrecord.corroboration.phrasing import mid_sentence
from onrecord.corroboration.roles import role_of
from onrecord.records import Actor, Figure, MediaMention, Reading, Spans, Statement

_PRONOUNS = frozenset("i we he she it they you his her its their our ours us them him one both the other who which".split())
_OWN_RELEASES = frozenset({"press release", "armed group"})
_LONGEST_NAME = 3
"""Words of a person's bare name."""
_FIRST_PERSON = frozenset({"we", "our", "us", "ours"})


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice as worded, and all that is known of who it is."""

    words: str
    """As the report words it, for sentences."""
    phrases: tuple[str, ...]
    """The wording, the full name it stands for, the reader's description, the office: the most telling first."""
    key: tuple[str, ...]
    """Equal for two mentions of one voice, as far as wording and the reader's description show it."""
    actor: Actor | None = None


def wording(text: str, spans: Spans) -> str:
    """The words of a role's pieces, joined by one blank."""
    return " ".join(text[start:end] for start, end in spans)


def issuer_of(reading: Reading) -> str | None:
    """The body whose own release the report is, or None for a report about others."""
    if reading.report.issuer:
        return reading.report.issuer
    return reading.report.outlet if reading.report.form in _OWN_RELEASES else None


def issuer_voice(reading: Reading) -> Voice | None:
    """The voice of a release's plain sentences."""
    issuer = issuer_of(reading)
    return _voice(reading, issuer, (issuer,)) if issuer else None


def statement_voice(reading: Reading, statement: Statement) -> Voice | None:
    """The voice of a statement; None when the cue hides who speaks and when it is the report's own opinion."""
    if statement.voice != "attributed":
        return None
    source = wording(reading.text, statement.source)
    antecedent = reading.text[slice(*statement.antecedent)] if statement.antecedent else ""
    known = [phrase for phrase in (source, antecedent, statement.actor or "") if phrase]
    issuer = issuer_of(reading)
    if issuer and folded(source)[:1] and folded(source)[0] in _FIRST_PERSON:
        known.append(issuer)
    spans = (*statement.source, *((statement.antecedent,) if statement.antecedent else ()))
    named = next((phrase for phrase in known if not _is_pronoun(phrase)), source)
    if source and _is_pronoun(source) and issuer and folded(source)[0] in _FIRST_PERSON:
        return _voice(reading, issuer, tuple(known), spans, issuer)
    return _voice(reading, named, tuple(known), spans, statement.actor) if known else None


def figure_voice(reading: Reading, figure: Figure, statements: dict[str, Statement]) -> Voice | None:
    """The nearest named voice of a figure; in a release, for figures told in its own voice, the issuer."""
    statement = statements.get(figure.statement or "")
    stated = statement_voice(reading, statement) if statement else None
    if figure.source:
        phrases = (figure.source, *(stated.phrases if stated else ()))
        named = figure.source if not _is_pronoun(figure.source) or stated is None else stated.words
        return _voice(reading, named, phrases, statement.source if statement else (), statement.actor if statement else None)
    if stated is not None:
        return stated
    if statement is not None and statement.voice == "unsourced":
        return None
    return issuer_voice(reading)


def releaser_voice(reading: Reading, mention: MediaMention) -> Voice | None:
    """Who made a media item public, or None when the report does not say."""
    return _voice(reading, mention.released_by, (mention.released_by,)) if mention.released_by else None


def _is_pronoun(phrase: str) -> bool:
    return all(word in _PRONOUNS for word in folded(phrase))


def _voice(reading: Reading, named: str, phrases: tuple[str, ...], spans: Spans = (), described: str | None = None) -> Voice:
    told = [phrase for phrase in phrases if not _is_pronoun(phrase)]
    actor = _actor_at(reading, spans) or _actor_named(reading, told)
    if all(role_of(phrase) is None for phrase in told):
        told += _fuller_mentions(reading, told)
    if actor is not None:
        told += [phrase for phrase in (actor.name, actor.office) if phrase]
    key = folded(described or (actor.name if actor else named))
    return Voice(words=mid_sentence(_trimmed(named)), phrases=tuple(dict.fromkeys(told)), key=key, actor=actor)


def _trimmed(named: str) -> str:
    """A source span without the possessive or the relative that ties it to the next words ("the front's claim", "the militia, which")."""
    bare = named.strip()
    for tie in (", which", ", who", ", whose", ",", "'s", "’s"):
        bare = bare.removesuffix(tie)
    return bare


def _actor_at(reading: Reading, spans: Spans) -> Actor | None:
    """The actor that most of one of the spans names: of "Gaza authorities" the authorities, not the place inside."""
    inside = [
        (mention[1] - mention[0], -position, actor)
        for position, actor in enumerate(reading.actors)
        for mention in actor.mentions
        for start, end in spans
        if start <= mention[0] and mention[1] <= end and 2 * (mention[1] - mention[0]) > end - start
    ]
    return max(inside, key=lambda entry: entry[:2])[2] if inside else None


def _actor_named(reading: Reading, phrases: list[str]) -> Actor | None:
    spelled = {folded(phrase.split("(")[0]) for phrase in phrases}
    return next((actor for actor in reading.actors if folded(actor.name) in spelled), None)


def _fuller_mentions(reading: Reading, phrases: list[str]) -> list[str]:
    """Sources of the report that give a bare name its office ("Marchuk" → "the regional governor, Oleh Marchuk")."""
    bare = [frozenset(folded(phrase)) for phrase in phrases if phrase[:1].isupper() and len(folded(phrase)) <= _LONGEST_NAME]
    sources = dict.fromkeys(wording(reading.text, statement.source) for statement in reading.statements)
    return [source for source in sources if role_of(source) is not None and any(words < frozenset(folded(source)) for words in bare)]
