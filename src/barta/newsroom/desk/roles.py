"""The three roles as groups with their rights, and the workflow that a story passes."""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, GroupCollectionPermission, Workflow, WorkflowContentType, WorkflowTask
from wagtail.snippets.models import create_extra_permissions

from barta.newsroom.desk.models import SignOffTask
from barta.newsroom.stories.models import Story
from barta.newsroom.users.roles import NEWS_EDITOR, REPORTER, SUB_EDITOR

WORKFLOW = "সম্পাদনা"
TASK = "স্বাক্ষর"

_WRITING = frozenset({"wagtailadmin.access_admin", "stories.add_story", "stories.change_story"})
_CHECKING = frozenset(
    {
        "desk.sign_off_story",
        "stories.lock_story",
        "stories.unlock_story",
        "people.add_person",
        "people.change_person",
        "topics.add_topic",
        "topics.change_topic",
    }
)
_LEADING = frozenset(
    {
        "stories.publish_story",
        "stories.delete_story",
        "people.delete_person",
        "topics.delete_topic",
        "sections.add_section",
        "sections.change_section",
        "sections.delete_section",
        "sections.add_desk",
        "sections.change_desk",
        "sections.delete_desk",
        "site.change_paper",
        "pages.add_page",
        "pages.change_page",
        "pages.delete_page",
        "fronts.change_front",
        "users.add_user",
        "users.change_user",
    }
)

RIGHTS: dict[str, frozenset[str]] = {
    REPORTER: _WRITING,
    SUB_EDITOR: _WRITING | _CHECKING,
    NEWS_EDITOR: _WRITING | _CHECKING | _LEADING,
}

PHOTO_RIGHTS: dict[str, tuple[str, ...]] = {
    REPORTER: ("add_image", "choose_image"),
    SUB_EDITOR: ("add_image", "change_image", "choose_image"),
    NEWS_EDITOR: ("add_image", "change_image", "delete_image", "choose_image"),
}
"""On the root collection, in the names of Wagtail's own image model, which its policy asks for.

Who may add a picture may also change those they added.
"""


def establish() -> None:
    """Make the groups, their rights and the workflow where they are missing; what is there stays."""
    _make_permissions()
    for name, rights in RIGHTS.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.add(*_permissions(rights))
        _give_photos(group, PHOTO_RIGHTS[name])
    _make_workflow()


def _make_permissions() -> None:
    """Make the permissions of all apps now: Django makes them app by app, and ours comes early."""
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)
        create_extra_permissions(config)


def _permissions(names: frozenset[str]) -> list[Permission]:
    found = []
    for name in sorted(names):
        app, codename = name.split(".")
        found.append(Permission.objects.get(content_type__app_label=app, codename=codename))
    return found


def _give_photos(group: Group, codenames: tuple[str, ...]) -> None:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailimages", codename__in=codenames
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _make_workflow() -> None:
    """Attach the workflow to stories, unless the paper has attached one of its own."""
    stories: Any = ContentType.objects.get_for_model(Story)
    if WorkflowContentType.objects.filter(content_type=stories).exists():
        return
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    task = SignOffTask.objects.filter(name=TASK).first() or SignOffTask.objects.create(name=TASK)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    WorkflowContentType.objects.create(content_type=stories, workflow=workflow)
