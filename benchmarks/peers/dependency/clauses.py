"""What hangs where in a parse: subjects, clauses, extents, the words of a cue."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

SUBJECTS = {"nsubj", "csubj", "nsubjpass"}
SHARING = {"conj", "xcomp", "advcl", "dep"}
"""Verbs that stand without a subject of their own and take that of the verb above."""
BESIDE_A_CUE = {"aux", "auxpass", "neg", "prt"}


def child(token: Token, *names: str) -> Token | None:
    """The first child in one of these relations."""
    return next((c for c in token.children if c.dep_ in names), None)


def is_verb(token: Token) -> bool:
    return bool(token.tag_.startswith("VB"))


def is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Who does it: the verb's subject, or that of the verb it is joined to."""
    own = child(verb, "nsubj", "csubj")
    if own is not None:
        return own
    if depth > 5 or child(verb, "nsubjpass", "expl") is not None:
        return None
    head = verb.head
    if verb.dep_ == "acl" and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return head
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        head = head.head
        if is_verb(head):
            return child(head, "nsubjpass") or subject(head, depth + 1)
        return None
    if verb.dep_ in SHARING and head != verb:
        if is_verb(head) or head.pos_ in {"AUX", "VERB"}:
            if verb.dep_ == "xcomp" and (object_ := child(head, "dobj")) is not None:
                return object_
            return child(head, "nsubjpass") or subject(head, depth + 1)
        if head.pos_ == "ADJ":
            return subject(head.head, depth + 1)
    return None


def subtree(token: Token, leaving: Iterable[Token] = ()) -> set[int]:
    """Positions of a token and what hangs on it, without what hangs on the tokens to leave."""
    positions = {t.i for t in token.subtree}
    for other in leaving:
        positions -= {t.i for t in other.subtree}
    return positions


def noun_phrase(token: Token, leaving: Token | None = None) -> set[int]:
    """The noun phrase of a head; cut before the cue when the parse hangs the cue on it."""
    positions = subtree(token)
    if leaving is not None and leaving.i in positions:
        positions = {i for i in positions if (i < leaving.i) == (token.i < leaving.i)}
        positions -= {t.i for t in leaving.subtree} - {t.i for t in token.lefts}
        positions.add(token.i)
    for c in token.children:
        if c.dep_ in {"advcl", "parataxis", "ccomp"} or (c.dep_ == "conj" and is_verb(c)):
            positions -= {t.i for t in c.subtree}
    return around(positions, token.i)


def around(positions: set[int], at: int) -> set[int]:
    """The unbroken run of positions around one of them."""
    low = high = at
    while low - 1 in positions:
        low -= 1
    while high + 1 in positions:
        high += 1
    return set(range(low, high + 1))


def cue_words(verb: Token) -> set[int]:
    """The verb with its auxiliaries, negation and particle, and adverbs between them."""
    positions = {verb.i} | {c.i for c in verb.children if c.dep_ in BESIDE_A_CUE}
    positions |= {c.i for c in verb.children if c.dep_ == "advmod" and c.i == verb.i - 1 and c.n_lefts + c.n_rights == 0}
    low = min(i for i in positions)
    between = set(range(low, verb.i))
    if any(verb.doc[i].dep_ in SUBJECTS or (is_verb(verb.doc[i]) and verb.doc[i].dep_ not in BESIDE_A_CUE) for i in between - positions):
        return {i for i in positions if all(j in positions for j in range(i, verb.i))} | {verb.i}
    return positions


def trimmed(doc: Doc, positions: set[int]) -> set[int]:
    """Without signs and spaces at either end, quotation marks apart."""
    marks = {"“", "”", '"', "''", "``", "(", ")", "$", "%", "'", "’", "?", "!"}
    ordered = sorted(positions)
    while ordered and not _carries(doc[ordered[0]], marks):
        ordered.pop(0)
    while ordered and not _carries(doc[ordered[-1]], marks):
        ordered.pop()
    return set(ordered)


def _carries(token: Token, marks: set[str]) -> bool:
    return token.text in marks or not (token.is_punct or token.is_space)
