"""`barta redact`: earlier editions removed by law; the chain of hashes still verifies."""

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime

from barta.config.commands import parser
from barta.config.home import Home, HomeError
from barta.config.readiness import ensure_ready
from barta.edition import subject
from barta.ledger import (
    Connection,
    LedgerError,
    connect,
    editions,
    erase,
    newest_of_kind,
    redact,
    transaction,
)

PAGE = 500


def main(arguments: Sequence[str]) -> int:
    """List a story's editions, or remove the payloads of some records for ever."""
    made = parser(
        "redact",
        "Remove what earlier editions said, by law: payload and salt go, the record of them stays.\n"
        "The newest edition of a story is not removed here: take the story down in the newsroom,\n"
        "which removes all of it. Backups still hold what was removed.",
        "  barta redact --story k3m8z0q1w2\n  barta redact --note 'আদালতের আদেশে' 12 15",
    )
    made.add_argument("seqs", nargs="*", type=int, metavar="SEQ", help="the records to redact")
    made.add_argument("--story", metavar="ID", help="only list the editions of the story with this public id")
    made.add_argument("--note", default="", help="what readers may be told of it")
    called = made.parse_args(arguments)
    if bool(called.seqs) == bool(called.story):
        made.error("give the numbers of the records to redact, or --story to list them")
    home = Home.from_environment()
    ensure_ready(home)
    with closing(connect(home.database)) as connection:
        if called.story:
            return _list(connection, called.story)
        try:
            with transaction(connection):
                record = redact(connection, called.seqs, at=datetime.now(UTC), public_note=called.note)
            erase(connection)
        except LedgerError as error:
            print(f"barta redact: {error}", file=sys.stderr)
            return 1
    print(f"redacted {', '.join(map(str, called.seqs))}; recorded as {record.seq}")
    print("make a new backup and remove the older ones: they still hold the text", file=sys.stderr)
    return 0


def _list(connection: Connection, public_id: str) -> int:
    for item in editions(connection, subject("story", _story(connection, public_id))):
        record = item.record
        state = "redacted" if item.payload is None else f"{len(item.payload):,} bytes"
        print(f"{record.seq}  {record.at}  {record.occasion:<13}  {state}")
    return 0


def _story(connection: Connection, public_id: str) -> str:
    for kind in ("story", "ending"):
        after: int | None = None
        while items := newest_of_kind(connection, kind, after=after, limit=PAGE):
            for item in items:
                payload = json.loads(item.payload or b"{}")
                if payload.get("public_id") == public_id:
                    return str(payload["id"])
            after = items[-1].record.seq
    raise HomeError(f"no story has the public id {public_id!r}: it is the second part of the address")
