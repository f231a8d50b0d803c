"""How far a mention reaches beyond its base phrase: abbreviation, complement, apposition."""

from dataclasses import replace

from onrecord.reading.actors.bases import ORDINAL, BaseReader
from onrecord.reading.actors.mention import Mention
from onrecord.reading.actors.vocabulary import OPEN_GROUPS, SPEECH_SIDE, kind_of_head
from onrecord.reading.wordlists import phrases, words
from onrecord.reading.words import VERBS

_NAMING = phrases(
    """
    named, called, identified as, identified only as, known as, nicknamed, who goes by, who gave his name as, who gave her name
    as, who gave his name only as, who gave her name only as, who gave only the name, calling himself, calling herself, who calls
    himself
    """
)
_LONGEST_LIST = 60
"""Tokens back over a list of names to the preposition before it."""
_LEADING = words("chair command direct head lead represent run speak")
_FIELDS_AND_AREAS = words(
    """
    affairs agriculture area camp capital city communications country county defence defense district education emergencies
    enclave finance foreign health information interior island islands justice labour mission nation neighbourhood neighborhood
    north operations parliament peninsula prefecture prisons province region relations rights safety security settlement south
    east west staff state strip territory town township transport valley village war
    """
)


class TailReader:
    """Puts the tails on the mentions that a base reader finds."""

    def __init__(self, bases: BaseReader) -> None:
        self.bases = bases
        self.page = bases.page

    def with_tail(self, mention: Mention) -> Mention:
        """The mention with everything that belongs to it."""
        mention = self._with_abbreviation(mention)
        mention = self._with_complement(mention)
        if mention.owner is None and not mention.inner:  # "Ministry of Defence of Alda"
            mention = self._with_complement(mention)
        mention = self._with_abbreviation(mention)
        return self._with_apposition(mention)

    def _with_abbreviation(self, mention: Mention) -> Mention:
        """ "Osk Support Forces (OSF)": capitals in brackets name the same body."""
        tokens, at = self.page.tokens, mention.last
        if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 2].text == ")" and mention.abbreviation is None:
            short = tokens[at + 1].text
            if 2 <= len(short) <= 10 and sum(letter.isupper() for letter in short) >= 2:
                return replace(mention, last=at + 3, abbreviation=short)
        return mention

    def _with_complement(self, mention: Mention) -> Mention:
        """ "ministry of defence", "spokesman for the army", "government in X", "fighters of the Y"."""
        page, at = self.page, mention.last
        if at + 1 >= len(page.tokens) or mention.noun == "?" or not (mention.noun or mention.kind == "person"):
            return mention
        word = page.tokens[at].lower
        if mention.kind == "person" and word != "of":
            return mention
        if (mention.kind in ("armed force", "armed group") or mention.noun in OPEN_GROUPS) and word in ("in", "at", "from", "on"):
            return mention  # where it stands is no part of its name
        if word not in ("of", "for", "in", "at", "from", "with", "on") or (
            word == "on" and not (page.tokens[at + 1].lower == "the" or (mention.named and page.tokens[at + 1].text[0].isupper()))
        ):
            return mention
        phrase = self.bases.phrase_at(at + 1)
        if (
            phrase is None
            or phrase.first != at + 1
            or phrase.pronoun
            or page.sentence_numbers[at + 1] != page.sentence_numbers[mention.head]
        ):
            return mention
        if any(page.tokens[n].text[0].isdigit() and not ORDINAL.fullmatch(page.tokens[n].lower) for n in range(phrase.first, phrase.last)):
            return mention
        if page.classes[phrase.first] == "VBG" and page.tokens[phrase.first].text[0].islower():
            return mention  # "accused by the council of having shelled villages": a deed is nobody's name
        if word == "in" and page.classes[phrase.first] != "DT" and page.classes[phrase.first] != "NNP":
            return mention
        words = tuple(token.text for token in page.tokens[phrase.first : phrase.last])
        if word in ("of", "for", "with") and (self._charged(mention) or not self._may_own(phrase.first, phrase.last)):
            return mention
        field = page.tokens[phrase.last - 1].lower in _FIELDS_AND_AREAS and phrase.last - 1 not in self.bases.hit_at
        inner = None if field else self.bases.of_phrase(phrase.first, phrase.last)
        end = phrase.last
        if inner is not None:
            inner = self._with_complement(self._with_abbreviation(inner))
            end = inner.last
        name = self._name_after_office(mention, phrase.first, phrase.last) if word == "of" else None
        if name is not None:
            office = page.words(mention.first, name)
            core = tuple(token.text for token in page.tokens[name : phrase.last])
            person = replace(mention, last=phrase.last, head=phrase.last - 1, kind="person", core=core, noun="", named=True)
            return replace(person, office=office, number="one", definite=True)
        if mention.kind == "person":  # "Colonel Orr of the 8th Division"
            return replace(mention, last=end, owner=mention.owner or inner, inner=(*mention.inner, inner)) if inner is not None else mention
        small = ("the", "of", "for", "and")
        proper = page.tokens[mention.head].text[0].isupper() and all(w[0].isupper() or w in small or not w[0].isalpha() for w in words)
        joined = (*mention.core, word, *words) if word in ("of", "for", "at", "in", "from", "on") else mention.core
        owner = mention.owner or inner
        return replace(
            mention,
            last=end,
            core=joined,
            owner=owner,
            named=mention.named or (proper and word in ("of", "for")),
            inner=(*mention.inner, *((inner,) if inner else ())),
        )

    def _charged(self, mention: Mention) -> bool:
        """ "accused the army of …", "blames the front for …": what follows is the charge."""
        before = self.page.verb_at.get(mention.first - 1)
        return before is not None and before.lemma in SPEECH_SIDE

    def _may_own(self, first: int, last: int) -> bool:
        """What a body or office can be of: somebody, some place, or a field of office."""
        if any(self.page.classes[n] == "NNP" for n in range(first, last)):
            return True
        word = self.page.tokens[last - 1].lower
        return kind_of_head(word) is not None or word in _FIELDS_AND_AREAS

    def _name_after_office(self, mention: Mention, first: int, last: int) -> int | None:
        """ "Secretary of State Ada Quill": the name begins after the field of office."""
        tokens, classes = self.page.tokens, self.page.classes
        if mention.noun not in ("secretary", "minister", "chief", "director", "head", "speaker"):
            return None
        if (
            last - first >= 2
            and tokens[first].lower in ("state", "staff", "defense", "defence", "government", "interior", "mission")
            and classes[first + 1] == "NNP"
        ):
            return first + 1
        return None

    def _with_apposition(self, mention: Mention) -> Mention:
        """ "the regional governor, Ada Quill," and "Ada Quill, a doctor,": role and name are one person."""
        page, at = self.page, mention.last
        tokens = page.tokens
        if at + 1 >= len(tokens):
            return mention
        led = self._led_by(mention)
        if led is not None:
            return led
        start = self._apposed_at(at)
        if start is None:
            return mention
        phrase = self.bases.phrase_at(start)
        if phrase is None or phrase.first != start or phrase.pronoun or page.sentence_numbers[start] != page.sentence_numbers[mention.head]:
            return mention
        if mention.kind == "unnamed" and mention.number != "many":
            segment = self.bases.of_segment(phrase.first, phrase.last, None, possessive=False)
            if (
                segment is not None
                and segment.named
                and segment.kind in ("person", "organisation")
                and segment.hit is None
                and self._ends_apposition(phrase.last)
            ):
                gender = segment.gender if segment.gender != "either" else mention.gender
                office = " ".join(mention.core)
                end = phrase.last + (
                    phrase.last < len(tokens) and tokens[phrase.last].text in "\"”'’»" and tokens[phrase.first - 1].text in "\"“'‘«"
                )
                person = replace(mention, last=end, head=phrase.last - 1, kind="person", core=segment.core, noun="", named=True)
                return replace(person, office=office, gender=gender, number="one", definite=True, owner=mention.owner or segment.owner)
        bare = mention.kind in ("person", "organisation") and mention.named and mention.noun in ("", "?") and mention.hit is None
        if bare and not self._after_place(mention.first):
            role = self.bases.of_phrase(phrase.first, phrase.last)
            if role is not None and not role.named:
                role = self._with_complement(role)
                if role.kind == "unnamed" and role.number != "many":
                    return replace(mention, last=role.last, kind="person", office=" ".join(role.core), owner=mention.owner or role.owner,
                                    noun="", gender=role.gender, number="one", inner=(*mention.inner, *role.inner))  # fmt: skip
                if role.kind not in ("unnamed", "person"):
                    return replace(
                        mention,
                        last=role.last,
                        kind=role.kind,
                        noun=role.noun,
                        owner=mention.owner or role.owner,
                        inner=(*mention.inner, *role.inner),
                    )
        return mention

    def _led_by(self, mention: Mention) -> Mention | None:
        """ "Ben Orr, who commands the 4th Brigade": whom a person leads or speaks for is whose person it is."""
        page, at = self.page, mention.last
        if mention.owner is not None or mention.kind not in ("person", "organisation") or not mention.named or mention.hit is not None:
            return None
        if page.tokens[at].text != "," or at + 3 >= len(page.tokens) or page.tokens[at + 1].lower != "who":
            return None
        verb = page.verb_at.get(at + 2)
        if verb is None or verb.first != at + 2 or verb.lemma not in _LEADING:
            return None
        start = verb.last + (page.tokens[verb.last].lower == "for" if verb.last < len(page.tokens) else 0)
        phrase = self.bases.phrase_at(start)
        body = self.bases.of_phrase(phrase.first, phrase.last) if phrase is not None and phrase.first == start else None
        if body is None or body.kind in ("person", "unnamed"):
            return None
        return replace(mention, kind="person", noun="", number="one", owner=body, inner=(*mention.inner, body))

    def _apposed_at(self, at: int) -> int | None:
        """Where a name in apposition may begin: after a comma, "named", "known as", "who goes by", with or without a quotation mark."""
        tokens = self.page.tokens
        comma = tokens[at].text == ","
        following = tuple(token.lower for token in tokens[at + (tokens[at].text == ",") : at + 8])
        for phrase in _NAMING:
            if following[: len(phrase)] == phrase:
                start = at + comma + len(phrase)
                return start + 1 if start < len(tokens) and tokens[start].text in "\"“'‘«" else start
        return at + 1 if comma else None

    def _after_place(self, first: int) -> bool:
        """ "in Port Alda, the mayor said": a name behind a preposition, or in a list behind one, is no person in apposition."""
        tokens, classes = self.page.tokens, self.page.classes
        index, reach = first - 1, max(first - _LONGEST_LIST, 0)
        while index >= reach and (tokens[index].text == "," or classes[index] == "NNP"):
            index -= 1
        return index >= reach and classes[index] in ("IN", "TO")

    def _ends_apposition(self, at: int) -> bool:
        """A name in apposition is followed by a comma, a full stop, a quotation mark, a bracket or a verb."""
        tokens = self.page.tokens
        return (
            at >= len(tokens)
            or tokens[at].text in ",.;:”\"')–—-"
            or self.page.classes[at] in VERBS
            or self.page.classes[at] in ("MD", "RB", "IN", "CC")
        )
