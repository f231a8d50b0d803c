"""Who stands behind each source: the named person or body, pronouns and short names resolved within the report."""

import re

from onrecord.reading.actors import ActorIndex
from onrecord.reading.actors.vocabulary import gender_of, kind_of_head, number_of
from onrecord.reading.page import Page
from onrecord.reading.protocol import Attribution
from onrecord.reading.statements.antecedents import (
    Pronoun,
    agrees,
    in_heading,
    nearest_actor,
    number_of_actor,
    opening_actor,
    people_since,
    person_since,
)
from onrecord.reading.statements.doers import side_of
from onrecord.reading.statements.draft import Cue, Draft
from onrecord.reading.wordlists import words
from onrecord.reading.words import noun_lemma
from onrecord.records import Actor, ReportDetails, Span

_PERSONAL = {
    **dict.fromkeys(("he", "him", "his"), ("one", "he")),
    **dict.fromkeys(("she", "her"), ("one", "she")),
    **dict.fromkeys(("it", "its"), ("body", "either")),
    **dict.fromkeys(("they", "them", "their"), ("many", "either")),
}
"""Pronoun → number and gender of whom it can stand for."""
_DOCUMENTS = words(
    """
    announcement article book caption channel column comment communique communiqué email letter message note post posts release
    remark remarks report speech statement statements testimony text tweet website words
    """
)
_RANKS = words(
    """
    army brigadier captain col colonel corporal gen lieutenant lt maj major military navy private sergeant sgt soldier soldiers trooper
    """
)
"""Words of an office that only somebody in a force bears; whose, the report tells when it knows but one force of a party."""
_MOUTHPIECES = frozenset({"spokesman", "spokeswoman", "spokesperson", "minister", "ambassador", "envoy"})
_SPEAKING_FOR = _MOUTHPIECES - {"minister", "ambassador"} | {"officer", "official"}
_REACH = 2000
"""Characters before "one of them" among which the group is sought when it has not spoken."""
_FIRST_PERSON = frozenset({"we", "i", "our", "my", "us", "me"})
_PARTITIVES = words(
    """
    one another some others both many most several two three all none either
    """
)
_BOTH = re.compile(
    r"(?i)^(?:both|each|either|neither|the two|all)\s+(?:of\s+)?(?:the\s+)?(?:warring\s+|opposing\s+|other\s+)?"
    r"(?:sides?|part(?:y|ies)|governments?|armies|countries|camps|of them)$|^(?:both|neither)$"
)
_LEADING = re.compile(r"(?i)^(?:the|a|an|this|these|those|that|his|her|its|their|our)\s+")
_TAIL = re.compile(r"\s*(?:\bthat$|,|;|\(|\bwho\b|\bwhich\b|\bwhose\b|\bspeaking\b|\bquoted\b|\breached\b).*$", re.DOTALL)
LOOK_BACK_PARAGRAPHS = 3
"""How many paragraphs before it a pronoun's speaker may stand; reports hardly ever reach further without a name."""


