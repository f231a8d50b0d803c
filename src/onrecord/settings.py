"""Every setting: a name, a default and a sentence of help, in one place; the docs page is checked against it.

Settings are built once at the entry (command line, ``onrecord.toml`` or keyword arguments) and handed down.
Those that can change a result are kept with the reading that they influenced.
"""

import ipaddress
import math
import re
from typing import Annotated
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec

Limit = Annotated[int, msgspec.Meta(ge=1)]
"""A limit of nothing or less would refuse everything, and is a slip of the pen."""

MOST_RETRIES = 10
"""Waiting doubles each time; beyond this a run would stand still for hours."""

_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
"""Names of environment variables as POSIX has them (Base Definitions, 8.1); a key put in their place is hardly ever one."""

LONGEST_TIMEOUT = 86_400
"""Seconds; more than a day is a slip of the pen, and far more cannot be waited for by a computer."""

LONGEST_INTERVAL = 86_400
"""Seconds between two requests, or that one is waited for; more than a day is a slip of the pen."""

SETTINGS_FILE = "onrecord.toml"
"""Where a case states its settings; the file makes a folder a case."""

PARTIES_FILE = "parties.toml"
"""Where a case states its parties."""

GRADES_FOLDER = "grades"
"""Where a case keeps rule-sets of its own, ``*.toml``."""

CASE_NAMES = frozenset({SETTINGS_FILE, PARTIES_FILE, GRADES_FOLDER, "blobs", "log", "records", "anchors", "keys", "people.json", "db"})
"""What a case keeps in its folder. A folder of reports may be a case, or hold one, and these are no reports."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much is read before something is refused, and said to be."""

    text_characters: Limit = 2_000_000
    """Longest text of one report that is read; a longer one is kept and quarantined as ``text.limit``."""
    line_characters: Limit = 8_000_000
    """Longest line of a JSON Lines file that is parsed; a longer one is refused as ``text.limit``, and kept with its
    file."""
    file_bytes: Limit = 20_000_000_000
    """Largest file that is opened; a larger one is refused as ``file.limit`` and not kept."""
    record_bytes: Limit = 67_108_864
    """Most bytes of one report in a container, after every encoding was undone; a larger one is kept with its container and quarantined
    as ``decompress.limit`` or ``warc.limit``."""
    expansion_ratio: Limit = 200
    """Most bytes that one compressed byte may stand for, beyond the first million; more is a bomb (``decompress.limit``)."""
    zip_members: Limit = 50_000
    """Most members of a ZIP archive; one with more is refused as ``zip.members`` and not kept."""
    nesting: Limit = 2
    """How deep containers may stand in each other; deeper ones are quarantined as ``decompress.nesting``."""
    image_pixels: Limit = 80_000_000
    """Most pixels that a picture may state; one with more is kept, named as ``image.pixels`` and never decoded."""
    parse_seconds: Limit = 8
    """Seconds of computing that a worker has for one document; one that takes longer is quarantined as ``parse.time``. A mailbox or feed
    has as many for each of its documents, but for all of them no more than so many for each mebibyte."""
    parse_bytes: Limit = 536_870_912
    """Memory that a worker has for one document; one that takes more is quarantined as ``parse.memory``."""

    def __post_init__(self) -> None:
        """Hold limits given from Python to what the settings file is held to.

        Raises:
            ValueError: when a limit is below 1.
        """
        for name in self.__struct_fields__:
            if getattr(self, name) < 1:
                raise ValueError(f"the limit {name} is {getattr(self, name)}; it must be 1 or more")


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """The model that the reader ``endpoint`` asks: any server that speaks the OpenAI chat protocol with JSON-schema output."""

    url: str = ""
    """Address up to and including the version, such as ``http://127.0.0.1:8080/v1``: https, or http on this machine. It must be given."""
    model: str = ""
    """Name by which the server knows the model. It must be given; it signs every reading, and another name means another reading."""
    key_variable: str | None = None
    """Name of the environment variable that holds the key, in capital letters, digits and underscores; with none, no key is sent. The key
    itself belongs in no file."""
    timeout: float = 300
    """Seconds after which one request is given up; a day at most."""
    retries: int = 3
    """How often a request is made again when the server cannot be reached, is too busy or fails."""
    answer_tokens: int = 8_192
    """Longest answer that the model is asked for, in tokens; an answer that it cuts off is not used."""
    measured: float | None = None
    """Share of this model's statements that were right when you measured it (``onrecord evaluate``), 0 to 1. Until it is given, each is
    graded weak: for review."""
    price_in: float | None = None
    """Price of a million tokens asked, in the currency of your contract; with it the cost of a run is told."""
    price_out: float | None = None
    """Price of a million tokens answered."""
    cache: str | None = None
    """Folder in which answers are kept, so that a text is paid for once; a relative one is seen from the folder of ``onrecord.toml``.
    With none, ``onrecord/endpoint`` in the user's own cache folder (``$XDG_CACHE_HOME``, else ``~/.cache``)."""

    def __post_init__(self) -> None:
        """Hold the settings to what each can mean.

        Raises:
            ValueError: when the address is none that is asked, a name names nothing, or a number is out of its range.
        """
        if self.url and (fault := _fault_of_address(self.url)):
            raise ValueError(f"the endpoint's url {fault}")
        if self.key_variable is not None and not _VARIABLE.fullmatch(self.key_variable):
            raise ValueError(
                "the endpoint's key_variable is no name of an environment variable (capital letters, digits, underscores); "
                "the key itself has no place in the settings, and where none is needed, leave it out"
            )
        if self.cache is not None and (not self.cache.strip() or "\0" in self.cache):
            raise ValueError("the endpoint's cache is no name of a folder; leave it out for the folder of your own")
        if not 0 < self.timeout <= LONGEST_TIMEOUT:
            raise ValueError(f"the endpoint's timeout is {self.timeout}; it must be more than 0 seconds and at most {LONGEST_TIMEOUT:,}")
        if not 0 <= self.retries <= MOST_RETRIES:
            raise ValueError(f"the endpoint's retries are {self.retries}; they must be 0 to {MOST_RETRIES}")
        if self.answer_tokens < 1:
            raise ValueError(f"the endpoint's answer_tokens are {self.answer_tokens}; they must be 1 or more")
        if self.measured is not None and not 0 <= self.measured <= 1:
            raise ValueError(f"the endpoint's measured share is {self.measured}; it must be 0 to 1")
        for price in (self.price_in, self.price_out):
            if price is not None and not (math.isfinite(price) and price >= 0):
                raise ValueError(f"a price of the endpoint is {price}; it must be 0 or more")


