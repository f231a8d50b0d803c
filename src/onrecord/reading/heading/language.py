"""The language of a report: English by its own small words, any other by py3langid's model.

The model takes 0.8 s and 90 MB to load, so it is loaded only for a text that is not plainly English. Measured on the texts of the
PolNeAR and MUC training sets: a share of 0.2 small words is passed by every English text of eight words or more.
"""

import importlib
from collections.abc import Sequence
from functools import cache
from typing import Any

from onrecord.reading.tokens import Token

_SMALL_WORDS = frozenset(
    "the a an of and to in that was were is are for on with by at from as he she it they we you his her its their has "
    "have had been be not this which who said will would but or after when more than one all".split()
)
ENGLISH_SHARE = 0.2
"""Share of small words from which a text is English without asking the model."""
SAMPLE_TOKENS = 1_000
"""Words looked at: enough for either test."""
_FEWEST_WORDS = 8
LANGUAGES = (
    "am ar az be bg bn bs ca cs cy da de el en es et fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko "
    "ku ky lo lt lv mk ml mn mr ms mt ne nl no pa pl ps pt ro ru rw si sk sl sq sr sv sw ta te th tr ug uk ur vi xh zh zu"
).split()
"""Languages that the model may answer: those in which news is published; dialects and dead languages only confuse short texts."""


@cache
def _model() -> Any:
    # imported here and not above: it brings numpy and a third of a second to every start
    module = importlib.import_module("py3langid.langid")
    model = module.LanguageIdentifier.from_model_file(module.MODEL_FILE)
    known = set(model.labels)
    model.set_languages([code for code in LANGUAGES if code in known])
    return model


def language_of(text: str, tokens: Sequence[Token]) -> str | None:
    """ISO 639-1 code of a text's language; None when it has too few words to tell."""
    words = [token for token in tokens[:SAMPLE_TOKENS] if token.text[0].isalpha()]
    if len(words) < _FEWEST_WORDS:
        return None
    if sum(token.lower in _SMALL_WORDS for token in words) >= ENGLISH_SHARE * len(words):
        return "en"
    code, _ = _model().classify(text[: words[-1].end])
    return str(code)
