"""A voice of one report taken apart into person, body and owner, so that it can be recognised in another report."""

import re
from functools import lru_cache

import msgspec

from onrecord.corroboration.names import CALENDAR, folded, words
from onrecord.corroboration.roles import names_officials, role_of
from onrecord.corroboration.told.records import Speaker
from onrecord.corroboration.voices import Voice

_SMALL = frozenset(
    """
    of the a an in at for from to on and or with by its their his her our your my this that these those who which whom whose has had is
    was were are be been as but not no than up own said asked asking named name new senior top chief deputy acting former local regional
    district central national federal state official officially unnamed anonymous without one two three some several many
    """.split()
)
_SPEAKS_FOR = frozenset(
    """
    spokesman spokeswoman spokesperson spokespeople spokesmen representative representatives statement statements head service
    director directors
    chief leader leadership press service office officer officers secretary bulletin communique communiqué release log lists list records
    services colonel major general captain lieutenant brigadier admiral dr doctor prof professor mr mrs ms sir commander commanders
    """.split()
)
"""Who speaks for a body and in what form: under the body's authority, so the body is the source."""
_OWN_PEOPLE = frozenset("reporter reporters correspondent correspondents journalist journalists photographer team".split())
_SAME_BODY = {
    "armies": "army",
    "military": "army",
    "forces": "army",
    "troops": "army",
    "soldiers": "army",
    "defense": "defence",
    "authorities": "government",
    "authority": "government",
    "ministers": "minister",
    "officials": "official",
    "mayors": "mayor",
    "ministries": "ministry",
    "hospitals": "hospital",
    "commissioner": "police",
    "exiled": "exile",
}
_SAME_BODIES = ((("general", "staff"), "army"), (("armed", "forces"), "army"), (("prime", "minister"), "government"))
_BARE_RANK = re.compile(
    r"^(?:the |a |an |its |their |his |her )?(?:spokes\w+|colonel|major|general|captain|lieutenant|director|head|chief|man|woman|own)$",
    re.IGNORECASE,
)
_OURS = re.compile(r"our\b", re.IGNORECASE)
"""A body of the land that the outlet is of ("our army")."""
_SEVERAL = re.compile(r"\b(?:ministries|armies|governments|parliaments|both|two)\b", re.IGNORECASE)
"""Bodies of more than one land, of which the report's home has one at most."""
_SEVERAL_BODIES = re.compile(
    r"\b(?:ministries|armies|militaries|governments|parliaments|administrations|directorates|commissions|agencies|commands|navies)\b"
    r"|\b(?:both|two|three|four|all|many|several|various|neighbou?ring|warring|rival|respective)(?: \w+){0,2} "
    r"(?:sides?|countries|states|nations|republics|lands|parties|capitals|authorities|forces)\b",
    re.IGNORECASE,
)
"""Bodies that speak together, or each for itself: none of them alone has said it."""
_SPOKESPERSON = re.compile(r"\b(?:a|its|their|the) spokes(?:wo)?(?:man|person)\b", re.IGNORECASE)
_DESCRIBED = re.compile(r"^(?P<name>[^()]+?) \((?P<office>[^()]+)\)$")
_CLAUSE = re.compile(r",? (?:who|which|whom|whose|that) .*$|, (?:a|an|the) (?:service|body|group) .*$")


def speaker_of(voice: Voice, outlet: str | None = None) -> Speaker:
    """What can be recognised of a voice elsewhere.

    Args:
        voice: the voice, with every phrase by which its report describes it.
        outlet: who published the report; its own reporters are its own people.
    """
    actor = voice.actor
    person: tuple[str, ...] = ()
    described: list[str] = []
    if actor is not None and actor.kind == "person":
        person = _name(actor.name)
        described = [actor.office] if actor.office else []
    for phrase in (voice.words, *voice.phrases):
        match = _DESCRIBED.match(phrase)
        if match and not person and match["name"][:1].isupper() and role_of(match["name"]) is None:
            person = _name(match["name"])
        described.append(match["office"] if match and person else match["name"] if match else phrase)
    body, owner = _body_in(described, person)
    phrase = " ".join((voice.words, *described))
    roles = [role for one in (voice.words, *described) if (role := role_of(one)) is not None]
    role = next((role for role in roles if role != "official"), roles[0] if roles else None)  # "its director" of a hospital is no official
    unnamed = not person and (names_officials(voice.words) or bool({"official", "officials", "diplomat", "diplomats"} & set(body)))
    return Speaker(
        words=voice.words,
        person=person,
        body=body,
        owner=owner,
        role=role,
        unnamed=unnamed,
        own=bool(outlet) and bool(_OWN_PEOPLE & {word.lower() for word in words(phrase)}) and _is_own(voice, outlet or ""),
    )


def _is_own(voice: Voice, outlet: str) -> bool:
    """Whether a reporter is the outlet's: named with it, or with nobody else."""
    its = {word.lower() for word in words(outlet)}
    named = {word.lower() for word in words(voice.words) if word[:1].isupper()} - {"the", "a", "an"}
    return not named or bool(named & its)


