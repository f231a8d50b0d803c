"""Two forms of what should be one text, as messages and news items carry them: what stands in one of them alone."""

import re

_LINK = re.compile(r"<?(?:https?://|www\.|mailto:)\S+", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_PROSE_WORDS = 5


def paragraphs_alone(other: str, text: str) -> list[str]:
    """Paragraphs with a sentence of prose that does not stand in the text. Marks, spaces, links and capitals make no difference.

    Args:
        other: the form that is not read; its paragraphs are parted by empty lines.
        text: the form that is read.
    """
    there = _key(text)
    alone = []
    for paragraph in re.split(r"\n\s*\n", _LINK.sub(" ", other)):
        words = _WORD.findall(paragraph)
        if len(words) < _PROSE_WORDS:
            continue
        sentences = [one for one in re.split(r"(?<=[.!?…])\s+", paragraph) if len(_WORD.findall(one)) >= _PROSE_WORDS]
        if any(_key(one) not in there for one in sentences or [paragraph]):
            alone.append(" ".join(paragraph.split()))
    return alone


def said_alone(other: str, text: str) -> list[str]:
    """The same of forms that may be a few words long, such as a flash: one of fewer words is held against the text whole."""
    if len(_WORD.findall(other)) >= _PROSE_WORDS:
        return paragraphs_alone(other, text)
    return [" ".join(other.split())] if _key(other) not in _key(text) else []


def _key(text: str) -> str:
    return "".join(_WORD.findall(_LINK.sub(" ", text).casefold()))
