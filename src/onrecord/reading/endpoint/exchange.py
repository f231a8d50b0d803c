"""One request and its answer over HTTP, every way in which that fails told apart, each in one sentence.

The sentences name neither address nor key nor words of the server: issues are kept and exported, and a server may repeat what it was
sent. Redirects are not followed, since they would take text and key elsewhere.
"""

import contextlib
import email.utils
import functools
import importlib
import os
import ssl
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from onrecord.errors import NotRead, WrongUse
from onrecord.reading.endpoint.counts import Counts
from onrecord.reading.endpoint.deadline import TooLateError, within
from onrecord.settings import Endpoint, is_host

if TYPE_CHECKING:
    import httpx

LONGEST_BODY = 8 * 1024 * 1024
"""Bytes of one response; an answer about one part of a text is a hundredth of it."""
FIRST_WAIT = 1.0
"""Seconds before a request is made again; doubled each time. No chance is in it, so that a run can be told beforehand."""
LONGEST_WAIT = 60.0
"""Seconds; a server that asks for a longer wait (``Retry-After``) is not waited for."""
SHORTEST_SECRET = 8
"""Characters; a shorter key is a placeholder ("none") that may well be a word of a text, and is not looked for in answers."""

FAILED, REFUSED = "reading.endpoint", "reading.refused"

_HINTS = {
    400: "its model or its server may not know JSON-schema output, or the name of the model",
    401: "check the key",
    403: "check the key and what it allows",
    404: "check url and model",
    413: "the text is too long for it",
    422: "its server may not know JSON-schema output",
}


class _Message(msgspec.Struct, frozen=True):
    content: str | None = None
    refusal: str | None = None


class _Choice(msgspec.Struct, frozen=True):
    message: _Message
    finish_reason: str | None = None


class _Completion(msgspec.Struct, frozen=True):
    choices: tuple[_Choice, ...]
    usage: Any = None


class _Trouble(NamedTuple):
    """Why there is no response."""

    sentence: str
    again: bool
    """Whether the same request may succeed later."""
    wait: float | None = None
    """Seconds that the server asks to wait."""


