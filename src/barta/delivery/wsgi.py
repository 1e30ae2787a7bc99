"""The application for any WSGI server: serves the page store of the folder that BARTA_HOME names."""

import os
from pathlib import Path

from barta.delivery.application import make_application

application = make_application(Path(os.environ.get("BARTA_HOME", "home")))
