"""Words of newspaper Bangla by how often they come, and text drawn from them.

The weights follow Zipf's law: in each class the word of rank r comes about 1/r as often as the first.
Nouns take the usual case endings, so that the text has a few thousand different words.
"""

import hashlib
import struct
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from barta.bangla.normalise import nfc
from barta.bangla.slug import slug

_NOUNS: Final = """
মানুষ সরকার দেশ এলাকা শহর জেলা উপজেলা গ্রাম বাজার কাজ সময় দিন বছর মাস নদী সেতু সড়ক পরিবার শিক্ষক শিক্ষার্থী
বিদ্যালয় কৃষক ফসল জমি পানি বৃষ্টি বিদ্যুৎ হাসপাতাল রোগী চিকিৎসক টাকা দাম ব্যবসায়ী ব্যাংক প্রতিষ্ঠান কারখানা শ্রমিক মালিক
কর্মকর্তা কর্মচারী প্রশাসন পৌরসভা ইউনিয়ন কমিটি সভা সিদ্ধান্ত প্রকল্প পরিকল্পনা বরাদ্দ বাজেট তথ্য হিসাব প্রতিবেদন তদন্ত অভিযোগ
মামলা আদালত আইন নিয়ম দাবি উদ্যোগ সহায়তা সংগঠন সদস্য সভাপতি সম্পাদক প্রতিনিধি নেতা নারী শিশু তরুণ প্রবীণ যুবক অভিভাবক
বাসিন্দা যাত্রী চালক পথচারী দোকান দোকানি ক্রেতা বিক্রেতা পণ্য আমদানি রপ্তানি বিনিয়োগ ঋণ কর আয় ব্যয় লাভ ক্ষতি উৎপাদন সরবরাহ
চাহিদা মজুত ধান চাল গম পাট আলু পেঁয়াজ সবজি মাছ ইলিশ গরু দুধ ডিম তেল ডাল চিনি লবণ সার বীজ সেচ খাল বিল হাওর চর বাঁধ
ভাঙন বন্যা ঝড় শীত গরম কুয়াশা তাপমাত্রা আবহাওয়া পরিবেশ গাছ বন পাখি হাতি নৌকা ঘাট ফেরি লঞ্চ ট্রেন স্টেশন বাস ট্রাক রিকশা
সাইকেল যানজট দুর্ঘটনা আহত নিহত পুলিশ থানা আগুন উদ্ধার ঘর বাড়ি ভবন ছাদ দেয়াল মেঝে জানালা আলো অন্ধকার শব্দ ধুলা বর্জ্য
নালা পার্ক মাঠ খেলা দল ম্যাচ গোল রান উইকেট ইনিংস ব্যাটার বোলার অধিনায়ক কোচ দর্শক টুর্নামেন্ট পুরস্কার পদক জয় পরাজয় রেকর্ড
পরীক্ষা ফলাফল বই পাঠাগার পাঠক লেখক কবিতা গল্প উপন্যাস গান নাটক মঞ্চ শিল্পী ছবি প্রদর্শনী সিনেমা উৎসব মেলা ভাষা ইতিহাস
ঐতিহ্য জাদুঘর গবেষণা গবেষক বিজ্ঞানী প্রযুক্তি মোবাইল ইন্টারনেট যন্ত্র তার মন মত আশা স্বপ্ন ভয় ভরসা চেষ্টা সমস্যা সমাধান
সুযোগ সুবিধা সেবা মান হার সংখ্যা শতাংশ ভাগ পাশ প্রান্ত উত্তর দক্ষিণ পূর্ব পশ্চিম কেন্দ্র সীমানা পথ মোড় চত্বর
"""

_MODIFIERS: Final = """
নতুন বড় ছোট ভালো স্থানীয় প্রথম শেষ বিভিন্ন অনেক কয়েক প্রায় বেশি কম পুরোনো গুরুত্বপূর্ণ সাধারণ বিশেষ জাতীয় আন্তর্জাতিক
সরকারি বেসরকারি দীর্ঘ জরুরি নিয়মিত সাবেক বর্তমান প্রধান সহকারী দ্বিতীয় তৃতীয় চলতি আগামী গত একই অন্য প্রতিটি সব কিছু
অতিরিক্ত পর্যাপ্ত সম্ভাব্য প্রয়োজনীয় নিরাপদ ঝুঁকিপূর্ণ পাকা কাঁচা গভীর শান্ত ব্যস্ত উঁচু নিচু দরিদ্র সচ্ছল পরিচিত
"""

_JOINING: Final = """
ও এই না থেকে জন্য এ করে সঙ্গে হয়ে এক তাঁর এবং তবে পর কথা মধ্যে আর তিনি এর হয় আগে কারণে মাধ্যমে বিষয়ে পর্যন্ত কাছে দিয়ে
নিয়ে যে তাদের এখন যা কিন্তু অনুযায়ী আবার সেই তাই যদিও পাশাপাশি এরপর এদিকে অবশ্য শুধু এমন যখন তখন সেখানে এখানে যেখানে
একটি দুই তিন চার পাঁচ দশ শতাধিক হাজার সকালে দুপুরে বিকেলে রাতে আজ গতকাল সম্প্রতি দ্রুত ধীরে নিজেদের বাইরে ভেতরে ওপর নিচে
"""

