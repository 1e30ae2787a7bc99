"""What a turn has touched: by name, so that each is made once."""

from dataclasses import dataclass, field


@dataclass
class Touched:
    """What has to be made again at the end: slots and pages by name, fixed files, everything shared.

    `gone` are the public ids of stories that ended: no slot or page may go on showing them.
    """

    slots: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    files: bool = False
    shared: bool = False
    gone: set[str] = field(default_factory=set)

    def __len__(self) -> int:
        """Return how many slots and pages are to be made."""
        return len(self.slots) + len(self.paths)

    def merge(self, other: "Touched") -> None:
        """Add what `other` has."""
        self.slots |= other.slots
        self.paths |= other.paths
        self.files |= other.files
        self.shared |= other.shared
        self.gone |= other.gone
