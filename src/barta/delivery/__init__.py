"""Delivery: an address in, bytes out, from the page store alone.

No framework, no database, no cookies: readers are served whatever else is dead.
"""

from barta.delivery.application import make_application
from barta.delivery.server import serve

__all__ = ["make_application", "serve"]
