"""Makes an empty home ready: folders, database, roles. Every command that needs a paper calls this first."""

import fcntl
import os
import subprocess
import sys
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from barta.config.home import SUPERVISED, Home, HomeError, lost
from barta.ledger import connect


def make_ready(home: Home) -> None:
    """Make the home's folders, migrate its database; quick when there is nothing to do.

    Loads Django. Several commands may come at once: one does the work, the others wait for it. Raises
    HomeError when the paper has been lost.
    """
    if trouble := lost(home):
        raise HomeError(trouble)
    home.folder.mkdir(parents=True, exist_ok=True)
    for name in ("media", "public/media", "store", "logs"):
        (home.folder / name).mkdir(parents=True, exist_ok=True)
    home.secrets.mkdir(mode=0o700, exist_ok=True)
    with (home.folder / "ready.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        set_up_django()
        _migrate(home)
        if _made_ready_by(home) != version("barta"):
            _record_setting()
            home.ready_file.write_text(version("barta"), encoding="ascii")


def _migrate(home: Home) -> None:
    if _pending():
        print(f"making {home.folder} ready …", file=sys.stderr)
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)


def _record_setting() -> None:
    """Let the ledger say under which address the paper stands, before anybody has saved its settings."""
    from barta.newsroom.actions.settings import keep_setting_in_step

    with keep_setting_in_step():
        pass


def ensure_ready(home: Home) -> None:
    """Make the home ready in a process of its own: for commands that shall not load Django."""
    if not home.embedded and _has_ledger(home.database):
        # The newsroom's machine keeps the database; a node that only reads it may not even try.
        return
    if home.embedded and home.newsroom_file.exists() and _made_ready_by(home) == version("barta"):
        return
    if trouble := lost(home):
        raise HomeError(trouble)
    command = [sys.executable, "-m", "barta", "schedule", "--once"]
    done = subprocess.run(
        command, env=os.environ | {"BARTA_HOME": str(home.folder), SUPERVISED: ""}, check=False
    )
    if done.returncode:
        raise HomeError(f"{home.folder} could not be made ready: see the message above")


def collect_static(home: Home) -> Path:
    """Gather the newsroom's stylesheets and scripts into the home; return their folder."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    return home.folder / "static"


def set_up_django() -> None:
    """Load the newsroom's settings and applications, once a process."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "barta.config.settings")
    django.setup()


def _has_ledger(url: str) -> bool:
    with closing(connect(url)) as connection:
        return bool(connection.execute("SELECT to_regclass('ledger') IS NOT NULL").fetchone()[0])


def _made_ready_by(home: Home) -> str:
    try:
        return home.ready_file.read_text(encoding="ascii")
    except OSError:
        return ""


def _pending() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
