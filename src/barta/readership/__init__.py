"""Readership: what is read, counted by the minute, and the ranking derived from it.

On one machine it is a SQLite file of its own, so that counting takes no lock from the newsroom; on
many it is PostgreSQL.
"""

from barta.readership.connections import Connection, ReadershipError, connect
from barta.readership.rankings import Ranking, ranking, save_ranking, score
from barta.readership.tables import create
from barta.readership.views import add_views, set_views

__all__ = [
    "Connection",
    "Ranking",
    "ReadershipError",
    "add_views",
    "connect",
    "create",
    "ranking",
    "save_ranking",
    "score",
    "set_views",
]
