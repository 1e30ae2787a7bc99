"""Public pictures carry pixels and nothing else."""

import io
from collections import Counter
from pathlib import Path

import pytest
from newsroom_samples import broken_ledger, draft, newest, photo, picture, published
from PIL import Image, ImageCms

SECRET = "GPS23.8103N"


def _with_secrets() -> bytes:
    """Return a JPEG with a place, a name, a comment, an XMP packet and a thumbnail-like block in it."""
    exif = Image.Exif()
    exif[0x010F] = SECRET
    exif[0x013B] = SECRET
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (23.0, 48.0, 37.0)
    return picture(
        900,
        700,
        exif=exif,
        comment=SECRET.encode(),
        xmp=f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode(),
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )


def _public_files() -> dict[str, bytes]:
    from barta.newsroom.media import renditions

    folder = renditions.public_folder()
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def _publish(view: object) -> object:
    from barta.newsroom.stories.models import StoryPicture

    story = draft()
    story.pictures = [StoryPicture(photo=view)]
    story.save_revision(clean=False).publish()
    return story


def test_nothing_but_pixels_gets_out() -> None:
    """No place, name, comment, profile or thumbnail of the upload is in any public file."""
    view = photo(data=_with_secrets())
    assert SECRET.encode() in Path(view.file.path).read_bytes()
    _publish(view)
    files = _public_files()
    assert {"avif": 3, "jpg": 3, "webp": 3} == Counter(name.partition(".")[2] for name in files)
    for data in files.values():
        image = Image.open(io.BytesIO(data))
        assert (False, set()) == (
            SECRET.encode() in data,
            set(image.info) & {"exif", "xmp", "comment", "icc_profile", "photoshop"},
        )
        assert {} == dict(image.getexif())


def test_a_picture_is_turned_the_right_way_up() -> None:
    """What the camera noted as its position is done to the pixels before the note is dropped."""
    view = photo(data=_with_secrets())
    _publish(view)
    assert (700, 900) == (newest(view).renditions[-1].width, newest(view).renditions[-1].height)


def test_renditions_come_in_a_few_widths_and_never_larger() -> None:
    """The record names the files that are there, widest last, under the hash of their bytes."""
    import hashlib

    view = photo(data=picture(700, 350))
    _publish(view)
    named = newest(view).renditions
    assert [(320, 160), (640, 320), (700, 350)] == sorted({(one.width, one.height) for one in named})
    assert 700 == named[-1].width
    files = _public_files()
    assert set(files) == {one.name for one in named}
    for name, data in files.items():
        assert name.partition(".")[0] == hashlib.blake2b(data, digest_size=16).hexdigest()


