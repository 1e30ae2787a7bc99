"""Readership: what is read, counted honestly and by the day, and the ranking derived from it.

Delivery notes views in a journal on the node's disk; the counter brings them into the database, one for
each visitor and story in a day, and one of all nodes' counters ranks them each minute. On one machine the
database is a SQLite file of its own, so that counting takes no lock from the newsroom; on many it is
PostgreSQL. Importing this room loads neither.
"""

from barta.readership.connections import Connection, ReadershipError, connect
from barta.readership.counter import JOURNAL, SECRETS, Counter
from barta.readership.draining import known_places, waiting, waiting_since
from barta.readership.journal import Journal
from barta.readership.keys import beacon_key
from barta.readership.rankings import Ranking, ranking, save_ranking, score
from barta.readership.roles import counting_rights
from barta.readership.scoring import MOST_RANKED, save_score
from barta.readership.secrets import day_secret, throw_away
from barta.readership.tables import create
from barta.readership.tokens import hour_of, token, tokens
from barta.readership.views import add_views, set_views

__all__ = [
    "JOURNAL",
    "MOST_RANKED",
    "SECRETS",
    "Connection",
    "Counter",
    "Journal",
    "Ranking",
    "ReadershipError",
    "add_views",
    "beacon_key",
    "connect",
    "counting_rights",
    "create",
    "day_secret",
    "hour_of",
    "known_places",
    "ranking",
    "save_ranking",
    "save_score",
    "score",
    "set_views",
    "throw_away",
    "token",
    "tokens",
    "waiting",
    "waiting_since",
]
