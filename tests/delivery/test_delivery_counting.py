"""Readers are counted without cookies and without their addresses, and nothing else is."""

import threading
import time
from datetime import date
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from delivery_samples import ENDED, ID, PATH, Response, build, fill, get
from delivery_served import Server
from hypothesis import given

from barta.delivery import make_application, networks
from barta.delivery.bots import MOST, Bots
from barta.delivery.counting import MOST_READS, Counting
from barta.pagestore import Batch, Writer
from barta.readership import journal
from barta.readership.secrets import day_secret
from barta.readership.tokens import token

KEY = bytes(range(32))
NOW = 1_795_500_000
HOUR = NOW // 3600
DAY = date(2026, 11, 24)
READER, NEIGHBOUR, STRANGER, PROXY = "203.0.113.7", "203.0.113.200", "198.51.100.9", "10.1.2.3"
BROWSER = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/124.0.0.0 Mobile Safari/537.36"
)
PAGE = "https://kagoj.example/national/" + ID + "/%E0%A6%B8%E0%A7%87"
TAB, OTHER_TAB = "0123456789abcdef", "fedcba9876543210"


class Paper:
    """A delivered paper whose clock stands still, and what it has counted."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.now = float(NOW)
        self.application: Any = make_application(home, clock=lambda: self.now)

    def ask(self, path: str, remote: str = READER, *, method: str = "GET", query: str = "", **headers: str):
        def near(environ: dict[str, Any], start_response: Any) -> list[bytes]:
            return self.application(environ | {"REMOTE_ADDR": remote}, start_response)

        given = {"user_agent": BROWSER, "host": "kagoj.example", **headers}
        return get(near, path, method=method, query=query, **given)

    def beacon(self, story: str = ID, *, hour: int = HOUR, tab: str = TAB, **more: str) -> Response:
        return self.ask(f"/v/{token(KEY, hour)}/{story}", query=tab, **more)

    def picture(self, **more: str) -> Response:
        return self.ask(f"/v/{token(KEY, HOUR)}", **{"referer": PAGE, **more})

    def entries(self) -> list[journal.Entry]:
        self.application.close()
        files = journal.files(self.home / "readership" / "journal")
        return [entry for file in files for entry in journal.read(file, 0, 1_000_000)[0]]

    def views(self) -> list[journal.Entry]:
        return [entry for entry in self.entries() if entry.story]

    def reads(self) -> list[int]:
        return [entry.number for entry in self.entries() if not entry.story]


def with_key(batch: Batch) -> None:
    fill(batch)
    batch.set_meta("beacon-key", KEY)


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A paper behind no proxy."""
    monkeypatch.delenv("BARTA_PROXIES", raising=False)
    build(tmp_path, with_key)
    paper = Paper(tmp_path)
    yield paper
    paper.application.close()


def test_a_beacon_is_counted_and_answered_with_nothing(paper: Paper) -> None:
    """204, kept by nobody, no cookie; one view of that story in the journal."""
    answer = paper.beacon()
    assert (204, {"Cache-Control": "no-store"}, b"") == (answer.status, answer.headers, answer.raw)
    assert [(NOW, ID, 1)] == [(view.at, view.story, view.number) for view in paper.views()]


def test_a_tab_is_one_visitor_and_another_tab_another(paper: Paper) -> None:
    """The same mark for the same address, browser and tab; another for any other."""
    paper.beacon()
    paper.beacon()
    paper.beacon(tab=OTHER_TAB)
    paper.beacon(remote=NEIGHBOUR)
    paper.beacon(user_agent=BROWSER.replace("124", "125"))
    marks = [view.mark for view in paper.views()]
    assert marks[0] == marks[1]
    assert 4 == len(set(marks))


def test_without_script_the_story_is_known_by_the_pictures_page(paper: Paper) -> None:
    """A picture says by its Referer on which page it stands."""
    paper.picture()
    assert [ID] == [view.story for view in paper.views()]


@pytest.mark.parametrize("away", range(-2, 2))
def test_tokens_are_good_for_a_while(paper: Paper, away: int) -> None:
    """Pages lie in caches, and clocks differ: two hours back, one ahead."""
    paper.beacon(hour=HOUR + away)
    assert [ID] == [view.story for view in paper.views()]


