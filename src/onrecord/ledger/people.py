"""Who stands behind the pseudonyms of the log. A file of the case that never goes out and that the log does not cover."""

import json
import re
import secrets
from unicodedata import category, normalize

from onrecord.errors import BadInput, WrongUse
from onrecord.ledger.places import Places, replace_file
from onrecord.ledger.plain_files import PEOPLE_BYTES, read_plain

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Default ignorable code points (Unicode, DerivedCoreProperties.txt), but for those that take room."""
_BLANK = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")
"""Letters and signs that look like a space."""

_BRACKETED = re.compile(r"\([^()]*\)|\[[^][]*\]")

_LONGEST = 200
"""Characters of a name."""


def pseudonym_of(places: Places, name: str) -> str:
    """The pseudonym of a person; a new one for a name that acts for the first time, which is written down at once.

    To be asked for last: nobody's name is to be kept whose act is refused. A name is known however it is composed and spaced, in
    capitals or not; it is kept as it was written first.

    Raises:
        WrongUse: the name is none.
        BadInput: the file of people has a fault.
    """
    known = known_pseudonym(places, name)
    if known is not None:
        return known
    people = people_of(places)
    pseudonym = f"p-{secrets.token_hex(4)}"
    while pseudonym in people:
        pseudonym = f"p-{secrets.token_hex(4)}"
    text = json.dumps(people | {pseudonym: _written(name)}, ensure_ascii=False, indent=1, sort_keys=True)
    replace_file(places.people, f"{text}\n".encode(), scratch=places.unfinished, mode=0o600)
    return pseudonym


def known_pseudonym(places: Places, name: str) -> str | None:
    """The pseudonym of a person; None for a name that never acted. Writes nothing.

    Raises:
        WrongUse: the name is none.
        BadInput: the file of people has a fault.
    """
    name = _written(name)
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise WrongUse("the name of the person who acts is empty, too long or no text", hint="give it with --by")
    asked = _compared(name)
    return next((pseudonym for pseudonym, known in people_of(places).items() if _compared(known) == asked), None)


def same_person(places: Places, pseudonym: str, name: str) -> bool:
    """Whether a pseudonym is of the person with a name, as far as names tell: however it is composed and spaced, in another order
    ("Reyes, Ana"), or with something in brackets ("Ana Reyes (editor)").

    Raises:
        WrongUse: the name is none.
        BadInput: the file of people has a fault.
    """
    people = people_of(places)
    return pseudonym == known_pseudonym(places, name) or (pseudonym in people and _words_of(people[pseudonym]) == _words_of(name))


def _written(name: str) -> str:
    """A name with single spaces, its accents composed (Unicode's normalisation form C)."""
    return normalize("NFC", " ".join(name.split()))


def _compared(name: str) -> str:
    """A name as it is compared with others: its words, whatever stands between them, without regard to capitals, to full-width and other
    compatible letters (Unicode, section 3.13, compatibility caseless matching), or to signs that nobody sees.
    """
    folded = normalize("NFKD", normalize("NFKD", normalize("NFD", _UNSEEN.sub("", _BLANK.sub(" ", name))).casefold()).casefold())
    return " ".join("".join(letter if category(letter)[0] in "LMN" else " " for letter in folded).split()) or folded


def _words_of(name: str) -> list[str]:
    """The words of a name as they are compared, in an order of their own; not what stands in brackets, where anything else does."""
    return sorted(_compared(_BRACKETED.sub(" ", name)).split()) or sorted(_compared(name).split())


def people_of(places: Places) -> dict[str, str]:
    """Names by pseudonym.

    Raises:
        BadInput: the file has a fault.
    """
    hint = "Restore it from a backup, or remove it; the log then keeps pseudonyms that nobody can resolve."
    try:
        found = json.loads(read_plain(places.people, PEOPLE_BYTES).decode("utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadInput(f"{places.people} could not be read: {error.strerror or error}.", hint=hint) from error
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{places.people} could not be read: {error}.", hint=hint) from error
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found.values()):
        raise BadInput(f"{places.people} holds no table of pseudonyms and names.", hint=hint)
    return found
