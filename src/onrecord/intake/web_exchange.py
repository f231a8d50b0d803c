"""One request and its answer, over a connection to a checked address; every byte of both kept as it was sent.

Spoken by h11, which turns bytes into events and touches no network, so that the bytes are ours to count and keep. Whatever the other
side does – send nothing, send without end, a byte now and then, headers without end – ends at the limit of time or size.
"""

import hashlib
import socket
import ssl
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Literal, TypeVar

import h11
from ssrfguard import BlockedAddressError, Policy, connect

from onrecord.intake.capture import IN_MEMORY
from onrecord.intake.web_guard import Asked, NotCapturedError, addresses
from onrecord.intake.web_network import MOST_ADDRESSES, Network

MOST_HEADER_BYTES = 64 * 1024
"""Bytes of the headers of an answer; common servers send a few thousand."""
MOST_INTERIM = 20
"""Interim answers (1xx) before the one that counts (RFC 9110, 15.2)."""
_LONGEST_CONNECT = 15.0
_CHUNK = 64 * 1024
_TOO_LONG = 431  # what h11 hints where headers outgrow its limit

Headers = tuple[tuple[str, str], ...]
T = TypeVar("T")


class _BrokenOffError(Exception):
    """The connection ended before the answer did, and why."""


class Budget:
    """The time that asking for one address may take, counted only while something is asked."""

    def __init__(self, seconds: float, ticks: Callable[[], float]) -> None:
        self._seconds, self._left, self._ticks = seconds, seconds, ticks
        self._since: float | None = None

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time inside."""
        self._since = self._ticks()
        try:
            yield
        finally:
            self._left -= self._ticks() - self._since
            self._since = None

    def left(self) -> float:
        """Seconds that are left.

        Raises:
            NotCapturedError: there are none (``capture.limit``).
        """
        left = self._left - (self._ticks() - self._since if self._since is not None else 0.0)
        if left <= 0:
            raise self.over()
        return left

    def over(self) -> NotCapturedError:
        """The error of one who waited too long."""
        message = (
            f"It did not answer in full within {self._seconds:g} seconds (timeout in [capture]); nothing of it was kept."
            " Try again later, or raise the limit."
        )
        return NotCapturedError("capture.limit", message)


@dataclass(kw_only=True)
class Exchange:
    """A request and its answer. ``close`` it."""

    asked: Asked
    when: datetime
    """When the request was sent."""
    request: bytes = b""
    answer: IO[bytes] = field(repr=False)
    """The answer as it was sent: status line, headers, body in its transfer coding."""
    size: int = 0
    """Bytes of the answer."""
    peer: str = ""
    """The address that answered."""
    secured: Headers = ()
    """Protocol, cipher and certificate of an encrypted connection."""
    status: int = 0
    headers: Headers = ()
    """Names in small letters."""
    payload_sha256: str = ""
    """Of the body, its transfer coding undone."""
    truncated: Literal["", "disconnect", "length"] = ""
    """Why the answer is not whole, in the words of WARC/1.1, 5.13."""

    def header(self, name: str) -> str | None:
        """The first header of this name, in small letters."""
        return next((value for key, value in self.headers if key == name), None)

    def close(self) -> None:
        """Give the memory back."""
        self.answer.close()


@dataclass(kw_only=True, slots=True)
class Asking:
    """How requests for one address are made."""

    network: Network
    policy: Policy
    budget: Budget
    headers: Headers
    """Sent with every request, after the host."""
    most: int
    """Bytes of an answer."""


def exchange(asked: Asked, asking: Asking, *, most: int | None = None, body: bytearray | None = None) -> Exchange:
    """Ask for an address once. Redirects are answers like others.

    Args:
        asked: the checked address.
        asking: how it is asked for.
        most: bytes after which the rest of the answer is cut off, instead of the limit after which it is refused.
        body: gets the bytes of the body, their transfer coding undone.

    Raises:
        NotCapturedError: there was no answer: ``url.forbidden``, ``capture.unreachable``, ``capture.tls``, ``capture.protocol``, or
            ``capture.limit`` where it was too long or too slow.
        OSError: there was no space to take it in.
    """
    answer = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 – open as long as the exchange
    done = Exchange(asked=asked, when=asking.network.now(), answer=answer)
    try:
        with asking.budget.running(), closing(_connected(asked, asking, done)) as connection:
            _Conversation(done, connection, asking, most, body).hold()
    except BaseException:
        done.close()
        raise
    return done


def _connected(asked: Asked, asking: Asking, done: Exchange) -> socket.socket:
    """A connection to a checked address, encrypted where the address says so."""
    host = asked.target.host
    found = addresses(asked, asking.policy, asking.network.resolver, asking.budget.left())
    try:
        each = asking.budget.left() / min(len(found), MOST_ADDRESSES)
        plain = connect(found, policy=asking.policy, timeout=min(_LONGEST_CONNECT, each))
    except BlockedAddressError as refused:  # something between here and there led elsewhere
        raise NotCapturedError("url.forbidden", f"It is not asked for: {refused.reason}.") from refused
    except TimeoutError as error:
        raise NotCapturedError("capture.unreachable", f"{host} did not accept a connection in time; try again later.") from error
    except OSError as error:
        cause = error.__cause__ if isinstance(error.__cause__, OSError) else error
        raise NotCapturedError("capture.unreachable", f"{host} could not be reached ({_words(cause)}).") from error
    done.peer = str(plain.getpeername()[0])
    if asked.target.scheme == "http":
        return plain
    try:
        plain.settimeout(asking.budget.left())
        secured = asking.network.certificates().wrap_socket(plain, server_hostname=host.rstrip("."))
    except BaseException as error:
        plain.close()
        if isinstance(error, ssl.SSLCertVerificationError):
            message = f"The certificate of {host} was not accepted ({error.verify_message}); nothing was asked for."
            raise NotCapturedError("capture.tls", message) from error
        if isinstance(error, TimeoutError):
            raise asking.budget.over() from error
        if isinstance(error, OSError):
            raise NotCapturedError("capture.tls", f"No encrypted connection to {host} could be made ({_words(error)}).") from error
        raise
    certificate = hashlib.sha256(secured.getpeercert(binary_form=True) or b"").hexdigest()
    cipher = secured.cipher()
    done.secured = (("tls", secured.version() or ""), ("cipher", cipher[0] if cipher else ""), ("certificate-sha256", certificate))
    return secured


def _words(error: OSError) -> str:
    """The system's or OpenSSL's reason, in small letters."""
    if isinstance(error, ssl.SSLError):
        return (error.reason or "no agreement").replace("_", " ").lower()
    return (error.strerror or str(error)).lower()


class _Conversation:
    """A request sent and its answer taken."""

    def __init__(self, done: Exchange, connection: socket.socket, asking: Asking, most: int | None, body: bytearray | None) -> None:
        self._done, self._connection, self._asking, self._most, self._body = done, connection, asking, most, body
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=MOST_HEADER_BYTES)
        self._payload = hashlib.sha256()
        self._interim = 0
        self._body_size = 0

    def hold(self) -> None:
        """Ask, and take the answer to its end."""
        host = self._done.asked.target.host
        try:
            self._ask()
            while not self._is_over(self._next()):
                pass
        except h11.RemoteProtocolError as error:
            self._end_of_broken(error)
        except _BrokenOffError as error:
            if not self._done.status:
                raise NotCapturedError("capture.unreachable", f"{host} broke the connection off ({error}).") from error
            self._done.truncated = "disconnect"
        self._done.payload_sha256 = self._payload.hexdigest()
        self._drop(len(self._http.trailing_data[0]))

    def _ask(self) -> None:
        asked = self._done.asked
        headers: Sequence[tuple[str, str]] = (("Host", asked.host_field), *self._asking.headers)
        request = h11.Request(method="GET", target=asked.path, headers=list(headers))
        self._done.request = (self._http.send(request) or b"") + (self._http.send(h11.EndOfMessage()) or b"")
        self._over_the_connection(lambda: self._connection.sendall(self._done.request))

    def _over_the_connection(self, work: Callable[[], T]) -> T:
        """Send or receive within the time that is left; errors of the connection are told apart from those of our own disk."""
        self._connection.settimeout(self._asking.budget.left())
        try:
            return work()
        except TimeoutError as error:
            raise self._asking.budget.over() from error
        except OSError as error:
            raise _BrokenOffError(_words(error)) from error

    def _next(self) -> object:
        """The next event; what it needs is received first."""
        while (event := self._http.next_event()) is h11.NEED_DATA:
            received = self._over_the_connection(lambda: self._connection.recv(_CHUNK))
            self._done.answer.write(received)
            self._done.size += len(received)
            if self._done.size > self._asking.most:
                raise self._too_large()
            self._http.receive_data(received)
        return event

    def _is_over(self, event: object) -> bool:
        """Take an event; whether it was the last."""
        if isinstance(event, h11.InformationalResponse):
            self._interim += 1
            if self._interim > MOST_INTERIM:
                raise _endless_headers()
        elif isinstance(event, h11.Response):
            self._done.status = event.status_code
            self._done.headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in event.headers)
            stated = self._done.header("content-length") or ""
            if self._most is None and stated.isdigit() and int(stated[:20]) > self._asking.most:
                raise self._too_large()
        elif isinstance(event, h11.Data):
            self._take(bytes(event.data))
            if self._most is not None and self._body_size >= self._most:
                self._done.truncated = "length"
                return True
        return isinstance(event, h11.EndOfMessage | h11.ConnectionClosed)

    def _take(self, data: bytes) -> None:
        self._payload.update(data)
        self._body_size += len(data)
        if self._body is not None:
            self._body += data

    def _end_of_broken(self, error: h11.RemoteProtocolError) -> None:
        """An answer that breaks off is kept as far as it came; one that is none is not."""
        if error.error_status_hint == _TOO_LONG:
            raise _endless_headers() from error
        if not self._done.status:
            host = self._done.asked.target.host
            what = "ended the connection without an answer" if not self._done.size else f"answered with something that is no HTTP ({error})"
            raise NotCapturedError("capture.protocol", f"{host} {what}; nothing of it was kept.") from error
        self._done.truncated = "disconnect"

    def _drop(self, trailing: int) -> None:
        """What was sent behind the end of the answer is no part of it."""
        if trailing and not self._done.truncated:
            self._done.size -= trailing
            self._done.answer.truncate(self._done.size)

    def _too_large(self) -> NotCapturedError:
        message = (
            f"The answer has more than {self._asking.most:,} bytes (response_bytes in [capture]); nothing of it was kept."
            " Raise the limit if it is meant to be that large."
        )
        return NotCapturedError("capture.limit", message)


def _endless_headers() -> NotCapturedError:
    message = f"The headers of the answer have more than {MOST_HEADER_BYTES:,} bytes or no end; nothing of it was kept."
    return NotCapturedError("capture.limit", message)
