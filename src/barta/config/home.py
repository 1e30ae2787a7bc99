"""Where a paper keeps its files, and at which addresses it answers: read from the environment once."""

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT_PORT = 8000
DEFAULT_NEWSROOM_PORT = 8001

SUPERVISED = "BARTA_SUPERVISED"
"""The variable in which a supervisor tells its parts its process id."""

LOGINS = "demo-logins.json"
"""The file in a home that names the demo paper's users."""


class HomeError(ValueError):
    """The environment names something that cannot be used; the message says what to change."""


def _port(name: str, default: int) -> int:
    text = os.environ.get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise HomeError(f"{name}={text!r} is not a port: give a number from 1 to 65535")
    return int(text)


@dataclass(frozen=True)
class Home:
    """The data folder of one paper and the two origins it is served at (`BARTA_HOME`, `BARTA_PORT`, …)."""

    folder: Path
    host: str
    port: int
    newsroom_port: int
    site_url: str
    newsroom_url: str
    database: str

    @classmethod
    def from_environment(cls) -> "Home":
        """Read the environment; raises HomeError when a value cannot be used."""
        folder = Path(os.environ.get("BARTA_HOME") or "home").expanduser().absolute()
        port = _port("BARTA_PORT", DEFAULT_PORT)
        newsroom_port = _port("BARTA_NEWSROOM_PORT", DEFAULT_NEWSROOM_PORT)
        if port == newsroom_port:
            raise HomeError(f"BARTA_PORT and BARTA_NEWSROOM_PORT are both {port}: give two different ports")
        site_url = os.environ.get("BARTA_SITE_URL") or f"http://127.0.0.1:{port}"
        newsroom_url = os.environ.get("BARTA_NEWSROOM_URL") or f"http://newsroom.localhost:{newsroom_port}"
        return cls(
            folder=folder,
            host=os.environ.get("BARTA_HOST") or "127.0.0.1",
            port=port,
            newsroom_port=newsroom_port,
            site_url=site_url.rstrip("/"),
            newsroom_url=newsroom_url.rstrip("/"),
            database=os.environ.get("BARTA_DATABASE") or f"sqlite:///{folder / 'newsroom.sqlite3'}",
        )

    @property
    def embedded(self) -> bool:
        """Whether the newsroom and the ledger live in the home's own SQLite file."""
        return self.database.startswith("sqlite:")

    @property
    def newsroom_file(self) -> Path:
        """The SQLite file of the newsroom and the ledger (embedded default)."""
        return self.folder / "newsroom.sqlite3"

    @property
    def readership_url(self) -> str:
        """Where views, rankings and press reports are kept."""
        return f"sqlite:///{self.folder / 'readership.sqlite3'}" if self.embedded else self.database

    @property
    def readership(self) -> Path:
        """Views that wait to be counted, and the secrets of today and tomorrow; in no backup."""
        return self.folder / "readership"

    @property
    def store(self) -> Path:
        """The page store: generations and the pointer to the live one."""
        return self.folder / "store"

    @property
    def secrets(self) -> Path:
        """Keys, readable by the paper's own user only."""
        return self.folder / "secrets"

    @property
    def ready_file(self) -> Path:
        """Names the version of Barta that made the home ready last; there is none before the first time."""
        return self.folder / "ready"


def lost(home: Home) -> str:
    """Return what to do if the paper's database has gone from a home that had one, "" if it has not.

    A new and empty one must not take its place unasked: the press would follow it.
    """
    if not home.embedded or home.newsroom_file.exists() or not home.ready_file.exists():
        return ""
    return (
        f"{home.newsroom_file} is missing, and this home had a paper: `barta restore` a backup, "
        f"or remove {home.folder} to begin anew; readers are served meanwhile"
    )
