"""The paper on PostgreSQL: another machine follows the same ledger and has the same site."""

from pathlib import Path

from line_home import command

AT = "2030-01-01T10:00"


def test_a_follower_with_the_readers_role_has_the_same_site(postgres_url: str, tmp_path: Path) -> None:
    """A node that may read nothing but ledger and rankings prints the pages of the newsroom's machine."""
    newsroom = command(tmp_path / "newsroom", BARTA_DATABASE=postgres_url)
    newsroom("demo")
    newsroom("schedule", "--once")
    newsroom("press", "--once")
    assert "may follow" in newsroom("follower", "barta_press").stdout

    node = command(tmp_path / "node", BARTA_DATABASE=postgres_url.replace("postgres@", "barta_press@"))
    node("press", "--once")
    addresses = newsroom("addresses").stdout.split()
    assert 53 == len(addresses)
    for path in ("/", "/river", addresses[0], addresses[-1]):
        assert newsroom("show", path).stdout == node("show", path).stdout
    assert "everything is as recorded" in node("verify").stdout
