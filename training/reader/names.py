"""Names behind masks in training as in reading, but drawn anew for every article and epoch, so that no mask comes to mean anything."""

import random
from dataclasses import replace

from training.reader.data import Article

from onrecord.reading.trained.names import MASKS
from onrecord.reading.trained.pieces import WordPieces


class Masking:
    """Articles with every name behind a mask drawn at random."""

    def __init__(self, pieces: WordPieces) -> None:
        self._masks = pieces.of(MASKS)

    def of(self, article: Article, rng: random.Random) -> Article:
        """The article as the network sees it in this epoch."""
        order = rng.sample(self._masks, len(self._masks))
        given: dict[str, tuple[int, ...]] = {}
        for name in article.names:
            if name is not None and name not in given:
                given[name] = order[len(given) % len(order)]
        pieces = [own if name is None else given[name] for name, own in zip(article.names, article.layout.pieces, strict=True)]
        return article._replace(layout=replace(article.layout, pieces=pieces))
