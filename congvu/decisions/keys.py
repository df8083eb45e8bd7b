"""Signing and sealing the paper of a decision with a key that is at hand for this one act."""

from datetime import datetime

from congvu.decisions.commands.signing import Add, Print
from congvu.decisions.models import Decision, Letterhead
from congvu.decisions.printed import print_for_signature
from congvu.documents.signing import SealMark, SignerMark, SigningKey, SigningPolicy, sign_paper


def signature(
    *,
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
        return sign_paper(printed.pdf, key, mark, policy=policy, now=now, printed_here=True)

    return print_and_sign


def seal(
    *,
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
        return sign_paper(pdf, key, mark, policy=policy, now=now, printed_here=True)

    return add
