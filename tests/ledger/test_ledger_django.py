"""The connection that Django holds appends in Django's own transaction.

Each test runs in an interpreter of its own, since Django is configured once in a process.
"""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys
engine, database, folder = sys.argv[1:]
if engine == "pysqlite3":
    import pysqlite3
    from pysqlite3 import dbapi2
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = dbapi2
sys.path.insert(0, folder)
from django.conf import settings
if engine == "postgresql":
    from psycopg.conninfo import conninfo_to_dict
    given = conninfo_to_dict(database)
    configured = {"ENGINE": "django.db.backends.postgresql", "NAME": given["dbname"], "USER": given["user"],
                  "HOST": given["host"], "PORT": given["port"]}
else:
    configured = {"ENGINE": "django.db.backends.sqlite3", "NAME": database.removeprefix("sqlite://"),
                  "OPTIONS": {"transaction_mode": "IMMEDIATE"}}
settings.configure(DATABASES={"default": configured}, USE_TZ=True)
import django
django.setup()
from django.db import connection, transaction
from barta import ledger
from ledger_samples import AT, faults, story
with transaction.atomic():
    connection.ensure_connection()
    ledger.create(connection.connection)
    connection.cursor().execute("CREATE TABLE live (id integer PRIMARY KEY)")
identity = "a" * 32
for number, fails in ((1, False), (2, True), (3, False)):
    try:
        with transaction.atomic():
            connection.cursor().execute("INSERT INTO live VALUES (%s)", [number])
            ledger.append(connection.connection, [story(identity), story()], at=AT)
            if fails:
                raise RuntimeError
    except RuntimeError:
        pass
try:
    ledger.append(connection.connection, [story()], at=AT)
    raise SystemExit("append stood outside a transaction")
except ledger.LedgerError:
    pass
with transaction.atomic():
    ledger.redact(connection.connection, [1], at=AT, public_note="")
ledger.erase(connection.connection)
raw = connection.connection
cursor = connection.cursor()
cursor.execute("SELECT id FROM live ORDER BY id")
assert [(1,), (3,)] == list(cursor.fetchall())
assert [1, 1, 2, 1, 1] == [item.record.edition for item in ledger.follow(raw, 0, 10)]
assert [None] == [item.payload for item in ledger.follow(raw, 0, 1)]
assert [] == faults(raw)
assert 2 == len(ledger.newest_of_kind(raw, "story", after=None, limit=2))
ledger.report(raw, "node", 5, AT)
assert 5 == ledger.reports(raw)[0].seq
connection.close()
"""


@pytest.mark.parametrize("engine", ["pysqlite3", "sqlite3", "postgresql"])
def test_records_commit_and_roll_back_with_djangos_transaction(
    engine: str, request: pytest.FixtureRequest
) -> None:
    """A change and its record are there together or not at all, on each of Django's connections."""
    url = request.getfixturevalue("postgres_url" if engine == "postgresql" else "sqlite_url")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT, engine, url, str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (0, "") == (done.returncode, done.stderr), done.stderr
