"""Vietnamese text: one form, found without marks, sorted by given name."""

import unicodedata

_PLAIN = str.maketrans("đĐ", "dD")


def clean(value: str) -> str:
    """`value` in Unicode NFC, without outer and doubled blanks, nor NUL (no database holds it)."""
    return " ".join(unicodedata.normalize("NFC", value.replace("\0", "")).split())


def fold(value: str) -> str:
    """Lower case without marks: 'Nguyễn Văn Á' and 'nguyen van a' fold alike."""
    spread = unicodedata.normalize("NFD", value.lower()).translate(_PLAIN)
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def decoded(data: bytes) -> str:
    """The text of a text file: UTF-16 with its mark, UTF-8, else as Windows kept Vietnamese."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
