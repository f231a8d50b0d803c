"""The printed record: whole without colour, 80 columns, nothing in it acts on the terminal."""

from io import StringIO

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from onrecord.cli.printed import print_line, print_record
from onrecord.cli.printed.article import FOLD_ABOVE
from onrecord.cli.terminal import is_unsafe
from onrecord.records import Figure, Finding, Issue, MediaMention, Reading, ReportDetails, StatedDate, Statement


def printed(reading: Reading, *, width: int = 80, full_text: bool = False) -> str:
    out = StringIO()
    print_record(reading, Console(file=out, width=width, markup=False, highlight=False, emoji=False), full_text=full_text)
    return out.getvalue()


def figure(text: str, phrase: str, identifier: str = "f1") -> Figure:
    start = text.index(phrase)
    return Figure(id=identifier, measure="killed", min=3, max=3, start=start, end=start + len(phrase), phrase=phrase)


def statement(identifier: str, **spans: tuple[tuple[int, int], ...]) -> Statement:
    return Statement(
        id=identifier,
        act="asserts",
        voice="attributed",
        standing="claimed",
        form="indirect",
        speech=True,
        grade="one",
        confidence=0.9,
        **spans,
    )


def test_a_whole_record(reading: Reading, snapshot) -> None:
    assert printed(reading) == snapshot


def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks(reading: Reading) -> None:
    for width in (60, 80, 100):
        lines = printed(reading, width=width).splitlines()
        assert max(cell_len(line) for line in lines) <= width
        assert all(line == line.rstrip() for line in lines)


def test_colour_adds_nothing_but_colour(reading: Reading) -> None:
    out = StringIO()
    console = Console(file=out, width=80, markup=False, highlight=False, emoji=False, force_terminal=True, color_system="standard")
    print_record(reading, console)
    coloured = out.getvalue()
    plain = "".join(part.split("m", 1)[-1] if number else part for number, part in enumerate(coloured.split("\x1b[")))
    assert [line.rstrip() for line in plain.splitlines()] == printed(reading).splitlines()


def test_marks_that_share_a_span_share_their_signs() -> None:
    text = "Orel denied it and accused them."
    both = ((0, 4),)
    reading = Reading(
        id="r", text=text, statements=(statement("s1", source=both, cue=((5, 11),)), statement("s2", source=both, cue=((19, 26),)))
    )
    assert "    <Orel>s1,s2 _denied_ it and _accused_ them." in printed(reading).splitlines()


def test_a_mark_inside_a_mark_closes_first() -> None:
    text = "Officials in three towns said so."
    reading = Reading(
        id="r", text=text, statements=(statement("s1", source=((0, 24),), cue=((25, 29),)),), figures=(figure(text, "three"),)
    )
    assert "    <Officials in [three]f1 towns>s1 _said_ so." in printed(reading).splitlines()


@pytest.mark.parametrize(("standing", "letter"), [("denied", "D"), ("unverified", "U"), ("opinion", "O")])
def test_the_margin_tells_the_standing(standing: str, letter: str) -> None:
    text = "First line.\nIt was they who fired.\nLast line."
    content = (text.index("It"), text.index(".\nLast"))
    said = msgspec.structs.replace(statement("s1", content=(content,)), standing=standing)
    lines = printed(Reading(id="r", text=text, statements=(said,))).splitlines()
    assert f"{letter}   It was they who fired." in lines
    assert "    First line." in lines


def test_behind_a_negative_cue_the_words_stand_with_it() -> None:
    text = "Orel has not confirmed the toll."
    said = statement("s1", source=((0, 4),), cue=((5, 22),), content=((23, 31),))
    plain, negative = (printed(Reading(id="r", text=text, statements=(msgspec.structs.replace(said, negated=n),))) for n in (False, True))
    assert "s1    Orel                 asserts    claimed     the toll" in plain.splitlines()
    assert "s1    Orel                 asserts    claimed     _has not confirmed_ the toll" in negative.splitlines()


