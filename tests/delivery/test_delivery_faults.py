"""Readers get the right page or an honest one, whatever has happened to the store."""

import os
from datetime import datetime
from zoneinfo import ZoneInfo

from delivery_samples import ID, PATH, build, fill, get, page

from barta.delivery import make_application
from barta.pagestore import Repair, Slot, Variant, compress, path_key, repairs, story_key


def damage(generation, marker):
    """Flip bytes of what holds the marker, beneath LMDB."""
    data = generation / "data.mdb"
    content = data.read_bytes()
    assert marker in content
    data.write_bytes(content.replace(marker, marker[::-1]))


def odd_page(batch):
    fill(batch)
    batch.put_page(path_key("/odd"), page("/odd", "ক", tag="mark-of-the-odd-page"))
    instead = (("mark-of-the-slot", compress(b"x")),)
    batch.put_slot("latest", Slot((Variant(0, compress(b"latest"), instead),)))


def test_a_home_without_a_store_says_that_it_is_being_built(tmp_path):
    """The answer is Bangla, not to be cached, and asks for patience; later the page is there."""
    application = make_application(tmp_path)
    response = get(application, PATH)
    assert 503 == response.status
    assert ("2", "no-store") == (response.headers["Retry-After"], response.headers["Cache-Control"])
    assert "তৈরি হচ্ছে" in response.text
    build(tmp_path)
    assert 200 == get(application, PATH).status
    application.close()


def test_an_empty_store_still_speaks_bangla(tmp_path):
    """Without a stored 404 page there is a plain one."""
    build(tmp_path, lambda batch: None)
    application = make_application(tmp_path)
    response = get(application, PATH)
    assert (404, True) == (response.status, "পাওয়া যায়নি" in response.text)
    application.close()


def test_a_damaged_page_is_not_served_and_the_press_is_told(tmp_path):
    """Without an older generation the reader is asked for patience; other pages go on."""
    generation = build(tmp_path, odd_page)
    damage(generation, b"mark-of-the-odd-page")
    application = make_application(tmp_path)
    assert 503 == get(application, "/odd").status
    assert 503 == get(application, "/odd/").status
    assert 200 == get(application, PATH).status
    assert [Repair("page", path_key("/odd"))] == repairs(tmp_path / "store")
    build(tmp_path, lambda batch: batch.put_page(path_key("/odd"), page("/odd", "খ")))
    assert "খ" == get(application, "/odd").text
    application.close()


def test_a_damaged_page_is_shown_as_it_last_was(tmp_path):
    """The generation before the live one helps out, unless something has been withdrawn since."""
    build(tmp_path, odd_page)
    damage(build(tmp_path, odd_page, fresh=True), b"mark-of-the-odd-page")
    application = make_application(tmp_path)
    response = get(application, "/odd")
    assert (200, "ক") == (response.status, response.text)
    build(tmp_path, lambda batch: batch.put_page(story_key(ID), page("", "নেই", status=410)))
    assert 503 == get(application, "/odd").status
    application.close()


def test_a_damaged_list_does_not_take_its_pages_down(tmp_path):
    """A page is shown without a slot that cannot be read, and the press is told."""
    damage(build(tmp_path, odd_page), b"mark-of-the-slot")
    application = make_application(tmp_path)
    assert (200, "আজপ্রথম পাতা") == (get(application, "/").status, get(application, "/").text)
    headers = get(application, "/").headers
    assert ("no-store", None) == (headers["Cache-Control"], headers.get("ETag"))
    assert [Repair("slot", b"latest")] == repairs(tmp_path / "store")
    application.close()


def test_the_date_is_right_after_midnight_with_everything_else_dead(tmp_path):
    """The masthead written ahead appears by delivery's own clock, and with it a new ETag."""
    midnight = datetime(2025, 7, 4, tzinfo=ZoneInfo("Asia/Dhaka")).timestamp()
    days = [(midnight - 86_400, "৩ জুলাই"), (midnight, "৪ জুলাই")]

    def ahead(batch):
        fill(batch)
        batch.put_slot("masthead", Slot(tuple(Variant(int(at), compress(day.encode())) for at, day in days)))

    build(tmp_path, ahead)
    now = [midnight - 0.001]
    application = make_application(tmp_path, clock=lambda: now[0])
    before = get(application, "/")
    now[0] = midnight
    after = get(application, "/", if_none_match=before.headers["ETag"])
    assert (True, True) == (before.text.startswith("৩ জুলাই"), after.text.startswith("৪ জুলাই"))
    application.close()


def test_a_fault_of_ours_is_a_bangla_page(tmp_path):
    """An unforeseen error reaches the log and not the reader."""

    def broken_clock():
        raise ArithmeticError("no time")

    build(tmp_path)
    application = make_application(tmp_path, clock=broken_clock)
    response = get(application, PATH)
    assert (500, False, True) == (response.status, "no time" in response.text, "আবার চেষ্টা" in response.text)
    application.close()


def test_a_picture_is_served_until_it_is_withdrawn(tmp_path):
    """Only plain files with a hash for a name are given, and never beyond the folder."""
    media = tmp_path / "public" / "media"
    media.mkdir(parents=True)
    name = "0123456789abcdef" * 2
    (media / f"{name}.jpg").write_bytes(b"picture")
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    (media / f"{name[::-1]}.jpg").symlink_to(tmp_path / "secret.jpg")
    (media / f"{'0' * 32}.png").mkdir()
    os.mkfifo(media / f"{'1' * 32}.png")
    (media / f"{name}.svg").write_text("<svg/>")
    build(tmp_path)
    application = make_application(tmp_path)
    response = get(application, f"/media/{name}.jpg")
    assert (200, b"picture") == (response.status, response.raw)
    expected = {
        "Cache-Control": "public, max-age=3600",
        "Content-Security-Policy": "default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "ETag": f'"{name}"',
        "Content-Type": "image/jpeg",
        "Content-Length": "7",
    }
    assert expected == response.headers
    assert response._replace(raw=b"") == get(application, f"/media/{name}.jpg", method="HEAD")
    assert 304 == get(application, f"/media/{name}.jpg", if_none_match=f'"{name}"').status
    assert 200 == get(application, f"/media/{name}.jpg", range="bytes=0-1").status
    for other in (
        f"{name[::-1]}.jpg",
        f"{'0' * 32}.png",
        f"{'1' * 32}.png",
        f"{name}.svg",
        f"{name}.jpg/",
        f"../media/{name}.jpg",
        f"{name.upper()}.jpg",
        f"x/{name}.jpg",
        "",
        "..",
        f"{name}.jpg\n",
    ):
        assert get(application, "/nothing") == get(application, f"/media/{other}")
    (media / f"{name}.jpg").unlink()
    assert 404 == get(application, f"/media/{name}.jpg", if_none_match=f'"{name}"').status
    application.close()
