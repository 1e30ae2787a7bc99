"""The screens of the paper's own pages: about, contact, how it corrects."""

from typing import Any

from django.conf import settings
from django.forms import TextInput
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.snippets.views.snippets import EditView

from barta.bangla import to_bangla
from barta.newsroom.desk.screens.subjects import SubjectViewSet
from barta.newsroom.desk.widgets import SlugInput
from barta.newsroom.pages.models import Page
from barta.rendering import percent_encoded

ADDRESS = "এটাই পাতার পুরো ঠিকানা, যেমন about বা যোগাযোগ। খালি রাখলে শিরোনাম থেকে হবে। বদলালে পুরোনো ঠিকানায় আর কিছু থাকে না।"


class PageEditView(EditView):
    """A page's own screen."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where readers find the page."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if Page.objects.filter(pk=self.object.pk, live=True).exists():
            context["public_address"] = settings.BARTA_SITE_URL + percent_encoded(f"/{self.object.slug}")
            context["public_words"] = "পাঠকের পাতা খুলুন"
        return context


def _state(page: Page) -> str:
    return "প্রকাশিত" if page.live else "সরিয়ে রাখা"


def _place(page: Page) -> str:
    """Return the page's place in the footer, or nothing."""
    return to_bangla(str(page.position)) if page.in_footer else ""


class PageViewSet(SubjectViewSet):
    """Pages that the paper says of itself."""

    model = Page
    icon = "info-circle"
    add_to_settings_menu = False
    add_to_admin_menu = True
    menu_label = "পাতা"
    menu_name = "own-pages"
    menu_order = 220
    # Wagtail's own tree of pages, which is closed, stands at /pages/.
    base_url_path = "own-pages"
    chooser_base_url_path = "own-pages/choose"
    list_display = (
        "title",
        "slug",
        StatusTagColumn("live", label="অবস্থা", accessor=_state, primary=lambda page: page.live),
        Column("in_footer", label="পাতার নিচে", accessor=_place),
    )
    search_fields = ("title", "slug")
    edit_view_class = PageEditView
    edit_template_name = "desk/public_edit.html"
    needs = {"add": ("body-count",), "edit": ("body-count",)}
    edit_handler = ObjectList(
        [
            FieldPanel("title", classname="title", widget=TextInput({"placeholder": "শিরোনাম*"})),
            FieldPanel("slug", widget=SlugInput("title"), help_text=ADDRESS),
            FieldPanel("body"),
            FieldPanel("live"),
            FieldRowPanel([FieldPanel("in_footer"), FieldPanel("position")]),
        ]
    )
