"""Pictures on the desk: uploads that cannot be read, and public renditions before they are public."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.functional import keep_lazy_text
from wagtail.images.fields import WagtailImageField

from barta.bangla import to_bangla
from barta.newsroom.media import renditions

_TYPES = {ending: kind for _form, ending, kind in renditions.FORMATS}


def ready_file(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with the prepared file `name` (32 hex digits and an ending); the URL admits nothing else."""
    path = renditions.ready_folder() / name
    kind = _TYPES.get(name.rpartition(".")[2])
    if kind is None or not path.is_file():
        raise Http404(name)
    response = FileResponse(path.open("rb"), content_type=kind)
    response["Cache-Control"] = "private, max-age=3600"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def say_sizes_in_bangla() -> None:
    """Let Wagtail's upload field say its limits in Bangla digits: its numbers are Latin in every language."""
    begin = WagtailImageField.__init__

    def said(self: Any, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        self.help_text = _in_bangla(self.help_text)
        self.max_upload_size_text = _in_bangla(self.max_upload_size_text)

    WagtailImageField.__init__ = said


@keep_lazy_text
def _in_bangla(text: Any) -> str:
    return to_bangla(str(text).replace(".0\xa0", "\xa0").replace(".0 ", " "))


def refuse_the_unreadable() -> None:
    """Let Wagtail's upload field refuse a picture whose pixels cannot be read.

    It opens the file's header only, then asks for the size, which reads everything: what breaks off half
    way would end in a server error.
    """
    check = WagtailImageField.check_image_pixel_size

    def check_image_pixel_size(self: Any, file: Any) -> None:
        try:
            check(self, file)
        except OSError as error:
            raise ValidationError(
                "ছবির ফাইলটি ভাঙা বা অসম্পূর্ণ; মূল ফাইলটি আবার দিন।", code="invalid_image"
            ) from error

    WagtailImageField.check_image_pixel_size = check_image_pixel_size
