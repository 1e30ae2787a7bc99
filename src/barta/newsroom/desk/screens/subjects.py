"""The screens of what stories refer to: sections, desks, people, topics."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.forms import CheckboxSelectMultiple, Select, TextInput
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.snippets.views.snippets import DeleteView, IndexView, SnippetViewSet

from barta.newsroom.actions.fronts import ON_THE_FRONT, is_on_front
from barta.newsroom.desk.answers import answered
from barta.newsroom.desk.widgets import SlugInput
from barta.newsroom.door import Refused
from barta.newsroom.people.models import Person
from barta.newsroom.sections.models import Desk, Section
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
        if isinstance(self.object, Section) and is_on_front(self.object):
            raise Refused(ON_THE_FRONT)
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
    needs: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """Fields without which the form at a URL of this name was not sent by a browser of ours."""

    def get_urlpatterns(self) -> list[Any]:
        """Return Wagtail's URLs, each answering a refusal on the list."""
        patterns: list[Any] = super().get_urlpatterns()
        for pattern in patterns:
            pattern.callback = answered(self._back, self.needs.get(pattern.name, ()))(pattern.callback)
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
    list_display = (
        "name",
        "slug",
        "parent",
        "desk",
        "position",
        Column("in_menu", label="মেনুতে", accessor=lambda section: "হ্যাঁ" if section.in_menu else ""),
    )
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


SUBJECTS = (SectionViewSet, DeskViewSet, PersonViewSet, TopicViewSet)
