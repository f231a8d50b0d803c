"""One cue at a time: which attribution, if any, a verb, a noun, an adjective or "according to" makes."""

from spacy.tokens import Token

from benchmarks.peers.dependency.clauses import child, cue_words, is_infinitive, is_verb, noun_phrase, subject, subtree
from benchmarks.peers.dependency.cues import lemmas
from benchmarks.peers.dependency.found import Found

PREPOSITIONS = ("about", "of", "to", "for", "on", "against", "at", "with")
SELF = {"i", "you"}


def lemma(token: Token) -> str:
    return token.lemma_.lower()


def by_verb(verb: Token) -> Found | None:
    """The frames of a verb, the surest first."""
    if child(verb, "auxpass", "nsubjpass") is not None:
        return _passive(verb)
    if lemma(verb) in lemmas("appearance"):
        return _appearance(verb)
    who = subject(verb)
    if who is not None and who.lower_ in SELF:
        return None
    content, cue = _clause(verb), cue_words(verb)
    if not content:
        content = _beside(verb)
    if not content:
        content = _infinitive(verb)
    if not content:
        content, more = _complement(verb)
        cue = cue | more
    if not content:
        if lemma(verb) in lemmas("speech"):
            return Found(_source(who, verb), cue, set(), speech=True)
        return None
    return Found(_source(who, verb), cue, content - cue, speech=lemma(verb) in lemmas("speech"))


def _source(who: Token | None, verb: Token) -> set[int]:
    if who is None or (who.lower_ == "it" and child(verb, "expl") is not None):
        return set()
    return noun_phrase(who, verb)


def _clause(verb: Token) -> set[int]:
    """Clausal complements, and further ones that begin with "that" and hang beside."""
    if lemma(verb) not in lemmas("clause"):
        return set()
    content: set[int] = set()
    for c in verb.children:
        joined_that = c.dep_ in {"conj", "advcl"} and c.i > verb.i and (mark := child(c, "mark")) is not None and mark.lower_ == "that"
        if (c.dep_ == "ccomp" and (c.i < verb.i or not is_infinitive(c) or child(c, "nsubj"))) or (content and joined_that):
            content |= subtree(c, leaving=[verb] if verb in c.subtree else [])
    return content


def _beside(verb: Token) -> set[int]:
    """The clause into which "he said" is set, or to which "as he said" is added."""
    if lemma(verb) not in lemmas("speech") or verb.head == verb:
        return set()
    mark = child(verb, "mark")
    if verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and mark is not None and mark.lower_ == "as" and child(verb, "dobj") is None):
        return subtree(verb.head, leaving=[verb])
    return set()


def _infinitive(verb: Token) -> set[int]:
    """ "to do", with whoever is to do it."""
    if lemma(verb) not in lemmas("infinitive"):
        return set()
    for c in verb.children:
        if (
            c.dep_ in {"xcomp", "ccomp", "advcl"}
            and c.i > verb.i
            and is_infinitive(c)
            and (c.dep_ != "advcl" or lemma(verb) in {"ask", "urge", "tell"})
        ):
            whom = child(verb, "dobj")
            return subtree(c) | (subtree(whom) if whom is not None and whom.i < c.i else set())
    return set()


def _complement(verb: Token) -> tuple[set[int], set[int]]:
    """Objects and prepositional complements, and what of them belongs to the cue."""
    name, whom = lemma(verb), child(verb, "dobj")
    named = child(verb, "oprd")
    if named is not None and name in lemmas("object"):
        return subtree(named) | (subtree(whom) if whom is not None else set()), set()
    if name == "call":
        small = child(verb, "ccomp")
        if small is not None:
            return subtree(small), set()
    for preposition in verb.children:
        if preposition.dep_ not in {"prep", "prt"} or preposition.i < verb.i:
            continue
        if preposition.lower_ == "as" and whom is not None and name in lemmas("as"):
            return subtree(whom) | subtree(preposition), set()
        if preposition.lower_ in PREPOSITIONS and name in lemmas(preposition.lower_):
            if whom is not None:
                if preposition.lower_ in {"of", "for"} and name not in {"talk", "speak", "say", "tell", "ask"}:
                    return subtree(whom) | subtree(preposition), set()
                if name not in {"ask", "tell", "write", "warn", "press"}:
                    continue
            rest = subtree(preposition) - {preposition.i}
            if rest:
                return rest, {preposition.i}
    particle = child(verb, "prt")
    if whom is not None and (name in lemmas("object") or (particle is not None and name in lemmas(particle.lower_))):
        if name in {"ask", "tell"} and whom.ent_type_ == "" and whom.pos_ in {"PROPN", "PRON"}:
            return set(), set()
        return subtree(whom), set()
    return set(), set()


