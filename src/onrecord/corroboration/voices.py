"""Whose voice a record rests on, with every phrase by which the report or the reader describes that voice."""

import bisect
import re
from dataclasses import dataclass
from functools import cached_property

from onrecord.corroboration.names import folded, words
from onrecord.corroboration.phrasing import mid_sentence
from onrecord.corroboration.roles import role_of
from onrecord.records import Actor, Figure, MediaMention, Reading, Spans, Statement

_PRONOUNS = frozenset("i we he she it they you his her its their our ours us them him one both the other who which".split())
_OWN_RELEASES = frozenset({"press release", "armed group"})
_MOST_SOURCES = 2_000
"""Different sources that are searched for the office of a bare name."""
_LONGEST_NAME = 3
"""Words of a person's bare name."""
_BODIES = frozenset("ministry office directorate department agency bureau commissariat administration".split())
"""Nouns of a body that a text names once in full and then repeats bare."""
_MATTERS = frozenset("health defence defense interior foreign affairs information media emergency emergencies justice prime public".split())
"""What such a body is for, often with a capital."""
_FIRST_PERSON = frozenset({"we", "our", "us", "ours"})

_HEADING_LENGTH, _HEADING_LINES = 600, 4
"""Characters and lines at the head of a text among which a release names itself and its issuer."""
_CALLED_RELEASE = re.compile(
    r"(?:for\simmediate\srelease|(?:press|media|news)\s(?:release|statement)|(?:(?:official|public|press)\s)?(?:statement|communiqué|communique))"
    r"(?:\s(?:to|for)\s(?:the\s)?(?:press|media))?:?",
    re.IGNORECASE,
)
_SENTENCE_ENDS = (".", "!", "?", ":")
_INSIDE_NAMES = frozenset("of the for and in on de du".split())


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
    """The body whose own release the report is, or None for a report about others.

    That is the issuer of the report's details, the outlet of a release, else the body that heads a text called a release.
    """
    if reading.report.issuer:
        return reading.report.issuer
    if reading.report.outlet:
        return reading.report.outlet if reading.report.form in _OWN_RELEASES else None
    return _heading_body(reading.text) if reading.report.form in {None, *_OWN_RELEASES} else None


def _heading_body(text: str) -> str | None:
    """The line at the head that names a body, where a line beside it calls the text a release ("Press release")."""
    lines = [line.strip() for line in text[:_HEADING_LENGTH].splitlines() if line.strip()][:_HEADING_LINES]
    called = next((number for number, line in enumerate(lines) if _CALLED_RELEASE.fullmatch(line)), None)
    if called is None:
        return None
    beside = [lines[number] for number in (called - 1, called + 1) if 0 <= number < len(lines)]
    return next((line for line in beside if not line.endswith(_SENTENCE_ENDS) and role_of(line) is not None and _is_name(line)), None)


def _is_name(line: str) -> bool:
    return all(word[:1].isupper() or word in _INSIDE_NAMES for word in words(line))


