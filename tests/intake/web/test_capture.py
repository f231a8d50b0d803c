"""An address that may be asked: what comes back is kept as it came, and read as a file of its kind would be."""

import gzip

import pytest
from tests.intake.office_files import docx, paragraph

from onrecord.intake.web_capture import MOST_REPEATS
from onrecord.records import Document
from onrecord.settings import Limits

from .conftest import PAGE, answer, redirect


def test_a_page_is_read_and_says_where_it_stands(desk, site):
    site.replies["/mill"] = answer()
    came = desk.capture("/mill")
    document = came.document
    assert document.text.startswith("The mill in Upper Vale burned down")
    assert document.title == "Mill burns"
    assert document.id == document.url == f"http://vale.example:{site.port}/mill"
    assert document.part.url == document.url
    assert document.part.media_type == "text/html"
    assert document.part.captured == document.capture.captured == "2031-05-04T08:30:05.000Z"
    assert document.capture == came.opened.capture
    assert document.capture.media_type == "application/warc"
    assert document.capture.origin == document.url


def test_requests_are_the_same_for_everybody(desk, site):
    site.replies["/mill"] = answer(PAGE, "200 OK", "Set-Cookie: who=you; Path=/")
    desk.capture("/mill")
    desk.capture("/mill", contact="mailto:desk@example.org")
    assert site.paths == ["/robots.txt", "/mill", "/mill"]
    lines = [request.decode().split("\r\n")[1:-2] for request in site.requests]
    assert all(one[0] == f"Host: vale.example:{site.port}" for one in lines)
    assert lines[1][1].startswith("User-Agent: OnRecord/")
    assert lines[2][1].endswith(" (+mailto:desk@example.org)")
    rest = [
        "Accept: text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.8",
        "Accept-Language: en",
        "Accept-Encoding: identity",
        "Connection: close",
    ]
    assert all(one[2:] == rest for one in lines), "no cookies, no referrer"


def test_a_path_is_sent_as_it_was_named_and_what_stands_behind_a_number_sign_is_not(desk, site):
    site.replies["/caf%C3%A9?q=a%20b&c=d%2Fe"] = answer()
    came = desk.capture("/café?q=a b&c=d%2Fe#part")
    assert came.document.part.url == f"http://vale.example:{site.port}/caf%C3%A9?q=a%20b&c=d%2Fe"
    assert came.opened.capture.origin == f"http://vale.example:{site.port}/café?q=a b&c=d%2Fe#part"


def test_redirects_are_followed_one_by_one_and_all_are_kept(desk, site):
    site.replies |= {"/old": redirect("/moved?x=1"), "/moved?x=1": redirect("new", "307 Temporary Redirect"), "/new": answer()}
    came = desk.capture("/old")
    assert came.document.url == f"http://vale.example:{site.port}/new"
    assert came.document.id == f"http://vale.example:{site.port}/old"
    assert site.paths == ["/robots.txt", "/old", "/moved?x=1", "/new"]


def test_a_redirect_without_a_place_is_an_answer_like_others(desk, site):
    site.replies["/old"] = answer(b"", "302 Found")
    assert desk.capture("/old").issue.code == "capture.status"


def test_ten_redirects_are_followed_and_not_eleven(desk, site):
    site.replies |= {f"/{number}": redirect(f"/{number + 1}") for number in range(60)}
    site.replies["/60"] = answer()
    assert isinstance(desk.capture("/50").document, Document)
    came = desk.capture("/49")
    assert came.issue.code == "capture.limit"
    assert "after 10 redirects" in came.issue.message
    assert came.opened is None


def test_a_loop_is_ended_at_once(desk, site):
    site.replies["/consent"] = redirect("/consent")
    came = desk.capture("/consent")
    assert came.issue.code == "capture.limit"
    assert "leads back" in came.issue.message
    assert site.paths == ["/robots.txt", "/consent"]


@pytest.mark.parametrize(
    ("status", "said"), [("404 Not Found", "404 (Not Found)"), ("451 x", "451 (Unavailable"), ("599 x", "599."), ("500 x", "500 (Int")]
)
def test_an_answer_that_is_no_success_is_kept_and_not_read(desk, site, status: str, said: str):
    site.replies["/gone"] = answer(PAGE, status)
    came = desk.capture("/gone")
    assert came.issue.code == "capture.status"
    assert came.issue.outcome == "quarantined"
    assert said in came.issue.message
    assert came.opened.capture.size == len(came.archive) > 0


def test_the_same_host_is_asked_once_in_an_interval(desk, site):
    site.replies |= {"/a": answer(), "/b": redirect("/c"), "/c": answer()}
    desk.capture("/a")
    desk.capture("/b", interval=7.5)
    steps = [later - earlier for earlier, later in zip(site.at, site.at[1:], strict=False)]
    assert site.paths == ["/robots.txt", "/a", "/b", "/c"]
    assert steps == [5, 7.5, 7.5]


def test_another_host_is_not_waited_for(desk, site):
    desk.names.add("dale.example", "127.0.0.1")
    site.replies["/a"] = answer()
    desk.capture("/a")
    waits = list(desk.clock.waits)
    desk.capture(f"http://dale.example:{site.port}/a")
    assert desk.clock.waits == [*waits, 5], "between its robots.txt and its page alone"


def test_a_host_that_asks_for_a_wait_is_asked_again_after_it(desk, site):
    site.replies["/busy"] = [answer(b"", "503 Service Unavailable", "Retry-After: 30"), answer()]
    assert desk.capture("/busy").document.title == "Mill burns"
    assert desk.clock.waits == [5, 30]
    late = "Sun, 04 May 2031 08:31:20 GMT"
    site.replies["/later"] = [answer(b"", "429 Too Many Requests", f"Retry-After: {late}"), answer()]
    assert desk.capture("/later").document.title == "Mill burns"
    assert desk.clock.date().isoformat() >= "2031-05-04T08:31:20"


