"""`barta backup`: a complete, checked copy of the paper, beside a running system."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from barta.bangla.dates import DHAKA
from barta.config.backups import back_up, check
from barta.config.commands import parser
from barta.config.home import Home
from barta.config.readiness import ensure_ready


def main(arguments: Sequence[str]) -> int:
    """Make a backup (or check one) and print where it is."""
    made = parser(
        "backup",
        "Copy databases, pictures and keys into a new folder, with a manifest of checksums.\n"
        "The page store is left out: it is made again from the ledger.",
        "  barta backup\n  barta backup /mnt/safe/2026-11-23\n  barta backup --check /mnt/safe/2026-11-23",
    )
    made.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="a new folder, as with --to")
    made.add_argument(
        "--to", type=Path, metavar="DIR", help="a new folder (default: below BARTA_HOME/backups)"
    )
    made.add_argument("--check", type=Path, metavar="DIR", help="only check an existing backup")
    called = made.parse_args(arguments)
    if called.check:
        manifest = check(called.check)
        print(f"{called.check} is complete, up to record {manifest['seq']}, made {manifest['made']}")
        return 0
    home = Home.from_environment()
    name = datetime.now(DHAKA).strftime("%Y-%m-%dT%H%M%S")
    ensure_ready(home)
    folder: Path = called.folder or called.to or home.folder / "backups" / name
    target = back_up(home, folder.absolute())
    print(target)
    print("it holds the paper's secret keys: keep it where only you can read", file=sys.stderr)
    return 0
