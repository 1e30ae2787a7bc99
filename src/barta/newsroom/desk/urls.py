"""The newsroom's URLs: Wagtail's admin with its unused doors closed and its writing requests whole."""

from django.urls import path, reverse
from django.views.decorators.http import require_POST
from django.views.i18n import JavaScriptCatalog
from wagtail.images import admin_urls as image_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from barta.newsroom.desk import bulk
from barta.newsroom.desk.answers import answered
from barta.newsroom.desk.doors import asked, hang
from barta.newsroom.desk.transactions import written_whole


def _back_to_pictures(**kwargs: object) -> str:
    return reverse("wagtailimages:index")


def _back_to_stories(**kwargs: object) -> str:
    return reverse("wagtailsnippets_stories_story:list")


# These must stand inside Wagtail's own check of access, which answers every PermissionDenied with one
# sentence; it is put around them when wagtail.admin.urls is imported.
decorate_urlpatterns(image_urls.urlpatterns, answered(_back_to_pictures))

from wagtail.admin import urls as wagtail_urls  # noqa: E402
from wagtail.admin.auth import require_admin_access  # noqa: E402
from wagtail.admin.views.account import LogoutView  # noqa: E402

urlpatterns = [
    path("jsi18n/", JavaScriptCatalog.as_view(packages=["wagtail.admin", "barta.newsroom.desk"])),
    path(
        "bulk/<str:app_label>/<str:model_name>/<str:action>/",
        written_whole(require_admin_access(asked(answered(_back_to_stories)(bulk.dispatch)))),
    ),
    # Wagtail's own would drop the session's cookie for a mere link or picture from anywhere.
    path("logout/", require_POST(LogoutView.as_view()), name="wagtailadmin_logout"),
    *hang(wagtail_urls.urlpatterns, written_whole),
]
