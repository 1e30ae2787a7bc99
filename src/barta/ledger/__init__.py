"""The ledger: an append-only chain of immutable editions, on SQLite or PostgreSQL.

It takes raw DB-API connections and knows no framework. `records` describes the chain so that an
outsider can check it.
"""

from barta.ledger.appending import append
from barta.ledger.connections import Connection, LedgerError, connect, transaction
from barta.ledger.following import editions, follow, head, newest, newest_of_kind
from barta.ledger.records import OCCASIONS, Entry, Item, Record
from barta.ledger.redacting import erase, redact
from barta.ledger.reporting import Report, create_reports, report, reports
from barta.ledger.roles import reader_role
from barta.ledger.schema import create
from barta.ledger.signing import (
    Head,
    heads,
    heads_text,
    keys_text,
    sign_heads,
    signing_key,
    verify_head,
)
from barta.ledger.verifying import Fault, Progress, verify

__all__ = [
    "OCCASIONS",
    "Connection",
    "Entry",
    "Fault",
    "Head",
    "Item",
    "LedgerError",
    "Progress",
    "Record",
    "Report",
    "append",
    "connect",
    "create",
    "create_reports",
    "editions",
    "erase",
    "follow",
    "head",
    "heads",
    "heads_text",
    "keys_text",
    "newest",
    "newest_of_kind",
    "reader_role",
    "redact",
    "report",
    "reports",
    "sign_heads",
    "signing_key",
    "transaction",
    "verify",
    "verify_head",
]
