"""Revocation lists of the authorities, fetched ahead so that papers are judged offline."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RevocationList(models.Model):
    """The newest list from one address.

    `issuer` is the certificate (DER) that signs it. `content` is empty until it was fetched once;
    `made_at` and `due_at` are what the list says of itself. `failure` says in a code and its
    parameters why the last try brought nothing.
    """

    address = models.CharField(_("address"), max_length=500, unique=True)
    issuer = models.BinaryField()
    issuer_name = models.CharField(_("authority"), max_length=200)
    content = models.BinaryField(default=b"")
    made_at = models.DateTimeField(_("made"), null=True)
    due_at = models.DateTimeField(_("in force until"), null=True)
    fetched_at = models.DateTimeField(_("fetched"), null=True)
    tried_at = models.DateTimeField(null=True)
    failure = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.address
