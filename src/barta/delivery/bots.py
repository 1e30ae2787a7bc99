"""Who asks but does not read: robots, tools without a person, and pages fetched before anybody wants them.

Known robots are those of the `crawler-user-agents` list, whose patterns are compiled when first needed.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

LONGEST: Final = 1024
"""No reader's browser says more of itself."""

MOST: Final = 4096
"""Of how many user agents the answer is remembered."""

# What calls itself a robot in a word of its own, and tools that are on no list since they crawl nothing.
# CUBOT makes telephones.
_SAYS_SO = re.compile(
    r"(?<!cu)bot\b|crawl|spider|scrap(?:er|y)|headless|prerender|lighthouse|^java/|^wrk",
    re.IGNORECASE,
)
_AHEAD = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")
_NOT_YET = re.compile("prefetch|prerender|preview", re.IGNORECASE)


class Bots:
    """Knows robots by their user agents."""

    def __init__(self) -> None:
        self._known: dict[str, bool] = {}

    def __contains__(self, agent: str) -> bool:
        """Return whether nobody reads what this user agent fetches; one without a name is no browser."""
        if len(agent) > LONGEST:
            return True
        known = self._known.get(agent)
        if known is None:
            if len(self._known) >= MOST:
                self._known.clear()
            known = self._known[agent] = _is_bot(agent)
        return known


def is_ahead(environ: Mapping[str, Any]) -> bool:
    """Return whether a WSGI request only fetches what its reader may want to see later."""
    return any(_NOT_YET.search(environ[name]) for name in _AHEAD if name in environ)


def _is_bot(agent: str) -> bool:
    if not agent.strip() or _SAYS_SO.search(agent):
        return True
    # Compiling some 1,500 patterns is nothing for workers that are asked for no beacon.
    from crawleruseragents import is_crawler

    return bool(is_crawler(agent))
