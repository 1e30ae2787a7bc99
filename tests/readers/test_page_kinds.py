"""Every kind of page, at three widths, light and dark: nothing breaks or moves, everybody can use it."""

import json
from pathlib import Path
from typing import Any

import pytest
from served import SCHEMES, WIDTHS, Served

AXE = Path(__file__).parents[1] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_READ = """
    front section most-read story story-plain story-table story-corrected person desk topic about contact
"""
_OLD = """
    archive archive-year archive-month archive-day archive-bangla-month archive-bangla-day
    section-archive section-month
"""
_OTHER = """
    corrections-policy search search-found search-nothing missing withdrawn not-available offline
"""
KINDS = (_READ + _OLD + _OTHER).split()
FAILING = {"missing": 404, "not-available": 404, "withdrawn": 410}

# A picture that lies sideways out of sight is not loaded before somebody goes there, and one that is passed
# quickly may begin anew with another candidate: what counts is that it comes, and is a picture.
ALL_PICTURES = """
new Promise(done => {
  const end = performance.now() + 300;
  const look = () => {
    const chosen = [...document.images].filter(one => one.currentSrc);
    if (performance.now() < end && chosen.some(one => !one.complete)) setTimeout(look, 20);
    else done(chosen.filter(one => one.complete && !one.naturalWidth).map(one => one.currentSrc));
  };
  look();
})
"""

SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({type: 'layout-shift', buffered: true});
"""


@pytest.fixture(
    params=[(width, scheme) for width in WIDTHS for scheme in SCHEMES], ids=lambda it: f"{it[0]}-{it[1]}"
)
def screen(request: pytest.FixtureRequest, chromium: Any) -> Any:
    """A browser window of one width in one colour scheme."""
    width, scheme = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, device_scale_factor=1
    )
    context.add_init_script(SHIFTS)
    yield context
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_shows_without_error_overflow_or_shift(kind: str, screen: Any, paper: Served) -> None:
    """No console error, no failed request, no sideways scrolling and no layout shift, to the page's end."""
    page, wrong = screen.new_page(), []
    status = FAILING.get(kind, 200)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(f"{request.url}: {request.failure}"))
    page.on(
        "response",
        lambda answer: (
            wrong.append(f"{answer.status} {answer.url}")
            if answer.status >= 400 and answer.url != address
            else None
        ),
    )
    page.on(
        "console",
        lambda said: (
            wrong.append(said.text)
            if said.type in ("error", "warning") and f"status of {status}" not in said.text
            else None
        ),
    )
    address = paper.url(paper.kinds[kind])
    answer = page.goto(address)
    page.wait_for_load_state("load")
    tall = page.evaluate("document.documentElement.scrollHeight")
    for place in range(0, tall, 700):
        page.evaluate(f"window.scrollTo({{top: {place}, behavior: 'instant'}})")
    wrong += page.evaluate(ALL_PICTURES)
    sizes = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    shifted = page.evaluate("window.shifted")
    page.close()
    assert (status, [], sizes[1], 0) == (answer.status, wrong, sizes[0], shifted)


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_can_use_a_page(kind: str, screen: Any, paper: Served) -> None:
    """The accessibility rules of WCAG 2.2 AA find nothing."""
    page = screen.new_page()
    page.goto(paper.url(paper.kinds[kind]))
    page.wait_for_load_state("load")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules}).then(it => it.violations.map("
        "one => [one.id, one.nodes.map(node => node.html + ' ' + node.failureSummary).slice(0, 3)]))",
        RULES,
    )
    page.close()
    assert [] == found, json.dumps(found, ensure_ascii=False, indent=1)
