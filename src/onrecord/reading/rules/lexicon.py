"""Which words attribute, and how: read once from the tables in ``reading/lexicon``."""

from functools import cache
from importlib.resources import files


@cache
def cue_verbs() -> dict[str, frozenset[str]]:
    """Verb (dictionary form) → the frames in which it introduces what somebody says or thinks.

    Frames: ``q`` a quotation · ``c`` a clause with or without "that" · ``t`` "to" and a verb · ``g`` a gerund · ``n`` a noun
    phrase · ``o`` a person and "to" and a verb ("urge them to leave") · ``d`` a person, then a clause ("tell him that …") ·
    ``a`` a thing and what it is called ("describe it as …", "call it …") · ``f`` a person and "of" or "for" what ("accuse",
    "blame") · ``p:x`` the preposition x · ``put`` "put the toll at" · ``put:to`` "raise the toll to" · ``r:x`` a thing behind the
    particle x ("brush aside") · ``h`` a clause only with "that" ("allowed that") · ``k`` a claim, and nothing else ("withdraw the charge").
    """
    table: dict[str, frozenset[str]] = {}
    for line in (files("onrecord.reading") / "lexicon" / "cue_verbs.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            lemma, frames = line.split("\t")[:2]
            table[lemma] = frozenset(frames.split())
    return table


@cache
def quoting_verbs() -> frozenset[str]:
    """Verbs that stand beside a quotation."""
    return frozenset(lemma for lemma, frames in cue_verbs().items() if "q" in frames)


@cache
def noun_cues() -> dict[str, frozenset[str]]:
    """Noun (singular) → the frames in which it attributes: ``c`` that-clause · ``u`` that-clause also
    without an owner ("reports that") · ``t`` infinitive · ``p:x`` the preposition x.
    """
    table: dict[str, frozenset[str]] = {}
    for line in (files("onrecord.reading") / "lexicon" / "cue_nouns.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            noun, frames = line.split("\t")[:2]
            table[noun] = frozenset(frames.split())
    return table


_LIGHT_NOUNS = {
    "s": (
        "accusation admission allegation announcement apology appeal assurance call case claim comment commitment "
        "complaint condolence confession criticism declaration demand denial description guarantee invitation mention "
        "offer order petition plea pledge point prediction promise reassurance recommendation remark report request "
        "statement suggestion threat ultimatum verdict vow warning"
    ),
    "ns": ("account assessment breakdown count estimate figure list number toll version"),
    "h": (
        "concern confidence disappointment doubt fear hope opposition optimism outrage regret scepticism skepticism "
        "solidarity support sympathy worry"
    ),
}


@cache
def light_nouns() -> dict[str, frozenset[str]]:
    """Nouns that speak behind an empty verb: ``s`` said ("issue a warning") · ``n`` the noun is what is given ("gave a list
    of the dead") · ``h`` held or voiced ("express concern").
    """
    return {noun: frozenset(kinds) for kinds, nouns in _LIGHT_NOUNS.items() for noun in nouns.split()}


_STANCES = frozenset(
    "adamant afraid aghast alarmed angry appalled ashamed aware certain concerned confident convinced critical dismayed disappointed "
    "dismissive disturbed doubtful fearful furious glad grateful happy hopeful horrified optimistic outraged pessimistic "
    "pleased proud sad saddened satisfied sceptical shocked skeptical sorry supportive sure suspicious thankful troubled "
    "unaware uncertain unconvinced unhappy upset wary worried determined resolved eager willing unwilling".split()
)


def stance_adjectives() -> frozenset[str]:
    """Adjectives by which somebody holds a view: "is concerned about", "are convinced that"."""
    return _STANCES


CHANNELS = frozenset(
    "account address appearance article bio blog book briefing broadcast broadcaster bulletin caption channel clip comment comments "
    "communique communiqué conference convention dispatch editorial email e-mail event facebook forum gathering hearing instagram "
    "interview interviews letter line mail message memo meeting news note op-ed page phone podcast post posting posts press program "
    "programme radio rally release remarks report reporters reply response show speech statement stage summary telegram telephone "
    "television testimony text transcript tv tweet tweets twitter update video visit website weekend whatsapp writing x youtube"
    .split()
)  # fmt: skip
"""Head nouns of where and how something was said; never part of a content or a source."""

DOCUMENTS = frozenset(
    "ad advert affidavit audit banner banners brief catalogue certificate charter circular complaint complaints contract database diary "
    "document documents file files footage graffiti guideline index indictment inscription inventory lawsuit leaflet leaflets list log "
    "manifesto map memoir ministry notice pamphlet papers petition placard placards poll polls poster posters ruling register resolution "
    "review sign signs slogan slogans study studies survey surveys tally verdict warrant will witness witnesses".split()
)
"""Head nouns of writings that say something."""

TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december jan feb mar apr jun jul aug sep sept oct nov dec today yesterday tomorrow tonight morning afternoon evening "
    "night midnight noon week weekend month year day days weeks months years hour hours minutes minute moment time times spring summer "
    "autumn fall winter now later earlier ago dawn dusk midday decade decades".split()
)

ADDRESSEES = frozenset(
    "reporters journalists reporter correspondent parliament lawmakers mps supporters crowd audience council court senate congress "
    "agency newspaper viewers listeners followers families residents readers investigators monitors me us him her them you".split()
)

SUBORDINATORS = frozenset({"that", "whether", "if", "how", "why", "what", "where", "when", "who", "which", "whom", "whose"})