def _name(name: str) -> tuple[str, ...]:
    folded = [word.lower().rstrip(".") for word in words(name)]
    return tuple(word for word in folded if word not in _SPEAKS_FOR)


def _body_in(phrases: list[str], person: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """General and proper words of the body in the phrases: those of the first that has any, or of a fuller one that holds them."""
    taken = [_taken_apart(_CLAUSE.sub("", phrase)) for phrase in phrases]
    found = [(general, tuple(word for word in proper if word not in person)) for general, proper in taken]
    first = next((one for one in found if one[0]), None)
    if first is None:
        return (), next((proper for _, proper in found if proper), ())
    fuller = [one for one in found if set(first[0]) <= set(one[0])]
    return max(fuller, key=lambda one: (bool(one[1]), len(one[0])))


@lru_cache(maxsize=8192)
def _taken_apart(phrase: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    spelled = words(phrase)
    lower = [word.lower() for word in spelled]
    for pair, one in _SAME_BODIES:
        for at in range(len(lower) - 1):
            if (lower[at], lower[at + 1]) == pair:
                lower[at : at + 2] = [one]
                spelled = (*spelled[:at], one, *spelled[at + 2 :])
                break
    general, proper = set(), set()
    for word, small in zip(spelled, lower, strict=True):
        if small in _SMALL or small in _SPEAKS_FOR or small in CALENDAR:
            continue
        if word[:1].isupper() and role_of(word) is None and small not in {"health", "foreign", "interior", "defence", "defense"}:
            proper.add(small)
        else:
            general.add(_SAME_BODY.get(small, small))
    return tuple(sorted(general)), tuple(sorted(proper))


def outlet_speaks(outlet: str) -> Speaker:
    """An outlet as a voice: what a body's own report calls "the Office"."""
    body, owner = _taken_apart(outlet)
    return Speaker(words=outlet, body=body, owner=owner, role=role_of(outlet))


def completed(speakers: dict[str, Speaker | None], home: tuple[str, ...], outlet: str | None) -> dict[str, Speaker | None]:
    """The speakers of one report, in text order, with whose each body is: as another mention of it tells, else that of the report's home.

    Args:
        speakers: by the id of their statement.
        home: folded names of the land that the report is from, for bodies that every land has ("the health ministry").
        outlet: who published it; a body's own report calls it "the Office".
    """
    own = outlet_speaks(outlet) if outlet else None
    speakers = _of_the_body_before(speakers)
    known = [one for one in speakers.values() if one is not None and one.body and one.owner]
    found: dict[str, Speaker | None] = {}
    for name, one in speakers.items():
        if one is None or one.owner or not one.body or one.unnamed:
            found[name] = one
        elif own is not None and _OURS.match(one.words):
            found[name] = msgspec.structs.replace(one, owner=folded(outlet or ""))
        elif own is not None and set(one.body) <= set(own.body) and one.role not in {"state", "armed"}:
            found[name] = msgspec.structs.replace(one, body=own.body, owner=own.owner)
        else:
            found[name] = _completed(one, known, home)
    return found


def _of_the_body_before(speakers: dict[str, Speaker | None]) -> dict[str, Speaker | None]:
    """The speakers, those who speak for a body that is not named with them with the one that spoke last.

    "Kesh's army denied it. | A spokeswoman, Major Ada Lund, said", "says the army of Kesh. | Ada Lund, its spokeswoman".
    """
    found: dict[str, Speaker | None] = {}
    before: Speaker | None = None
    for name, one in speakers.items():
        found[name] = one
        if one is None:
            continue
        if before is not None and not one.body and not one.owner and _SPOKESPERSON.search(one.words):
            found[name] = msgspec.structs.replace(one, body=before.body, owner=before.owner)
        elif one.body or one.owner:
            before = one if one.body and one.role in {"state", "armed"} else None
    return found


def _completed(one: Speaker, known: list[Speaker], home: tuple[str, ...]) -> Speaker:
    fuller = [other for other in known if set(one.body) <= set(other.body) and other.role == one.role]
    owners = {other.owner for other in fuller}
    if len(owners) == 1:
        return msgspec.structs.replace(one, body=fuller[0].body, owner=fuller[0].owner)
    if not owners and one.role in {"state", "armed"} and home and not _SEVERAL.search(one.words):
        return msgspec.structs.replace(one, owner=home)
    return one


def is_of_several(speaker: Speaker) -> bool:
    """Whether the words tell of several bodies at once ("the health ministries of the two countries"), which none of them is alone."""
    return _SEVERAL_BODIES.search(speaker.words) is not None


def is_bare(speaker: Speaker) -> bool:
    """Whether nothing tells which person or body it is ("the spokesman", "it")."""
    return not (speaker.person or speaker.body or speaker.owner) or bool(_BARE_RANK.match(speaker.words) and not speaker.person)
