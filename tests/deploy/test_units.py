"""The units, the settings and the packet filter are understood by the programs that read them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from edges import DEPLOY, needed

from barta.config.cli import COMMANDS

UNITS = sorted((DEPLOY / "systemd").glob("barta*.service"))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_runs_a_command_that_there_is(unit: Path) -> None:
    """Every unit names one of Barta's commands, starts it again, and lets it write in the home alone."""
    text = unit.read_text()
    (command,) = re.findall(r"^ExecStart=/srv/barta/.venv/bin/barta (\w+)$", text, re.MULTILINE)
    assert command in COMMANDS
    for line in (
        "Restart=always",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "PrivateTmp=yes",
        "ReadWritePaths=/srv/barta/home",
        "EnvironmentFile=/etc/barta.env",
    ):
        assert line in text.splitlines()
    assert re.search(r"^MemoryMax=\d", text, re.MULTILINE)
    assert re.search(r"^LimitNOFILE=\d", text, re.MULTILINE)


def test_systemd_understands_the_units(tmp_path: Path) -> None:
    """`systemd-analyze verify` has nothing to say about them."""
    program = needed("systemd-analyze")
    for file in (DEPLOY / "systemd").iterdir():
        text = file.read_text().replace("/srv/barta/.venv/bin/barta", sys.executable)
        (tmp_path / file.name).write_text(text.replace("=barta\n", "=root\n"))
    units = [str(tmp_path / unit.name) for unit in UNITS]
    environment = {**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"}
    done = subprocess.run(
        [program, "verify", "--man=no", *units], capture_output=True, text=True, check=False, env=environment
    )
    ours = [line for line in done.stderr.splitlines() if "barta" in line]
    assert [] == ours, done.stderr


def test_only_delivery_is_reloaded() -> None:
    """Its unit sends the signal that starts new workers first."""
    reloaded = [unit.name for unit in UNITS if "ExecReload=/bin/kill -HUP $MAINPID" in unit.read_text()]
    assert ["barta-delivery.service"] == reloaded


def test_the_settings_trust_this_machine_and_nobody_else() -> None:
    """Behind a proxy on the same machine the counting needs to know it."""
    lines = (DEPLOY / "systemd" / "barta.env").read_text().splitlines()
    assert "BARTA_PROXIES=127.0.0.1" in lines


def test_nftables_understands_its_file() -> None:
    """`nft --check` takes it, where this user may ask."""
    program = needed("nft")
    done = subprocess.run(
        [program, "-c", "-f", str(DEPLOY / "nftables.conf")], capture_output=True, text=True, check=False
    )
    if "Operation not permitted" in done.stderr:
        pytest.skip("NFT MAY NOT BE ASKED BY THIS USER: deploy/nftables.conf is UNTESTED here")
    assert (0, "") == (done.returncode, done.stderr)
