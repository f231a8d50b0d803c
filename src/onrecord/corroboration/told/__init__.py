"""What one report offers for comparison with others: who tells which figure and which statement, and where it says it has it from."""

from onrecord.corroboration.told.records import Speaker, Telling, Told
from onrecord.corroboration.told.telling import telling_of

__all__ = ["Speaker", "Telling", "Told", "telling_of"]