class Speakers:
    """Walks through the statements of a report in text order and remembers who has spoken."""

    def __init__(self, page: Page, index: ActorIndex, report: ReportDetails) -> None:
        self.page = page
        self.index = index
        self.actors = index.actors
        self.report = report
        self.said: list[tuple[int, Draft, str, str, str]] = []
        """Token index of a source, its statement, number ("one", "many", "body"), gender and head noun."""
        self._called: dict[int, str] = {}
        """Who was called "he" or "she" before, as ``_who`` tells them."""

    def settle(self, draft: Draft) -> None:
        """Fill actor, speaker, side and antecedent of a statement; statements must come in text order."""
        if not draft.source:
            return
        first, last = draft.source[0][0], draft.source[-1][1]
        if last - first > 1 and self.page.classes[last - 1] == "POS":
            last -= 1
        words = self.page.words(first, last)
        lower = words.lower()
        if last - first == 1 and lower in _FIRST_PERSON and words != "US":
            self._first_person(draft, first)
        elif last - first == 1 and lower in ("which", "who") and self._relative(draft, first):
            pass
        elif last - first == 1 and lower in _PERSONAL:
            self._pronoun(draft, first, *_PERSONAL[lower])
        elif _BOTH.match(lower):
            draft.speaker, draft.mutual = "; ".join(self._parties()) or words, True
        elif _partitive(lower):
            self._part_of(draft, first)
        else:
            at = self._past_partitive(first, last)
            self._named(draft, at, last, self.page.words(at, last))
        if draft.actor is not None:
            draft.side = draft.side or self._side(draft.actor, first)
        draft.side = draft.side or draft.speaker
        self._remember(draft, first, last)

    def _side(self, actor: Actor, first: int) -> str:
        """The side of a speaker. A spokesman or officer of no named body speaks for the army the report names, or for the body that
        spoke just before in the paragraph."""
        if actor.party is not None or actor.kind not in ("person", "unnamed") or actor.office is None:
            return side_of(actor)
        words = set(actor.office.lower().replace(".", "").split())
        if words & _RANKS:
            forces = [a for a in self.actors if a.kind == "armed force" and (actor.country is None or a.country in (None, actor.country))]
            sides = {a.party for a in forces if a.party} or {side_of(a) for a in forces}
            if len(sides) == 1:
                return sides.pop()
        if words & _MOUTHPIECES and self.said:
            at, said, number, *_ = self.said[-1]
            if number == "body" and said.side and self.page.paragraph_numbers[at] == self.page.paragraph_numbers[first]:
                return said.side
        return side_of(actor)

    # ------------------------------------------------------------------ names

    def _named(self, draft: Draft, first: int, last: int, words: str) -> None:
        span = self.page.span(first, last)
        actor = self.index.heading(self.page, span) or self._by_noun(first, last)
        owner = self._owner_of_document(first, last)
        if owner is not None:
            self._copy(draft, owner)
            return
        if self.page.tokens[last - 1].lower == "counterpart":
            draft.speaker, draft.side = self._counterpart(words, actor)
            return
        draft.actor = actor
        draft.speaker = self._joined(first, last) or (speaker_name(actor) if actor is not None else worded(words))
        if actor is not None and actor.kind == "state" and kind_of_head(words.rsplit(maxsplit=1)[-1].lower()) == "unnamed":
            draft.speaker = worded(words)  # "its officers" speak for themselves, not as the government
        if actor is not None and actor.kind == "state" and actor.country is None and _names_a_body(words):
            draft.speaker = worded(words)  # "the Aldan army": a land that the text names by its adjective alone has no government so called
        if actor is not None and actor.mentions and actor.mentions[0][0] < span[0] and len(actor.name) > len(words):
            draft.antecedent = _fullest(actor, span)
        if actor is not None and actor.kind == "unnamed":
            self._lend_body(draft, actor, first)
        possessive = self.page.tokens[first].lower
        if possessive in ("its", "his", "her", "their") and actor is not None and actor.party is None:
            holder = self._holder(first, *_PERSONAL[possessive])
            if holder is not None:
                draft.side = holder.side
                if actor.kind == "person" and actor.office and holder.speaker:
                    draft.speaker = f"{actor.name} ({actor.office}, {holder.speaker})"
        own = self.report.issuer or self.report.outlet
        if possessive == "our" and own is not None and self.page.quoted[first] is None and (actor is None or actor.party is None):
            body = self._body_called(own)
            draft.speaker = f"{draft.speaker} ({body.name if body is not None else own})"
            draft.side = side_of(body) if body is not None else own
        if actor is None and possessive in ("its", "their") and draft.side is None:
            holder = self._holder(first, *_PERSONAL[possessive])
            if holder is not None and holder.speaker:
                draft.speaker, draft.side = f"{draft.speaker} ({holder.speaker})", holder.side

    def _body_called(self, name: str) -> Actor | None:
        """The actor that the text calls by a name, under whichever name it is kept."""
        lower, text = name.lower(), self.page.text
        return next((a for a in self.actors if a.name.lower() == lower or any(text[b:e].lower() == lower for b, e in a.mentions)), None)

    def _lend_body(self, draft: Draft, actor: Actor, first: int) -> None:
        """ "The navy denied it; a duty officer said …": an official of no named body is of the body that spoke just before."""
        if actor.party is not None or actor.country is not None or not self.said or not actor.name.endswith(" (unnamed)"):
            return
        described = actor.name.removesuffix(" (unnamed)")
        at, said, number, *_ = self.said[-1]
        near = self.page.paragraph_numbers[at] == self.page.paragraph_numbers[first]
        if described.split()[-1] not in _SPEAKING_FOR or " of " in described or number != "body" or said.actor is None or not near:
            return
        if said.actor.kind in ("armed force", "armed group", "state body", "state"):
            draft.speaker, draft.side = f"{described} ({said.speaker})", said.side

    def _joined(self, first: int, last: int) -> str | None:
        """ "A and other B": several speakers, named one after another; None for a single one."""
        page = self.page
        first += page.tokens[first].lower == "both" and last - first > 3
        cuts = [
            n for n in range(first + 1, last - 1) if page.tokens[n].lower in ("and", ",") and page.tokens[n - 1].lower not in (",", "and")
        ]
        joint = next((n for n in cuts if page.tokens[n].lower == "and"), None)
        if joint is None or any(m[0] < page.tokens[joint].start < m[1] for m, _ in self.index.over(page.span(joint, joint + 1))):
            return None
        parts: list[str] = []
        for start, end in ((first, joint), (joint + 1, last)):
            phrase = page.phrase_at.get(start)
            if phrase is None or phrase.first != start or phrase.pronoun or page.phrase_at.get(end - 1) is None:
                return None
            span = page.span(start, end)
            actor = self.index.heading(page, span)
            said = page.words(start, end)
            parts.append(speaker_name(actor) if actor is not None else worded(said))
        return "; ".join(parts)

    def _by_noun(self, first: int, last: int) -> Actor | None:
        """ "the ministry": the body named last before that bears the noun."""
        if last - first > 2 or self.page.tokens[first].lower not in ("the", "this", "that"):
            return None
        noun, at = self.page.tokens[last - 1].lower, self.page.tokens[first].start
        if kind_of_head(noun) in (None, "unnamed"):
            return None
        return next((actor for _, actor in self.index.before(at, max(at - _REACH, 0)) if noun in actor.name.lower().split()), None)

    def _owner_of_document(self, first: int, last: int) -> Draft | None:
        """ "its statement read": who speaks is whose statement it is."""
        phrase = self.page.phrase_at.get(first)
        head = phrase.head if phrase is not None and phrase.head < last else last - 1
        word = self.page.tokens[first].lower
        if self.page.classes[first] != "PRP$" or word not in _PERSONAL or self.page.tokens[head].lower not in _DOCUMENTS:
            return None
        return self._holder(first, *_PERSONAL[word])

    def _counterpart(self, words: str, actor: Actor | None) -> tuple[str, str | None]:
        """ "its Armenian counterpart": the same office as the last body or person named, of the country that is told."""
        country = actor.name if actor is not None and actor.kind == "state" else None
        own = next((a for a in self.actors if a.kind == "state" and any(self._within(m, words) for m in a.mentions)), None)
        country = country or (own.name if own is not None else None)
        before = self.said[-1][1] if self.said else None
        if before is None or before.actor is None or country is None:
            return worded(words), actor.party if actor is not None else None
        name = before.speaker or ""
        old = next((a.name for a in self.actors if a.kind == "state" and a.country == before.actor.country and a.country), None)
        side = own.party or own.name if own is not None else country
        return (name.replace(old, country) if old and old in name else f"{worded(words)} of {country}"), side

    def _within(self, mention: Span, words: str) -> bool:
        return self.page.text[mention[0] : mention[1]] in words

    # ------------------------------------------------------------------ pronouns

    def _first_person(self, draft: Draft, index: int) -> None:
        quotation = self.page.quoted[index]
        if quotation is not None:
            inside = next(
                (d for _, d, *_ in reversed(self.said) if d.content and abs(self.page.tokens[d.place].start - quotation.start) < 400), None
            )
            if inside is not None:
                self._copy(draft, inside)
                return
        name = self.report.issuer or self.report.outlet
        if name is None:
            draft.speaker = None
            return
        draft.speaker = draft.side = name
        for actor in self.actors:
            if actor.name.lower() == name.lower() or (actor.party and actor.party.lower() == name.lower()):
                draft.actor = actor if actor.name.lower() == name.lower() else None
                draft.side = side_of(actor)
                return

    def _pronoun(self, draft: Draft, index: int, number: str, gender: str) -> None:
        """Whom a pronoun stands for; in somebody's quoted words that is often nobody the report names ("They tell me …")."""
        quotation = self.page.quoted[index]
        holder = self._holder(index, number, gender)
        if quotation is not None and holder is not None:
            named = holder.antecedent or (self.page.span(*holder.source[0]) if holder.source else None)
            if named is not None and not quotation.start <= named[0] < quotation.end:
                return
        if holder is not None:
            self._copy(draft, holder)
            if number == "one":
                self._called.setdefault(_who(holder), gender)

    def _relative(self, draft: Draft, index: int) -> bool:
        """ "the command, which dismisses …": who speaks is whoever is named right before; False when nobody is."""
        page = self.page
        before = index - 1
        while before >= 0 and page.classes[before] == "PU":
            before -= 1
        if before < 0 or page.sentence_numbers[before] != page.sentence_numbers[index]:
            return False
        for _, said, *_ in reversed(self.said[-3:]):
            if said.source and said.source[-1][1] - 1 == before:
                self._copy(draft, said)
                return True
        edge = page.tokens[before].end
        ending = [(m, a) for m, a in self.index.over(page.span(before, index)) if abs(m[1] - edge) <= 1]
        if not ending:
            return False
        _, actor = max(ending, key=lambda pair: pair[0][1] - pair[0][0])
        self._copy(draft, self._stand_in(actor, index))
        return True

    def _holder(self, index: int, number: str, gender: str) -> Draft | None:
        """Whom a pronoun stands for: named before it in its sentence, else the last speaker, else the actor named last."""
        first = self.page.sentence_of(index)[0]
        said = self._last(number, gender, before=index)
        if said is not None and said.source[0][0] >= first:
            return said
        if said is not None:
            nearer = self._named_since(index, said, number, gender)
            if nearer is not None:
                return nearer
        it = Pronoun(index, number, gender)
        actor = nearest_actor(self.page, self.index, it, self.page.tokens[first].start) if number != "many" else None
        if actor is None:
            if said is not None:
                return said
            sentence = self.page.sentence_numbers[index]
            actor = nearest_actor(self.page, self.index, it, self.page.tokens[self.page.sentences[max(sentence - 2, 0)][0]].start)
        return self._standing_for(actor, it)

    def _named_since(self, index: int, said: Draft, number: str, gender: str) -> Draft | None:
        """Whom a pronoun stands for rather than for the last speaker: somebody named since."""
        after = said.source[0][0]
        it = Pronoun(index, number, gender)
        if number == "many":
            people = people_since(self.page, it, after) if self._number(said) == "body" else None
            return self._described(people) if people is not None else None
        actor = opening_actor(self.page, self.index, it, after)
        if actor is None and number == "one" and self.page.paragraph_numbers[after] != self.page.paragraph_numbers[index]:
            actor = person_since(self.page, self.index, it, after)
        return self._standing_for(actor, it)

    def _described(self, phrase: tuple[int, int]) -> Draft:
        """People described by a noun before a pronoun, in the shape of a speaker."""
        stand_in = Draft(Attribution((), (), (), 0.0, ""), Cue("", "", None), (), (), ())
        stand_in.speaker = worded(self.page.words(*phrase))
        stand_in.antecedent = self.page.span(*phrase)
        return stand_in

    def _number(self, said: Draft) -> str:
        return next((number for _, draft, number, *_ in self.said if draft is said), "any")

    def _standing_for(self, actor: Actor | None, it: Pronoun) -> Draft | None:
        """An actor whom a pronoun may stand for: nobody where it was called by another one."""
        return self._stand_in(actor, it.at) if actor is not None and self._called.get(id(actor), it.gender) == it.gender else None

    def _stand_in(self, actor: Actor, index: int) -> Draft:
        """An actor named before a pronoun, in the shape of a speaker."""
        stand_in = Draft(Attribution((), (), (), 0.0, ""), Cue("", "", None), (), (), ())
        stand_in.actor, stand_in.speaker, stand_in.side = actor, speaker_name(actor), side_of(actor)
        stand_in.antecedent = _nearest_before(actor, self.page.tokens[index].start)
        return stand_in

    def _copy(self, draft: Draft, holder: Draft) -> None:
        draft.actor, draft.speaker, draft.side = holder.actor, holder.speaker, holder.side
        draft.antecedent = holder.antecedent or (self.page.span(holder.source[0][0], holder.source[-1][1]) if holder.source else None)

    def _last(self, number: str, gender: str, *, before: int) -> Draft | None:
        """The last speaker before a token that a pronoun of this number and gender can stand for."""
        here = self.page.paragraph_numbers[before]
        for at, said, its_number, its_gender, _ in reversed(self.said):
            if at >= before:
                continue
            if here - self.page.paragraph_numbers[at] > LOOK_BACK_PARAGRAPHS or (here and in_heading(self.page, at)):
                break
            known = self._called.get(_who(said), its_gender) if its_gender == "either" else its_gender
            if agrees(number, gender, its_number, known):
                return said
        return None

    # ------------------------------------------------------------------ parts of groups

    def _past_partitive(self, first: int, last: int) -> int:
        """ "one of them, Ben Orr": the name in apposition is the speaker."""
        tokens = self.page.tokens
        spoken = [tokens[n].lower for n in range(first, min(first + 4, last))]
        return first + 4 if spoken[:1] and spoken[0] in _PARTITIVES and spoken[1:] == ["of", "them", ","] and first + 4 < last else first

    def _part_of(self, draft: Draft, first: int) -> None:
        holder = self._last("many", "either", before=first)
        if holder is None:
            actor = nearest_actor(self.page, self.index, Pronoun(first, "many", "either"), max(self.page.tokens[first].start - _REACH, 0))
            if actor is None:
                draft.speaker = worded(self.page.words(draft.source[0][0], draft.source[-1][1]))
                return
            draft.speaker, draft.side, draft.antecedent = actor.name, side_of(actor), _nearest_before(actor, self.page.tokens[first].start)
        else:
            self._copy(draft, holder)
            draft.actor = None
        draft.speaker = _one_of((draft.speaker or "").removesuffix(" (unnamed)")) if draft.speaker else None

    def _parties(self) -> list[str]:
        return list(dict.fromkeys(actor.party for actor in self.actors if actor.party))

    # ------------------------------------------------------------------ memory

    def _remember(self, draft: Draft, first: int, last: int) -> None:
        phrase = self.page.phrase_at.get(first)
        head = self.page.tokens[phrase.head if phrase is not None and phrase.head < last else last - 1]
        noun, lower = head.lower, self.page.tokens[first].lower
        if draft.actor is not None:
            number, gender = number_of_actor(draft.actor)
        elif lower in _PERSONAL:
            number, gender = _PERSONAL[lower]
        elif kind_of_head(noun) == "unnamed":
            number, gender = ("many" if number_of(noun) == "many" else "one"), gender_of(noun)
        elif kind_of_head(noun) is not None or (head.text[0].islower() and not self.page.tokens[last - 1].text[0].isupper()):
            number, gender = "body", "either"
        else:
            number, gender = "any", "either"
        place = len(self.said)
        while place and any(start <= first < end for start, end in self.said[place - 1][1].source):
            place -= 1  # who speaks inside another's name ("the front, whose men the army accuses, …") is not the last to have spoken
        self.said.insert(place, (first, draft, number, gender, noun))


