"""Secret keys: made on first use, kept in the home, readable by its owner only."""

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """Return the newsroom's secret key from `folder`, making it (mode 0600) when there is none.

    Two processes that start at once agree: the key is written aside and linked into place, and whoever
    comes second reads the first one's. Raises OSError when the folder cannot be written.
    """
    path = folder / "newsroom.key"
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        pass
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = folder / f".newsroom.key.{os.getpid()}.{secrets.token_hex(4)}"
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
    return path.read_text("ascii").strip()
