"""The ledger's tables, on SQLite and on PostgreSQL."""

from barta.ledger.connections import Connection, dialect, in_transaction, run, transaction
from barta.ledger.reporting import create_reports

LOCK = 0x62617274_61000001
"""The key of the advisory lock under which PostgreSQL appends (the letters "barta" and a number)."""

# There is no foreign key between the tables on purpose: nothing that happens to a payload can reach
# its header. `seq` is given explicitly, since a database sequence commits out of order.
_TABLES = (
    """CREATE TABLE IF NOT EXISTS ledger (
        seq {seq} PRIMARY KEY,
        kind {text} NOT NULL,
        subject {text} NOT NULL,
        edition {integer} NOT NULL,
        at {text} NOT NULL,
        occasion {text} NOT NULL,
        announce {boolean} NOT NULL,
        schema {integer} NOT NULL,
        payload_digest {text} NOT NULL,
        prev {text} NOT NULL,
        hash {text} NOT NULL,
        UNIQUE (subject, edition)
    )""",
    "CREATE INDEX IF NOT EXISTS ledger_kind ON ledger (kind, seq)",
    """CREATE TABLE IF NOT EXISTS ledger_payload (
        seq {seq} PRIMARY KEY, salt {bytes} NOT NULL, body {bytes} NOT NULL
    )""",
    """CREATE TABLE IF NOT EXISTS ledger_newest (
        subject {text} PRIMARY KEY, seq {seq} NOT NULL, edition {integer} NOT NULL, kind {text} NOT NULL
    ){without_rowid}""",
    "CREATE INDEX IF NOT EXISTS ledger_newest_kind ON ledger_newest (kind, seq)",
    """CREATE TABLE IF NOT EXISTS ledger_heads (
        day {text} PRIMARY KEY, seq {seq} NOT NULL, hash {text} NOT NULL,
        signature {text} NOT NULL, public_key {text} NOT NULL
    )""",
)

_TYPES = {
    "sqlite": {
        "seq": "integer",
        "integer": "integer",
        "text": "text",
        "boolean": "integer",
        "bytes": "blob",
        "without_rowid": " WITHOUT ROWID",
    },
    "postgresql": {
        "seq": "bigint",
        "integer": "integer",
        # Sorted by bytes, as SQLite does, and independent of the machine's locale.
        "text": 'text COLLATE "C"',
        "boolean": "boolean",
        "bytes": "bytea",
        "without_rowid": "",
    },
}

_SQLITE_GUARDS = tuple(
    f"""CREATE TRIGGER IF NOT EXISTS {table}_no_{what} BEFORE {what} ON {table}
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"""
    for table, what in (("ledger", "update"), ("ledger", "delete"), ("ledger_payload", "update"))
)

_POSTGRESQL_GUARDS = (
    """CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$""",
    # CREATE OR REPLACE TRIGGER would lock writers out at every start of a running system.
    """DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_trigger
                       WHERE tgname = 'ledger_guard' AND tgrelid = 'ledger'::regclass) THEN
            CREATE TRIGGER ledger_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
                FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
            CREATE TRIGGER ledger_payload_guard BEFORE UPDATE OR TRUNCATE ON ledger_payload
                FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
        END IF;
    END $$""",
)


def create(connection: Connection) -> None:
    """Create what is missing of the ledger's tables and their guards against change.

    Never commits the caller's transaction; outside of one it is a transaction of its own. Safe to call
    again, and by several processes at once.
    """
    if in_transaction(connection):
        _create(connection)
        return
    with transaction(connection):
        _create(connection)


def _create(connection: Connection) -> None:
    engine = dialect(connection)
    if engine == "postgresql":
        run(connection, "SELECT pg_advisory_xact_lock(?)", (LOCK,))
    for statement in _TABLES:
        run(connection, statement.format(**_TYPES[engine]))
    for statement in _SQLITE_GUARDS if engine == "sqlite" else _POSTGRESQL_GUARDS:
        run(connection, statement)
    create_reports(connection)
