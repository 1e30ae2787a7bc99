"""What the invented stories refer to: the paper's setting, sections, people and topics."""

import hashlib
from typing import Final

from barta.edition import Person, Section, Setting, Topic
from barta.edition.identity import ALPHABET, PUBLIC_ID_LENGTH
from barta.importers.invented.words import most_frequent

NAME: Final = "মাপের কাগজ"

SECTIONS: Final = (
    ("bangladesh", "বাংলাদেশ"),
    ("district", "জেলা"),
    ("economy", "অর্থনীতি"),
    ("world", "বিশ্ব"),
    ("sports", "খেলা"),
    ("culture", "সংস্কৃতি"),
    ("science", "বিজ্ঞান"),
    ("opinion", "মতামত"),
)

TOPICS: Final = 120

_FIRST: Final = ("অনিন্দ্য", "তাহমিদা", "রওনক", "শাফিন", "মৃদুলা", "কাজল", "ইমরোজ", "নাবিলা")
_LAST: Final = ("মাপদার", "গোনক", "ওজনী", "ঘড়িয়াল", "রেখাকার")
"""Names that nobody bears: the paper is for measuring."""


def hexadecimal(name: str) -> str:
    """Return the id of what is called `name` inside the invented paper: 32 hex digits."""
    return hashlib.blake2b(f"barta invented {name}".encode(), digest_size=16).hexdigest()


def public_id(name: str) -> str:
    """Return the public id of what is called `name`: ten letters."""
    number = int.from_bytes(hashlib.blake2b(f"barta public {name}".encode(), digest_size=8).digest())
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(PUBLIC_ID_LENGTH))


def section_id(number: int) -> str:
    """Return the id of a section."""
    return hexadecimal(f"section {number}")


def person_id(number: int) -> str:
    """Return the id of somebody with a byline."""
    return hexadecimal(f"person {number}")


def topic_id(number: int) -> str:
    """Return the id of a topic."""
    return hexadecimal(f"topic {number}")


def setting(site_url: str) -> Setting:
    """Return the paper itself, under its address."""
    return Setting(
        name=NAME,
        site_url=site_url,
        tagline="গোনা শব্দে লেখা, মাপার জন্য ছাপা",
        publisher=NAME,
        menu=tuple(section_id(number) for number in range(len(SECTIONS))),
    )


def sections() -> list[Section]:
    """Return the sections, in the order of the menu."""
    return [
        Section(id=section_id(number), slug=slug, name=name, position=number)
        for number, (slug, name) in enumerate(SECTIONS)
    ]


def people() -> list[Person]:
    """Return everybody with a byline."""
    names = [f"{first} {last}" for last in _LAST for first in _FIRST]
    return [
        Person(
            id=person_id(number),
            public_id=public_id(f"person {number}"),
            slug=f"reporter-{number + 1}",
            name=name,
            role="নিজস্ব প্রতিবেদক",
        )
        for number, name in enumerate(names)
    ]


def topics() -> list[Topic]:
    """Return the topics, which are called after frequent nouns."""
    return [
        Topic(id=topic_id(number), slug=f"topic-{number + 1}", name=name)
        for number, name in enumerate(most_frequent(TOPICS, skip=10))
    ]


def foundation(site_url: str) -> list[Setting | Section | Person | Topic]:
    """Return everything that is recorded before the first story, in its order."""
    return [setting(site_url), *sections(), *people(), *topics()]
