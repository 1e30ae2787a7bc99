"""The screen on which the front is arranged."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.forms import CharField, HiddenInput, Select
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList

from barta.edition import encode
from barta.newsroom.desk.forms import web_address
from barta.newsroom.desk.screens.single import SingleEditView, SingleViewSet
from barta.newsroom.edition import front_edition
from barta.newsroom.fronts.models import Front

PARTS = ("lead", "top", "pictures", "strips")


CHANGED = (
    "আপনি পাতাটি খোলার পর অন্য কেউ প্রচ্ছদ বদলেছেন। এখন যা আছে দেখতে পাতাটি নতুন করে খুলুন; "
    "আবার ‘রাখুন’ চাপলে আপনার সাজানোটিই থাকবে।"
)


class FrontForm(WagtailAdminModelForm):
    """The form of the front. It knows which front it was opened on: no editor undoes another unawares."""

    opened_on = CharField(required=False, widget=HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Note the front as the database has it."""
        super().__init__(*args, **kwargs)
        self.initial["opened_on"] = _print_of(Front.load())

    def clean(self) -> dict[str, Any]:
        """Warn once when the front was saved by somebody else meanwhile; raises nothing the second time."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("opened_on") not in {None, "", self.initial["opened_on"]}:
            # The form that goes back is on the newest front: sending it again is a decision.
            form: Any = self
            form.data = form.data.copy()
            form.data[form.add_prefix("opened_on")] = self.initial["opened_on"]
            self.add_error(None, CHANGED)
        return data

    def clean_breaking_url(self) -> str:
        """Return the address; raises ValidationError for what is not one of the web."""
        return web_address(self.cleaned_data["breaking_url"])


def _print_of(front: Front) -> str:
    """Return a short name of what `front` says: the same for the same front only."""
    return sha256(encode(front_edition(front))).hexdigest()[:32]


class EndedPanel(HelpPanel):
    """Says of a pin, or of the breaking bar, that readers do not see it any more; else says nothing."""

    def __init__(self, **kwargs: Any) -> None:
        """Show what the row says of itself."""
        super().__init__(**{**kwargs, "template": "desk/ended_panel.html"})

    class BoundPanel(HelpPanel.BoundPanel):
        """The panel of one row."""

        def __init__(self, **kwargs: Any) -> None:
            """Ask the row."""
            super().__init__(**kwargs)
            self.content = self.instance.ended if self.instance is not None and self.instance.pk else ""

        def is_shown(self) -> bool:
            """Return whether there is something to say."""
            return bool(self.content)


def _zone(name: str, heading: str, help_text: str) -> InlinePanel:
    """Return the panel of a zone: stories one below the other, each with its end."""
    pin = [EndedPanel(), FieldPanel("story"), FieldPanel("until")]
    return InlinePanel(name, pin, heading=heading, label="সংবাদ", help_text=help_text)


class FrontEditView(SingleEditView):
    """The one form of the front."""

    page_title = "প্রচ্ছদ"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where readers find the front."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "public_address": f"{settings.BARTA_SITE_URL}/",
            "public_words": "পাঠকের প্রচ্ছদ খুলুন",
        }


class FrontViewSet(SingleViewSet):
    """The front: one page, no list."""

    model = Front
    icon = "home"
    add_to_settings_menu = False
    add_to_admin_menu = True
    menu_label = "প্রচ্ছদ"
    menu_name = "front"
    menu_order = 90
    base_url_path = "front"
    chooser_base_url_path = "front/choose"
    edit_view_class = FrontEditView
    edit_template_name = "desk/public_edit.html"
    needs = {
        "edit": tuple(f"{part}-{count}_FORMS" for part in PARTS for count in ("TOTAL", "INITIAL")),
    }
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    EndedPanel(),
                    FieldPanel("breaking_text"),
                    FieldPanel("breaking_until"),
                    FieldPanel("breaking_story"),
                    FieldPanel("breaking_url"),
                ],
                heading="ব্রেকিং",
            ),
            _zone(
                "lead",
                "প্রধান সংবাদ",
                "যে সংবাদটি সবার ওপরে বড় করে থাকবে। কয়েকটি দিলে প্রথমটি থাকে; সেটির সময় শেষ হলে পরেরটি আসে। "
                "খালি থাকলে সবচেয়ে নতুন ছবিওয়ালা সংবাদ বসে।",
            ),
            _zone(
                "top",
                "শীর্ষ সংবাদ",
                "প্রধান সংবাদের পাশে, এই ক্রমে, সর্বোচ্চ ছয়টি। কম থাকলে বাকি জায়গায় সবচেয়ে নতুন সংবাদ বসে।",
            ),
            InlinePanel(
                "strips",
                [FieldPanel("section", widget=Select)],
                heading="বিভাগের সারি",
                label="বিভাগ",
                help_text="যে বিভাগগুলোর নতুন সংবাদ নিচে, এই ক্রমে, সারি করে থাকবে। খালি থাকলে মেনুর বিভাগগুলো বসে।",
            ),
            FieldPanel("opinion", widget=Select),
            _zone(
                "pictures",
                "ছবির সারি",
                "নিচের ছবির সারিতে সবার আগে যেগুলো থাকবে। কম থাকলে ছবিওয়ালা নতুন সংবাদ বসে।",
            ),
        ],
        base_form_class=FrontForm,
    )
