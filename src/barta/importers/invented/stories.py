"""Story number i of the invented paper: as long as a newspaper's, and later than the one before it."""

import math
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

from barta.edition import Block, Byline, Heading, Paragraph, Person, Quote, Story
from barta.importers.invented.paper import (
    SECTIONS,
    TOPICS,
    hexadecimal,
    people,
    person_id,
    public_id,
    section_id,
    topic_id,
)
from barta.importers.invented.words import headline, indices, sentences

FIRST: Final = datetime(2005, 1, 1, 3, 0, tzinfo=UTC)
_SPAN: Final = timedelta(days=7300)
_SLOW, _MOST = 200, 2_000_000
"""A paper prints more each year: story i comes after a share of the span that grows with log(1 + i/200)."""

_HEAD: Final = 64
"""How many numbers decide everything but the text."""

_DESK: Final = "নিজস্ব প্রতিবেদক"


def published(number: int) -> datetime:
    """Return when a story was published: twenty years from FIRST hold two million of them."""
    share = math.log1p(number / _SLOW) / math.log1p(_MOST / _SLOW)
    # Whole minutes, as papers print them: no machine's logarithm is so wrong that it shows.
    return FIRST + timedelta(minutes=int(_SPAN.total_seconds() * share) // 60)


def address(number: int) -> str:
    """Return the path of story `number`, decoded; the same in all its editions."""
    section, public, slug = _standing(number)
    return f"/{SECTIONS[section][0]}/{public}/{slug}"


def story(number: int, *, edition: int = 0, at: datetime | None = None) -> Story:
    """Return story `number` (from 0); a later `edition` has another text and is updated `at`."""
    draws = indices(f"story {number} {edition}", _HEAD)
    fixed = indices(f"story {number} 0", _HEAD)
    section, public, slug = _standing(number)
    title, _ = headline(_title(draws))
    text = indices(f"text {number} {edition}", _length(draws[1]))
    standfirst = next(sentences(draws[20:37]))[1] if draws[2] % 3 == 0 else ""
    return Story(
        id=hexadecimal(f"story {number}"),
        public_id=public,
        headline=title,
        slug=slug,
        section=section_id(section),
        published=published(number),
        updated=at if edition else None,
        standfirst=standfirst,
        kicker=headline(draws[40:42])[0] if draws[4] % 5 == 0 else "",
        bylines=(_byline(fixed[5]),),
        topics=_topics(fixed[6], fixed[7]),
        body=tuple(_body(text)),
        signoff="মাপ",
    )


def _standing(number: int) -> tuple[int, str, str]:
    """Return what the address of a story says: the number of its section, its public id, its slug."""
    draws = indices(f"story {number} 0", _HEAD)
    return _skewed(draws[3], len(SECTIONS)), public_id(f"story {number}"), headline(_title(draws))[1]


def _title(draws: tuple[int, ...]) -> tuple[int, ...]:
    return draws[8 : 13 + draws[0] % 4]


def _length(draw: int) -> int:
    """Return how many words a story has: eight of ten 300 to 600, one fewer, one more."""
    kind, place = draw % 10, draw // 10 / 6554
    if kind == 0:
        return 90 + int(place * 210)
    return 600 + int(place * 300) if kind == 9 else 300 + int(place * 300)


def _body(numbers: tuple[int, ...]) -> list[Block]:
    """Return paragraphs of two to four sentences; long stories have a heading and a quotation too."""
    blocks: list[Block] = []
    gathered: list[str] = []
    wanted, used = 2, 0
    for count, text in sentences(numbers):
        gathered.append(text)
        used += count
        if len(gathered) >= wanted:
            blocks.append(Paragraph(html=" ".join(gathered)))
            gathered, wanted = [], 2 + numbers[used - 1] % 3
    if gathered:
        blocks.append(Paragraph(html=" ".join(gathered)))
    if len(blocks) > 9:
        blocks.insert(4, Heading(text=headline(numbers[:4])[0]))
        blocks.insert(8, Quote(text=next(sentences(numbers[-20:]))[1], by=_people()[numbers[0] % 40].name))
    return blocks


def _byline(draw: int) -> Byline:
    if draw % 4 == 0:
        return Byline(printed=_DESK, kind="desk")
    number = _skewed(draw >> 2, len(_people()) * 4) % len(_people())
    return Byline(printed=_people()[number].name, person=person_id(number))


def _topics(first: int, second: int) -> tuple[str, ...]:
    count = first % 3
    chosen = dict.fromkeys((_skewed(first, TOPICS), _skewed(second, TOPICS)))
    return tuple(topic_id(number) for number in chosen)[:count]


def _skewed(draw: int, count: int) -> int:
    """Return a number below `count`, small ones oftener than large ones."""
    return int(count * ((draw % 65_521) / 65_521) ** 1.6)


@cache
def _people() -> list[Person]:
    return people()
