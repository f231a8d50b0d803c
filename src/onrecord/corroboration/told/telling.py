"""A reading taken apart into what it offers for comparison."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import cached_property

from msgspec.structs import replace

from onrecord.corroboration.names import CALENDAR, folded, kindred
from onrecord.corroboration.roles import role_of
from onrecord.corroboration.told.deeds import DEED, doers_of, owner_of, sorts_of
from onrecord.corroboration.told.negation import is_left_open, is_negated, is_set_aside
from onrecord.corroboration.told.people import people_of
from onrecord.corroboration.told.records import Speaker, Telling, Told
from onrecord.corroboration.told.speakers import completed, is_bare, outlet_speaks, speaker_of
from onrecord.corroboration.told.tolls import is_of_a_stretch, is_part, runs_on
from onrecord.corroboration.told.wording import after_dateline, measures_in, sentences_of, stems_of
from onrecord.corroboration.voices import Voice, Voices
from onrecord.records import Figure, Reading, Span, Statement

_DOUBT = re.compile(
    r"\b(?:alleged(?:ly)?|reported(?:ly)?|apparent(?:ly)?|said to|believed|suspected|supposed(?:ly)?|claimed|presumed|rumou?red"
    r"|purported(?:ly)?|unconfirmed|is thought|are thought|may have|might have|appears? to|seems? to|if|whether"
    r"|accused|acquitted|charged with|on trial|suspicion)\b|\?",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|we) (?:saw|counted|walked|heard|watched|met|found|stood)\b")
_SAW = re.compile(
    r"\b(?:reporter|correspondent|journalist|photographer)s?\b[^.]{0,60}\b(?:saw|counted|heard|watched|found|was there|were there)\b"
)
_BEHIND = re.compile(
    r"\b(?:according to|citing|cited|quot(?:es|ed|ing)|relies on|relying on|going by|basing itself on|referr(?:ed|ing) to"
    r"|reported(?: by)?|report(?:s)? (?:of|in|by)|told|learn(?:ed|t)|said|says|stated|states|writes|wrote|agency|newspaper|broadcaster"
    r"|radio|by way of|via"
    r"|as carried by|credits?)\b",
    re.IGNORECASE,
)
"""Words beside which a name may be that of an outlet from which a report has it."""
_CREDITED = re.compile(r"\([A-Z][^()]{2,40}\)")
"""A name in brackets, which may be that of the outlet whose report it is."""
_DATELINE = re.compile(r"^\s*[A-Z][A-Z'’-]+(?:[ /][A-Z][A-Z'’-]+)*, (?P<land>[A-Z][a-z]+)\b(?!,? \d)")
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_RELIES = re.compile(
    r"(?P<outer>[^,]+?)(?:, which)? "
    r"(?:relie[sd] (?:up)?on|base[sd] itself on|cite[sd]|quote[sd]|refer(?:s|red) to|has it from|had it from|credit(?:s|ed)) "
    r"(?P<who>.+?)(?: (?:whom|which|that|who) .*)?$"
)
_CITING_FIRST = re.compile(
    r"\s*(?:Citing|Quoting|Referring to|Relying on|Going by|Basing itself on) (?P<who>[^,;.]{3,80}), "
    r"(?P<outer>[^,;.]{3,60}?) (?:reports?|reported|writes|wrote|says|said)\b"
)
"""A sentence that opens with the one whom its speaker relies on ("Citing the harbour guard, the Herald reports …")."""
_BEGINS_AS_SOMEBODY = re.compile(r"(?:the|a|an|its|their|our|one|two|several) (?!lack\b|need\b|want\b|wish\b|shortage\b)|[A-Z]")
_OTHERS_THAN_MEDIA = frozenset({"state", "armed", "official", "civic"})
_BESIDES = re.compile(r",? and (?:up)?(?:on|to) ")
"""Between several that a voice relies on ("refers to a report from abroad and to an official")."""
_FURNITURE = re.compile(r"\s*(?:By |From [A-Z]|With reporting|Reporting by|Editing by|[A-Z][A-Z’' ]+, \d)")
"""Lines that say who wrote a report, and where."""
_AND_THAT = re.compile(r",? and that |, that | when (?=[A-Z])|(?<=[a-z])[:;] (?=[a-z])")
_TOWN = re.compile(r"\s*(?P<town>[A-Z][A-Z'’-]{2,})(?: \([^)]{2,40}\)|, [A-Z][a-z]+ \d{1,2}(?: \([^)]*\))?)? ?[—–.-] ")
_BETWEEN = re.compile(r";\s+")
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]\s")
_ANNOUNCED = re.compile(r":\s*\n\s*1[.)]\s")
"""The head of a list that somebody announces ("The Government announces:")."""
_LISTED = re.compile(r"\s*(?:1[.)]|[-•*])\s")
_WOULD = re.compile(r"(?:would|could|should|might)\b", re.IGNORECASE)
_PRESUPPOSED = re.compile(r"[\"“‘]?(?:The|Those|These) [^,;.]{0,60}? (?:who|which|that) [^,;.]+?(?= (?:would|will|can|could|may|might)\b)")
"""What a sentence takes for granted of those it is about, up to what it says of them ("The men who crossed | would find no cover")."""
_WITHDRAWS = re.compile(r"\b(?:withdr[ae]w\w*|retract\w*|takes? back|took back|taken back)\b", re.IGNORECASE)
_ITS_WORD = re.compile(
    r"(?:its|their|his|her|the|an?) (?:own |earlier |first )?(?:statement|claim|denial|account|version|assertion|accusation)s?\b",
    re.IGNORECASE,
)
_NEARLY = 20
"""Characters by which statements of one thing may differ in length: of "the Government repeats what the army said: …" the army says it."""
_LEAST_STEMS = 3
_TITLE_STEMS = 400
"""Characters at the head of a text whose words tell what it is about."""


def telling_of(
    reading: Reading, *, name: str | None = None, page: str | None = None, order: int = 0, set_by_people: Collection[str] = ()
) -> Telling:
    """What a report offers for comparison.

    Args:
        reading: its records.
        name: what the reading is called among others; its id by default.
        page: what its address names.
        order: in which order it was read.
        set_by_people: local ids of the records that people corrected or added.
    """
    return _Taken(reading).telling(name or reading.id, page, order, tuple(sorted(set_by_people)))


class _Taken:
    """One reading, with the look-ups that its figures and statements share."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.text
        self._voices = Voices(reading)
        self._sentences = [after_dateline(reading.text, span) for span in sentences_of(reading.text)]
        self._starts = [start for start, _ in self._sentences]
        self._numbers = {span: number for number, span in enumerate(self._sentences)}
        self._stems: dict[Span, tuple[str, ...]] = {}
        self._statements = [
            said for said in reading.statements if said.grade != "fragment" and said.content and not self._is_hypothetical(said)
        ]
        found = {said.id: self._speaker_found(said) for said in sorted(reading.statements, key=lambda said: said.content or said.source)}
        self._speakers = completed(found, self._home(), reading.report.outlet)
        self._published = reading.report.published[:10] if reading.report.published else None
        title = reading.report.title
        self._title_end = len(title) if title and self._text.startswith(title) else 0

    def telling(self, name: str, page: str | None, order: int, set_by_people: tuple[str, ...]) -> Telling:
        """All of it."""
        report = self._reading.report
        head = f"{report.title or ''} {self._text[:_TITLE_STEMS]}"
        return Telling(
            reading=name,
            report=self._reading.id,
            outlet=report.outlet,
            page=page,
            published=self._published,
            town=match["town"].casefold() if (match := _TOWN.match(self._text)) else None,
            order=order,
            figures=tuple(self._figures()),
            statements=tuple(self._told_statements()),
            places=self._places,
            stems=stems_of(head),
            set_by_people=set_by_people,
        )

    def _places_in(self, sentence: Span) -> tuple[str, ...]:
        """Places named in a piece of the text, its sentence, those beside it and the title, but for seats of those who speak."""
        at = self._numbers.get(sentence, 0)
        near = self._sentences[max(0, at - 1) : at + 2] or [sentence]
        words = " ".join((self._reading.report.title or "", self._text[near[0][0] : near[-1][1]]))
        return tuple(sorted(self._place_words & set(folded(words))))

    @cached_property
    def _place_words(self) -> frozenset[str]:
        return frozenset(self._places)

    @cached_property
    def _places(self) -> tuple[str, ...]:
        reading = self._reading
        named = [place.name for place in reading.places]
        named += [figure.place for figure in reading.figures if figure.place]
        named += [incident.place for incident in reading.incidents if incident.place]
        return tuple(sorted({word for name in named for word in folded(name)}))

    def _figures(self) -> Iterator[Told]:
        days = self._days()
        for figure in self._reading.figures:
            sentence = self._sentence_at(figure.start)
            over = self._statements_over(figure.start, figure.end)
            own = next((said for said in self._reading.statements if said.id == figure.statement), None)
            telling = [said for said in (*([own] if own else []), *over) if said.act != "denies" and not self._leaves_open(said)]
            denied = figure.denied_by is not None and not telling and not figure.source
            if denied or is_set_aside(self._text, figure.start):
                continue  # a number that is only denied is told by nobody here
            speakers = self._speakers_of(telling)
            voice = self._voices.of_figure(figure)
            if voice is not None and (figure.source or not speakers):
                outlet = self._reading.report.outlet
                nearest = completed({**self._speakers, "": speaker_of(voice, outlet)}, self._home(), outlet)[""]
                if nearest is not None and not is_bare(nearest):
                    speakers = [*_relied_on(nearest), *(one for one in speakers if one != nearest)]
            if figure.scope != "incident" and figure.place:  # a body gives running totals of its own land
                speakers = [one if one.owner or one.role != "state" else replace(one, owner=folded(figure.place)) for one in speakers]
            yield self._told(
                figure.id, (figure.start, figure.end), sentence, speakers, figure=figure, day=figure.as_of or days.get(figure.id)
            )

    def _told_statements(self) -> Iterator[Told]:
        covered: list[Span] = []
        for said in self._statements:
            start, end = min(one for one, _ in said.content), max(other for _, other in said.content)
            if said.voice == "publisher" or self._withdraws(said):
                continue
            covered += [*said.content, *said.source, *said.cue]
            if self._leaves_open(said):
                continue
            speakers = self._speakers_of([said, *self._statements_over(start, end)])
            sentence = self._sentence_at(start)
            for number, span in enumerate(self._clauses(start, end)):
                name = said.id if not number else f"{said.id}#{number + 1}"
                negated = (said.act == "denies" and not number) or is_negated(self._text[slice(*span)])
                told = self._told(name, span, sentence, speakers, act=said.act, negated=negated, day=self._day_told(sentence))
                yield told if number else self._with_what_it_denies(told, said)
        for sentence in self._sentences:
            for part in self._parts(sentence):
                if (
                    self._tells(part)
                    and 2 * sum(max(0, min(part[1], end) - max(part[0], start)) for start, end in covered) < part[1] - part[0]
                ):
                    granted = _PRESUPPOSED.match(self._text, *part)
                    span = granted.span() if granted is not None else part
                    day, negated = self._day_told(sentence, part), is_negated(self._text[slice(*span)])
                    yield self._told(f"{part[0]}-{part[1]}", span, sentence, [], negated=negated, day=day)

    def _tells(self, part: Span) -> bool:
        """Whether a piece of the text may tell what was done, or from whom it is known, with nobody read as its source."""
        words = self._text[slice(*part)]
        if len(stems_of(words)) < _LEAST_STEMS or _FURNITURE.match(words) or self._in_a_denial(part[0]):
            return False
        return bool(DEED.search(words) or _BEHIND.search(words))

    def _parts(self, sentence: Span) -> list[Span]:
        """The pieces of a sentence between semicolons, where one of them tells something by itself; else the whole."""
        cuts = [match.span() for match in _BETWEEN.finditer(self._text, *sentence)]
        edges = [sentence[0], *(edge for cut in cuts for edge in cut), sentence[1]]
        parts = list(zip(edges[::2], edges[1::2], strict=True))
        return parts if any(map(self._tells, parts)) else [sentence]

    def _leaves_open(self, said: Statement) -> bool:
        source = " ".join(self._text[start:end] for start, end in said.source)
        return said.act != "denies" and is_left_open(source, self._cue(said))

    def _cue(self, said: Statement) -> str:
        return " ".join(self._text[start:end] for start, end in said.cue)

    def _is_hypothetical(self, said: Statement) -> bool:
        """Whether a reader is unsure of a statement, and its cue tells what would be ("would find no cover")."""
        return said.grade == "weak" and any(_WOULD.match(self._text, start) for start, _ in said.cue[:1])

    def _withdraws(self, said: Statement) -> bool:
        """Whether a body takes back what it said itself, which denies nothing that others say ("withdraws its statement of 8 May")."""
        return bool(_WITHDRAWS.search(self._cue(said)) and _ITS_WORD.match(self._content(said)))

    def _clauses(self, start: int, end: int) -> list[Span]:
        """The propositions that one statement strings together ("that A, and that B"; "killed when C")."""
        cuts = list(_AND_THAT.finditer(self._text, start, end))
        edges = [start, *(edge for match in cuts for edge in match.span()), end]
        found = [(one, other) for one, other in zip(edges[::2], edges[1::2], strict=True)]
        telling = [span for span in found if len(stems_of(self._text[slice(*span)])) >= _LEAST_STEMS or self._holds_figure(span)]
        return telling if len(telling) == len(found) else [(start, end)]

    def _holds_figure(self, span: Span) -> bool:
        return any(span[0] <= one.start < span[1] for one in self._reading.figures)

    def _with_what_it_denies(self, told: Told, said: Statement) -> Told:
        """A denial with the words of what it denies ("The army denied it"), which are what it is about."""
        denied = [one for one in self._statements if one.id in said.denies]
        if not denied:
            return told
        words = " ".join(self._content(one) for one in denied)
        context = {*told.context, *(stem for one in denied for stem in self._context(self._sentence_at(one.content[0][0])))}
        return replace(
            told,
            stems=tuple(sorted({*told.stems, *stems_of(words)})),
            context=tuple(sorted(context)),
            places=told.places or self._places_in(self._sentence_at(denied[0].content[0][0])),
            denied=said.denies,
            sorts=sorts_of(words) or told.sorts,
            doers=tuple(filter(None, map(owner_of, told.speakers[:1]))) if told.speakers else told.doers,
            negated=True,
        )

    def _told(
        self,
        name: str,
        span: Span,
        sentence: Span,
        speakers: list[Speaker],
        *,
        figure: Figure | None = None,
        day: str | None = None,
        act: str | None = None,
        negated: bool = False,
    ) -> Told:
        words = self._text[slice(*sentence)]
        told_words = words if figure is not None else self._text[slice(*span)]
        speakers = self._with_whom_it_cites(speakers, sentence) or self._of_its_item(span[0]) or self._announces(span[0]) or self._issuer
        own = _FIRST_PERSON.search(words) or _SAW.search(words)
        if own and not speakers:
            outlet = self._reading.report.outlet or ""
            speakers = [replace(outlet_speaks(outlet), words=f"{outlet or 'the report'}’s own reporter", own=True)]
        return Told(
            id=name,
            start=span[0],
            end=span[1],
            words=self._text[slice(*span)],
            sentence=sentence,
            voice="attributed" if speakers else "doubt" if _DOUBT.search(words) or _says(words) else "plain",
            speakers=tuple(speakers),
            cites=self._cited(sentence, speakers),
            day=day or self._published,
            dated=day is not None,
            stems=stems_of(told_words),
            context=self._context(sentence),
            places=self._places_in(sentence),
            sorts=sorts_of(self._text[slice(*span)]),
            doers=doers_of(self._text[slice(*span)], next(map(owner_of, speakers), ()), negated),
            counts=figure is None and self._holds_figure(span),
            negated=negated,
            act=act,  # type: ignore[arg-type]
            figure=figure,
            measures=measures_in(words) if figure is not None else (),
            beside_source=figure is not None and not speakers and self._sourced_before(sentence),
            part=figure is not None and is_part(figure, self._text, self._reading.figures),
            stretch=figure is not None and is_of_a_stretch(figure, self._text, sentence),
            running=figure is not None and runs_on(figure, self._text, sentence),
            people=people_of(figure, self._text, sentence[0], next(iter(speakers), None)) if figure is not None else (),
            in_title=span[1] <= self._title_end,
        )

    def _context(self, sentence: Span) -> tuple[str, ...]:
        """Telling words of a sentence with those on either side, and of the title."""
        at = self._numbers.get(sentence)
        near = [sentence] if at is None else self._sentences[max(0, at - 1) : at + 2]
        stems = {*stems_of(self._reading.report.title or ""), *(stem for span in near for stem in self._stems_of_sentence(span))}
        return tuple(sorted(stems))

    def _stems_of_sentence(self, sentence: Span) -> tuple[str, ...]:
        """Its telling words, worked out once."""
        found = self._stems.get(sentence)
        if found is None:
            found = self._stems[sentence] = stems_of(self._text[slice(*sentence)])
        return found

    def _cited(self, sentence: Span, speakers: list[Speaker]) -> tuple[str, ...]:
        """Names beside citing words in a sentence or the one before: among them may be outlets, which only other reports tell."""
        words = self._text[slice(*sentence)]
        found = [one.words for one in speakers]
        if _BEHIND.search(words) or _CREDITED.search(words):
            found.append(words)
        return tuple(dict.fromkeys(found))

    def _with_whom_it_cites(self, speakers: list[Speaker], sentence: Span) -> list[Speaker]:
        """The speakers, before them the one whom their sentence says it cites where it opens so."""
        match = _CITING_FIRST.match(self._text, *sentence)
        if match is None or [one.words for one in speakers] != [match["outer"]] or role_of(match["outer"]) in _OTHERS_THAN_MEDIA:
            return speakers
        who = match["who"]
        if role_of(who) is None and not _BEGINS_AS_SOMEBODY.match(who):
            return speakers
        return [speaker_of(Voice(words=who, phrases=(who,), key=folded(who))), *speakers]

    def _speakers_of(self, statements: list[Statement]) -> list[Speaker]:
        """Who makes the statements, the innermost first, each once; bare words for one who is named beside them are left out."""
        found: list[Speaker] = []
        nearest = sorted(
            {one.id: one for one in statements}.values(),
            key=lambda one: (one.within is None, self._length(one) // _NEARLY, self._before(one)),
        )
        for said in nearest:
            speaker = self._speakers.get(said.id)
            found += [one for one in _relied_on(speaker) if one not in found] if speaker is not None else []
        telling = [one for one in found if not is_bare(one)]
        return telling or found

    def _announces(self, position: int) -> list[Speaker]:
        """Who makes known what stands at a place: the last "The General Staff makes known:" at the head of a paragraph before it.

        Where a text has but one, and no numbered list after it, it reaches to the end of its paragraph.
        """
        before = [one for one in self._announcing if one[0] <= position]
        if not before or before[-1][1] is None:
            return []
        start, speaker = before[-1]
        reaches = len(self._announcing) > 1 or _LISTED.match(self._text, start)
        return [speaker] if speaker is not None and (reaches or "\n" not in self._text[start:position]) else []

    def _of_its_item(self, position: int) -> list[Speaker]:
        """Who speaks in the numbered item that holds a place, where a body announces a list: an item is what one of its bodies tells."""
        inside = self._in_its_item(position)
        return [speaker for said in inside[:1] if said.voice == "attributed" and (speaker := self._speakers.get(said.id)) is not None]

    def _in_a_denial(self, position: int) -> bool:
        """Whether the item that holds a place begins with a denial; what follows there bears it out, and is no claim by itself."""
        inside = self._in_its_item(position)
        return bool(inside) and inside[0].content[0][0] < position and inside[0].act == "denies"

    def _in_its_item(self, position: int) -> list[Statement]:
        """The statements of the numbered item of an announced list that holds a place."""
        start = self._text.rfind("\n", 0, position) + 1
        if not _NUMBERED.match(self._text, start) or not _ANNOUNCED.search(self._text):
            return []
        end = self._text.find("\n", position)
        return [said for said in self._statements if said.source and start <= said.source[0][0] < (end if end >= 0 else len(self._text))]

    @cached_property
    def _announcing(self) -> list[tuple[int, Speaker | None]]:
        """Where bodies make something known (after the colon), with who does, in text order."""
        found: dict[int, Speaker | None] = {}
        for said in self._statements:
            if not said.cue or not said.source or said.voice != "attributed":
                continue
            colon = self._text.find(":", said.cue[-1][1], said.cue[-1][1] + 2)
            head = (
                self._text[: said.source[0][0]].rstrip(" 0123456789.").endswith(("\n", ".")) or not self._text[: said.source[0][0]].strip()
            )
            if colon >= 0 and head and said.source[0][0] < said.cue[0][0]:
                found.setdefault(colon + 1, self._speakers.get(said.id))
        return sorted(found.items(), key=lambda one: one[0])

    @cached_property
    def _issuer(self) -> list[Speaker]:
        """The body whose own release the report is: its plain sentences are its voice."""
        voice = self._voices.issuer()
        return [speaker_of(voice, self._reading.report.outlet)] if voice is not None else []

    def _speaker_found(self, said: Statement) -> Speaker | None:
        voice = self._voices.of_statement(said)
        return speaker_of(voice, self._reading.report.outlet) if voice is not None else None

    def _home(self) -> tuple[str, ...]:
        """Folded name of the land that a dateline names, else of the place in the outlet's name; empty where neither tells."""
        match = _DATELINE.match(self._text)
        if match and match["land"].lower() not in CALENDAR:
            return folded(match["land"])
        outlet = folded(self._reading.report.outlet or "")
        named = {match.group().casefold() for match in _NAME.finditer(self._text)}
        return tuple(
            word
            for word in outlet
            if word in self._place_words
            or re.search(rf"\b(?:in|of|at|from|near) {re.escape(word.capitalize())}\b", self._text)
            or any(name != word and kindred(word, name) for name in named)
        )

    def _sourced_before(self, sentence: Span) -> bool:
        """Whether a figure in the sentence before has a source: "12 died, the ministry said. | Thirty more were hurt."."""
        at = self._numbers.get(sentence, 0)
        if not at or "\n" in self._text[self._sentences[at - 1][1] : sentence[0]]:
            return False
        start, end = self._sentences[at - 1]
        return any(start <= figure.start < end and figure.source for figure in self._reading.figures)

    def _statements_over(self, start: int, end: int) -> list[Statement]:
        """Statements whose words hold a piece of the text, or most of it."""
        reach = max(1, (end - start) * 2 // 3)
        return [
            said
            for said in self._statements
            if said.voice == "attributed" and any(min(end, other) - max(start, one) >= reach for one, other in said.content)
        ]

    def _day_told(self, sentence: Span, part: Span | None = None) -> str | None:
        """The day on which a sentence, or a part of it, puts what it tells, else the one before it does; None where none names a single
        past day."""
        at = self._numbers.get(sentence)
        for start, end in (part or sentence, *self._sentences[max(0, at - 1) : at]) if at is not None else ():
            days = [
                time.start[:10]
                for time in self._reading.times
                if start <= time.span[0] < end and time.start and time.start[:10] == (time.end or "")[:10]
            ]
            told = [day for day in days if self._published is None or day <= self._published]
            if told:
                return told[0] if len(set(told)) == 1 else None
        return None

    def _days(self) -> dict[str, str]:
        """The day of the incident that each figure counts, where one is told."""
        found: dict[str, str] = {}
        for incident in self._reading.incidents:
            if incident.date:
                for figure in incident.figures:
                    found.setdefault(figure, incident.date[:10])
        return found

    def _content(self, said: Statement) -> str:
        return " ".join(self._text[start:end] for start, end in said.content)

    def _before(self, said: Statement) -> int:
        """Characters between a source and what it says."""
        return min((abs(said.content[0][0] - end) for _, end in said.source), default=len(self._text))

    def _length(self, said: Statement) -> int:
        return sum(end - start for start, end in said.content)

    def _sentence_at(self, position: int) -> Span:
        at = bisect_right(self._starts, position) - 1
        return self._sentences[at] if at >= 0 and position < self._sentences[at][1] else (position, position)


def _says(words: str) -> bool:
    """Whether somebody with an office is said to say something in a sentence, though it was not read as a statement."""
    return bool(_BEHIND.search(words)) and any(role_of(word) in {"state", "armed", "official", "civic"} for word in words.split())


def _relied_on(speaker: Speaker) -> tuple[Speaker, ...]:
    """A voice, and before it the one that it is said to rely on ("the Herald, which cites an official in Kesh")."""
    match = _RELIES.match(speaker.words)
    if match is None:
        return (speaker,)
    several = _BESIDES.split(match["who"])
    inner = next((one for one in reversed(several) if role_of(one) is not None), match["who"])
    voice = Voice(words=inner, phrases=(inner,), key=folded(inner))
    return speaker_of(voice), replace(speaker, words=match["outer"])