class Voices:
    """The voices of one report. Indexes actors and sources once, so that a report of thousands of statements stays quick."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._statements = {statement.id: statement for statement in reading.statements}
        self._by_name = {folded(actor.name): actor for actor in reversed(reading.actors)}
        self._mentions = sorted(
            ((*mention, position) for position, actor in enumerate(reading.actors) for mention in actor.mentions),
            key=lambda entry: entry[:2],
        )

    def issuer(self) -> Voice | None:
        """The voice of a release's plain sentences."""
        issuer = issuer_of(self._reading)
        return self._voice(issuer, (issuer,)) if issuer else None

    def of_statement(self, statement: Statement) -> Voice | None:
        """The voice of a statement; None when the cue hides who speaks and when it is the report's own opinion."""
        if statement.voice != "attributed":
            return None
        source = wording(self._reading.text, statement.source)
        antecedent = self._reading.text[slice(*statement.antecedent)] if statement.antecedent else ""
        known = tuple(phrase for phrase in (source, antecedent, statement.actor or "") if phrase)
        issuer = issuer_of(self._reading)
        if issuer and folded(source)[:1] and folded(source)[0] in _FIRST_PERSON:
            named, known = (issuer if _is_pronoun(source) else source), (*known, issuer)
            return self._voice(named, known, statement.source, issuer)
        if not known:
            return None
        spans = (*statement.source, *((statement.antecedent,) if statement.antecedent else ()))
        named = next((phrase for phrase in known if not _is_pronoun(phrase)), source)
        return self._voice(named, known, spans, statement.actor)

    def of_figure(self, figure: Figure) -> Voice | None:
        """The nearest named voice of a figure; in a release, for figures told in its own voice, the issuer."""
        statement = self._statements.get(figure.statement or "")
        stated = self.of_statement(statement) if statement else None
        if figure.source:
            phrases = (figure.source, *(stated.phrases if stated else ()))
            named = figure.source if not _is_pronoun(figure.source) or stated is None else stated.words
            return self._voice(named, phrases, statement.source if statement else (), statement.actor if statement else None)
        if statement is not None and ((statement.act == "denies" and (figure.min or 0) > 0) or statement.keeps_back):
            return None  # "said reports of 60 dead were exaggerated": who denies a count has not given it
        if stated is not None:
            return stated
        if statement is not None and statement.voice == "unsourced":
            return None
        return self.issuer()

    def of_releaser(self, mention: MediaMention) -> Voice | None:
        """Who made a media item public, or None when the report does not say."""
        return self._voice(mention.released_by, (mention.released_by,)) if mention.released_by else None

    def _voice(self, named: str, phrases: tuple[str, ...], spans: Spans = (), described: str | None = None) -> Voice:
        told = [phrase for phrase in phrases if not _is_pronoun(phrase)]
        actor = self._actor_at(spans) or self._actor_named(told)
        if all(role_of(phrase) is None for phrase in told):
            told += self._fuller_mentions(told)
        told += self._body_named_before(told[0], spans) if told else []
        if actor is not None:
            told += [phrase for phrase in (actor.name, actor.office) if phrase]
        key = folded(described or (actor.name if actor else named))
        return Voice(words=mid_sentence(_trimmed(named)), phrases=tuple(dict.fromkeys(told)), key=key, actor=actor)

    def _actor_at(self, spans: Spans) -> Actor | None:
        """The actor that most of one of the spans names: of "Kesh authorities" the authorities, not the place inside."""
        inside: list[tuple[int, int]] = []
        for start, end in spans:
            first = bisect.bisect_left(self._mentions, start, key=lambda entry: entry[0])
            for begins, ends, position in self._mentions[first:]:
                if begins >= end:
                    break
                if ends <= end and 2 * (ends - begins) > end - start:
                    inside.append((ends - begins, -position))
        return self._reading.actors[-max(inside)[1]] if inside else None

    def _actor_named(self, phrases: list[str]) -> Actor | None:
        named = (self._by_name.get(folded(phrase.split("(")[0])) for phrase in phrases)
        return next((actor for actor in named if actor is not None), None)

    def _fuller_mentions(self, phrases: list[str]) -> list[str]:
        """Sources of the report that give a bare name its office ("Brek" → "the surgeon, Ana Brek")."""
        bare = [frozenset(folded(phrase)) for phrase in phrases if phrase[:1].isupper() and len(folded(phrase)) <= _LONGEST_NAME]
        found = {source: None for words in bare for source, held in self._sources_with.get(min(words, default=""), ()) if words < held}
        return list(found)

    def _body_named_before(self, phrase: str, spans: Spans) -> list[str]:
        """The named body that a bare one repeats: "the ministry" after "the health ministry in Kesh", or in that ministry's release.

        The nearest before it counts, else the issuer. Words that every land has without saying whose ("the army", "police") repeat none.
        """
        bare = frozenset(folded(phrase))
        if not bare & _BODIES or _bears_a_name(phrase):
            return []
        start = spans[0][0] if spans else len(self._reading.text)
        before = [source for source, begins in self._named_bodies if begins < start and bare < frozenset(folded(source))]
        issuer = issuer_of(self._reading)
        own = [issuer] if issuer and _bears_a_name(issuer) and bare - {"of"} <= frozenset(folded(issuer)) else []
        return before[-1:] or own

    @cached_property
    def _named_bodies(self) -> list[tuple[str, int]]:
        """Sources that name a body and whose it is, with where they stand, in text order."""
        sources = [(wording(self._reading.text, said.source), said.source[0][0]) for said in self._reading.statements if said.source]
        named = [(source, start) for source, start in sources if _BODIES & set(folded(source)) and _bears_a_name(source)]
        return sorted(named, key=lambda found: found[1])[:_MOST_SOURCES]

    @cached_property
    def _named_by_office(self) -> list[tuple[str, frozenset[str]]]:
        """Sources that hold an office, in text order, each once, with their words."""
        sources = dict.fromkeys(wording(self._reading.text, statement.source) for statement in self._reading.statements)
        return [(source, frozenset(folded(source))) for source in sources if role_of(source) is not None][:_MOST_SOURCES]

    @cached_property
    def _sources_with(self) -> dict[str, list[tuple[str, frozenset[str]]]]:
        """The same by each of their words."""
        by_word: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for source, held in self._named_by_office:
            for word in held:
                by_word.setdefault(word, []).append((source, held))
        return by_word


def _bears_a_name(phrase: str) -> bool:
    """Whether a body is told from others by a name, beside its article and its office."""
    spelled = words(mid_sentence(phrase))
    return any(word[0].isupper() and role_of(word) is None and word.lower() not in _MATTERS for word in spelled)


def _is_pronoun(phrase: str) -> bool:
    return all(word in _PRONOUNS for word in folded(phrase))


def _trimmed(named: str) -> str:
    """A source span without the possessive or the relative that ties it to the next words ("the front's claim", "the militia, which")."""
    bare = named.strip()
    for tie in (", which", ", who", ", whose", ",", "'s", "’s"):
        bare = bare.removesuffix(tie)
    return bare
