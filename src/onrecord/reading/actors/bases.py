"""The mention that a base noun phrase is: its possessors, its names, its head noun."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.actors.mention import Mention
from onrecord.reading.actors.names import KIND_OF_USE, NameHit, state_words
from onrecord.reading.actors.vocabulary import (
    BODY_ENDINGS,
    MEMBERS,
    NAME_PARTICLES,
    NAMED_GROUP_WORDS,
    OFFICES,
    OPEN_GROUPS,
    PEOPLE,
    SPEECH_SIDE,
    TITLE_GENDER,
    UNITS,
    WEAPONS,
    gender_of,
    kind_of_head,
    number_of,
)
from onrecord.reading.acts import speaking_verbs
from onrecord.reading.harm import HARM_VERBS
from onrecord.reading.page import Page
from onrecord.reading.phrases import NounPhrase
from onrecord.reading.wordlists import words
from onrecord.reading.words import noun_lemma, verb_lemma
from onrecord.records.vocabulary import ActorKind

_LOCATIVE = words(
    """
    in at near from around outside across into through inside toward towards throughout over
    """
)
_HOLDERS = words(
    "alliance army cabinet coalition front government junta league military militia ministry movement navy police presidency rebel"
)
"""Bodies that stand before an office without a possessive mark."""
_HOLDER_KINDS: dict[str, ActorKind] = {"armed force": "state", "state body": "state", "armed group": "armed group"}
"""What an unknown name before a body is: "Orrian army" is a state's, "Osk fighters" a group's."""
_WEARING = words("army military navy police")
"""Forces whose name stands before their uniforms, posts and vehicles."""
_COLLECTIVES = words("farmers peasants people peoples soldiers students women workers youth")
_CITING = frozenset({"citing", "quoting"})
_OF_STATES = frozenset("army cabinet government junta military minister ministry navy parliament premier presidency president".split())
"""Bodies and offices that only a state, or who acts as one, has: what stands before them in the possessive is somebody."""
_BEARING = words("adamant dismissive furious keen quick quiet ready reluctant silent slow swift unmoved unrepentant")
"""Adjectives that only somebody who speaks or acts can be: they make a capital its government ("Cairo was quick to …")."""
_CALENDAR = words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march july september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
_GIVEN_MONTHS = frozenset({"april", "august", "june", "may"})
"""Months that are also persons' names."""
_NEGATIVE = frozenset({"no", "neither", "either", "each", "both", "any", "every", "what", "which"})


ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
"""It belongs to the name: "29th Brigade"."""


