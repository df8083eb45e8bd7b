"""A model's column that holds a code of an official list."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from congvu.catalog.selectors import names_of


class CodeField(models.CharField):  # type: ignore[type-arg]
    """A code of `codes/<code_list>.csv`, or "" where nothing is said.

    Lists are loaded into `catalog.Code` too; the file is what is asked here, without a statement.
    Retired codes stay valid: old papers carry them.
    """

    def __init__(self, *args: Any, code_list: str = "", **kwargs: Any) -> None:
        self.code_list = code_list
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs.setdefault("db_default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "code_list": self.code_list}

    def clean(self, value: Any, model_instance: Any) -> str:
        """The code, refused when its list does not hold it."""
        code: str = super().clean(value, model_instance)
        if code and code not in names_of(self.code_list):
            raise ValidationError(_("“%(code)s” is not in the list.") % {"code": code})
        return code

    def name_of(self, code: str) -> str:
        """What `code` is called, in the reader's language; the code itself where unknown."""
        return str(names_of(self.code_list).get(code, code))
