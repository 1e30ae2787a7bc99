"""The one choke point: every URL of the story screens passes here, and says which right it needs.

Wagtail asks a snippet's per-instance policy in three of its views only. A URL that is not in `NEEDS` (a new
version of Wagtail may bring one) is closed. What somebody may not see and what does not exist get the same
answer.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import TaskState

from barta.newsroom.desk.policies import EVERY_ACTION, story_policy
from barta.newsroom.stories.models import Story

View = Callable[..., HttpResponse]

NEEDS: dict[str, str] = {
    "list": "change",
    "list_results": "change",
    "add": "add",
    "preview_on_add": "add",
    "edit": "change",
    "preview_on_edit": "change",
    "usage": "change",
    "history": "change",
    "history_results": "change",
    "revisions_view": "change",
    "revisions_revert": "change",
    "revisions_compare": "change",
    "workflow_action": "change",
    "collect_workflow_action_data": "change",
    "confirm_workflow_cancellation": "change",
    "workflow_history": "change",
    "workflow_history_detail": "change",
    "workflow_preview": "change",
    "readers": "change",
    "lock": "lock",
    "unlock": "unlock",
    "delete": "delete",
    "unpublish": "publish",
    "withdraw": "publish",
    "takedown": "publish",
    "revisions_unschedule": "publish",
}
"""The right that each URL of the story screens needs, on the story it names."""

assert set(NEEDS.values()) <= EVERY_ACTION

_MOST = 2**63


def guarded(name: str, view: View) -> View:
    """Return the view behind URL `name` so that it answers 404 to whoever may not use it on that story."""
    right = NEEDS.get(name)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        if right is None or not story_policy.user_has_permission(user, right):
            raise Http404(name)
        if "pk" in kwargs:
            kwargs["pk"] = _number(kwargs["pk"])
            story = Story.objects.filter(pk=kwargs["pk"]).only("pk", "section", "live").first()
            if story is None or not story_policy.user_has_permission_for_instance(user, right, story):
                raise Http404(name)
            _check_belongings(story, kwargs)
        return view(request, *args, **kwargs)

    return wrapped


def _check_belongings(story: Story, kwargs: dict[str, Any]) -> None:
    """Raise Http404 for a step of another story: Wagtail takes any step's number from the address."""
    for name in ("revision_id", "task_state_id", "task_id", "workflow_state_id"):
        if name in kwargs:
            _number(kwargs[name])
    if "task_state_id" in kwargs:
        steps = TaskState.objects.for_instance(story)
        if not steps.filter(pk=kwargs["task_state_id"]).exists():
            raise Http404("task_state_id")


def _number(text: Any) -> int:
    """Return a row's number from an address; Http404 for what no row can have."""
    number = int(text) if str(text).isascii() and str(text).isdigit() else -1
    if not 0 < number < _MOST:
        raise Http404(text)
    return number
