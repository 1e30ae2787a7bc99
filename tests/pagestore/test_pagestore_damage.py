"""A damaged store may fail to answer, but never answers wrongly."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pagestore_samples import fill, story_page

from barta.pagestore import Writer, path_key

STORIES = 60
HERE = Path(__file__).parent
# The child ends by itself or by a signal; what it has printed is what a reader would have been shown.
READ = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(HERE)!r})
from pagestore_samples import story_page
from barta.pagestore import Reader, StoreError, path_key, story_key
reader = Reader(Path(sys.argv[1]))
for number in range({STORIES}):
    identity = f"{{number:010}}"
    try:
        found = reader.page(story_key(identity))
    except StoreError as error:
        print("refused", flush=True)
        continue
    right = found in (story_page(f"খবর {{number}}", identity), story_page(f"পুরোনো {{number}}", identity))
    print("right" if right else "absent" if found is None else "WRONG", flush=True)
"""


def flip_bytes(data, chance):
    for _ in range(8):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)


def zero_page(data, chance):
    start = chance.randrange(2, len(data) // 4096) * 4096
    data[start : start + 4096] = bytes(4096)


def random_page(data, chance):
    start = chance.randrange(2, len(data) // 4096) * 4096
    data[start : start + 4096] = chance.randbytes(4096)


def swap_pages(data, chance):
    one, two = (chance.randrange(2, len(data) // 4096) * 4096 for _ in range(2))
    data[one : one + 4096], data[two : two + 4096] = data[two : two + 4096], data[one : one + 4096]


def truncate(data, chance):
    del data[chance.randrange(1, len(data)) :]


def zero_metas(data, chance):
    data[: chance.choice([4096, 8192])] = bytes(chance.choice([4096, 8192]))[: len(data)]


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sound")
    with Writer(folder) as writer:
        writer.write(lambda batch: fill(batch, STORIES, "পুরোনো"))
        writer.write(lambda batch: fill(batch, STORIES))
        writer.write(lambda batch: batch.put_page(path_key("/"), story_page()))
        writer.make_live()
    return folder


@pytest.mark.parametrize("harm", [flip_bytes, zero_page, random_page, swap_pages, truncate, zero_metas])
@pytest.mark.parametrize("seed", range(4))
def test_no_damage_ever_shows_a_wrong_page(sound, tmp_path, harm, seed):
    """Whatever is done to the file, each page is right, refused, or not reached by a dying process."""
    shutil.copytree(sound, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "g000001" / "data.mdb"
    data = bytearray(path.read_bytes())
    harm(data, random.Random(seed))
    path.write_bytes(data)
    command = [sys.executable, "-c", READ, str(tmp_path)]
    out = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert "WRONG" not in out.stdout
    assert "Error" not in out.stderr, out.stderr
