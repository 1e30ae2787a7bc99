"""Invented stories: the same in every run, as long as a newspaper's, in words of real frequency."""

import os
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

PARAGRAPHS = 9
OLDEST = datetime(2005, 1, 1, tzinfo=UTC)
LIST = "word_frequencies.tsv"
MOST_WORDS = 20_000

_TEXT = """
ও করে থেকে এই না হয়েছে এক তিনি জন্য সঙ্গে করা বলেন হয় নদী সেতু বাজার সকাল বৃষ্টি কৃষক ধান ফসল
গ্রাম শহর উপজেলা জেলা পৌরসভা মেলা বিদ্যালয় শিক্ষক শিক্ষার্থী পরীক্ষা ফলাফল খেলা মাঠ দল জয় প্রথম
দ্বিতীয় শেষ বছর মাস সপ্তাহ দিন রাত আলো বিদ্যুৎ পানি সড়ক নৌকা ঘাট ফেরি ট্রেন বাস যাত্রী চালক পুলিশ
হাসপাতাল চিকিৎসক রোগী ওষুধ টাকা দাম কেজি মাছ সবজি চাল ডাল তেল কারখানা শ্রমিক মালিক সভা কমিটি
সিদ্ধান্ত প্রকল্প কাজ শুরু নতুন পুরোনো বড় ছোট ভালো মানুষ পরিবার শিশু নারী তরুণ প্রবীণ লেখক বই
পাঠাগার নাটক গান সিনেমা উৎসব শীত গরম ঝড় বন্যা বাঁধ গাছ পাখি বন ফুল উদ্যোগ সহায়তা দাবি অভিযোগ তদন্ত
প্রতিবেদন তথ্য হিসাব পরিকল্পনা বরাদ্দ অনুমোদন উদ্বোধন
"""
_WORDS = _TEXT.split()


class Draft(NamedTuple):
    """An invented story: plain paragraphs, an aware moment, names of topics."""

    headline: str
    published: datetime
    body: tuple[str, ...]
    topics: tuple[str, ...]


def word_list() -> tuple[list[str], list[float]]:
    """Return words and their cumulated weights: a counted list where there is one, else our own."""
    folder = Path(os.environ.get("BARTA_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    file = folder / "data" / LIST
    if not file.exists():
        # Zipf's law: the word of rank r is about 1/r as frequent as the first.
        return list(_WORDS), list(accumulate(1 / rank for rank in range(1, len(_WORDS) + 1)))
    lines = file.read_text(encoding="utf-8").splitlines()[:MOST_WORDS]
    pairs = [line.split("\t") for line in lines if line.count("\t") == 1]
    return [word for word, _ in pairs], list(accumulate(float(count) for _, count in pairs))


def drafts(count: int) -> Iterator[Draft]:
    """Yield `count` stories, oldest first, an hour apart; headlines differ from each other."""
    dice = random.Random(1971)
    words, weights = word_list()

    def text(length: int) -> str:
        return " ".join(dice.choices(words, cum_weights=weights, k=length))

    for number in range(count):
        yield Draft(
            headline=f"{text(6)} {_bangla(number)}",
            published=OLDEST + timedelta(hours=number),
            body=tuple(
                " ".join(f"{text(dice.randint(8, 16))}।" for _ in range(dice.randint(2, 4)))
                for _ in range(PARAGRAPHS)
            ),
            topics=tuple(f"মাপজোখ {_bangla(dice.randrange(40))}" for _ in range(dice.randrange(3))),
        )


def _bangla(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
