"""Counting readers: page reads by network, and beacons, into a journal of this process.

Nothing here waits for a disk or a database, fails a request, sets a cookie or keeps an address.
"""

import logging
import os
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from hmac import compare_digest
from multiprocessing.util import Finalize
from pathlib import Path
from threading import Lock
from typing import Any, Final

from barta.bangla import DHAKA
from barta.delivery import networks
from barta.delivery.answers import Answer
from barta.delivery.bots import Bots, is_ahead
from barta.pagestore import View, story_key
from barta.readership import JOURNAL, SECRETS, Journal, day_secret, throw_away, tokens

PREFIX: Final = "/v/"
"""Where beacons are sent: `/v/<token>/<public id>?<nonce>` by script, `/v/<token>` as a picture."""

KEY: Final = "beacon-key"
"""Under what name the store holds the key of the tokens."""

MOST_READS: Final = 20_000
"""From how many different addresses page reads are gathered between two beats of the journal."""

UNSEEN: Final = Answer(204, [("Cache-Control", "no-store")], [], 0)
"""What every beacon is answered, so that nobody learns from it what was counted."""

_BEACON = re.compile(r"/v/([\w-]{8})(?:/([0-9a-hjkmnp-tv-z]{10}))?", re.ASCII)
_PAGE = re.compile(r"https?://([^/?#]+)(?:/[^/?#]+/([0-9a-hjkmnp-tv-z]{10})(?:[/?#].*)?|.*)")
_NONCE = re.compile("[0-9a-z]{1,32}")

log = logging.getLogger("barta.delivery")


