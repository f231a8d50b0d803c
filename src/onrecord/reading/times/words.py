"""The words of time: months, weekdays, parts of the day, units, and the numbers that count them."""

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan jan.", "february feb feb.", "march mar mar.", "april apr apr.", "may", "june jun jun.", "july jul jul.",
            "august aug aug.", "september sept sept. sep sep.", "october oct oct.", "november nov nov.", "december dec dec.",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
"""Month names and their short forms, in lower case → 1 to 12."""

WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        ("monday mon mon.", "tuesday tue tues tue. tues.", "wednesday wed wed.", "thursday thu thur thurs thu. thurs.",
         "friday fri fri.", "saturday sat sat.", "sunday sun sun.")
    )
    for name in names.split()
}  # fmt: skip
"""Weekday names and their short forms, in lower case → 0 (Monday) to 6."""

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december".split()
)
"""Weekdays and months by their full names."""

SHORT_WEEKDAYS = frozenset(name for name in WEEKDAYS if len(name.rstrip(".")) <= 5)
"""Short forms that are also words ("sun", "sat", "wed"): read only beside a date."""

PARTS_OF_DAY = frozenset(
    "morning afternoon evening night noon midday midnight dawn dusk sunrise sunset nightfall daybreak lunchtime".split()
)

UNITS: dict[str, str] = {
    word: unit
    for unit, words in {
        "hour": "hour hours", "day": "day days", "night": "night nights", "week": "week weeks", "fortnight": "fortnight fortnights",
        "month": "month months", "year": "year years", "decade": "decade decades", "minute": "minute minutes",
    }.items()
    for word in words.split()
}  # fmt: skip
"""Units of time in singular and plural → the singular."""

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

COUNTS: dict[str, int] = (
    {word: number for number, word in enumerate(_SMALL) if number}
    | _TENS
    | {f"{ten}-{_SMALL[one]}": value + one for ten, value in _TENS.items() for one in range(1, 10)}
    | {"a": 1, "an": 1}
)
"""Number words up to ninety-nine, as they count days, weeks and years."""

ORDINALS: dict[str, int] = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
        "twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first".split(),
        start=1,
    )
}
"""Days of the month as words ("the seventh of October")."""

VAGUE_COUNTS = frozenset("several few couple many some recent".split())
"""Counts too vague to resolve; the expression is kept without days."""


def count_of(word: str) -> int | None:
    """The number that a token in lower case counts units with, None when it is not one."""
    if word.isdecimal() and word.isascii() and len(word) <= 4:
        return int(word)
    return COUNTS.get(word)
