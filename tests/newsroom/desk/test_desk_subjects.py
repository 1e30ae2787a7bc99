"""Sections, people, topics, pictures and the paper's settings: who keeps them, and what readers are told."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from desk_people import Newsroom, messages_of
from newsroom_samples import newest, photo, picture, told

# Wagtail leaves the temporary files of its thumbnails to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")

NOT_ALLOWED = "এ কাজের অনুমতি আপনার নেই। দরকার হলে বার্তা সম্পাদককে বলুন।"
RIGHTS = {
    "/sections/add/": {"editor", "superuser"},
    "/desks/add/": {"editor", "superuser"},
    "/paper/edit/1/": {"editor", "superuser"},
    "/paper/history/1/": {"editor", "superuser"},
    "/paper/usage/1/": {"editor", "superuser"},
    "/front/edit/1/": {"editor", "superuser"},
    "/own-pages/": {"editor", "superuser"},
    "/own-pages/add/": {"editor", "superuser"},
    "/people/add/": {"sub_editor", "editor", "superuser"},
    "/topics/add/": {"sub_editor", "editor", "superuser"},
    "/images/add/": {"reporter", "sub_editor", "editor", "superuser"},
}


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Let go of those files before another test is blamed for them."""
    yield
    gc.collect()


@pytest.mark.parametrize("address", RIGHTS)
def test_each_subject_is_kept_by_its_roles(newsroom: Newsroom, address: str) -> None:
    """The form opens for whom the table says, and leads everybody else away."""
    newsroom.client("superuser").get("/paper/")
    newsroom.client("superuser").get("/front/")
    opened = {
        who
        for who in ("reporter", "sub_editor", "editor", "superuser")
        if newsroom.client(who).get(address).status_code == 200
    }
    assert RIGHTS[address] == opened


@pytest.mark.parametrize("kind", ["sections", "desks", "people", "topics", "own-pages"])
def test_every_screen_of_a_subject_opens(newsroom: Newsroom, kind: str) -> None:
    """List, form, history, usage and deletion are pages, in Bangla."""
    from barta.newsroom.pages.models import Page
    from barta.newsroom.topics.models import Topic

    topic = Topic.objects.create(name="নীলকুঠি সেতু", slug="নীলকুঠি-সেতু")
    key = {
        "sections": newsroom.city,
        "desks": newsroom.city.desk,
        "people": newsroom.person,
        "topics": topic,
        "own-pages": Page.objects.create(title="আমাদের কথা", slug="about"),
    }[kind].pk
    client = newsroom.client("superuser")
    for address in ("", "add/", f"edit/{key}/", f"history/{key}/", f"usage/{key}/", f"delete/{key}/"):
        assert 200 == client.get(f"/{kind}/{address}").status_code, address
    assert 404 == client.get(f"/{kind}/copy/{key}/").status_code


def section_form(section: Any, **fields: str) -> dict[str, str]:
    """Return a section's form as a browser posts it."""
    given = {
        "name": section.name,
        "slug": section.slug,
        "parent": "",
        "desk": str(section.desk.pk),
        "position": "0",
    }
    return {**given, "in_menu": "on", "description": "", **fields}


def test_a_renamed_section_is_told_at_once(newsroom: Newsroom) -> None:
    """The section's new name is in the ledger when the form has answered."""
    address = f"/sections/edit/{newsroom.city.pk}/"
    newsroom.client("editor").post(address, section_form(newsroom.city, name="মহানগর"))
    assert "মহানগর" == newest(newsroom.city).name


@pytest.mark.parametrize("slug", ["people", "media", "খেলা"])
def test_a_sections_address_belongs_to_nobody_else(newsroom: Newsroom, slug: str) -> None:
    """A reserved word or another section's address is refused in the form."""
    before = newest(newsroom.city)
    response = newsroom.client("editor").post(
        f"/sections/edit/{newsroom.city.pk}/", section_form(newsroom.city, slug=slug)
    )
    newsroom.city.refresh_from_db()
    assert response.status_code in {200, 302}
    assert (before, "নগর") == (newest(newsroom.city), newsroom.city.slug)


