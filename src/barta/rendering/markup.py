"""XML for machines: templates filled with whatever editors typed, minus what XML cannot hold."""

import re
from datetime import datetime
from email.utils import format_datetime

from barta.bangla.dates import DHAKA
from barta.rendering.environment import environment

# XML 1.0, production 2, names what a document may hold; the rest may not even be escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(name: str, /, **values: object) -> bytes:
    """Return a template of `templates/feeds` filled with `values`, without characters that XML forbids."""
    return cleaned(environment().get_template(f"feeds/{name}").render(values)).encode()


def cleaned(text: str) -> str:
    """Return `text` without control characters, half surrogates and the two noncharacters of XML."""
    return _FORBIDDEN.sub("", text)


def rfc822(at: datetime) -> str:
    """Return an instant as RSS wants it, in Dhaka's time: `Tue, 05 Sep 2023 09:12:00 +0600`.

    The names are English whatever the locale.
    """
    return format_datetime(at.astimezone(DHAKA))


def rfc3339(at: datetime) -> str:
    """Return an instant as Atom and JSON Feed want it, in Dhaka's time: `2023-09-05T09:12:00+06:00`."""
    return at.astimezone(DHAKA).isoformat(timespec="seconds")
