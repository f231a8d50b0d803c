"""The party swap: exchange two actors in a text, and nothing in its record may change but them.

``swap_text`` makes the other text and its alignment, ``differences`` compares the two readings. No difference means that
the reader treated both actors alike in this text.
"""

from onrecord.evaluation.party_swap.actors import SwapActor
from onrecord.evaluation.party_swap.alignment import Alignment, Change
from onrecord.evaluation.party_swap.compare import Difference, differences
from onrecord.evaluation.party_swap.swap import swap_text

__all__ = ["Alignment", "Change", "Difference", "SwapActor", "differences", "swap_text"]
