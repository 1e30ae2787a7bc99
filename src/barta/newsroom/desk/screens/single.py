"""What there is one of, such as the paper's settings: one form, no list, nothing to add or to delete."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from wagtail.snippets.views.snippets import EditView

from barta.newsroom.desk.answers import NOT_ALLOWED, answered, tell
from barta.newsroom.desk.screens.subjects import SubjectViewSet

KEPT = frozenset({"edit", "history", "history_results", "usage"})


class SingleEditView(EditView):
    """The form of the one row."""

    @cached_property
    def can_delete(self) -> bool:
        """Return False: it is always there."""
        return False

    def get_success_message(self) -> str:
        """Say it of the one thing, which has no name of its own."""
        return f"{self.page_title} রাখা হয়েছে।"

    def get_success_buttons(self) -> list[Any]:
        """Return none: the form stays open."""
        return []

    def get_success_url(self) -> str:
        """Stay on the form."""
        return reverse(type(self.object).snippet_viewset.get_url_name("edit"), args=[1])


class SingleViewSet(SubjectViewSet):
    """Edit and history screens of the one row. Its model has `load()`, and a `save()` that keeps to row 1."""

    edit_view_class = SingleEditView

    def get_urlpatterns(self) -> list[Any]:
        """Return the edit and history screens; what the menu opens leads to the one row."""
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name in KEPT]
        to_the_row = answered(_home)(self.open)
        # Wagtail's other screens lead back to a list by both names.
        lists = [path("", to_the_row, name="list"), path("results/", to_the_row, name="list_results")]
        return [*lists, *kept]

    def open(self, request: HttpRequest) -> HttpResponse:
        """Lead to the one row, making it from the defaults where there is none."""
        if not self.permission_policy.user_has_permission(request.user, "change"):
            return tell(request, NOT_ALLOWED, reverse("wagtailadmin_home"))
        if not self.model.objects.filter(pk=1).exists():
            self.model.load().save()
        return redirect(self.get_url_name("edit"), 1)


def _home(**kwargs: Any) -> str:
    return reverse("wagtailadmin_home")
