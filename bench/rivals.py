"""What delivery is held against: nginx with files of the very bytes, and an empty application."""

import os
import resource
import shutil
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from machine import BENCH, Place, on_core, started

SPARE = 1000
"""Descriptors that nginx needs besides those of the files it keeps open."""

_CONFIG = """
daemon off; worker_processes 1; {user}
pid {folder}/nginx.pid; error_log {folder}/nginx-error.log warn;
{limit}
events {{ worker_connections 1024; }}
http {{
  default_type text/html; charset utf-8; access_log off;
  sendfile on; tcp_nopush on; keepalive_requests 1000000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  gzip_static on; {cache}
  server {{ listen 127.0.0.1:{port} backlog=2048; root {root}; }}
}}
"""


def missing(*tools: str) -> list[str]:
    """Return which of `tools` this machine lacks."""
    return [tool for tool in tools if shutil.which(tool, path=_PATH) is None]


_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"


@contextmanager
def nginx(root: Path, folder: Path, port: int, *, keep: int) -> Iterator[int]:
    """Keep Debian's nginx serving the `.gz` files below `root`; give its process id.

    It keeps up to `keep` files open (`open_file_cache`); 0: each is opened anew.
    """
    folder.mkdir()
    keep = min(keep, _descriptors() - SPARE)
    config = folder / "nginx.conf"
    text = _CONFIG.format(
        folder=folder,
        root=root,
        port=port,
        # As root its worker would become somebody who may not look into our folder.
        user="user root;" if os.geteuid() == 0 else "",
        limit=f"worker_rlimit_nofile {_descriptors()};",
        cache=f"open_file_cache max={keep} inactive=600s; open_file_cache_valid 600s;" if keep > 0 else "",
    )
    config.write_text(text, encoding="utf-8")
    program = shutil.which("nginx", path=_PATH) or "nginx"
    command = [*on_core(0), program, "-p", str(folder), "-e", f"{folder}/start.log", "-c", str(config)]
    with started(command, dict(os.environ), folder, port=port) as pid:
        yield pid


def empty(place: Place, folder: Path, port: int, size: int) -> AbstractContextManager[int]:
    """Keep the empty application running, on delivery's own server, with a body of `size` bytes."""
    command = [*on_core(0), sys.executable, str(BENCH / "constant.py"), str(port), str(size)]
    return started(command, place.environment(), folder, port=port)


def delivery(place: Place, folder: Path) -> AbstractContextManager[int]:
    """Keep `barta deliver` running on a home."""
    command = [*on_core(0), sys.executable, "-m", "barta", "deliver", "--workers", "1"]
    return started(command, place.environment(), folder, port=place.port)


def _descriptors() -> int:
    return resource.getrlimit(resource.RLIMIT_NOFILE)[1]