def test_a_negative_cue_inside_its_content_is_shown_where_it_stands() -> None:
    text = "It is not expected to join."
    said = msgspec.structs.replace(statement("s1", cue=((3, 18),), content=((0, 2), (19, 26))), negated=True, voice="unsourced")
    assert "It _is not expected_ to join" in printed(Reading(id="r", text=text, statements=(said,)))


def test_a_long_text_is_folded_around_its_records() -> None:
    paragraphs = [f"Paragraph {number} tells of the weather." for number in range(FOLD_ABOVE + 40)]
    paragraphs[70] = "Here seven people were killed."
    text = "\n".join(paragraphs)
    reading = Reading(id="r", text=text, figures=(figure(text, "seven"),))
    folded = printed(reading).splitlines()
    assert "    Here [seven]f1 people were killed." in folded
    assert "    ⋯ 67 lines without a record ⋯" in folded
    assert "    Paragraph 69 tells of the weather." in folded
    assert not any("Paragraph 50 " in line for line in folded)
    whole = printed(reading, full_text=True)
    assert "Paragraph 50 " in whole
    assert "⋯" not in whole


def test_an_endless_word_is_cut_and_said_to_be() -> None:
    out = printed(Reading(id="r", text="x" * 100_000))
    assert "more characters without a space" in out
    assert len(out) < 20_000


def test_words_of_a_report_cannot_act_on_the_terminal(reading: Reading) -> None:
    text = "He said \x1b[31mred\x1b[0m \u202eback\r\nand \x07"
    evil = Reading(
        id="r\x1b]0;title\x07",
        text=text,
        report=ReportDetails(title="T\x1b[2J", outlet="O\u202e", published="\x1b[1m"),
        figures=(figure(text, "red\x1b[0m"),),
    )
    out = printed(evil)
    assert not any(is_unsafe(character) for character in out.replace("\n", ""))
    assert "\\x1b[31m" in out
    assert "\\u202e" in out


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.data())
def test_any_text_with_any_marks_is_printed(text: str, data: st.DataObject) -> None:
    def span() -> tuple[int, int]:
        start = data.draw(st.integers(0, len(text)))
        return start, data.draw(st.integers(start, len(text)))

    said = tuple(statement(f"s{n}", source=(span(),), cue=(span(),), content=(span(),)) for n in range(data.draw(st.integers(0, 3))))
    out = printed(Reading(id="r", text=text, statements=said))
    assert all(cell_len(line) <= 80 for line in out.splitlines())
    assert not any(is_unsafe(character) for character in out.replace("\n", ""))


def test_a_report_on_one_line_has_its_id_in_full(reading: Reading) -> None:
    out = StringIO()
    print_line(reading, Console(file=out, width=80))
    assert out.getvalue() == "2031-05-04   4 statements   2 figures   2 findings  market\n"


def listed(reading: Reading) -> list[str]:
    out = StringIO()
    print_line(reading, Console(file=out, width=80))
    return out.getvalue().splitlines()


def test_one_figure_is_a_figure() -> None:
    text = "Three people were killed."
    lines = listed(Reading(id="r", text=text, figures=(figure(text, "Three"),), statements=(statement("s1"),)))
    assert lines == ["no date      1 statement    1 figure    0 findings  r"]


@pytest.mark.parametrize("length", [28, 29, 45, 68, 75, 90])
def test_a_long_id_stands_whole_on_a_line_of_its_own(length: int) -> None:
    lines = listed(Reading(id="n" * length, text=""))
    assert lines[-1].split()[-1] == "n" * length
    assert len(lines) == (1 if length <= 28 else 2)
    assert all(len(line) <= max(80, length) for line in lines)


def test_no_comma_stands_on_a_line_of_its_own() -> None:
    text = "Three people were killed, and four more, and they were nine."
    links = {"standing": "unverified", "subset_of": "f10", "supersedes": "f11", "superseded": True}
    reading = Reading(id="r", text=text, figures=(msgspec.structs.replace(figure(text, "Three"), **links),))
    table = printed(reading).partition("FIGURES")[2].splitlines()
    assert [line[68:] for line in table[2:7]] == ["unverified", "part of f10", "corrects f11", "corrected", "later"]


