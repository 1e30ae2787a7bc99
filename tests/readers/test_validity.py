"""What other people's checkers say of our pages: nothing."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from served import Served
from test_page_kinds import KINDS

VNU = Path(__file__).parents[1] / "web" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.mark.skipif(
    shutil.which("java") is None,
    reason="SKIPPED LOUDLY: the HTML checker needs Java (apt-get install default-jre-headless)",
)
def test_the_html_checker_finds_no_error_and_no_warning_on_any_page(paper: Served, tmp_path: Path) -> None:
    """The Nu HTML checker, as strict as it is, is content with every kind of page."""
    for kind in KINDS:
        (tmp_path / f"{kind}.html").write_bytes(paper.get(paper.kinds[kind]).body)
    files = sorted(str(file) for file in tmp_path.glob("*.html"))
    done = subprocess.run(
        ["java", "-jar", str(VNU), "--format", "json", *files],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    said = json.loads(done.stderr)["messages"]
    assert [] == [
        (Path(one.get("url", "")).name, one["type"], one["message"], one.get("extract", "")) for one in said
    ]