def test_a_wide_picture_has_four_widths_in_three_forms() -> None:
    """Browsers choose by width and by what they know; the oldest of them find a JPEG that shows early."""
    view = photo(data=picture(1600, 900))
    _publish(view)
    named = newest(view).renditions
    kinds = ("image/avif", "image/jpeg", "image/webp")
    assert [(width, width * 9 // 16, kind) for width in (320, 640, 960, 1280) for kind in kinds] == sorted(
        (one.width, one.height, one.media_type) for one in named
    )
    files = _public_files()
    for one in named:
        with Image.open(io.BytesIO(files[one.name])) as image:
            assert (one.media_type, (one.width, one.height)) == (image.get_format_mimetype(), image.size)
            assert ("image/jpeg" == one.media_type) == bool(image.info.get("progressive"))


@pytest.mark.parametrize(("width", "height"), [(1, 1), (7, 3000), (500, 900), (641, 641), (3000, 5)])
def test_pictures_of_any_shape_can_be_published(width: int, height: int) -> None:
    """Tall, square and tiny pictures keep their shape, and are never enlarged."""
    view = photo(data=picture(width, height))
    _publish(view)
    widest = newest(view).renditions[-1]
    assert (min(width, 1280), max(1, round(height * min(width, 1280) / width))) == (
        widest.width,
        widest.height,
    )


def test_a_picture_that_was_prepared_with_fewer_files_stays_as_it_is() -> None:
    """What an older version encoded is published as it was; nothing is encoded anew for it."""
    from barta.newsroom.media import renditions

    view = photo(data=picture(1600, 900))
    fewer = [one for one in view.public_files["renditions"] if one["media_type"] == "image/jpeg"][:2]
    view.public_files = {**view.public_files, "renditions": fewer}
    type(view).objects.filter(pk=view.pk).update(public_files=view.public_files)
    for path in renditions.ready_folder().iterdir():
        if path.name not in renditions.names(view):
            path.unlink()
    _publish(type(view).objects.get(pk=view.pk))
    assert [one["name"] for one in fewer] == [one.name for one in newest(view).renditions]
    assert {one["name"] for one in fewer} == set(_public_files())


@pytest.mark.parametrize(("mode", "form"), [("RGBA", "PNG"), ("P", "GIF"), ("L", "PNG"), ("CMYK", "JPEG")])
def test_every_kind_of_picture_can_be_published(mode: str, form: str) -> None:
    """Transparent, palette, grey and print pictures all become plain ones."""
    buffer = io.BytesIO()
    Image.linear_gradient("L").convert(mode).save(buffer, form)
    view = photo(data=buffer.getvalue())
    _publish(view)
    assert {"RGB"} == {Image.open(io.BytesIO(data)).mode for data in _public_files().values()}


def test_files_are_public_only_from_the_publication_on() -> None:
    """An uploaded picture is private, and so are its prepared copies."""
    photo()
    assert {} == _public_files()


def test_a_picture_that_cannot_be_read_stops_the_publication() -> None:
    """The editor is told which picture to upload again; the story stays a draft."""
    from barta.newsroom.door import Refused

    view = photo()
    Path(view.file.path).write_bytes(b"not a picture")
    type(view).objects.filter(pk=view.pk).update(public_from="")
    with pytest.raises(Refused, match="সেতু"):
        _publish(view)


def test_a_replaced_file_is_a_new_edition_of_the_picture() -> None:
    """Stories refer to the picture, so that a new file reaches all of them by one record."""
    from django.core.files.base import ContentFile

    view = photo()
    story = _publish(view)
    before = newest(view).renditions
    view.file = ContentFile(picture(400, 400), name="x.jpg")
    view.save()
    assert before != newest(view).renditions
    assert set(_public_files()) >= {one.name for one in newest(view).renditions}
    assert story.headline == newest(story).headline


def test_the_uploaded_name_is_kept_from_the_disk() -> None:
    """Files have names of our own; what the photographer called it is text only."""
    view = photo("গোপন নাম")
    assert view.file.name.startswith("originals/") and "upload" not in view.file.name


def test_two_stories_share_one_file() -> None:
    """The file goes with the last story that shows it."""
    view = photo()
    first, second = _publish(view), _publish(view)
    first.refresh_from_db()
    first.unpublish()
    assert _public_files()
    second.refresh_from_db()
    second.unpublish()
    assert {} == _public_files()
    assert "সেতু" == view.title and published("আরেকটি")


def test_files_of_a_publication_that_was_rolled_back_go_at_the_next_tick() -> None:
    """The files are there before the record; when the record never comes they go, and only they."""
    from django.db import DatabaseError

    from barta.newsroom.media import renditions
    from barta.newsroom.scheduling import run_due

    kept, never = photo("থাকবে", picture(700, 500)), photo("থাকবে না")
    _publish(kept)
    kept.refresh_from_db()
    with broken_ledger(), pytest.raises(DatabaseError):
        _publish(never)
    assert set(_public_files()) > set(renditions.names(kept))
    run_due()
    assert set(_public_files()) == set(renditions.names(kept))
    assert [] == list(renditions.releasing_folder().iterdir())


def test_a_file_that_a_crash_left_behind_goes_at_the_next_tick() -> None:
    """What an ending doomed is on record with it, so that a killed newsroom leaves nothing public."""
    from barta.newsroom.media import renditions
    from barta.newsroom.media.models import Doomed
    from barta.newsroom.scheduling import run_due

    view = photo()
    story = _publish(view)
    story.refresh_from_db()
    story.unpublish()
    renditions.release(view)
    Doomed.objects.bulk_create([Doomed(name=name) for name in renditions.names(view)])
    run_due()
    assert ({}, 0) == (_public_files(), Doomed.objects.count())


def test_a_picture_published_again_is_not_doomed_any_more() -> None:
    """A story that returns has its pictures, whatever was on the list of files to remove."""
    from barta.newsroom.media import renditions
    from barta.newsroom.media.models import Doomed
    from barta.newsroom.scheduling import run_due

    view = photo()
    Doomed.objects.bulk_create([Doomed(name=name) for name in renditions.names(view)])
    _publish(view)
    run_due()
    assert set(renditions.names(view)) == set(_public_files())


@pytest.mark.parametrize(("form", "mode"), [("JPEG", "RGB"), ("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P")])
def test_a_very_large_picture_is_made_small_first_and_keeps_its_shape(form: str, mode: str) -> None:
    """Its files have every width, the right way up, whatever its kind."""
    from barta.newsroom.media import renditions

    exif = Image.Exif()
    exif[0x0112] = 6
    file = io.BytesIO()
    Image.new(mode, (4000, 2600)).save(file, form, exif=exif)
    files = renditions.encode(file)["renditions"]
    sizes = {(one["width"], one["height"]) for one in files}
    assert {(320, 492), (640, 985), (960, 1477), (1280, 1969)} == sizes
    for one in files:
        data = (renditions.ready_folder() / one["name"]).read_bytes()
        assert {} == dict(Image.open(io.BytesIO(data)).getexif())
