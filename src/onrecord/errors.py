"""Wrong use and broken integrity are exceptions, drawn here; faults in somebody's data are ``Issue`` records.

OnRecordError
├── NotRead             a reader could not read one text; the flow makes it an issue and goes on with the next
├── WrongUse            the request cannot be carried out as asked (exit code 2)
│   ├── BadInput        a file named in the request cannot be used for what was asked (a series, parties, settings)
│   │   └── InputChanged    it is not the same any more as when it was first looked at
│   ├── NoCase          no case where one is needed
│   └── NotFound        no record has that id
├── NotAnswered         a witness or a time-stamping authority did not answer, or not as it was asked
└── BrokenIntegrity     kept matter does not agree with its hash or log; stops everything (exit code 3)
"""


class OnRecordError(Exception):
    """Base of all errors raised on purpose. ``hint`` says what to try next."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NotRead(OnRecordError):
    """A reader could not read one text, through no fault of the text: an endpoint that does not answer, a model that refuses."""

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code
        """Of the issue that is made of it (docs/reference/issues)."""


class WrongUse(OnRecordError):
    """The request cannot be carried out as asked."""


class BadInput(WrongUse):
    """A file named in the request cannot be used for what was asked; the message names file, place and reason."""


class InputChanged(BadInput):
    """A file named in the request changed while it was taken in."""


class NoCase(WrongUse):
    """No case was found where one is needed."""


class NotFound(WrongUse):
    """No record has the id that was asked for."""


class NotAnswered(OnRecordError):
    """Somebody outside – a witness, a time-stamping authority – did not answer, or not as it was asked. Nothing was kept."""


class BrokenIntegrity(OnRecordError):
    """Something kept no longer agrees with its hash or with the log. Never caught inside."""
