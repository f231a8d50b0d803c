"""Who the report itself shows as taking part in fighting, read from its words and records without any list of conflicts."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.corroboration.countries import countries_in
from onrecord.corroboration.names import CALENDAR, Spellings, capitalised_runs, folded, words
from onrecord.corroboration.roles import Role, role_of
from onrecord.corroboration.voices import Voice, Voices, issuer_of
from onrecord.corroboration.written_names import WrittenNames
from onrecord.records import Actor, Reading, Statement
from onrecord.records.dictionary import is_number_word

_NAME = r"(?P<{}>(?<!\w)(?:(?:[A-Z]\.){{1,8}}|[A-Z][\w’'-]{{0,40}})(?:\s(?:of\s(?:the\s)?)?[A-Z][\w’'-]{{0,40}}){{0,3}})"
"""At most four words of at most 41 characters, so that a page of unbroken letters is searched in a time that grows with its length."""
_HARM_NOUN = (
    r"(?:air\s?strikes?|airstrikes?|air\sraids?|strikes?(?!\s(?:a|an)\s)|attacks?|shelling|bombing|bombings|bombardment|offensive|assaults?"
    r"|raids?|drones?|drone\sstrikes?|missiles?|rockets?|jets?|warplanes?|artillery|troops|forces|soldiers|gunmen|fighters|shells?|siege"
    r"|invasion|mortars?|guns?|snipers?|gunboats?|helicopters?|gunfire|shellfire|(?:tank|rocket|artillery|sniper|mortar|machine-gun)\sfire"
    r"|fire(?=\s(?:(?:had|has|have)\s)?(?:killed|wounded|injured|hit|struck)\b))"
)
_KILLED = r"(?:killed|executed|massacred|murdered|slaughtered|beheaded|assassinated|kidnapped)"
_HARMED = (
    r"(?!(?:off|in|on|at|by|with|for|to|from|near|outside|inside|when|while|where|during|before|after|since|as|and|or|over|out|up|through"
    r"|last|this|that|there|here|earlier|again|yesterday|today|more\sthan\s[\d,.]+\s(?:kilomet|mile)|[A-Z][a-z]+day|[\d,.]+\s(?:km|kilomet|mile))\b)"
    r"(?!(?:the|a)\s(?:road|street|day|week|month|year|night|morning|same|next|previous|following)\b)"
    r"(?!(?:(?!and\b|in\b|of\b|after\b|by\b)[\w’'-]+\s){0,2}(?:accords?|agreements?|appeals?|bills?|bonds?|boats|bridges|brand|budgets?|calories|cash|chances?"
    r"|contracts?|deals?|decisions?|decrees?|documents?|effig(?:y|ies)|flags?|fuels?|gas|hopes?|ideas?|instructions?|judg(?:e)?ments?|law|laws"
    r"|manoeuv(?:re|res)|mandates?|measures?|momentum|moves?|oil|orders?|papers?|plans?|portraits?|programmes?|programs?|projects?|proposals?"
    r"|reforms?|resolutions?|rumou?rs?|searches|stor(?:y|ies)|strateg(?:y|ies)|talks|time|treat(?:y|ies)|tyres|tires|warrants?|wills?)\b)"
    r"(?=[\w“\"])"
)
"""What follows a verb of plain armed harm whose object may be people or places; a day, a place or a plan tells of none."""
_HARM_VERB = (
    r"(?:(?:has|have|had|also|again|then|later)\s){0,2}"
    r"(?:bombed|shelled|attacked|invaded|raided|stormed|abducted|besieged|bombarded|ambushed|downed|captured"
    r"|struck(?!\s(?:a|an|the)\s(?:\w+\s)?(?:deals?|agreements?|accords?|bargain|balance|note|tone|truce)\b)|seized(?!\s(?:on|upon)\b)"
    r"|fired\s(?:(?:back|on|at|into|towards?|across|over)\b|(?:[\w,-]+\s){0,4}?" + _HARM_NOUN + r"\b)"
    r"|launched\s(?:[\w,-]+\s){0,4}?" + _HARM_NOUN + r"\b"
    r"|(?:" + _KILLED + r"|burned|burnt|torched|looted|pillaged|ransacked|plundered)\s(?:down\s)?" + _HARMED + r")"
)
"""What those who take part do; not "launched an appeal", "struck a deal" or "killed the bill", which anybody may."""
_HARM_GERUND = (
    r"(?:(?:\w+ing\s)?(?:target|shell|bomb|fir|kill|attack|strik|hit|massacr|abduct|kidnap|loot|burn"
    r"|rap|behead|execut|destroy|commit|murder|slaughter|assassinat|torch|pillag|ransack|plunder)\w*ing\b"
    r"|using\b(?=[^.]{0,60}(?:shield|weapon|force|munition|gas\b|phosphorus|drone|mines|artillery)))"
)
_FORCES = r"(?:military|army|forces|troops|soldiers|navy|air\sforce|police)\b"
_SORT = (
    r"(?:military|armed|air|ground|naval|land|sea|special|security|government|army|rebel|militia|drone|missile|rocket|artillery|tank|heavy|light"
    r"|fresh|new|further|repeated|overnight|deadly|fatal|large-scale|cross-border|surprise|long-range|short-range|suicide|fighter|attack"
    r"|combat|war|warplane|\w+-(?:led|backed|allied|aligned))\s"
)
"""Words between a name and its forces or its deeds. A verb there ("Norway condemned the strikes") makes the deed another's."""
_LINK = rf"(?:['’]s?\s(?:(?!(?:of|on|in|at|after|before|during|since|from|by|against)\s)[a-z-]+\s){{0,2}}|\s(?:{_SORT}){{0,2}})"
_BODY = (
    r"(?:(?:military|armed|air|ground|naval|land|special|government|security|border)\s)?"
    r"(?:army|military|navy|forces?|guards?|rebels|militia|militiamen)"
)
"""What may stand between a name and what its armed did: "the Kestrian army burned a village"."""
_HELD = (
    r"(?i:prisoners?|hostages?|detainees?|captives?|soldiers?|fighters?|troops|people|civilians?|men|man|women|woman|children|child|boys?|girls?"
    r"|villagers|residents|workers?|nurses?|doctors?|medics?|journalists?|reporters?|teachers?|students?|pupils|pilots?|officers?|commanders?"
    r"|nationals|citizens|hundreds|dozens|thousands|who|he|she|they|town|city|village|territory|areas?)"
    r"(?!(?:\s[\w-]+){0,4}?\s(?:talks|meetings?|summit|conference|hearings?|elections?|vote|ceremony|events?|session|rally|exercises?|drills?)\b)"
)
"""Who or what an armed body holds; a state holds talks and views."""
_FIGHTING = r"(?:fighting|clash|clashes|clashed|war|battles?|hostilities|ceasefire|truce)"
_GROUND = r"(?i:positions|trenches|outposts|hills?|heights)"


