"""The reference page goes round: read, imported, published, and shown on the day it was captured."""

import json
from pathlib import Path

import pytest
from line_home import SHARED, Barta

PAGE = SHARED / "reference" / "page.txt"
NOISE = {"X", "বন্ধ করুন"}
FURNITURE = {"বন্ধ করুন", "বার্তা", "আন্তর্জাতিক", "জাতীয়", "আর্কাইভ", "খুঁজুন", "আরএসএস"} | {
    "শেয়ার করুন",
    "ফেসবুক",
    "হোয়াটসঅ্যাপ",
    "টেলিগ্রাম",
    "ই-মেইল",
}

pytestmark = pytest.mark.skipif(
    not PAGE.exists(), reason=f"SKIPPED LOUDLY: the reference page is not at {PAGE}; set BARTA_SHARED"
)


def entries(capture: dict[str, list[str]]) -> list[dict[str, object]]:
    """Return the lists' entries as stories of their own, at times that give the lists their order."""
    times = {headline: f"2025-07-03T{20 - place}:00" for place, headline in enumerate(capture["latest"])}
    for place, headline in enumerate(capture["related"]):
        times.setdefault(headline, f"2025-07-02T{20 - place}:00+06:00")
    for place, headline in enumerate(capture["most_read"]):
        times.setdefault(headline, f"2025-07-01T0{8 - place}:00")
    rows: list[dict[str, object]] = []
    for headline, published in times.items():
        section = "foreign" if headline in capture["related"] else "national"
        row = {"headline": headline, "section": section, "published": published, "body": ["মূল লেখা।"]}
        if headline in capture["most_read"]:
            place = capture["most_read"].index(headline)
            row |= {"views": 900 - place, "views_at": "2025-07-03T12:00"}
        rows.append(row)
    return rows


def test_the_page_says_on_its_day_what_the_capture_says_in_the_same_order(
    barta: Barta, tmp_path: Path
) -> None:
    """Every line of the capture stands on our page of 3 July 2025, in the capture's order."""
    capture = json.loads(barta("read", str(PAGE)).stdout)
    assert [] == capture["unrecognised"]
    archive = tmp_path / "entries.jsonl"
    rows = entries(capture)
    assert 11 == len(rows)
    archive.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    imported = barta("import", str(PAGE), str(archive)).stdout.splitlines()
    assert 12 == len(imported)
    address = imported[0].split()[-1]

    shown = barta("show", "--at", "2025-07-03T23:00", "--text", address).stdout.splitlines()

    stamps = "০৫ সেপ্টেম্বর ২০২৩, ০৯:১২", "আপডেট : ০৫ সেপ্টেম্বর ২০২৩, ২১:৪২"
    wanted: list[str] = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if line == "".join(stamps):
            wanted += stamps
        elif line and line not in NOISE and [line] != wanted[-1:]:
            wanted.append(line)
    assert "বন্ধ করুন" == shown[0]
    assert wanted == [line for line in shown if line in set(wanted)]
    # Beyond the capture there is only the paper's own furniture: its name, sections, share links, footer.
    assert FURNITURE == set(shown) - set(wanted)

    again = barta("import", str(PAGE), str(archive)).stdout.splitlines()
    assert [line.split()[-1] for line in imported] == [line.split()[-1] for line in again]
    assert all(line.startswith("already there") for line in again)
