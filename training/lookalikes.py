"""Make src/onrecord/export/dossier/lookalikes.tsv: letters that look like Latin ones.

    python training/lookalikes.py confusables.json

Source: Unicode's table of confusable characters (UTS #39), as packed in confusables.json of ``confusable_homoglyphs`` 3.3.1 (SHA-256
below); from Unicode's data files come the names of letters with strokes and hooks, of small capitals and of letters in circles and
squares, which that table leaves out, since nobody takes them for one another. Unicode License V3.

Taken are letters alone, not digits, marks or signs of mathematics, nor what Unicode itself takes apart. They are of three kinds. A Latin
letter with a stroke or a hook stands for the letter as one with an accent does ("marked"). Letters that stand in the words of living
scripts in which news is written look like Latin ones only in a word that has Latin letters as well ("mixed"); all others do anywhere.
"""

import json
import sys
import unicodedata
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from string import ascii_letters

TARGET = Path(__file__).parents[1] / "src/onrecord/export/dossier/lookalikes.tsv"
SHA_256 = "2d8b4774cd9dc6f233a18681bc00423ae270037437f276fc6a8b80630941fe7d"
HEAD = """\
# Letters that look like a Latin one: which; "marked" as by an accent, or alike "anywhere" or in words with Latin letters; those.
# Data: Unicode's confusables (UTS #39) and character names, Unicode License V3; made by training/lookalikes.py
"""
LIVING = frozenset(
    "ARABIC ARMENIAN BENGALI CYRILLIC DEVANAGARI ETHIOPIC GEORGIAN GREEK GUJARATI GURMUKHI HANGUL HEBREW KANNADA KHMER LAO MALAYALAM"
    " MYANMAR ORIYA SINHALA TAMIL TELUGU THAANA THAI TIBETAN".split()
)
"""Recommended scripts (UAX #31, table 5) other than Latin."""
COPTIC = {"ⲁ": "a", "ⲃ": "b", "ⲉ": "e", "ⲏ": "h", "ⲓ": "i", "ⲕ": "k", "ⲙ": "m", "ⲛ": "n", "ⲧ": "t"}
"""Letters of Coptic that look like Greek ones which look like Latin ones; Unicode counts but some of them."""
AS_CAPITALS = "вкмнт"
"""Small letters of Cyrillic that look like its capitals, which look like Latin ones."""


def of_confusables(path: Path) -> dict[str, str]:
    """By each letter, the one it is confused with; that looks like l as much as like I, as I where it has no small letter."""
    data = path.read_bytes()
    if sha256(data).hexdigest() != SHA_256:
        raise SystemExit(f"{path} is not the table that was looked through")
    found = {}
    for letter, others in json.loads(data).items():
        latin = sorted({other["c"] for other in others} & set(ascii_letters))
        if len(letter) == 1 and latin and not letter.isascii() and unicodedata.category(letter)[0] == "L":
            found[letter] = "I" if latin[0] == "l" and unicodedata.category(letter) in ("Lu", "Lo") else latin[0]
    return found


def of_name(letter: str) -> str | None:
    """Which Latin letter a letter is by its name."""
    words = unicodedata.name(letter, "").split()
    match words:
        case ["LATIN", "LETTER", "SMALL", "CAPITAL", one, *_] if len(one) == 1:
            return one
        case ["LATIN", "CAPITAL" | "SMALL" as size, "LETTER", one, "WITH" | "BAR", *_] if len(one) == 1:
            return one if size == "CAPITAL" else one.lower()
        case ["PARENTHESIZED", "LATIN", "CAPITAL" | "SMALL" as size, "LETTER", one]:
            return one if size == "CAPITAL" else one.lower()
        case ["NEGATIVE", "CIRCLED" | "SQUARED", "LATIN", "CAPITAL", "LETTER", one]:
            return one
        case ["REGIONAL", "INDICATOR", "SYMBOL", "LETTER", one]:
            return one
    return None


def kind_of(letter: str) -> str:
    """How a letter looks like another."""
    words = unicodedata.name(letter).split()
    if words[0] in LIVING:
        return "mixed"
    return "marked" if words[0] == "LATIN" and ("WITH" in words or "BAR" in words) else "anywhere"


def main() -> None:
    found = of_confusables(Path(sys.argv[1]))
    for letter in map(chr, range(0x80, sys.maxunicode + 1)):
        plain = of_name(letter)
        if plain:
            found[letter] = plain
    for small, plain in COPTIC.items():
        found |= {small: found.get(small, plain), small.upper(): found.get(small.upper(), plain.upper())}
    found |= {small: found[small.upper()] for small in AS_CAPITALS}
    cherokee = {letter.lower(): plain for letter, plain in found.items() if unicodedata.name(letter).startswith("CHEROKEE")}
    found = cherokee | found
    rows = defaultdict(list)
    for letter, plain in sorted(found.items()):
        if unicodedata.normalize("NFKD", letter)[0] not in ascii_letters:
            rows[plain, kind_of(letter)].append(letter)
    TARGET.write_text(HEAD + "".join(f"{plain}\t{kind}\t{''.join(letters)}\n" for (plain, kind), letters in sorted(rows.items())), "utf-8")


if __name__ == "__main__":
    main()
