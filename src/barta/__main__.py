"""`python -m barta` is the `barta` command."""

import sys

from barta.config.cli import main

sys.exit(main())
