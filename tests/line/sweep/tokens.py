"""Tokens: words that stand nowhere else, one for every field of every story that is hunted."""

import random
from typing import NamedTuple

_CONSONANTS = "কখগঘচছজঝটঠডঢতথদধনপফবভমযরলশসহ"


class Token(NamedTuple):
    """A word in Latin letters and one in Bangla that were put into `field` of the story called `scene`."""

    scene: str
    field: str
    latin: str
    bangla: str

    @property
    def text(self) -> str:
        """Both words, as they are put into a field."""
        return f"{self.latin} {self.bangla}"

    @property
    def words(self) -> tuple[str, ...]:
        """What to hunt for."""
        return tuple(word for word in (self.latin, self.bangla) if word)


class Tokens:
    """The tokens of one paper, by scene and field; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.all: list[Token] = []

    def text(self, scene: str, field: str) -> str:
        """Make a token for a field and return its text."""
        latin = "zq" + "".join(self._random.choices("0123456789abcdef", k=14))
        bangla = "".join(self._random.choices(_CONSONANTS, k=14))
        token = Token(scene, field, latin, bangla)
        self.all.append(token)
        return token.text

    def slug(self, scene: str, field: str = "slug") -> str:
        """Make a token for an address and return it as a slug."""
        return self.text(scene, field).replace(" ", "-")

    def known(self, scene: str, field: str, value: str) -> None:
        """Hunt for a value that somebody else chose, such as an id or the name of a file."""
        self.all.append(Token(scene, field, value, ""))
