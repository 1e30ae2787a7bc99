"""What an editor gets instead of an error: the reason, in Bangla, and the page to go on from."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from barta.newsroom.desk.failures import wants_json
from barta.newsroom.desk.posted import faults
from barta.newsroom.desk.transactions import is_whole
from barta.newsroom.door import Refused

View = Callable[..., HttpResponse]

NOT_ALLOWED = "এ কাজের অনুমতি আপনার নেই। দরকার হলে বার্তা সম্পাদককে বলুন।"
UNREADABLE = "যা পাঠানো হয়েছে তা পড়া যায়নি। পাতাটি আবার খুলে চেষ্টা করুন।"


def refusal(error: PermissionDenied) -> str:
    """Return what to tell the editor: the action's own words, or that they may not."""
    return error.message if isinstance(error, Refused) else NOT_ALLOWED


def tell(request: HttpRequest, text: str, back: str) -> HttpResponse:
    """Answer a refused request: the message on the page `back`, or as JSON with status 400."""
    if wants_json(request):
        answer = {"success": False, "error_code": "refused", "error_message": text}
        return JsonResponse(answer, status=400)
    messages.error(request, text)
    # Where even the list is closed to somebody, only the first page is left to go to.
    return redirect("wagtailadmin_home" if back == request.path else back)


def answered(back: Callable[..., str], needs: Iterable[str] = ()) -> Callable[[View], View]:
    """Return a decorator: a refused change leaves nothing behind; its reason is shown on `back(**kwargs)`.

    A form in which a field of `needs` is missing was not sent by a browser of ours.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and any(faults(request.POST, needs)):
                return tell(request, UNREADABLE, back(**kwargs))
            try:
                if not is_whole(view, request):
                    return view(request, *args, **kwargs)
                with transaction.atomic():
                    return view(request, *args, **kwargs)
            except PermissionDenied as error:
                return tell(request, refusal(error), back(**kwargs))
            except ValidationError as error:
                return tell(request, " ".join(error.messages), back(**kwargs))

        return wrapped

    return decorate
