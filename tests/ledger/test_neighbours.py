"""What stood at an address just before and just after, in whatever order the versions come and are asked for."""

from random import Random

import pytest
from msgspec.structs import replace

from onrecord.ledger import Ledger, View
from onrecord.ledger.entries import identity
from onrecord.records import Document, Part

ADDRESS = "https://vale.example/mill"


def expected(kept: list[Document], document: Document) -> tuple[str | None, str | None]:
    """The texts before and after, from all that is kept: of several captures of one text the first counts."""
    first: dict[str, tuple[str, int]] = {}
    texts = {identity(one): one.text for one in kept}
    for number, one in enumerate(kept):
        moment = ((one.part.captured if one.part else None) or "", number)
        first[identity(one)] = min(moment, first.get(identity(one), moment))
    captured = (document.part.captured if document.part else None) or ""
    new = (captured, len(kept))
    mine = min(first.pop(identity(document), new), new)
    before = [(moment, same) for same, moment in first.items() if moment < mine]
    after = [(moment, same) for same, moment in first.items() if moment > mine]
    return texts[max(before)[1]] if before else None, texts[min(after)[1]] if after else None


def texts(view: View, document: Document) -> tuple[str | None, str | None]:
    before, after = (None if one is None else one.text for one in view.versions_around(document))
    return before, after


@pytest.mark.parametrize("seed", range(3))
def test_versions_in_any_order(ledger: Ledger, make, seed: int):
    chance = Random(seed)
    kept: list[Document] = []
    for number in range(30):
        captured = chance.choice([None, f"2031-03-0{chance.randint(1, 9)}T12:00:00Z"])
        part = Part(path=("pages.warc",), record=str(number), captured=captured)
        document = make.document(chance.randint(1, 12), id=f"page-{number}", url=ADDRESS, part=part)
        other = make.document(number, id=f"other-{number}", url=f"{ADDRESS}/{number}")
        assert texts(ledger.view, document) == expected(kept, document)
        ledger.append_reading(document, make.reading(document))
        ledger.append_reading(other, make.reading(other))
        kept.append(document)
        assert texts(ledger.view, document) == expected(kept, document)
        if chance.random() < 0.2:
            ledger.commit()
    ledger.commit()
    with View.open(ledger.places.case) as view:
        for document in kept[-10:]:
            assert texts(view, document) == texts(ledger.view, document)


def test_an_append_that_was_undone_is_no_version(ledger: Ledger, make):
    first, second = (make.document(number, url=ADDRESS) for number in (1, 2))
    ledger.append_reading(first, make.reading(first))
    assert texts(ledger.view, second) == (first.text, None)
    with pytest.raises(ValueError, match="stopped"), ledger.append():
        ledger._document(second)
        raise ValueError("stopped")
    assert texts(ledger.view, first) == (None, None)
    third = replace(second, text="The clinic said that 7 people were hurt, in other words.")
    ledger.append_reading(third, make.reading(third))
    assert texts(ledger.view, first) == (None, third.text)


def test_a_version_has_the_reading_that_holds_now(ledger: Ledger, make):
    first, second = (make.document(number, url=ADDRESS) for number in (1, 2))
    for document in (first, second):
        ledger.append_reading(document, make.reading(document))
    before, _ = ledger.view.versions_around(second)
    ledger.append_reading(first, make.reading(first, version="2"))
    now, _ = ledger.view.versions_around(second)
    assert before is not None
    assert now is not None
    assert (now.text, now.reading) == (first.text, ledger.view.reading_id(first.id))
    assert now.reading != before.reading
