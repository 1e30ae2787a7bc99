"""Choosing a story in a form: only what readers can see, or what the chooser may open anyway."""

from typing import Any

from django import forms
from django.db.models import Q
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from barta.newsroom.desk.policies import stories_of
from barta.newsroom.stories.models import Story
from barta.newsroom.text import cleaned


def choosable(user: Any) -> Any:
    """Return the stories whose headline `user` may see in a chooser."""
    return Story.objects.public() | Story.objects.filter(pk__in=stories_of(user).values("pk"))


class HeadlineForm(BaseFilterForm):
    """Narrows the list to headlines that hold every word asked for; any part of a word will do."""

    q = forms.CharField(
        label="খুঁজুন", required=False, max_length=200, widget=forms.TextInput({"placeholder": "শিরোনামের শব্দ"})
    )

    def clean_q(self) -> str:
        """Return the words normalised as headlines are; raises ValidationError for what is no text."""
        return cleaned(self.cleaned_data["q"])

    def filter(self, objects: Any) -> Any:
        """Return those of `objects` that are asked for."""
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q", "")
        self.is_searching = bool(self.search_query)
        for word in self.search_query.split():
            objects = objects.filter(Q(headline__icontains=word) | Q(short_headline__icontains=word))
        return objects


class OnlyChoosable:
    """Limits the list."""

    filter_form_class = HeadlineForm

    def get_object_list(self) -> Any:
        """Return what may be chosen."""
        view: Any = self
        return choosable(view.request.user).select_related("latest_revision")


class StoryChooseView(OnlyChoosable, ChooseView):
    """The chooser's window."""


class StoryChooseResultsView(OnlyChoosable, ChooseResultsView):
    """The chooser's list, when it is searched or turned."""


class StoryChosenView(SnippetChosenView):
    """One chosen story."""

    def get_object(self, pk: Any) -> Any:
        """Return the story; DoesNotExist, which answers 404, for one that may not be chosen."""
        return choosable(self.request.user).get(pk=int(pk) if str(pk).isdigit() and len(str(pk)) < 19 else 0)


class StoryChosenMultipleView(SnippetChosenMultipleView):
    """Several chosen stories."""

    def get_objects(self, pks: Any) -> Any:
        """Return those among them that may be chosen."""
        return choosable(self.request.user).filter(
            pk__in=[pk for pk in pks if str(pk).isdigit() and len(str(pk)) < 19]
        )


class StoryChooserViewSet(SnippetChooserViewSet):
    """The chooser behind "related story", "translation of" and "instead of"."""

    choose_view_class = StoryChooseView
    choose_results_view_class = StoryChooseResultsView
    chosen_view_class = StoryChosenView
    chosen_multiple_view_class = StoryChosenMultipleView
    choose_one_text = "সংবাদ বাছুন"
    choose_another_text = "অন্য সংবাদ বাছুন"
    edit_item_text = "সংবাদটি খুলুন"
