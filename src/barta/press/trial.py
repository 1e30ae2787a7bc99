"""Trying in a process of its own what may kill the one that tries it."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

PATIENCE = 30.0
"""Seconds after which a rendering counts as deadly."""


def survives(function: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
    """Return whether a fresh process lives through `function(*args)`; an exception is no death."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "barta.press.trial"],
            input=pickle.dumps((function, args, kwargs)),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _try() -> None:
    # The bytes come from the parent's own memory through a pipe, never from outside.
    function, args, kwargs = pickle.loads(sys.stdin.buffer.read())
    try:
        function(*args, **kwargs)
    except Exception as error:  # noqa: BLE001
        # The parent meets the same exception when it renders for itself, and deals with it there.
        print(error, file=sys.stderr)


if __name__ == "__main__":
    _try()
