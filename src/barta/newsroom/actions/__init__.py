"""Actions: the only way to change what readers see. One class per change, each with `.execute()`.

Every action checks, does, logs and appends to the ledger in one transaction: `Publish`, `Update`,
`Unpublish`, `Withdraw`, `TakeDown`, `Delete`, `Move`, `Rename`; `publish_many` for batches; `reconcile`
for what went past them. What may not happen raises `Refused`, whose message says what to do.
"""

from barta.newsroom.actions.batches import publish_many
from barta.newsroom.actions.copies import Copy, Outcome
from barta.newsroom.actions.endings import Delete, TakeDown, Unpublish, Withdraw
from barta.newsroom.actions.moves import Move
from barta.newsroom.actions.publication import Publish, Update
from barta.newsroom.actions.reconciliation import Reconciled, reconcile
from barta.newsroom.actions.subjects import Rename
from barta.newsroom.actions.work import UnitOfWork, unit
from barta.newsroom.door import DoorError, Refused

__all__ = [
    "Copy",
    "Delete",
    "DoorError",
    "Move",
    "Outcome",
    "Publish",
    "Reconciled",
    "Refused",
    "Rename",
    "TakeDown",
    "UnitOfWork",
    "Unpublish",
    "Update",
    "Withdraw",
    "publish_many",
    "reconcile",
    "unit",
]