@pytest.mark.parametrize("stated", ["600", "never", "-5", "9" * 400, ""])
def test_a_wait_that_is_too_long_or_unreadable_is_not_waited(desk, site, stated: str):
    site.replies["/busy"] = answer(b"", "503 Service Unavailable", f"Retry-After: {stated}")
    came = desk.capture("/busy")
    assert came.issue.code == "capture.status"
    assert desk.clock.waits == [5]
    assert ("asks to wait 600 seconds" in came.issue.message) == (stated == "600")


def test_a_host_that_stays_busy_is_given_up(desk, site):
    site.replies["/busy"] = answer(b"", "429 Too Many Requests", "Retry-After: 1")
    assert desk.capture("/busy").issue.code == "capture.status"
    assert site.paths.count("/busy") == 1 + MOST_REPEATS


@pytest.mark.parametrize(
    ("body", "media_type", "code"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "image/png", "file.format"),
        (b"%PDF-1.7\n", "application/pdf", "pdf.damaged"),
        (b'{"deaths": 4}', "application/json", "file.format"),
        (b"body { color: red }", "text/css", "file.format"),
        (b"<?xml version='1.0'?><rss></rss>", "application/rss+xml", "feed.empty"),
        (bytes(range(256)) * 4, "application/octet-stream", "file.binary"),
        (b"", "text/html", "file.empty"),
    ],
)
def test_what_is_no_report_is_kept_and_not_read(desk, site, body: bytes, media_type: str, code: str):
    site.replies["/data"] = answer(body, media_type=media_type)
    came = desk.capture("/data")
    assert (came.issue.code, came.issue.outcome) == (code, "quarantined")
    assert came.opened is not None


def test_plain_text_is_read_as_it_is(desk, site):
    text = "The mill in Upper Vale burned down on Monday.\r\n\r\nNobody was hurt.\r\n"
    site.replies["/release"] = answer(text.encode(), media_type="text/plain; charset=utf-8")
    assert desk.capture("/release").document.text == text


def test_a_feed_gives_its_items_and_a_document_its_text(desk, site):
    items = "".join(f"<item><guid>{name}</guid><description>The mayor said {name} burned.</description></item>" for name in ("one", "two"))
    site.replies["/feed"] = answer(f"<rss><channel>{items}</channel></rss>".encode(), media_type="application/rss+xml")
    one, two = desk.capture("/feed").everything
    assert (one.id, two.id, one.url) == ("one", "two", None)
    assert one.part.url == f"http://vale.example:{site.port}/feed"
    site.replies["/release"] = answer(docx(paragraph("The mill burned.")), media_type="application/octet-stream")
    document = desk.capture("/release").document
    assert document.text == "The mill burned."
    assert document.id == document.url == f"http://vale.example:{site.port}/release"


def test_archives_at_an_address_are_read_as_any_archive(desk, site, pack):
    inner = pack.response("The mill burned, the mayor said.", "http://vale.example/1")
    inner += pack.record("response", pack.http(b"p{}", Content_Type="text/css"))
    site.replies["/crawl"] = answer(inner, media_type="application/warc")
    page, passed_over = desk.capture("/crawl").everything
    assert page.id == "http://vale.example/1"
    assert passed_over.code == "warc.not-reports"


def test_lines_of_json_are_read_and_no_address_in_them_is_asked(desk, site):
    line = f'{{"id": "one", "text": "The mill burned.", "url": "http://vale.example:{site.port}/other"}}\n'.encode()
    site.replies["/lines"] = answer(line, media_type="application/octet-stream")
    came = desk.capture("/lines", jsonl=True)
    assert came.document.id == "one"
    assert came.document.part.record
    assert "/other" not in site.paths


def test_no_address_that_a_page_names_is_asked(desk, site):
    page = PAGE.replace(
        b"<title>",
        b'<base href="/x/"><link rel=prefetch href="/p"><meta http-equiv=refresh content="0; url=/r"><img src="/i" srcset="/s 2x"><title>',
    )
    site.replies["/page"] = answer(page, "200 OK", "Link: </l>; rel=preload", "Refresh: 0; url=/r")
    assert desk.capture("/page").document.title == "Mill burns"
    assert site.paths == ["/robots.txt", "/page"]


def test_a_compressed_body_that_nobody_asked_for_is_kept_as_it_came_and_read(desk, site):
    site.replies["/page"] = answer(gzip.compress(PAGE), "200 OK", "Content-Encoding: gzip")
    came = desk.capture("/page")
    assert came.document.title == "Mill burns"
    site.replies["/bomb"] = answer(gzip.compress(bytes(70_000_000)), "200 OK", "Content-Encoding: gzip")
    assert desk.capture("/bomb").issue.code == "decompress.limit"


def test_a_text_over_the_limit_is_quarantined_as_from_a_file(desk, site):
    site.replies["/page"] = answer()
    assert desk.capture("/page", limits=Limits(text_characters=20)).issue.code == "text.limit"
    assert desk.capture("/page", limits=Limits(file_bytes=100)).issue.code == "file.limit"


def test_a_name_that_nobody_has_and_a_machine_that_does_not_listen_are_told_apart(desk, site):
    came = desk.capture(f"http://nowhere.example:{site.port}/")
    assert came.issue.code == "capture.unreachable"
    assert "nowhere.example could not be found" in came.issue.message
    site.shutdown()
    site.server_close()
    came = desk.capture("/")
    assert came.issue.code == "capture.unreachable"
    assert "connection refused" in came.issue.message
    assert came.issue.outcome == "refused"