class Exchange:
    """A connection to the endpoint for the length of one text. Use ``connected``."""

    def __init__(self, open_client: "Callable[[], httpx.Client]", settings: Endpoint, counts: Counts, key: str | None) -> None:
        self._open, self._settings, self._counts, self._key = open_client, settings, counts, key
        self._client: httpx.Client | None = open_client()
        self.responded = False
        """Whether the last request had a response that is not a failure of the server, a refusal included."""

    def close(self) -> None:
        """End the connection, and what may still wait on it."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def send(self, body: bytes, *, retries: int) -> bytes:
        """The bytes of a response that says 200.

        Args:
            body: the request.
            retries: how often it is made again where that may help.

        Raises:
            NotRead: when none came at the last try.
        """
        wait = FIRST_WAIT
        for left in range(retries, -1, -1):
            self._counts.requests += 1
            outcome = self._once(body)
            self.responded = isinstance(outcome, bytes) or not outcome.again
            if isinstance(outcome, bytes):
                return outcome
            asked = outcome.wait or 0.0
            if asked > LONGEST_WAIT:
                raise NotRead(f"{outcome.sentence} It asks to wait {asked:,.0f} seconds.", code=FAILED)
            if not (outcome.again and left):
                raise NotRead(outcome.sentence, code=FAILED)
            pause(wait if outcome.wait is None else outcome.wait)
            wait = min(2 * wait, LONGEST_WAIT)
        raise AssertionError("the last try returns or raises")

    def words_of(self, response: bytes) -> str:
        """The words with which the model answers.

        Raises:
            NotRead: when there are none, or they were cut off, refused, or hold the key.
        """
        self.check_no_key([response.decode("latin-1")])  # a key is ASCII, and stands alike in every reading of the bytes
        try:
            completion = msgspec.json.decode(response, type=_Completion)
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            raise NotRead("The endpoint answered with something that is no chat completion.", code=FAILED) from None
        self._counts.add_usage(completion.usage)
        if not completion.choices:
            raise NotRead("The endpoint answered without a choice.", code=FAILED)
        choice = completion.choices[0]
        if choice.message.refusal or choice.finish_reason == "content_filter":
            self._counts.refusals += 1
            raise NotRead("The model behind the endpoint refused to read this text.", code=REFUSED)
        if choice.finish_reason == "length":
            message = "The model's answer was cut off at its longest length; raise answer_tokens in [endpoint] if the model allows more."
            raise NotRead(message, code=FAILED)
        if choice.message.content is None:
            raise NotRead("The endpoint answered without words.", code=FAILED)
        self.check_no_key([choice.message.content])  # escaped in the response, plain in the answer
        return choice.message.content

    def check_no_key(self, words: Iterable[str]) -> None:
        """Look for the key in words of the server, which are to be kept.

        Each time escapes were taken out of them they are other words, and are looked through anew.

        Raises:
            NotRead: when it stands in one of them.
        """
        if self._key and len(self._key) >= SHORTEST_SECRET and any(self._key in one for one in words):
            raise NotRead("The endpoint's response repeats the key, and was not used.", code=FAILED)

    def _once(self, body: bytes) -> bytes | _Trouble:
        httpx = load_httpx()
        client = self._client = self._client or self._open()
        until = time.monotonic() + self._settings.timeout
        try:
            return within(self._settings.timeout, lambda: self._received(client, body, until))
        except (TooLateError, httpx.TimeoutException):
            self.close()
            return self._too_late()
        except (httpx.InvalidURL, UnicodeError) as error:  # the url was looked at: it is the proxy's
            raise _unusable_environment(error) from error
        except httpx.RequestError as error:
            return _Trouble(f"The endpoint could not be reached: {_reason(error)}.", again=True)

    def _received(self, client: "httpx.Client", body: bytes, until: float) -> bytes | _Trouble:
        """The body of a response that says 200; called in a thread of its own, which a closed client ends."""

        def end_when_late(*_: Any) -> None:  # called at each step: a connection made after the client was closed is not used
            if time.monotonic() > until:
                raise TooLateError

        address = f"{self._settings.url.rstrip('/')}/chat/completions"
        with client.stream("POST", address, content=body, extensions={"trace": end_when_late}) as response:
            if response.status_code != load_httpx().codes.OK:
                return _refusal(response.status_code, response.headers.get("retry-after"))
            if response.headers.get("content-encoding", "identity") != "identity":
                return _Trouble("The endpoint answered in a compressed form that it was not asked for.", again=False)
            received = bytearray()
            for chunk in response.iter_raw():
                received += chunk
                if len(received) > LONGEST_BODY:
                    return _Trouble(f"The endpoint's response is longer than {LONGEST_BODY:,} bytes.", again=False)
            return bytes(received)

    def _too_late(self) -> _Trouble:
        return _Trouble(f"The endpoint did not answer within {self._settings.timeout:g} seconds.", again=True)


@contextlib.contextmanager
def connected(settings: Endpoint, counts: Counts) -> Iterator[Exchange]:
    """An exchange with the endpoint of the settings; closed at the end.

    Raises:
        WrongUse: when the package or the key that is needed is not there, the url cannot be asked, or the environment names a proxy or
            certificates that cannot be used.
    """
    load_httpx()
    key = _key(settings)
    _check_url(settings.url)
    if settings.url.lower().startswith("https:"):
        _check_proxies()
    headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
    if key is not None:
        headers["Authorization"] = f"Bearer {key}"
    exchange = Exchange(functools.partial(_client, settings, headers), settings, counts, key)
    try:
        yield exchange
    finally:
        exchange.close()


def _client(settings: Endpoint, headers: dict[str, str]) -> Any:
    httpx = load_httpx()
    # The environment may name a proxy. For https it sees nothing; what goes to this machine must not leave it.
    far = settings.url.lower().startswith("https:")
    trusted = True if far else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts no certificate; loading those of the system takes a while
    try:
        return httpx.Client(headers=headers, timeout=settings.timeout, follow_redirects=False, trust_env=far, verify=trusted)
    except (ImportError, OSError, ValueError, httpx.InvalidURL) as error:
        raise _unusable_environment(error) from error


def _check_url(url: str) -> None:
    """Whether the package can ask for an address: it reads names of machines (``xn--…``) more strictly than others do."""
    httpx = load_httpx()
    try:
        httpx.URL(url).host  # noqa: B018 – reading it decodes it
    except (httpx.InvalidURL, UnicodeError):
        raise WrongUse("the endpoint's url is no address that can be asked", hint="correct url in [endpoint] of onrecord.toml") from None


def _check_proxies() -> None:
    """Proxies that the environment names for https: a name that no machine can have is found out before a text is read."""
    for scheme, proxy in urllib.request.getproxies().items():
        if scheme not in ("https", "all"):
            continue
        try:
            parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
            usable = is_host(parts.hostname or "") and parts.port != 0
        except ValueError:
            usable = False
        if not usable:
            name = f"{scheme.upper()}_PROXY"
            raise WrongUse(f"the environment variable {name} names no proxy that can be used", hint=f"correct {name}, or unset it")


def _unusable_environment(error: Exception) -> WrongUse:
    return WrongUse(
        f"the proxy or certificate settings of the environment cannot be used ({type(error).__name__})",
        hint="look at HTTPS_PROXY, ALL_PROXY, SSL_CERT_FILE and SSL_CERT_DIR",
    )


def pause(seconds: float) -> None:
    """Wait before a request is made again."""
    time.sleep(seconds)


def load_httpx() -> Any:
    """The package that speaks HTTP, which only this reader needs.

    Raises:
        WrongUse: when it is not installed.
    """
    try:
        return importlib.import_module("httpx")
    except ImportError:
        raise WrongUse("the reader endpoint needs the package httpx", hint="pip install 'onrecord[llm]'") from None


def _key(settings: Endpoint) -> str | None:
    """The key in the environment; never part of a message."""
    if settings.key_variable is None:
        return None
    name = settings.key_variable
    key = os.environ.get(name, "").strip()
    if not key:
        raise WrongUse(
            "the environment variable that key_variable in [endpoint] names is not set", hint="set it to the key, and nothing else"
        )  # its name is not told: it may be the key, put there by mistake
    if any(not "!" <= character <= "~" for character in key):
        raise WrongUse(
            "the environment variable that key_variable in [endpoint] names holds characters that no key has",
            hint="it must hold the key and nothing else",
        )
    return key


def _refusal(status: int, retry_after: str | None) -> _Trouble:
    """What another status than 200 means."""
    if status == 429:
        return _Trouble("The endpoint was asked too often (429).", again=True, wait=_seconds(retry_after))
    if status >= 500 or status == 408:
        return _Trouble(f"The endpoint failed ({status}).", again=True, wait=_seconds(retry_after))
    if 300 <= status < 400:
        return _Trouble(f"The endpoint sends elsewhere ({status}), and redirects are not followed; set its final url.", again=False)
    hint = _HINTS.get(status)
    return _Trouble(f"The endpoint refused the request ({status})" + (f"; {hint}." if hint else "."), again=False)


def _seconds(retry_after: str | None) -> float | None:
    """Seconds that a ``Retry-After`` asks for, a number or a date (RFC 9110, 10.2.3); None when it says nothing readable."""
    if retry_after is None:
        return None
    stated = retry_after.strip()
    if stated.isascii() and stated.isdigit():
        return float(stated[:9])
    try:
        return max(email.utils.parsedate_to_datetime(stated).timestamp() - time.time(), 0.0)
    except (ValueError, OverflowError):
        return None


def _reason(error: BaseException) -> str:
    """Why a connection failed, in the system's words and without the address."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "its certificate or encryption was not accepted"
        if isinstance(cause, OSError) and cause.errno and cause.errno > 0:
            return os.strerror(cause.errno).lower()
        cause = cause.__cause__ or cause.__context__
    return "the connection was not made or broke off"
