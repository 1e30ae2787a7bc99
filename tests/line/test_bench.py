"""`barta bench fill`: an invented paper of any size, through the ledger and the press."""

import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from line_home import Barta, command

from barta import ledger
from barta.bangla.slug import is_slug
from barta.config.commands.addresses import public_paths
from barta.delivery import make_application
from barta.edition import CURRENT, Section, Setting, encode
from barta.importers import invented
from barta.importers.invented import filling
from barta.ledger import Connection, Entry

SITE = "https://paper.example"
BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was filled with 150 stories, and then up to 200."""
    folder = tmp_path_factory.mktemp("bench") / "home"
    for stories in ("150", "200"):
        command(folder)("bench", "fill", "--stories", stories)
    return folder


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Connection]:
    """A connection to an empty database."""
    with closing(ledger.connect(f"sqlite://{tmp_path / 'ledger.sqlite3'}")) as connection:
        yield connection


def recorded(connection: Connection) -> list[tuple[str, bytes | None]]:
    """Return subject and payload of every record."""
    return [(item.record.subject, item.payload) for item in ledger.follow(connection, 0, 10_000)]


def at(home: Path) -> Connection:
    """Return a connection to the ledger of a home."""
    return ledger.connect(f"sqlite://{home / 'newsroom.sqlite3'}")


def test_a_paper_filled_in_two_calls_is_the_same_as_one_filled_at_once(
    home: Path, opened: Connection
) -> None:
    """Every payload is the same, byte for byte, in the same order."""
    assert 200 == invented.fill(opened, 200, SITE)
    with closing(at(home)) as other:
        assert recorded(opened) == recorded(other)


def test_an_interrupted_filling_goes_on_where_it_was(
    opened: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one batch recorded stays, and the next call records the rest alone."""
    monkeypatch.setattr(filling, "BATCH", 20)

    def interrupt(done: int) -> None:
        if done == 40:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        invented.fill(opened, 100, SITE, interrupt)
    assert 40 == invented.known(opened)
    assert 60 == invented.fill(opened, 100, SITE)
    assert 0 == invented.fill(opened, 100, SITE)


def test_what_was_filled_is_as_recorded_and_has_addresses(home: Path) -> None:
    """`barta verify` finds nothing wrong, and every story has the address that the generator says."""
    assert "everything is as recorded" in command(home)("verify").stdout
    with closing(at(home)) as connection:
        assert {invented.address(number) for number in range(200)} == set(public_paths(connection))


def test_every_story_is_served(home: Path) -> None:
    """Delivery answers each address with the story's headline."""
    application = make_application(home)
    for number in range(0, 200, 10):
        status, page = asked(application, invented.address(number))
        assert "200 OK" == status
        assert invented.story(number).headline in page


def asked(application: object, path: str) -> tuple[str, str]:
    """Return status and body for a GET of a decoded path."""
    said: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "REMOTE_ADDR": "192.0.2.7",
    }
    body = application(environ, lambda status, headers, *_: said.append(status))  # type: ignore[operator]
    return said[0], b"".join(body).decode()


def test_stories_are_as_long_as_a_newspapers_and_spread_over_years() -> None:
    """Most have 300 to 600 words, each is later than the one before, and all addresses are sound."""
    stories = [invented.story(number) for number in range(300)]
    lengths = [sum(len(getattr(block, "html", "").split()) for block in one.body) for one in stories]
    assert 200 < sum(280 <= length <= 640 for length in lengths)
    assert sorted(one.published for one in stories) == [one.published for one in stories]
    assert 300 == len({one.public_id for one in stories}) == len({one.headline for one in stories})
    assert all(is_slug(one.slug) for one in stories)
    years = invented.story(19_999).published.year - invented.story(0).published.year
    assert 5 < years < 20
    assert datetime.now(UTC) > invented.story(invented.MOST).published


def test_a_home_that_was_only_made_ready_can_be_filled(opened: Connection) -> None:
    """The setting that a newsroom records at its first start is no paper yet."""
    ledger.create(opened)
    setting = encode(Setting(name="সংবাদপত্র", site_url=SITE))
    with ledger.transaction(opened):
        ledger.append(
            opened,
            [Entry("setting", "setting:paper", "setting", False, CURRENT["setting"], setting)],
            at=datetime.now(UTC),
        )
    assert 3 == invented.fill(opened, 3, SITE)


def test_a_paper_of_its_own_is_refused(opened: Connection) -> None:
    """A ledger that holds a section of a newsroom stays as it is."""
    ledger.create(opened)
    section = Section(id="a" * 32, slug="national", name="জাতীয়")
    entry = Entry("section", f"section:{section.id}", "publish", False, CURRENT["section"], encode(section))
    with ledger.transaction(opened):
        ledger.append(opened, [entry], at=datetime.now(UTC))
    before = recorded(opened)
    with pytest.raises(invented.ForeignPaperError, match="name an empty BARTA_HOME"):
        invented.fill(opened, 10, SITE)
    assert before == recorded(opened)


def test_a_newsroom_with_drafts_is_refused(opened: Connection) -> None:
    """Stories that nobody has published yet count too."""
    opened.execute("CREATE TABLE stories_story (id integer)")
    opened.execute("INSERT INTO stories_story VALUES (1)")
    with pytest.raises(invented.ForeignPaperError, match="newsroom holds stories"):
        invented.fill(opened, 10, SITE)


def test_more_stories_than_there_are_dates_for_are_refused(barta: Barta) -> None:
    """The message says how many there may be."""
    assert "2,000,000" in barta("bench", "fill", "--stories", "3000000", code=2).stderr


def test_the_rows_of_the_bench_have_the_agreed_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads the results finds these names, in this order, and numbers."""
    monkeypatch.syspath_prepend(str(BENCH))
    rows = __import__("rows")
    try:
        taken = rows.Rounds("barta-tail", 20_000)
        taken.cpu += [21.0, 20.0, 30.0]
        taken.rps += [1000.0, 900.0, 1100.0]
        taken.latencies([0.001] * 99 + [0.005])
        written = taken.row().written()
    finally:
        del sys.modules["rows"]
    assert ["name", "stories", "cpu_us", "rps", "p50_ms", "p99_ms", "pss_mb"] == list(written)
    assert ["barta-tail", 20_000, 21.0, 1000.0, 1.0, 5.0, 0.0] == list(written.values())
