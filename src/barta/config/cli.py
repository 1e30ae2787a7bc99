"""The `barta` command: one line per command here, one module per command in `commands/`."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from barta.config.home import SUPERVISED, HomeError

# Each command's module is imported only when it is used, so that reading a page never loads Django.
COMMANDS = {
    "run": "start everything under one supervisor",
    "read": "say what a captured page of a paper says, as JSON",
    "import": "file and publish stories from captures or JSON Lines",
    "show": "print a page exactly as a reader gets it",
    "addresses": "list the address of every story",
    "deliver": "serve readers from the page store alone",
    "press": "follow the ledger and keep the page store",
    "newsroom": "serve the newsroom",
    "schedule": "publish what is due, keep the record in step",
    "count": "count what is read, and rank it each minute",
    "ranking": "print what is read most",
    "verify": "check the record's chain and every page against it",
    "rebuild": "make a new page store beside the running one",
    "doctor": "say what is wrong with this installation and what to do",
    "backup": "copy the paper to a folder, checked and complete",
    "restore": "bring a paper back from a backup",
    "redact": "remove the payloads of records by law",
    "follower": "make the PostgreSQL role by which presses on other machines read",
    "bangla": "dates, digits, slugs and text of the Bangla language",
    "demo": "load the demo paper",
    "bench": "fill a home with an invented paper of any size, for measuring",
    "manage": "Django's own commands",
}


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line, without loading any command."""
    listing = "\n".join(f"  {name:<10} {what}" for name, what in COMMANDS.items())
    made = argparse.ArgumentParser(
        prog="barta",
        description="Barta, a Bangla-first news publishing system.",
        epilog=f"commands:\n{listing}\n\n`barta COMMAND --help` shows examples. BARTA_HOME: the data.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="barta COMMAND [options]",
    )
    made.add_argument("command", choices=[*COMMANDS], metavar="COMMAND", help="one of the commands below")
    made.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code (0 done, 1 something is wrong, 2 wrongly called)."""
    for stream in (sys.stdout, sys.stderr):
        # Bangla must come out whole whatever locale a server happens to have.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    called = parser().parse_args(arguments)
    name = "importing" if called.command == "import" else called.command
    supervisor = os.environ.get(SUPERVISED)
    if supervisor:
        # Before anything that takes time: our supervisor may be killed while we start.
        importlib.import_module("barta.delivery.parentage").die_with_parent(parent=int(supervisor))
    command = importlib.import_module(f"barta.config.commands.{name}")
    try:
        return int(command.main(called.rest))
    except HomeError as error:
        print(f"barta: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("barta: stopped", file=sys.stderr)
        return 130
    except Exception as error:
        # Trouble of the disk, a database or the page store is said in words; a fault of ours is not hidden.
        words = importlib.import_module("barta.config.diagnosis").trouble(error)
        if words is None:
            raise
        print(f"barta: {words}", file=sys.stderr)
        return 2
