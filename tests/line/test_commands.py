"""The `barta` command: what outsiders call, on a real home."""

import json
import shutil
from pathlib import Path

import pytest
from line_home import Barta, command

from barta.config.cli import COMMANDS

STORY = {
    "headline": "কমলডাঙায় নতুন সেতু",
    "section": "national",
    "published": "2026-10-05T09:12:00+06:00",
    "body": ["সেতুটি খুলে দেওয়া হয়েছে।", "দুই পারের মানুষ খুশি।"],
    "url": "https://old.example/news/1.html",
}


def write(folder: Path, *rows: object) -> str:
    """Write JSON Lines and return the file's name."""
    file = folder / "archive.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"manage"}))
def test_every_command_has_help_with_examples(name: str, barta: Barta) -> None:
    """`barta COMMAND --help` says what it does and shows examples, and loads no paper."""
    said = barta(name, "--help").stdout
    assert "examples:" in said
    assert f"barta {name}" in said


def test_an_unknown_command_is_told_the_known_ones(barta: Barta) -> None:
    """A typing mistake ends in the list of commands, exit code 2."""
    assert "rebuild" in barta("rebiuld", code=2).stderr


def test_an_empty_home_is_made_ready_by_the_first_import(barta: Barta, tmp_path: Path) -> None:
    """Import makes an empty home ready, publishes, and prints an address that show understands."""
    address = barta("import", write(tmp_path, STORY)).stdout.split()[-1]
    shown = barta("show", "--text", address)
    assert "" == shown.stderr
    lines = shown.stdout.splitlines()
    assert [STORY["headline"], "০৫ অক্টোবর ২০২৬, ০৯:১২", *STORY["body"]] == [
        line for line in lines if line in {STORY["headline"], "০৫ অক্টোবর ২০২৬, ০৯:১২", *STORY["body"]}
    ][:4]
    assert [address] == barta("addresses").stdout.split()


def test_the_same_story_is_reported_as_already_there(paper: Barta, tmp_path: Path) -> None:
    """By its old address, or by headline and time, a story is known, and its address is the same."""
    first = paper("import", write(tmp_path, STORY)).stdout.split()
    by_url = paper("import", write(tmp_path, STORY | {"headline": "অন্য শিরোনাম"})).stdout.split()
    by_time = paper("import", write(tmp_path, {k: v for k, v in STORY.items() if k != "url"})).stdout.split()
    assert first[-1] == by_url[-1] == by_time[-1]
    assert ["already", "there"] == by_url[:2] == by_time[:2]


def test_the_old_address_leads_to_the_story(paper: Barta, tmp_path: Path) -> None:
    """What was linked at the old site is found at the new one."""
    address = paper("import", write(tmp_path, STORY)).stdout.split()[-1]
    shown = paper("show", "--text", "/news/1.html")
    assert str(STORY["headline"]) in shown.stdout
    assert address in shown.stderr


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\xff", ""),
        (b'{"headline": "\xff"}', "UTF-8"),
        ("শুধু একটি লাইন".encode("utf-16"), ""),
        (b"x" * 6_000_000, ""),
    ],
)
@pytest.mark.parametrize("name", ["read", "import"])
def test_a_bad_file_ends_in_a_message(
    name: str, content: bytes, says: str, barta: Barta, tmp_path: Path
) -> None:
    """No file, however broken, ends in a traceback, and nothing of it is filed."""
    file = tmp_path / "bad.txt"
    file.write_bytes(content)
    done = barta(name, str(file), code=1)
    assert done.stderr.startswith(f"barta {name}: ")
    assert "Traceback" not in done.stderr
    assert says in done.stderr
    assert not (tmp_path / "home" / "newsroom.sqlite3").exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"section": "কোথাও না"}, "--create-sections"),
        ({"section": ""}, "--section"),
        ({"section": "ledger"}, "--create-sections"),
        ({"published": "2026-02-31"}, "published"),
        ({"headline": "ক\udc00"}, "headline"),
        ({"headline": "ক" * 301}, "300"),
        ({"body": "\0"}, "body"),
    ],
)
def test_one_bad_story_leaves_the_paper_untouched(
    change: dict[str, str], says: str, paper: Barta, tmp_path: Path
) -> None:
    """A file with a bad line is refused whole: the good story before it is not filed either."""
    file = tmp_path / "bad.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in (STORY, STORY | change)))
    done = paper("import", str(file), code=1)
    assert says in done.stderr
    assert "nothing was filed" in done.stderr
    assert "" == paper("addresses").stdout


