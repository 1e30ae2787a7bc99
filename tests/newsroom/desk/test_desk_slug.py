"""The browser's slug is the server's slug: the script is run by node on the same texts."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import barta.newsroom.desk
from barta.bangla.slug import slug

SCRIPT = Path(barta.newsroom.desk.__file__).parent / "static" / "desk" / "slug.js"

GOLDEN = [
    "নীলকুঠি পৌরসভায় নতুন সেতু, খুলছে শুক্রবার",
    "র‍্যাব-৭ এর অভিযান",
    "র‍্যাব‌ ও পুলিশ",
    "ক্ষুদ্র ঋণ: ৫ জেলায় ১২৩ কোটি টাকা!",
    "ড়ঢ়য় এবং ড়ঢ়য় এক হয়",
    "কো আর কো, কৌ আর কৌ",
    "উৎসবের আমেজ—রূপগাঁয়ে ‘আলোর মেলা’",
    "e-GP ও AI: Dhaka–চট্টগ্রাম রুটে",
    "ÀÉ Straße İstanbul ǅ",
    "  --ফাঁকা   জায়গা--  ",
    "্আগে হসন্ত ািপরে",
    "কথা‍ কথা‌ কথা",
    "😀 হাসি 👩‍👩‍👧 পরিবার",
    "১০০% সঠিক? না",
    "",
    "!!!",
    "ক" * 300,
    "ক্ষ্ম" * 60,
    "দীর্ঘ শিরোনাম " * 40,
    "عربي हिन्दी தமிழ் 中文 한국어",
    "শব্দ\u200bভাঙা \u200eদিক\u200f",
    "ত্‍ আর ৎ",
    "টাকা ৳৫০ ½ ² ৴",
    "\ufeffশুরুতে চিহ্ন",
]


def in_the_browser(texts: list[str]) -> list[str]:
    """Return what the script makes of `texts`."""
    node = shutil.which("node")
    if node is None:
        pytest.fail("node is not installed: it runs the browser's slug script (apt-get install nodejs)")
    program = (
        "require(process.argv[1]);"
        "const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "process.stdout.write(JSON.stringify(texts.map(bartaSlug)));"
    )
    done = subprocess.run(
        [node, "-e", program, str(SCRIPT)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found: list[str] = json.loads(done.stdout)
    return found


def test_the_browser_writes_the_same_slug_as_the_server() -> None:
    """Every text of the golden list has one slug, wherever it is made."""
    assert [slug(text) for text in GOLDEN] == in_the_browser(GOLDEN)


def test_a_slug_is_its_own_slug_in_the_browser() -> None:
    """Typing a slug by hand changes nothing."""
    slugs = [slug(text) for text in GOLDEN]
    assert slugs == in_the_browser(slugs)


LETTERS = st.characters(min_codepoint=0x0980, max_codepoint=0x09FE)
OTHERS = st.sampled_from([*" -–—'’.,:;!?/()০৯09aZé\u200c\u200d\u200b\u09cd\u09bc"])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(LETTERS | OTHERS, max_size=40), min_size=200, max_size=400))
def test_any_bangla_text_has_one_slug(texts: list[str]) -> None:
    """Whatever signs stand beside each other, browser and server agree."""
    assert [slug(text) for text in texts] == in_the_browser(texts)