_LABEL = re.compile(r"[A-Za-z0-9_-]{1,63}")
_NUMBERED = re.compile(r"(?:[0-9]+\.){3}[0-9]+")
_LONGEST_NAME = 253
"""Characters of a name of a machine, as its labels (RFC 1035, 2.3.4)."""


def _fault_of_address(url: str) -> str | None:
    """Why an address is not asked; None when it is. What is wrong is told without the address, which may hold a password."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return _NO_ADDRESS
    if not host or not is_host(host) or ("[" in url and ":" not in host) or any(not "!" <= character <= "~" for character in url):
        return _NO_ADDRESS
    if parts.username is not None or parts.password is not None:
        return "holds a name or password; put the key into an environment variable, and name that as key_variable"
    if parts.query or parts.fragment or url.endswith(("?", "#")):
        return "ends in a query or fragment; give the address up to and including the version"
    if parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(host)):
        return None
    return "must be https, or http on this machine (localhost), since texts and key would be sent readable for others"


def is_host(host: str) -> bool:
    """Whether this can be the name or number of a machine, as ``urlsplit`` gives it; asking for any other is an error of its own kind."""
    if ":" in host or _NUMBERED.fullmatch(host):
        try:
            ipaddress.ip_address(host)
        except ValueError:
            return False
        return True
    labels = host.removesuffix(".").split(".")
    return len(host) <= _LONGEST_NAME and all(_LABEL.fullmatch(label) and _is_readable(label) for label in labels)


def _is_readable(label: str) -> bool:
    """Whether a label that stands for other letters (``xn--…``) can be turned into them."""
    try:
        label.encode("ascii").decode("idna")
    except UnicodeError:
        return False
    return True


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """Where the index of the case is kept; after a change, ``onrecord reindex`` takes it there."""

    url: str = ""
    """Address of a PostgreSQL database, such as ``postgresql://desk@db.example.org/onrecord``; each case has a schema of its own there.
    The password is taken from the environment (``PGPASSWORD``) or from ``~/.pgpass``. With none, the index is an SQLite file in the
    folder of the case."""

    def __post_init__(self) -> None:
        """Hold the address to what can be one.

        Raises:
            ValueError: when it is no address of a PostgreSQL database, or holds a password.
        """
        if self.url and (fault := _fault_of_database(self.url)):
            raise ValueError(f"the index's url {fault}")


_NO_ADDRESS = "is no address"
"""What is said of what no program takes for one."""


def _fault_of_database(url: str) -> str | None:
    """Why an address is not used; None when it is. What is wrong is told without the address, which may hold a password."""
    try:
        parts = urlsplit(url)
        _ = parts.port
        asked = parse_qs(parts.query, keep_blank_values=True)
    except ValueError:
        return _NO_ADDRESS
    if parts.scheme not in {"postgresql", "postgres"} or not url.split(":", 1)[1].startswith("//"):
        return "is no address of a PostgreSQL database; it begins with postgresql://"
    if parts.password is not None or any("password" in key.casefold() for key in asked):
        return "holds a password, which has no place in the settings; put it into ~/.pgpass or the environment variable PGPASSWORD"
    if parts.fragment or any(not "!" <= character <= "~" for character in url):
        return _NO_ADDRESS
    return None


class Originals(msgspec.Struct, frozen=True, kw_only=True):
    """Where the originals of the case are kept; after a change, ``onrecord relocate`` takes them there."""

    url: str = ""
    """Address of a bucket and a folder in it, such as ``s3://desk-evidence/case-a``, or of a folder on another disk,
    ``file:///mnt/evidence/case-a``; each case needs one of its own. Credentials are taken from the environment (``AWS_ACCESS_KEY_ID``,
    ``AWS_SECRET_ACCESS_KEY``, ``AWS_ENDPOINT_URL``) or from ``~/.aws``. With none, originals are kept in the folder of the case."""

    def __post_init__(self) -> None:
        """Hold the address to what can be one.

        Raises:
            ValueError: when it is no address of a bucket or of a folder, or holds a name or password.
        """
        if self.url and (fault := fault_of_store(self.url)):
            raise ValueError(f"the originals' url {fault}")


_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
"""Names of buckets as Amazon S3 has them."""

STORES = ("s3", "file")
"""Kinds of addresses under which originals can be kept."""


def fault_of_store(url: str) -> str | None:
    """Why an address is no place for originals; None when it is. What is wrong is told without the address, which may hold a password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return _NO_ADDRESS
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment or url.endswith(("?", "#")):
        return (
            "holds a name, a password or a query, which have no place in the settings; credentials are taken from the environment"
            " (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY) or from ~/.aws"
        )
    if parts.scheme not in STORES or not url.startswith(f"{parts.scheme}://"):
        return "is no address of a place for originals; it begins with s3:// or file:///"
    path = unquote(parts.path)
    steps = path.split("/")
    unseen = any(not "!" <= character <= "~" for character in url) or any(one < " " or one == "\x7f" for one in path)
    if unseen or "::" in url or any(one in (".", "..") for one in steps):
        return _NO_ADDRESS
    if parts.scheme == "file":
        return None if not parts.netloc and parts.path.strip("/") else "names no folder; it begins with file:///"
    if not _BUCKET.fullmatch(parts.netloc) or not parts.path.strip("/") or "" in steps[1:-1]:
        return "names no bucket and folder, such as s3://desk-evidence/case-a"
    return None


