"""Where the report itself says that a figure could not be checked."""

from collections.abc import Sequence

from onrecord.reading.figures.draft import Draft
from onrecord.reading.page import Page

_ABOUT = frozenset(
    "figure figures count counts number numbers toll tolls claim claims account accounts report reports estimate estimates tally it "
    "they this these which that statement statements total totals death deaths casualties".split()
)
_CHECKING = ("verif", "confirm", "check", "corroborat", "establish", "substantiat", "authenticat", "tested")
_NOT = frozenset("not n't no none nobody neither nor cannot never unable impossible without unverified unconfirmed unclear".split())
_OTHER_MATTERS = frozenset(
    "footage video videos image images picture pictures clip clips photograph photographs recording audio authenticity identity who "
    "whether where when message letter".split()
)


def doubted_sentences(page: Page, drafts: Sequence[Draft]) -> dict[int, bool]:
    """Sentences that say their figures, or those before them, could not be checked.

    Returns:
        Sentence number → whether the remark is a sentence of its own kind ("Neither of these tolls can be checked"), which
        reaches back over the paragraph, or a clause on the figure beside it, which does not.
    """
    found: dict[int, bool] = {}
    opening: dict[int, int] = {}
    for draft in drafts:
        opening.setdefault(page.sentence_numbers[draft.at], draft.at)
    for number, (first, last) in enumerate(page.sentences):
        at = _remark(page, first, last)
        if at is not None:
            found[number] = at - first < 12 and opening.get(number, at) >= at
    return found


def _remark(page: Page, first: int, last: int) -> int | None:
    """First token of the words that say so, or None."""
    for at in range(first, last):
        word = page.tokens[at].lower
        if not word.startswith(_CHECKING) and word not in ("unverified", "unconfirmed"):
            continue
        before = [page.tokens[n].lower for n in range(max(first, at - 14), at + 1)]
        if not (set(before) & _NOT) or set(before[-9:]) & _OTHER_MATTERS:
            continue
        if not (set(before) & _ABOUT) or not _beyond_checking(page, at, first):
            continue
        return next((n for n in range(at, first, -1) if page.tokens[n].text in (",", ";", "(", "–", "—")), first)
    return None


def _beyond_checking(page: Page, at: int, first: int) -> bool:
    """It could not be checked ("could not be verified", "no means of checking"); that somebody declined to confirm says nothing."""
    if page.tokens[at].lower in ("unverified", "unconfirmed"):
        return True
    group = page.verb_at.get(at)
    if group is not None and (group.passive or group.modal in ("could", "can", "ca", "cannot")):
        return True
    before = {page.tokens[n].lower for n in range(max(first, at - 6), at)}
    return bool(before & {"able", "unable", "impossible", "means", "way", "possible", "independent", "cannot"})


def doubted(page: Page, draft: Draft, remarks: dict[int, bool], last_in_sentence: bool) -> bool:
    """Whether a remark of the report covers a figure."""
    number = page.sentence_numbers[draft.at]
    if number in remarks:
        return remarks[number] or last_in_sentence
    paragraph = page.paragraph_numbers[draft.at]
    for later in range(number + 1, min(number + 6, len(page.sentences))):
        if not remarks.get(later, False):
            continue
        begins = page.sentences[later][0]
        same = page.paragraph_numbers[begins] == paragraph
        opens = page.paragraph_numbers[begins] == paragraph + 1 and page.paragraphs[paragraph + 1][0] == begins
        if same or opens:
            return True
    return False
