"""Signing and sealing the paper of a decision with a key that is at hand for this one act."""

from datetime import datetime

from congvu.core.actors import Actor
from congvu.decisions.commands.signing import Add, Print
from congvu.decisions.models import Decision, Letterhead
from congvu.decisions.printed import print_for_signature
from congvu.documents.commands import note_lists
from congvu.documents.signing import (
    SealMark,
    SignerMark,
    SigningKey,
    SigningPolicy,
    certificates_in,
    sign_paper,
)


def signature(
    *,
    actor: Actor,
    head: Letterhead,
    key: SigningKey,
    policy: SigningPolicy,
    now: datetime,
    picture: bytes | None = None,
) -> Print:
    """What prints a decision with its number and puts the signer's signature on it.

    `picture` is the image of the signature (PNG); without one, name and time stand in its place.
    """

    def print_and_sign(decision: Decision) -> bytes:
        printed = print_for_signature(decision, head)
        mark = SignerMark(printed.signature, picture)
        signed = sign_paper(printed.pdf, key, mark, policy=policy, now=now, printed_here=True)
        return _noted(actor, signed, policy)

    return print_and_sign


def seal(
    *,
    actor: Actor,
    decision: Decision,
    head: Letterhead,
    key: SigningKey,
    policy: SigningPolicy,
    now: datetime,
    picture: bytes | None = None,
) -> Add:
    """What puts the seal of the body on the signed paper, over the left of the signature."""
    box = print_for_signature(decision, head).seal

    def add(pdf: bytes) -> bytes:
        mark = SealMark(box, picture)
        signed = sign_paper(pdf, key, mark, policy=policy, now=now, printed_here=True)
        return _noted(actor, signed, policy)

    return add


def _noted(actor: Actor, pdf: bytes, policy: SigningPolicy) -> bytes:
    """Lists that the signer's certificates point to are fetched from now on."""
    trust = policy.trust
    certificates = (*certificates_in(pdf), *trust.others)
    note_lists(actor=actor, certificates=certificates, roots=trust.roots)
    return pdf
