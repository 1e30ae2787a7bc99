"""Ties a process to the one that started it, so that a killed supervisor leaves nothing behind."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(number: signal.Signals = signal.SIGTERM, parent: int | None = None) -> None:
    """Ask the kernel to send us `number` when our parent dies (Linux; elsewhere nothing happens).

    `parent` is its process id, where we were told: if it has died already, we follow at once.
    """
    if sys.platform != "linux":
        return
    parent = parent or os.getppid()
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:
        # It died before we asked.
        os.kill(os.getpid(), number)
