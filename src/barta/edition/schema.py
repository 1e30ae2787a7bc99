"""The committed JSON Schema of what may be published: `schema.json` beside this file."""

import json
from pathlib import Path

from barta.edition.codec import json_schema

PATH = Path(__file__).with_name("schema.json")


def text() -> str:
    """Return the schema as it is committed: indented JSON in UTF-8, with a newline at the end."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def write() -> None:
    """Write the schema of the running code over the committed one."""
    PATH.write_text(text(), encoding="utf-8")
