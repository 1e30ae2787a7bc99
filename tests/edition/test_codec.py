"""What may be published is written and read back exactly, in every version there ever was."""

import json
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barta import edition
from barta.edition.schema import PATH, text
from barta.edition.upcasts import CURRENT, UPCASTS, UnknownSchemaError, raise_to_current

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


def story(**changes: object) -> edition.Story:
    """Return a valid, dull story."""
    fields: dict[str, object] = {
        "id": edition.new_id(),
        "public_id": edition.new_public_id(),
        "headline": "হাট বসল আবার",
        "section": edition.new_id(),
        "published": datetime(2026, 10, 5, 3, 12, tzinfo=UTC),
        "body": (edition.Paragraph(html="হাট বসেছে।"),),
    }
    return edition.Story(**(fields | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_record_reads_in_the_current_schema(path: Path) -> None:
    """A record of any version ever printed is still readable, with every field it had."""
    kind, version = path.stem.split("-")
    payload = edition.decode(kind, int(version), path.read_bytes())
    kept = json.loads(edition.encode(payload))
    if CURRENT[kind] == int(version):
        expected = json.loads(path.read_bytes())
        assert expected == {name: kept.get(name, expected[name]) for name in expected}


@pytest.mark.parametrize("kind", sorted(CURRENT))
def test_every_version_of_every_kind_has_a_golden_record(kind: str) -> None:
    """No schema version exists without a stored example of it."""
    expected = {f"{kind}-{version}" for version in range(1, CURRENT[kind] + 1)}
    assert expected == {path.stem for path in GOLDEN if path.stem.startswith(f"{kind}-")}


def test_the_golden_story_sets_every_field_of_the_schema() -> None:
    """The golden story leaves no field of `edition` v1 untried."""
    golden = json.loads((Path(__file__).parent / "golden" / "story-1.json").read_bytes())
    assert set(edition.Story.__struct_fields__) == set(golden)


def test_the_committed_schema_is_the_code_s() -> None:
    """`schema.json` is what the code says; `python -m barta.edition` writes it anew."""
    assert text() == PATH.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_record_fits_the_committed_schema(path: Path) -> None:
    """An independent validator accepts the golden records by the committed schema."""
    schema = json.loads(PATH.read_text(encoding="utf-8"))
    kind = path.stem.split("-")[0]
    jsonschema.validate(
        json.loads(path.read_bytes()), schema | schema["properties"][kind] | {"properties": {}}
    )


@given(headline=TEXT, paragraph=TEXT)
def test_any_text_survives_the_codec(headline: str, paragraph: str) -> None:
    """Every code point comes back as it went in."""
    written = story(headline=headline, body=(edition.Paragraph(html=paragraph),))
    assert written == edition.decode("story", 1, edition.encode(written))


def test_bangla_is_stored_as_itself() -> None:
    """Bangla is not written as escapes, which would double the archive."""
    assert "হাট বসল আবার".encode() in edition.encode(story())


@pytest.mark.parametrize("bad", ["\ud800", "a\0b", "\udfff কথা"])
def test_text_that_no_database_can_hold_is_refused(bad: str) -> None:
    """A lone surrogate or a NUL never enters the ledger."""
    with pytest.raises(edition.PayloadError):
        edition.encode(story(headline=bad))


def test_a_backslash_and_zeros_are_text() -> None:
    """The six characters backslash, u, 0000 are text and not a NUL."""
    written = story(headline="\\u0000")
    assert written == edition.decode("story", 1, edition.encode(written))


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"\xff", b'{"id":"x"}', b'{"surprise":1}'],
)
def test_bytes_that_are_no_story_are_refused(data: bytes) -> None:
    """Whatever does not fit the schema is refused with a message, not half read."""
    with pytest.raises(edition.PayloadError):
        edition.decode("story", 1, data)


def test_a_record_of_a_newer_version_says_upgrade() -> None:
    """A record that this version cannot know is refused and the message says what to do."""
    with pytest.raises(edition.PayloadError, match="upgrade Barta"):
        edition.decode("story", 99, b"{}")


def test_old_records_rise_one_version_at_a_time() -> None:
    """Upcasts are applied in order until the current version is reached."""
    upcasts = {("x", 1): lambda p: p | {"b": p["a"] + 1}, ("x", 2): lambda p: p | {"c": p["b"] + 1}}
    assert {"a": 1, "b": 2, "c": 3} == raise_to_current("x", 1, {"a": 1}, current={"x": 3}, upcasts=upcasts)


def test_every_older_version_has_an_upcast() -> None:
    """There is a way up from every version that was ever current."""
    assert {(kind, v) for kind, now in CURRENT.items() for v in range(1, now)} == set(UPCASTS)
    with pytest.raises(UnknownSchemaError):
        raise_to_current("story", 0, {})


def test_public_ids_are_not_sequential_and_fit_the_schema() -> None:
    """A thousand public ids differ, keep their length and avoid letters that read alike."""
    made = {edition.new_public_id() for _ in range(1000)}
    assert 1000 == len(made)
    assert all(len(one) == 10 and not set(one) & set("ilou") for one in made)
