"""The newsroom as a WSGI application, one in each worker of its server."""

import os
import signal

from django.core.wsgi import get_wsgi_application

from barta.config.home import SUPERVISED
from barta.delivery.parentage import die_with_parent

if os.environ.get(SUPERVISED):
    # A worker whose server was killed would go on holding the port.
    die_with_parent(signal.SIGKILL)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "barta.config.settings")

application = get_wsgi_application()
