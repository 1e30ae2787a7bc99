"""Who works here: user accounts, kept by news editors, who can give nothing that they do not hold."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple, ModelForm, ModelMultipleChoiceField
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.admin.views.account import BaseSettingsPanel
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserFilterSet, UserViewSet

from barta.newsroom.desk.answers import answered
from barta.newsroom.sections.models import Desk
from barta.newsroom.text import cleaned
from barta.newsroom.users.models import User
from barta.newsroom.users.roles import ROLES


def role_name(group: Any) -> str:
    """Return what a role is called in the newsroom."""
    return ROLES.get(group.name, str(group.name))


class StaffForm:
    """What both user forms add: printed initials, desks, roles by their Bangla names, no superusers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the roles, offer the desks, and take the superuser's box away from everybody else."""
        self.maker = kwargs.pop("maker", None)
        super().__init__(*args, **kwargs)
        form: Any = self
        form.fields["groups"].label = "দায়িত্ব"
        form.fields["groups"].label_from_instance = role_name
        form.fields["groups"].widget = CheckboxSelectMultiple(choices=form.fields["groups"].choices)
        desks = form.instance.desks.all() if form.instance.pk else []
        form.fields["desks"] = ModelMultipleChoiceField(
            Desk.objects.all(), label="ডেস্ক", required=False, initial=desks, widget=CheckboxSelectMultiple
        )
        if not (self.maker and self.maker.is_superuser):
            form.fields.pop("is_superuser", None)

    def clean_initials(self) -> str:
        """Normalise the initials; raises ValidationError for what cannot be stored."""
        form: Any = self
        return cleaned(form.cleaned_data["initials"])

    def save(self, commit: bool = True) -> Any:
        """Save the account and its desks."""
        user = super().save(commit=commit)  # type: ignore[misc]
        form: Any = self
        if commit:
            user.desks.set(form.cleaned_data["desks"])
        return user


class StaffCreationForm(StaffForm, UserCreationForm):
    """A new account."""

    class Meta(UserCreationForm.Meta):
        """With initials."""

        model = User
        fields = UserCreationForm.Meta.fields | {"initials"}


class StaffEditForm(StaffForm, UserEditForm):
    """An account."""

    class Meta(UserEditForm.Meta):
        """With initials."""

        model = User
        fields = UserEditForm.Meta.fields | {"initials"}


class KnowsItsMaker:
    """Hands the form whoever fills it in."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the user behind the request."""
        view: Any = self
        return {**super().get_form_kwargs(), "maker": view.request.user}  # type: ignore[misc]


class StaffFilters(UserFilterSet):
    """Wagtail's filters, with the roles by their Bangla names."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the roles."""
        super().__init__(*args, **kwargs)
        group = self.filters["group"]
        group.label = "দায়িত্ব"
        group.field.label_from_instance = role_name


class StaffIndexView(UserViewSet.index_view_class):
    """Everybody who has an account. There is nothing to do to many at once, and nobody is deleted."""

    page_title = "কর্মী"
    add_item_label = "কর্মী যোগ করুন"

    @cached_property
    def columns(self) -> list[Any]:
        """Return Wagtail's columns without the boxes."""
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]

    def get_delete_url(self, instance: Any) -> None:
        """Return None: an account becomes inactive."""


class StaffCreateView(KnowsItsMaker, UserViewSet.add_view_class):
    """Adding somebody."""


class StaffEditView(KnowsItsMaker, UserViewSet.edit_view_class):
    """Changing somebody's account; a superuser's only by a superuser."""

    def get_object(self, queryset: Any = None) -> Any:
        """Return the account, or 404 where the editor may not change it."""
        user = super().get_object(queryset)
        if user.is_superuser and not self.request.user.is_superuser:
            raise Http404("a superuser's account")
        return user

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer no deletion."""
        return {**super().get_context_data(**kwargs), "can_delete": False}


class StaffViewSet(UserViewSet):
    """Accounts: listed, added, changed. Nobody is deleted, since the log names them: they become inactive."""

    menu_label = "কর্মী"
    index_view_class = StaffIndexView
    filterset_class = StaffFilters
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return the form with initials and desks."""
        return StaffEditForm if for_update else StaffCreationForm

    def get_urlpatterns(self) -> list[Any]:
        """Return the list and the two forms."""
        kept = [
            pattern
            for pattern in super().get_urlpatterns()
            if pattern.name in {"index", "index_results", "add", "edit", "delete", "history", "usage"}
        ]
        for pattern in kept:
            closed = pattern.name in {"delete", "history", "usage"}
            pattern.callback = _closed if closed else answered(self._back)(pattern.callback)
        return kept

    def _back(self, **kwargs: Any) -> str:
        return reverse(self.get_url_name("index"))


def _closed(request: Any, *args: Any, **kwargs: Any) -> Any:
    raise Http404("not used")


class InitialsForm(ModelForm):
    """How one's own sign-off is printed, on the account page."""

    class Meta:
        """The initials alone: the name has a panel of its own."""

        model = User
        fields = ("initials",)

    def clean_initials(self) -> str:
        """Normalise the initials; raises ValidationError for what cannot be stored or printed."""
        initials = cleaned(self.cleaned_data["initials"])
        if "/" in initials:
            raise ValidationError("স্বাক্ষরে ‘/’ দিতে হবে না; ছাপার সময় নিজে থেকেই বসে।")
        return initials


class InitialsPanel(BaseSettingsPanel):
    """The account page's panel for initials, below the name."""

    name = "initials"
    title = "স্বাক্ষর"
    order = 150
    form_class = InitialsForm