def _names_a_body(words: str) -> bool:
    """Whether a source is a body, or somebody, of the land that it names ("the Aldan army", "the Aldan")."""
    spelled = words.split()
    return kind_of_head(spelled[-1].lower()) is not None or (len(spelled) == 2 and spelled[0].lower() in {"the", "a", "an"})


def _who(said: Draft) -> int:
    """The same for all statements of one actor; of a speaker who is no actor for that one alone."""
    return id(said.actor if said.actor is not None else said)


def _partitive(lower: str) -> bool:
    """ "one of them", "the other": part of a group that spoke or was named before."""
    words = lower.split()
    if words == ["the", "other"]:
        return True
    return words[0] in _PARTITIVES and (len(words) == 1 or words[1:] in (["of", "them"], ["of", "the", "two"]))


def speaker_name(actor: Actor) -> str:
    """The name under which a statement gives its speaker: role or side in brackets, a state as its government."""
    if actor.kind == "state":
        article = (
            "the "
            if actor.name.startswith(("United", "Republic", "Democratic")) or actor.name.endswith(("Republic", "es", "Islands", "lands"))
            else ""
        )
        return f"Government of {article}{actor.name}"
    if actor.kind == "person":
        if actor.office and actor.party and actor.party.split()[0].lower() not in actor.office.lower():
            return f"{actor.name} ({actor.office}, {actor.party})"
        bracket = actor.office or actor.party
        return f"{actor.name} ({bracket})" if bracket else actor.name
    return actor.name


def worded(words: str) -> str:
    """A source by its own words: without article and without what follows the noun phrase."""
    text = " ".join(words.split()).strip("\"“”'’ ")
    short = _TAIL.sub("", text) or text
    return _LEADING.sub("", short) or short


def _one_of(group: str) -> str:
    """ "security officials" → "security official (unnamed)"."""
    head, mark, tail = group.partition(next((mark for mark in (" of ", " in ", " at ", " from ", " for ") if mark in group), "\0"))
    words = head.split()
    words[-1] = noun_lemma(words[-1].lower()) if words[-1].islower() else words[-1]
    return f"{' '.join(words)}{mark if tail else ''}{tail} (unnamed)"


def _fullest(actor: Actor, span: Span) -> Span | None:
    """The longest earlier mention of an actor."""
    earlier = [m for m in actor.mentions if m[1] <= span[0]]
    return max(earlier, key=lambda m: (m[1] - m[0], -m[0]), default=None)


def _nearest_before(actor: Actor, at: int) -> Span | None:
    return max((m for m in actor.mentions if m[1] <= at), default=None)
