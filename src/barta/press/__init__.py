"""The press: follows the ledger and keeps the page store; LMDB is the truth about what readers see.

    page store = f(newest edition of each subject at seq N, code digest, clock, ranking snapshot)

It knows nothing of newsroom and delivery: it reads the ledger and writes pages.
"""

from barta.press.attempts import SetAside, quarantine
from barta.press.code import store_digest
from barta.press.moments import moment
from barta.press.place import PressBusyError
from barta.press.press import Press
from barta.press.verification import Difference, Looked, verify

__all__ = [
    "Difference",
    "Looked",
    "Press",
    "PressBusyError",
    "SetAside",
    "moment",
    "quarantine",
    "store_digest",
    "verify",
]
