"""``robots.txt`` is asked for first and obeyed, as RFC 9309 says (sections in the tests)."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.web_robots import MOST_BYTES, Robots, rules_of

from .conftest import answer, redirect


def robots(text: str | bytes, *headers: str) -> bytes:
    body = text.encode() if isinstance(text, str) else text
    return answer(body, "200 OK", *headers, media_type="text/plain")


def test_a_forbidden_page_is_not_asked_for(desk, site):
    site.replies |= {"/robots.txt": robots("User-agent: *\nDisallow: /private\n"), "/private/page": answer(), "/page": answer()}
    came = desk.capture("/private/page")
    assert (came.issue.code, came.issue.outcome) == ("robots.disallowed", "refused")
    assert f"http://vale.example:{site.port}/robots.txt" in came.issue.message
    assert desk.capture("/page").document.title == "Mill burns"
    assert site.paths == ["/robots.txt", "/page"]


def test_where_a_redirect_leads_is_asked_about_too(desk, site):
    desk.names.add("dale.example", "127.0.0.1")
    site.replies |= {
        "/robots.txt": robots("User-agent: *\nDisallow: /private\n"),
        "/page": redirect(f"http://dale.example:{site.port}/private"),
    }
    came = desk.capture("/page")
    assert came.issue.code == "robots.disallowed"
    assert "dale.example" in came.issue.message
    assert site.paths == ["/robots.txt", "/page", "/robots.txt"]


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),  # 2.2.2: the longest rule decides
        ("User-agent: *\nAllow: /\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),  # of two as long, the one that allows
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf", False),  # 2.2.3
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf.html", True),
        ("User-agent: onrecord\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", True),  # 2.2.1: our own group alone
        ("User-agent: OnRecord\nDisallow: /a\n\nUser-agent: OnRecord\nDisallow: /b", "/b", False),  # groups are joined
        ("User-agent: other\nDisallow: /", "/a", True),
        ("user-AGENT : *\ndisALLOW : /a # here", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
        ("User-agent: *\r\rDisallow: /a\r\n", "/a", False),
        ("<!doctype html><p>Not found</p>", "/a", True),
        ("", "/a", True),
    ],
)
def test_rules_are_understood_as_the_standard_says(rules: str, path: str, allowed: bool):
    known = Robots(rules=rules_of(rules.encode()), everything=False, why="", asked=0.0)
    assert known.allows(f"http://vale.example{path}") is allowed


@given(st.binary(max_size=400))
def test_no_bytes_stop_the_reading(body: bytes):
    known = Robots(rules=rules_of(b"User-agent: *\nDisallow: /x\n" + body), everything=False, why="", asked=0.0)
    assert isinstance(known.allows("http://vale.example/page"), bool)
    assert known.crawl_delay >= 0


@pytest.mark.parametrize(
    ("status", "allowed"),
    [("404 Not Found", True), ("401 Unauthorized", True), ("403 Forbidden", True), ("429 x", True), ("500 x", False), ("503 x", False)],
)
def test_a_missing_file_allows_everything_and_a_failing_server_nothing(desk, site, status: str, allowed: bool):  # 2.3.1.3, 2.3.1.4
    site.replies |= {"/robots.txt": answer(b"", status), "/page": answer()}
    came = desk.capture("/page")
    assert (came.opened is not None) is allowed
    if not allowed:
        assert came.issue.code == "robots.disallowed"
        assert f"answered {status[:3]}, which forbids everything" in came.issue.message
        assert site.paths == ["/robots.txt"]


def test_five_redirects_of_it_are_followed_and_more_count_as_missing(desk, site):  # 2.3.1.2
    site.replies |= {"/robots.txt": redirect("/r1"), "/page": answer()} | {f"/r{n}": redirect(f"/r{n + 1}") for n in range(1, 9)}
    site.replies["/r5"] = robots("User-agent: *\nDisallow: /")
    assert desk.capture("/page").issue.code == "robots.disallowed"
    desk.network.robots.clear()
    site.replies["/r5"] = redirect("/r6")
    assert desk.capture("/page").opened is not None


def test_one_that_leads_where_nobody_asks_forbids_everything(desk, site):
    site.replies |= {"/robots.txt": redirect("http://10.0.0.1/robots.txt"), "/page": answer()}
    came = desk.capture("/page")
    assert came.issue.code == "robots.disallowed"
    assert "10.0.0.0/8" in came.issue.message


def test_one_that_breaks_off_or_cannot_be_unpacked_forbids_everything(desk, site):
    site.replies |= {"/page": answer(), "/robots.txt": b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nUser-agent: *\n"}
    assert desk.capture("/page").issue.code == "robots.disallowed"
    desk.network.robots.clear()
    site.replies["/robots.txt"] = robots(b"\x28\xb5\x2f\xfd", "Content-Encoding: zstd")
    assert desk.capture("/page").issue.code == "robots.disallowed"


def test_one_that_is_packed_unasked_is_unpacked(desk, site):
    site.replies["/robots.txt"] = robots(gzip.compress(b"User-agent: *\nDisallow: /page\n"), "Content-Encoding: gzip")
    came = desk.capture("/page")
    assert "was read for OnRecord" in came.issue.message


def test_of_a_large_one_the_beginning_is_read(desk, site):  # 2.5
    rules = b"User-agent: *\nDisallow: /first\n" + b"# filler\n" * (MOST_BYTES // 9) + b"Disallow: /last\n"
    site.replies |= {"/robots.txt": robots(rules), "/last": answer(), "/first": answer()}
    assert desk.capture("/first").issue.code == "robots.disallowed"
    assert desk.capture("/last").opened is not None


def test_it_is_remembered_for_an_hour(desk, site):
    site.replies["/page"] = answer()
    desk.capture("/page")
    desk.capture("/page")
    assert site.paths.count("/robots.txt") == 1
    desk.clock.now += 3_601
    desk.capture("/page")
    assert site.paths.count("/robots.txt") == 2


def test_a_delay_that_it_asks_for_is_kept_between_pages(desk, site):
    site.replies |= {"/robots.txt": robots("User-agent: *\nCrawl-delay: 20\n"), "/a": answer(), "/b": answer()}
    desk.capture("/a")
    desk.capture("/b")
    assert site.paths == ["/robots.txt", "/a", "/b"]
    assert [later - earlier for earlier, later in zip(site.at, site.at[1:], strict=False)] == [5, 20]


def test_a_delay_beyond_reason_is_told_and_not_waited(desk, site):
    site.replies |= {"/robots.txt": robots("User-agent: *\nCrawl-delay: 86400\n"), "/a": answer(), "/b": answer()}
    assert desk.capture("/a").opened is not None
    came = desk.capture("/b")
    assert (came.issue.code, came.issue.outcome) == ("capture.limit", "refused")
    assert "86,400 seconds" in came.issue.message
    assert desk.clock.waits == [5]


@pytest.mark.parametrize("stated", ["nan", "inf", "-3", "soon", "1e999", ""])
def test_a_delay_that_is_no_number_asks_for_none(stated: str):
    known = Robots(rules=rules_of(f"User-agent: *\nCrawl-delay: {stated}\n".encode()), everything=False, why="", asked=0.0)
    assert known.crawl_delay == 0
