"""Reader of page captures: the plain text of a newspaper's story page, taken apart into what it says.

`read` takes text, `read_file` a path; both give a `Capture`, whose `as_dict` is the JSON of `barta read`.
Nothing here guesses: a line that is not understood is reported in `unrecognised`, and `placements` says for
every line of the capture where it went.
"""

from barta.importers.capture.byline import Byline
from barta.importers.capture.lines import CaptureError
from barta.importers.capture.page import read, read_file
from barta.importers.capture.record import Capture, Placement

__all__ = ["Byline", "Capture", "CaptureError", "Placement", "read", "read_file"]
