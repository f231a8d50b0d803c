"""WHAT IT SAYS: one document to its records. Pure – no files, no clock, no network; the same text gives the same bytes.

One reader (``endpoint``) asks a model outside; its answers are kept by content hash, and a kept answer gives the same bytes again.
"""

from collections.abc import Iterator, Sequence

from onrecord.reading.actors import find_actors
from onrecord.reading.endpoint import forget_answers
from onrecord.reading.figures import broken_figures, find_figures
from onrecord.reading.heading import read_heading
from onrecord.reading.incidents import find_incidents
from onrecord.reading.media import find_media_mentions
from onrecord.reading.page import Page
from onrecord.reading.places import find_places
from onrecord.reading.protocol import AskingReader, Attribution, StatementReader, answer_of
from onrecord.reading.readers import READERS, maker_of, reader_for
from onrecord.reading.statements import make_statements
from onrecord.reading.times import expressions, find_times
from onrecord.records import Document, Issue, Party, Reader, Reading, content_id
from onrecord.records.version import program_version
from onrecord.settings import Settings

__all__ = ["READERS", "Attribution", "Page", "StatementReader", "forget_answers", "maker_of", "read", "reader_of", "told"]

_MOST_BROKEN = 20
"""Numerals of one text that are said to be no numbers of people."""
_SHOWN = 40  # characters of a numeral in a message


def reader_of(settings: Settings, parties: Sequence[Party] = ()) -> Reader:
    """What a reading is signed with: everything but the document that it depends on.

    Its settings hold the version of the program, whose rules change with it, and the content id of the parties that were
    known; of a reader that asks, also what is asked. Two readings signed alike are the same for the same document.

    Raises:
        WrongUse: when no reader has the name that the settings give, or it is the endpoint and none is set.
    """
    reader = reader_for(settings)
    asked = dict(reader.signature) if isinstance(reader, AskingReader) else {}
    signed = {"program": program_version(), "parties": content_id(tuple(parties)), **asked}
    return Reader(name=reader.name, version=reader.version, settings=signed)


def told(settings: Settings) -> str | None:
    """What the reader of these settings asked and spent since this was last called, in one line; None of one that asks nobody."""
    reader = reader_for(settings)
    return reader.told() if isinstance(reader, AskingReader) else None


def read(document: Document, *, parties: Sequence[Party] = (), settings: Settings | None = None) -> Reading:
    """Everything one document says.

    Args:
        document: text with what came with it.
        parties: known parties, the report's own first.
        settings: which reader reads; kept with the reading.

    Raises:
        WrongUse: when no reader has the name that the settings give, or it cannot ask whom it is to ask.
        NotRead: when the reader asks somebody, and had no answer that can be used.
    """
    settings = settings or Settings()
    reader = reader_for(settings)
    page = Page.of(document.text)  # 1 sentences, quotations, words
    written = expressions(page)
    report = read_heading(page, document, written)  # 2 what the head says about the report
    times = find_times(page, report.published, written)  # 3 days
    places = find_places(page)  # 4
    actors = find_actors(page, report, parties)  # 5
    attributions, refused, measures = answer_of(reader, page)  # 6 who said what, where
    statements = make_statements(page, attributions, actors, report)  # 7 act, voice, standing, denials
    figures = find_figures(  # 8
        page, report=report, statements=statements, actors=actors, places=places, times=times, measures=measures
    )
    media = find_media_mentions(page, report=report, statements=statements, actors=actors)  # 9
    incidents = find_incidents(page, report=report, statements=statements, figures=figures, actors=actors, places=places, times=times)  # 10
    return Reading(
        id=document.id,
        text=document.text,
        report=report,
        statements=statements,
        figures=figures,
        media_mentions=media,
        incidents=incidents,
        actors=actors,
        places=places,
        times=times,
        issues=(*document.issues, *refused, *_broken(page, document)),
        reader=reader_of(settings, parties),
    )


def _broken(page: Page, document: Document) -> Iterator[Issue]:
    """A remark on each numeral that stands where a figure does, and counts nobody."""
    for number, one in enumerate(broken_figures(page)):
        if number == _MOST_BROKEN:
            return
        start, end = page.span(one.first, one.last)
        shown = page.text[start : min(end, start + _SHOWN)]
        message = f"The number {shown!r} {one.reason}, so no figure was made of it; look at the text."
        yield Issue(code=one.code, outcome="recorded", where=f"{document.id}, character {start}", message=message)
