"""The database role by which followers read: the ledger and the rankings, never drafts or users."""

import re
from typing import Any

from psycopg import sql

from barta.ledger.connections import Connection, LedgerError, dialect, run

READ = ("ledger", "ledger_payload", "ledger_newest", "ledger_heads")
WRITTEN_BY_FOLLOWERS = ("press_reports",)
RANKINGS = "rankings"

_NAME = re.compile(r"^[a-z_][a-z0-9_]{0,62}$", re.ASCII)


def reader_role(connection: Connection, name: str) -> None:
    """Create the PostgreSQL role `name` where it is missing and give it a follower's rights, no others.

    It may log in; its password is the operator's to set. It reads the ledger, and the rankings where
    they stand in the same database, and writes only what its press has reached. Never commits. Raises
    LedgerError on SQLite, which has no roles, and for a name that is not plain.
    """
    if dialect(connection) != "postgresql":
        raise LedgerError("SQLite has no roles: keep followers apart by PostgreSQL, or on the same machine")
    if not _NAME.match(name):
        raise LedgerError(f"role: {name!r} is not a name of lower-case letters, digits and underscores")
    role = sql.Identifier(name)
    if run(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", (name,)).fetchone() is None:
        _do(connection, "CREATE ROLE {role} LOGIN", role=role)
    schema = sql.Identifier(run(connection, "SELECT current_schema()").fetchone()[0])
    _do(connection, "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}", schema=schema, role=role)
    _do(connection, "GRANT USAGE ON SCHEMA {schema} TO {role}", schema=schema, role=role)
    there = run(connection, "SELECT to_regclass(?)", (RANKINGS,)).fetchone()[0] is not None
    for table in (*READ, *((RANKINGS,) if there else ())):
        _do(connection, "GRANT SELECT ON {table} TO {role}", table=sql.Identifier(table), role=role)
    for table in WRITTEN_BY_FOLLOWERS:
        # An upsert reads the row that it meets, so SELECT belongs to it.
        _do(
            connection,
            "GRANT SELECT, INSERT, UPDATE ON {table} TO {role}",
            table=sql.Identifier(table),
            role=role,
        )


def _do(connection: Connection, statement: Any, **names: sql.Identifier) -> None:
    connection.execute(sql.SQL(statement).format(**names))
