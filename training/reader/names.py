"""Names exchanged at random, so that the reader learns the shape of a sentence and not who usually speaks in it.

In about half of the articles of an epoch every name is replaced by another one, the same each time within the article. A reader trained so
treats parties alike: what it finds depends less on which name stands there (the party swap test measures how much).
"""

import random
from collections.abc import Sequence
from dataclasses import replace

from training.reader.data import Article

from onrecord.reading.trained.pieces import WordPieces


class Renaming:
    """A pool of names, and articles with their names exchanged."""

    def __init__(self, articles: Sequence[Article], pieces: WordPieces, further: Sequence[str] = ()) -> None:
        self._pieces = pieces
        self._pool = sorted({name for article in articles for name in article.names if name} | set(further))

    def of(self, article: Article, rng: random.Random, share: float) -> Article:
        """The article, or with the probability ``share`` the article with other names."""
        if rng.random() >= share:
            return article
        others: dict[str, tuple[int, ...]] = {}
        for name in article.names:
            if name and name not in others:
                others[name] = self._pieces.of([rng.choice(self._pool)])[0]
        pieces = [others[name] if name else own for name, own in zip(article.names, article.layout.pieces, strict=True)]
        return article._replace(layout=replace(article.layout, pieces=pieces))
