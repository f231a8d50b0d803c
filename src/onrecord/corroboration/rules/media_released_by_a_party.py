"""media-released-by-a-party: images, videos or recordings that a party to the conflict made public."""

from collections.abc import Iterator

from onrecord.corroboration.context import Context
from onrecord.corroboration.phrasing import listed
from onrecord.corroboration.rules.media_not_verified import mention_words
from onrecord.records import Finding, MediaMention


def find(context: Context) -> Iterator[Finding]:
    """Notice media that a party released or gave to the outlet; one finding for each party that did.

    Rests on: the media mentions, who released them, and who is a party by ``corroboration.parties``. An item told of twice counts once.
    Does not say: that an item is false or selected; only that it comes from somebody with a part in the events.
    Score: 1.0 for a configured or named party, 0.8 for a body known by its office alone.
    """
    by_releaser: dict[str, list[MediaMention]] = {}
    for mention in context.reading.media_mentions:
        if mention.released_by and mention.same_as is None and context.releaser_side(mention):
            by_releaser.setdefault(mention.released_by, []).append(mention)
    for releaser, mentions in by_releaser.items():
        side = context.releaser_side(mentions[0])
        if side is None:
            continue
        yield Finding(
            rule="media-released-by-a-party",
            records=tuple(mention.id for mention in mentions),
            sentence=f"A party to the conflict released {listed([mention_words(context, one) for one in mentions])}: {releaser}, which "
            f"{side.because}.",
            score=1.0 if side.party != releaser else 0.8,
            detail={"released_by": releaser, "party": side.party, "because": side.because},
        )
