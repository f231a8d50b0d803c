"""How well is noticed what many reports say together: an archive with gold, and what a program noticed in it."""

from onrecord.evaluation.archive.loading import Archive, is_archive, load, save
from onrecord.evaluation.archive.matching import RULES, SEEN_AGAIN, WHOLE, Matcher
from onrecord.evaluation.archive.noticed import Account, Noticed, Noticing, Place, RootNamed
from onrecord.evaluation.archive.scoring import Compared, Score, score

__all__ = [
    "RULES",
    "SEEN_AGAIN",
    "WHOLE",
    "Account",
    "Archive",
    "Compared",
    "Matcher",
    "Noticed",
    "Noticing",
    "Place",
    "RootNamed",
    "Score",
    "is_archive",
    "load",
    "save",
    "score",
]
