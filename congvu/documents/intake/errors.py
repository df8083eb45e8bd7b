"""Why a file is not taken, in the reader's words."""

from collections.abc import Callable
from typing import Any

from congvu.core.words import N_

MESSAGES = {
    "empty": N_("The file is empty. Choose another file."),
    "too_large": N_(
        "The file has %(size)s MB, more than the %(limit)s MB allowed. Delete pictures in it, or"
        " split it, and send it again."
    ),
    "unknown_type": N_(
        "This kind of file cannot be read. Send one of these: %(allowed)s; or paste the text."
    ),
    "wrong_type": N_(
        "The name says %(named)s but the content is %(found)s. Save the file again in its own form."
    ),
    "old_office": N_("This is a file of an old Office. Open it and save it as docx or xlsx."),
    "encrypted": N_("The file is locked by a password. Remove the password and send it again."),
    "scanned": N_(
        "The file holds pictures of pages without text. Paste the text instead of sending the file."
    ),
    "bomb": N_(
        "The file unpacks to an unreasonable size and was not opened. Save it again in Word or"
        " Excel and send that."
    ),
    "unpacks_large": N_(
        "The file holds %(size)s MB when unpacked, more than the %(limit)s MB that can be read."
        " Split it, for instance by agency, and send the parts one after the other."
    ),
    "too_many_cells": N_(
        "The sheet “%(sheet)s” reaches to the cell %(cell)s (%(cells)s cells), more than can be"
        " read. Delete what stands far from the table, empty rows and columns too, and send it"
        " again."
    ),
    "broken": N_("The file is damaged and cannot be opened. Save it again and send the new one."),
    "not_text": N_("The text is in an unknown encoding. Save it as UTF-8 and send it again."),
    "too_slow": N_("Reading took longer than %(seconds)s seconds and was stopped. Split the file."),
    "too_hungry": N_("Reading needs more memory than allowed and was stopped. Split the file."),
    "no_text": N_("There is no text in the file. Choose another file, or paste the text."),
    "unreadable": N_("The file cannot be opened: %(reason)s"),
    "secret": N_(
        "This paper carries a secrecy mark. It was not kept: state secrets must stay outside this"
        " system. Handle it by the rules on protecting state secrets."
    ),
    "macros": N_("The file holds macros; they were not run, only the data was read."),
    "formulas": N_(
        "The file holds formulas; the values stored at its last save were read, nothing was"
        " computed. Where a figure is wrong, open the file, save it and send it again."
    ),
    "external_links": N_("The file points to other files; nothing was fetched from there."),
}


class IntakeError(Exception):
    """A file that is not taken: `code`, the message (msgid) and what to put into it."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.message = MESSAGES[code]
        self.params = params
        super().__init__(self.message % params)

    def told(self, translate: Callable[[str], str]) -> str:
        """The message in the reader's language, the words put into it too."""
        words = {k: translate(v) if isinstance(v, str) else v for k, v in self.params.items()}
        return translate(self.message) % words
