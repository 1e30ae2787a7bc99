"""What is published besides stories: the paper's settings, endings and redactions."""

from typing import Literal

from barta.edition.shape import PublicId, Shape, Uuid


class Setting(Shape, frozen=True):
    """The paper itself. `site_url` has no trailing slash; `menu` lists section ids in order."""

    name: str
    site_url: str
    tagline: str = ""
    edition: Literal["bd", "wb"] = "bd"
    language: str = "bn"
    publisher: str = ""
    editor: str = ""
    address: str = ""
    email: str = ""
    menu: tuple[Uuid, ...] = ()


class Ending(Shape, frozen=True):
    """How something stopped being public.

    `unpublish`: not available now, may return. `withdraw`: gone, with the public reason. `takedown`:
    gone by law, nothing said. `remove`: a section, person or topic that no longer exists.
    `public_id` is the story's; empty for anything else.
    """

    id: Uuid
    manner: Literal["unpublish", "withdraw", "takedown", "remove"]
    public_id: PublicId | Literal[""] = ""
    public_note: str = ""


class Redaction(Shape, frozen=True):
    """Payloads of these records were removed by law; the chain of hashes still verifies."""

    seqs: tuple[int, ...]
    public_note: str = ""
