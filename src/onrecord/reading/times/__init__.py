"""Times in the text, resolved against the report's date.

Forms: dates in words and numbers, weekdays, months, years, parts of days, ranges, relative times. What an expression says
(``stated``) is found first (``dates``, ``relative``), and only then resolved to days (``resolve``), so that an ambiguous or
impossible date stays visible as an expression without days instead of becoming a guess.
"""

from onrecord.reading.times.context import as_of_in, day_of, since_in, times_in
from onrecord.reading.times.find import expressions, find_times

__all__ = ["as_of_in", "day_of", "expressions", "find_times", "since_in", "times_in"]
