"""assessment-rests-on-unverified-media: a judgement drawn from images that nobody is said to have verified."""

import re
from collections.abc import Iterator

from onrecord.corroboration.context import Context
from onrecord.corroboration.names import folded, kindred
from onrecord.corroboration.phrasing import quoted
from onrecord.corroboration.rules.media_not_verified import mention_words
from onrecord.records import Finding, MediaMention, Statement
from onrecord.records.vocabulary import MediaKind

_JUDGEMENTS = frozenset({"assesses", "interprets"})
_ASSERTIONS = frozenset({"asserts", "claims", "accuses", "confirms", "reports"})
_AS_PROOF = re.compile(
    r"\b(?:prov(?:e[sd]?|ing)|proof|evidence|leaves? (?:no|little) doubt|confirm(?:s|ed|ing)?|demonstrat\w+|testif\w+)\b", re.IGNORECASE
)
_SCORES = {"not verified": 1.0, "disputed": 0.9, "not stated": 0.6}
_CHECKED = {
    "not verified": "not verified, says the report",
    "disputed": "authenticity disputed in the report",
    "not stated": "the report does not say whether anyone verified it",
}
_MEDIA_NOUNS: tuple[tuple[re.Pattern[str], tuple[MediaKind, ...]], ...] = (
    (re.compile(r"\b(?:images?|pictures?|photos?|photographs?)\b", re.IGNORECASE), ("image", "video")),
    (re.compile(r"\b(?:videos?|footage|clips?|films?)\b", re.IGNORECASE), ("video",)),
    (re.compile(r"\b(?:recordings?|audio|voice messages?|intercepts?)\b", re.IGNORECASE), ("audio", "video")),
)
_OWNER = re.compile(r"((?:[\w’'-]+\s){0,4}[\w-]+)(?:['’]s?)\s(?:\w+\s)?$")


def find(context: Context) -> Iterator[Finding]:
    """Notice a judgement or interpretation that speaks of media which the report does not call verified.

    Rests on: the statement and the media mention that its words name (by the mention's place, its owner or its kind, the nearest
    before it). Plain assertions count only when they take the media as proof ("leaves no doubt", "proves").
    Does not say: that the judgement is wrong. Media that the report calls verified or refuted are left out.
    Score: 1.0 not verified, 0.9 disputed, 0.6 when nothing is said of checking.
    """
    for said in context.statements:
        content = context.content(said)
        judges = said.act in _JUDGEMENTS or (said.act in _ASSERTIONS and _AS_PROOF.search(content))
        mention = _mention_of(context, said, content) if judges else None
        if mention is None or mention.authenticity not in _SCORES:
            continue
        voice = context.statement_voice(said)
        yield Finding(
            rule="assessment-rests-on-unverified-media",
            records=(said.id, mention.id),
            sentence=f"{'A judgement' if voice is None else f'The judgement of {voice.words}'}, {quoted(content)}, rests on "
            f"{mention_words(context, mention)} ({_CHECKED[mention.authenticity]}).",
            score=_SCORES[mention.authenticity],
            detail={"authenticity": mention.authenticity},
        )


def _mention_of(context: Context, said: Statement, content: str) -> MediaMention | None:
    mentions = context.reading.media_mentions
    first = {mention.id: mention for mention in mentions}
    for mention in mentions:
        if any(_overlap(piece, span) for piece in said.content for span in mention.span):
            return first.get(mention.same_as or "", mention)
    for pattern, kinds in _MEDIA_NOUNS:
        noun = pattern.search(content)
        if noun is None or not said.content:
            continue
        before = [one for one in mentions if one.kind in kinds and one.span and one.span[0][0] < said.content[0][0]]
        owner = _OWNER.search(content[: noun.start()])
        if owner:
            before = [one for one in before if _owned_by(one, owner.group(1))] or before
        open_ones = [one for one in before if one.authenticity in _SCORES]
        nearest = max(open_ones, key=lambda one: (_SCORES[one.authenticity] == 1.0, one.span[0][0]), default=None)
        if owner or len(before) == len(open_ones):
            return first.get(nearest.same_as or "", nearest) if nearest else None
        return max(before, key=lambda one: one.span[0][0])
    return None


def _owned_by(mention: MediaMention, owner: str) -> bool:
    mine, named = folded(owner), folded(mention.released_by or "")
    return any(kindred(one, two) for one in mine for two in named if two not in {"the", "of"})


def _overlap(left: tuple[int, int], right: tuple[int, int]) -> bool:
    return min(left[1], right[1]) > max(left[0], right[0])