NOT_COUNTED: dict[str, dict[str, Any]] = {
    "a token of three hours ago": {"hour": HOUR - 3},
    "a token of two hours ahead": {"hour": HOUR + 2},
    "a HEAD": {"method": "HEAD"},
    "a story that ended": {"story": ENDED},
    "a story that never was": {"story": "zzzz9999zz"},
    "no user agent": {"user_agent": ""},
    "a robot": {"user_agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
    "a headless browser": {"user_agent": BROWSER.replace("Chrome", "HeadlessChrome")},
    "a prefetch": {"sec_purpose": "prefetch"},
    "a prerendering": {"sec_purpose": "prefetch;prerender"},
    "an old prefetch": {"purpose": "prefetch"},
    "an old prefetch of Mozilla": {"x_moz": "prefetch"},
    "a page of somebody else": {"sec_fetch_site": "cross-site"},
    "a foreign Referer": {"referer": "https://other.example/national/x"},
    "a Referer that is no page": {"referer": "about:client"},
}


@pytest.mark.parametrize("why", NOT_COUNTED)
def test_what_nobody_read_is_not_counted_and_not_told(paper: Paper, why: str) -> None:
    """The answer is the same as ever, so that nobody learns what counts."""
    answer = paper.beacon(**NOT_COUNTED[why])
    assert (204, {"Cache-Control": "no-store"}, b"") == (answer.status, answer.headers, answer.raw)
    assert [] == paper.views()


@pytest.mark.parametrize(
    "more",
    [
        {"referer": ""},
        {"referer": "https://kagoj.example/"},
        {"referer": "https://other.example" + PAGE.removeprefix("https://kagoj.example")},
        {"sec_fetch_site": "cross-site"},
    ],
)
def test_a_picture_elsewhere_is_not_counted(paper: Paper, more: dict[str, str]) -> None:
    """Only the page of a story of ours says which story was read."""
    assert 204 == paper.picture(**more).status
    assert [] == paper.views()


@pytest.mark.parametrize(
    "path", ["/v/", "/v/x", "/v/12345678", f"/v/12345678/{ID}", f"/v//{ID}", "/v/a/b/c/d"]
)
def test_any_address_below_is_answered_alike(paper: Paper, path: str) -> None:
    """Whatever is asked for, there is nothing there and nothing to be learnt."""
    answer = paper.ask(path, referer=PAGE)
    assert (204, b"") == (answer.status, answer.raw)
    assert [] == paper.views()


def test_behind_an_edge_that_renames_the_paper_browsers_are_believed(paper: Paper) -> None:
    """A browser itself says that the page is of the same origin, whatever name the edge asks by."""
    paper.picture(host="origin.internal", sec_fetch_site="same-origin")
    assert [ID] == [view.story for view in paper.views()]


@pytest.mark.parametrize("tab", ["", "x" * 33, "ক", "a&b=c", "A" * 16])
def test_a_nonce_is_not_needed_and_an_odd_one_is_none(paper: Paper, tab: str) -> None:
    """Without a name of its own, a tab is its browser."""
    paper.beacon(tab=tab)
    paper.beacon(tab="")
    first, second = paper.views()
    assert first == second


def test_without_a_key_nothing_is_counted(tmp_path: Path) -> None:
    """A store that was printed without the readers' database takes no token."""
    build(tmp_path)
    paper = Paper(tmp_path)
    assert 204 == paper.beacon().status
    assert [] == paper.views()


def test_page_reads_are_counted_by_network(paper: Paper) -> None:
    """Neighbours are one network; 304s are reads; fronts, HEADs and pages that are not there are none."""
    tag = paper.ask(PATH).headers["ETag"]
    assert 304 == paper.ask(PATH, if_none_match=tag).status
    paper.ask(PATH, NEIGHBOUR)
    paper.ask(PATH, STRANGER)
    paper.ask(PATH, method="HEAD")
    paper.ask("/")
    paper.ask("/none")
    paper.ask(f"/national/{ENDED}/x")
    assert [1, 3] == sorted(paper.reads())


def test_page_reads_and_views_meet_in_a_network(paper: Paper) -> None:
    """A view's network is the one under which its page was read."""
    paper.ask(PATH)
    paper.beacon()
    paper.beacon(remote=STRANGER)
    entries = paper.entries()
    read = next(entry.network for entry in entries if not entry.story)
    assert [True, False] == [entry.network == read for entry in entries if entry.story]


def test_many_readers_between_two_beats_cost_no_more_memory(tmp_path: Path) -> None:
    """What is beyond the bound is not counted, and a header of any length is cut."""
    counting = Counting(tmp_path, lambda: NOW, lambda _: None, proxies=PROXY)
    counting._journal = journal.Journal(tmp_path / "journal", every=3600)
    for number in range(MOST_READS + 100):
        counting.read({"REMOTE_ADDR": PROXY, "HTTP_X_FORWARDED_FOR": "x" * 1000 + f",{number}"})
    kept = counting._reads
    assert MOST_READS == len(kept)
    assert {networks.LONGEST} == {len(forwarded) for _, forwarded in kept}
    counting.close()


def test_a_proxy_is_believed_only_if_it_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A header of anybody says nothing; behind a trusted proxy the rightmost stranger is the reader."""
    build(tmp_path, with_key)
    told = f"192.0.2.1, {READER}"
    monkeypatch.setenv("BARTA_PROXIES", "")
    alone = Paper(tmp_path)
    alone.beacon(remote=STRANGER, x_forwarded_for=told)
    alone.beacon(remote=STRANGER)
    alone.application.close()
    monkeypatch.setenv("BARTA_PROXIES", "10.0.0.0/8, 2001:db8::/32")
    behind = Paper(tmp_path)
    behind.beacon(remote=PROXY, x_forwarded_for=told)
    behind.beacon(remote="2001:db8::5", x_forwarded_for=f"{told}, 10.9.9.9")
    behind.beacon(remote=READER)
    networks_seen = [view.network for view in behind.views()]
    assert 5 == len(networks_seen)
    assert networks_seen[0] == networks_seen[1]
    assert networks_seen[2] == networks_seen[3] == networks_seen[4] != networks_seen[0]


def test_a_new_day_knows_no_reader_of_the_last(paper: Paper) -> None:
    """At midnight in Dhaka every hash changes, and the old secret goes, counter or none."""
    paper.beacon()
    midnight = 1_795_543_200
    for paper.now in (midnight - 1, midnight):
        paper.beacon(hour=midnight // 3600 - 1)
    first, evening, night = paper.views()
    assert (first.mark, first.network) == (evening.mark, evening.network)
    assert first.mark != night.mark and first.network != night.network
    secrets = sorted(file.name for file in (paper.home / "readership" / "secrets").iterdir())
    assert ["2026-11-25"] == secrets


def test_no_address_is_kept(paper: Paper) -> None:
    """Neither as text nor as bytes does a reader's address stand anywhere below the home."""
    paper.ask(PATH)
    paper.beacon(tab=TAB)
    paper.picture()
    assert 2 == len(paper.views())
    kept = b"".join(file.read_bytes() for file in paper.home.rglob("*") if file.is_file())
    address = ip_address(READER).packed
    assert [] == [
        each for each in (READER.encode(), address, address[::-1], TAB.encode(), b"Mozilla") if each in kept
    ]


def test_a_disk_that_takes_nothing_is_no_readers_trouble(tmp_path: Path) -> None:
    """Where no folder can be made, pages and beacons are answered as ever."""
    build(tmp_path, with_key)
    (tmp_path / "readership").write_text("in the way")
    paper = Paper(tmp_path)
    assert (200, 204) == (paper.ask(PATH).status, paper.beacon().status)
    paper.application.close()


def test_nothing_is_opened_before_the_first_request(tmp_path: Path) -> None:
    """A process may fork after the application is made: no thread, no file until then."""
    build(tmp_path, with_key)
    before = {*threading.enumerate()}
    paper = Paper(tmp_path)
    assert set() == {*threading.enumerate()} - before
    assert not (tmp_path / "readership").exists()
    paper.ask(PATH)
    assert "barta-journal" in {thread.name for thread in {*threading.enumerate()} - before}
    paper.application.close()


def test_a_secret_that_is_exchanged_is_taken_up(paper: Paper) -> None:
    """All nodes of a paper come to share a day's secret: from then on reads go by it."""
    counting = Counting(paper.home, lambda: NOW, lambda _: None, proxies="")
    counting._secret_of(NOW)
    shared = bytes(32)
    (paper.home / "readership" / "secrets" / DAY.isoformat()).write_bytes(shared)
    assert shared == counting._secret_of(NOW, afresh=True) == counting._secret_of(NOW)
    assert shared == day_secret(paper.home / "readership" / "secrets", DAY)


def test_a_key_that_changes_is_taken_up(paper: Paper) -> None:
    """Beacons with the new key's tokens are counted as soon as the press has written it."""
    paper.beacon()
    with Writer(paper.home / "store") as writer:
        writer.write(lambda batch: batch.set_meta("beacon-key", b"k" * 32))
    paper.beacon()
    paper.ask(f"/v/{token(b'k' * 32, HOUR)}/{ID}")
    assert 2 == len(paper.views())


ADDRESSES = st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6))


def plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return an address as its own kind."""
    return getattr(address, "ipv4_mapped", None) or address


@given(ADDRESSES)
def test_a_network_is_24_bits_of_ipv4_and_48_of_ipv6(address: IPv4Address | IPv6Address) -> None:
    """It begins as the network does that the standard library names."""
    found = networks.reader(str(address), "", ())
    assert found == plain(address).packed
    bits = 24 if plain(address).version == 4 else 48
    network = ip_network((plain(address), bits), strict=False).network_address.packed
    assert network[: bits // 8] == networks.network_of(found)


@given(ADDRESSES, st.text(max_size=40), st.lists(st.ip_addresses(v=4, network="10.0.0.0/8"), max_size=3))
def test_what_a_reader_invents_is_never_believed(
    address: IPv4Address | IPv6Address, invented: str, chain: list[IPv4Address]
) -> None:
    """The reader's address is the rightmost that is no proxy's, whatever stands left of it."""
    proxies = networks.trusted("10.0.0.0/8", pytest.fail)
    forwarded = ", ".join([invented, str(address), *map(str, chain)])
    found = networks.reader(PROXY, forwarded, proxies)
    if plain(address) not in ip_network("10.0.0.0/8"):
        assert plain(address).packed == found


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_header_is_too_odd(remote: str, forwarded: str) -> None:
    """Whatever stands there is an address or none."""
    for near in (remote, PROXY):
        found = networks.reader(near, forwarded, networks.trusted("10.0.0.0/8", pytest.fail))
        assert found is None or len(found) in {4, 16}


@pytest.mark.parametrize(
    ("entry", "address"),
    [
        ("192.0.2.7:443", "192.0.2.7"),
        ("[2001:db8::7]:443", "2001:db8::7"),
        ("[2001:db8::7]", "2001:db8::7"),
        ("fe80::1%eth0", "fe80::1"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
    ],
)
def test_addresses_are_read_however_proxies_write_them(entry: str, address: str) -> None:
    """With a port, in brackets, with a link's name, or as IPv6 that is IPv4."""
    proxies = networks.trusted(PROXY, pytest.fail)
    assert ip_address(address).packed == networks.reader(PROXY, f"192.0.2.99, {entry}", proxies)


