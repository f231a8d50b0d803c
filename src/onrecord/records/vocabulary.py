"""The closed vocabularies of the record: every word a machine-read field may hold.

The words are those of the glossary (docs/concepts). A vocabulary is a ``Literal`` so that the type
checker, the codec and the published JSON Schema all hold the same list; ``members`` lists one at run time.
"""

from typing import Any, Literal, get_args

Act = Literal[
    "asserts",
    "reports",
    "estimates",
    "confirms",
    "claims",
    "accuses",
    "denies",
    "admits",
    "assesses",
    "interprets",
    "intends",
    "pledges",
    "calls for",
    "expects",
    "asks",
]
"""What the speaker does with the words."""

Voice = Literal["attributed", "publisher", "unsourced"]
"""Whose voice: a named or described source, the report itself, or a cue that hides who speaks."""

Standing = Literal["asserted", "claimed", "confirmed", "denied", "unverified", "opinion"]
"""How the *report* presents it; never our judgement of whether it is so."""

Form = Literal["direct", "mixed", "indirect"]
"""Whether the content stands in quotation marks: all of it, some of it, none of it."""

Grade = Literal["both", "one", "weak", "fragment"]
"""How well the reading is supported: two readers agree, one confident reader, for review, incomplete."""

Measure = Literal["killed", "injured", "missing", "displaced", "detained", "abducted", "casualties"]
"""What was counted. *casualties* is used when killed and injured are not separable; it never means deaths alone."""

CivilStatus = Literal["civilian", "combatant", "mixed", "unknown"]
"""Civil status as the text states it; never inferred from who speaks."""

Scope = Literal["incident", "period", "cumulative"]
"""One event, a bounded period, or a running total. Figures of different scopes are never added."""

MediaKind = Literal["image", "video", "audio"]

Authenticity = Literal["verified", "not verified", "refuted", "disputed", "not stated"]
"""What the report says about a media item; never what we think of it."""

IncidentType = Literal[
    "airstrike",
    "drone strike",
    "missile strike",
    "shelling",
    "bombing",
    "mine blast",
    "shooting",
    "ground attack",
    "clashes",
    "abduction",
    "detention",
    "arson",
    "looting",
    "aircraft downed",
    "other",
]

ReportForm = Literal[
    "wire",
    "broadcaster",
    "press release",
    "un update",
    "local paper",
    "live blog",
    "magazine",
    "rewrite",
    "armed group",
    "fact-check",
    "ngo",
]

ActorKind = Literal["state", "state body", "armed force", "armed group", "international body", "organisation", "person", "unnamed"]
"""What sort of voice or party an actor is. A *state body* is a ministry, office or authority of a state or territory."""

Rule = Literal[
    "accusation-denied",
    "assessment-rests-on-unverified-media",
    "category-drift",
    "circular-citing",
    "silent-edit",
    "contradicting-figures",
    "dates-disagree",
    "figure-copy-error",
    "figure-outside-reference",
    "figure-without-source",
    "figures-do-not-fit-date",
    "interpretation-without-source",
    "media-not-verified",
    "media-released-by-a-party",
    "only-source-is-a-party",
    "subset-exceeds-total",
    "single-root-source",
    "cumulative-falls",
    "source-lost",
    "syndicated-copy",
]
"""The finding rules that there are (docs/reference/findings); those of corroboration, and no others."""

IssueOutcome = Literal["recorded", "quarantined", "refused"]
"""What became of the matter: recorded with a remark, bytes kept but not read further, or refused and not kept."""


def members(vocabulary: Any) -> tuple[str, ...]:
    """The words of a vocabulary, in their documented order."""
    return get_args(vocabulary)
