"""The search: a plain index of headlines and bodies, derived from the ledger and never backed up.

One writer, many readers, on local disk. The index holds words without their order, never text: what is
found is a list of public ids, which the page store has to confirm before anybody sees them.
"""

from barta.search.files import DamagedIndexError, SearchError, SlowSearchError
from barta.search.reader import MOST_COUNTED, Found, Reader
from barta.search.terms import MOST_WORDS, exceeds
from barta.search.writer import Writer

__all__ = [
    "MOST_COUNTED",
    "MOST_WORDS",
    "DamagedIndexError",
    "Found",
    "Reader",
    "SearchError",
    "SlowSearchError",
    "Writer",
    "exceeds",
]
