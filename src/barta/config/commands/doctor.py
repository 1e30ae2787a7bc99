"""`barta doctor`: what is wrong with this installation, and what to do."""

from collections.abc import Sequence

from barta.config.commands import parser
from barta.config.diagnosis import diagnose
from barta.config.home import Home

MARKS = {"ok": "ok   ", "warn": "look ", "bad": "BAD  "}


def main(arguments: Sequence[str]) -> int:
    """Print every finding; exit 1 when something is bad."""
    made = parser(
        "doctor",
        "Examine the installation and the paper in BARTA_HOME. Changes nothing. Exit code 1: act now.",
        "  barta doctor\n  barta doctor --quiet || notify-the-engineer",
    )
    made.add_argument("--quiet", action="store_true", help="only what is not in order")
    called = made.parse_args(arguments)
    worst = 0
    for finding in diagnose(Home.from_environment()):
        worst = max(worst, finding.level == "bad")
        if not called.quiet or finding.level != "ok":
            print(f"{MARKS[finding.level]}{finding.text}")
    return worst
