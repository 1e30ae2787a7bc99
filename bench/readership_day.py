"""An invented day of readers: who reads which story when, behind which address, the same in every run.

Sixty per cent of the readers come from sixteen addresses of carriers, with three user agents between them.
"""

import math
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from random import Random
from typing import NamedTuple

CARRIERS = 16
CARRIED = 0.6
"""Which part of all readers the carriers bring."""

REGIONS = 8
SECTIONS = 8
SLOT_MINUTES = 10
SLOTS = 24 * 60 // SLOT_MINUTES

AGENTS = tuple(
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
    f" Chrome/{version}.0.0.0 Mobile Safari/537.36"
    for version in range(120, 160)
)
COMMON_AGENTS = 3
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"

WITHOUT_SCRIPT = 0.02
WITHOUT_BEACON = 0.05
FROM_CACHE = 0.05
RELOADED = 0.12
ROBOTS = 0.05

STORIES_A_SITTING = 2.5


class Story(NamedTuple):
    """A story: its public id, section, hour of publication (0 is the day's begin) and how it draws."""

    public_id: str
    section: int
    published: float
    draw: float

    def interest(self, hour: float) -> float:
        """Return how much it is wanted at an hour of the day: it rises fast and fades slowly."""
        age = hour - self.published
        if age <= 0:
            return 0.0
        return self.draw * ((1 - math.exp(-age / 0.7)) * math.exp(-age / 9) + 0.02)


class Group(NamedTuple):
    """Readers with a taste: a carrier's, or those of a region."""

    size: float
    taste: tuple[float, ...]
    addresses: tuple[str, ...]
    agents: tuple[str, ...]


class Reading(NamedTuple):
    """A request, or a page without one: `page` was fetched from us, `beacon` says how it told of itself.

    `beacon` is "script", "picture" or "" for none; `counts` says whether a reader reads the story for the
    first time, as the truth has it.
    """

    story: int
    address: str
    agent: str
    nonce: str
    page: bool
    beacon: str
    counts: bool


class Day:
    """The day: `views` readings that count, of `stories`; `truth` fills while it goes by."""

    def __init__(self, views: int, stories: int = 2000, seed: int = 1952) -> None:
        self._random = Random(seed)
        self._views = views
        self.stories = [self._story(rank) for rank in range(1, stories + 1)]
        networks = max(200, views // 30)
        self._groups = [*self._carriers(), *self._regions(networks)]
        self.truth: Counter[str] = Counter()

    def slots(self) -> Iterator[tuple[int, list[Reading]]]:
        """Yield the day's slots: the minute in which each begins, and what happens in it."""
        curve = [1.2 + math.sin((slot / SLOTS) * 2 * math.pi) for slot in range(SLOTS)]
        for slot, part in enumerate(curve):
            readings: list[Reading] = []
            interest = [story.interest((slot + 0.5) * SLOT_MINUTES / 60) for story in self.stories]
            for group in self._groups:
                wanted = self._views * part / sum(curve) * group.size
                tastes = [a * b for a, b in zip(interest, group.taste, strict=True)]
                readings.extend(self._group(group, wanted, list(accumulate(tastes))))
            self._random.shuffle(readings)
            yield slot * SLOT_MINUTES, readings

    def _group(self, group: Group, wanted: float, weights: list[float]) -> Iterator[Reading]:
        chance = self._random
        left = int(wanted) + (chance.random() < wanted % 1)
        everything = range(len(self.stories))
        while left > 0:
            count = min(left, 1 + int(chance.expovariate(1 / (STORIES_A_SITTING - 1))))
            read = dict.fromkeys(chance.choices(everything, cum_weights=weights, k=count))
            left -= len(read)
            yield from self._sitting(group, list(read))

    def _sitting(self, group: Group, read: list[int]) -> Iterator[Reading]:
        chance = self._random
        address, agent = chance.choice(group.addresses), chance.choice(group.agents)
        scripted = chance.random() >= WITHOUT_SCRIPT
        nonce = f"{chance.getrandbits(64):016x}" if scripted else ""
        for story in read:
            self.truth[self.stories[story].public_id] += 1
            beacon = "" if chance.random() < WITHOUT_BEACON else "script" if scripted else "picture"
            first = Reading(story, address, agent, nonce, chance.random() >= FROM_CACHE, beacon, True)
            yield first
            if chance.random() < RELOADED:
                yield first._replace(page=True, counts=False)
            if chance.random() < ROBOTS:
                robot = f"192.0.2.{chance.randrange(1, 20)}"
                yield Reading(story, robot, ROBOT, "", True, "script", False)

    def _story(self, rank: int) -> Story:
        chance = self._random
        letters = "0123456789abcdefghjkmnpqrstvwxyz"
        name = "".join(chance.choice(letters) for _ in range(10))
        return Story(name, chance.randrange(SECTIONS), chance.uniform(-48, 20), 1 / rank**0.9)

    def _taste(self, strength: float) -> tuple[float, ...]:
        """Return by how much more or less than others a group likes each story."""
        sections = [math.exp(self._random.gauss(0, strength)) for _ in range(SECTIONS)]
        return tuple(
            sections[story.section] * math.exp(self._random.gauss(0, strength / 2)) for story in self.stories
        )

    def _carriers(self) -> Iterator[Group]:
        sizes = [1 / (number + 1) ** 0.8 for number in range(CARRIERS)]
        for number, size in enumerate(sizes):
            share = CARRIED * size / sum(sizes)
            yield Group(share, self._taste(0.3), (f"103.20.{number}.1",), AGENTS[:COMMON_AGENTS])

    def _regions(self, networks: int) -> Iterator[Group]:
        """Yield the readers at home: in each of many networks a few addresses, and one in ten has many."""
        for region in range(REGIONS):
            addresses = [
                f"{40 + region}.{number >> 8}.{number & 255}.{self._random.randrange(1, 255)}"
                for number in range(networks // REGIONS)
                for _ in range(20 if number % 10 == 0 else 2)
            ]
            yield Group((1 - CARRIED) / REGIONS, self._taste(0.3), tuple(addresses), AGENTS)
