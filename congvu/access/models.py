"""Accounts, and what each may do where and when."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.access.choices import Role
from congvu.core.querysets import PeriodQuerySet


class AccountManager(BaseUserManager["Account"]):
    """How Django's own sign-in finds accounts; accounts are made by commands."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """Someone who may sign in. The dossier of the person, if any, points here."""

    username = models.CharField(_("account name"), max_length=60, unique=True)
    full_name = models.CharField(_("full name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True)
    seen_before_at = models.DateTimeField(null=True)

    objects = AccountManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's own permissions are unused; grants by unit say what is allowed."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """See `has_perm`."""
        return False


class Grant(models.Model):
    """A role on one unit and everything below it, over a period.

    `delegated_by` is the account that lends its own role to a deputy. Only the end is set later.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    unit = models.ForeignKey("establishment.Unit", models.PROTECT, related_name="+")
    valid = DateRangeField(_("period"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    delegated_by = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="delegated_grants"
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="grant_once_at_a_time",
                expressions=[("account", "="), ("role", "="), ("unit", "="), ("valid", "&&")],
                violation_error_message=_("This account already holds that role there."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.account_id} on {self.unit_id}"
