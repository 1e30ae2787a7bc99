"""Whether readers have a story yet: the ledger's last record of it against what the presses report."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from barta import ledger
from barta.newsroom.actions.work import raw_connection
from barta.newsroom.edition import subject_of
from barta.newsroom.stories.models import Story

REACHED = "পাঠকের কাছে পৌঁছেছে"
SENDING = "পাঠানো হচ্ছে…"
NOBODY = "প্রেস চালু নেই: প্রকাশ খাতায় আছে, চালু হলেই পাঠকের কাছে যাবে"
GONE = "পাঠকের কাছ থেকে সরানো হয়েছে"
REMOVING = "সরানো হচ্ছে…"
UNKNOWN = "এখনো প্রকাশিত হয়নি"
FAILED = "পাতাটি ছাপা যায়নি: পাঠক আগের পাতাটিই দেখছেন; লেখাটি একবার বদলে আবার প্রকাশ করুন, না হলে প্রকৌশলীকে জানান"

FRESH = timedelta(seconds=30)
"""A press that has been silent for longer serves nobody's screen; what it reached says nothing."""


@dataclass(frozen=True)
class Standing:
    """What an editor is told: `state` is none, sending, reached, removing, gone, waiting or failed."""

    state: str
    text: str


def standing(story: Story, seq: int | None, presses: list[ledger.Report]) -> Standing:
    """Return how far a story has come whose last record is `seq`, by what `presses` report."""
    if seq is None:
        return Standing("none", UNKNOWN)
    if not presses:
        return Standing("waiting", NOBODY)
    if any(subject_of(story) in press.aside for press in presses):
        return Standing("failed", FAILED)
    there = min(press.seq for press in presses) >= seq
    if story.live:
        return Standing("reached", REACHED) if there else Standing("sending", SENDING)
    return Standing("gone", GONE) if there else Standing("removing", REMOVING)


def standing_of(story: Story) -> Standing:
    """Return how far `story` has come; reads the ledger and the presses' reports."""
    return standing(story, _last_record(story), _reports())


def readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the story page's question in JSON; the guard has checked the right to this story."""
    found = standing_of(get_object_or_404(Story.objects.only("uuid", "live"), pk=pk))
    return JsonResponse({"state": found.state, "text": found.text}, headers={"Cache-Control": "no-store"})


def _last_record(story: Story) -> int | None:
    name = subject_of(story)
    item = ledger.newest(raw_connection(), [name]).get(name)
    return item.record.seq if item else None


def _reports() -> list[ledger.Report]:
    """Return what the presses report that are at work now."""
    opened = ledger.connect(settings.HOME.readership_url)
    try:
        ledger.create_reports(opened)
        return [report for report in ledger.reports(opened) if timezone.now() - report.at < FRESH]
    finally:
        opened.close()
