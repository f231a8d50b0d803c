"""A fresh index filled from the log."""

from typing import TypeVar

from onrecord.ledger import index
from onrecord.ledger.log import Log
from onrecord.ledger.originals_place import count_of_originals
from onrecord.ledger.places import Places

S = TypeVar("S", bound=index.Store)


def filled(places: Places, store: S, *, lost: bool = False) -> tuple[S, int, tuple[str, ...]]:
    """A fresh index beside the one of a case; the number of its entries, and what had to be put aside from the log."""
    fresh = store.fresh()
    try:
        log = Log(places, fresh=True, lost=lost)
        connection = fresh.connect_writer()
        try:
            log.reconcile(connection)
            return fresh, index.next_numbers(connection)[0], tuple(log.repairs)
        finally:
            connection.close()
    except BaseException:
        fresh.remove()
        raise


def rebuild(places: Places, store: index.Store, *, lost: bool = False) -> None:
    """Put a fresh index in the place of the one of a case, which is gone then: at no moment is there none."""
    fresh, _, _ = filled(places, store, lost=lost)
    store.replace_by(fresh)


def reconciled(places: Places, log: Log, store: index.Store) -> tuple[index.Connection, tuple[str, ...]]:
    """The connection that writes to an index which is at the same point as its log; a sentence where the index had to be made anew.

    Nothing is written to an index in which somebody else made a trigger or the like, not even what it lacks of the log.

    Raises:
        BrokenIntegrity: they contradict each other (``Log.reconcile``).
    """
    connection = store.connect_writer()
    try:
        if foreign := told_foreign(connection, store):
            log.complete(connection)
            log.unnamed = log.unnamed or foreign
        else:
            log.reconcile(connection)
    except BaseException:
        connection.close()
        raise
    if not log.unnamed:
        return connection, ()
    connection.close()
    fresh, _, _ = filled(places, store, lost=log.lost)
    told = put_aside(log, store)
    store.replace_by(fresh)
    log.filled_erasures = True
    connection = store.connect_writer()
    try:
        log.reconcile(connection)  # goes on where the fresh one ends
    except BaseException:
        connection.close()
        raise
    return connection, (told,)


def told_foreign(connection: index.Connection, store: index.Store) -> str:
    """What an index holds besides what we made in it, in one sentence; empty where there is nothing."""
    foreign = store.foreign(connection)
    return f"The index {store.place} {foreign}." if foreign else ""


def kept_without_record(places: Places, log: Log, *stores: index.Store) -> str:
    """The originals that are kept while neither the log nor an index is left, as a sentence begins; empty where there are none.

    To be asked before an index is made.
    """
    if not log.is_empty() or not (kept := count_of_originals(places)) or any(store.exists() for store in stores):
        return ""
    return "An original is" if kept == 1 else f"{kept:,} originals are"


def put_aside(log: Log, store: index.Store) -> str:
    """Keep an index that holds what nobody signed, under another name; a sentence that says so."""
    return f"{log.unnamed} It was put aside as {store.put_aside()}; another was made from the log alone."