class WebCapture(msgspec.Struct, frozen=True, kw_only=True):
    """Whether and how addresses of the web are captured that a person names; ``[capture]`` in ``onrecord.toml``."""

    enabled: bool = False
    """Whether ``onrecord read https://…`` asks the network at all. Only the addresses named in the command are asked, where their
    redirects lead, and the ``robots.txt`` of each of these places."""
    contact: str = ""
    """An address of the web or of mail under which the operator of a site can reach you. It is sent with every request and kept with it."""
    ports: tuple[int, ...] = ()
    """Ports that are asked besides 80 and 443."""
    interval: float = 5
    """Seconds between two requests to one host, at least; more where its ``robots.txt`` asks for more (``Crawl-delay``)."""
    longest_wait: float = 60
    """Seconds that are waited at most before one request, where a host asks for a wait (``Crawl-delay``, ``Retry-After``)."""
    timeout: float = 60
    """Seconds after which an address is given up, its redirects and ``robots.txt`` included; waiting between requests is not counted."""
    response_bytes: Limit = 67_108_864
    """Largest answer that is taken, in bytes as they are sent; a larger one is refused as ``capture.limit`` and not kept."""

    def __post_init__(self) -> None:
        """Hold the settings to what each can mean.

        Raises:
            ValueError: when the contact cannot be sent, a port is none, or a number is out of its range.
        """
        if not _CONTACT.fullmatch(self.contact):
            raise ValueError("the contact of capture is no address of the web or of mail, such as https://desk.example/about")
        for port in self.ports:
            if not 1 <= port <= _LAST_PORT:
                raise ValueError(f"a port of capture is {port}; ports are 1 to {_LAST_PORT:,}")
        for name in ("interval", "longest_wait"):
            if not 0 <= getattr(self, name) <= LONGEST_INTERVAL:
                raise ValueError(f"the {name} of capture is {getattr(self, name)}; it must be 0 to {LONGEST_INTERVAL:,} seconds")
        if not 0 < self.timeout <= LONGEST_TIMEOUT:
            raise ValueError(f"the timeout of capture is {self.timeout}; it must be more than 0 seconds and at most {LONGEST_TIMEOUT:,}")
        if self.response_bytes < 1:
            raise ValueError(f"the response_bytes of capture are {self.response_bytes}; they must be 1 or more")


_CONTACT = re.compile(r"(?:https?://|mailto:)?[A-Za-z0-9][A-Za-z0-9._~%+@:/-]*|")
"""What stands in a ``User-Agent`` without being taken for anything else: no spaces, no brackets, no end of a line (RFC 9110, 10.1.5)."""
_LAST_PORT = 65_535


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one run."""

    reader: str = "both"
    """Which statement reader reads: ``both``, the network that ships beside the rules; ``rules`` or ``trained``, either alone;
    ``endpoint``, a model of your own."""
    workers: Annotated[int, msgspec.Meta(ge=0)] | None = None
    """How many processes take web pages and other hostile formats apart; without a number, as many as the computer has cores. With 0 it
    is done in the main process, without limits of time and memory."""
    limits: Limits = Limits()
    endpoint: Endpoint = Endpoint()
    index: Index = Index()
    originals: Originals = Originals()
    capture: WebCapture = WebCapture()
