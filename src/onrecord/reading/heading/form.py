"""What kind of text a report is, where its form shows it; None when it does not."""

import re
from collections.abc import Sequence

from onrecord.reading.actors.names import force_names
from onrecord.reading.actors.vocabulary import NAMED_GROUP_WORDS, OPEN_GROUPS
from onrecord.reading.heading.lines import HeadLine
from onrecord.reading.page import Page
from onrecord.records.vocabulary import ReportForm

_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_STATE_BODIES = frozenset(
    "ministry government army spokesperson navy staff presidency office department embassy command police directorate".split()
)
_IRREGULAR = frozenset(
    "front league movement people liberation revolutionary resistance free rebel insurgent popular coalition alliance".split()
)
_ARMED_NOUNS = NAMED_GROUP_WORDS - OPEN_GROUPS
_CIVIL = (
    r"(?:medical|rescue|relief|aid|humanitarian|health|hospital|surgical|emergency|ambulance|sanitary|logistics?|supply|transport|water|food"
    r"|nutrition|shelter|education|legal|labou?r|work|working|task|sales|market|field|mobile|outreach|community|volunteer|training|research"
    r"|monitoring|demining|clearance|support|protection|response|local|partner|peace)"
)
_FIGHTING = (
    r"(?:own|brave|heroic|valiant|victorious|fighting|combat|assault|armed|armou?red|tank|infantry|artillery|missile|rocket|drone|air|ground|naval"
    r"|special|elite|forward|advance|defensive|defending|sniper|mortar|guerrilla)"
)
_OWN_ARMS = re.compile(
    rf"\bour (?:(?!{_CIVIL} )[a-z]+ )?"
    r"(?:fighters|forces|troops|soldiers|combatants|guerrillas|partisans|mujahid\w*|gunners)\b"
    rf"|\bour (?:{_FIGHTING} )+(?:units|brigades|comrades)\b"
    r"|\bour (?:units|brigades|comrades) (?:(?:have|had|also|then|again|who) ){0,2}"
    r"(?:attack|ambush|assault|bombard|bomb|captur|destroy|eliminat|engag|fired|fell|fight|fought|hit|kill|liberat|overran|raid|repel|repuls"
    r"|seiz|shell|shot|storm|struck|target|took control|advanc|withdr|retreat|martyr)"
)
"""How a body speaks that has people under arms; medics and carriers have units too.

What it calls the other side tells nothing: ministries and rebels use the same words."""
_CHECKING = ("fact check", "fact-check", "checks", "factcheck", "verify", "misbar", "snopes")
_VERDICTS = ("our verdict", "miscaptioned", "we rate", "false claim", "we traced", "misleading", "reverse image search")
_UN_TITLES = (
    "flash update",
    "situation report",
    "humanitarian update",
    "human rights update",
    "situation update",
    "protection of civilians",
    "humanitarian bulletin",
)
_UN_WORDS = (
    "humanitarian coordinator",
    "high commissioner",
    "ocha",
    "the office verified",
    "united nations office",
    "unhcr",
    "partners on the ground",
)
_BROADCASTERS = frozenset("tv television radio broadcasting channel broadcast news".split())
_LOCAL = frozenset("courier gazette herald correo diario echo valley county local chronicle".split())
_MAGAZINES = frozenset("review quarterly magazine monthly weekly".split())
_NGO = (
    "our team",
    "our researchers",
    "our teams",
    "we interviewed",
    "calls for the",
    "all those we interviewed",
    "we have seen",
    "our staff",
)


def form_of(page: Page, lines: Sequence[HeadLine], *, title: str | None, outlet: str | None, issuer: str | None) -> ReportForm | None:
    """The form of a report from its title, outlet, issuer and layout.

    Args:
        page: the report.
        lines: its head (``lines.head_lines``).
        title: its title, if it has one.
        outlet: who published it, if known.
        issuer: the body whose own release it is, if it is one.
    """
    head = page.text[: page.tokens[lines[-1].first].start] if lines and lines[-1].body else title or ""
    named, published_by, text = head.lower(), (outlet or "").lower(), page.text.lower()
    if any(word in named for word in _UN_TITLES):
        return "un update"
    if issuer:
        return _form_of_release(issuer, f"{issuer} {(title or '').partition(':')[0]}".lower(), text)
    if _is_live(page, named):
        return "live blog"
    if any(word in published_by or word in named for word in _CHECKING) and any(word in text for word in _VERDICTS):
        return "fact-check"
    if sum(word in text for word in _UN_WORDS) >= 2:
        return "un update"
    if _has_dateline(page, lines):
        return "wire"
    outlet_words = set(published_by.split())
    if outlet_words & _MAGAZINES:
        return "magazine"
    if "this newspaper" in text or outlet_words & _LOCAL:
        return "local paper"
    if outlet_words & _BROADCASTERS:
        return "broadcaster"
    if sum(word in text for word in _NGO) >= 2:
        return "ngo"
    return None


def _form_of_release(issuer: str, named: str, text: str) -> ReportForm:
    """An armed group's, when neither the tables nor its name make the issuer a state's and its name or its words show arms."""
    words = set(re.findall(r"\w+", named))
    if any(" ".join(force.words).lower() == issuer.lower() for force in force_names()):
        return "press release"
    if words & _STATE_BODIES and not words & _IRREGULAR:
        return "press release"
    return "armed group" if words & _ARMED_NOUNS or _OWN_ARMS.search(text) else "press release"


def _is_live(page: Page, title: str) -> bool:
    clocks = sum(1 for first, last in page.paragraphs if last - first <= 3 and _CLOCK.fullmatch(page.tokens[first].text))
    return clocks >= 2 or (clocks >= 1 and "live" in title.split())


def _has_dateline(page: Page, lines: Sequence[HeadLine]) -> bool:
    """Capitals for a place, then a dash within the first words of the running text."""
    if not lines or not lines[-1].body:
        return False
    line = lines[-1]
    head = page.tokens[line.first : min(line.last, line.first + 20)]
    return head[0].text.isupper() and len(head[0].text) > 2 and any(token.text in ("-", "–", "—", "--") for token in head[1:])