class _Lowered:
    """A text, with where certain words begin in it, whatever the case of their letters."""

    def __init__(self, text: str) -> None:
        self.text = text
        lower = text.lower()
        self._lower = lower if len(lower) == len(text) else None
        """None where a letter is more of them when it is small, so that places would differ."""
        self._begin: dict[str, list[int]] = {}

    def holds(self, words: str) -> bool:
        """Whether one of the words, a pattern in small letters, stands anywhere."""
        flags = 0 if self._lower is not None else re.IGNORECASE
        return re.search(words, self.text if self._lower is None else self._lower, flags) is not None

    def beginnings(self, words: str) -> list[int]:
        """Where one of the words, a pattern in small letters, begins; looked for once."""
        if words not in self._begin:
            ahead = re.compile(rf"(?={words})", 0 if self._lower is not None else re.IGNORECASE)
            self._begin[words] = [match.start() for match in ahead.finditer(self.text if self._lower is None else self._lower)]
        return self._begin[words]


class _Sought:
    """A pattern. One that begins with words in any case is tried where these begin alone: the search for them takes most of its time."""

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)
        self._opening = next((words for words in (_HARM_NOUN, _FIGHTING) if pattern.startswith(f"(?i:{words})")), None)

    def finditer(self, lowered: _Lowered) -> Iterator[re.Match[str]]:
        """Its matches in a text, one behind the other."""
        if self._opening is None:
            yield from self._pattern.finditer(lowered.text)
            return
        end = 0
        for start in lowered.beginnings(self._opening):
            match = self._pattern.match(lowered.text, start) if start >= end else None
            if match is not None:
                end = match.end()
                yield match