def test_a_proxy_that_is_none_is_told_and_left_out() -> None:
    """A slip of the pen in BARTA_PROXIES costs its own entry only."""
    told: list[str] = []
    proxies = networks.trusted(" 10.0.0.0/8 ,, proxy.local,2001:db8::1", told.append)
    assert (2, 1) == (len(proxies), len(told))
    assert "'proxy.local'" in told[0]


READERS = [
    BROWSER,
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Mobile/15E148 [FBAN/FBIOS;FBAV/440.0.0.30.111;FBDV/iPhone14,5]",
    "Opera/9.80 (J2ME/MIDP; Opera Mini/4.5.33867/174.101; U; en) Presto/2.12.423 Version/12.16",
    "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/99.0.4844.88 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
]
ROBOTS = [
    "",
    " ",
    "curl/8.5.0",
    "Wget/1.21",
    "python-requests/2.32",
    "Go-http-client/1.1",
    "Java/17.0.1",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "WhatsApp/2.23.20.0",
    "GPTBot/1.0",
    "A-Robot-Of-Tomorrow-Bot/1.0",
    BROWSER + " Chrome-Lighthouse",
    "x" * 2000,
]


@pytest.mark.parametrize("agent", READERS)
def test_readers_are_no_robots(agent: str) -> None:
    """Browsers, apps that show pages, and a telephone that only sounds like one."""
    assert agent not in Bots()


@pytest.mark.parametrize("agent", ROBOTS)
def test_robots_are_known(agent: str) -> None:
    """Crawlers, tools without a person, fetchers of previews, and who hides its name."""
    assert agent in Bots()


def test_answers_about_robots_are_remembered_within_bounds() -> None:
    """However many names are invented, memory stays small."""
    bots = Bots()
    assert not any(f"{BROWSER} {number}" in bots for number in range(MOST + 10))
    assert MOST >= len(bots._known)


def test_a_server_that_is_told_to_end_loses_no_view(paper: Paper) -> None:
    """What its workers have not written yet they write before they go."""
    server = Server(paper.home)
    now = token(KEY, int(time.time()) // 3600)
    for number in range(20):
        server.ask(f"/v/{now}/{ID}?{number:016}", headers={"User-Agent": BROWSER})
    server.end()
    assert 20 == len(paper.views())


def test_a_paper_without_a_page_store_answers_beacons_too(tmp_path: Path) -> None:
    """Nobody learns from a beacon's answer how the paper fares."""
    application = make_application(tmp_path)
    response = get(application, f"/v/{token(KEY, HOUR)}/{ID}")
    assert (204, b"") == (response.status, response.raw)
    application.close()  # type: ignore[attr-defined]
