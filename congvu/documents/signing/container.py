"""The stored signature itself: the one part of a signed file that no signature covers.

Signing leaves a gap in the file for it. Whatever lies in the gap and is not checked by arithmetic
is checked here letter by letter, so that no change passes because nobody would look.
"""

import re
from typing import Any

from asn1crypto import cms, core

_HEX = re.compile(rb"[0-9a-f]+|[0-9A-F]+")
_STAMP = "signature_time_stamp_token"
_DEEPEST = 40
_PLAIN = ("data", "tst_info")


def is_sound(raw: bytes, byte_range: list[int], stored: bytes) -> bool:
    """Whether the gap holds exactly one well-formed signature, then zeros, and nothing else.

    `stored` is what the PDF's own structure says the signature is.
    """
    if len(byte_range) != 4:
        return False
    start, before, after, length = (int(number) for number in byte_range)
    gap = raw[before:after]
    if start != 0 or min(before, after, length) < 0 or gap[:1] != b"<" or gap[-1:] != b">":
        return False
    letters = gap[1:-1]
    if len(letters) % 2 or not _HEX.fullmatch(letters) or bytes.fromhex(letters.decode()) != stored:
        return False
    size = end_of(stored)
    if not size or any(stored[size:]):
        return False
    return _is_sound_container(cms.ContentInfo.load(stored[:size], strict=True))


def end_of(content: bytes, start: int = 0, depth: int = 0) -> int:
    """Where the ASN.1 value that begins at `start` ends; 0 where its parts do not fill it exactly.

    Lengths may be told beforehand (DER) or by an end mark, as some signers' libraries write.
    """
    if depth > _DEEPEST or start + 2 > len(content) or content[start] == 0:
        return 0
    body, end = _extent(content, start)
    if not body or end > len(content):
        return 0
    is_open, is_built = end < 0, content[start] & 0x20
    if not is_built:
        return 0 if is_open else end
    while is_open or body < end:
        if is_open and content[body : body + 2] == b"\0\0":
            return body + 2
        body = end_of(content, body, depth + 1)
        if not body:
            return 0
    return end if body == end else 0


def _extent(content: bytes, start: int) -> tuple[int, int]:
    """Where the body of a value begins and ends; (0, 0) unreadable, an end of -1 told by a mark."""
    told = content[start + 1]
    if content[start] & 0x1F == 0x1F:
        return 0, 0  # tags of several bytes occur in no signature
    if told < 0x80:
        return start + 2, start + 2 + told
    if told == 0x80:
        return start + 2, -1
    size = told & 0x7F
    length = content[start + 2 : start + 2 + size]
    is_shortest = len(length) == size <= 4 and length[0] and (size > 1 or length[0] >= 0x80)
    if not is_shortest:
        return 0, 0
    body = start + 2 + size
    return body, body + int.from_bytes(length, "big")


def embedded_certificates(content: cms.ContentInfo) -> list[bytes]:
    """Every certificate in a signature and in its time stamps, as DER."""
    signed = content["content"]
    found = [one.dump() for one in _listed(signed["certificates"])]
    for signer in signed["signer_infos"]:
        for token in time_stamps(signer):
            found += embedded_certificates(token)
    return found


def _listed(field: Any) -> list[Any]:
    return [] if isinstance(field, core.Void) else list(field)


def time_stamps(signer: cms.SignerInfo) -> list[cms.ContentInfo]:
    """The time stamps that were put to a signature after it was made."""
    return [
        token
        for attribute in _listed(signer["unsigned_attrs"])
        if attribute["type"].native == _STAMP
        for token in attribute["values"]
    ]


def _has_only_its_parts(*values: Any) -> bool:
    """Whether nothing stands in them that their kinds do not know: readers pass over such parts.

    A time stamp under another number would else be gone without a trace.
    """
    return all(len(value) == len(value._fields) for value in values)


def _is_sound_container(content: cms.ContentInfo) -> bool:
    if content["content_type"].native != "signed_data":
        return False
    signed = content["content"]
    signers = _listed(signed["signer_infos"])
    if len(signers) != 1 or _listed(signed["crls"]):
        return False
    if not _has_only_its_parts(content, signed, signed["encap_content_info"], signers[0]):
        return False
    kind = signed["encap_content_info"]["content_type"].native
    if kind not in _PLAIN or any(
        one.name != "certificate" for one in _listed(signed["certificates"])
    ):
        return False
    named = [one.dump() for one in _listed(signed["digest_algorithms"])]
    return (
        named == [signers[0]["digest_algorithm"].dump()]
        and signed["version"].native == _version(kind, signers[0])
        and all(_is_sound_certificate(one.chosen) for one in _listed(signed["certificates"]))
        and _is_sound_signer(signers[0])
        and _is_named_as_in_certificate(signers[0], _listed(signed["certificates"]))
    )


def _version(kind: str, signer: cms.SignerInfo) -> str:
    """RFC 5652, 5.1, for the kinds of content and certificates that are taken here."""
    return "v1" if kind == "data" and signer["version"].native == "v1" else "v3"


def _is_sound_signer(signer: cms.SignerInfo) -> bool:
    by_name = signer["sid"].name == "issuer_and_serial_number"
    if signer["version"].native != ("v1" if by_name else "v3"):
        return False
    if not all(
        map(_is_plain_algorithm, (signer["digest_algorithm"], signer["signature_algorithm"]))
    ):
        return False
    unsigned = _listed(signer["unsigned_attrs"])
    if any(one["type"].native != _STAMP or len(one["values"]) != 1 for one in unsigned):
        return False
    return len(unsigned) <= 1 and all(map(_is_sound_container, time_stamps(signer)))


def _is_named_as_in_certificate(signer: cms.SignerInfo, certificates: list[Any]) -> bool:
    """Whether the signer's certificate is pointed to by its own letters.

    Names compare as equal in upper and lower case and with other blanks; bytes do not.
    """
    pointed = signer["sid"].chosen
    if signer["sid"].name != "issuer_and_serial_number":
        return any(one.chosen.key_identifier == pointed.native for one in certificates)
    return any(
        one.chosen.issuer.dump() == pointed["issuer"].dump()
        and one.chosen.serial_number == pointed["serial_number"].native
        for one in certificates
    )


def _is_plain_algorithm(algorithm: Any) -> bool:
    """Parameters absent or NULL, except those of RSA-PSS, which arithmetic checks."""
    if algorithm["algorithm"].native == "rsassa_pss":
        return True
    given = algorithm["parameters"]
    return isinstance(given, core.Void) or given.dump() == b"\x05\x00"


def _is_sound_certificate(certificate: Any) -> bool:
    outside, inside = (
        certificate["signature_algorithm"],
        certificate["tbs_certificate"]["signature"],
    )
    return bool(outside.dump() == inside.dump())
