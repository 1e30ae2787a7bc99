"""Visible text is what a browser shows, in reading order, a line for each block."""

import pytest

from barta.rendering import visible_text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>এক  \n দুই</p><p>তিন</p>", "এক দুই\nতিন"),
        ("<p>ক<b>খ</b> <i>গ</i></p>", "কখ গ"),
        ("<p>ক<br>খ</p>", "ক\nখ"),
        ("<div>ক<p>খ</p>গ</div>", "ক\nখ\nগ"),
        ("<p>ক\u00a0\u00a0খ&nbsp;</p>", "ক\u00a0\u00a0খ\u00a0"),
        ("<p>ক\u200cখ &amp; গ</p>", "ক\u200cখ & গ"),
        ("<head><title>ক</title></head><body>খ</body>", "খ"),
        ("<p>ক</p><script>x</script><style>y</style><template>z</template><svg><title>s</title></svg>", "ক"),
        ("<p hidden>ক</p><p>খ</p><span class='a visually-hidden'>গ</span><a class=skip href=#m>ঘ</a>", "খ"),
        ("<tr><td>ক</td><td>খ</td></tr>", "ক খ"),
        ("<p>ক<p>খ", "ক\nখ"),
        ("ক</b></p>খ", "ক\nখ"),
        ("", ""),
    ],
)
def test_text_is_read_as_a_browser_shows_it(html: str, expected: str) -> None:
    """White space collapses, no-break spaces stay, and what is not shown is not read."""
    assert expected == visible_text(html)


@pytest.mark.parametrize("opening", ["<div popover>", "<dialog>", "<details>"])
def test_a_closed_overlay_says_only_how_to_close_it(opening: str) -> None:
    """A closed overlay contributes the label of its close control, at its place."""
    closing = f"</{opening.strip('<>').split()[0]}>"
    inside = "<p>মেনু</p><button data-close>বন্ধ <b>করুন</b></button><nav>খ</nav>"
    html = f"<p>আগে</p>{opening}{inside}{closing}<p>পরে</p>"
    assert "আগে\nবন্ধ করুন\nপরে" == visible_text(html)


def test_neighbouring_overlays_say_how_to_close_them_once() -> None:
    """Menu and search stand together; a reader hears of closing once, and of another label too."""
    overlay = "<div popover><button data-close>{}</button><nav>খ</nav></div>"
    html = "".join(overlay.format(label) for label in ("বন্ধ করুন", "বন্ধ করুন", "ফিরুন"))
    assert "বন্ধ করুন\nফিরুন\nবন্ধ করুন" == visible_text(f"{html}<p>বন্ধ করুন</p>")


def test_an_open_overlay_is_read_whole() -> None:
    """An open dialog is part of the page."""
    assert "ক\nখ" == visible_text("<dialog open><p>ক</p><button data-close>খ</button></dialog>")


def test_closed_details_show_their_summary() -> None:
    """What is folded away is not read, its title is."""
    assert "শিরোনাম" == visible_text("<details><summary>শিরোনাম</summary><p>ভেতরে</p></details>")


def test_a_close_control_in_a_hidden_part_stays_hidden() -> None:
    """Hidden is hidden, whatever it is for."""
    assert "" == visible_text("<div hidden><div popover><button data-close>ক</button></div></div>")