class BaseReader:
    """Reads the base phrases of one page; known names that are part of no mention are kept on the way in ``found``."""

    def __init__(self, page: Page, hits: Sequence[NameHit], groups: frozenset[tuple[str, ...]] = frozenset()) -> None:
        self.page = page
        self.groups = groups
        self.hit_at = {index: hit for hit in hits for index in range(hit.first, hit.last)}
        self.found: list[Mention] = []

    def phrase_at(self, index: int) -> NounPhrase | None:
        """The base noun phrase at a token with all of the known names at its ends ("Saint Osk and Velmar", "South" as an adverb)."""
        phrase = self.page.phrase_at.get(index)
        if phrase is None or phrase.pronoun:
            return phrase
        opening, closing = self.hit_at.get(phrase.first), self.hit_at.get(phrase.last - 1)
        before = self.hit_at.get(phrase.first - 1)
        if opening is None and before is not None and before.name.use == "people" and self.page.phrase_at.get(phrase.first - 1) is None:
            opening = before  # an adjective that is spelt like a verb opens the sentence
        first = min(phrase.first, opening.first) if opening is not None else phrase.first
        rest = self.page.phrase_at.get(closing.last - 1) if closing is not None else None
        if rest is None or rest.first < phrase.last:
            return phrase._replace(first=first)
        return NounPhrase(first, rest.last, rest.head, False)

    def keep(self, mention: Mention) -> None:
        """Keep a mention with those inside it."""
        self.found.append(mention)
        for inner in mention.inner:
            self.keep(inner)
        if mention.owner is not None and mention.owner not in mention.inner:
            self.keep(mention.owner)

    # ------------------------------------------------------------------ one base phrase

    def of_phrase(self, first: int, last: int) -> Mention | None:
        """The mention that a base noun phrase is; possessors become its owner. Left-over known names inside are kept."""
        owner: Mention | None = None
        start = first
        classes = self.page.classes
        for index in range(first, last):
            hit = self.hit_at.get(index)
            known = hit is not None and hit.first < index < hit.last - 1  # an alias that holds its possessor
            if classes[index] == "POS" and not known and not self._in_name(index, last):
                owner = self.of_segment(start, index, owner, possessive=True) or owner
                start = index + 1
        mention = self.of_segment(start, last, owner, possessive=False) if start < last else owner
        if mention is not None and mention.noun in _OF_STATES and mention.owner is not None and mention.owner.noun == "?":
            mention = replace(mention, owner=replace(mention.owner, noun="", definite=True))  # "Orria's army", whether or not Orria speaks
        if mention is not None and mention.first > first:
            mention = replace(mention, first=first)
        if mention is None and owner is not None:
            self.keep(owner)
        if mention is None:
            self._keep_loose(start, last)
        return mention

    def _in_name(self, index: int, last: int) -> bool:
        """A possessive inside a proper name: "New People's Army"."""
        tokens = self.page.tokens
        return (
            index + 1 < last
            and tokens[index + 1].text[0].isupper()
            and tokens[index - 1].text[0].isupper()
            and tokens[index - 1].lower in _COLLECTIVES
        )

    def _keep_loose(self, first: int, last: int) -> None:
        """Known names inside a phrase that is no mention itself: "Orrian airstrikes", "the Osk attack"."""
        index = first
        while index < last:
            hit = self.hit_at.get(index)
            if hit is not None and hit.first >= first and hit.last <= last:
                if hit.name.use != "seat" and not (hit.name.use in ("state", "people") and hit.last == last and self._located(first)):
                    self.found.append(self._of_hit(hit))
                index = hit.last
                continue
            if self.page.tokens[index].lower in _WEARING and index + 1 < last and index > first:  # "men in Orrian army uniform"
                body = self.of_segment(first, index + 1, None, possessive=False)
                if body is not None:
                    self.found.append(body)
            index += 1

    def _located(self, first: int) -> bool:
        return first > 0 and self.page.tokens[first - 1].lower in _LOCATIVE

    def _of_hit(self, hit: NameHit, *, first: int | None = None, last: int | None = None) -> Mention:
        words = tuple(token.text for token in self.page.tokens[hit.first : hit.last])
        kind = KIND_OF_USE.get(hit.name.use) or self._kind_of_party(words, hit)
        noun = noun_lemma(words[-1].lower()) if kind_of_head(words[-1].lower()) else ""
        return Mention(
            first if first is not None else hit.first, last or hit.last, hit.last - 1, kind, words, noun, True, hit=hit, definite=True
        )

    def _kind_of_party(self, words: tuple[str, ...], hit: NameHit) -> ActorKind:
        for spelling in (words, hit.name.canonical.split()):
            kind = kind_of_head(spelling[-1].lower())
            if spelling[-1].lower() in OPEN_GROUPS:
                return "armed group"  # it is given as one that takes part
            if kind is not None and kind != "unnamed":
                return "armed group" if kind == "armed force" and spelling[-1][0].isupper() and len(spelling) > 2 else kind
            if kind == "unnamed":
                return "armed group"
        return "armed group"

    def of_segment(self, first: int, last: int, owner: Mention | None, *, possessive: bool) -> Mention | None:
        """The mention that one piece between possessive marks is, its owner being the piece before."""
        tokens, classes = self.page.tokens, self.page.classes
        if tokens[first].lower == "that" and first + 1 < last and classes[last - 1] in ("NNS", "NNP"):
            first += 1  # "said that soldiers …": no determiner
        if (classes[first] in ("VBN", "VBG") and self._after_auxiliary(first)) or tokens[first].lower in _CITING:
            first += 1  # "have offered military aid": the verb is no part of the phrase
        core = first
        while core < last and self._before_core(core):
            core += 1
        if core >= last or (core == last - 1 and self._is_calendar(core, dated=core > first and classes[core - 1] == "CD")):
            return None
        definite = owner is not None or any(
            tokens[n].lower in ("the", "this", "that", "these", "those") or classes[n] == "PRP$" for n in range(first, core)
        )
        head = last - 1
        if any(tokens[n].lower in _NEGATIVE for n in range(first, core)):
            return None
        hit = self.hit_at.get(head)
        if hit is not None and hit.first >= core and hit.last >= last:
            if hit.name.use == "people" or (hit.name.use == "seat" and not (possessive or self._acts(first, last))):
                return None
            if hit.name.use == "state" and not possessive and self._located(first):
                return None
            if hit.first == core or classes[hit.first - 1] != "NNP":
                before = self._role_before(core, hit.first)
                mention = self._of_hit(hit, first=first if before or hit.first == core else hit.first, last=hit.last)
                return mention if before is None else replace(mention, office=before, owner=owner)
        name_start = self._name_start(core, last)
        if name_start is not None:
            return self._of_name(first, core, name_start, last, owner, definite=definite)
        return self._of_noun(first, core, last, owner, definite)

    def _before_core(self, index: int) -> bool:
        """Determiners, numbers and marks; also an article with a capital that the word classes take for a name ("(Agency) - The army")."""
        word, word_class = self.page.tokens[index].lower, self.page.classes[index]
        if word in ("the", "a", "an") and index not in self.hit_at:
            return True
        return word_class in ("DT", "PRP$", "CD", "PU") and not ORDINAL.fullmatch(word)

    def _is_calendar(self, index: int, *, dated: bool) -> bool:
        """A month or day, which is nobody's name; "May" or "June" alone may be somebody's, "12 June" is not."""
        word = self.page.tokens[index].lower.rstrip(".")
        return word in _CALENDAR or (dated and word in _GIVEN_MONTHS)

    def _after_auxiliary(self, index: int) -> bool:
        """Whether "be" or "have" stands before a token, adverbs aside: "had earlier | held"."""
        before = index - 1
        while before >= 0 and self.page.classes[before] == "RB":
            before -= 1
        return before >= 0 and (verb_lemma(self.page.tokens[before].lower) or "") in ("be", "have")

    def _role_before(self, core: int, end: int) -> str | None:
        words = [self.page.tokens[n].text for n in range(core, end) if self.page.classes[n] != "PU"]
        return " ".join(words) if words and kind_of_head(words[-1].lower()) else None

    def _name_start(self, core: int, last: int) -> int | None:
        """Where the run of name words that ends the segment begins; None when its last word is no name."""
        tokens = self.page.tokens
        start = last
        while start > core and (self._is_name_word(start - 1) or (start < last and self._joins_names(start - 1, last))):
            if start < last and ((start - 1 in self.hit_at and self._owns(start - 1)) or tokens[start - 1].lower.rstrip(".") in OFFICES):
                break
            start -= 1
        return start if start < last else None

    def _joins_names(self, index: int, last: int) -> bool:
        word = self.page.tokens[index].lower
        return (
            word in NAME_PARTICLES
            or ORDINAL.fullmatch(word) is not None
            or (self.page.classes[index] == "POS" and self._in_name(index, last))
        )

    def _is_name_word(self, index: int) -> bool:
        """A name by its class; in a headline any capitalised noun but the first word."""
        if not _has_capital(self.page.tokens[index].text):
            return False
        word_class = self.page.classes[index]
        return word_class == "NNP" or (word_class in ("NN", "NNS") and index > self.page.sentence_of(index)[0])

    def _owns(self, index: int) -> bool:
        return self.hit_at[index].name.use in ("people", "state", "party", "international")

    # ------------------------------------------------------------------ names

    def _of_name(self, first: int, core: int, start: int, last: int, owner: Mention | None, *, definite: bool) -> Mention | None:
        tokens = self.page.tokens
        words = tuple(token.text for token in tokens[start:last])
        role_words = [tokens[n] for n in range(core, start) if self.page.classes[n] != "PU"]
        role = role_words[-1].lower.rstrip(".") if role_words else ""
        hit_owner = self._owner_chain(core, start, owner)
        last_word = words[-1].lower().rstrip(".")
        if role in OFFICES or (role in PEOPLE and role_words):
            office = " ".join(token.text for token in role_words)
            gender = TITLE_GENDER.get(role.rstrip("."), gender_of(role))
            if kind_of_head(last_word) is None or len(words) > 1:
                person = Mention(first, last, last - 1, "person", words, "", True, owner=hit_owner, office=office or None)
                return replace(person, number="one", gender=gender, definite=True)
        kind = kind_of_head(last_word)
        if kind == "unnamed":  # "Prime Minister", "Foreign Minister" without a name
            return self._of_noun(first, core, last, owner, definite)
        if kind is not None and (len(words) > 1 or definite or hit_owner is not None):
            if kind == "armed force" and hit_owner is None and last_word in NAMED_GROUP_WORDS - UNITS and len(words) > 1:
                kind = "armed group"
            return Mention(first, last, last - 1, kind, words, noun_lemma(last_word), True, owner=hit_owner, definite=definite)
        body = kind_of_head(role)
        if body is not None:  # "the Orrian group X", "the charity Y"
            return Mention(first, last, last - 1, body, words, noun_lemma(role), True, owner=hit_owner, definite=True, office=role)
        if words in self.groups:
            return Mention(first, last, last - 1, "armed group", words, "", True, owner=hit_owner, definite=definite)
        if not definite and self._is_introduced(last):
            return Mention(first, last, last - 1, "person", words, "", True, owner=hit_owner, number="one")
        bodily = len(words) == 1 or last_word in BODY_ENDINGS
        if not self._voices(first, last):
            return Mention(
                first, last, last - 1, "organisation" if bodily else "person", words, "?", True, owner=hit_owner, definite=definite
            )
        kind = "organisation" if bodily or words[0].isupper() or definite else "person"
        return Mention(first, last, last - 1, kind, words, "", True, owner=hit_owner, definite=definite)

    def _is_introduced(self, last: int) -> bool:
        """Whether a name is followed by what is said of people only: ", 38," or ", whose son" or ", who"."""
        tokens = self.page.tokens
        if last + 2 >= len(tokens) or tokens[last].text != ",":
            return False
        word = tokens[last + 1].lower
        aged = word.isdecimal() and 1 < len(word) < 3 and tokens[last + 2].text in (",", ".", ")")
        return aged or word in ("who", "whose", "whom", "aged")

    def _owner_chain(self, first: int, last: int, possessor: Mention | None) -> Mention | None:
        """The owner that the words before a head name, and behind it whoever stands in the possessive ("Alda's junta leader")."""
        found = self._owner_in(first, last)
        if found is None:
            return possessor
        return replace(found, owner=possessor) if possessor is not None and found.owner is None and found.hit is None else found

    def _owner_in(self, first: int, last: int) -> Mention | None:
        """Whose body or office a phrase is by the words before its head: "an Orrian army spokesman", "the Kenyan ministry"."""
        tokens = self.page.tokens
        for index in range(last - 1, first - 1, -1):
            after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
            bodily = after in PEOPLE or after in OFFICES or after in WEAPONS
            if (tokens[index].lower in _HOLDERS and bodily) or (tokens[index].lower in OPEN_GROUPS and after in MEMBERS):
                holder = self.of_segment(first, index + 1, None, possessive=False)
                return replace(holder, definite=True) if holder is not None else None
        for index in range(last - 1, first - 1, -1):
            hit = self.hit_at.get(index)
            if hit is not None and hit.first >= first and hit.last <= last:
                return self._of_hit(hit)
        for index in range(last - 1, first - 1, -1):
            text = tokens[index].text
            lower = text.lower().rstrip(".")
            if lower in _CALENDAR or lower in ("the", "a", "an"):
                continue
            if self.page.classes[index] == "NNP" and text[0].isupper() and lower not in OFFICES and kind_of_head(lower) is None:
                kind = kind_of_head(tokens[last].lower) if last < len(tokens) else None
                longer = text in state_words()  # yet no hit: the last word of a longer name, "New Osk" beside the state Osk
                begin = self._name_before_members(first, index, opening=longer) if kind == "armed group" or longer else index
                core = tuple(token.text for token in tokens[begin : index + 1])
                return Mention(begin, index + 1, index, _HOLDER_KINDS.get(kind or "", "organisation"), core, "?", True)
        return None

    def _name_before_members(self, first: int, index: int, *, opening: bool) -> int:
        """Where the whole name begins whose fighters are named: "Osk Dar fighters"; with an opening adjective, "New Osk troops"."""
        begin, classes = index, ("NNP", "JJ") if opening else ("NNP",)
        while begin > first and self.page.classes[begin - 1] in classes and self.page.tokens[begin - 1].text[0].isupper():
            begin -= 1
        return begin

    def _voices(self, first: int, last: int) -> bool:
        """Whether a phrase is the subject of a verb of speaking, thinking or harming, or follows "said" or "according to"."""
        if (
            first
            and self.page.classes[first - 1] == "IN"
            and self.page.tokens[first - 1].lower
            not in ("by", "as", "that", "while", "because", "although", "if", "but", "after", "before")
        ):
            return False
        return self._acts(first, last) or (first >= 2 and self.page.words(first - 2, first).lower() == "according to")

    def _acts(self, first: int, last: int) -> bool:
        page = self.page
        end = len(page.tokens)
        index = self._past_complements(last)
        if index + 1 < end and page.tokens[index].text == "," and index + 1 in page.verb_at and page.verb_at[index + 1].first == index + 1:
            index += 1  # the end of an apposition: "one of them, Ben Orr, said"
        elif index < end and page.tokens[index].text == ",":  # an aside: ", 38," or ", who …,"
            close = next((n for n in range(index + 1, min(index + 18, end)) if page.tokens[n].text == ","), None)
            index = close + 1 if close is not None else index
        while index < end and page.classes[index] == "RB":
            index += 1
        group = page.verb_at.get(index)
        if (
            group is not None
            and group.first == index
            and group.finite
            and (group.lemma in ("quote", "cite") if group.passive else group.lemma in speaking_verbs() or group.lemma in HARM_VERBS)
        ):
            return True
        if group is not None and group.lemma == "be" and group.last < end and page.tokens[group.last].lower in _BEARING:
            return True
        before = page.verb_at.get(first - 1) if first else None
        return before is not None and before.head == first - 1 and (before.lemma in ("say", "add", "write") or before.lemma in SPEECH_SIDE)

    def _past_complements(self, index: int) -> int:
        """Past "of the clinic", "at the gate of the town": what belongs to a phrase before its verb."""
        page = self.page
        for _ in range(3):
            if index + 1 >= len(page.tokens) or page.tokens[index].lower not in ("of", "at", "for", "in", "from", "with"):
                break
            phrase = page.phrase_at.get(index + 1)
            if phrase is None or phrase.first != index + 1:
                break
            index = phrase.last
        return index

    # ------------------------------------------------------------------ described by a noun

    def _of_noun(self, first: int, core: int, last: int, owner: Mention | None, definite: bool) -> Mention | None:
        tokens = self.page.tokens
        head = last - 1
        noun = tokens[head].lower
        kind = kind_of_head(noun)
        if kind is None:
            return None
        hit_owner = self._owner_chain(core, head, owner)
        words = tuple(token.text for n, token in enumerate(tokens[core:last], core) if self.page.classes[n] != "PU" or token.text in "-&")
        proper = tokens[head].text[0].isupper() and head > first and len(words) > 1
        owned = proper or hit_owner is not None or owner is not None
        if noun in ("group", "groups", "opposition", "cell") and len(words) == 1 and not (owned or definite):
            return None
        if noun in MEMBERS and not (owned or definite) and not self._voices(first, last):
            return None
        if kind == "unnamed" and not (proper or hit_owner or owner or noun_lemma(noun) in OFFICES) and not self._voices(first, last):
            return None
        office = " ".join(words) if kind == "unnamed" and noun_lemma(noun) in OFFICES else None
        pronominal = self.page.classes[first] == "PRP$"
        mention = Mention(first, last, head, kind, words, noun_lemma(noun), proper, owner=hit_owner or owner, office=office)
        return replace(mention, definite=definite, pronominal=pronominal, number=number_of(noun), gender=gender_of(noun))


def _has_capital(word: str) -> bool:
    """ "al-Hadi" is a name word as "Hadi" is."""
    return word[0].isupper() or ("-" in word and any(letter.isupper() for letter in word))
