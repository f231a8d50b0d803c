"""Measures over whole readings, one module for each kind of record."""

from onrecord.evaluation.reading.whole import score

__all__ = ["score"]