_PATTERNS = tuple(
    _Sought(pattern)
    for pattern in (
        _NAME.format("name") + _LINK + _HARM_NOUN + r"\b",
        r"(?i:" + _HARM_NOUN + r")\s(?:by|from)\s(?:the\s)?" + _NAME.format("name"),
        r"(?:attacked|bombed|shelled|hit|struck|fired|seized|abducted|laid|planted|looted|burned|burnt|torched|pillaged|ransacked|"
        + _KILLED
        + r")\sby\s(?:the\s)?"
        + _NAME.format("name"),
        r"(?i:" + _HARM_NOUN + r")\b(?:\s[\w-]+){0,3}?\s(?:carried\sout|launched)\sby\s(?:the\s)?" + _NAME.format("name"),
        r"\b(?:" + _HELD + r"(?:\s[\w-]+){0,5}?|" + _GROUND + r")\sheld\sby\s(?:the\s)?" + _NAME.format("name"),
        r"\b(?:killed|wounded|injured|hit|shot)\sby\s" + _NAME.format("name") + r"\sfire\b",
        _NAME.format("name") + r",\s(?:which|whom|who)\s(?:[\w’'-]+\s){1,4}?(?:fought|been\sfighting|at\swar\swith)\b",
        r"\b(?:army|military|troops|forces|soldiers|rebels|fighters|been|were|are|has|have|had)\s(?:fought|fighting|battled|battling)\s(?:the\s)?"
        + _NAME.format("name"),
        r"\b(?i:accus(?:es?|ed|ing)|blam(?:es?|ed|ing))\s(?:the\s)?"
        + _NAME.format("name")
        + r"(?:\s[a-z]+){0,3}?\s(?:of|for)\s(?:the\s)?"
        + _HARM_GERUND,
        r"\b(?:aimed|directed|turned)\s(?:[a-z]+\s){0,2}?(?:at|against)\s(?:the\s)?" + _NAME.format("name") + r"\s" + _FORCES,
        r"(?i:" + _FIGHTING + r")\s(?:between|with|against)\s(?:the\s)?" + _NAME.format("name"),
        r"(?i:" + _FIGHTING + r")\sbetween\s[^.]{2,60}?\sand\s(?:the\s)?" + _NAME.format("name"),
    )
)
_DOER = re.compile(_NAME.format("name") + r"\s(?:" + _BODY + r"\s)?" + _HARM_VERB)
"""A name as the subject of armed harm."""
_BEHIND_PREPOSITION = re.compile(
    r"\b(?i:of|in|on|at|near|from|across|outside|inside|around|over|through|against)\s(?:the\s)?(?:[A-Z][\w’'-]*\s){0,3}$"
)
"""What stands before a name that is no subject: "The shelling of | Orlin killed five people"."""
_REACH = 80
"""Characters before a name in which a preposition that governs it must stand."""
_OF_NATURE = frozenset("avalanche cholera cyclone earthquake ebola flood hurricane landslide storm tornado tsunami typhoon volcano".split())
_GOVERNED = _Sought(_NAME.format("name") + r"-(?:run|controlled|held|installed)\b")
_UNITS = (
    r"units(?!\s(?:(?:have|had|has|also|then)\s){0,2}(?:treat|br(?:ing|ought)|deliver|distribut|evacuat|rescu|help|suppl|assist|car(?:ed|ried)"
    r"|serv|support|provid|open|work|visit|reach|vaccinat|clean|repair|fed\b|gave|set\sup))"
)
"""Units that are not told of as helping, which those of medics and carriers are."""
_OWN_SIDE = re.compile(
    r"\b(?i:our|enemy)\s(?:own\s)?(?:armed\s)?"
    r"(?:forces|" + _UNITS + r"|troops|soldiers|fighters|positions|losses|comrades|brothers|side|artillery)\b"
    r"|\b(?:units|crews|troops|fighters|servicemen)\s(?:repelled|repulsed|destroyed|liberated|captured|eliminated|struck|advanced)\b"
)
"""How a release speaks when its issuer fights: "our units", "enemy losses", "units repelled"."""
_OWN_FORCES = re.compile(
    r"\b(?i:its|their|our|his|her)\s(?:own\s)?(?:armed\s)?"
    r"(?:forces|" + _UNITS + r"|troops|soldiers|fighters|servicemen|positions|jets|artillery)\b"
    r"|\b(?i:his|its)\smen\b|\b(?i:its|their|our|his|her)\sown\s(?:dead|losses|casualties)\b"
)
"""How a voice speaks of those who fight for it, where the possessive means the voice."""
_QUANTITY = (
    r"(?:(?:all|both|most|many|some|several|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    r"|hundreds|dozens|scores|thousands|more|fewer|less|than|about|around|nearly|almost|over|up|to|at|least|another|only|a|an|the|number"
    r"|bod(?:y|ies)|members?|remains|part|half|[\d,.]+)\s)*?(?:of\s)?"
)
_TAKEN = (
    r"(?:killed|killing|wounded|wounding|injured|injuring|captured|capturing|shelled|shelling|bombed|bombing|attacked|attacking|struck|striking"
    r"|hit|hitting|targeted|targeting|ambushed|ambushing|abducted|abducting|fired\s(?:on|at)|firing\s(?:on|at)|downed|destroyed|destroying)"
)
_WORD = r"(?!(?:and|or|but|that|when|while|as|after|before|which|who|where|because|if|its|their|his|our)\s)[\w’'-]+,?\s"
_ANOTHER = r"(?:the|a|an|both|all|each|every|this|that|these|those|[A-Z][\w’'-]*|\w+s\sto|sides|parties|armies|rebels|countries|states)\s"
_ASKING = r"(?:ask|urg|tell|told|call|press|want|expect|demand|see|saw|seen|watch|know|knew|believ|hop|fear|concern|worr|help|support)\w*\s"
_OWN_BEFORE = re.compile(
    r"[\s\"“‘']*(?:(?i:that)\s)?(?:(?:on|in)\s[A-Z]\w+,?\s(?:that\s)?)?(?:"
    + _QUANTITY
    + r"|(?i:it|they|he|she|we)\s(?:(?!"
    + _ASKING
    + r"|"
    + _ANOTHER
    + r")"
    + _WORD
    + r"){0,8}"
    + _QUANTITY
    + r"|(?:"
    + _WORD
    + r"){1,5}?"
    + _TAKEN
    + r"\s"
    + _QUANTITY
    + r"|(?:(?:an?|the|two|three|several)\s)?(?:[a-z-]+\s){0,2}?"
    + _HARM_NOUN
    + r"\s(?:on|against|at)\s"
    + _QUANTITY
    + r")"
)
"""What may stand in what a voice says before "its forces" for these to be its own.

Nothing but a number ("three of its soldiers were killed"), the voice itself as the subject ("it had moved its forces"), or who attacked
them, which nobody does to his own ("a drone hit its positions"). After any other subject they are somebody else's.
"""
_OF_ITS_OWN = re.compile(
    r"\s*(?:to\s|(?:having\s)?\w+(?:ing|ed)\s|of\s" + _TAKEN + r"\s)(?:(?!" + _ANOTHER + r")" + _WORD + r"){0,3}" + _QUANTITY
)
"""What stands before "its forces" where the voice is the subject that is not named again: "vowed to use its forces"."""
_NEAR = 160
"""Characters of content within which a possessive may still mean the voice."""
_SELF_TOLD = frozenset({"pledges", "intends", "denies", "admits"})
"""Acts whose content without a subject of its own tells of the voice."""
_DEED = r"(?:killed|shelled|struck|hit|bombed|attacked|captured|destroyed|targeted|downed|repelled|ambushed|eliminated)\b"
_OWN_DEED = re.compile(
    r"[\s\"“‘']*(?:that\s)?(?i:it|they|we)\s(?:(?:had|has|have|also|only)\s){0,2}"
    r"(?:" + _DEED + r"|[^.;:]{0,80}?\band\s(?:had\s|have\s)?" + _DEED + r""
    r"|lost\s(?:[\w,-]+\s){0,3}(?:men|soldiers|fighters|troops|comrades)\b)"
)
"""How a voice begins that says what it did or lost itself: "it had killed 30 rebels", "we lost two men"."""
_DENIED_DEED = re.compile(
    r"\s*(?:carrying\sout|launching|ordering|responsib\w+|involvement|any\s(?:role|part|involvement|responsibility)|" + _HARM_GERUND + r""
    r"|(?:having|that\s(?:it|its\s\w+|they|their\s\w+|we))\s(?:had\s|were\s|was\s)?(?:" + _HARM_VERB + r"|behind\b|responsible\b))"
)
"""What a voice denies that answers for an attack of its own: "denied shelling the town"."""
_TARGETS = _Sought(
    r"(?i:" + _HARM_NOUN + r")\s(?:on|against|in|at)\s(?:the\s)?(?:[a-z-]+\s(?:(?:in|of|near|across)\s(?:the\s)?)?)?" + _NAME.format("name")
)
_OUTSIDE = frozenset[Role | None]({"civic", "international", "media"})
"""Roles of those who take no part by their kind, whatever they say."""
_ATTACK = r"\b(?:" + _HARM_NOUN + r"|war|wars|fighting|battles?|massacres?|explosions?|bombs?|bombed|shelled|struck)\b"
"""Words of which a report must hold one before its dead put a place under attack."""
_NO_ATTACK = frozenset({"shooting", "clashes", "detention", "arson", "looting", "other"})
"""Types of incident that no side need have brought upon the place."""
_OPENERS = frozenset(
    "the a an in on at of after before during as when while but and heavy overnight fresh renewed fierce intense deadly several more "
    "recent repeated sporadic further no some many dozens scores hundreds thousands both all most".split()
)


