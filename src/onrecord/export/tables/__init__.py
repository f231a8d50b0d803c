"""Tables, maps and entities for other programs, each made of the readings as people corrected them; one format a module.

They are no evidence: nothing in them proves that it is what the case holds. A dossier does. ``flow.export_table`` takes the steps in their
order.
"""

from onrecord.export.tables.consent import Consent
from onrecord.export.tables.delimited import read_rows
from onrecord.export.tables.formats import FORMATS, VERSION, Asked, Format, FormatName, Written, write
from onrecord.export.tables.material import Material, material_of
from onrecord.export.tables.outcome import Tabled
from onrecord.export.tables.rows import ROWS, FigureRow, FindingRow, IncidentRow, StatementRow, Table
from onrecord.export.tables.target import check_target, written_once

__all__ = [
    "FORMATS",
    "ROWS",
    "VERSION",
    "Asked",
    "Consent",
    "FigureRow",
    "FindingRow",
    "Format",
    "FormatName",
    "IncidentRow",
    "Material",
    "StatementRow",
    "Table",
    "Tabled",
    "Written",
    "check_target",
    "material_of",
    "read_rows",
    "write",
    "written_once",
]
