"""The two ways in which the database itself fails. Everything that it raises is made one of these, in one place each store."""

from onrecord.errors import BrokenIntegrity, OnRecordError

MAKE_AGAIN = "The log is the record: `onrecord reindex` makes the index again."
"""The hint where an index is damaged."""


class IndexDamaged(BrokenIntegrity):
    """What the database keeps is not as it was left: a file that is damaged or none of ours, a table that is gone."""


class IndexUnavailable(OnRecordError):
    """The database cannot be used now, through no fault of what it keeps: no space, no permission, held by another, not reached."""
