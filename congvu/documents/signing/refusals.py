"""Why a paper is not signed, not stamped or not checked, in the reader's words."""

from collections.abc import Callable
from typing import Any

from congvu.core.errors import DomainError
from congvu.core.words import N_

MESSAGES = {
    # papers
    "not_pdf": N_("This file is not a PDF. Choose the paper as a PDF file."),
    "too_large": N_(
        "The file has %(size)s MB, more than the %(limit)s MB allowed. Send a smaller PDF."
    ),
    "encrypted": N_(
        "The PDF is locked by a password, so its signatures cannot be checked and it cannot be"
        " signed. Save it without a password and send it again."
    ),
    "damaged": N_(
        "The PDF is damaged and cannot be read. Ask its sender for the original file again."
    ),
    "too_many": N_(
        "The PDF has %(count)s signatures, more than the %(limit)s that are checked. Ask its"
        " sender whether this is the right file."
    ),
    "too_slow": N_(
        "Checking the PDF took longer than %(seconds)s seconds and was stopped. Ask its sender to"
        " print the paper to PDF again."
    ),
    "too_hungry": N_(
        "Checking the PDF needs more memory than allowed and was stopped. Ask its sender to print"
        " the paper to PDF again."
    ),
    "changed": N_(
        "The paper was changed after it had been signed, so nothing more is signed on it. Take the"
        " paper as it was signed."
    ),
    "closed": N_(
        "The paper takes no further signature: an earlier signer closed it. Ask for a copy that is"
        " not closed."
    ),
    "no_page": N_("The paper has no page %(page)s. Choose a page from 1 to %(pages)s."),
    "outside": N_("The place for the signature lies outside the page. Move it onto the page."),
    # pictures
    "not_png": N_(
        "The picture of a signature or seal must be a PNG with a transparent background. Make it"
        " again as PNG."
    ),
    "picture_size": N_(
        "The picture of a signature or seal is too large (%(width)s × %(height)s dots, %(size)s"
        " kB). It may have up to %(limit)s dots a side and %(limit_kb)s kB."
    ),
    "unprintable": N_(
        "The text on the signature holds a letter that cannot be printed: %(text)s. Correct the"
        " name in the certificate or the number of the paper."
    ),
    # keys
    "wrong_password": N_(
        "The password does not open the key file. Type it again; if it is forgotten, ask who gave"
        " out the key for a new one."
    ),
    "bad_key_file": N_(
        "The key file cannot be read or holds no key with a certificate. Choose a file ending in"
        " .p12 or .pfx that was given out for signing."
    ),
    "weak_key": N_(
        "The key of %(name)s is of a kind that may not be used for signing papers (RSA from 2048"
        " bits or an elliptic curve is needed). Ask who gave it out for a new one."
    ),
    "no_module": N_(
        "The driver of the signing token was not found at %(module)s. Install the driver of the"
        " token's maker and set its place (CONGVU_PKCS11_MODULE), or ask the administrator."
    ),
    "no_token": N_(
        "The signing token %(token)s is not plugged in. Plug it into this machine, wait until its"
        " light is on, and sign again."
    ),
    "many_tokens": N_(
        "Several signing tokens are plugged in. Leave only one, or ask the administrator to name"
        " the one to use (CONGVU_PKCS11_TOKEN)."
    ),
    "wrong_pin": N_(
        "The PIN is wrong. Type it again with care: after several wrong tries the token locks"
        " itself."
    ),
    "locked_pin": N_(
        "The token is locked after too many wrong PINs. Ask who gave out the token to unlock it."
    ),
    "no_key_on_token": N_(
        "The token holds no key with a certificate for signing. Use the token that was given out"
        " for signing, or name the key to use."
    ),
    "busy_token": N_(
        "The token is still busy with another signature. Wait a minute and sign again."
    ),
    "token_failed": N_(
        "The token does not answer (%(reason)s). Unplug it, plug it in again and sign again."
    ),
    # certificates
    "expired": N_(
        "The certificate of %(name)s expired on %(day)s. Ask who gave it out for a new one before"
        " signing."
    ),
    "not_yet": N_("The certificate of %(name)s is valid only from %(day)s. Sign from that day on."),
    "revoked": N_(
        "The certificate of %(name)s was revoked on %(day)s, so it may not sign. Ask who gave it"
        " out for a new one."
    ),
    "untrusted": N_(
        "The certificate of %(name)s was given out by “%(issuer)s”, which is not among the trusted"
        " roots. Sign with an official certificate, or ask the administrator to add the root."
    ),
    "unsuitable": N_(
        "The certificate of %(name)s was not given out for signing papers. Use the one that was"
        " given out for signing."
    ),
    "revocation_unknown": N_(
        "Whether the certificate of %(name)s was revoked is not known: there is no revocation list"
        " in force. Lists are fetched every hour; try again later, and tell the administrator if"
        " it stays so."
    ),
    # revocation lists
    "list_private": N_(
        "The address leads into a private network. If it is right, name its host in"
        " CONGVU_LIST_HOSTS."
    ),
    "list_unreachable": N_("The address does not answer (%(reason)s)."),
    "list_too_large": N_("The list is larger than %(limit)s MB."),
    "list_unreadable": N_("What lies at the address is no revocation list."),
    "list_forged": N_("The list is not signed by the authority whose list it should be."),
    "list_older": N_("The list is older than the one at hand, which is kept."),
    # time stamps
    "no_stamp": N_(
        "The time stamp service does not answer (%(reason)s). Try again in a few minutes; if it"
        " goes on, ask the administrator."
    ),
    "bad_stamp": N_(
        "The time stamp service gave a stamp that is not trusted. Ask the administrator to check"
        " the address of the service and the trusted roots."
    ),
    "no_archive": N_(
        "A signature for long keeping needs a time stamp service and trusted roots. Ask the"
        " administrator to set them."
    ),
    # trusted roots
    "no_roots": N_(
        "No trusted root certificates were found in %(folder)s. Put the root certificates there"
        " (.crt, .cer, .pem) and name the folder in CONGVU_TRUST_ROOTS."
    ),
    "bad_root": N_(
        "The file %(file)s in the folder of trusted roots is neither a certificate nor a"
        " revocation list. Remove it or replace it."
    ),
}


class SigningRefused(DomainError):
    """A paper that is not signed or not checked: `code`, and what to put into its message."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.message = MESSAGES[code]
        self.params = params
        super().__init__(self.message % params)

    def told(self, translate: Callable[[str], str]) -> str:
        """The message in the language that `translate` turns messages into."""
        return translate(self.message) % self.params

    def __str__(self) -> str:
        from django.utils.translation import gettext

        return self.told(gettext)
