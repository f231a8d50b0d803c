"""The key of a log is changed: by an entry that the old key and the new one sign."""

from onrecord.errors import OnRecordError
from onrecord.ledger import index
from onrecord.ledger.entries import KeptRotation
from onrecord.ledger.keys import NewKey, finish_change, prepare_change, rotation
from onrecord.ledger.writer import Writer


class Rotating(Writer):
    """Changes the key that the log is signed with."""

    def rotate_key(self, wanted: NewKey) -> KeptRotation:
        """Change the key; what the entry holds. Durable on return, and the old private key is gone from the case.

        A stop at any point is finished or undone when the case is opened again (``keys``). A key that was lost is changed on opening
        (``Writer.open``).
        """
        self.publish()
        old = self.keys
        with self.guarded():
            new = prepare_change(self.places, old, wanted, old[0].name)
        record = rotation(old[0], new[0], wanted.compromised)
        try:
            with self.append():
                self.add("key-rotate", [index.new_record("key-rotate", record)])
            self.keys = new  # the commit that holds the entry is signed with the key that it brings
            self.publish()
            with self.guarded():
                finish_change(self.places, new)
        except BaseException:  # between the two nothing may be signed, not even on closing
            self._failed = self._failed or OnRecordError("The change of keys was broken off.", hint="Run the same command again.")
            raise
        return record
