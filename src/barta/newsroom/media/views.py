"""Private pictures, for people who are logged in to the newsroom."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access


@require_safe
@require_admin_access
def private_file(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with an original or one of Wagtail's renditions; 404 for anything else."""
    if not name.startswith(("originals/", "images/")) or ".." in name.split("/"):
        raise Http404(name)
    try:
        file = default_storage.open(name)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise Http404(name) from error
    response = FileResponse(file)
    response["Cache-Control"] = "private, max-age=3600"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