def test_finding_heads_and_issues_keep_to_the_width() -> None:
    finding = Finding(id="x1", rule="only-source-is-a-party", records=tuple(f"f{n}" for n in range(1, 40)), sentence="Only one.")
    issue = Issue(code="text.control", outcome="recorded", where="a-long-name-of-a-file.txt, character 3", message="A word " * 20)
    lines = printed(Reading(id="r", text="", findings=(finding,), issues=(issue,))).splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert "     f12, f13" in "\n".join(lines)
    assert sum(line.startswith("     ") for line in lines[lines.index("ISSUES") :]) == 2


def test_lines_of_a_text_that_came_wrapped_are_joined() -> None:
    text = (
        "SENNICK, 3 March 2031 (Corridor Wire) - The Lomarian army denied on\n"
        "Wednesday that its guns had fired on a market in Eddin, where the governor\n"
        "of the province had said\r\n"
        "that seven people were killed by shells that fell before the noon, at about\n"
        "11 or so.\n\n"
        "Corridor Wire could not verify the number."
    )
    lines = printed(Reading(id="r", text=text, figures=(figure(text, "seven"),)), width=100).splitlines()
    start = lines.index("    SENNICK, 3 March 2031 (Corridor Wire) - The Lomarian army denied on Wednesday that its guns had")
    assert lines[start + 1 : start + 5] == [
        "    fired on a market in Eddin, where the governor of the province had said",  # its writer ended the line here
        "    that [seven]f1 people were killed by shells that fell before the noon, at about 11 or so.",
        "",
        "    Corridor Wire could not verify the number.",
    ]


def test_lines_that_their_writer_broke_stay() -> None:
    listed_lines = [
        "The registry of the coast gives these numbers for all of May:",
        "- killed in the towns",
        "- hurt in the towns",
        "3. missing",
    ]
    verse = ["Market of Ostrel", "Seven dead", "Coast Herald"]
    headed = ["Shells on a ferry landing in Ostrel kill a dozen people", "By Ana Torv", "", "The ferry was struck at noon."]
    places = [
        "Ostrel: seven dead and nine hurt, the mayor of the town said",
        "Eddin: none",
        "Sennick: two dead and at least thirty hurt, as the clinic said",
        "Vale: nothing known",
        "",
        "No other place was named.",
    ]
    alike = [
        "Ostrel: seven dead and nine hurt, the mayor of the town said",
        "Northern Sennick: two dead, thirty hurt, as the clinic said",
        "Southern Eddin: none",
    ]
    for written in (listed_lines, verse, headed, places, alike):
        lines = printed(Reading(id="r", text="\n".join(written))).splitlines()
        assert [f"    {line}".rstrip() for line in written] == lines[-len(written) - 1 : -1]


def test_a_date_that_several_places_state_is_one_line(reading: Reading) -> None:
    modified = [
        StatedDate(date="2031-05-05T08:30:00Z", kind="modified", where="JSON-LD dateModified"),
        StatedDate(date="2031-05-05T08:30:00Z", kind="modified", where="meta property article:modified_time"),
        StatedDate(date="2031-05-05T08:30:00Z", kind="modified", where="JSON-LD dateModified"),
    ]
    lines = printed(msgspec.structs.replace(reading, report=ReportDetails(dates=tuple(modified)))).splitlines()
    told = [line for line in lines if "5 May 2031" in line]
    assert told == ["modified   5 May 2031, 08:30 UTC (JSON-LD dateModified; meta property"]


def test_a_channel_is_no_releaser() -> None:
    text = "A video on Telegram shows it."
    mention = MediaMention(id="m1", kind="video", span=((0, 7),), channel="Telegram")
    out = printed(Reading(id="r", text=text, media_mentions=(mention,)))
    assert "not said; on" in out
    assert "not said on" not in out
    known = msgspec.structs.replace(mention, released_by="the brigade")
    assert "the brigade on" in printed(Reading(id="r", text=text, media_mentions=(known,)))
