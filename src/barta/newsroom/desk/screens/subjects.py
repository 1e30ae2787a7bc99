"""The screens of what stories refer to: sections, desks, people, topics; and the paper's settings."""

from typing import Any

from django.forms import CheckboxSelectMultiple, Select, TextInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView, SnippetViewSet

from barta.newsroom.desk.answers import NOT_ALLOWED, answered, tell
from barta.newsroom.desk.widgets import SlugInput
from barta.newsroom.door import Refused
from barta.newsroom.people.models import Person
from barta.newsroom.sections.models import Desk, Section
from barta.newsroom.site.models import Paper
from barta.newsroom.topics.models import Topic

KEPT = "খালি রাখলে নাম থেকে হবে।"
MOVES = "খালি রাখলে নাম থেকে হবে। বদলালে সংবাদের পুরোনো ঠিকানা নতুনটিতে পাঠায়; বিভাগের নিজের পুরোনো ঠিকানায় আর কিছু থাকে না।"


class SubjectIndexView(IndexView):
    """A list without boxes: nothing is done to many of these at once."""

    @cached_property
    def columns(self) -> list[Any]:
        """Return Wagtail's columns without the boxes."""
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]


class SubjectDeleteView(DeleteView):
    """Deleting what no story and nothing else refers to."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Say why, where Wagtail would say that the user may not."""
        if self.usage.is_protected:
            raise Refused("সংবাদে বা অন্য কোথাও এটি ব্যবহৃত হচ্ছে, তাই মোছা যায় না; আগে সেগুলো বদলান।")
        if isinstance(self.object, Desk) and self.object.sections.exists():
            raise Refused("এই ডেস্কের বিভাগ আছে; আগে বিভাগগুলো অন্য ডেস্কে দিন, নইলে সেগুলোর সংবাদ কেউ দেখবেন না।")
        return super().form_valid(form)


class SubjectViewSet(SnippetViewSet):
    """What they have in common: no copies, and every refusal answered in words."""

    add_to_settings_menu = True
    copy_view_enabled = False
    index_view_class = SubjectIndexView
    delete_view_class = SubjectDeleteView
    list_per_page = 50
    search_backend_name = None

    def get_urlpatterns(self) -> list[Any]:
        """Return Wagtail's URLs, each answering a refusal on the list."""
        patterns: list[Any] = super().get_urlpatterns()
        for pattern in patterns:
            pattern.callback = answered(self._back)(pattern.callback)
        return patterns

    def _back(self, **kwargs: Any) -> str:
        return reverse(self.get_url_name("list"))


class SectionViewSet(SubjectViewSet):
    """Sections."""

    model = Section
    icon = "list-ul"
    menu_label = "বিভাগ"
    menu_order = 10
    base_url_path = "sections"
    chooser_base_url_path = "sections/choose"
    list_display = ("name", "slug", "parent", "desk", "position", "in_menu")
    list_filter = ("desk", "in_menu")
    search_fields = ("name", "slug")
    edit_handler = ObjectList(
        [
            FieldPanel("name", classname="title", widget=TextInput({"placeholder": "নাম*"})),
            FieldPanel("slug", widget=SlugInput("name"), help_text=MOVES),
            FieldRowPanel([FieldPanel("parent", widget=Select), FieldPanel("desk", widget=Select)]),
            FieldRowPanel([FieldPanel("position"), FieldPanel("in_menu")]),
            FieldPanel("description"),
        ]
    )


class DeskViewSet(SubjectViewSet):
    """Desks and who works at them."""

    model = Desk
    icon = "group"
    menu_label = "ডেস্ক"
    menu_order = 20
    base_url_path = "desks"
    chooser_base_url_path = "desks/choose"
    list_display = ("name",)
    search_fields = ("name",)
    edit_handler = ObjectList(
        [
            FieldPanel("name", classname="title", widget=TextInput({"placeholder": "নাম*"})),
            FieldPanel("members", widget=CheckboxSelectMultiple),
        ]
    )


class PersonViewSet(SubjectViewSet):
    """People, desks and agencies with a byline."""

    model = Person
    icon = "user"
    add_to_settings_menu = False
    add_to_admin_menu = True
    menu_label = "লেখক"
    menu_order = 200
    base_url_path = "people"
    chooser_base_url_path = "people/choose"
    list_display = ("name", "kind", "role")
    list_filter = ("kind",)
    search_fields = ("name", "slug")
    edit_handler = ObjectList(
        [
            FieldPanel("name", classname="title", widget=TextInput({"placeholder": "নাম*"})),
            FieldPanel("slug", widget=SlugInput("name"), help_text=KEPT),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("role")]),
            FieldPanel("about"),
            FieldPanel("picture"),
        ]
    )


class TopicViewSet(SubjectViewSet):
    """Topics."""

    model = Topic
    icon = "tag"
    add_to_settings_menu = False
    add_to_admin_menu = True
    menu_label = "বিষয়"
    menu_order = 210
    base_url_path = "topics"
    chooser_base_url_path = "topics/choose"
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    edit_handler = ObjectList(
        [
            FieldPanel("name", classname="title", widget=TextInput({"placeholder": "নাম*"})),
            FieldPanel("slug", widget=SlugInput("name"), help_text=KEPT),
            FieldPanel("aliases"),
        ]
    )


class PaperEditView(EditView):
    """The one row of settings; it comes into being when it is first opened for writing."""

    page_title = "পত্রিকা"

    @cached_property
    def can_delete(self) -> bool:
        """Return False: a paper always has settings."""
        return False

    def get_success_url(self) -> str:
        """Stay on the settings."""
        return reverse(Paper.snippet_viewset.get_url_name("edit"), args=[1])


class PaperViewSet(SubjectViewSet):
    """The paper's own settings: one page, no list."""

    model = Paper
    icon = "cog"
    menu_label = "পত্রিকা"
    menu_order = 5
    base_url_path = "paper"
    chooser_base_url_path = "paper/choose"
    edit_view_class = PaperEditView
    edit_handler = ObjectList(
        [
            FieldPanel("name", classname="title", widget=TextInput({"placeholder": "নাম*"})),
            FieldPanel("tagline"),
            FieldRowPanel([FieldPanel("edition"), FieldPanel("language")]),
            FieldRowPanel([FieldPanel("publisher"), FieldPanel("editor")]),
            FieldPanel("address"),
            FieldPanel("email"),
        ]
    )

    def get_urlpatterns(self) -> list[Any]:
        """Return the edit and history screens; the list leads to the one row."""
        kept = [
            pattern
            for pattern in super().get_urlpatterns()
            if pattern.name in {"edit", "history", "history_results", "usage"}
        ]
        return [path("", to_the_paper, name="list"), *kept]


def to_the_paper(request: HttpRequest) -> HttpResponse:
    """Lead to the settings' one row, making it from the defaults where there is none."""
    if not request.user.has_perm("site.change_paper"):
        return tell(request, NOT_ALLOWED, reverse("wagtailadmin_home"))
    if not Paper.objects.filter(pk=1).exists():
        Paper.load().save()
    return redirect(Paper.snippet_viewset.get_url_name("edit"), 1)


SUBJECTS = (PaperViewSet, SectionViewSet, DeskViewSet, PersonViewSet, TopicViewSet)
