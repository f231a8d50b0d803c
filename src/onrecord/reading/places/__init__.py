"""Named places in the text, and the place of an event."""

from onrecord.reading.places.beside_counts import place_beside_count
from onrecord.reading.places.bonds import bond_of
from onrecord.reading.places.event import place_of_event, place_of_total
from onrecord.reading.places.find import find_places
from onrecord.reading.places.width import Width, places_in, width_of

__all__ = ["Width", "bond_of", "find_places", "place_beside_count", "place_of_event", "place_of_total", "places_in", "width_of"]