def test_a_named_section_is_made_when_asked_for(paper: Barta, tmp_path: Path) -> None:
    """--create-sections makes a section with a Bangla address that works."""
    file = write(tmp_path, STORY | {"section": "নদী ও চর"})
    address = paper("import", "--create-sections", file).stdout.split()[-1]
    assert address.startswith("/নদী-ও-চর/")
    assert str(STORY["headline"]) in paper("show", "--text", "/নদী-ও-চর").stdout


def test_two_names_of_one_section_make_one_section(paper: Barta, tmp_path: Path) -> None:
    """A slug, a Bangla name and another paper's name of the same thing lead to the same address."""
    file = tmp_path / "names.jsonl"
    rows = [
        {
            "headline": f"মাঠের খবর {name}",
            "section": name,
            "published": STORY["published"],
            "body": ["মাঠে ভিড়।"],
        }
        for name in ("sports", "খেলা", "ক্রীড়া")
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows))
    addresses = [line.split()[-1] for line in paper("import", str(file)).stdout.splitlines()]
    assert ["sports"] * 3 == [address.split("/")[1] for address in addresses]


@pytest.mark.parametrize("name", ["ledger", "ক" * 400])
def test_a_section_that_cannot_be_made_leaves_the_paper_untouched(
    name: str, paper: Barta, tmp_path: Path
) -> None:
    """An address of the system's own, or an endless name, is refused before anything is filed."""
    file = tmp_path / "bad.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in (STORY, STORY | {"section": name})))
    done = paper("import", "--create-sections", str(file), code=1)
    assert "cannot be made" in done.stderr
    assert "nothing was filed" in done.stderr
    assert "" == paper("addresses").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["national"],
        ["/x\x01\x7f", "--at", "2026-13-40"],
        ["/", "--at", "গতকাল"],
        ["/", "--at", "0001-01-01"],
        ["/", "--at", "9999-12-31T23:59:59"],
        ["/%ff%fe"],
        ["https://elsewhere.example/x"],
        ["/" + "x" * 5000],
        [""],
    ],
)
def test_show_refuses_what_is_no_address_or_moment(arguments: list[str], barta: Barta) -> None:
    """The message says what to give instead."""
    done = barta("show", *arguments, code=2)
    assert done.stderr.startswith("barta: ")
    assert "Traceback" not in done.stderr


def test_show_of_an_unknown_address_is_the_readers_own_page(demo: Barta) -> None:
    """A reader who mistypes sees a Bangla page, and show says which status it has."""
    done = demo("show", "--text", "/নেই")
    assert "পাতাটি পাওয়া গেল না" in done.stdout
    assert "404" in done.stderr


def test_show_leaves_out_what_was_published_later(demo: Barta) -> None:
    """As of an earlier day the paper holds the stories up to that day only."""
    assert "বন্ধ করুন" in demo("show", "--text", "--at", "2000-01-01", "/").stdout
    addresses = demo("addresses").stdout.split()
    assert 53 == len(addresses)
    assert "404" in demo("show", "--at", "2000-01-01", addresses[0]).stderr


