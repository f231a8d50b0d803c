"""One address at several times: which reports are versions of one article."""

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

_FOLLOWERS = ("utm_", "mc_", "pk_", "at_", "ns_", "hsa_")
_FOLLOWING = frozenset("fbclid gclid dclid igshid yclid msclkid cmpid cmp ocid ref ref_src source smid sh".split())
"""What is put behind an address to see who follows it where; it names no other page."""

_SAME_HOST = ("www.", "m.", "mobile.", "amp.")
_SAME_PAGE = ("/amp", "/amp.html")
_PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=256)  # asked several times of each report
def article_of(url: str | None) -> str | None:
    """An address as what it names, whoever linked to it: without scheme, tracking, fragment, and the names of mobile editions.

    None where it is no address of a web page.
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _PORTS or not host:
        return None
    host = next((host.removeprefix(start) for start in _SAME_HOST if host.startswith(start)), host)
    place = host if port in (None, _PORTS[parts.scheme.lower()]) else f"{host}:{port}"
    path = next((parts.path.removesuffix(end) for end in _SAME_PAGE if parts.path.endswith(end)), parts.path).rstrip("/")
    asked = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _follows(key)]
    return f"{place}{path}" + (f"?{urlencode(sorted(asked))}" if asked else "")


def _follows(key: str) -> bool:
    return key.lower().startswith(_FOLLOWERS) or key.lower() in _FOLLOWING
