"""Whether readers have a story yet: the ledger's last record of it against what the presses report."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

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


@dataclass(frozen=True)
class Standing:
    """What an editor is told: `state` is none, sending, reached, removing, gone or waiting."""

    state: str
    text: str


def standing(story: Story, seq: int | None, reached: list[int]) -> Standing:
    """Return how far a story has come whose last record is `seq`, when presses have `reached` these."""
    if seq is None:
        return Standing("none", UNKNOWN)
    if not reached:
        return Standing("waiting", NOBODY)
    there = min(reached) >= seq
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


def _reports() -> list[int]:
    """Return the last record that each press has applied; none where no press has ever run."""
    opened = ledger.connect(settings.HOME.readership_url)
    try:
        ledger.create_reports(opened)
        return [report.seq for report in ledger.reports(opened)]
    finally:
        opened.close()
