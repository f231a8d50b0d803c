"""Whether words tell of a deed as not done: a negation must reach the deed, not merely stand in one sentence with it."""

import re
from collections.abc import Mapping
from itertools import pairwise

from onrecord.corroboration.told.deeds import ACTOR, DEED, DONE

_DENYING = frozenset("denied denies deny denying rejects rejected rejecting refuted refutes fairy invented".split())
"""Words that deny whatever is told with them."""
_WITHHELD = frozenset("access entry permission passage aid food water medical treatment visas bail asylum".split())
"""What is denied to somebody, which denies nothing that is told ("were denied entry")."""
_NOT = frozenset("not never none nobody nothing neither nor cannot".split())
_NO_DOUBT = frozenset("doubt doubts secret question wonder longer".split())
"""What there is none of where a deed is told as done ("no doubt the army shelled it", "made no secret of shelling it")."""
_NO_PART = frozenset(
    "part hand role involvement link links connection knowledge order orders evidence sign trace such responsibility one way wise".split()
)
"""What is said not to be there where a deed is denied ("had no part in the raid")."""
_MERELY = frozenset("only just merely simply least far long until fewer less more later other but unlike surprisingly even".split())
"""After a negation that denies nothing ("not only", "no fewer than ten", "none other than", "nothing but")."""
_NOT_SO = frozenset("false untrue baseless groundless unfounded lie lies".split())
"""What is told is said not to be so, behind a form of "to be" ("reports that its guns had fired were false")."""
_GOING_ON = frozenset(
    "stop stopped stopping cease ceased deny denied rule ruled hesitate hesitated dispute disputed false untrue excuse justify forgive"
    " forget explain defend undo regret apologise apologize".split()
)
"""After a negation that tells the deed as done, or leaves it open ("did not deny shelling", "has not stopped shelling", "could not excuse
it")."""
_WRONGLY = frozenset("wrongly falsely wrongfully mistakenly unjustly".split())
_ACCUSED = frozenset("accused accuse accuses accusing blamed blame blames blaming charged".split())
"""Behind such a word, what somebody is said not to have done."""
_BE = frozenset("is are was were be been".split())
_QUIET = frozenset("were was been stayed stay remained remain lay kept are is".split())
"""Before "silent", of arms that were not used; those that fell silent had been."""
_REACH = 3
"""Words between a negation and what it is about where it stands before a noun ("no Keshan field gun")."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CLAUSE_END = re.compile(
    r"[,;:—–.!?()]|(?<!nothing )\bbut\b|(?<!not )\buntil\b|\b(?:who|whom|whose|which|whether|how|why|when|while|because|after|before"
    r"|although|though|where|since|if|unless|despite)\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"(?:who|whom|whose|which|whether|how|why)\b", re.IGNORECASE)
"""How a clause begins that says of what another one tells ("it is not known who shelled the market")."""
_BESIDES = re.compile(
    _WHO.pattern + r"|(?:when|while|because|although|though|where|since|if|unless|despite|before|after|until)\b", re.IGNORECASE
)
"""How a clause begins that tells something beside the deed, where another clause tells that ("shelled it although nobody had fired")."""

_ASIDE = re.compile(r"(\b(?:not|never)|n['’]t), [^,;:.]{1,40}, ", re.IGNORECASE)
"""Words between a negation and what it reaches ("had not, at any time, bombed")."""
_TAKING_PART = frozenset("involved responsible connected linked implicated behind party part the that its their it could can".split())
"""Behind "no way", where it denies a deed ("in no way involved")."""
_AND_NONE = re.compile(r"\b(?:and|but) (?=(?:none|no|nobody|nothing|neither)\b)", re.IGNORECASE)
"""Where a clause begins that says what was not ("shelled it, | and none of the shells …")."""
_NOBODY_THERE = re.compile(r"\s*(?:that )?there (?:was|were|had been|is|are) (?:no|nobody|not|none|nothing)\b", re.IGNORECASE)
_CALLED = re.compile(
    r"(?:that )?(?:(?:the|this|that|its|their|any|an?) )?(?:[a-z’'-]+ ){0,3}?"
    r"(?:bombings?|bombardments?|shelling|strikes?|air ?strikes?|attacks?|assaults?|raids?|sieges?|blockades?|killings?|shootings?|ambush"
    r"|offensives?|operations?|actions?|acts?|deeds?|it)"
    r"(?: (?:of|on|at|in|against|near)(?: (?!was|were|is|are|had|has|that|which|who)[\w’'-]+){1,8}?)?"
    r" (?:was|were|is|are|had been|has been|have been|constitut\w+|amount(?:ed|s) to) (?:an? |the )?(?:[a-z-]+ )?"
    r"(?:(?:war )?crimes?|violations?|breach\w*|genocid\w*|massacre|terror\w*|collective punishment|illegal|unlawful|deliberate|intentional"
    r"|indiscriminate|disproportionate|unprovoked|unjustified|excessive|wrong|mistakes?|errors?|accidents?)\b",
    re.IGNORECASE,
)
"""What a deed is said to be, which may be denied of one that nobody denies ("denied that the bombing was a war crime")."""

_LEFT_OPEN = re.compile(
    r"(?:\b(?:not|never|neither|nor|cannot|unable|yet|nobody|none|no one|stopped short of)\b|n['’]t\b)"
    r".*\b(?:confirm|verif|comment|say|rule|know|check|den|disput|reject)|\b(?:refus|declin)\w+ to (?:say|comment|confirm)",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"(?:neither|nobody|none|no one)\b", re.IGNORECASE)
_SET_ASIDE = re.compile(r"\b(?:not|rather than|instead of) (?:the )?$", re.IGNORECASE)
_JUST_BEFORE = 20


def is_left_open(source: str, cue: str) -> bool:
    """Whether somebody is said to leave something open: "could not confirm", "has not denied", "neither … nor … has confirmed".

    Args:
        source: the words for who it is.
        cue: the words for saying.
    """
    nobody = _NOBODY.match(source)
    return _LEFT_OPEN.search(f"{nobody.group()} {cue}" if nobody else cue) is not None


def is_withheld(words: str) -> bool:
    """Whether what is denied is something that somebody did not get, and no deed ("denied | journalists access to the site")."""
    spelled = _words(words)
    deed = spelled[:1] in (["that"], ["it"], ["any"], ["having"]) or (bool(spelled) and spelled[0].endswith("ing"))
    return not deed and bool(_WITHHELD & set(spelled))


def is_what_it_is_called(words: str) -> bool:
    """Whether what is denied is only how a deed is called or judged, and not the deed ("that the bombing was a war crime")."""
    return _CALLED.match(words) is not None


def is_set_aside(text: str, start: int) -> bool:
    """Whether another number is set against the one that begins at a place ("3 people, not 30")."""
    return _SET_ASIDE.search(text, max(0, start - _JUST_BEFORE), start) is not None


def is_negated(text: str) -> bool:
    """Whether a piece of text tells of a deed as not done; where it names none but beside what it tells, whether that is negated."""
    words = {clause: _words(clause) for clause in _clauses(_ASIDE.sub(r"\1 ", text))}
    if any(map(_denies, words.values())):
        return True
    main = [clause for clause in words if not _BESIDES.match(clause)] or list(words)
    if all(map(_NOBODY_THERE.match, main)):  # "there was nobody at the post when the drone struck": what was done is beside it
        main = [clause for clause in words if _BESIDES.match(clause) and DONE.search(clause)] or main
    main = _up_to_what_is_told(main, words)
    if any(_is_cleared(words[clause]) for clause in main):
        return True
    telling = [clause for clause in main if DEED.search(clause)]
    telling = telling or [clause for clause in words if _WHO.match(clause) and DEED.search(clause)]
    return any(_reaches(words[clause], deeds=bool(telling)) for clause in telling or main)


def _up_to_what_is_told(clauses: list[str], words: Mapping[str, list[str]]) -> list[str]:
    """Clauses without those that say what was not, behind one that tells a deed as done ("shelled it, | and none of the shells …")."""
    for at, clause in enumerate(clauses):
        if at and _AND_NONE.match(clause) and any(DONE.search(one) and not _reaches(words[one], deeds=True) for one in clauses[:at]):
            return clauses[:at]
    return clauses


def _clauses(text: str) -> list[str]:
    edges = sorted({0, *(match.start() for match in (*_CLAUSE_END.finditer(text), *_AND_NONE.finditer(text))), len(text)})
    return [text[start:end] for start, end in pairwise(edges) if text[start:end].strip()]


def _words(clause: str) -> list[str]:
    return [match.group().casefold().replace("’", "'") for match in _WORD.finditer(clause)]


def _denies(words: list[str]) -> bool:
    """Whether a word denies by itself, or arms are said to have been silent."""
    for at, word in enumerate(words):
        before = words[max(0, at - _REACH) : at]
        if word in _DENYING and not _WITHHELD & set(words[at + 1 : at + 1 + _REACH]) and not any(map(_is_not, before)):
            return True
        if word in _NOT_SO and _BE & set(before) and not any(map(_is_not, before)):
            return True
        if word == "silent" and at and words[at - 1] in _QUIET:
            return True
    return False


def _is_cleared(words: list[str]) -> bool:
    """Whether somebody is told to be accused of what they did not do."""
    return any(
        word in _WRONGLY and _ACCUSED & set(words[at + 1 : at + 2]) and _BE & set(words[max(0, at - 2) : at])
        for at, word in enumerate(words)
    )


def _reaches(words: list[str], *, deeds: bool) -> bool:
    """Whether a negation among the words of a clause reaches a deed in it; any does where the whole text names none."""
    for at, word in enumerate(words):
        behind = words[at + 1 : at + 1 + _REACH]
        if behind[:1] and (behind[0] in _MERELY or (word == "no" and behind[0] in _NO_DOUBT)):
            continue
        if word == "not" and (behind[:1] == ["all"] or {"first", "only", "single"} & set(behind)):
            continue  # "not the first time that", "not the only one that", "not a single day without"
        if _is_not(word) and not _GOING_ON & set(behind):
            return True
        nouns = not deeds or _tells(behind)
        if word == "without" and nouns:
            return True
        before = words[at - 1] if at else ""
        if word == "no" and behind[:1] and behind[0] in {"way", "wise"} and not _TAKING_PART & set(behind[1:]):
            continue  # "in no way by mistake", "in no way justified"
        if word == "no" and before != "with" and (nouns or (behind[:1] and behind[0] in _NO_PART) or DEED.fullmatch(before)):
            return True
    return False


def _is_not(word: str) -> bool:
    return word in _NOT or word.endswith("n't")


def _tells(words: list[str]) -> bool:
    return any(DEED.match(word) or ACTOR.fullmatch(word) for word in words)
