"""Public renditions before they are public: previews show them, to people who are logged in."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse

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
