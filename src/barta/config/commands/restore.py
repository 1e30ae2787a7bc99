"""`barta restore`: a paper brought back from a backup into an empty home."""

import sys
from collections.abc import Sequence
from pathlib import Path

from barta.config.backups import restore
from barta.config.commands import parser
from barta.config.commands.rebuild import rebuild_store
from barta.config.home import Home
from barta.config.supervisor import sole


def main(arguments: Sequence[str]) -> int:
    """Check the backup, put it in place and make the page store; never overwrites a paper."""
    made = parser(
        "restore",
        "Bring a paper back from a backup. Every byte is checked before anything is written,\n"
        "and a home that holds a paper is refused.",
        "  BARTA_HOME=/srv/paper barta restore /mnt/safe/2026-11-23",
    )
    made.add_argument("source", type=Path, metavar="DIR", help="a folder that `barta backup` made")
    called = made.parse_args(arguments)
    home = Home.from_environment()
    with sole(home.folder / "run.lock"):
        manifest = restore(home, called.source)
        print(f"restored up to record {manifest['seq']}; making the page store", file=sys.stderr)
        rebuild_store(home)
    print(home.folder)
    return 0
