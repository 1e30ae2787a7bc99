"""The paper's own settings."""

from django.forms import TextInput
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from barta.newsroom.desk.screens.single import SingleEditView, SingleViewSet
from barta.newsroom.site.models import Paper


class PaperEditView(SingleEditView):
    """The one form of settings."""

    page_title = "পত্রিকা"


class PaperViewSet(SingleViewSet):
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
