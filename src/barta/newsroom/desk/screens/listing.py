"""The list of stories: headline, section, byline, state and times, filtered by what editors ask for."""

from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, StatusTagColumn, TitleColumn
from wagtail.admin.utils import get_latest_str
from wagtail.models import Revision, WorkflowState
from wagtail.snippets.views.snippets import IndexView

from barta.newsroom.desk.policies import sections_of
from barta.newsroom.desk.times import shown
from barta.newsroom.people.models import Person
from barta.newsroom.sections.models import Section
from barta.newsroom.stories.models import Story

STATES = [
    ("draft", "খসড়া"),
    ("waiting", "সম্পাদনায়"),
    ("scheduled", "নির্ধারিত"),
    ("live", "প্রকাশিত"),
    ("changed", "প্রকাশিত, নতুন খসড়া আছে"),
    ("ended", "সরানো"),
]
_NAMES = dict(STATES)
_ENDINGS = {"unpublish": "আপাতত সরানো", "withdraw": "প্রত্যাহৃত", "takedown": "আইনি অপসারণ"}


def with_states(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Return `stories` with what their state is read from, so that a page of them costs no query more."""
    key = Cast(OuterRef("pk"), CharField())
    waiting = WorkflowState.objects.filter(
        base_content_type__app_label="stories",
        base_content_type__model="story",
        object_id=key,
        status="in_progress",
    )
    scheduled = Revision.objects.filter(
        base_content_type__app_label="stories",
        base_content_type__model="story",
        object_id=key,
        approved_go_live_at__isnull=False,
    )
    return stories.annotate(
        is_waiting=Exists(waiting),
        is_scheduled=Exists(scheduled),
        scheduled_for=Subquery(scheduled.values("approved_go_live_at")[:1]),
    )


def state_of(story: Any) -> str:
    """Return the state of a story from `with_states`, as an editor would say it."""
    if story.ending and not story.live and not story.is_scheduled:
        return _ENDINGS[story.ending]
    words = [_NAMES["live"]] if story.live else []
    if story.is_scheduled:
        words.append(_NAMES["scheduled"])
    elif story.is_waiting:
        words.append(_NAMES["waiting"])
    elif story.live and story.has_unpublished_changes:
        words.append("নতুন খসড়া")
    return " + ".join(words) or _NAMES["draft"]


def bylines_of(story: Any) -> str:
    """Return the names under the headline, as they would be printed."""
    return ", ".join(line.printed or str(line.person or "") for line in story.bylines.all())


def _sections_for(request: Any) -> QuerySet[Section]:
    """Return the sections to filter by; none while Wagtail only inspects the filter."""
    return Section.objects.none() if request is None else sections_of(request.user)


class StoryFilters(WagtailFilterSet):
    """What the list can be narrowed by."""

    section = django_filters.ModelChoiceFilter(label="বিভাগ", queryset=_sections_for)
    state = django_filters.ChoiceFilter(label="অবস্থা", choices=STATES, method="filter_state")
    person = django_filters.ModelChoiceFilter(
        label="লেখক", field_name="bylines__person", queryset=Person.objects.all(), distinct=True
    )
    mine = django_filters.ChoiceFilter(label="কার", choices=[("1", "আমার লেখা")], method="filter_mine")

    class Meta:
        """The filters above only."""

        model = Story
        fields: list[str] = []

    def filter_state(self, queryset: Any, name: str, value: str) -> Any:
        """Return the stories in the state that was chosen."""
        live = Q(live=True)
        wanted = {
            "draft": Q(live=False, ending="", is_waiting=False, is_scheduled=False),
            "waiting": Q(is_waiting=True),
            "scheduled": Q(is_scheduled=True),
            "live": live,
            "changed": live & Q(has_unpublished_changes=True),
            "ended": ~Q(ending="") & Q(live=False),
        }
        return queryset.filter(wanted[value])

    def filter_mine(self, queryset: Any, name: str, value: str) -> Any:
        """Return the stories that the user began."""
        return queryset.filter(filing__user=self.request.user)


class StoryIndexView(IndexView):
    """The list of the stories that its reader may open."""

    page_title = "সংবাদ"
    add_item_label = "নতুন সংবাদ"
    default_ordering = "-pk"
    filterset_class = StoryFilters

    @cached_property
    def columns(self) -> list[Any]:
        """Return the columns, times in Bangla digits."""
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet"),
            self._get_title_column_class(TitleColumn)(
                "headline",
                label="শিরোনাম",
                accessor=get_latest_str,
                sort_key="headline",
                get_url=self.get_edit_url,
                get_title_id=lambda story: f"snippet_{story.pk}_title",
            ),
            Column("section", label="বিভাগ", accessor="section.name", sort_key="section__name"),
            Column("byline", label="লেখক", accessor=bylines_of, classname="desk-wide"),
            StatusTagColumn("state", label="অবস্থা", accessor=state_of, primary=lambda story: story.live),
            Column(
                "published",
                label="প্রকাশ",
                accessor=_publication,
                sort_key="published_at",
                classname="desk-wide",
            ),
            Column(
                "edited",
                label="শেষ সম্পাদনা",
                accessor=_edited,
                sort_key="latest_revision__created_at",
                classname="desk-wide",
            ),
        ]

    def get_base_queryset(self) -> Any:
        """Return the stories with everything that the columns show."""
        stories = super().get_base_queryset().select_related("section", "latest_revision__user")
        return (
            with_states(stories).prefetch_related("bylines__person").defer("body", "latest_revision__content")
        )

    def get_delete_url(self, instance: Any) -> str | None:
        """Return where a draft is deleted; what was ever public is not deleted but ended."""
        if instance.live or instance.published_at is not None:
            return None
        return super().get_delete_url(instance)


def _publication(story: Any) -> str:
    if story.published_at:
        return shown(story.published_at)
    return f"নির্ধারিত: {shown(story.scheduled_for)}" if story.scheduled_for else ""


def _edited(story: Any) -> str:
    return shown(story.latest_revision.created_at) if story.latest_revision_id else ""
