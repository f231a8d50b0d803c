"""What could not be read, in one line."""

from onrecord.records import Issue


def issue_sentence(issue: Issue) -> str:
    """One line that names place, code and reason."""
    return f"{issue.where}: {issue.message} [{issue.code}, {issue.outcome}]"
