"""Who is named in the text: persons, bodies, forces, groups – by shape, by context and by tables that treat all states alike."""

from onrecord.reading.actors.find import find_actors
from onrecord.reading.actors.resolve import ActorIndex, actor_at, resolve

__all__ = ["ActorIndex", "actor_at", "find_actors", "resolve"]