def test_a_section_with_stories_is_not_deleted(newsroom: Newsroom) -> None:
    """The page says so and has no button; pressing it by hand is refused in words."""
    newsroom.draft()
    client, address = newsroom.client("editor"), f"/sections/delete/{newsroom.city.pk}/"
    page = client.get(address).content.decode()
    assert (True, False) == ("মোছা যাবে না" in page, "হ্যাঁ, মুছুন" in page)
    response = client.post(address)
    assert 302 == response.status_code
    assert ["সংবাদে বা অন্য কোথাও এটি ব্যবহৃত হচ্ছে, তাই মোছা যায় না; আগে সেগুলো বদলান।"] == messages_of(response)
    newsroom.city.refresh_from_db()


def test_a_desk_with_sections_is_not_deleted(newsroom: Newsroom) -> None:
    """Its reporters would lose their stories at one press of a button."""
    desk = newsroom.city.desk
    response = newsroom.client("editor").post(f"/desks/delete/{desk.pk}/")
    newsroom.city.refresh_from_db()
    assert (302, desk) == (response.status_code, newsroom.city.desk)
    assert "অন্য ডেস্কে দিন" in " ".join(messages_of(response))


def test_the_papers_settings_are_one_page(newsroom: Newsroom) -> None:
    """The menu leads to the one form; saving it appends the setting."""
    client = newsroom.client("editor")
    assert "/paper/edit/1/" == client.get("/paper/")["location"]
    form = {"name": "নীলকুঠি বার্তা", "edition": "bd", "language": "bn", "tagline": "", "publisher": ""}
    client.post("/paper/edit/1/", {**form, "editor": "", "address": "", "email": ""})
    assert "নীলকুঠি বার্তা" == told("setting")[-1][2]
    assert 404 == client.get("/paper/add/").status_code


def upload(name: str, data: bytes) -> Any:
    """Return a file as a browser sends it."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def test_a_reporter_adds_a_picture_that_only_colleagues_see(newsroom: Newsroom) -> None:
    """The original and Wagtail's own copies are answered to people who are logged in, and to nobody else."""
    from barta.newsroom.media.models import Photo

    client = newsroom.client("reporter")
    client.post("/images/add/", {"title": "নতুন সেতু", "file": upload("গোপন-নাম.jpg", picture())})
    image = Photo.objects.get()
    for file in (image.file, image.get_rendition("max-165x165").file):
        response = client.get(file.url)
        assert 200 == response.status_code
        response.close()
        assert 302 == newsroom.client().get(file.url).status_code
    assert "গোপন-নাম" not in image.file.name


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"\xff\xd8\xff\xe0" + b"x" * 500, b"<svg onload=alert(1)>", picture()[:900]]
)
def test_a_file_that_is_no_picture_is_refused(newsroom: Newsroom, data: bytes) -> None:
    """A damaged or foreign file is answered with the form, one by one and in the upload of many."""
    from barta.newsroom.media.models import Photo

    client = newsroom.client("reporter")
    assert 200 == client.post("/images/add/", {"title": "ভাঙা", "file": upload("a.jpg", data)}).status_code
    many = client.post(
        "/images/multiple/add/",
        {"title": "ভাঙা", "files[]": upload("a.jpg", data)},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert (True, 0) == (many.status_code in {200, 400}, Photo.objects.count())


def test_a_reporter_changes_no_picture_of_others(newsroom: Newsroom) -> None:
    """Who did not add a picture does not change its words."""
    image = photo("অন্যের ছবি")
    assert 302 == newsroom.client("reporter").get(f"/images/{image.pk}/").status_code
    assert 200 == newsroom.client("sub_editor").get(f"/images/{image.pk}/").status_code
