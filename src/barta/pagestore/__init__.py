"""The page store: what readers are served from, derived from the ledger and never backed up.

LMDB on local disk; one writer, many readers, checksums of our own. It knows nothing of stories: pages
are recipes of compressed segments and of slots that pages share.
"""

from barta.pagestore.dumping import dump
from barta.pagestore.encoding import FORMAT
from barta.pagestore.errors import (
    DamagedError,
    FormatError,
    LimitError,
    StoreError,
    StoreFullError,
    StoreMissingError,
    WriterBusyError,
)
from barta.pagestore.gathering import Group, gathered, grouped, inflated
from barta.pagestore.generations import Pointer, generations, read_pointer
from barta.pagestore.holding import Holding
from barta.pagestore.joining import Joined, SlotOf, choose, gzipped, join, length
from barta.pagestore.keys import STORY, error_key, path_key, story_key
from barta.pagestore.pages import Page, Slot, Variant
from barta.pagestore.reader import Reader
from barta.pagestore.recipes import Layout, Recipe, read_layout, recipe_of
from barta.pagestore.repairs import Repair, repaired, repairs, request_repair
from barta.pagestore.segments import Segment, compress, inflate
from barta.pagestore.tags import etag, group_tag, own_tag
from barta.pagestore.view import View
from barta.pagestore.writer import Batch, Writer

__all__ = [
    "FORMAT",
    "STORY",
    "Batch",
    "DamagedError",
    "FormatError",
    "Group",
    "Holding",
    "Joined",
    "Layout",
    "LimitError",
    "Page",
    "Pointer",
    "Reader",
    "Recipe",
    "Repair",
    "Segment",
    "Slot",
    "SlotOf",
    "StoreError",
    "StoreFullError",
    "StoreMissingError",
    "Variant",
    "View",
    "Writer",
    "WriterBusyError",
    "choose",
    "compress",
    "dump",
    "error_key",
    "etag",
    "gathered",
    "generations",
    "group_tag",
    "grouped",
    "gzipped",
    "inflate",
    "inflated",
    "join",
    "length",
    "own_tag",
    "path_key",
    "read_layout",
    "read_pointer",
    "recipe_of",
    "repaired",
    "repairs",
    "request_repair",
    "story_key",
]
