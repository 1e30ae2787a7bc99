"""Delivery as it runs, for tests that speak to it through sockets."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

RUN = """
import sys
from pathlib import Path
from barta.delivery import serve
ready = lambda: print("ready", flush=True)
serve(Path(sys.argv[1]), "127.0.0.1", int(sys.argv[2]), 2, ready, *sys.argv[3:])
print("ended", flush=True)
"""


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition):
    until = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


class Server:
    def __init__(self, home, environment=None, errors=None, access_log=""):
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(home), str(self.port), str(access_log)],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env={**os.environ, "SECRET_OF_THE_NEWSROOM": "x", **(environment or {})},
        )
        assert "ready\n" == self.process.stdout.readline()

    def ask(self, path, method="GET", body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        with closing(connection):
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()

    def answers(self, path):
        try:
            return self.ask(path)[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def workers(self):
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        with self.process:
            try:
                return self.process.wait(timeout=20), self.process.stdout.read()
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise
