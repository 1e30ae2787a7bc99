"""Bylines as papers print them: who is a desk, a person, an agency, a role."""

import pytest

from barta.importers.capture.byline import read_byline


def one(name: str, kind: str, **said: str) -> dict[str, str]:
    """Give a byline's JSON object."""
    return {"name": name, "kind": kind, **said}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("আন্তর্জাতিক ডেস্ক", [one("আন্তর্জাতিক ডেস্ক", "desk")]),
        ("অনলাইন ডেস্ক", [one("অনলাইন ডেস্ক", "desk")]),
        ("নিউজ ডেস্ক | ঢাকা", [one("নিউজ ডেস্ক", "desk", place="ঢাকা")]),
        ("✍ রাহেলা বানুরাহেলা বানু", [one("রাহেলা বানু", "person")]),
        ("দ্য গার্ডিয়ান", [one("দ্য গার্ডিয়ান", "agency")]),
        ("ডেস্ক রিপোর্ট", [one("ডেস্ক রিপোর্ট", "desk")]),
        ("মেঘবাংলা রিপোর্ট", [one("মেঘবাংলা রিপোর্ট", "desk")]),
        ("চট্টগ্রাম ব্যুরো", [one("চট্টগ্রাম ব্যুরো", "desk")]),
        ("নিজস্ব প্রতিবেদক", [one("নিজস্ব প্রতিবেদক", "role")]),
        ("স্টাফ রিপোর্টার", [one("স্টাফ রিপোর্টার", "role")]),
        ("জ্যেষ্ঠ প্রতিবেদক", [one("জ্যেষ্ঠ প্রতিবেদক", "role")]),
        ("বিশেষ প্রতিনিধি :", [one("বিশেষ প্রতিনিধি", "role")]),
        ("নিজস্ব প্রতিবেদক, ঢাকা", [one("নিজস্ব প্রতিবেদক", "role", place="ঢাকা")]),
        ("নিজস্ব প্রতিবেদক রাজশাহী", [one("নিজস্ব প্রতিবেদক", "role", place="রাজশাহী")]),
        ("জেলা প্রতিনিধি, ভোলা", [one("জেলা প্রতিনিধি", "role", place="ভোলা")]),
        ("ভোলা প্রতিনিধি", [one("ভোলা প্রতিনিধি", "role", place="ভোলা")]),
        ("প্রতিনিধি, ইবি", [one("প্রতিনিধি", "role", place="ইবি")]),
        ("চট্টগ্রাম জেলা প্রতিনিধি", [one("চট্টগ্রাম জেলা প্রতিনিধি", "role", place="চট্টগ্রাম")]),
        ("রূপসীতলা (ভোলা) প্রতিনিধি", [one("রূপসীতলা (ভোলা) প্রতিনিধি", "role", place="রূপসীতলা (ভোলা)")]),
        ("রংপুর ও দিনাজপুর প্রতিনিধি", [one("রংপুর ও দিনাজপুর প্রতিনিধি", "role", place="রংপুর ও দিনাজপুর")]),
        ("রাহেলা বানু, মনপুরা", [one("রাহেলা বানু", "person", place="মনপুরা")]),
        ("রাহেলা বানু (ভোলা)", [one("রাহেলা বানু", "person", place="ভোলা")]),
        ("রাহেলা বানু, মনপুরা থেকে", [one("রাহেলা বানু", "person", place="মনপুরা")]),
        ("মনপুরা থেকে রাহেলা বানু", [one("রাহেলা বানু", "person", place="মনপুরা")]),
        ("রাহেলা বানু, নিজস্ব প্রতিবেদক", [one("রাহেলা বানু", "person", role="নিজস্ব প্রতিবেদক")]),
        ("রাহেলা বানু, নিজস্ব প্রতিবেদক, ভোলা", [one("রাহেলা বানু", "person", role="নিজস্ব প্রতিবেদক", place="ভোলা")]),
        ("স্টাফ রিপোর্টার: রাহেলা বানু", [one("রাহেলা বানু", "person", role="স্টাফ রিপোর্টার")]),
        ("মো. রাসেল ভোলা প্রতিনিধি", [one("মো. রাসেল", "person", role="ভোলা প্রতিনিধি", place="ভোলা")]),
        ("প্রতিবেদক: অর্ণব মিত্র", [one("অর্ণব মিত্র", "person")]),
        ("লেখক: তৃষা দেবনাথ", [one("তৃষা দেবনাথ", "person")]),
        ("লিখেছেন তৃষা দেবনাথ", [one("তৃষা দেবনাথ", "person")]),
        ("অর্ণব মিত্র ও তৃষা দেবনাথ", [one("অর্ণব মিত্র", "person"), one("তৃষা দেবনাথ", "person")]),
        ("অর্ণব মিত্র এবং তৃষা দেবনাথ", [one("অর্ণব মিত্র", "person"), one("তৃষা দেবনাথ", "person")]),
        ("অর্ণব মিত্র, তৃষা দেবনাথ", [one("অর্ণব মিত্র", "person"), one("তৃষা দেবনাথ", "person")]),
        ("অর্ণব মিত্র | তৃষা দেবনাথ", [one("অর্ণব মিত্র", "person"), one("তৃষা দেবনাথ", "person")]),
        ("অর্ণব মিত্র/তৃষা দেবনাথ", [one("অর্ণব মিত্র", "person"), one("তৃষা দেবনাথ", "person")]),
        ("অনলাইন ডেস্ক ও রয়টার্স", [one("অনলাইন ডেস্ক", "desk"), one("রয়টার্স", "agency")]),
        ("বাসস, ঢাকা", [one("বাসস", "agency", place="ঢাকা")]),
        ("ইউএনবি", [one("ইউএনবি", "agency")]),
        ("এএফপি/রয়টার্স", [one("এএফপি", "agency"), one("রয়টার্স", "agency")]),
        ("সূত্র: এএফপি", [one("এএফপি", "agency")]),
        ("আনাদোলু এজেন্সি", [one("আনাদোলু এজেন্সি", "agency")]),
        ("Staff Correspondent", [one("Staff Correspondent", "role")]),
    ],
)
def test_byline_is_told_by_kind(printed: str, expected: list[dict[str, str]]) -> None:
    """A byline's names, their kinds, roles and places are told as the paper means them."""
    reading = read_byline(printed)
    assert reading is not None
    assert expected == [name.as_dict() for name in reading.bylines]


@pytest.mark.parametrize(
    "printed",
    [
        "বিদায় নিলেন প্রবীণ সাংবাদিক",
        "কারাগারে সাংবাদিক",
        "চাকরি হারালেন শিক্ষক",
        "ঢাকায় জাতিসংঘের প্রতিনিধি",
        "হাসপাতালে চালু হলো হেল্প ডেস্ক",
        "বিশেষ প্রতিবেদন",
        "নদীভাঙনে বিলীন ঘরবাড়ি",
        "তিনি জানান, কাজ শেষ হয়েছে।",
    ],
)
def test_headline_is_no_byline(printed: str) -> None:
    """A headline or sentence that ends in a byline's word is not taken for one."""
    assert read_byline(printed) is None


def test_both_encodings_of_a_letter_name_one_agency() -> None:
    """An agency is known in either encoding of য়, and its name is kept as printed."""
    for letter in ("\u09df", "\u09af\u09bc"):
        reading = read_byline(f"র{letter}টার্স")
        assert reading is not None
        assert [one(f"র{letter}টার্স", "agency")] == [name.as_dict() for name in reading.bylines]
