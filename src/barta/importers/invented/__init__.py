"""An invented paper of any size, for measuring: plain editions through the ledger, no newsroom.

Story number i is the same in every paper, however many stories it has, and on every machine.
"""

from barta.importers.invented.filling import MOST, ForeignPaperError, entry, fill, known
from barta.importers.invented.paper import foundation
from barta.importers.invented.stories import address, story

__all__ = ["MOST", "ForeignPaperError", "address", "entry", "fill", "foundation", "known", "story"]
