"""What several reports tell of one matter: claims, the events they are about, and the root sources behind them."""

from onrecord.corroboration.claims.beside import Beside, Claim
from onrecord.corroboration.claims.items import Item

__all__ = ["Beside", "Claim", "Item"]
