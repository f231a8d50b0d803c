"""A dossier: reports with their originals, records and proofs in one file that proves itself without our program.

A WACZ file, written in one canonical form (docs/reference/custody-format). ``flow.export_dossier`` takes the steps in their order.
"""

from onrecord.export.dossier.assembly import SUFFIX, Built, build, check_target, proof_path, speaks_for_itself
from onrecord.export.dossier.consent import names_going_out, people_to_protect
from onrecord.export.dossier.material import Material
from onrecord.export.dossier.names import ProtectedNames, check_name
from onrecord.export.dossier.naming import still_holding
from onrecord.export.dossier.outcome import Exported, Redaction
from onrecord.export.dossier.withheld import NOTHING, Withheld, names_among_parties, of_others, originals_gone, withheld_for

__all__ = [
    "NOTHING",
    "SUFFIX",
    "Built",
    "Exported",
    "Material",
    "ProtectedNames",
    "Redaction",
    "Withheld",
    "build",
    "check_name",
    "check_target",
    "names_among_parties",
    "names_going_out",
    "of_others",
    "originals_gone",
    "people_to_protect",
    "proof_path",
    "speaks_for_itself",
    "still_holding",
    "withheld_for",
]
