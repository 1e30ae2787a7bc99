"""The paper at another moment."""

from datetime import timedelta
from pathlib import Path

from press_samples import NOON, Paper, breaking, ending, front, ident, pin, public_id, story

from barta.pagestore import Reader, error_key, join, path_key, story_key
from barta.press import moment

DAYS = timedelta(days=1)


def shown(paper: Paper, path: str, at: timedelta, folder: Path) -> str:
    """Return the text of the page at `path` as of NOON + `at`."""
    moment(
        paper.home, path, NOON + at, folder, ledger_url=paper.ledger_url, readership_url=paper.readership_url
    )
    reader = Reader(folder)
    try:
        parts = path.split("/")
        found = reader.page(story_key(parts[2])) if len(parts) > 2 else None
        found = found or reader.page(path_key(path)) or reader.page(error_key(404))
        assert found is not None
        chunks = join(found, reader.slot, now=int((NOON + at).timestamp()), gzip=False).chunks
        return f"{found.status}\n" + b"".join(chunks).decode()
    finally:
        reader.close()


def archive(paper: Paper) -> None:
    """Publish ten stories, one a day; the tenth on NOON."""
    for number in range(10):
        paper.record(story(number, published=NOON - (9 - number) * DAYS))


def test_lists_hold_what_was_published_by_then(paper: Paper, tmp_path: Path) -> None:
    """A story's page five days ago lists nothing newer, and says that day's date."""
    archive(paper)
    paper.catch_up()
    page = shown(paper, f"/s1/{public_id(3)}/নদীর-ধারে-মেলা-3", -5 * DAYS, tmp_path / "then")
    assert "০৯ এপ্রিল ২০৩১" in page
    assert [True, False] == [f"খবর {number}<" in page for number in (4, 5)]


def test_a_story_of_the_future_is_not_found(paper: Paper, tmp_path: Path) -> None:
    """What was published later did not exist then."""
    archive(paper)
    paper.catch_up()
    path = f"/s1/{public_id(7)}/নদীর-ধারে-মেলা-7"
    assert "404" == shown(paper, path, -5 * DAYS, tmp_path / "then").split("\n")[0]
    assert "200" == shown(paper, path, -2 * DAYS, tmp_path / "now").split("\n")[0]


def test_what_is_withdrawn_stays_withdrawn(paper: Paper, tmp_path: Path) -> None:
    """Valid time goes back among what is public now."""
    archive(paper)
    paper.record(ending(3, "withdraw", "কারণ"))
    paper.catch_up()
    assert "410" == shown(paper, f"/s1/{public_id(3)}", -5 * DAYS, tmp_path / "a").split("\n")[0]
    assert "খবর 3<" not in shown(paper, "/", -5 * DAYS, tmp_path / "b")


def test_the_front_and_the_sections_go_back_too(paper: Paper, tmp_path: Path) -> None:
    """Fronts show the newest of then."""
    archive(paper)
    paper.catch_up()
    for number, path in enumerate(("/", "/s1")):
        page = shown(paper, path, -5 * DAYS, tmp_path / str(number))
        assert [True, False] == [f"খবর {one}<" in page for one in (4, 5)]


def test_the_front_of_another_moment_is_not_arranged_by_what_was_chosen_later(
    paper: Paper, tmp_path: Path
) -> None:
    """Neither pins nor the breaking bar go back behind the moment at which they were set."""
    archive(paper)
    paper.record(front(lead=(pin(1),), breaking=breaking("নদীতে পানি বাড়ছে", NOON + DAYS)))
    paper.catch_up()
    pages = [shown(paper, "/", at, tmp_path / name) for name, at in (("now", 0 * DAYS), ("then", -5 * DAYS))]
    assert [True, False] == ["নদীতে পানি বাড়ছে" in page for page in pages]
    assert [True, False] == [page.index("খবর 1<") < page.index("খবর 4<") for page in pages]


def test_views_count_up_to_then(paper: Paper, tmp_path: Path) -> None:
    """What was read later did not count yet."""
    archive(paper)
    paper.read(1, 50, ago=timedelta(hours=1))
    paper.read(2, 5, ago=5 * DAYS + timedelta(hours=1))
    paper.catch_up()
    page = shown(paper, f"/s1/{public_id(0)}", -5 * DAYS, tmp_path / "then")
    listed = page[page.index('id="most-read"') :]
    assert listed.index("খবর 2<") < listed.index("খবর 1<")


def test_a_story_without_a_row_is_not_found(paper: Paper, tmp_path: Path) -> None:
    """An unknown public id is a 404 at any moment."""
    paper.catch_up()
    assert ident("story", 1)
    assert "404" == shown(paper, f"/s1/{public_id(77)}/x", timedelta(0), tmp_path / "x").split("\n")[0]
