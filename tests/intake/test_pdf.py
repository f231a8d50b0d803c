"""PDF: fields and pages that are not as they seem. The plain cases stand in ``test_office``."""

import pytest
from tests.intake.conftest import Open
from tests.intake.office_files import column, pdf

CLAIM = "Three people had been hurt at the old mill in Upper Vale."


@pytest.mark.parametrize("field", ["Title", "Author"])
def test_a_field_of_half_a_character_costs_the_text_nothing(opened_bytes: Open, field: str):
    document = opened_bytes("a.pdf", pdf([column(CLAIM)], info=f"/{field} <FEFFD80000410042>")).document
    assert document.text == CLAIM
    assert (document.title or "") + "".join(document.authors) == "\ufffdAB"


def test_a_date_of_half_a_character_is_said(opened_bytes: Open):
    document = opened_bytes("a.pdf", pdf([column(CLAIM)], info="/CreationDate <FEFFD800>")).document
    assert document.text == CLAIM
    assert [issue.code for issue in document.issues] == ["date.unknown"]
