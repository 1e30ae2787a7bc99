"""Keys that all nodes share: the one under which tokens are made, and the secrets of days."""

import secrets
from datetime import date, timedelta
from pathlib import Path

from barta.readership.connections import Connection, on_postgresql, run, unit
from barta.readership.secrets import SIZE, day_secret, keep_secret, throw_away

BEACON = "beacon"


def beacon_key(connection: Connection) -> bytes:
    """Return the paper's key for tokens, 32 bytes; it is made when first asked for, once for all nodes."""
    known = _beacon_key(connection)
    if known is None:
        run(
            connection,
            "INSERT INTO keys (name, key) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
            (BEACON, secrets.token_bytes(SIZE)),
        )
        known = _beacon_key(connection)
    if known is None:
        raise LookupError("the key for tokens was taken away while it was made")
    return known


def _beacon_key(connection: Connection) -> bytes | None:
    row = run(connection, "SELECT key FROM keys WHERE name = ?", (BEACON,)).fetchone()
    return None if row is None else bytes(row[0])


def keep_secrets(connection: Connection, folder: Path, today: date) -> None:
    """Have the secrets of today and tomorrow in `folder`, and no older ones there or in the database.

    On PostgreSQL the nodes share one a day, whoever made it first; on one machine there are only the files.
    """
    throw_away(folder, today)
    days = (today, today + timedelta(days=1))
    if not on_postgresql(connection):
        for day in days:
            day_secret(folder, day)
        return
    with unit(connection):
        run(connection, "DELETE FROM secrets WHERE day < ?", (today.isoformat(),))
        for day in days:
            offered = (day.isoformat(), day_secret(folder, day))
            run(connection, "INSERT INTO secrets (day, secret) VALUES (?, ?) ON CONFLICT DO NOTHING", offered)
    for day in days:
        row = run(connection, "SELECT secret FROM secrets WHERE day = ?", (day.isoformat(),)).fetchone()
        if row is not None:
            keep_secret(folder, day, bytes(row[0]))
