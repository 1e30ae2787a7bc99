"""What the newsroom does by the clock: scheduled stories each second, the rest now and then."""

import logging
import time
from collections.abc import Callable
from datetime import date, datetime

from django.db import close_old_connections, connection
from django.utils import timezone

from barta import ledger
from barta.bangla.dates import DHAKA
from barta.config.home import Home
from barta.newsroom.actions import reconcile
from barta.newsroom.actions.work import raw_connection
from barta.newsroom.scheduling import run_due

RECONCILE_EVERY = 3600.0
SIGN_EVERY = 600.0
KEY = "ledger-key.pem"

log = logging.getLogger("barta.clock")


class Clockwork:
    """Runs the newsroom's regular work; a failure of one thing does not stop the others."""

    def __init__(self, home: Home) -> None:
        """Everything is due at the first tick but the comparison, which waits for its hour."""
        self._home = home
        now = time.monotonic()
        self._due: dict[str, float] = {
            "reconcile": now + RECONCILE_EVERY,
            "sign": now,
            "erase": now,
        }

    def tick(self, *, compare: bool = False) -> None:
        """Do what is due; to be called about once a second."""
        close_old_connections()
        self._try("scheduled stories", lambda: run_due(timezone.now()))
        if self._is_due("sign", SIGN_EVERY):
            self._try("the day's head line", self._sign)
        if self._is_due("erase", RECONCILE_EVERY) and self._home.embedded:
            self._try("the erasure of redacted text", self._erase)
        if self._is_due("reconcile", RECONCILE_EVERY) or compare:
            self._try("the comparison with the record", reconcile)

    def _is_due(self, name: str, every: float) -> bool:
        now = time.monotonic()
        if now < self._due[name]:
            return False
        self._due[name] = now + every
        return True

    def _sign(self) -> None:
        key = ledger.signing_key(self._home.secrets / KEY)
        connection.ensure_connection()
        ledger.sign_heads(raw_connection(), key, today=_today())

    def _erase(self) -> None:
        """Empty the write-ahead log: a crash right after a redaction leaves the removed text in it."""
        connection.ensure_connection()
        ledger.erase(raw_connection())

    def _try(self, what: str, do: Callable[[], object]) -> None:
        try:
            do()
        except Exception:
            # The clock must go on whatever one job meets: a locked database, a full disk, a bad story.
            log.exception("%s failed; it will be tried again", what)


def _today() -> date:
    return datetime.now(DHAKA).date()
