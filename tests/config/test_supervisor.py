"""The supervisor keeps parts running and stops them together."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from barta.config.home import Home, HomeError
from barta.config.supervisor import require_free, sole

SCRIPT = """
import os, sys
from pathlib import Path
from barta.config.supervisor import Part, Supervisor
folder = Path(sys.argv[1])
pid = folder / "pid"
child = "import os, time; open(os.environ['PID'], 'w').write(f'{os.getpid()}'); time.sleep(9)"
part = Part("child", [sys.executable, "-c", child], pid.exists, os.environ | {"PID": str(pid)})
sys.exit(Supervisor([part], folder / "logs", sys.stdout).run(lambda: print("ready", flush=True)))
"""


def alive(pid: int) -> bool:
    """Return whether a process exists and is not a zombie."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0]
    except OSError:
        return False


def eventually(what: object, seconds: float = 10.0) -> None:
    """Wait until `what()` is true, or fail."""
    until = time.monotonic() + seconds
    while not what():  # type: ignore[operator]
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.05)


@pytest.fixture
def running(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A supervisor with one child, as a process of its own."""
    with subprocess.Popen([sys.executable, "-c", SCRIPT, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert b"ready\n" == process.stdout.readline()
        yield process
        process.kill()


def test_a_stop_reaches_every_part(running: subprocess.Popen[bytes], tmp_path: Path) -> None:
    """After Ctrl-C nothing is left running, and the exit code is 0."""
    child = int((tmp_path / "pid").read_text())
    running.send_signal(signal.SIGINT)
    assert 0 == running.wait(10)
    assert not alive(child)


def test_a_killed_part_is_started_again(running: subprocess.Popen[bytes], tmp_path: Path) -> None:
    """kill -9 of a part brings a new one, with another process id."""
    first = int((tmp_path / "pid").read_text())
    os.kill(first, signal.SIGKILL)
    eventually(lambda: (tmp_path / "pid").read_text() not in ("", str(first)))


def test_a_port_in_use_is_a_clear_message() -> None:
    """The message names the port and the variable that chooses another."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(HomeError, match=rf"port {port} cannot be used.*BARTA_PORT={port + 10}"):
            require_free(port, "127.0.0.1", "BARTA_PORT")


def test_a_home_runs_once(tmp_path: Path) -> None:
    """A second supervisor on the same home is refused."""
    with (
        sole(tmp_path / "run.lock"),
        pytest.raises(HomeError, match="already running"),
        sole(tmp_path / "run.lock"),
    ):
        pass


@pytest.mark.parametrize("port", ["x", "0", "70000", "-1", "৮০০০"])
def test_a_port_that_is_none_is_refused(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """BARTA_PORT must be a number that a port can have."""
    monkeypatch.setenv("BARTA_PORT", port)
    with pytest.raises(HomeError, match="BARTA_PORT"):
        Home.from_environment()


def test_two_origins_need_two_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers and newsroom cannot share a port."""
    monkeypatch.setenv("BARTA_PORT", "9000")
    monkeypatch.setenv("BARTA_NEWSROOM_PORT", "9000")
    with pytest.raises(HomeError, match="two different ports"):
        Home.from_environment()
