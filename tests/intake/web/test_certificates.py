"""A certificate that is not accepted ends the asking; nothing switches that off."""

import gzip
from collections.abc import Iterator

import pytest

from .conftest import Site, answer, running


@pytest.fixture
def secured(desk, certificates) -> Iterator[Site]:
    with running(Site(secured=certificates.server("vale.example"))) as site:
        site.replies["/page"] = answer()
        desk.network.certificates = certificates.trusting
        desk.site = site
        yield site


def address(site: Site, name: str = "vale.example") -> str:
    return f"https://{name}:{site.port}/page"


def test_a_page_is_asked_for_over_a_checked_connection(desk, secured):
    came = desk.capture(address(secured))
    assert came.document.title == "Mill burns"
    assert came.document.url == address(secured)
    noted = gzip.decompress(came.archive).decode("utf-8", "replace")
    assert "tls: TLSv1.3" in noted
    assert "certificate-sha256: " in noted


@pytest.mark.parametrize("kind", ["another name", "expired", "signed by itself", "an authority that nobody knows"])
def test_a_certificate_that_is_not_accepted_ends_the_asking(desk, secured, certificates, kind: str):
    name = "vale.example"
    if kind == "another name":
        name = "dale.example"
        desk.names.add(name, "127.0.0.1")
    elif kind == "expired":
        secured.secured = certificates.server(name, days=-1)
    elif kind == "signed by itself":
        secured.secured = certificates.server(name, own=True)
    else:
        desk.network.certificates = type(desk.network)().certificates
    came = desk.capture(address(secured, name))
    assert (came.issue.code, came.issue.outcome) == ("capture.tls", "refused")
    assert f"certificate of {name} was not accepted" in came.issue.message
    assert secured.requests == []


def test_a_server_that_speaks_no_tls_is_said_not_to(desk, site, certificates):
    desk.network.certificates = certificates.trusting
    site.hears_out = False
    came = desk.capture(f"https://vale.example:{site.port}/page")
    assert came.issue.code == "capture.tls"
    assert site.paths == []


def test_a_server_that_never_greets_is_left_in_time(real_time, site, certificates):
    real_time.network.certificates = certificates.trusting  # the site waits for the end of a request that never comes
    came = real_time.capture(f"https://vale.example:{site.port}/page", timeout=0.3)
    assert came.issue.code == "capture.limit"
    assert came.opened is None