_ENDS: Final = """
বলেন, করা হয়, হয়েছে, জানান, রয়েছে, হবে, করেছেন, ছিল, যায়, করছেন, হচ্ছে, আছে, নেই, জানা গেছে, শুরু হয়েছে, দেওয়া হয়েছে,
করতে হবে, পাওয়া যায়নি, পড়েছে, বেড়েছে, কমেছে, এসেছে, চলছে, থাকে, থাকবে, দেখা গেছে, নেওয়া হবে, চান,
পাচ্ছেন, দিয়েছেন, নিয়েছেন, এসেছেন, ছিলেন, মনে করেন, আশা করছেন, অপেক্ষা করছেন, কাজ করছেন, অংশ নেন,
উপস্থিত ছিলেন, দাবি করেন, উল্লেখ করেন, শেষ হবে, বন্ধ রয়েছে, চালু হয়েছে, ঠিক হয়নি
"""

_ENDINGS: Final = (("", ""), ("র", "ের"), ("তে", "ে"), ("কে", "কে"), ("টি", "টি"), ("গুলো", "গুলো"), ("ও", "ও"))
"""Endings after a vowel and after a consonant, the most frequent first."""

_SHARES: Final = (0.56, 0.15, 0.29)
"""How much of running text are nouns, modifiers and joining words."""

_VOWELS: Final = frozenset("অআইঈউঊঋএঐওঔািীুূৃেৈোৌ")
_SIZE: Final = 1 << 16


def indices(seed: str, count: int) -> tuple[int, ...]:
    """Return `count` numbers from 0 to 65,535 that follow from the seed alone."""
    return struct.unpack(f"<{count}H", hashlib.shake_128(seed.encode()).digest(2 * count))


def words(numbers: Sequence[int]) -> list[str]:
    """Return a word of running text for each number."""
    table = _running()
    return [table[number] for number in numbers]


def sentences(numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield (words, sentence) until the numbers are used up; sentences have 6 to 17 words."""
    running, ends = _running(), _ends()
    at = 0
    while at < len(numbers):
        end = at + 6 + numbers[at] % 11
        text = " ".join([running[number] for number in numbers[at + 1 : end]])
        yield min(end, len(numbers)) - at, f"{text} {ends[numbers[at]]}।".lstrip()
        at = end


def headline(numbers: Sequence[int], limit: int = 240) -> tuple[str, str]:
    """Return a headline of as many words as there are numbers, and its slug, of `limit` bytes at most."""
    chosen, kept, left = [], [], limit
    slugs = _slugs()
    for word in words(numbers):
        tail = slugs[word]
        left -= len(tail.encode()) + 1
        if left < 0:
            break
        chosen.append(word)
        kept.append(tail)
    return " ".join(chosen), "-".join(kept)


def most_frequent(count: int, skip: int = 0) -> list[str]:
    """Return the most frequent nouns without an ending, from the one of rank `skip` on."""
    return [nfc(word) for word in _NOUNS.split()[skip : skip + count]]


@cache
def _running() -> list[str]:
    nouns = _inflected()
    classes = (nouns, _zipf(_MODIFIERS.split()), _zipf(_JOINING.split()))
    return _table(
        [
            (word, share * weight)
            for share, weighted in zip(_SHARES, classes, strict=True)
            for word, weight in weighted
        ]
    )


@cache
def _ends() -> list[str]:
    return _table(_zipf([words.strip() for words in _ENDS.split(",")]))


@cache
def _slugs() -> dict[str, str]:
    return {word: slug(word) for word in dict.fromkeys(_running())}


def _inflected() -> list[tuple[str, float]]:
    endings = _zipf([str(number) for number in range(len(_ENDINGS))])
    return [
        (noun + _ENDINGS[int(number)][noun[-1] not in _VOWELS], weight * share)
        for noun, weight in _zipf(_NOUNS.split())
        for number, share in endings
    ]


def _zipf(ranked: Sequence[str]) -> list[tuple[str, float]]:
    """Return each word with its share, all shares together one."""
    total = sum(1 / rank for rank in range(1, len(ranked) + 1))
    return [(word, 1 / rank / total) for rank, word in enumerate(ranked, 1)]


def _table(weighted: Sequence[tuple[str, float]]) -> list[str]:
    """Return 65,536 words in which each stands as often as its weight says, at least once."""
    shares = [max(1, round(weight * _SIZE)) for _, weight in weighted]
    # What rounding left over or took too much of is the most frequent word's.
    shares[shares.index(max(shares))] += _SIZE - sum(shares)
    return [nfc(word) for (word, _), share in zip(weighted, shares, strict=True) for _ in range(share)]
