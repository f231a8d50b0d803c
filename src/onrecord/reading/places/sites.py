"""Names before a common noun or in a title: "at the Oskel ferry landing", "the Barna massacre", "Strike Hits Town Near Lerin"."""

from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.reading.places.gazetteer import is_people
from onrecord.reading.places.names import ADMINISTRATIVE, COMPASS, GROUNDS, SETTLEMENTS, SITES, Run, acronym
from onrecord.reading.word_tables import tables
from onrecord.reading.words import noun_lemma

_SPOT_PREPOSITIONS = frozenset("at near outside inside around beside behind opposite above below beneath beyond".split())
_ARTICLES = frozenset({"the", "a", "an", "this", "that"})
_GROUNDS = GROUNDS | SITES | SETTLEMENTS | ADMINISTRATIVE
_NO_SPOT = frozenset(
    "meeting conference summit trial ceremony talks briefing hearing session rally wedding funeral event festival game match exhibition "
    "forum institute agency ministry government army police force forces troops fighters militants rebels soldiers "
    "delegation team group party movement newspaper daily magazine spokesman spokeswoman official officials leader "
    "leaders commander minister president positions position convoy convoys vehicle vehicles targets target people "
    "civilians men women children cost time rate level price expense request invitation hands conflict war".split()
)
"""Heads behind "at" or "near" that are no spot on the ground: gatherings, bodies, people."""
_VESSELS = frozenset({"ferry", "bus", "train", "tram", "boat"})
"""Heads behind a name, on or aboard which people are, that call it by the place where it runs."""
_WHERE = frozenset("massacre siege killings blast explosion bombing bombings landslide stampede clashes disaster".split())
"""Event nouns that are named for where they happened, hardly ever for who did it."""
_WHERE_OR_WHO = frozenset("attack raid strike ambush assault shelling offensive operation battle airstrike kidnapping abduction".split())
"""Event nouns named for where they happened or for who did it."""
_FORCES = frozenset(
    "fighters forces militants gunmen troops leader leaders commander commanders movement militia group members rebels "
    "insurgents guerrillas officials spokesman cell cells regime army police".split()
)
_ADJECTIVE_ENDINGS = ("i", "ian", "ean", "ese", "ish", "ist", "ists", "ite", "ites", "ani")


def at_a_spot(page: Page, run: Run) -> bool:
    """A name before nouns of a place on the ground, or before any such noun that "at", "near" or "outside" governs."""
    end = _past_nouns(page, run.last)
    if end == run.last or is_people(page.tokens[run.first].text) or acronym(run.name):
        return False
    head = page.tokens[end - 1].lower
    before = page.tokens[run.first - 1].lower if run.first else ""
    governor = page.tokens[run.first - 2].lower if run.first > 1 and before in _ARTICLES else before
    if head in _VESSELS and governor in ("on", "aboard") and end == run.last + 1:
        return True  # "on the Vennick ferry"
    if head in _GROUNDS and head not in ("states", "state", "bank", "area", "areas"):
        return before in _ARTICLES or governor in _SPOT_PREPOSITIONS | {"on", "in", "from", "to", "of"}
    if governor not in _SPOT_PREPOSITIONS or head in _NO_SPOT:
        return False
    return not any(page.tokens[i].lower in _NO_SPOT for i in range(run.last, end)) and not _adjective(run)


def _past_nouns(page: Page, index: int) -> int:
    """Past the common nouns that begin at a token; at most three."""
    end, last = index, page.sentence_of(index - 1)[1]
    while end < min(last, index + 3) and page.classes[end] in ("NN", "NNS") and not page.tokens[end].text[0].isupper():
        end += 1
    return end


def _adjective(run: Run) -> bool:
    """ "Velmari", "Barnese": shaped as what a people or thing is called, not as a place."""
    return run.name.lower().endswith(_ADJECTIVE_ENDINGS) and " " not in run.name


def names_event(page: Page, run: Run, mentions: Sequence[Run]) -> bool:
    """ "The Barna ambush", "after the Lerin killings": an event called by its place.

    A name before "attack" or "raid" may be the doer's: it is taken for a place only after "the", and where the name never acts,
    bears no arms and has not the shape of an adjective.
    """
    if run.last >= page.sentence_of(run.first)[1] or is_people(page.tokens[run.first].text) or acronym(run.name):
        return False
    noun = page.tokens[run.last].lower
    if noun in ("ferry", "market", "bus", "church", "school", "mosque", "camp", "hotel") and run.last + 1 < len(page.tokens):
        noun = page.tokens[run.last + 1].lower
    if noun not in _WHERE and noun not in _WHERE_OR_WHO:
        return False
    if not run.first or page.tokens[run.first - 1].lower != "the" or run.last - run.first > 3:
        return False
    if noun in _WHERE:
        return not _adjective(run) or len(run.name) < 5
    return not _adjective(run) and not any(_acts_or_bears_arms(page, other) for other in mentions)


def _acts_or_bears_arms(page: Page, run: Run) -> bool:
    if run.last >= len(page.tokens):
        return False
    group = page.verb_at.get(run.last)
    if group is not None and group.finite:
        return True
    return page.tokens[run.last].lower in _FORCES or (run.first > 0 and page.tokens[run.first - 1].lower == "by")


def in_title(page: Page, run: Run) -> bool:
    """ "Dozens Killed in Raid Near Lerin", "ACTION AT BARNA DAM": in a line of capitals a place stands behind its preposition.

    There a word of the dictionary shows that a run of capitals is no name.
    """
    before = page.tokens[run.first - 1].lower if run.first else ""
    compass = page.tokens[run.first].lower in COMPASS and run.last - run.first > 1
    if run.last - run.first > 3 or not (compass or before in ("in", "near", "at", "outside", "inside", "around", "off")):
        return False
    if run.last < len(page.tokens) and page.tokens[run.last].text in ("'s", "’s"):
        return False
    return no_common_words(page, run)


def no_common_words(page: Page, run: Run) -> bool:
    """Whether a run is a name with at most a compass point or a word for a place beside it, and no other word of the dictionary."""
    words = [token.lower for token in page.tokens[run.first : run.last]]
    named = [word for word in words if not _common(word)]
    return bool(named) and all(word in named or word in COMPASS | _GROUNDS for word in words)


def _common(word: str) -> bool:
    """Whether the dictionary has a word as anything but a name."""
    known = tables().classes
    return any(tag != "NNP" for form in (word, noun_lemma(word)) for tag, _ in known.get(form, ()))
