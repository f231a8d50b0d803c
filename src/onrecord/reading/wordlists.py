"""Lists of words and of phrases, written as running text so that they can be read and kept in order."""


def words(text: str) -> frozenset[str]:
    """The words of a text, separated by white space."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a text, separated by commas, each as its words."""
    return tuple(tuple(phrase.split()) for phrase in text.split(",") if phrase.strip())


def has_phrase(spoken: list[str], wanted: tuple[tuple[str, ...], ...]) -> bool:
    """Whether one of the phrases stands in a list of words, one word after another."""
    said = set(spoken)
    near = [phrase for phrase in wanted if phrase[0] in said and phrase[-1] in said]
    return any(tuple(spoken[n : n + len(phrase)]) == phrase for phrase in near for n in range(len(spoken) - len(phrase) + 1))
