"""What the press remembers of each story: enough for its cards and lists, and nothing of one that ended."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Literal

import msgspec

from barta.edition import Byline, Figure, Flags, Picture, RelatedLink, Story
from barta.rendering import summary

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Public(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """A public story: the `seq` of its edition, the lists in which it stands, and a stub for its card.

    `stub` is the story without what only its own page shows (body, notes), and with a summary instead of
    its standfirst.
    """

    seq: int
    stub: Story
    lists: tuple[str, ...]

    @property
    def public_id(self) -> str:
        """The story's public id."""
        return self.stub.public_id

    @property
    def moment(self) -> int:
        """The first publication in microseconds since 1970."""
        return microseconds(self.stub.published)


class Ended(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """A story that is not public any more; `seq` is its ending's, `note` what readers are told."""

    seq: int
    id: str
    public_id: str
    manner: Literal["unpublish", "withdraw", "takedown", "remove"]
    note: str = ""

    @property
    def lists(self) -> tuple[str, ...]:
        """The one list that it is in: no reader sees it, the press goes through it when the paper changes."""
        return (ENDED,)

    @property
    def moment(self) -> int:
        """Endings have no order."""
        return 0


Row = Public | Ended

ALL = "all"
ENDED = "ended"
LINKING = "linking"
"""The list of the stories whose pages name other stories."""


def public_row(story: Story, seq: int) -> Public:
    """Return the row of `story` as published by the record `seq`."""
    return Public(seq, _stub(story), _lists(story))


def microseconds(at: datetime) -> int:
    """Return an instant as whole microseconds since 1970."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def figures(story: Story) -> tuple[Figure, ...]:
    """Return all pictures of a story, those between its paragraphs too."""
    return (*story.pictures, *(block.figure for block in story.body if isinstance(block, Picture)))


def linked(story: Story) -> tuple[str, ...]:
    """Return the ids of the stories that `story` links to, itself left out."""
    ids = (block.story for block in story.body if isinstance(block, RelatedLink) and block.story)
    return tuple(dict.fromkeys(key for key in ids if key != story.id))


_codec: msgspec.msgpack.Decoder[Row] = msgspec.msgpack.Decoder(Row)


def encode(row: Row) -> bytes:
    """Return `row` as the page store keeps it."""
    return msgspec.msgpack.encode(row)


@lru_cache(maxsize=4096)
def decode(data: bytes) -> Row:
    """Return the row stored as `data`; the newest are asked for again at each publication."""
    return _codec.decode(data)


def _stub(story: Story) -> Story:
    return Story(
        id=story.id,
        public_id=story.public_id,
        headline=story.headline,
        short_headline=story.short_headline,
        standfirst=summary(story),
        section=story.section,
        sections=story.sections,
        published=story.published,
        published_precision=story.published_precision,
        updated=story.updated,
        updated_precision=story.updated_precision,
        language=story.language,
        body=(),
        kicker=story.kicker,
        slug=story.slug,
        bylines=tuple(
            Byline(printed=byline.printed, kind=byline.kind, person=byline.person) for byline in story.bylines
        ),
        flags=Flags(commercial=story.flags.commercial),
        noindex=story.noindex,
        pictures=tuple(_for_cards(figure) for figure in story.pictures),
        formerly=story.formerly,
    )


def _for_cards(figure: Figure) -> Figure:
    """Return a picture with the words that are printed beside it in lists."""
    return Figure(
        asset=figure.asset,
        alt=figure.alt,
        credit=figure.credit,
        agency=figure.agency,
        sensitive=figure.sensitive,
    )


def _lists(story: Story) -> tuple[str, ...]:
    """Return every list in which the story stands; by them the press finds who refers to what."""
    names = [ALL, f"primary:{story.section}", f"section:{story.section}"]
    names += [f"section:{key}" for key in story.sections]
    names += [f"person:{byline.person}" for byline in story.bylines if byline.person]
    names += [f"topic:{key}" for key in story.topics]
    names += [f"asset:{figure.asset}" for figure in figures(story)]
    links = linked(story)
    names += [LINKING, *(f"link:{key}" for key in links)] if links else []
    return tuple(dict.fromkeys(names))
