"""Figures of one source over time, and the reference series an analyst chose for comparison."""

from onrecord.records.base import Record
from onrecord.records.vocabulary import Measure


class Point(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One value of a series: the day it is as of, and the number of people."""

    date: str
    """ISO day."""
    value: int
    low: int | None = None
    """The least number of people that its source takes for possible, where it says one."""
    high: int | None = None
    """The greatest, likewise."""


class ReferenceSeries(Record, frozen=True, kw_only=True):
    """One body's account of one measure, cumulative by as-of date. For comparison, never called true."""

    id: str
    measure: Measure
    group: str
    place: str
    source: str
    points: tuple[Point, ...]
    """In order of date, one per day at most."""
    origin: str
    """File it was read from."""
    column: str
