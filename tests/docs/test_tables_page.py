"""The pages on tables say what the program writes: no more, no less."""

import ast
import json
import re
from pathlib import Path

from hypothesis import given
from tests.export.tables.test_cells import TEXTS

from onrecord.export.tables import FORMATS, ROWS
from onrecord.export.tables.acled import AcledRow
from onrecord.export.tables.cells import FORMULA, MARK, neutralised
from onrecord.export.tables.columns import columns_of
from onrecord.export.tables.ged import GedRow
from onrecord.export.tables.hxl import HxlRow
from onrecord.export.tables.page import tables_page
from onrecord.export.tables.schema import tables_schema_text

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
GUIDE = (ROOT / "docs" / "guides" / "export-tables.md").read_text(encoding="utf-8")
UCDP = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id"
    " dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office"
    " source_date source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt"
    " priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians"
    " deaths_unknown best high low gwnoa gwnob"
).split()
ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2"
    " assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude"
    " geo_precision source source_scale notes fatalities tags timestamp"
).split()


def test_the_page_of_columns_is_fresh():
    assert (REFERENCE / "tables.md").read_text(encoding="utf-8") == tables_page(), "run `make docs`"


def test_the_schema_is_fresh_and_lets_nothing_through_that_it_does_not_name():
    text = (REFERENCE / "tables.schema.json").read_text(encoding="utf-8")
    assert text == tables_schema_text(), "run `make schema`"
    objects = [one for one in json.loads(text)["$defs"].values() if one["type"] == "object"]
    assert len(objects) > 15
    assert all(one["additionalProperties"] is False for one in objects)


def test_every_column_says_what_it_holds():
    for row in (*ROWS.values(), GedRow, AcledRow, HxlRow):
        assert all(column.says.endswith(".") for column in columns_of(row)), row


def test_columns_of_other_data_sets_are_theirs_in_their_order_and_ours_behind_them():
    for row, theirs in ((GedRow, UCDP), (AcledRow, ACLED)):
        names = [column.name for column in columns_of(row)]
        assert names[: len(theirs)] == theirs
        assert all(name.startswith("onrecord_") for name in names[len(theirs) :])


def test_the_columns_of_tables_are_as_they_were_published():
    """A program that reads them by place must go on doing so: new columns come at the end."""
    first = {
        "figures": "report reading title outlet url language published figure measure word phrase min max",
        "statements": "report reading title outlet url language published statement source actor cue content",
        "findings": "report reading title outlet url language published finding rule records sentence score detail",
        "incidents": "report reading title outlet url language published incident type words place country latitude longitude date",
    }
    for table, names in first.items():
        assert [column.name for column in columns_of(ROWS[table])][: len(names.split())] == names.split()


@given(TEXTS)
def test_the_expression_in_the_guide_gives_every_text_back(text: str):
    (pattern,) = re.findall(r're\.sub\(("[^\n]+?"), "", row', GUIDE)
    assert re.sub(ast.literal_eval(pattern), "", neutralised(text)) == text


def test_the_guide_names_every_format_and_every_sign_of_a_formula():
    (listed,) = re.findall(r"^\| `--to` .*?\n\n", GUIDE, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"`([a-z]+)`", listed)) >= set(FORMATS)
    paragraph = next(part for part in GUIDE.split("\n\n") if part.startswith("A cell of text that begins with"))
    named = {"\t": "a tab", "\r": "a carriage return", "\n": "a line feed"}
    assert all(named.get(sign, f"`{sign}`") in paragraph for sign in FORMULA)
    assert MARK == "'"
    assert "apostrophe" in paragraph