def test_verify_rebuild_and_doctor_find_a_healthy_paper(demo: Barta) -> None:
    """The chain holds, every page is as recorded, before and after a rebuild; nothing is bad."""
    assert "everything is as recorded" in demo("verify").stdout
    assert "built anew" in demo("rebuild").stdout
    assert "everything is as recorded" in demo("verify").stdout
    assert "BAD" not in demo("doctor").stdout


def test_a_backup_comes_back_whole_in_another_place(demo: Barta, tmp_path: Path) -> None:
    """Backup, restore elsewhere: the same addresses, the same pages, and a chain that verifies."""
    target = tmp_path / "backup"
    demo("backup", "--to", str(target))
    assert "is complete" in demo("backup", "--check", str(target)).stdout
    restored = command(tmp_path / "other" / "home")
    restored("restore", str(target))
    address = demo("addresses").stdout.split()[0]
    assert demo("addresses").stdout == restored("addresses").stdout
    at = "2030-01-01T10:00"
    assert demo("show", "--at", at, address).stdout == restored("show", "--at", at, address).stdout
    assert "everything is as recorded" in restored("verify").stdout
    assert "holds a paper" in restored("restore", str(target), code=2).stderr


def test_a_damaged_backup_is_refused(demo: Barta, tmp_path: Path) -> None:
    """One flipped byte or a missing file, and nothing is restored."""
    target = tmp_path / "backup"
    demo("backup", "--to", str(target))
    data = bytearray((target / "newsroom.sqlite3").read_bytes())
    data[len(data) // 2] ^= 1
    (target / "newsroom.sqlite3").write_bytes(data)
    other = tmp_path / "other"
    assert "damaged" in command(other)("restore", str(target), code=2).stderr
    assert not (other / "newsroom.sqlite3").exists()
    data[len(data) // 2] ^= 1
    (target / "newsroom.sqlite3").write_bytes(data)
    shutil.rmtree(target / "secrets")
    assert "missing" in command(other)("backup", "--check", str(target), code=2).stderr


def test_secrets_are_for_the_owner_only(demo: Barta, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nobody else on the machine can read the keys or the demo's passwords."""
    demo("doctor")
    homes = [path.parent for path in tmp_path_factory.getbasetemp().glob("demo*/home/secrets")]
    assert homes
    for home in homes:
        assert 0o700 == (home / "secrets").stat().st_mode & 0o777
        assert 0o600 == (home / "demo-logins.json").stat().st_mode & 0o777


def test_the_language_answers_on_the_command_line(barta: Barta) -> None:
    """Dates, slugs, digits and normal forms, as JSON where asked for."""
    row = json.loads(barta("bangla", "date", "--json", "2025-07-03").stdout)
    assert {"gregorian": "2025-07-03", "year": 1432, "month": 3, "day": 19, "text": "১৯ আষাঢ় ১৪৩২"} == row
    assert "১৬ পৌষ ১৪২৭\n" == barta("bangla", "date", "2020-12-31").stdout
    assert "পদ্মায়-নতুন-সেতু\n" == barta("bangla", "slug", "পদ্মায় নতুন সেতু!").stdout
    assert "সকাল ৯:৩০\n" == barta("bangla", "digits", "সকাল 9:30").stdout
    assert barta("bangla", "date", "2026-02-30", code=1).stderr.startswith("barta bangla date: ")


def test_an_earlier_edition_is_redacted_and_the_chain_verifies(demo: Barta) -> None:
    """The text of an earlier edition goes for ever; readers' pages and the chain stay as they are."""
    story = demo("addresses").stdout.split()[0].split("/")[2]
    editions = demo("redact", "--story", story).stdout.splitlines()
    assert 2 == len(editions)
    seq = editions[0].split()[0]
    assert "redacted" in demo("redact", "--note", "আদালতের আদেশে", seq).stdout
    assert demo("redact", "--story", story).stdout.splitlines()[0].endswith("redacted")
    assert "newest" in demo("redact", editions[-1].split()[0], code=1).stderr
    assert "everything is as recorded" in demo("verify").stdout
