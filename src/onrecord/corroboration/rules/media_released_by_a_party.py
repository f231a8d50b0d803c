"""media-released-by-a-party: images, videos or recordings that a party to the conflict made public."""

from collections.abc import Iterator

from onrecord.corroboration.context import Context
from onrecord.corroboration.parties import Side
from onrecord.corroboration.phrasing import listed, sentence_case
from onrecord.corroboration.rules.media_not_verified import mention_words
from onrecord.records import Finding, MediaMention


def find(context: Context) -> Iterator[Finding]:
    """Notice media that a party released or gave to the outlet; one finding for each party that did.

    Rests on: the media mentions, who released them, and who is a party by ``corroboration.parties``. An item told of twice counts once.
    Does not say: that an item is false or selected; only that it comes from somebody with a part in the events.
    Score: 1.0 for a configured or named party, 0.8 for a body known by its office alone.
    """
    by_party: dict[str, list[tuple[MediaMention, Side]]] = {}
    for mention in context.reading.media_mentions:
        side = context.releaser_side(mention) if mention.same_as is None else None
        if side:
            by_party.setdefault(side.party, []).append((mention, side))
    for party, released in by_party.items():
        told = [f"{mention_words(context, mention)} (by {mention.released_by}, {side.because})" for mention, side in released]
        what = sentence_case(released[0][1].what)
        yield Finding(
            rule="media-released-by-a-party",
            records=tuple(mention.id for mention, _ in released),
            sentence=f"{what} made public {listed(told)}.",
            score=0.8 if all(side.by_office for _, side in released) else 1.0,
            detail={"party": party, "released_by": [mention.released_by for mention, _ in released], "because": released[0][1].because},
        )
