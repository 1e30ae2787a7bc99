"""Taking a published story away: a page that says what will happen, asks for the reason, and does it."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from barta.newsroom.actions import TakeDown, Unpublish, Withdraw
from barta.newsroom.desk.forms import EndingForm
from barta.newsroom.door import Refused
from barta.newsroom.stories.models import Story


class EndingView(WagtailAdminTemplateMixin, FormView, ABC):
    """What the three endings have in common. `pk` is the story's; the guard has let the user in."""

    template_name = "desk/ending.html"
    form_class = EndingForm
    header_icon = "warning"
    url_name: ClassVar[str]
    explanation: ClassVar[str]
    button: ClassVar[str]
    done: ClassVar[str]
    tells_readers: ClassVar[bool] = False
    reason_required: ClassVar[bool] = False

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Find the story."""
        super().setup(request, *args, **kwargs)
        self.story = get_object_or_404(Story, pk=kwargs["pk"])
        self.edit_url = reverse(Story.snippet_viewset.get_url_name("edit"), args=[self.story.pk])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for what this ending needs."""
        asked = {"tells_readers": self.tells_readers, "reason_required": self.reason_required}
        return {**super().get_form_kwargs(), **asked}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what will happen, to which story."""
        url = reverse(Story.snippet_viewset.get_url_name(self.url_name), args=[self.story.pk])
        more = {"story": self.story, "explanation": self.explanation, "button": self.button}
        return {**super().get_context_data(**kwargs), **more, "action_url": url, "edit_url": self.edit_url}

    def get_page_subtitle(self) -> str:
        """Return the headline."""
        return str(self.story)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Lead back to the list and the story."""
        return [
            {"url": reverse(Story.snippet_viewset.get_url_name("list")), "label": "সংবাদ"},
            {"url": self.edit_url, "label": str(self.story)},
            {"url": "", "label": str(self.page_title)},
        ]

    def form_valid(self, form: EndingForm) -> HttpResponse:
        """Do it; a Refused passes to the guard, which undoes everything and shows the reason."""
        self.execute(form.cleaned_data)
        messages.success(self.request, self.done.format(self.story))
        return redirect(self.edit_url)

    @abstractmethod
    def execute(self, data: dict[str, Any]) -> None:
        """Run the action with what was entered."""


class UnpublishView(EndingView):
    """Not available now; may return at the same address."""

    page_title = "অপ্রকাশ"
    url_name = "unpublish"
    explanation = "পাঠক এ ঠিকানায় ‘এখন পাওয়া যাচ্ছে না’ দেখবেন। পরে একই ঠিকানায় আবার প্রকাশ করা যাবে।"
    button = "হ্যাঁ, অপ্রকাশ করুন"
    done = "‘{}’ এখন পাঠকের কাছে নেই।"

    def execute(self, data: dict[str, Any]) -> None:
        """Unpublish; what readers do not see stays as it has ended."""
        if not self.story.live:
            raise Refused("সংবাদটি এখন পাঠকের কাছে নেই, তাই অপ্রকাশ করার কিছু নেই।")
        Unpublish(self.story, by=self.request.user, reason=data["reason"]).execute()


class WithdrawView(EndingView):
    """Gone for good, with the reason that readers are told."""

    page_title = "প্রত্যাহার"
    url_name = "withdraw"
    explanation = "সংবাদটি স্থায়ীভাবে তুলে নেওয়া হবে। ঠিকানাটিতে শিরোনাম নয়, কেবল নিচের কারণ থাকবে।"
    button = "হ্যাঁ, প্রত্যাহার করুন"
    done = "‘{}’ প্রত্যাহার করা হয়েছে।"
    tells_readers = True

    def execute(self, data: dict[str, Any]) -> None:
        """Withdraw with the public note."""
        note, reason = data["public_note"], data["reason"]
        Withdraw(self.story, by=self.request.user, public_note=note, reason=reason).execute()


class TakeDownView(EndingView):
    """Gone by law: nothing is said, and the published text is removed from the ledger."""

    page_title = "সরিয়ে ফেলা (আইনি)"
    url_name = "takedown"
    explanation = (
        "আইনি বাধ্যবাধকতায় সংবাদটি মুছে যাবে: ঠিকানায় কিছুই বলা হবে না, প্রকাশিত সব সংস্করণের লেখাও খাতা থেকে সরে যাবে। "
        "এ কাজ ফেরানো যায় না।"
    )
    button = "হ্যাঁ, সরিয়ে ফেলুন"
    done = "সংবাদটি সরিয়ে ফেলা হয়েছে।"
    reason_required = True

    def execute(self, data: dict[str, Any]) -> None:
        """Take it down; the reason stays in the newsroom's log."""
        TakeDown(self.story, by=self.request.user, reason=data["reason"]).execute()
