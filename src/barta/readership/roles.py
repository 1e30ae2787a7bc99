"""What a node's PostgreSQL role may do with counts: add to them, never to views or rankings themselves."""

from typing import Any, cast

from barta.readership.connections import Connection, ReadershipError, on_postgresql
from barta.readership.tables import COUNTING


def counting_rights(connection: Connection, role: str) -> None:
    """Let the PostgreSQL `role` drain its node's journal; what it counts is scored by the newsroom's nodes.

    Part of the caller's transaction where one is open. Raises ReadershipError on SQLite.
    """
    if not on_postgresql(connection):
        raise ReadershipError("SQLite has no roles: count on the same machine, or use PostgreSQL")
    from psycopg import sql

    def grant(rights: str, table: str) -> None:
        names: Any = {"table": sql.Identifier(table), "role": sql.Identifier(role)}
        statement = sql.SQL(cast(Any, f"GRANT {rights} ON {{table}} TO {{role}}"))
        connection.execute(statement.format(**names))

    for table in COUNTING:
        grant("SELECT, INSERT, UPDATE, DELETE", table)
    grant("SELECT, INSERT", "keys")
