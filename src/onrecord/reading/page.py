"""The page: one text cut up once, for all who read it.

Everything that reads – statements, figures, media mentions, incidents – works on the same tokens, sentences,
quotations, word classes and phrases, by index; spans are only made at the end, from token offsets.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.reading.phrases import NounPhrase, VerbGroup, find_noun_phrases, find_verb_groups
from onrecord.reading.quotes import Quotation, find_quotations
from onrecord.reading.sentences import find_paragraphs, find_sentences
from onrecord.reading.tokens import Token, tokenize
from onrecord.reading.words import classify
from onrecord.records import Span


@dataclass(frozen=True)
class Page:
    """A text with its structure. Index ranges are (first, past-the-last) token indices.

    Build it with ``Page.of(text)``.
    """

    text: str
    tokens: tuple[Token, ...]
    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    classes: tuple[str, ...]
    """Word class of each token (reading.words)."""
    quotations: tuple[Quotation, ...]
    noun_phrases: tuple[NounPhrase, ...]
    verb_groups: tuple[VerbGroup, ...]
    _starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> "Page":
        """Cut up a text."""
        tokens = tokenize(text)
        paragraphs = find_paragraphs(text, tokens)
        sentences = find_sentences(text, tokens, paragraphs)
        classes = classify(tokens, sentences)
        return cls(
            text=text,
            tokens=tokens,
            paragraphs=paragraphs,
            sentences=sentences,
            classes=classes,
            quotations=find_quotations(text, tokens, paragraphs),
            noun_phrases=find_noun_phrases(tokens, classes, sentences),
            verb_groups=find_verb_groups(tokens, classes, sentences),
            _starts=tuple(token.start for token in tokens),
        )

    @cached_property
    def sentence_numbers(self) -> tuple[int, ...]:
        """For each token, the number of its sentence."""
        return tuple(number for number, (first, last) in enumerate(self.sentences) for _ in range(first, last))

    @cached_property
    def paragraph_numbers(self) -> tuple[int, ...]:
        """For each token, the number of its paragraph."""
        return tuple(number for number, (first, last) in enumerate(self.paragraphs) for _ in range(first, last))

    @cached_property
    def phrase_at(self) -> dict[int, NounPhrase]:
        """Token index → the base noun phrase that holds it."""
        return {index: phrase for phrase in self.noun_phrases for index in range(phrase.first, phrase.last)}

    @cached_property
    def verb_at(self) -> dict[int, VerbGroup]:
        """Token index → the verb group that holds it."""
        return {index: group for group in self.verb_groups for index in range(group.first, group.last)}

    @cached_property
    def quoted(self) -> tuple[Quotation | None, ...]:
        """For each token, the outermost quotation that holds it (its marks included), else None."""
        found: list[Quotation | None] = [None] * len(self.tokens)
        for quotation in sorted(self.quotations, key=lambda q: -q.depth):
            first, last = self.tokens_in(quotation.start, quotation.end)
            found[first:last] = [quotation] * (last - first)
        return tuple(found)

    def span(self, first: int, last: int) -> Span:
        """Code-point offsets of the tokens ``first`` up to but not including ``last``; at least one token."""
        return (self.tokens[first].start, self.tokens[last - 1].end)

    def words(self, first: int, last: int) -> str:
        """The text of a token range."""
        start, end = self.span(first, last)
        return self.text[start:end]

    def token_at(self, offset: int) -> int:
        """Index of the token that holds an offset, or of the next one."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and self.tokens[index].end > offset:
            return index
        return index + 1

    def tokens_in(self, start: int, end: int) -> tuple[int, int]:
        """Token range of a span: every token that begins inside it."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def sentence_of(self, index: int) -> tuple[int, int]:
        """Token range of the sentence that holds a token."""
        return self.sentences[self.sentence_numbers[index]]
