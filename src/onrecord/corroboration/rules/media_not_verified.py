"""media-not-verified: images, videos or recordings that nobody is said to have checked."""

from collections.abc import Iterator

from onrecord.corroboration.context import Context
from onrecord.corroboration.phrasing import listed, quoted
from onrecord.records import Finding, MediaMention
from onrecord.records.vocabulary import Authenticity
from onrecord.records.wording import spans_words

_SCORES: tuple[tuple[Authenticity, float], ...] = (("not verified", 1.0), ("disputed", 0.8), ("not stated", 0.3))


def find(context: Context) -> Iterator[Finding]:
    """Notice media that the report says could not be verified, that a party disputes, or of whose checking it says nothing.

    Rests on: the media mentions and what the report says of their authenticity; one finding for each of the three cases.
    Does not say: that an item is false. Items that the report calls verified or refuted are left out; an item told of twice counts once.
    Score: 1.0 not verified, 0.8 disputed, 0.3 nothing said.
    """
    for authenticity, score in _SCORES:
        mentions = [one for one in context.reading.media_mentions if one.authenticity == authenticity and one.same_as is None]
        if not mentions:
            continue
        yield Finding(
            rule="media-not-verified",
            records=tuple(mention.id for mention in mentions),
            sentence=_sentence(context, authenticity, mentions),
            score=score,
            detail={"authenticity": authenticity},
        )


def _sentence(context: Context, authenticity: str, mentions: list[MediaMention]) -> str:
    items = listed([mention_words(context, mention) for mention in mentions])
    if authenticity == "not verified":
        return f"The report says that {items} could not be verified, or went unverified."
    if authenticity == "disputed":
        return f"The authenticity of {items} is disputed in the report, and nobody is said to have checked."
    return f"The report does not say whether anyone verified {items}."


def mention_words(context: Context, mention: MediaMention) -> str:
    """The words by which the report introduces a media item."""
    return quoted(spans_words(context.reading.text, mention.span))
