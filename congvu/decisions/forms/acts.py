"""The forms of the acts on a decision: send back, submit, sign, seal, add, revise."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.core.errors import DomainError
from congvu.core.inputs import DayField
from congvu.decisions.choices import LaterFacts, SigningMode
from congvu.decisions.fields import is_decimal
from congvu.decisions.forms.questions import UNIT_LIST
from congvu.decisions.selectors.correcting import RowToCorrect
from congvu.documents.intake import IntakeError, check_size

KEY_LIMIT_MB = 1


class Reason(forms.Form):
    """An act that needs a reason."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class Submit(forms.Form):
    """Before whom it is laid, and in whose place that one signs."""

    signer = forms.TypedChoiceField(
        label=_("Account of the signer"), coerce=int, empty_value=None, required=False
    )
    signer_name = forms.CharField(
        label=_("Signer, as printed"),
        required=False,
        max_length=200,
        help_text=_("Left empty, the name of the account."),
    )
    signing_mode = forms.ChoiceField(label=_("Signs"), choices=SigningMode.choices)
    signer_post = forms.CharField(
        label=_("Post of the signer"), max_length=200, help_text=_("As printed above the name.")
    )

    def __init__(self, *args: Any, signers: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self._names = {account.pk: account.full_name for account in signers}
        field: Any = self.fields["signer"]
        nobody = _("whoever may sign there")
        field.choices = [("", nobody), *((one.pk, one.full_name) for one in signers)]

    def clean(self) -> dict[str, Any]:
        """A name to print: the one typed, else that of the account."""
        told = self.cleaned_data
        if not told.get("signer_name") and told.get("signer") in self._names:
            told["signer_name"] = self._names[told["signer"]]
        if not told.get("signer_name"):
            self.add_error("signer_name", gettext("Choose an account, or type the name."))
        return told

    def arguments(self) -> dict[str, Any]:
        """The arguments of the command."""
        told = self.cleaned_data
        return {
            "signer_account_id": told["signer"],
            "signer_name": told["signer_name"],
            "signer_post": told["signer_post"],
            "signing_mode": SigningMode(told["signing_mode"]),
        }


class Small(forms.FileField):
    """A small file, read at once; nothing of it is kept."""

    def __init__(self, *, limit_mb: int = KEY_LIMIT_MB, **options: Any) -> None:
        super().__init__(**options)
        self._limit_mb = limit_mb

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return b""
        try:
            check_size(file.size or 0, self._limit_mb)
        except IntakeError as refusal:
            raise forms.ValidationError(refusal.told(gettext)) from refusal
        return file.read()


class Key(forms.Form):
    """The key for one act of signing: in a file with its password, or on a token with its PIN.

    Neither is kept or shown again, also where the form is refused.
    """

    pin = forms.CharField(
        label=_("PIN of the token"),
        required=False,
        max_length=100,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    key_file = Small(label=_("Key file (.p12, .pfx)"), required=False)
    password = forms.CharField(
        label=_("Password of the key file"),
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    picture = Small(
        label=_("Picture of the signature or seal (PNG)"),
        required=False,
        help_text=_("With a transparent background. May be left out."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not settings.PKCS11_MODULE:
            del self.fields["pin"]

    def clean(self) -> dict[str, Any]:
        """One key, and what opens it."""
        told = self.cleaned_data
        if not told.get("pin") and not told.get("key_file"):
            words = gettext("Choose the key file and type its password.")
            if "pin" in self.fields:
                words = gettext("Type the PIN of the token, or choose a key file.")
            raise forms.ValidationError(words)
        return told


class Signed(forms.Form):
    """A paper that was signed with another program."""

    paper = Small(
        label=_("The signed PDF"), limit_mb=settings.UPLOAD_LIMIT_MB, help_text=_("A PDF.")
    )

    @property
    def name(self) -> str:
        """The name the file came by."""
        file: Any = self.files["paper"]
        return str(file.name)


class SignedPaper(Signed):
    """A paper of a decision that was signed with another program; and why it is added."""

    reason = forms.CharField(label=_("Remark"), required=False, max_length=500)


class Revise(forms.Form):
    """A decision that corrects or revokes another one."""

    issuer = forms.TypedChoiceField(label=_("Issued by"), coerce=int, empty_value=None)
    effective_on = DayField(label=_("In force from"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    later_facts = forms.ChoiceField(
        label=_("Later decisions that rest on it"),
        choices=LaterFacts.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, bodies: Sequence[Any], leans: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["issuer"]
        field.choices = [(body.pk, body.name) for body in bodies]
        if not leans:
            del self.fields["later_facts"]

    @property
    def later(self) -> LaterFacts:
        """What becomes of later facts."""
        return LaterFacts(self.cleaned_data.get("later_facts") or LaterFacts.ASK)


class RowForm(forms.Form):
    """The right values of one row a decision made; what is left as it is stays."""

    def __init__(
        self, data: Any = None, *, row: RowToCorrect, unit_code: Callable[[str], str]
    ) -> None:
        super().__init__(data, prefix=row.key.replace(":", "-"))
        self.row, self._unit_code = row, unit_code
        self._units: dict[str, str] = {}
        for cell in row.cells:
            look: forms.Widget = forms.TextInput()
            if cell.choices:
                look = forms.Select(choices=[("", "–"), *cell.choices])
            elif cell.kind == "unit":
                look = forms.TextInput(attrs={"list": UNIT_LIST, "autocomplete": "off"})
            if cell.kind == "date":
                told = cell.told or cell.text
                self.fields[cell.name] = DayField(label=cell.label, required=False, initial=told)
                continue
            self.fields[cell.name] = forms.CharField(
                label=cell.label,
                required=False,
                max_length=500,
                initial=cell.text if cell.told is None else cell.told,
                widget=look,
            )

    def changed(self) -> dict[str, str]:
        """The texts that differ from what the row says, as the command takes them."""
        found = {}
        for cell in self.row.cells:
            typed = str(self.cleaned_data.get(cell.name, "") or "")
            if typed != cell.text:
                is_number = cell.kind == "decimal"
                kept = typed.replace(",", ".") if is_number else typed
                found[cell.name] = self._units.get(cell.name, kept)
        return found

    def clean(self) -> dict[str, Any]:
        """Numbers are numbers, units are units."""
        for cell in self.row.cells:
            text = str(self.cleaned_data.get(cell.name, "") or "")
            if cell.kind == "unit" and text != cell.text:
                self._find_unit(cell.name, text)
            if cell.kind == "decimal" and text and not is_decimal(text):
                self.add_error(cell.name, gettext("Type a number, such as 2,34."))
        return self.cleaned_data

    def _find_unit(self, name: str, text: str) -> None:
        try:
            self._units[name] = self._unit_code(text)
        except DomainError as refusal:
            self.add_error(name, str(refusal))


class Nothing(forms.Form):
    """An act that asks nothing but to be said once more."""
