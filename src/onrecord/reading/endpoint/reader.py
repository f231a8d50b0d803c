"""The reader ``endpoint``: part by part, ask or remember, hold the answer to the text."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from onrecord.errors import NotRead, OnRecordError, WrongUse
from onrecord.reading.endpoint.answer import MOST_STATEMENTS, Answered, Quoted, read_answer, words_of
from onrecord.reading.endpoint.cache import AnswerCache, DamagedError, cache_folder, key_of
from onrecord.reading.endpoint.counts import Counts
from onrecord.reading.endpoint.exchange import FAILED, Exchange, connected
from onrecord.reading.endpoint.grounding import Grounded, ground
from onrecord.reading.endpoint.parts import Part, parts_of
from onrecord.reading.endpoint.prompt import PROMPT_DIGEST, question, request_body
from onrecord.reading.page import Page
from onrecord.reading.protocol import Answer, Attribution
from onrecord.records import Issue
from onrecord.settings import Endpoint

UNMEASURED = 0.4
"""Confidence of statements by a model that nobody has measured on labelled reports: below the line from which a statement counts
without review. No rate is behind it."""
MOST_ISSUES = 20
"""Statements of one text whose refusal is recorded one by one; the others are counted."""
PATTERN = "model"
"""What a reading gives as the rule that found a statement."""


def forget_answers(settings: Endpoint, texts: Sequence[str], *, within: Path) -> tuple[str, ...]:
    """Remove the kept answers about some texts, where they are kept inside of a folder; a sentence that says how many, if any.

    Elsewhere nothing is removed.

    Raises:
        OnRecordError: one cannot be removed.
    """
    try:
        folder = cache_folder(settings.cache)
    except WrongUse:
        return ()
    if not folder.resolve().is_relative_to(within.resolve()):
        return ()
    pages = [Page.of(text) for text in texts]
    keys = {key_of(settings.model, question(page.text, part)) for page in pages for part in parts_of(page)}
    try:
        removed = AnswerCache(folder).forget(keys, texts)
    except OSError as error:
        raise OnRecordError(
            f"A kept answer in {folder} could not be removed: {error.strerror or error}.", hint="Check its permissions."
        ) from error
    return (f"Kept answers of the endpoint that were erased: {removed:,}.",) if removed else ()


class EndpointReader:
    """Finds attributions by asking a model; every span is characters of the text, whatever the model answers."""

    name = "endpoint"

    def __init__(self, settings: Endpoint) -> None:
        """Nobody is asked yet, and neither package nor key is needed until somebody is.

        Raises:
            WrongUse: when the settings name no url or no model, or there is no folder to keep answers in.
        """
        for name in ("url", "model"):
            if not getattr(settings, name).strip():
                raise WrongUse(f"the reader endpoint needs a {name}", hint=f'write {name} = "…" below [endpoint] in onrecord.toml')
        self._settings = settings
        self._cache = AnswerCache(cache_folder(settings.cache))
        self._counts = Counts()
        self._patient = True
        self._confidence = UNMEASURED if settings.measured is None else settings.measured
        self.version = f"{settings.model}, prompt {PROMPT_DIGEST[:12]}"

    @property
    def signature(self) -> Mapping[str, str | float]:
        """Model, prompt and measured share. Not the address: a case that moves to another machine with the same model keeps its readings
        and its cache, and the name of a desk's server has no place in records that are given away. Two servers that call different
        weights by one name are therefore taken for one; give the model another name there.
        """
        return {"model": self._settings.model, "prompt": PROMPT_DIGEST, "confidence": self._confidence}

    def attributions(self, page: Page) -> tuple[Attribution, ...]:
        """Every attribution on the page, in order of its cue; see ``answer``."""
        return self.answer(page).attributions

    def answer(self, page: Page) -> Answer:
        """The attributions whose every piece stands in the text, and an issue for each that has one that does not; of more than twenty
        such, one issue for the rest.

        Raises:
            NotRead: when one part of the text had no answer that can be used; those of other parts are kept in the cache.
            WrongUse: when a package or key that is needed is not there.
        """
        found: dict[Grounded, None] = {}  # in order, and once: a statement given twice is one
        issues: list[Issue] = []
        refused = 0
        with contextlib.ExitStack() as open_until_done:
            exchange: Exchange | None = None

            def ask() -> Exchange:  # not before something is asked that nobody has answered yet
                nonlocal exchange
                exchange = exchange or open_until_done.enter_context(connected(self._settings, self._counts))
                return exchange

            try:
                for number, part in enumerate(parts_of(page), start=1):
                    seen: set[Quoted] = set()
                    for place, quoted in enumerate(self._answered(page.text, part, ask).statements, start=1):
                        if quoted in seen:
                            continue
                        seen.add(quoted)
                        grounded = ground(page, part, quoted)
                        if isinstance(grounded, Grounded):
                            found[grounded] = None
                        elif (refused := refused + 1) <= MOST_ISSUES:
                            issues.append(_not_grounded(f"part {number}, statement {place}", grounded))
            except NotRead:
                self._counts.unread += 1
                raise
        self._counts.ungrounded += refused
        if refused > MOST_ISSUES:
            issues.append(_more_not_grounded(refused - MOST_ISSUES))
        attributions = [Attribution(*grounded, self._confidence, PATTERN) for grounded in found]
        return Answer(tuple(sorted(attributions, key=_place)), tuple(issues))

    def told(self) -> str | None:
        """Requests, cached answers, tokens, cost, refusals and statements not grounded since this was last called."""
        line = self._counts.line(self._settings)
        self._counts = Counts()
        return line

    def _answered(self, text: str, part: Part, ask: Callable[[], Exchange]) -> Answered:
        asked = question(text, part)
        key = key_of(self._settings.model, asked)
        try:
            kept = self._cache.get(key)
        except DamagedError:
            self._counts.damaged += 1
            kept = None
        if kept is not None:
            self._counts.cached += 1
            return kept
        answer = self._ask(ask(), asked)
        try:
            self._cache.put(key, self._settings.model, answer)
        except OSError:
            self._counts.unkept += 1
        return answer

    def _ask(self, exchange: Exchange, asked: str) -> Answered:
        """A fresh answer.

        After a request that had no response, the next ones are made once each until one has: a server that is away must not hold up
        a thousand texts for minutes each. One that refuses a text is there.
        """
        body = request_body(self._settings.model, asked, answer_tokens=self._settings.answer_tokens)
        try:
            response = exchange.send(body, retries=self._settings.retries if self._patient else 0)
        except NotRead:
            self._patient = exchange.responded
            raise
        self._patient = True
        answer = read_answer(exchange.words_of(response))
        if answer is None:
            raise NotRead("The model answered with something else than the JSON that it was asked for.", code=FAILED)
        if len(answer.statements) > MOST_STATEMENTS:
            message = (
                f"The model answered with {len(answer.statements):,} statements about one part of the text, more than {MOST_STATEMENTS:,}."
            )
            raise NotRead(message, code=FAILED)
        exchange.check_no_key(words_of(answer))
        return answer


def _not_grounded(where: str, why: str) -> Issue:
    message = f"An attribution was refused because {why}."
    return Issue(code="reading.not-grounded", outcome="refused", where=f"reader endpoint, {where}", message=message)


def _more_not_grounded(number: int) -> Issue:
    what = "attribution was" if number == 1 else "attributions were"
    message = f"{number:,} more {what} refused for reasons like those of the first {MOST_ISSUES}."
    return Issue(code="reading.not-grounded", outcome="refused", where="reader endpoint", message=message)


def _place(one: Attribution) -> tuple[tuple[int, int], ...]:
    return (one.cue or one.content)[0], *one.source, *one.content
