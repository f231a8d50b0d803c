"""Where a text mentions a person or body, what the wording says about it, and how far the mention reaches."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.reading.acts import speaking_verbs
from onrecord.reading.actors.names import NameHit
from onrecord.reading.actors.vocabulary import (
    NAME_PARTICLES,
    NAMED_GROUP_WORDS,
    OFFICES,
    PEOPLE,
    TITLE_GENDER,
    Gender,
    Number,
    gender_of,
    kind_of_head,
    number_of,
)
from onrecord.reading.harm import HARM_VERBS
from onrecord.reading.page import Page
from onrecord.reading.words import VERBS, noun_lemma
from onrecord.records.vocabulary import ActorKind


@dataclass(frozen=True)
class Mention:
    """One place where somebody is named or described; token indices, end exclusive."""

    first: int
    last: int
    head: int
    kind: ActorKind
    core: tuple[str, ...]
    """The wording without article and possessor ("health ministry"), or the proper name of a person."""
    noun: str
    """Head noun in lower case, singular; empty for a bare name."""
    named: bool
    """True when the mention holds a proper name of its own."""
    hit: NameHit | None = None
    """The known name that it is."""
    owner: "Mention | None" = None
    """Whose body or office it is: possessor, adjective, or what follows "of"."""
    office: str | None = None
    abbreviation: str | None = None
    definite: bool = False
    pronominal: bool = False
    """True when a possessive pronoun says whose it is ("its forces")."""
    number: Number = "either"
    gender: Gender = "either"
    inner: tuple["Mention", ...] = field(default=(), repr=False)
    """Mentions that stand inside it."""


_LOCATIVE = frozenset("in at near from around outside across into through inside toward towards throughout over".split())
_NAMING = (
    ("named",), ("called",), ("identified", "as"), ("identified", "only", "as"), ("known", "as"), ("nicknamed",), ("who", "goes", "by"), ("who", "gave", "his", "name", "as"),
    ("who", "gave", "her", "name", "as"), ("who", "gave", "his", "name", "only", "as"), ("who", "gave", "her", "name", "only", "as"), ("who", "gave", "only", "the", "name"), ("calling", "himself"), ("calling", "herself"), ("who", "calls", "himself"),
)  # fmt: skip
_NEGATIVE = frozenset({"no", "neither", "either", "each", "both", "any", "every", "what", "which"})
_FIELDS_AND_AREAS = frozenset(
    """
    affairs agriculture area camp capital city communications country county defence defense district education emergencies enclave finance foreign health
    information interior island islands justice labour mission nation neighbourhood neighborhood north operations parliament peninsula prefecture prisons province region relations
    rights safety security settlement south east west staff state strip territory town township transport valley village war
    """.split()
)
_SPEECH_SIDE = frozenset("accuse blame urge warn tell ask condemn criticise criticize press charge denounce thank".split())


class MentionFinder:
    """Reads the mentions of one page; made for one page and thrown away."""

    def __init__(self, page: Page, hits: Sequence[NameHit]) -> None:
        self.page = page
        self.hit_at = {index: hit for hit in hits for index in range(hit.first, hit.last)}
        self.found: list[Mention] = []

    def find(self) -> tuple[Mention, ...]:
        """All mentions in order of their first token; inner ones come after the one that holds them."""
        phrases = self.page.noun_phrases
        number = 0
        while number < len(phrases):
            phrase = phrases[number]
            number += 1
            if phrase.pronoun:
                continue
            mention = self._of_phrase(phrase.first, phrase.last)
            if mention is None:
                continue
            mention = self._with_tail(mention)
            self._keep(mention)
            while number < len(phrases) and phrases[number].first < mention.last:
                number += 1
        return tuple(sorted(self.found, key=lambda m: (m.first, -m.last)))

    def _keep(self, mention: Mention) -> None:
        self.found.append(mention)
        for inner in mention.inner:
            self._keep(inner)
        if mention.owner is not None and mention.owner not in mention.inner:
            self._keep(mention.owner)

    # ------------------------------------------------------------------ one base phrase

    def _of_phrase(self, first: int, last: int) -> Mention | None:
        """The mention that a base noun phrase is; possessors become its owner. Left-over known names inside are kept."""
        owner: Mention | None = None
        start = first
        classes = self.page.classes
        for index in range(first, last):
            if classes[index] == "POS":
                owner = self._of_segment(start, index, owner, possessive=True) or owner
                start = index + 1
        mention = self._of_segment(start, last, owner, possessive=False) if start < last else owner
        if mention is not None and mention.first > first:
            mention = _replace(mention, first=first)
        if mention is None and owner is not None:
            self._keep(owner)
        if mention is None:
            self._keep_loose(start, last)
        return mention

    def _keep_loose(self, first: int, last: int) -> None:
        """Known names inside a phrase that is no mention itself: "Israeli airstrikes", "the Hamas attack"."""
        index = first
        while index < last:
            hit = self.hit_at.get(index)
            if hit is not None and hit.first >= first and hit.last <= last:
                if hit.name.use != "seat" and not (hit.name.use in ("state", "people") and hit.last == last and self._located(first)):
                    self.found.append(self._of_hit(hit))
                index = hit.last
            else:
                index += 1

    def _located(self, first: int) -> bool:
        return first > 0 and self.page.tokens[first - 1].lower in _LOCATIVE

    def _of_hit(self, hit: NameHit, *, first: int | None = None, last: int | None = None) -> Mention:
        kinds: dict[str, ActorKind] = {"state": "state", "seat": "state", "people": "state", "international": "international body", "force": "armed force"}
        words = tuple(token.text for token in self.page.tokens[hit.first : hit.last])
        kind = kinds.get(hit.name.use) or self._kind_of_party(words, hit)
        noun = noun_lemma(words[-1].lower()) if kind_of_head(words[-1].lower()) else ""
        return Mention(
            first if first is not None else hit.first, last or hit.last, hit.last - 1, kind, words, noun, True, hit=hit, definite=True
        )

    def _kind_of_party(self, words: tuple[str, ...], hit: NameHit) -> ActorKind:
        for spelling in (words, hit.name.canonical.split()):
            kind = kind_of_head(spelling[-1].lower())
            if kind is not None and kind != "unnamed":
                return "armed group" if kind == "armed force" and spelling[-1][0].isupper() and len(spelling) > 2 else kind
            if kind == "unnamed":
                return "armed group"
        return "armed group"

    def _of_segment(self, first: int, last: int, owner: Mention | None, *, possessive: bool) -> Mention | None:
        tokens, classes = self.page.tokens, self.page.classes
        core = first
        while core < last and classes[core] in ("DT", "PRP$", "CD", "PU"):
            core += 1
        if core >= last:
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
                return mention if before is None else _replace(mention, office=before, owner=owner)
        name_start = self._name_start(core, last)
        if name_start is not None:
            return self._of_name(first, core, name_start, last, owner, definite)
        return self._of_noun(first, core, last, owner, definite)

    def _role_before(self, core: int, end: int) -> str | None:
        words = [self.page.tokens[n].text for n in range(core, end) if self.page.classes[n] != "PU"]
        return " ".join(words) if words and kind_of_head(words[-1].lower()) else None

    def _name_start(self, core: int, last: int) -> int | None:
        """Where the run of name words that ends the segment begins; None when its last word is no name."""
        tokens, classes = self.page.tokens, self.page.classes
        start = last
        while start > core and (
            classes[start - 1] == "NNP"
            and _has_capital(tokens[start - 1].text)
            or tokens[start - 1].lower in NAME_PARTICLES
            and start < last
        ):
            if self.hit_at.get(start - 1) is not None and start < last and self._owns(start - 1):
                break
            if tokens[start - 1].lower in OFFICES and start < last:
                break
            start -= 1
        return start if start < last else None

    def _owns(self, index: int) -> bool:
        return self.hit_at[index].name.use in ("people", "state", "party", "international")

    # ------------------------------------------------------------------ names

    def _of_name(self, first: int, core: int, start: int, last: int, owner: Mention | None, definite: bool) -> Mention | None:
        tokens = self.page.tokens
        words = tuple(token.text for token in tokens[start:last])
        role_words = [tokens[n] for n in range(core, start) if self.page.classes[n] != "PU"]
        role = role_words[-1].lower if role_words else ""
        hit_owner = self._owner_in(core, start) or owner
        last_word = words[-1].lower().rstrip(".")
        if role in OFFICES or (role in PEOPLE and role_words):
            office = " ".join(token.text for token in role_words)
            gender = TITLE_GENDER.get(role.rstrip("."), gender_of(role))
            if kind_of_head(last_word) is None or len(words) > 1:
                return Mention(
                    first,
                    last,
                    last - 1,
                    "person",
                    words,
                    "",
                    True,
                    owner=hit_owner,
                    office=office or None,
                    number="one",
                    gender=gender,
                    definite=True,
                )
        kind = kind_of_head(last_word)
        if kind == "unnamed":  # "Prime Minister", "Foreign Minister" without a name
            return self._of_noun(first, core, last, owner, definite)
        if kind is not None and (len(words) > 1 or definite or hit_owner is not None):
            if kind == "armed force" and hit_owner is None and last_word in NAMED_GROUP_WORDS and len(words) > 1:
                kind = "armed group"
            return Mention(first, last, last - 1, kind, words, noun_lemma(last_word), True, owner=hit_owner, definite=definite)
        body = kind_of_head(role)
        if body is not None:  # "the Palestinian group X", "the charity Y"
            return Mention(first, last, last - 1, body, words, noun_lemma(role), True, owner=hit_owner, definite=True, office=role)
        if not self._voices(first, last):
            return Mention(
                first, last, last - 1, "person" if len(words) > 1 else "organisation", words, "?", True, owner=hit_owner, definite=definite
            )
        kind = "organisation" if len(words) == 1 or words[0].isupper() or definite else "person"
        return Mention(first, last, last - 1, kind, words, "", True, owner=hit_owner, definite=definite)

    def _owner_in(self, first: int, last: int) -> Mention | None:
        for index in range(last - 1, first - 1, -1):
            hit = self.hit_at.get(index)
            if hit is not None and hit.first >= first and hit.last <= last:
                return self._of_hit(hit)
        for index in range(last - 1, first - 1, -1):
            text = self.page.tokens[index].text
            if (
                self.page.classes[index] == "NNP"
                and text[0].isupper()
                and text.lower() not in OFFICES
                and kind_of_head(text.lower()) is None
            ):
                return Mention(index, index + 1, index, "organisation", (text,), "?", True)
        return None

    def _voices(self, first: int, last: int) -> bool:
        """Whether a phrase is the subject of a verb of speaking, thinking or harming, or follows "said" or "according to"."""
        if first and self.page.classes[first - 1] == "IN" and self.page.tokens[first - 1].lower not in ("by", "as", "that", "while", "because", "although", "if", "but", "after", "before"):
            return False
        return self._acts(first, last) or (first >= 2 and self.page.words(first - 2, first).lower() == "according to")

    def _acts(self, first: int, last: int) -> bool:
        page = self.page
        end = len(page.tokens)
        index = last
        if index < end and page.tokens[index].text == ",":  # an aside: ", 38," or ", who …,"
            close = next((n for n in range(index + 1, min(index + 18, end)) if page.tokens[n].text == ","), None)
            index = close + 1 if close is not None else index
        while index < end and page.classes[index] == "RB":
            index += 1
        group = page.verb_at.get(index)
        if group is not None and group.first == index and group.finite and not group.passive and (group.lemma in speaking_verbs() or group.lemma in HARM_VERBS):
            return True
        before = page.verb_at.get(first - 1) if first else None
        return before is not None and before.head == first - 1 and (before.lemma in ("say", "add", "write") or before.lemma in _SPEECH_SIDE)

    # ------------------------------------------------------------------ described by a noun

    def _of_noun(self, first: int, core: int, last: int, owner: Mention | None, definite: bool) -> Mention | None:
        tokens = self.page.tokens
        head = last - 1
        noun = tokens[head].lower
        kind = kind_of_head(noun)
        if kind is None:
            return None
        hit_owner = self._owner_in(core, head)
        words = tuple(
            token.text for n, token in enumerate(tokens[core:last], core) if self.page.classes[n] not in ("PU",) or token.text in "-&"
        )
        proper = tokens[head].text[0].isupper() and head > first and len(words) > 1
        if (
            kind == "armed group"
            and hit_owner is None
            and not proper
            and noun in ("group", "groups", "opposition", "cell")
            and len(words) == 1
            and not definite
        ):
            return None
        if kind == "unnamed" and not (proper or hit_owner or owner or noun_lemma(noun) in OFFICES) and not self._voices(first, last):
            return None
        office = " ".join(words) if kind == "unnamed" and noun_lemma(noun) in OFFICES else None
        pronominal = self.page.classes[first] == "PRP$"
        return Mention(
            first, last, head, kind, words, noun_lemma(noun), proper, owner=hit_owner or owner, office=office, definite=definite, pronominal=pronominal,
            number=number_of(noun), gender=gender_of(noun),
        )  # fmt: skip

    # ------------------------------------------------------------------ what follows the base phrase

    def _with_tail(self, mention: Mention) -> Mention:
        mention = self._with_abbreviation(mention)
        mention = self._with_complement(mention)
        mention = self._with_abbreviation(mention)
        return self._with_apposition(mention)

    def _with_abbreviation(self, mention: Mention) -> Mention:
        """ "Rapid Support Forces (RSF)": capitals in brackets name the same body."""
        tokens, at = self.page.tokens, mention.last
        if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 2].text == ")" and mention.abbreviation is None:
            short = tokens[at + 1].text
            if 2 <= len(short) <= 10 and sum(letter.isupper() for letter in short) >= 2:
                return _replace(mention, last=at + 3, abbreviation=short)
        return mention

    def _with_complement(self, mention: Mention) -> Mention:
        """ "ministry of defence", "spokesman for the army", "government in X", "fighters of the Y"."""
        page, at = self.page, mention.last
        if not mention.noun or mention.noun == "?" or at + 1 >= len(page.tokens):
            return mention
        word = page.tokens[at].lower
        if word not in ("of", "for", "in", "at", "from", "with", "on") or (word == "on" and page.tokens[at + 1].lower != "the"):
            return mention
        phrase = page.phrase_at.get(at + 1)
        if (
            phrase is None
            or phrase.first != at + 1
            or phrase.pronoun
            or page.sentence_numbers[at + 1] != page.sentence_numbers[mention.head]
        ):
            return mention
        if any(page.tokens[n].text[0].isdigit() for n in range(phrase.first, phrase.last)):
            return mention
        if word == "in" and page.classes[phrase.first] != "DT" and page.classes[phrase.first] != "NNP":
            return mention
        words = tuple(token.text for token in page.tokens[phrase.first : phrase.last])
        if word in ("of", "for", "with") and (self._charged(mention) or not self._may_own(phrase.first, phrase.last)):
            return mention
        inner = self._of_phrase(phrase.first, phrase.last)
        end = phrase.last
        if inner is not None:
            inner = self._with_complement(self._with_abbreviation(inner))
            end = inner.last
        name = self._name_after_office(mention, phrase.first, phrase.last) if word == "of" else None
        if name is not None:
            office = page.words(mention.first, name)
            return _replace(mention, last=phrase.last, head=phrase.last - 1, kind="person", core=tuple(t.text for t in page.tokens[name : phrase.last]),
                            noun="", named=True, office=office, number="one", definite=True)  # fmt: skip
        small = ("the", "of", "for", "and")
        proper = page.tokens[mention.head].text[0].isupper() and all(w[0].isupper() or w in small or not w[0].isalpha() for w in words)
        joined = (
            (*mention.core, word, *words)
            if word in ("of", "for", "at", "in", "from") and (word != "in" or mention.kind != "unnamed" or True)
            else mention.core
        )
        owner = mention.owner or inner
        return _replace(
            mention,
            last=end,
            core=joined,
            owner=owner,
            named=mention.named or (proper and word in ("of", "for")),
            inner=(*mention.inner, *((inner,) if inner else ())),
        )

    def _charged(self, mention: Mention) -> bool:
        """"accused the army of …", "blames the front for …": what follows is the charge."""
        before = self.page.verb_at.get(mention.first - 1)
        return before is not None and before.lemma in _SPEECH_SIDE

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
        start = self._apposed_at(at)
        if start is None:
            return mention
        phrase = page.phrase_at.get(start)
        if phrase is None or phrase.first != start or phrase.pronoun or page.sentence_numbers[start] != page.sentence_numbers[mention.head]:
            return mention
        if mention.kind == "unnamed" and mention.number != "many":
            segment = self._of_segment(phrase.first, phrase.last, None, possessive=False)
            if (
                segment is not None
                and segment.named
                and segment.kind in ("person", "organisation")
                and segment.hit is None
                and self._ends_apposition(phrase.last)
            ):
                gender = segment.gender if segment.gender != "either" else mention.gender
                office = " ".join(mention.core)
                end = phrase.last + (phrase.last < len(tokens) and tokens[phrase.last].text in "\"”'’»" and tokens[phrase.first - 1].text in "\"“'‘«")
                return _replace(mention, last=end, head=phrase.last - 1, kind="person", core=segment.core, noun="", named=True, office=office, gender=gender,
                                number="one", definite=True, owner=mention.owner or segment.owner)  # fmt: skip
        bare = mention.kind in ("person", "organisation") and mention.named and mention.noun in ("", "?") and mention.hit is None
        if bare and not self._after_place(mention.first):
            role = self._of_phrase(phrase.first, phrase.last)
            if role is not None and not role.named:
                role = self._with_complement(role)
                if role.kind == "unnamed" and role.number != "many":
                    return _replace(mention, last=role.last, kind="person", office=" ".join(role.core), owner=mention.owner or role.owner,
                                    noun="", gender=role.gender, number="one", inner=(*mention.inner, *role.inner))  # fmt: skip
                if role.kind not in ("unnamed", "person"):
                    return _replace(
                        mention,
                        last=role.last,
                        kind=role.kind,
                        noun=role.noun,
                        owner=mention.owner or role.owner,
                        inner=(*mention.inner, *role.inner),
                    )
        return mention

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
        index = first - 1
        while index >= 0 and (tokens[index].text == "," or classes[index] == "NNP"):
            index -= 1
        return index >= 0 and classes[index] in ("IN", "TO")

    def _ends_apposition(self, at: int) -> bool:
        """A name in apposition is followed by a comma, a full stop, a quotation mark, a bracket or a verb."""
        tokens = self.page.tokens
        return (
            at >= len(tokens)
            or tokens[at].text in ",.;:”\"')–—-"
            or self.page.classes[at] in VERBS
            or self.page.classes[at] in ("MD", "RB", "IN", "CC")
        )


def _has_capital(word: str) -> bool:
    """"al-Hadi" is a name word as "Hadi" is."""
    return word[0].isupper() or ("-" in word and any(letter.isupper() for letter in word))


def _replace(mention: Mention, **changes: object) -> Mention:
    values = {name: getattr(mention, name) for name in mention.__dataclass_fields__}
    return Mention(**{**values, **changes})  # type: ignore[arg-type]
