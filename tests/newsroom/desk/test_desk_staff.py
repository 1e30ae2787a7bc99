"""Accounts: news editors keep them, and nobody gives what they do not hold."""

from typing import Any

import pytest
from desk_people import Newsroom


def account(**fields: str) -> dict[str, str]:
    """Return the account form as a browser posts it."""
    given = {
        "username": "notun",
        "email": "notun@example.org",
        "first_name": "নতুন",
        "last_name": "কর্মী",
        "password1": "দীর্ঘ-পাসওয়ার্ড-১২",
        "password2": "দীর্ঘ-পাসওয়ার্ড-১২",
        "initials": "নক",
        "is_active": "on",
    }
    return {**given, **fields}


def role(name: str) -> str:
    """Return the key of a role's group."""
    from django.contrib.auth.models import Group

    return str(Group.objects.get(name=name).pk)


@pytest.mark.parametrize(("who", "allowed"), [("reporter", False), ("sub_editor", False), ("editor", True)])
def test_accounts_are_kept_by_news_editors(newsroom: Newsroom, who: str, allowed: bool) -> None:
    """Others find the list of accounts closed and can add nobody."""
    from barta.newsroom.users.models import User

    assert (200 if allowed else 302) == newsroom.client(who).get("/users/").status_code
    newsroom.client(who).post("/users/new/", account(groups=role("reporter")))
    assert allowed == User.objects.filter(username="notun").exists()


def test_a_news_editor_makes_no_superuser(newsroom: Newsroom) -> None:
    """Posting the box by hand makes nobody a superuser: not a new account, not an old one, not oneself."""
    from barta.newsroom.users.models import User

    client = newsroom.client("editor")
    client.post("/users/new/", account(groups=role("reporter"), is_superuser="on"))
    for name in ("reporter", "editor"):
        user = newsroom.user(name)
        client.post(
            f"/users/edit/{user.pk}/", account(username=name, password1="", password2="", is_superuser="on")
        )
    assert ["superuser"] == list(User.objects.filter(is_superuser=True).values_list("username", flat=True))


def test_a_superusers_account_is_closed_to_news_editors(newsroom: Newsroom) -> None:
    """Whoever could change a superuser's password would be one."""
    boss = newsroom.user("superuser")
    client = newsroom.client("editor")
    assert 404 == client.get(f"/users/edit/{boss.pk}/").status_code
    assert 404 == client.post(f"/users/edit/{boss.pk}/", account(username="superuser")).status_code
    assert 200 == newsroom.client("superuser").get(f"/users/edit/{boss.pk}/").status_code


def test_an_account_has_initials_and_desks(newsroom: Newsroom) -> None:
    """What is printed under a story and where somebody works is set with the account."""
    newsroom.client("editor").post(
        "/users/new/", account(groups=role("sub-editor"), desks=str(newsroom.city.desk.pk))
    )
    user = newsroom.user("notun")
    assert ("নক", ["নগর ডেস্ক"]) == (user.initials, [desk.name for desk in user.desks.all()])


def test_the_account_page_has_ones_own_initials(newsroom: Newsroom) -> None:
    """Everybody may say how their sign-off is printed; slashes are the printer's business."""
    client = newsroom.client("sub_editor")
    assert 'value="শাআ"' in client.get("/account/").content.decode()
    form: dict[str, Any] = {
        "name_email-first_name": "শামা",
        "name_email-last_name": "আলী",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
    }
    client.post("/account/", {**form, "initials-initials": "শাআ২"})
    assert "শাআ২" == newsroom.user("sub_editor").initials
    client.post("/account/", {**form, "initials-initials": "/শা/"})
    assert "শাআ২" == newsroom.user("sub_editor").initials


def test_the_login_page_is_in_bangla(newsroom: Newsroom) -> None:
    """The first thing that anybody sees of the newsroom speaks their language."""
    page = newsroom.client().get("/login/").content.decode()
    assert ("বার্তাকক্ষে ঢুকুন" in page, "Sign in" in page) == (True, False)


def test_a_wrong_password_is_answered_in_bangla(newsroom: Newsroom) -> None:
    """Logging in fails with a sentence, and works with the right password."""
    page = newsroom.client().post("/login/", {"username": "reporter", "password": "ভুল"}).content.decode()
    assert "ব্যবহারকারীর নাম ও পাসওয়ার্ড মিলছে না" in page
