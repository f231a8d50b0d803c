"""Copies among reports that come one after another: the same as among all of them at once, in whatever order they come."""

from collections.abc import Callable

from onrecord.corroboration.copies.looking import Found
from onrecord.records.copying import Copy


class Growing:
    """The copies among the reports so far, and what each rests on."""

    def __init__(self) -> None:
        self.copies: dict[str, Copy] = {}
        """By ``Report.id`` of the copy."""
        self._rests_on: dict[str, tuple[str, ...]] = {}
        self._carries: dict[str, dict[str, None]] = {}
        """Of each report those that rest on it."""

    def take_in(self, name: str, found: Found, again: Callable[[str], Found]) -> tuple[str, ...]:
        """Take a report in that was looked for before it was known and is known now; the reports of which something else is found since.

        Most reports are looked for once. One that turns out to be the original of known ones has these looked for again, and what rests on
        them: that happens to a text the less often the more copies of it there are.

        Args:
            name: ``Report.id``.
            found: what was found of it before it was known.
            again: looks for a report once more, now that it is known.
        """
        changed = [name] if self._put(name, found) else []
        resting = (one for displaced in found.displaces for one in (displaced, *self._carries.get(displaced, ())))
        changed += [one for one in dict.fromkeys(resting) if one != name and self._put(one, again(one))]
        return tuple(changed)

    def _put(self, name: str, found: Found) -> bool:
        """Whether it was something else before."""
        for one in self._rests_on.pop(name, ()):
            self._carries[one].pop(name, None)
        if found.rests_on:
            self._rests_on[name] = found.rests_on
        for one in found.rests_on:
            self._carries.setdefault(one, {})[name] = None
        before = self.copies.pop(name, None)
        if found.copy is not None:
            self.copies[name] = found.copy
        return before != found.copy
