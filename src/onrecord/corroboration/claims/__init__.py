"""What several reports tell of one matter: claims, the events they are about, and the root sources behind them.

A *claim* is what several statements tell alike: one number of one thing (17 and "at least 19" killed in one place are two claims), or
one accusation, denial, assessment or deed. A *matter* is several claims of one measure on one event, or on one running total as of one
day. From each statement the chain of citing is followed to its *root source*: to the report whose text it prints, to the outlet that it
names, to the voice that is named at the end, and on to the one that a report says this voice has it from; an outlet's own reporter
who saw it is a root as well. Voices under one authority are one root, two bodies of one state are two. A report that tells a claim in
its own voice has no root, and neither has one that leads to "local media".
"""

from onrecord.corroboration.claims.beside import Beside, Claim
from onrecord.corroboration.claims.items import Item

__all__ = ["Beside", "Claim", "Item"]
