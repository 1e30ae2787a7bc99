"""`barta import`: stories from captures and JSON Lines, filed and published through the newsroom."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from barta.config.commands import parser
from barta.config.home import Home
from barta.config.readiness import make_ready
from barta.importers.archive import ArchivedStory, ArchiveError, read_archive
from barta.importers.capture import CaptureError, read_file
from barta.importers.captured import story_of
from barta.readership import connect as connect_readership
from barta.readership import create as create_readership
from barta.readership import save_score, set_views


def main(arguments: Sequence[str]) -> int:
    """Check every file wholly, then publish; print one line a story, ending in its address."""
    made = parser(
        "import",
        "Publish stories from captures of pages (.txt) and JSON Lines (.jsonl, one story a line:\n"
        "headline, section, published, updated, byline, body, signoff, views, views_at, url).\n"
        "Every file is checked before anything is written; a story that is there already is said to be so,\n"
        "and an import that was interrupted goes on when it is called again.",
        "  barta import page.txt\n"
        "  barta import --section foreign page.txt\n"
        "  barta import --create-sections archive.jsonl\n"
        "  barta import --dry-run archive.jsonl",
    )
    made.add_argument("files", nargs="+", type=Path, metavar="FILE")
    made.add_argument("--section", default="", help="the section of captures, or of stories that name none")
    made.add_argument("--published", default="", help="the time of a capture that prints none")
    made.add_argument("--create-sections", action="store_true", help="make sections that the paper lacks")
    made.add_argument("--dry-run", action="store_true", help="only check, and say what would be filed")
    called = made.parse_args(arguments)
    try:
        # The first pass reads everything and keeps nothing but the sections' names.
        sections = {story.section for file in called.files for story in _stories(file, called, loud=True)}
    except (ArchiveError, CaptureError) as error:
        return _nothing_filed(str(error))
    except OSError as error:
        return _nothing_filed(f"{error.filename}: {error.strerror}: name files that can be read")
    return _publish(called, sections)


def _nothing_filed(why: str) -> int:
    print(f"barta import: {why}", file=sys.stderr)
    print("barta import: nothing was filed", file=sys.stderr)
    return 1


def _publish(called: argparse.Namespace, names: set[str]) -> int:
    home = Home.from_environment()
    make_ready(home)
    from barta.importers.filing import FilingError, file_stories, resolve_sections

    try:
        sections = resolve_sections(names, create=called.create_sections)
    except FilingError as error:
        return _nothing_filed(str(error))
    if called.dry_run:
        for file in called.files:
            for story in _stories(file, called):
                print(f"would be filed  {story.section}  {story.headline}")
        return 0
    stories = (story for file in called.files for story in _stories(file, called))
    done = refused = 0
    with closing(connect_readership(home.readership_url)) as readership:
        create_readership(readership)
        for filed in file_stories(stories, sections):
            if filed.refused:
                refused += 1
                print(f"barta import: refused: {filed.headline}: {filed.refused}", file=sys.stderr)
                continue
            if filed.views:
                set_views(readership, [(filed.story, filed.views_at, filed.views)])
            print(f"{'already there' if filed.already else 'published'}  {filed.address}")
            done += 1
            if done % 1000 == 0:
                print(f"{done:,} stories …", file=sys.stderr)
        save_score(readership, datetime.now(UTC))
    return 1 if refused else 0


def _stories(file: Path, called: argparse.Namespace, *, loud: bool = False) -> Iterator[ArchivedStory]:
    if not _is_capture(file):
        for story in read_archive(file):
            if loud and story.unknown:
                print(f"{file}: fields that are not imported: {', '.join(story.unknown)}", file=sys.stderr)
            yield _in_section(story, called.section)
        return
    try:
        story, remarks = story_of(read_file(file), section=called.section, published=called.published)
    except ValueError as error:
        raise CaptureError(f"{file}: {error}") from error
    if loud:
        for remark in remarks:
            print(f"{file}: {remark}", file=sys.stderr)
    yield story


def _is_capture(file: Path) -> bool:
    """Tell a capture from JSON Lines: by its name, otherwise by how it begins."""
    if file.suffix in (".jsonl", ".ndjson", ".json"):
        return False
    if file.suffix == ".txt":
        return True
    with file.open("rb") as opened:
        return not opened.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _in_section(story: ArchivedStory, section: str) -> ArchivedStory:
    return story if story.section or not section else replace(story, section=section)
