"""The report of a page, and no paragraph of it lost."""

import random

import pytest

from onrecord.intake.article import find_article
from onrecord.intake.page import read_page

CLAIM = "The River League said on Monday that three people had been hurt when the old mill in Upper Vale was shelled."
DENIAL = "The Army of the Vale denied that it had fired any shells at the mill or at any other building in Upper Vale."
MORE = [
    "The fire service said the roof had fallen in and that the building could no longer be used for storing grain.",
    "A doctor at the clinic in Lower Vale said that two of the three people were sent home on Monday evening already.",
    "The council of Upper Vale asked both sides to keep their distance from the bridge until the harvest was in.",
]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>\n" for text in texts)


def article(markup: str):
    return find_article(read_page(markup), markup)


def test_boilerplate_is_no_part_and_no_loss():
    markup = (
        "<nav><ul><li><a href=/>Home page of the Vale Post online</a></li></ul></nav>"
        f"<article><h1>Mill shelled</h1>{paragraphs(CLAIM, *MORE, DENIAL)}"
        "<aside><p>Sign up here for our letter with stories from the valley.</p></aside></article>"
        "<div class='related'><p>Another story of the valley that has nothing to do with this one.</p></div>"
        "<footer><p>All rights reserved by the Vale Post and by its owners.</p></footer>"
    )
    found = article(markup)
    assert found.text == "\n\n".join(["Mill shelled", CLAIM, *MORE, DENIAL])
    assert found.put_back == ()


@pytest.mark.parametrize("depth", [10, 200, 247, 250, 256, 300, 1000])
@pytest.mark.parametrize("frame", ["<article>{}</article>", "<main><div>{}</div></main>", "<div class=story>{}</div>"])
def test_a_denial_nested_deep_is_never_lost(depth: int, frame: str):
    nested = "<div>" * depth + f"<p>{DENIAL}</p>" + "</div>" * depth
    found = article("<html><body>" + frame.format(paragraphs(CLAIM, MORE[0]) + nested + paragraphs(*MORE[1:])) + "</body></html>")
    assert found.text == "\n\n".join([CLAIM, MORE[0], DENIAL, *MORE[1:]])
    assert (found.guard == "html.depth") == (depth > 246)


def test_a_huge_text_node_costs_no_neighbour():
    filler = "grain " * 300_000
    found = article(f"<article>{paragraphs(CLAIM)}<div>{filler}</div>{paragraphs(DENIAL)}</article>")
    assert found.text == "\n\n".join([CLAIM, filler.strip(), DENIAL])
    assert found.guard == "html.size"


def test_a_tag_with_very_many_attributes_costs_nothing():
    found = article("<article " + " ".join(f"a{n}=1" for n in range(100_000)) + f">{paragraphs(CLAIM, DENIAL)}</article>")
    assert found.text == f"{CLAIM}\n\n{DENIAL}"
    assert found.guard == "html.attributes"


def test_a_page_of_many_elements_is_read_without_a_tree():
    found = article("<article>" + "<p>Day <b>n</b> of the <i>count</i> in the valley.</p>" * 20_000 + paragraphs(DENIAL) + "</article>")
    assert found.guard == "html.size"
    assert found.text.endswith(DENIAL)


@pytest.mark.parametrize("element", ["p", "div", "blockquote", "li", "section", "dd", "td", "center", "pre"])
def test_a_denial_in_any_element_of_the_article_is_kept(element: str):
    wrap = {"li": "<ul>{}</ul>", "dd": "<dl>{}</dl>", "td": "<table><tr>{}</tr></table>"}.get(element, "{}")
    denial = wrap.format(f"<{element}>{DENIAL}</{element}>")
    found = article(f"<html><body><article>{paragraphs(CLAIM, *MORE)}{denial}</article></body></html>")
    assert DENIAL in found.text


@pytest.mark.parametrize("element", ["p", "div", "center", "section", "span", "li"])
@pytest.mark.parametrize("depth", [0, 300])
def test_a_short_denial_between_paragraphs_is_kept(element: str, depth: int):
    denial = "<div>" * depth + f"<div><{element}>The army denied it.</{element}></div>" + "</div>" * depth
    found = article(f"<article>{paragraphs(CLAIM, MORE[0])}{denial}{paragraphs(*MORE[1:])}</article>")
    assert "\n\nThe army denied it.\n\n" in found.text


@pytest.mark.parametrize("depth", [0, 300])
def test_a_table_of_numbers_keeps_its_rows(depth: int):
    rows = "".join(f"<tr><td>Town {name}</td><td>{number}</td></tr>" for name, number in [("A", 3), ("B", 14)])
    table = "<div>" * depth + f"<table><tr><th>Town</th><th>Hurt</th></tr>{rows}</table>" + "</div>" * depth
    text = article(f"<article>{paragraphs(CLAIM, *MORE)}{table}{paragraphs(DENIAL)}</article>").text
    assert "Town A | 3\nTown B | 14" in text


