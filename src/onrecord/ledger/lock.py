"""One process writes at a time. The system drops the lock when that process ends, however it ends."""

import fcntl
import os
from pathlib import Path

from onrecord.errors import WrongUse


class WriterLock:
    """The lock on a case; taken when made, given back by ``release``."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            WrongUse: another process holds it.
        """
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(self._descriptor, 20).decode("ascii", "replace").strip() or "unknown"
            os.close(self._descriptor)
            case = path.parent.parent
            message = f"Another process (number {holder}) is writing to the case {case}."
            raise WrongUse(message, hint="Wait until it has finished. Reading a case (show, findings, series) works meanwhile.") from error
        os.ftruncate(self._descriptor, 0)
        os.write(self._descriptor, f"{os.getpid()}\n".encode("ascii"))

    def release(self) -> None:
        """Give the lock back."""
        os.close(self._descriptor)
