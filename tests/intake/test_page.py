"""A page as blocks of visible text with where they stand."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.page import read_page


def texts(page: str) -> list[str]:
    return [block.text for block in read_page(page).blocks if not block.hidden]


def test_blocks_are_parted_by_block_elements_and_not_by_others():
    page = "<div>One <b>two</b> <a href=x>three</a><p>Four<br>five</p>six<ul><li>a<li>b</ul></div>"
    assert texts(page) == ["One two three", "Four\nfive", "six", "a", "b"]


def test_white_space_is_collapsed_except_in_preformatted_text():
    assert texts("<p> one\n  two&nbsp;three </p><pre>a\n  b</pre>") == ["one two three", "a\nb"]


def test_what_no_reader_sees_is_hidden():
    page = (
        "<head><title>T</title><style>p{}</style></head><p>seen</p><script>x()</script><template><p>t</p></template>"
        "<noscript><p>n</p></noscript><p hidden>h</p><div style='Display : NONE'><p>d</p></div><textarea>f</textarea>"
        "<span style='visibility:hidden'>v</span>"
    )
    assert texts(page) == ["seen"]


def test_hidden_words_inside_a_paragraph_are_told_apart():
    page = "<p>Nobody <span style='display:none'>important</span> was hurt.</p>"
    assert texts(page) == ["Nobody was hurt."]
    assert [block.text for block in read_page(page).blocks if block.hidden] == ["important"]


def test_a_body_hidden_until_a_script_shows_it_is_seen():
    assert texts("<body style='display:none'><p>seen</p>") == ["seen"]


def test_optional_end_tags_do_not_make_depth():
    page = read_page("<table>" + "<tr><td>cell<td>cell" * 300 + "</table>" + "<p>text" * 300 + "<ul>" + "<li><p>item" * 300 + "</ul>")
    assert page.depth < 10
    assert len(page.blocks) == 1200


def test_depth_attributes_and_elements_are_counted():
    page = read_page("<div>" * 300 + "x" + "</div>" * 300 + "<p " + " ".join(f"a{n}" for n in range(50)) + ">y")
    assert (page.depth, page.attributes, page.elements) == (300, 50, 301)


def test_containers_and_apart_elements():
    page = read_page(
        "<nav><p>n</p></nav><main><article><p>a</p><div class='related-posts'><p>r</p></div></article>"
        "<div role=complementary>c</div></main>"
    )
    by_text = {block.text: block for block in page.blocks}
    assert [len(by_text[text].containers) for text in "narc"] == [0, 2, 2, 1]
    assert [len(by_text[text].apart) for text in "narc"] == [1, 0, 1, 1]


def test_the_head_is_left_where_text_begins():
    assert texts("<head><title>T</title>text without body<p>more") == ["text without body", "more"]
    assert texts("<head><meta charset=utf-8><span>in a span</span>") == ["in a span"]


def test_title_language_and_marks():
    page = read_page(
        "<html lang=fr><title> A\n title </title><meta name=author content=X><link rel=canonical href=/a>"
        "<script type='application/ld+json'>{}</script><svg><title>icon</title></svg>"
        "<time datetime=2031-03-05 class=Updated>x</time><aside><time datetime=2030-01-01>y</time></aside>"
        "<span itemprop=datePublished content=2031-03-04></span>"
    )
    assert (page.title, page.language) == ("A title", "fr")
    assert page.metas == [{"name": "author", "content": "X"}]
    assert page.links == [{"rel": "canonical", "href": "/a"}]
    assert page.scripts == ["{}"]
    assert [(time.datetime, time.hints, time.apart) for time in page.times] == [("2031-03-05", "updated", False), ("2030-01-01", "", True)]
    assert page.item_properties == [("datePublished", "2031-03-04")]


def test_linked_characters_are_counted():
    (block,) = read_page("<p>see <a href=x>the <b>report</b></a> here").blocks
    assert block.linked == len("thereport")


def test_stray_end_tags_do_no_harm():
    assert texts("</div></p>one</b><p>two</article></p></p>three") == ["one", "two", "three"]


def test_nesting_without_end_is_read_in_time_and_whole():
    for name in ("div", "b", "article", "nav"):
        page = read_page(f"<{name}>" * 20_000 + "denied" + f"</{name}>" * 20_000 + "<p>end")
        assert [block.text for block in page.blocks] == ["denied", "end"]
        assert page.depth == 20_000


@given(
    st.lists(
        st.sampled_from("<p> </p> <div> </div> <b> </b> <li> <td> <br> <head> <a> </a> <table> <nav> <title>t</title> a b".split()),
        max_size=30,
    )
)
def test_every_visible_character_stands_in_exactly_one_block(parts: list[str]):
    visible = "".join(part for part in parts if part in ("a", "b"))
    assert "".join("".join(block.text.split()) for block in read_page("".join(parts)).blocks) == visible
