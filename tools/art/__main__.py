"""Draw all pictures, or those named after the folder."""

import sys
from pathlib import Path

from drawing import draw
from pictures import PICTURES

wanted = sys.argv[2:] or list(PICTURES)
draw({name: PICTURES[name] for name in wanted}, Path(sys.argv[1]))
