"""Names behind masks in training as in reading, but drawn anew for every article and epoch, so that no mask comes to mean anything."""

import random
from dataclasses import replace

from training.reader.data import Article

from onrecord.reading.trained.names import MASKS
from onrecord.reading.trained.pieces import WordPieces


class Masking:
    """Articles with every name behind a mask drawn at random."""

    def __init__(self, pieces: WordPieces) -> None:
        self._pieces = pieces

    def of(self, article: Article, rng: random.Random) -> Article:
        """The article as the network sees it in this epoch."""
        order = rng.sample(MASKS, len(MASKS))
        given: dict[str, str] = {}
        shown: dict[int, str] = {}
        for n, (_, name, (before, behind)) in enumerate(zip(*article.names, strict=True)):
            if name is not None:
                shown[n] = f"{before}{given.setdefault(name, order[len(given) % len(order)])}{behind}"
        cut = dict(zip(shown, self._pieces.of(list(shown.values())), strict=True))
        pieces = [cut.get(n, own) for n, own in enumerate(article.layout.pieces)]
        return article._replace(layout=replace(article.layout, pieces=pieces))
