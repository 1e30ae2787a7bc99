"""What stands where a page would be: error pages in Bangla that need no database and tell nothing.

Wagtail has a page of its own for addresses that do not exist, for whoever is logged in; these are for
everything else, and for moments in which nothing but a fixed text can be relied on.
"""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.html import format_html, format_html_join

_PAGE = """<!doctype html>
<html lang="bn">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} - বার্তাকক্ষ</title>
<style>
body {{ max-width: 34rem; margin: 15vh auto; padding: 0 1rem; line-height: 1.7; font-size: 1.1rem;
  font-family: "Noto Sans Bengali", "Noto Serif Bengali", "Nirmala UI", Vrinda, sans-serif; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{text}</p>
<p><a href="/">বার্তাকক্ষের প্রথম পাতা</a></p>
</body>
</html>
"""

MISSING = "পাতাটি পাওয়া যায়নি"
FORBIDDEN = "এ কাজের অনুমতি নেই"
UNREADABLE = "যা পাঠানো হয়েছে তা নেওয়া যায়নি"
STALE = "ফরমটি আর চালু নেই"
BROKEN = "কাজটি শেষ করা যায়নি"
BUSY = "তথ্যভান্ডার এই মুহূর্তে ব্যস্ত"

_TEXTS = {
    MISSING: "ঠিকানাটি ভুল, অথবা পাতাটি আর নেই।",
    FORBIDDEN: "দরকার হলে বার্তা সম্পাদককে বলুন।",
    UNREADABLE: "লেখাটি হয়তো বেশি বড়, অথবা পথে ভেঙে গেছে। আগের পাতায় ফিরে লেখাটি আছে কি না দেখুন; "
    "বড় লেখা কয়েক ভাগে রাখুন।",
    STALE: "অনেকক্ষণ পর পাঠালে, বা অন্য জানালায় আবার ঢুকে থাকলে এমন হয়। আগের পাতায় ফিরে লেখাটি কোথাও তুলে রাখুন, "
    "তারপর পাতাটি নতুন করে খুলে আবার পাঠান।",
    BUSY: "কিছুই বদলায়নি, লেখাও হারায়নি। কয়েক সেকেন্ড পর আবার পাঠান; বারবার এমন হলে প্রকৌশলীকে জানান।",
    BROKEN: "কিছুই বদলায়নি। আগের পাতায় ফিরে লেখাটি কোথাও তুলে রাখুন, এক মিনিট পর আবার চেষ্টা করুন; না হলে প্রকৌশলীকে জানান।",
}


def wants_json(request: HttpRequest) -> bool:
    """Return whether a script asked (autosave, a chooser, a modal), not a person."""
    return not request.accepts("text/html") or request.headers.get("x-requested-with") == "XMLHttpRequest"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    return _answer(request, 404, MISSING)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return _answer(request, 403, FORBIDDEN)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400: what was sent is too large or cannot be read. Nothing of it is read again here."""
    return _answer(request, 400, UNREADABLE)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500. Not even the reason may be asked for: reading the request may be what failed."""
    return _answer(request, 500, BROKEN)


def busy(request: HttpRequest) -> HttpResponse:
    """Answer 503 while the database takes no writing, with all that was posted in a form to send again.

    Nothing was changed, and nothing of the text is lost: it stands in the page, behind one button.
    """
    answer = _answer(request, 503, BUSY)
    answer["Retry-After"] = "10"
    if request.method == "POST" and not wants_json(request):
        again = format_html(
            '<form method="post" action="{}">{}<button type="submit">আবার পাঠান</button></form>',
            request.get_full_path(),
            format_html_join(
                "",
                '<textarea name="{}" hidden>\n{}</textarea>',
                ((name, value) for name, values in _posted(request) for value in values),
            ),
        )
        answer.content = answer.content.replace(b"<p><a", again.encode() + b"\n<p><a")
    return answer


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 where the token of a form is missing or old; `reason` is for the log only."""
    return _answer(request, 403, STALE)


def _posted(request: HttpRequest) -> Iterator[tuple[str, list[str]]]:
    """Yield the fields that were posted, with this page's own token in the place of the old one."""
    for name, values in request.POST.lists():
        yield name, [get_token(request)] if name == "csrfmiddlewaretoken" else values


def _answer(request: HttpRequest, status: int, title: str) -> HttpResponse:
    headers = {"Cache-Control": "no-store", "X-Frame-Options": "SAMEORIGIN"}
    if wants_json(request):
        told = {"success": False, "error_code": "refused", "error_message": f"{title}। {_TEXTS[title]}"}
        return JsonResponse(told, status=status, headers=headers)
    return HttpResponse(_PAGE.format(title=title, text=_TEXTS[title]), status=status, headers=headers)
