"""The backend itself: Django's SQLite wrapper over pysqlite3, with one writer at a time in this process."""

import datetime
import decimal
import json
import threading
from collections.abc import Iterable, Mapping
from itertools import chain, tee
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3._functions import register as register_functions
from django.db.backends.sqlite3.features import DatabaseFeatures as SqliteFeatures
from django.db.backends.sqlite3.operations import DatabaseOperations as SqliteOperations
from pysqlite3 import dbapi2 as Database  # noqa: N812 - Django's name for it

from barta.config.database.turns import Turns

# Django registers these on the standard library's module; pysqlite3 keeps a registry of its own.
Database.register_converter("bool", b"1".__eq__)
Database.register_converter("date", base.decoder(base.parse_date))
Database.register_converter("time", base.decoder(base.parse_time))
Database.register_converter("datetime", base.decoder(base.parse_datetime))
Database.register_converter("timestamp", base.decoder(base.parse_datetime))
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(datetime.date, base.adapt_date)
Database.register_adapter(datetime.datetime, base.adapt_datetime)

_turns: dict[str, Turns] = {}
_turns_guard = threading.Lock()


def turns_of(name: str) -> Turns:
    """Return the queue of writers of the database file `name` in this process."""
    with _turns_guard:
        return _turns.setdefault(name, Turns())


class Cursor(Database.Cursor):
    """Django's cursor over pysqlite3: `%s` and `%(name)s` become SQLite's own marks."""

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement; see `SQLiteCursorWrapper` of Django."""
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, Mapping) else None
        return super().execute(self.convert_query(query, param_names=names), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run one statement for each of `param_list`, which may be a generator."""
        peekable, params = tee(iter(param_list))
        first = next(peekable, None)
        names = list(first) if first and isinstance(first, Mapping) else None
        return super().executemany(self.convert_query(query, param_names=names), params)

    convert_query = base.SQLiteCursorWrapper.convert_query


class Features(SqliteFeatures):
    """What this SQLite can do: far more bound values in one statement than Django dares assume."""

    max_query_params = 32_000


class Operations(SqliteOperations):
    """How values are written: JSON in its own letters, which halves the space of Bangla text."""

    def adapt_json_value(self, value: Any, encoder: Any) -> str:
        """Return `value` as JSON text in UTF-8 letters, not in escapes."""
        return json.dumps(value, cls=encoder, ensure_ascii=False)

    def bulk_batch_size(self, fields: Any, objs: Any) -> int:
        """Return how many rows fit one INSERT."""
        flat = list(chain.from_iterable(getattr(field, "fields", None) or [field] for field in fields))
        return self.connection.features.max_query_params // max(1, len(flat))


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection. A transaction takes the process's writing turn before `BEGIN` and gives it back."""

    Database = Database
    features_class = Features
    ops_class = Operations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Start without a turn."""
        super().__init__(*args, **kwargs)
        self._turn: Turns | None = None

    def get_new_connection(self, conn_params: Mapping[str, Any]) -> Any:
        """Open the file through pysqlite3 and prepare the connection as Django does."""
        connection = Database.connect(**conn_params)
        register_functions(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA legacy_alter_table = OFF")
        for command in self.init_commands:
            if command := command.strip():
                connection.execute(command).close()
        return connection

    def create_cursor(self, name: str | None = None) -> Cursor:
        """Return a cursor of ours, since Django's belongs to another module's connections."""
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        turns = turns_of(str(self.settings_dict["NAME"]))
        seconds = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        if not turns.take(seconds):
            raise OperationalError(
                f"database is locked: another change has been running for {seconds:.0f} seconds; try again"
            )
        self._turn = turns
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            # Whatever stopped BEGIN, the next in the queue must not wait for it.
            self._give_turn()
            raise

    def _commit(self) -> Any:
        result = super()._commit()
        self._give_turn()
        return result

    def _rollback(self) -> Any:
        try:
            return super()._rollback()
        finally:
            self._give_turn()

    def _close(self) -> Any:
        try:
            return super()._close()
        finally:
            self._give_turn()

    def _give_turn(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.give()
