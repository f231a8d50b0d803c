"""Where a report speaks of images, videos and recordings."""

from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.records import Actor, MediaMention, ReportDetails, Statement


def find_media_mentions(page: Page, *, report: ReportDetails, statements: Sequence[Statement], actors: Sequence[Actor]) -> tuple[MediaMention, ...]:
    """Media mentions in text order, with ids m1, m2, …"""
    return ()
