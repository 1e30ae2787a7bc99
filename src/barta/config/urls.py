"""Addresses of the newsroom's origin: the desk at the root, private pictures behind its login."""

from django.urls import include, path, re_path
from wagtail.admin.auth import require_admin_access

from barta.newsroom.desk import urls as desk_urls
from barta.newsroom.desk.pictures import ready_file
from barta.newsroom.media.views import private_file

urlpatterns = [
    re_path(
        r"^media/(?P<name>[0-9a-f]{32}\.[a-z]{3,4})$", require_admin_access(ready_file), name="ready_file"
    ),
    path("media/<path:name>", private_file, name="private_file"),
    path("", include(desk_urls)),
]

handler400 = "barta.newsroom.desk.failures.bad_request"
handler403 = "barta.newsroom.desk.failures.forbidden"
handler404 = "barta.newsroom.desk.failures.not_found"
handler500 = "barta.newsroom.desk.failures.server_error"