@dataclass(slots=True)
class Shown:
    """What the report shows: names of those who take part, their states, and what is said to be under attack."""

    names: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Folded name → the name as the report spells it, in order of appearance."""
    states: set[str] = field(default_factory=set)
    """ISO codes of states that take part."""
    territories: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Folded name of a place under attack → the name."""
    attacked_states: set[str] = field(default_factory=set)
    counted: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Folded name of a place whose dead the report counts without telling of an attack there → the name."""
    counted_states: set[str] = field(default_factory=set)
    written: WrittenNames | None = None
    """Which names are written as names in the text; None where there is none to ask."""

    def add_name(self, name: str) -> None:
        """Note somebody who takes part, unless the name is a calendar word, an office that everybody has, a word of the dictionary that
        merely begins a sentence, or takes no part by its kind."""
        kept = _cleaned(name)
        if not kept or role_of(kept) in _OUTSIDE or is_bare_office(kept):
            return
        if self.written is not None and all(role_of(word) is None for word in words(kept)[:1]) and not self.written.has(kept):
            return
        self.names.setdefault(folded(kept), kept)
        self.states.update(countries_in(kept))

    def add_territory(self, name: str, states: tuple[str, ...] = (), *, attacked: bool = True) -> None:
        """Note a place where people were harmed, with the states it lies in where the gazetteer knows them."""
        for run in capitalised_runs(name):
            kept = _cleaned(" ".join(run))
            if kept:
                (self.territories if attacked else self.counted).setdefault(folded(kept), kept)
        (self.attacked_states if attacked else self.counted_states).update(countries_in(name), states)


def shown_by(reading: Reading, voices: Voices) -> Shown:
    """Gather the signs: who is held responsible, who answers an accusation, whose forces act, what is struck."""
    shown = Shown(written=WrittenNames(f"{reading.text}\n{issuer_of(reading) or ''}."))
    for incident in reading.incidents:
        for responsibility in incident.responsibility:
            shown.add_name(responsibility.party)
    _add_deniers(reading, voices, shown)
    _add_accusers(reading, voices, shown)
    _add_those_who_tell_of_their_part(reading, voices, shown)
    issuer = issuer_of(reading)
    if issuer and _OWN_SIDE.search(reading.text):
        shown.add_name(issuer)
    for match in _DOER.finditer(reading.text):
        start, name = match.start("name"), match.group("name")
        governed = _BEHIND_PREPOSITION.search(reading.text, max(start - _REACH, 0), start)
        if governed is None and _OF_NATURE.isdisjoint(name.lower().split()):
            shown.add_name(name)
    lowered = _Lowered(reading.text)
    for pattern in (*_PATTERNS, _GOVERNED):
        for match in pattern.finditer(lowered):
            shown.add_name(match.group("name"))
    _add_territories(reading, shown, lowered)
    return shown


def _add_deniers(reading: Reading, voices: Voices, shown: Shown) -> None:
    """Whoever answers an accusation, or denies a deed of its own, is among those who are said to have done it."""
    accusations = {statement.id for statement in reading.statements if statement.act == "accuses"}
    for statement in reading.statements:
        content = reading.text[slice(*statement.content[0])] if statement.content and statement.act == "denies" else ""
        if accusations.intersection(statement.denies) or _DENIED_DEED.match(content):
            _add_voice(voices.of_statement(statement), shown)


def _add_accusers(reading: Reading, voices: Voices, shown: Shown) -> None:
    """An accuser takes part when the report tells of its forces too; accusing, from near or afar, shows no part in the fighting.

    One rule for a government, an army and an armed group. Forces that the report names only as a voice are not told of.
    """
    forces = _forces_told_of(reading)
    owners = Spellings(folded(name) for force in forces for name in (force.name, force.party or "") if name)
    countries = {force.country for force in forces if force.country}
    for statement in reading.statements:
        voice = voices.of_statement(statement) if statement.act == "accuses" else None
        if voice is not None and _has_force(voice, owners, countries):
            _add_voice(voice, shown)


def _forces_told_of(reading: Reading) -> list[Actor]:
    """Armed bodies that the report mentions otherwise than as those who speak."""
    spoken = _spoken(reading)
    armed = [actor for actor in reading.actors if actor.kind in {"armed force", "armed group"}]
    return [actor for actor in armed if any(not _meets(spoken, start, end) for start, end in actor.mentions)]


def _spoken(reading: Reading) -> list[tuple[int, int]]:
    """Where the text names a voice as a voice: the sources of its statements, in order and joined where they overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for statement in reading.statements for span in statement.source):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _meets(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a piece of text overlaps one of the ordered spans."""
    position = bisect.bisect_left(spans, end, key=lambda span: span[0])
    return position > 0 and spans[position - 1][1] > start


def _has_force(voice: Voice, owners: Spellings, countries: set[str]) -> bool:
    """Whether an armed body is the voice itself, or belongs to the state or the group that speaks.

    Args:
        voice: who speaks.
        owners: folded names of armed bodies and of their parties.
        countries: of armed bodies.
    """
    if voice.actor is not None and voice.actor.country in countries:
        return True
    return any(owners.inside(folded(phrase)) or not countries.isdisjoint(countries_in(phrase)) for phrase in voice.phrases)


def _add_those_who_tell_of_their_part(reading: Reading, voices: Voices, shown: Shown) -> None:
    """ "three of its soldiers were killed", "it had killed 30 rebels": whoever says so has a part in it."""
    for statement in reading.statements:
        own_deed = statement.content and _OWN_DEED.match(reading.text, *statement.content[0])
        if own_deed or _tells_of_own_forces(reading.text, statement):
            _add_voice(voices.of_statement(statement), shown)


def _tells_of_own_forces(text: str, statement: Statement) -> bool:
    """Whether a statement speaks of forces that are the speaker's: "our", or "its" with nobody else before it whose they may be."""
    content = " ".join(text[start:end] for start, end in statement.content)
    for found in _OWN_FORCES.finditer(content):
        if found.group().lower().startswith("our"):
            return True
        before = content[: found.start()]
        if len(before) > _NEAR:
            break
        if _OWN_BEFORE.fullmatch(before) and statement.act != "calls for":
            return True
        accused = statement.act == "accuses" and before.lstrip().startswith("of ")
        if (accused or statement.act in _SELF_TOLD) and _OF_ITS_OWN.fullmatch(before):
            return True
    return False


def _add_voice(voice: Voice | None, shown: Shown) -> None:
    """Note the names and states in all that is known of a voice, unless it takes no part by its kind."""
    if voice is None or any(role_of(phrase) in _OUTSIDE for phrase in voice.phrases):
        return
    if voice.actor is not None and voice.actor.country:
        shown.states.add(voice.actor.country)
    for phrase in voice.phrases:
        shown.states.update(countries_in(phrase))
        for run in capitalised_runs(phrase):
            shown.add_name(" ".join(run))


def _add_territories(reading: Reading, shown: Shown, lowered: _Lowered) -> None:
    """Places of attacks; of counts too, as under attack where the report tells of any."""
    states_of = {folded(place.name): place.country for place in reading.places if place.country}
    harmed = [figure.place for figure in reading.figures if figure.place and figure.measure in {"killed", "injured", "casualties"}]
    struck = [incident.place for incident in reading.incidents if incident.place and incident.type not in _NO_ATTACK]
    others = [incident.place for incident in reading.incidents if incident.place and incident.type in _NO_ATTACK]
    told = lowered.holds(_ATTACK)
    counted = [place for place in sorted({*harmed, *others}) if place in struck or not struck or not _only_speaks(reading, place)]
    for name, attacked in (*((place, True) for place in struck), *((place, told) for place in counted)):
        state = states_of.get(folded(name))
        shown.add_territory(name, (state,) if state else (), attacked=attacked)
    for match in _TARGETS.finditer(lowered):
        shown.add_territory(match.group("name"))


def is_bare_office(name: str) -> bool:
    """Whether a name is no more than the word for an office or a force ("Government", "Army"), which every land has."""
    return len(folded(name)) == 1 and role_of(name) is not None


def _only_speaks(reading: Reading, place: str) -> bool:
    """Whether a state's name stands in the report only as a voice's ("Norway said nine died"), which is no place struck."""
    if not countries_in(place):
        return False
    spoken = _spoken(reading)
    mentions = [found.span() for found in re.finditer(rf"\b{re.escape(place)}\b", reading.text)]
    return bool(mentions) and all(_meets(spoken, start, end) for start, end in mentions)


def names_somebody(name: str) -> bool:
    """Whether a party's name holds more than words that open a sentence ("The") or date it."""
    return bool(_cleaned(name))


def _cleaned(name: str) -> str:
    """A name without the words that merely open a sentence or date it."""
    spelled = name.replace("’", "'").split()
    while spelled and (spelled[0].lower() in _OPENERS or is_number_word(spelled[0])):
        spelled = spelled[1:]
    if not spelled or spelled == ["New"] or any(word.strip(".,").lower() in CALENDAR for word in spelled):
        return ""
    return " ".join(spelled).rstrip(".").removesuffix("'s").removesuffix("'")
