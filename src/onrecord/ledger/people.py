"""Who stands behind the pseudonyms of the log. A file of the case that never goes out and that the log does not cover."""

import json
import secrets

from onrecord.errors import BadInput, WrongUse
from onrecord.ledger.places import Places, replace_file

_LONGEST = 200
"""Characters of a name."""


def pseudonym_of(places: Places, name: str) -> str:
    """The pseudonym of a person; a new one for a name that acts for the first time.

    Raises:
        WrongUse: the name is none.
        BadInput: the file of people has a fault.
    """
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise WrongUse("the name of the person who acts is empty, too long or no text", hint="give it with --by")
    people = people_of(places)
    for pseudonym, known in people.items():
        if known == name:
            return pseudonym
    pseudonym = f"p-{secrets.token_hex(4)}"
    while pseudonym in people:
        pseudonym = f"p-{secrets.token_hex(4)}"
    text = json.dumps(people | {pseudonym: name}, ensure_ascii=False, indent=1, sort_keys=True)
    replace_file(places.people, f"{text}\n".encode(), scratch=places.unfinished, mode=0o600)
    return pseudonym


def people_of(places: Places) -> dict[str, str]:
    """Names by pseudonym.

    Raises:
        BadInput: the file has a fault.
    """
    hint = "Restore it from a backup, or remove it; the log then keeps pseudonyms that nobody can resolve."
    try:
        found = json.loads(places.people.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise BadInput(f"{places.people} could not be read: {error}.", hint=hint) from error
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found.values()):
        raise BadInput(f"{places.people} holds no table of pseudonyms and names.", hint=hint)
    return found
