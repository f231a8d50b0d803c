"""A dossier: reports with their originals, records and proofs in one file that proves itself without our program.

A WACZ file, written in one canonical form (docs/reference/custody-format). ``flow.export_dossier`` takes the steps in their order.
"""

from onrecord.export.dossier.assembly import SUFFIX, Built, build, check_target, proof_path, speaks_for_itself
from onrecord.export.dossier.material import Material
from onrecord.export.dossier.names import ProtectedNames
from onrecord.export.dossier.withheld import NOTHING, Withheld, of_others, withheld_for

__all__ = [
    "NOTHING",
    "SUFFIX",
    "Built",
    "Material",
    "ProtectedNames",
    "Withheld",
    "build",
    "check_target",
    "of_others",
    "proof_path",
    "speaks_for_itself",
    "withheld_for",
]
