"""From bytes to text: which character set a file and each of its values is written in.

A declared character set comes first, then the one the user chose, then UTF-8, then Windows-1252.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

# What producers write when they mean a superset: as the WHATWG encoding standard reads web pages.
_SUPERSETS = {
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "ascii": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "cp950",
    "tis-620": "cp874",
}
# Not character sets of a producer: they run escapes or cost quadratic time.
_FORBIDDEN = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)
# A byte of 0x5C may be the second half of a character here, so it is no certain backslash.
_WITH_BACKSLASH_TRAIL = frozenset(
    {"cp932", "gb18030", "cp950", "big5hkscs", "shift_jis_2004", "shift_jisx0213"}
)
# Bytes of other characters stand for ASCII here, so lines can only be split after decoding.
_WHOLE_FILE = re.compile(r"utf-?(16|32|7)|iso2022|hz")

_WINDOWS_1252 = "cp1252"
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@lru_cache(maxsize=256)
def known_charset(name: str) -> str:
    """The Python codec that reads what producers call ``name``, or "" if there is none."""
    try:
        codec = codecs.lookup(name.strip().strip("'\"")).name
        b"ab".decode(codec, "replace")
    except (LookupError, ValueError, TypeError):
        return ""
    codec = _SUPERSETS.get(codec, codec)
    return "" if codec in _FORBIDDEN else codec


def has_backslash_trail(codec: str) -> bool:
    """Whether a character may end in the byte of a backslash (Shift_JIS, GBK, Big5)."""
    return codec in _WITH_BACKSLASH_TRAIL


def as_lines_in_ascii(data: bytes, chosen: str = "") -> bytes:
    """The file in bytes whose line ends, colons and semicolons are ASCII, without a byte order mark.

    UTF-16 and UTF-32 are recognised by their mark or by their NUL bytes and become UTF-8.
    """
    for mark, codec in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _recoded(data[len(mark) :], codec).replace(b"\0", b"")
    codec = _codec_from_nul_bytes(data) or (chosen if _WHOLE_FILE.search(chosen.replace("_", "")) else "")
    data = _recoded(data, codec) if codec else data
    return data.replace(b"\0", b"") if b"\0" in data else data


def _recoded(data: bytes, codec: str) -> bytes:
    if codec == "utf-8":
        return data
    return data.decode(codec, "replace").encode("utf-8", "replace")


def _codec_from_nul_bytes(data: bytes) -> str:
    head = data[:4]
    patterns = {b"\0\0\0": "utf-32-be", b"\0": "utf-16-be"}
    for start, codec in patterns.items():
        if head.startswith(start) and head[len(start) :].strip(b"\0"):
            return codec
    if len(head) == 4 and head[0] and not head[1]:
        return "utf-16-le" if head[2] else "utf-32-le"
    return ""


def decode(value: bytes, declared: str, chosen: str = "", of_card: str = "") -> tuple[str, str]:
    """The text of one value, and the codec it was read with ("" where bytes had to be replaced).

    ``of_card`` is what another property of the same card declares; it comes after UTF-8.
    """
    if value.isascii() and not (declared or chosen):
        return value.decode("ascii"), "ascii"
    for codec in (declared, chosen, "utf-8", of_card):
        if codec and (text := _decoded(value, codec)) is not None:
            return text, codec
    if _is_damaged_utf8(value):
        return value.decode("utf-8", "replace"), ""
    text = _decoded(value, _WINDOWS_1252)
    return (text, _WINDOWS_1252) if text is not None else (value.decode(_WINDOWS_1252, "replace"), "")


def _decoded(value: bytes, codec: str) -> str | None:
    try:
        return value.decode(codec)
    except UnicodeError:
        return None


def _is_damaged_utf8(value: bytes) -> bool:
    """Whether ``value`` is UTF-8 but for a few bytes, as where a producer cut it inside a character."""
    text = value.decode("utf-8", "replace")
    return text.count("\ufffd") * 2 < sum(not character.isascii() for character in text)
