"""`barta verify`: the record's chain, and every page against the record."""

import socket
import sys
from collections.abc import Sequence

from barta.config.commands import parser
from barta.config.home import Home
from barta.config.readiness import ensure_ready
from barta.ledger import Fault, Progress
from barta.press import Difference, Looked, verify


def main(arguments: Sequence[str]) -> int:
    """Print every fault and difference; exit 1 when there is one."""
    parser(
        "verify",
        "Walk the chain of the record from its beginning, render every page anew at the page store's\n"
        "own moment, and compare. Changes nothing; works beside a running system.",
        "  barta verify",
    ).parse_args(arguments)
    home = Home.from_environment()
    ensure_ready(home)
    wrong = 0
    for found in verify(home.folder, home.database, home.readership_url, socket.gethostname()):
        if isinstance(found, Fault | Difference):
            wrong += 1
            print(_said(found))
        elif sys.stderr.isatty():
            print(f"\r{_said(found)}", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(
        f"{wrong} faults: restore a backup or run `barta rebuild`" if wrong else "everything is as recorded"
    )
    return 1 if wrong else 0


def _said(found: Fault | Progress | Difference | Looked) -> str:
    match found:
        case Fault():
            return f"record {found.seq}: {found.what}"
        case Progress():
            return f"record {found.seq:,} of {found.of:,}"
        case Difference():
            return f"page store, {found.table} {found.key!r}: {found.what}"
        case Looked():
            return f"{found.count:,} {found.what}"