def _passive(verb: Token) -> Found | None:
    """ "is expected to", "was criticised by", "it is believed that"."""
    what = child(verb, "nsubjpass")
    agent = child(verb, "agent")
    by = child(agent, "pobj") if agent is not None else None
    to_do = next((c for c in verb.children if c.dep_ in {"xcomp", "advcl"} and is_infinitive(c) and c.i > verb.i), None)
    that = child(verb, "ccomp")
    about = what if what is not None else subject(verb)
    subject_words = noun_phrase(about, verb) if about is not None else set()
    if by is not None and lemma(verb) in lemmas("agent"):
        content = subtree(that) if that is not None else subject_words
        return Found(subtree(by), cue_words(verb) | {agent.i}, content - cue_words(verb))
    if lemma(verb) not in lemmas("passive"):
        return None
    if to_do is not None:
        return Found(set(), cue_words(verb), subject_words | subtree(to_do))
    if that is not None:
        if what is not None and what.lower_ != "it" and lemma(verb) != "ask":
            return Found(subject_words, cue_words(verb), subtree(that))
        return Found(set(), cue_words(verb), subtree(that))
    return None


def _appearance(verb: Token) -> Found | None:
    """ "seems to", of nobody's voice in particular."""
    if is_infinitive(verb):
        return None
    what = child(verb, "nsubj") or subject(verb)
    rest = child(verb, "xcomp", "oprd", "ccomp", "acomp", "prep")
    if what is None or rest is None or rest.i < verb.i or what.lower_ in SELF:
        return None
    return Found(
        set(), cue_words(verb), (noun_phrase(what, verb) if what.lower_ != "it" or rest.dep_ != "ccomp" else set()) | subtree(rest)
    )


def by_adjective(adjective: Token) -> Found | None:
    """ "is confident that", "was critical of"."""
    head = adjective.head
    if adjective.dep_ not in {"acomp", "oprd"}:
        return None
    who = subject(head)
    if who is None or who.lower_ in {*SELF, "it", "this", "that"}:
        return None
    cue = cue_words(head) | {adjective.i} | {c.i for c in adjective.children if c.dep_ in {"advmod", "neg"}}
    for c in adjective.children:
        if c.i < adjective.i:
            continue
        clause = c.dep_ == "ccomp" and lemma(adjective) in lemmas("adjective.clause")
        infinitive = c.dep_ == "xcomp" and lemma(adjective) in lemmas("adjective.infinitive")
        if clause or infinitive:
            return Found(noun_phrase(who, head), cue, subtree(c))
        if c.dep_ == "prep" and lemma(adjective) in lemmas(f"adjective.{c.lower_}"):
            return Found(noun_phrase(who, head), cue | {c.i}, subtree(c) - {c.i})
    return None


def by_noun(noun: Token) -> Found | None:
    """ "his claim that", "criticism of", with the possessor, or whoever makes it, as source."""
    name = lemma(noun)
    whose = child(noun, "poss")
    source = subtree(whose) if whose is not None else set()
    cue = {noun.i} | {c.i for c in noun.children if c.dep_ in {"det", "amod"} and c.i < noun.i}
    cue |= {c.i for c in whose.children if c.dep_ == "case"} if whose is not None else set()
    source -= cue
    if not source and noun.dep_ == "dobj" and is_verb(noun.head) and (who := subject(noun.head)) is not None:
        source = noun_phrase(who, noun.head)
        cue = cue_words(noun.head) | cue
    if source and all(noun.doc[i].lower_ in {*SELF, "my", "your"} for i in source):
        return None
    clause = next((c for c in noun.children if c.dep_ in {"acl", "ccomp"} and c.i > noun.i), None)
    if clause is not None and name in lemmas("noun.clause"):
        mark = child(clause, "mark")
        if (mark is not None and mark.lower_ in {"that", "whether"}) or is_infinitive(clause):
            return Found(source, cue, subtree(clause))
    if source:
        for c in noun.children:
            if c.dep_ == "prep" and c.i > noun.i and name in lemmas(f"noun.{c.lower_}"):
                return Found(source, cue | {c.i}, subtree(c) - {c.i})
    return None


def by_according(token: Token) -> Found | None:
    """ "according to": the clause on which it hangs, or the sentence when it hangs on a noun."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        to = token.nbor()
    of = child(to, "pobj") if to is not None else None
    if to is None or of is None:
        return None
    head = token.head
    while head.head != head and not (is_verb(head) or head.pos_ in {"AUX", "VERB"}):
        head = head.head
    whole = subtree(head, leaving=[token])
    nearest = {i for i in whole if i < token.i} or whole
    content = nearest if token.i > head.i else {i for i in whole if i > of.right_edge.i}
    return Found(noun_phrase(of), {token.i, to.i}, content - subtree(of) - {token.i, to.i})
