"""Actors in order of their first mention: known names, shapes and contexts to mentions, mentions to actors, actors to parties."""

from collections.abc import Sequence

from onrecord.reading.actors.issuer import issuer_of
from onrecord.reading.actors.link import Linker
from onrecord.reading.actors.mentions import find_mentions
from onrecord.reading.actors.names import find_known_names
from onrecord.reading.actors.sides import assign_parties
from onrecord.reading.page import Page
from onrecord.records import Actor, Party, ReportDetails


def find_actors(page: Page, report: ReportDetails, parties: Sequence[Party]) -> tuple[Actor, ...]:
    """Every person or body that the text names or describes as a voice.

    Args:
        page: the text.
        report: its outlet and issuer, whose names are actors too.
        parties: known parties, the report's own first; their names and aliases win over what the shape suggests.

    Returns:
        Actors in order of their first mention. A mention reaches over title, complement and apposition, so that inner
        mentions ("an [OSF] spokesman") lie inside outer ones.
    """
    hits = find_known_names(page, parties, report)
    linker = Linker(page, parties, issuer_of(report))
    for mention in find_mentions(page, hits):
        linker.add(mention)
    drafts = linker.drafts
    assign_parties(drafts, parties)
    drafts.sort(key=lambda draft: (draft.mentions[0].first, -draft.mentions[0].last, draft.name))
    return tuple(
        Actor(
            name=draft.name,
            kind=draft.kind,
            country=draft.country,
            office=draft.office,
            mentions=tuple(dict.fromkeys(sorted(page.span(mention.first, mention.last) for mention in draft.mentions))),
            party=draft.party,
        )
        for draft in drafts
    )
