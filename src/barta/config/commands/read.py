"""`barta read`: what a captured page of a paper says, as one JSON object."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from barta.config.commands import parser
from barta.importers.capture import CaptureError, read_file


def main(arguments: Sequence[str]) -> int:
    """Print the capture's JSON; a file that cannot be read ends in a message that says what to do."""
    made = parser(
        "read",
        "Read the plain text of one page of an online newspaper and print what it says as JSON.\n"
        "Lines that were not recognised are listed under `unrecognised`; nothing is guessed or lost.",
        "  barta read page.txt\n  barta read page.txt | python3 -m json.tool --no-ensure-ascii",
    )
    made.add_argument("file", type=Path, metavar="FILE", help="a UTF-8 text file")
    called = made.parse_args(arguments)
    try:
        capture = read_file(called.file)
    except CaptureError as error:
        print(f"barta read: {called.file}: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"barta read: {called.file}: {error.strerror}: name a file that can be read", file=sys.stderr)
        return 1
    print(json.dumps(capture.as_dict(), ensure_ascii=False, indent=2))
    return 0
