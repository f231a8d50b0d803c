"""What the report itself remarks about the statements it tells: that they could not be checked, or that they are not so."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.told import CLAIM_NOUNS
from onrecord.reading.wordlists import has_phrase, phrases, words
from onrecord.reading.words import noun_lemma
from onrecord.records import ReportDetails

WINDOW = 60
"""Statements before a remark that it may reach; keeps long texts linear."""
NEAR_PARAGRAPHS = 2
"""A remark in a paragraph of its own reaches this far back."""
FAR_PARAGRAPHS = 6
"""One that says what it is about reaches this far."""

_CHECKING = words(
    "ascertain authenticate check confirm corroborate determine establish fact-check substantiate test validate verify vet vouch"
)
_LOOSE_CHECKING = words("check confirm determine establish test")
"""Verbs that are about checking only in the passive, after a modal or as an infinitive ("could not confirm when")."""
_CANNOT = phrases(
    """
    difficult to, failed to, hard to, impossible to, no means of, no means to, no way of, no way to, not able to, not been
    able to, remain to be, remained to be, remains to be, unable to, yet to, yet to be
    """
)
_NO_CHECK = phrases(
    """
    lack independent confirmation, lacked independent confirmation, no confirmation, no corroboration, no immediate
    confirmation, no immediate independent confirmation, no independent confirmation, no independent corroboration, no
    independent verification, without independent confirmation, without independent verification, no way of knowing, no way to
    know, no independent account, no outside confirmation, impossible to know, await confirmation, awaits confirmation, await
    verification, awaits verification, pending verification, pending confirmation
    """
)
_UNCHECKED = words("unchecked unconfirmed uncorroborated unsubstantiated unverifiable unverified")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LINKING = words("be go remain stay")
_NUMBERS = words("casualty count death estimate figure number statistic tally toll total")
_MEDIA = words("audio authenticity clip film footage image imagery location photo photograph picture recording screenshot tape video")
_SHOWING = words("show showed showing shows what")
_PAPERS = words(
    "audio clip document footage image images letter message photo photograph photographs photos picture pictures recording video videos"
)
_SENT = words("call communique communiqué leaflet letter message note phone-call post statement")
_PAIRS = words("both competing conflicting contradictory either neither opposing rival")
_ALL = words("all any both either neither none these those")
_EVERYWHERE = phrases(
    """
    battlefield claims, battlefield reports, claims by either, claims from either, claims made by either, claims of either,
    either side, the warring sides
    """
)
_SAYS_NOTHING = (
    CLAIM_NOUNS
    | _NUMBERS
    | words(
        """
        access agency area authenticity claim confirmation correspondent detail evidence fact journalist location media newspaper
        observer office outlet reporter side source team time verification way website week day month hour circumstance
        """
    )
)
"""Nouns of a remark that do not tell which statement it is about."""
_FACTS = frozenset({"asserts", "reports", "estimates", "claims", "accuses", "admits", "confirms"})
_FALSE = words("baseless bogus fabricated fake false inaccurate incorrect invented misleading unfounded untrue wrong")
_VERDICT_SUBJECTS = words("all both it none that these they this")


def mark_unverified(page: Page, drafts: Sequence[Draft], report: ReportDetails) -> None:
    """Mark the statements about which the report says that they could not be checked, and those it calls untrue.

    Scope, in this order: the statement that a clause hangs on; both accounts for "neither"; every party's statements for "the
    claims of either side"; the counts before it for a remark on counts; those of the speaker it names; else the statement
    before it, for a plural all of that paragraph.
    """
    remarks = _Remarks(page, drafts)
    own = {name for name in (report.outlet, report.issuer) if name}
    told = {n for d in drafts if d.voice == "attributed" and d.source and d.speaker not in own for a, b in d.content for n in range(a, b)}
    for sentence, (first, last) in enumerate(page.sentences):
        at = _unchecked_at(page, first, last)
        if at is not None and at not in told:  # what a source says is not the report's own remark
            remarks.unchecked(sentence, at)
        elif _is_verdict(page, first, last):
            remarks.untrue(sentence)
    for draft in drafts:
        hidden = draft.voice == "unsourced" and draft.act == "reports"  # "reportedly": nobody is named who could be asked
        if hidden or _is_modified(page, draft):
            draft.unverified = True


class _Remarks:
    """The statements of a page by place, for finding those a remark speaks of."""

    def __init__(self, page: Page, drafts: Sequence[Draft]) -> None:
        self.page = page
        self.drafts = sorted(drafts, key=lambda draft: draft.place)
        self.places = [draft.place for draft in self.drafts]

    def _until(self, index: int, *, also_denials: bool = False) -> list[Draft]:
        """Factual statements whose cue stands before a token, the last ``WINDOW`` of them; with denials that tell something by numbers."""
        end = bisect_left(self.places, index)
        return [
            draft
            for draft in self.drafts[max(end - WINDOW, 0) : end]
            if draft.content
            and not draft.keeps_back  # "would not say who fired": nothing that could be checked
            and (draft.act in _FACTS or (also_denials and draft.act == "denies" and self._counts(draft)))
        ]

    def unchecked(self, sentence: int, at: int) -> None:
        """Mark what a remark at a token of a sentence speaks of."""
        for draft in self._spoken_of(sentence, at):
            if not any(a <= at < b for a, b in draft.cue_tokens):  # the remark itself, told as a statement
                draft.unverified = True

    def untrue(self, sentence: int) -> None:
        """The report calls what went before untrue; its own examination, told next, is what answers it."""
        first, last = self.page.sentences[sentence]
        refuted = self._before(first, plural=True)
        for draft in refuted:
            draft.refuted = True
            if draft.act in ("asserts", "reports"):
                draft.act = "claims"
        start = bisect_left(self.places, last)
        for draft in self.drafts[start : start + 3]:
            own = draft.source and self.page.tokens[draft.source[0][0]].lower in ("we", "our")
            if (
                own
                and not draft.speech
                and self.page.sentence_numbers[draft.place] == sentence + 1
                and self._same_paragraph(first, draft.place)
            ):
                draft.denies = list(refuted)

    def _paragraphs_back(self, first: int, draft: Draft) -> int:
        return self.page.paragraph_numbers[first] - self.page.paragraph_numbers[draft.place]

    def _same_paragraph(self, one: int, other: int) -> bool:
        return self.page.paragraph_numbers[one] == self.page.paragraph_numbers[other]

    def _spoken_of(self, sentence: int, at: int) -> list[Draft]:
        page = self.page
        first, last = page.sentences[sentence]
        spoken = [page.tokens[n].lower for n in range(first, last)]
        nouns = {noun_lemma(page.tokens[n].lower) for n in range(first, last) if page.classes[n] in ("NN", "NNS")}
        if nouns & _MEDIA and not nouns & (CLAIM_NOUNS | _NUMBERS):
            return self._on_media(sentence)
        here = [draft for draft in self._until(at) if draft.place >= first and not any(a <= at < b for a, b in draft.cue_tokens)]
        if here:
            return [draft for draft in here if _hangs_on(draft, at)] or here[-1:]
        if has_phrase(spoken, _EVERYWHERE):
            return [draft for draft in self._until(first) if draft.voice == "attributed" and draft.actor is not None and draft.actor.party]
        head = set(spoken[: at - first + 1])
        if set(spoken) & _PAIRS and nouns & _SENT:
            sent = self._sent_before(at)
            if sent:
                return sent
        if set(spoken) & _PAIRS:
            return self._rivals(first, counts=bool(nouns & _NUMBERS))
        if "none" in spoken and nouns & _NUMBERS:  # "The desk has verified none of these totals": whoever gave them, all alike
            near = [draft for draft in self._until(first) if self._paragraphs_back(first, draft) <= FAR_PARAGRAPHS]
            if counted := [draft for draft in near if self._counts(draft)]:
                return counted
        plural = bool(head & _ALL) or any(
            page.classes[n] == "NNS" and noun_lemma(page.tokens[n].lower) in CLAIM_NOUNS | _NUMBERS for n in range(first, last)
        )
        found = self._before(first, plural=plural)
        if nouns & _NUMBERS:
            found = [draft for draft in found if self._counts(draft)] or found
        about = self._about(sentence)
        if about:
            return about
        named = page.words(first, at).lower() if at > first else ""
        return [
            draft for draft in found if draft.side and draft.speaker and (draft.side.lower() in named or draft.speaker.lower() in named)
        ] or found

    def _sent_before(self, at: int) -> list[Draft]:
        """ "neither message": the last two statements that a message or call brought, denials among them."""
        page, end = self.page, bisect_left(self.places, at)
        found = [
            draft
            for draft in self.drafts[max(end - WINDOW, 0) : end]
            if draft.content and any(noun_lemma(page.tokens[n].lower) in _SENT | {"caller"} for a, b in draft.source for n in range(a, b))
        ]
        return found[-2:]

    def _about(self, sentence: int) -> list[Draft]:
        """The statements that tell what a remark says could not be checked ("the dead guards", "the raid on the mill"); the fullest."""
        page = self.page
        first, last = page.sentences[sentence]
        wanted = {
            (noun_lemma(page.tokens[n].lower) or "")[:6]
            for n in range(first, last)
            if page.classes[n] in ("NN", "NNS") and noun_lemma(page.tokens[n].lower) not in _SAYS_NOTHING
        }
        scores: list[tuple[int, Draft]] = []
        for draft in self._until(first, also_denials=True):
            far = page.paragraph_numbers[first] - page.paragraph_numbers[draft.place]
            if far > FAR_PARAGRAPHS:
                continue
            spoken = (n for a, b in (*draft.source, *draft.content) for n in range(a, b))
            told = {n: (noun_lemma(page.tokens[n].lower) or "")[:6] for n in spoken}
            shared = [n for n, stem in told.items() if stem in wanted]
            counted = any(page.classes[m] == "CD" for n in shared for m in (n - 1, n - 2) if m in told)
            score = len({told[n] for n in shared}) + counted
            if far <= NEAR_PARAGRAPHS or score > 1:
                scores.append((score, draft))
        best = max((score for score, _ in scores), default=0)
        return [draft for score, draft in scores if score == best] if best else []

    def _rivals(self, first: int, *, counts: bool) -> list[Draft]:
        """ "neither account": the accusations against each other; "neither figure": the last counts of two speakers."""
        before = self._until(first)
        near = [draft for draft in before if draft.speech and self._same_paragraph(draft.place, first)]
        if len({draft.side for draft in near}) > 1 and not any(draft.accused for draft in before if not counts):
            before = near
        if not counts and any(draft.accused for draft in before):
            return [draft for draft in before if draft.accused]
        told = [draft for draft in before if self._counts(draft) and draft.speech] if counts else before
        found: dict[str | None, Draft] = {}
        for draft in reversed(told):
            if len(found) < 2:
                found.setdefault(draft.side, draft)
        return list(found.values())

    def _on_media(self, sentence: int) -> list[Draft]:
        """A remark on pictures reaches what is said to be on them, and messages whose authenticity is in doubt."""
        page = self.page
        start = page.sentences[max(sentence - 1, 0)][0]
        found: list[Draft] = []
        for draft in self._until(page.sentences[sentence][1]):
            if draft.place < start:
                continue
            first = page.sentences[page.sentence_numbers[draft.place]][0]
            source = {page.tokens[n].lower for a, b in draft.source for n in range(a, b)}
            before = {page.tokens[n].lower for n in range(first, draft.place)}
            if source & _PAPERS or (before & _PAPERS and (before & _SHOWING or draft.cue.passive)):
                found.append(draft)
        return found

    def _before(self, first: int, *, plural: bool) -> list[Draft]:
        """What a remark in a sentence of its own speaks of: the sentence before it that states something, or all of that paragraph."""
        page = self.page
        facts = self._until(first)
        if not facts:
            return []
        paragraph = page.paragraph_numbers[facts[-1].place]
        if page.paragraph_numbers[first] - paragraph > NEAR_PARAGRAPHS:
            return []
        same = [draft for draft in facts if page.paragraph_numbers[draft.place] == paragraph]
        number = page.sentence_numbers[same[-1].place]
        return same if plural else [draft for draft in same if page.sentence_numbers[draft.place] == number]

    def _named_by_number(self, index: int) -> bool:
        """ "Kilometre 90", "Route 5": the number belongs to a name."""
        before = self.page.tokens[index - 1].text if index else ""
        return before[:1].isupper() and self.page.tokens[index].text.isdecimal() and self.page.classes[index - 1] == "NNP"

    def _counts(self, draft: Draft) -> bool:
        return any(
            self.page.classes[n] == "CD" and not _YEAR.fullmatch(self.page.tokens[n].text) and not self._named_by_number(n)
            for first, last in draft.content
            for n in range(first, last)
        )


def _unchecked_at(page: Page, first: int, last: int) -> int | None:
    """Token at which a sentence says that something was not checked."""
    spoken = [page.tokens[n].lower for n in range(first, last)]
    if not _CHECKING.isdisjoint(page.verb_at[n].lemma for n in range(first, last) if n in page.verb_at):
        for index in range(first, last):
            group = page.verb_at.get(index)
            if group is not None and group.first == index and group.lemma in _CHECKING and _fails(group, spoken, index - first):
                return index
    said = set(spoken)
    for index in range(first, last - 1) if said & _UNCHECKED else ():  # "the count remains unverified", "their claims went unchecked"
        group = page.verb_at.get(index)
        if group is not None and group.last == index + 1 and group.lemma in _LINKING and spoken[index + 1 - first] in _UNCHECKED:
            return index
    for phrase in _NO_CHECK:
        if phrase[0] not in said or phrase[-1] not in said:
            continue
        for n in range(len(spoken) - len(phrase) + 1):
            if tuple(spoken[n : n + len(phrase)]) == phrase:
                return first + n
    return None


def _fails(group: VerbGroup, spoken: list[str], at: int) -> bool:
    """Whether a verb of checking is said not to have succeeded."""
    loose = group.lemma in _LOOSE_CHECKING
    if loose and not group.passive and group.modal is None and not group.infinitive:
        return False
    inner = spoken[at : at + group.last - group.first]
    joined = [*spoken[max(at - 6, 0) : at], *inner]
    if has_phrase(joined, _CANNOT):
        return True
    after = spoken[at + group.last - group.first : at + group.last - group.first + 2]
    after = after[1:] if after[:1] in (["for"], ["to"]) else after[:1]
    if not group.negated and after in (["neither"], ["none"], ["no"]):  # "has verified neither toll", "can vouch for neither"
        return True
    negative = group.negated or not {"neither", "no", "none", "nothing"}.isdisjoint(spoken[:at])
    reached = (
        group.modal in ("could", "can", "ca")
        or group.passive
        or group.infinitive
        or not {"been", "did", "has", "have"}.isdisjoint(inner)
        or "able" in joined
    )
    return negative and reached


def _hangs_on(draft: Draft, at: int) -> bool:
    """A clause such as ", which could not be verified" hangs on the statement that ends right before it."""
    end = max(last for _, last in (*draft.content, *draft.cue_tokens, *draft.source))
    return 0 <= at - end <= 8 or draft.holds(at)


def _is_verdict(page: Page, first: int, last: int) -> bool:
    """A short sentence of the report's own that calls what went before untrue: "Both are wrong."."""
    spoken = [page.tokens[n].lower for n in range(first, last) if page.classes[n] != "PU"]
    if not 2 < len(spoken) <= 9 or page.quoted[first] is not None or "not" in spoken:
        return False
    subject = spoken[0] in _VERDICT_SUBJECTS or (
        spoken[0] in ("the", "that", "this", "both", "these") and noun_lemma(spoken[1]) in CLAIM_NOUNS
    )
    return subject and not {"is", "are", "was", "were"}.isdisjoint(spoken[1:4]) and not _FALSE.isdisjoint(spoken[2:])


def _is_modified(page: Page, draft: Draft) -> bool:
    """ "In an unverified claim, the front said …": the word stands in source or cue, or right before them in the sentence."""
    first, _ = page.sentences[page.sentence_numbers[draft.place]]
    start = min(draft.place, draft.source[0][0] if draft.source else draft.place)
    ahead = range(max(first, start - 8), start)
    inside = (n for a, b in (*draft.source, *draft.cue_tokens) for n in range(a, b))
    return any(page.tokens[n].lower in _UNCHECKED and not draft.holds(n) for n in (*ahead, *inside))
