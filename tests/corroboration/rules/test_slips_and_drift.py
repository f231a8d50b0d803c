"""figure-copy-error, category-drift and subset-exceeds-total: numbers against themselves."""

from typing import Any

import pytest


def retold(draft: Any, headline: str, number: int, body: str, other: int, **fields: Any) -> Any:
    made = draft(f"{headline} dead in Dalm\n\nThe clinic said {body} people died in Dalm.", title=f"{headline} dead in Dalm")
    made.counts(headline, "killed", number, number, place="Dalm")
    made.counts(body, "killed", other, other, place="Dalm", source="The clinic", after="The clinic", **fields)
    return made


@pytest.mark.parametrize(
    ("headline", "number", "body", "other"), [("1,400", 1_400, "140", 140), ("27", 27, "2,700", 2_700), ("1,481", 1_481, "1,418", 1_418)]
)
def test_a_slip_of_digits(draft: Any, headline: str, number: int, body: str, other: int) -> None:
    made = retold(draft, headline, number, body, other)
    [finding] = made.findings("figure-copy-error")
    assert finding.records == ("f1", "f2")
    assert "may be wrong" in finding.sentence
    assert made.findings("contradicting-figures") == []


@pytest.mark.parametrize(
    ("headline", "number", "body", "other"),
    [("30", 30, "3", 3), ("1,400", 1_400, "150", 150), ("231", 231, "213", 213), ("97", 97, "79", 79)],
)
def test_an_ordinary_difference_is_no_slip(draft: Any, headline: str, number: int, body: str, other: int) -> None:
    made = retold(draft, headline, number, body, other)
    assert made.findings("figure-copy-error") == []
    assert len(made.findings("contradicting-figures")) == 1


def test_two_sides_do_not_copy_each_other(draft: Any) -> None:
    made = draft("Kestria counted 140 dead in Dalm. The League counted 1,400 dead in Dalm.")
    made.counts("140", "killed", 140, 140, place="Dalm", source="Kestria")
    made.counts("1,400", "killed", 1_400, 1_400, place="Dalm", source="The League")
    assert made.findings("figure-copy-error", "Kestria", "The League") == []
    assert len(made.findings("contradicting-figures", "Kestria", "The League")) == 1


def test_one_side_may_slip_with_its_own_number(draft: Any) -> None:
    made = draft("The League said 1,400 died in Dalm. The League-run clinic office said 140 died in Dalm.")
    made.counts("1,400", "killed", 1_400, 1_400, place="Dalm", source="The League")
    made.counts("140", "killed", 140, 140, place="Dalm", source="The League's media office")
    assert len(made.findings("figure-copy-error", "the League")) == 1


def test_people_retold_as_civilians(draft: Any) -> None:
    made = draft("19 civilians killed in Dalm\n\nNineteen people died in Dalm.", title="19 civilians killed in Dalm")
    made.counts("19", "killed", 19, 19, place="Dalm", group="civilians")
    made.counts("Nineteen", "killed", 19, 19, place="Dalm", group="people")
    [finding] = made.findings("category-drift")
    assert finding.records == ("f1", "f2")
    assert finding.score == 1.0
    assert "“civilians”" in finding.sentence


def test_casualties_retold_as_killed(draft: Any) -> None:
    made = draft("40 killed in Dalm\n\nThe clinic counted 40 killed or wounded.", title="40 killed in Dalm")
    made.counts("40", "killed", 40, 40, place="Dalm")
    made.counts("40", "casualties", 40, 40, place="Dalm", source="The clinic", after="clinic")
    assert len(made.findings("category-drift")) == 1


def test_the_same_dead_as_fighters_and_as_civilians(draft: Any) -> None:
    made = draft("The army said it killed 12 militants in Dalm. Elders in Dalm buried 12 civilians.")
    made.counts("12", "killed", 12, 12, place="Dalm", group="militants", source="The army")
    made.counts("12", "killed", 12, 12, place="Dalm", group="civilians", source="Elders", after="Elders")
    assert [finding.score for finding in made.findings("category-drift")] == [0.6]


@pytest.mark.parametrize(
    ("group", "source"), [("burials", "The register"), ("people", "The register"), ("villagers", None), (None, None)], ids=str
)
def test_guests_and_burials_are_no_drift(draft: Any, group: str | None, source: str | None) -> None:
    made = draft("The clinic said eight guests died in Dalm; eight more words.")
    made.counts("eight", "killed", 8, 8, place="Dalm", group="guests", civil_status="civilian", source="The clinic")
    made.counts("eight", "killed", 8, 8, place="Dalm", group=group, source=source, after="Dalm")
    assert made.findings("category-drift") == []


def part(draft: Any, total: tuple[int | None, int | None], share: tuple[int | None, int | None], **fields: Any) -> list[Any]:
    made = draft("Elders listed 14 killed, of whom 17 were minors.")
    made.counts("14", "killed", *total, approx=fields.get("approx", False))
    made.counts("17", fields.get("measure", "killed"), *share, subset_of="f1")
    return made.findings("subset-exceeds-total")  # type: ignore[no-any-return]


def test_a_part_larger_than_its_whole(draft: Any) -> None:
    [finding] = part(draft, (14, 14), (17, 17))
    assert finding.records == ("f1", "f2")
    assert "larger by 3" in finding.sentence
    assert finding.detail == {"part_at_least": 17, "total_at_most": 14}


@pytest.mark.parametrize(("total", "share"), [((14, None), (17, 17)), ((17, 17), (17, 17)), ((14, 14), (None, 17)), ((10, 20), (17, None))])
def test_a_part_that_may_fit(draft: Any, total: tuple[int | None, int | None], share: tuple[int | None, int | None]) -> None:
    assert part(draft, total, share) == []


def test_about_twenty_may_hold_twenty_four(draft: Any) -> None:
    assert part(draft, (20, 20), (24, 24), approx=True) == []
    assert len(part(draft, (20, 20), (26, 26), approx=True)) == 1


def test_the_dead_among_casualties_are_a_part(draft: Any) -> None:
    made = draft("The office counts 11 mine victims, 14 of them fatal.")
    made.counts("11", "casualties", 11, 11)
    made.counts("14", "killed", 14, 14, subset_of="f1")
    assert len(made.findings("subset-exceeds-total")) == 1
    assert part(draft, (14, 14), (17, 17), measure="injured") == []
