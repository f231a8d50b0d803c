"""A reader that asks a model behind any OpenAI-compatible endpoint, and believes nothing that does not stand in the text.

``parts`` cuts a page into numbered sentences; ``prompt`` puts them, as data, into a request; ``exchange`` sends it and tells failures
apart, ``deadline`` bounds how long it takes; ``cache`` keeps each answer under what was asked; ``answer`` holds it to the schema and
``grounding`` to the text, character for character, cut only where ``bounds`` allows; ``counts`` adds up what it cost. ``reader`` orders
these steps.
"""

from onrecord.reading.endpoint.reader import EndpointReader, forget_answers

__all__ = ["EndpointReader", "forget_answers"]
