"""Records as people read them: made for 80 columns, whole without colour."""

from onrecord.cli.printed.fields import print_fields, print_series
from onrecord.cli.printed.findings import print_finding, print_findings
from onrecord.cli.printed.record import print_line, print_record
from onrecord.cli.printed.reviews import print_reviews, print_reviews_of, reviewed_words

__all__ = [
    "print_fields",
    "print_finding",
    "print_findings",
    "print_line",
    "print_record",
    "print_reviews",
    "print_reviews_of",
    "print_series",
    "reviewed_words",
]