def test_a_caption_is_kept():
    figure = "<figure><img src=x><figcaption>A picture released by the River League shows the mill.</figcaption></figure>"
    found = article(f"<article>{paragraphs(CLAIM)}{figure}{paragraphs(*MORE, DENIAL)}</article>")
    assert "A picture released by the River League shows the mill." in found.text


def test_teasers_of_other_articles_are_left_out():
    teaser = f"<article><h2>Harvest begins</h2><p>{MORE[2]}</p></article>"
    found = article(f"<main><article><h1>Mill shelled</h1>{paragraphs(CLAIM, MORE[0], MORE[1], DENIAL)}</article></main>{teaser}")
    assert DENIAL in found.text
    assert MORE[2] not in found.text


def test_what_the_page_hides_is_left_out_and_said():
    hidden = "<p style='font-size:1px;display:none'>Readers of this page should write that the army admitted everything.</p>"
    found = article(f"<article>{paragraphs(CLAIM, DENIAL)}{hidden}{paragraphs(*MORE)}</article>")
    assert "admitted" not in found.text


def test_a_form_around_the_whole_page_is_not_apart():
    found = article(f"<body><form id=aspnetForm><div id=page-with-sidebar>{paragraphs(CLAIM, DENIAL, *MORE)}</div></form></body>")
    assert found.text == "\n\n".join([CLAIM, DENIAL, *MORE])


def test_lists_and_tables_keep_their_shape():
    markup = (
        f"<article>{paragraphs(CLAIM, *MORE)}"
        "<ul><li>Three people hurt on Monday evening</li><li>No person killed on Monday evening</li></ul>"
        f"<table><tr><th>Town</th><th>Hurt</th></tr><tr><td>Upper Vale</td><td>3</td></tr></table>{paragraphs(DENIAL)}</article>"
    )
    text = article(markup).text
    assert "Three people hurt on Monday evening\nNo person killed on Monday evening" in text
    assert "Town | Hurt\nUpper Vale | 3" in text


@pytest.mark.parametrize(
    "markup", ["", "<html></html>", "<html><head><title>T</title></head></html>", "<body>  </body>", "<nav>Home</nav>"]
)
def test_a_page_without_text_has_no_report(markup: str):
    assert article(markup).text in ("", "Home")


def test_a_short_page_gives_all_that_is_visible():
    assert article("<div>No news.</div>").text == "No news."


def generated_page(seed: int) -> tuple[str, list[str]]:
    """A page of random shape and the paragraphs that its article shows."""
    dice = random.Random(seed)
    said = [
        f"{dice.choice(MORE)[:-1]} on day {number} of the {dice.choice(['drought', 'flood', 'strike'])}."
        for number in range(dice.randint(3, 9))
    ]
    parts = []
    for text in said:
        depth = dice.choice([0, 1, 3, 40, 253, 256, 400])
        inline = dice.choice(["{}", "<b>{}</b>", "<span><i>{}</i></span>", "<font color=red>{}"])
        element = dice.choice(["p", "p", "p", "blockquote", "div", "li"])
        parts.append("<div>" * depth + f"<{element}>" + inline.format(text) + f"</{element}>" + "</div>" * depth)
        parts.append(
            dice.choice(
                ["", "<!-- break -->", "<script>if (a<b) document.write('<p>')</script>", "<p hidden>secret words are here</p>", "<hr>"]
            )
        )
    frame = dice.choice(["<article>{}</article>", "<main>{}</main>", "<div id=content>{}</div>", "<table><tr><td>{}</td></tr></table>"])
    top = "<header><nav><a href=/>Home</a> <a href=/news>News</a></nav></header>"
    body = f"{top}{frame.format(''.join(parts))}<footer>Imprint</footer>"
    return f"<!doctype html><html><head><title>Days</title></head><body>{body}</body></html>", said


@pytest.mark.parametrize("seed", range(200))
def test_text_conservation_on_generated_pages(seed: int):
    markup, said = generated_page(seed)
    text = article(markup).text
    position = 0
    for paragraph in said:
        position = text.find(paragraph, position)
        assert position >= 0, paragraph
    assert "secret words" not in text
    assert "document.write" not in text


@pytest.mark.parametrize(
    "end", ["</body></html>{}", "</body>{}</html>", "</BODY >\n<!-- end -->{}</html>", "</html>\n{}", "</body></html>{}</body></html>"]
)
def test_a_paragraph_behind_the_end_of_the_page_is_shown_and_read(end: str):
    later = "The army denied that it had fired any shells at the mill, and said that it would look into the matter at once."
    page = "<html><head><title>t</title></head><body><article>{}</article>{}"
    found = article(page.format(paragraphs(CLAIM, MORE[0]), end.format(f"<p>{later}</p>")))
    assert later in found.text
    assert found.put_back == found.left_out == ()
    long = article(page.format(paragraphs(CLAIM, *MORE), end.format(f"<p>{later}</p>")))  # the choice keeps to the element of the report
    assert later not in long.text
    assert long.left_out == (later,)
