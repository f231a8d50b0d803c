"""Stores without a case around them."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from secrets import token_hex

import pytest

from onrecord.ledger.index import Connection, Store
from onrecord.ledger.index.postgres import PostgresStore
from onrecord.ledger.index.sqlite import SqliteStore


@pytest.fixture
def new_store(kept_in: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], Store]:
    """Another empty store each time, of the kind of this test."""
    numbers = count(1)

    def new() -> Store:
        if kept_in == "postgres":
            return PostgresStore(request.getfixturevalue("postgres"), f"onrecord_{token_hex(8)}")
        return SqliteStore(tmp_path / f"index-{next(numbers)}.sqlite")

    return new


@pytest.fixture
def store(new_store: Callable[[], Store]) -> Store:
    return new_store()


@pytest.fixture
def connection(store: Store) -> Iterator[Connection]:
    """A writer's."""
    connection = store.connect_writer()
    yield connection
    connection.close()
