"""Backups of an embedded paper: complete, checked, made beside a running system.

The page store is not in a backup: it is derived, and is made again from the ledger.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pysqlite3 import dbapi2 as sqlite

from barta.config.home import Home, HomeError
from barta.ledger import connect, head

FORMAT = 1
DATABASES = ("newsroom.sqlite3", "readership.sqlite3")
FOLDERS = ("media", "public/media", "secrets")


def back_up(home: Home, target: Path) -> Path:
    """Copy the paper into the new folder `target` and return it.

    The databases are copied by SQLite's own backup, a consistent moment each, while everything runs.
    Files follow after, so every file that the copied record names is there. Raises HomeError when there
    is nothing to copy or `target` exists.
    """
    _require_embedded(home, "back up")
    if not home.newsroom_file.exists():
        raise HomeError(f"{home.folder} holds no paper yet: nothing to back up")
    if target.exists():
        raise HomeError(f"{target} exists: name a new folder")
    partial = target.with_name(f".{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True, mode=0o700)
        _fill(home, partial)
        partial.rename(target)
    except BaseException:
        # Half a backup helps nobody, least of all on a disk that it has filled.
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return target


def _fill(home: Home, partial: Path) -> None:
    """Copy everything into `partial`, and say in a manifest what there is."""
    for name in DATABASES:
        if (home.folder / name).exists():
            _copy_database(home.folder / name, partial / name)
    for name in FOLDERS:
        if (home.folder / name).is_dir():
            shutil.copytree(home.folder / name, partial / name)
    connection = connect(f"sqlite:///{(partial / DATABASES[0]).absolute()}")
    try:
        last = head(connection)
        connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()
    files = {str(path.relative_to(partial)): [size, digest] for path, size, digest in _digests(partial)}
    manifest = {
        "format": FORMAT,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "seq": last.seq if last else 0,
        "hash": last.hash if last else "",
        "files": files,
    }
    (partial / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True), encoding="utf-8")
    _sync(partial)


def check(source: Path) -> dict[str, object]:
    """Return the manifest of the backup in `source` once every byte of it has been found right.

    Raises HomeError naming what is missing, damaged or from another version.
    """
    try:
        manifest: dict[str, object] = json.loads((source / "manifest.json").read_bytes())
        files = manifest["files"]
        if not isinstance(files, dict):
            raise TypeError("files")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise HomeError(f"{source} is not a complete backup: {error}; use another one") from error
    if manifest.get("format") != FORMAT:
        raise HomeError(
            f"{source} has format {manifest.get('format')!r} and this Barta reads {FORMAT}: use its version"
        )
    found = {str(path.relative_to(source)): [size, digest] for path, size, digest in _digests(source)}
    found.pop("manifest.json", None)
    for name, expected in files.items():
        if found.get(name) != expected:
            what = "is missing from" if name not in found else "is damaged in"
            raise HomeError(f"{name} {what} {source}: use another backup")
    return manifest


def restore(home: Home, source: Path) -> dict[str, object]:
    """Put the checked backup in `source` where the home is; return its manifest.

    Refuses (HomeError) when the home already holds a paper: a restore never overwrites.
    """
    _require_embedded(home, "restore")
    manifest = check(source)
    if home.newsroom_file.exists():
        raise HomeError(
            f"{home.folder} holds a paper: move it away first (mv {home.folder} {home.folder}.old), "
            "or name another BARTA_HOME"
        )
    home.folder.mkdir(parents=True, exist_ok=True)
    for name in FOLDERS:
        if (source / name).is_dir():
            shutil.copytree(source / name, home.folder / name, dirs_exist_ok=True)
    home.secrets.mkdir(exist_ok=True)
    home.secrets.chmod(0o700)
    # The newsroom's database comes last: with it in place the paper is there, without it it is not.
    for name in reversed(DATABASES):
        if (source / name).exists():
            shutil.copyfile(source / name, home.folder / f"{name}.restoring")
            (home.folder / f"{name}.restoring").replace(home.folder / name)
    shutil.rmtree(home.store, ignore_errors=True)
    _sync(home.folder)
    return manifest


def _require_embedded(home: Home, what: str) -> None:
    if not home.embedded:
        raise HomeError(f"cannot {what} a PostgreSQL paper here: use pg_dump and pg_restore, and copy media/")


def _copy_database(source: Path, target: Path) -> None:
    reading, writing = sqlite.connect(str(source), timeout=20), sqlite.connect(str(target))
    try:
        reading.backup(writing)
        answer = writing.execute("PRAGMA quick_check").fetchone()[0]
    finally:
        writing.close()
        reading.close()
    if answer != "ok":
        raise HomeError(f"{source} is damaged ({answer}): restore the newest good backup")


def _digests(folder: Path) -> Iterator[tuple[Path, int, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                yield path, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()


def _sync(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
