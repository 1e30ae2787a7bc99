"""Day secrets: what readers' addresses are hashed with for one day of Dhaka, then thrown away.

Once a day's secret has gone, nobody can say of a hash whose it was: there are few enough addresses to try
them all, but only with the secret.
"""

import os
import secrets
from contextlib import suppress
from datetime import date
from pathlib import Path

SIZE = 32


def day_secret(folder: Path, day: date) -> bytes:
    """Return the secret of `day`, 32 bytes, the same for every process; it is made when first asked for.

    It stands in `folder`/<ISO day>, readable by its owner only. OSError where the folder cannot be written.
    """
    file = folder / day.isoformat()
    known = _read(file)
    return known if known is not None else _make(file, secrets.token_bytes(SIZE))


def keep_secret(folder: Path, day: date, secret: bytes) -> None:
    """Make `secret` the one of `day`, whatever stood there: nodes that count together share one."""
    file = folder / day.isoformat()
    if _read(file) != secret:
        _temporary(file, secret).replace(file)


def throw_away(folder: Path, today: date) -> int:
    """Remove the secrets of all days before `today`; return how many there were."""
    gone = 0
    for file in _files(folder):
        # A killed process leaves a hidden file, named by its day as well.
        with suppress(ValueError, FileNotFoundError):
            if date.fromisoformat(file.name.lstrip(".")[:10]) < today:
                file.unlink()
                gone += 1
    return gone


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []


def _read(file: Path) -> bytes | None:
    try:
        found = file.read_bytes()
    except FileNotFoundError:
        return None
    return found if len(found) == SIZE else None


def _make(file: Path, secret: bytes) -> bytes:
    """Put `secret` where there is none; return the one that stands there, ours or another process's."""
    temporary = _temporary(file, secret)
    try:
        os.link(temporary, file)
    except FileExistsError:
        found = _read(file)
        if found is not None:
            return found
        # A disk that was full has left a piece of a secret: it is of use to nobody.
        temporary.replace(file)
        return secret
    finally:
        temporary.unlink(missing_ok=True)
    return secret


def _temporary(file: Path, secret: bytes) -> Path:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.{secrets.token_hex(6)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, secret)
        os.fsync(handle)
    finally:
        os.close(handle)
    return temporary
