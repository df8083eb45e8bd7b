"""What an administrator and a head type about accounts."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from congvu.access import selectors
from congvu.access.choices import Role
from congvu.core.actors import Actor
from congvu.core.inputs import DayField
from congvu.establishment.selectors import agencies_of, units_named


class UnitByName(forms.CharField):
    """A unit typed by any name it goes by; the agencies of the actor are offered."""

    def __init__(self, **options: Any) -> None:
        hint = _("Full, short or former name. Marks may be left out.")
        super().__init__(label=_("Unit"), max_length=200, help_text=hint, **options)

    def bind(self, *, actor: Actor, permission: str, on: date) -> None:
        """Say for whom and on which day names are looked up."""
        self.actor, self.permission, self.on = actor, permission, on
        self.offered = agencies_of(actor=actor, permission=permission, on=on)

    def clean(self, value: Any) -> Any:
        """The unit, when one name leads to one unit in the actor's reach."""
        name = super().clean(value)
        if not name:
            return None
        found = [
            unit
            for unit in units_named(actor=self.actor, name=name, on=self.on)
            if self.actor.may(self.permission, unit.path)
        ]
        if not found:
            raise ValidationError(_("No unit you look after goes by this name."))
        if len(found) > 1:
            names = "; ".join(f"{unit.name} ({unit.parent or ''})" for unit in found[:5])
            raise ValidationError(
                _("Several units go by this name: %(names)s. Type the full name."),
                params={"names": names},
            )
        return found[0]


class AccountFilter(forms.Form):
    """What the list of accounts shows."""

    STATES = (
        ("", _("all")),
        ("no_second_factor", _("without second factor")),
        ("closed", _("closed")),
        ("never", _("never signed in")),
    )
    q = forms.CharField(
        label=_("Name or account"), required=False, widget=forms.TextInput({"type": "search"})
    )
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)


class RoleOnUnit(forms.Form):
    """A role on a unit over a period."""

    role = forms.ChoiceField(label=_("Role"), choices=Role)
    unit = UnitByName()
    since = DayField(label=_("From"))
    until = DayField(label=_("To"), required=False, help_text=_("Empty: until ended."))

    def __init__(self, *args: Any, actor: Actor, permission: str, on: date, **options: Any) -> None:
        options.setdefault("initial", {"since": on})
        super().__init__(*args, **options)
        field: Any = self.fields["unit"]
        field.bind(actor=actor, permission=permission, on=on)
        field.widget.attrs["list"] = "units-offered"

    @property
    def offered(self) -> Any:
        """The units offered while one types."""
        field: Any = self.fields["unit"]
        return field.offered


class NewAccount(RoleOnUnit):
    """A new account with its first role."""

    full_name = forms.CharField(label=_("Full name"), max_length=200)
    username = forms.CharField(label=_("Account name"), max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False)
    password = forms.CharField(
        label=_("First password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Hand it over in person; it is to be changed at once."),
    )
    field_order = ("full_name", "username", "email", "password", "role", "unit", "since", "until")


class Deputy(RoleOnUnit):
    """Lending one's own role to someone for a time."""

    to = forms.CharField(label=_("Account of the deputy"), max_length=60)
    field_order = ("to", "role", "unit", "since", "until")

    def __init__(self, *args: Any, actor: Actor, on: date, **options: Any) -> None:
        super().__init__(*args, actor=actor, on=on, **options)
        own = [role for role in Role if role in actor.roles]
        field: Any = self.fields["role"]
        field.choices = [(role, role.label) for role in own]
        self.fields["until"].required = True
        self.fields["until"].help_text = ""
        self.actor = actor

    def clean_to(self) -> Any:
        """The account, which must exist and be open."""
        account = selectors.open_account_named(actor=self.actor, username=self.cleaned_data["to"])
        if account is None:
            raise ValidationError(_("No open account has this name. Ask your deputy for it."))
        return account
