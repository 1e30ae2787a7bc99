"""`barta bangla`: the language room on the command line."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from barta.bangla import calendar, dates, digits, normalise, slug, stamps
from barta.config.commands import parser

_EXAMPLES = {
    "slug": "'পদ্মায় নতুন সেতু'",
    "digits": "'সকাল 9:30, ২০২৬'",
    "normalise": "'ওয়াশিংটন'",
}


def main(arguments: Sequence[str]) -> int:
    """Run one of the language's commands; exit 1 when some input could not be understood."""
    made = parser(
        "bangla",
        "Dates, digits, slugs and normal forms of Bangla text.",
        "  barta bangla date 2025-07-03\n"
        "  barta bangla date --json 2025-07-03 '১৬ ডিসেম্বর ২০২৫'\n"
        "  barta bangla slug 'পদ্মায় নতুন সেতু'\n"
        "  barta bangla digits 'সকাল 9:30, ২০২৬'",
    )
    kinds = made.add_subparsers(dest="kind", required=True, metavar="date|slug|digits|normalise")
    day = _kind(
        kinds,
        "date",
        "the Bangla date of a Gregorian one (BD-2019; BD-1987 before it)",
        "  barta bangla date 2025-07-03\n  barta bangla date --json 2025-07-03 '১৬ ডিসেম্বর ২০২৫'",
    )
    day.add_argument("--json", action="store_true", help="one JSON object a line")
    day.add_argument(
        "--edition", choices=["BD-2019", "BD-1987"], help="reckon by this edition whatever the day"
    )
    day.add_argument("dates", nargs="+", metavar="DATE", help="2025-07-03, or as papers print it")
    texts: dict[str, tuple[str, Callable[[str], str]]] = {
        "slug": ("an address that keeps every letter and sign", slug.slug),
        "digits": ("the text with Bangla digits", digits.to_bangla),
        "normalise": ("the text as search compares it", normalise.for_index),
    }
    for name, (what, _) in texts.items():
        one = _kind(kinds, name, what, f"  barta bangla {name} {_EXAMPLES[name]}")
        one.add_argument("text", nargs="+", metavar="TEXT")
        if name == "digits":
            one.add_argument("--ascii", action="store_true", help="to 0-9 instead")
    called = made.parse_args(arguments)
    if called.kind == "date":
        return _dates(called)
    change = digits.to_ascii if called.kind == "digits" and called.ascii else texts[called.kind][1]
    try:
        print(change(" ".join(called.text)))
    except ValueError as error:
        print(f"barta bangla {called.kind}: {error}", file=sys.stderr)
        return 1
    return 0


def _kind(kinds: Any, name: str, what: str, examples: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = kinds.add_parser(
        name,
        help=what,
        description=f"{what[0].upper()}{what[1:]}.",
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return made


def _dates(called: argparse.Namespace) -> int:
    code = 0
    for text in called.dates:
        try:
            gregorian = _gregorian(text)
            made = calendar.from_gregorian(gregorian, called.edition)
            printed = dates.bangla_date(gregorian, called.edition)
        except ValueError as error:
            print(f"barta bangla date: {text!r}: {error}", file=sys.stderr)
            code = 1
            continue
        if called.json:
            row = {
                "gregorian": gregorian.isoformat(),
                "year": made.year,
                "month": made.month,
                "day": made.day,
                "text": printed,
            }
            print(json.dumps(row, ensure_ascii=False))
        else:
            print(printed)
    return code


def _gregorian(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return stamps.parse(text).date