class Counting:
    """Counts for one process; shared by its threads.

    `clock` gives seconds since 1970, `note` is told once of each trouble. `proxies` is what `BARTA_PROXIES`
    states, looked up in the environment unless given. Nothing is opened before the first request.
    """

    def __init__(
        self,
        home: Path,
        clock: Callable[[], float],
        note: Callable[[str], None],
        *,
        proxies: str | None = None,
    ) -> None:
        self._folder = home / "readership"
        self._clock = clock
        self._note = note
        stated = os.environ.get("BARTA_PROXIES", "") if proxies is None else proxies
        self._proxies = networks.trusted(stated, note)
        self._bots = Bots()
        self._reads: dict[tuple[str, str], int] = {}
        self._journal: Journal | None = None
        self._at_end: Finalize | None = None
        self._opening = Lock()
        self._tokens: tuple[int, bytes, frozenset[str]] = (0, b"", frozenset())
        self._secret: tuple[date, bytes] | None = None

    def close(self) -> None:
        """Write what is gathered and close the journal; the next request opens another."""
        with self._opening:
            journal, self._journal = self._journal, None
            at_end, self._at_end = self._at_end, None
            if at_end is not None:
                at_end.cancel()
            if journal is not None:
                self._hand_over(journal)
                journal.close()

    def read(self, environ: Mapping[str, Any]) -> None:
        """Take down that a story's page was read. It costs a third of a microsecond: the rest comes later."""
        reads = self._reads
        reader = environ.get("REMOTE_ADDR", ""), environ.get("HTTP_X_FORWARDED_FOR", "")
        seen = reads.get(reader)
        if seen:
            reads[reader] = seen + 1
        else:
            self._first_read(reader)

    def beacon(self, environ: Mapping[str, Any], path: str, view: View) -> Answer:
        """Answer a beacon, always the same; count it if a reader saw the story that it names."""
        try:
            self._see(environ, path, view)
        except Exception as error:  # noqa: BLE001
            # Whatever is wrong with a page of the store, a disk or a request, no reader is to notice.
            self._note(f"a reader could not be counted: {type(error).__name__}: {error}")
        return UNSEEN

    def _first_read(self, reader: tuple[str, str]) -> None:
        if len(self._reads) >= MOST_READS:
            return
        remote, forwarded = reader
        if len(forwarded) > networks.LONGEST:
            reader = remote, forwarded[-networks.LONGEST :]
        self._reads[reader] = self._reads.get(reader, 0) + 1
        if self._journal is None:
            try:
                self._opened()
            except RuntimeError as error:
                # There are machines without room for one more thread; a page needs none.
                self._note(f"readers are not counted: {error}")

    def _see(self, environ: Mapping[str, Any], path: str, view: View) -> None:
        """Write a view into the journal, unless it is none."""
        named = _BEACON.fullmatch(path)
        if named is None or environ["REQUEST_METHOD"] != "GET" or is_ahead(environ):
            return
        now = int(self._clock())
        if not self._is_good(named[1], view, now):
            return
        agent = environ.get("HTTP_USER_AGENT", "")
        story = _story(environ, named[2])
        if not story or agent in self._bots or not _is_readable(view, story):
            return
        address = self._address(environ.get("REMOTE_ADDR", ""), environ.get("HTTP_X_FORWARDED_FOR", ""))
        secret = self._secret_of(now)
        if address is None or secret is None:
            return
        nonce = environ.get("QUERY_STRING", "")
        nonce = nonce if _NONCE.fullmatch(nonce) else ""
        visitor = networks.visitor_hash(address, agent, nonce, secret)
        network = networks.network_hash(networks.network_of(address), secret)
        self._opened().view(now, story, network, visitor)

    def _is_good(self, given: str, view: View, now: int) -> bool:
        """Return whether a token is one of the present hours'; none is while the store holds no key."""
        key = view.get_meta(KEY)
        if not key:
            return False
        hour = now // 3600
        of_hour, with_key, taken = self._tokens
        if of_hour != hour or with_key != key:
            taken = tokens(key, hour)
            self._tokens = hour, key, taken
        # All are compared, so that the time it takes says nothing.
        return sum(compare_digest(given, each) for each in taken) > 0

    def _address(self, remote: str, forwarded: str) -> bytes | None:
        return networks.reader(remote, forwarded, self._proxies)

    def _secret_of(self, now: int, *, afresh: bool = False) -> bytes | None:
        """Return the secret of the paper's day at `now`; None while it cannot be had."""
        day = datetime.fromtimestamp(now, DHAKA).date()
        known = self._secret
        if known is not None and known[0] == day and not afresh:
            return known[1]
        try:
            secret = day_secret(self._folder / SECRETS, day)
            if known is None or known[0] != day:
                # The counter does so too, but there may be none on this node, or it may stand still.
                throw_away(self._folder / SECRETS, day)
        except OSError as error:
            self._note(f"readers are not counted: {error}")
            return None
        self._secret = day, secret
        return secret

    def _opened(self) -> Journal:
        """Return the journal, opened now if it is not: its thread would not have come through a fork."""
        journal = self._journal
        if journal is None:
            with self._opening:
                journal = self._journal
                if journal is None:
                    journal = self._journal = Journal(self._folder / JOURNAL, beat=self._beat)
                    # A worker that is told to end loses nothing; its threads would end with it, unasked.
                    self._at_end = Finalize(None, self.close, exitpriority=1)
        return journal

    def _beat(self) -> None:
        """Hand over the page reads; called by the journal's own thread before it writes."""
        journal = self._journal
        if journal is not None:
            self._hand_over(journal)

    def _hand_over(self, journal: Journal) -> None:
        """Write down how many pages each network has read since the last time."""
        reads, self._reads = self._reads, {}
        now = int(self._clock())
        # All nodes come to share one secret: it may have been exchanged since the last time.
        secret = self._secret_of(now, afresh=True) if reads else None
        if secret is None:
            return
        counts: dict[bytes, int] = {}
        # A copy in one step: a request that began before the exchange may still add to the old one.
        for (remote, forwarded), count in list(reads.items()):
            address = self._address(remote, forwarded)
            if address is not None:
                network = networks.network_of(address)
                counts[network] = counts.get(network, 0) + count
        for network, count in counts.items():
            journal.reads(now, networks.network_hash(network, secret), count)


def _story(environ: Mapping[str, Any], named: str | None) -> str:
    """Return the public id of the story on whose page a beacon was sent; "" if that was not the paper's.

    A script names it. A picture does not, and is asked for with its page's address as Referer.
    """
    site = environ.get("HTTP_SEC_FETCH_SITE", "")
    referer = environ.get("HTTP_REFERER", "")
    page = _PAGE.fullmatch(referer)
    ours = page is not None and page[1].lower() == environ.get("HTTP_HOST", "").lower()
    # Where browsers say so themselves, the name under which an edge asks for the page does not matter.
    if site == "cross-site" or (referer and not ours and site != "same-origin"):
        return ""
    return named or (page[2] if page and page[2] else "")


def _is_readable(view: View, story: str) -> bool:
    page = view.get_recipe(story_key(story))
    return page is not None and page.status == 200
