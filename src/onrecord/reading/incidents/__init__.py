"""Incidents: a moment and place where harm is said to have happened, and who is said to have caused it."""

from onrecord.reading.incidents.find import find_incidents

__all__ = ["find_incidents"]
