"""ClaimReview and MediaReview (schema.org), made of assessments alone: what one person proposed of a record and another agreed to.

Never of a machine's reading: a verdict needs people who answer for it. The words of the verdict are theirs, no number is made of them, and
who published the review is who exports it. People stand in none of it by name, and their reasons do not go out.

Properties: https://schema.org/ClaimReview and https://schema.org/MediaReview (version 29).
"""

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

from onrecord.export.tables.columns import Row, says
from onrecord.export.tables.material import ITSELF, Assessment, Material
from onrecord.export.tables.rows import report_columns
from onrecord.records import Figure, Incident, MediaMention, Record, Statement
from onrecord.records.correcting import record_in
from onrecord.records.vocabulary import MediaKind, members

CONTEXT = "https://schema.org"

Authenticity = Literal[
    "DecontextualizedContent",
    "EditedOrCroppedContent",
    "OriginalMediaContent",
    "SatireOrParodyContent",
    "StagedContent",
    "TransformedContent",
]
"""The categories of MediaReview; a verdict that is one of these words, spaced or not, goes out as such as well."""

_CATEGORIES = {name.casefold(): name for name in members(Authenticity)}


class _Linked(Row, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type"):
    """Base of what JSON-LD calls a node; what is not known is absent."""


class Organization(_Linked, frozen=True, kw_only=True, omit_defaults=True, tag="Organization"):
    """Who publishes."""

    name: Annotated[str, says("As given with `--publisher`, or the outlet of the report.")]


class NewsArticle(_Linked, frozen=True, kw_only=True, omit_defaults=True, tag="NewsArticle"):
    """The report in which the claim or the media item appears."""

    identifier: Annotated[str, says("Id of the report.")]
    headline: Annotated[str | None, says("Its title.")] = None
    url: Annotated[str | None, says("Its address.")] = None
    date_published: Annotated[str | None, says("ISO day.")] = msgspec.field(default=None, name="datePublished")
    publisher: Annotated[Organization | None, says("Its outlet.")] = None


class Rating(_Linked, frozen=True, kw_only=True, omit_defaults=True, tag="Rating"):
    """The verdict, in words."""

    word: Annotated[str, says("The word that people agreed on.")] = msgspec.field(name="alternateName")
    rules: Annotated[str | None, says("The set of rules that it was made by.")] = msgspec.field(default=None, name="ratingExplanation")


class Claim(_Linked, frozen=True, kw_only=True, omit_defaults=True, tag="Claim"):
    """What was judged."""

    identifier: Annotated[str, says("Report and record, as `report/f1`.")]
    description: Annotated[str, says("According to whom.")]
    appearance: Annotated[NewsArticle, says("Where it appears.")]


class ClaimReview(_Linked, frozen=True, kw_only=True, omit_defaults=True, tag="ClaimReview"):
    """One assessment of a statement, a figure or an incident."""

    identifier: Annotated[str, says("Content id of the proposal in the log.")]
    claim: Annotated[str, says("The words of the report that hold the claim.")] = msgspec.field(name="claimReviewed")
    day: Annotated[str, says("ISO day on which people agreed.")] = msgspec.field(name="dateCreated")
    author: Annotated[Organization, says("Who publishes the review, as given with `--publisher`.")]
    rating: Annotated[Rating, says("The verdict.")] = msgspec.field(name="reviewRating")
    item: Annotated[Claim, says("What was judged.")] = msgspec.field(name="itemReviewed")


class _Media(_Linked, frozen=True, kw_only=True, omit_defaults=True):
    description: Annotated[str | None, says("What it shows, as the report says.")] = None


class ImageObject(_Media, frozen=True, kw_only=True, omit_defaults=True, tag="ImageObject"):
    """An image."""


class VideoObject(_Media, frozen=True, kw_only=True, omit_defaults=True, tag="VideoObject"):
    """A video."""


class AudioObject(_Media, frozen=True, kw_only=True, omit_defaults=True, tag="AudioObject"):
    """A recording."""


_MEDIA: dict[MediaKind, type[ImageObject] | type[VideoObject] | type[AudioObject]] = {
    "image": ImageObject,
    "video": VideoObject,
    "audio": AudioObject,
}


class MediaReviewItem(_Linked, frozen=True, kw_only=True, omit_defaults=True, tag="MediaReviewItem"):
    """The media item that was judged."""

    identifier: Annotated[str, says("Report and record, as `report/m1`.")]
    appearance: Annotated[tuple[ImageObject | VideoObject | AudioObject, ...], says("The item.")] = msgspec.field(
        name="mediaItemAppearance"
    )
    described_in: Annotated[NewsArticle, says("The report that speaks of it.")] = msgspec.field(name="subjectOf")


class MediaReview(_Linked, frozen=True, kw_only=True, omit_defaults=True, tag="MediaReview"):
    """One assessment of a media item that a report speaks of."""

    identifier: Annotated[str, says("Content id of the proposal in the log.")]
    day: Annotated[str, says("ISO day on which people agreed.")] = msgspec.field(name="dateCreated")
    author: Annotated[Organization, says("Who publishes the review, as given with `--publisher`.")]
    rating: Annotated[Rating, says("The verdict.")] = msgspec.field(name="reviewRating")
    category: Annotated[str | None, says("Address of the category of MediaReview, where the verdict is one of its words.")] = msgspec.field(
        default=None, name="mediaAuthenticityCategory"
    )
    item: Annotated[MediaReviewItem, says("What was judged.")] = msgspec.field(name="itemReviewed")


def claim_reviews(material: Material, publisher: str) -> Iterator[ClaimReview]:
    """The reviews of claims that people made of one report; ``publisher`` answers for them."""
    for assessment, record in _assessed(material):
        if isinstance(record, Statement | Figure | Incident):
            yield ClaimReview(
                identifier=assessment.id,
                claim=_claim(material, record),
                day=assessment.day,
                author=Organization(name=publisher),
                rating=_rating(assessment),
                item=Claim(
                    identifier=f"{material.reading.id}/{assessment.record}",
                    description=f"according to {_according_to(material, record)}",
                    appearance=_report(material),
                ),
            )


def media_reviews(material: Material, publisher: str) -> Iterator[MediaReview]:
    """The reviews of media items that people made of one report; ``publisher`` answers for them."""
    for assessment, record in _assessed(material):
        if isinstance(record, MediaMention):
            made = _MEDIA[record.kind]
            category = _CATEGORIES.get("".join(assessment.word.split()).casefold())
            yield MediaReview(
                identifier=assessment.id,
                day=assessment.day,
                author=Organization(name=publisher),
                rating=_rating(assessment),
                category=f"{CONTEXT}/{category}" if category else None,
                item=MediaReviewItem(
                    identifier=f"{material.reading.id}/{assessment.record}",
                    appearance=(made(description=record.depicts or None),),
                    described_in=_report(material),
                ),
            )


def _assessed(material: Material) -> Iterator[tuple[Assessment, Record]]:
    """Each assessment of a record that the report has, with the record as people corrected it."""
    for assessment in material.assessments:
        record = record_in(material.reading, assessment.record) if assessment.record else None
        if record is not None:
            yield assessment, record


def _rating(assessment: Assessment) -> Rating:
    return Rating(word=assessment.word, rules=f"by the rules: {assessment.rules}" if assessment.rules != "none" else None)


def _claim(material: Material, record: Statement | Figure | Incident) -> str:
    if isinstance(record, Figure):
        return material.passage((record.start, record.end))
    if isinstance(record, Incident):
        return material.passage(record.span) if record.span else f"{record.type}, {record.place}" if record.place else record.type
    told = material.words(record.content)
    return told or next((material.passage(span) for span in (*record.cue, *record.source)), record.id)


def _according_to(material: Material, record: Statement | Figure | Incident) -> str:
    if isinstance(record, Statement):
        return material.voice_of(record)
    return (material.source_of(record) if isinstance(record, Figure) else None) or ITSELF


def _report(material: Material) -> NewsArticle:
    report = report_columns(material)
    return NewsArticle(
        identifier=material.reading.id,
        headline=report["title"],
        url=report["url"],
        date_published=report["published"],
        publisher=Organization(name=report["outlet"]) if report["outlet"] else None,
    )
