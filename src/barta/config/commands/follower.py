"""`barta follower`: the database role by which presses on other machines read the ledger."""

import sys
from collections.abc import Sequence
from contextlib import closing

from barta import readership
from barta.config.commands import parser
from barta.config.home import Home
from barta.config.readiness import ensure_ready
from barta.ledger import LedgerError, connect, reader_role, transaction


def main(arguments: Sequence[str]) -> int:
    """Make the role, or give it its rights again."""
    made = parser(
        "follower",
        "Make a PostgreSQL role that may read the ledger and the rankings, report what its press has\n"
        "reached, and count what its readers read: never drafts or users. Its password is yours to set.",
        "  BARTA_DATABASE=postgresql://barta@db/barta barta follower barta_press\n"
        "  BARTA_DATABASE=postgresql://barta_press@db/barta barta press\n"
        "  BARTA_DATABASE=postgresql://barta_press@db/barta barta count",
    )
    made.add_argument("name", metavar="ROLE", help="lower-case letters, digits and underscores")
    called = made.parse_args(arguments)
    home = Home.from_environment()
    ensure_ready(home)
    try:
        with closing(connect(home.database)) as connection:
            if not home.embedded:
                readership.create(connection)
            with transaction(connection):
                reader_role(connection, called.name)
                readership.counting_rights(connection, called.name)
    except LedgerError as error:
        print(f"barta follower: {error}", file=sys.stderr)
        return 1
    print(f"{called.name} may follow the ledger; set its password with ALTER ROLE")
    return 0
