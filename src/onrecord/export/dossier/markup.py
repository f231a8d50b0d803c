"""The tags of a page told from its words, as browsers tell them (HTML standard, 13.2.5), in time proportional to its length."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_TAG = re.compile(
    r"""</?([A-Za-z][^\s/>]*+)
        (?:[\s/]++ | (?:=[^\s/>=]*+ | [^\s/>=]++) (?:\s*+=\s*+ (?:"[^"]*+" | '[^']*+' | [^\s"'>][^\s>]*+ | (?=>)))?+ )*+
        >""",
    re.VERBOSE,
)
"""A tag with its attributes; a sign in quotation marks ends it only where these are no value."""
_OTHER = re.compile(r"<[!?/][^>]*+>")
"""What is taken for a comment: declarations, instructions of XML, ends of nothing."""
_CDATA = "<![CDATA["
"""Before words of a feed that are no tags there, and are in what it tells of."""
_WORDS_ALONE = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})
"""Elements in which nothing but their own end is a tag."""
_INLINE = frozenset("a abbr b bdi bdo big cite del em font i ins mark q s small span strike strong sub sup tt u wbr".split())
"""Elements inside of which a word may go on."""


@dataclass(frozen=True, slots=True)
class Untagged:
    """The words of a page, without its tags."""

    parts: tuple[str, ...]
    """The words between tags."""
    cuts: tuple[int, ...]
    """Where tags stood, in the words put together."""
    inline: tuple[bool, ...]
    """For each of these, whether a word may go on over it."""
    together: str
    """The words as if no tag began a new one."""

    @property
    def apart(self) -> str:
        """As if every tag did."""
        return " ".join(self.parts)

    @property
    def as_shown(self) -> str:
        """As if those did that mostly do."""
        between = ["" if inline else " " for inline in self.inline]
        return "".join(piece for pair in zip(self.parts, [*between, ""], strict=True) for piece in pair)

    def around(self, start: int, end: int, *, reach: int) -> str | None:
        """A piece of the words put together as if no tag inside of it began a word, and every one beside it did; with what is around.

        None where no tag stands at its ends or inside of it.

        Args:
            start: where it begins in the words put together.
            end: where it ends there.
            reach: characters on each side.
        """
        first, last = bisect_left(self.cuts, start), bisect_right(self.cuts, end)
        if first == last:
            return None
        before, after = max(0, start - reach), min(len(self.together), end + reach)
        outside = [*self.cuts[bisect_left(self.cuts, before) : bisect_right(self.cuts, start)]]
        outside += self.cuts[bisect_left(self.cuts, end) : bisect_right(self.cuts, after)]
        places = [before, *outside, after]
        return " ".join(self.together[one:other] for one, other in pairwise(places))


def untagged(text: str) -> Untagged:
    """A page without its tags and comments. What follows an unfinished tag is taken for words."""
    parts: list[str] = []
    cuts: list[int] = []
    inline: list[bool] = []
    length = at = 0
    for start, end, name in tags(text):
        parts.append(text[at:start])
        length += start - at
        cuts.append(length)
        inline.append(name is None or name in _INLINE)
        at = end
    parts.append(text[at:])
    return Untagged(tuple(parts), tuple(cuts), tuple(inline), "".join(parts))


def tags(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Where tags stand, each with the name of its element in lower case; None for a comment."""
    at = text.find("<")
    while at >= 0:
        found = _tag_at(text, at)
        if found is None:
            return
        end, name = found
        if end > at:
            yield at, end, name
            if name in _WORDS_ALONE and text[at + 1] != "/" and text[end - 2] != "/":
                closing = re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE).search(text, end)
                if closing is None:
                    return
                end = closing.start()
        at = text.find("<", max(end, at + 1))


def _tag_at(text: str, at: int) -> tuple[int, str | None] | None:
    """Where a tag that may begin at a place ends, there itself where none does; None where it goes on to the end of the text."""
    if text.startswith("<!--", at):
        end = text.find("-->", at + 2)
        return (end + 3, None) if end >= 0 else None
    if text.startswith(_CDATA, at):
        return at + len(_CDATA), None
    following = text[at + 1 : at + 3].lstrip("/")[:1]
    if following.isascii() and following.isalpha():
        found = _TAG.match(text, at)
        return (found.end(), found[1].lower()) if found else None
    if text[at + 1 : at + 2] in ("!", "?", "/"):
        other = _OTHER.match(text, at)
        return (other.end(), None) if other else None
    return at, None
