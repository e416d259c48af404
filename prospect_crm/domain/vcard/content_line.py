"""A property as one unfolded content line of vCard 3.0 or 4.0: what ``Person.extras`` holds."""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .card import Property

# What was undone while reading.
_UNDONE = frozenset({"CHARSET", "ENCODING"})
_NOT_IN_A_PARAMETER = re.compile('["\x00-\x1f\x7f\x80-\x9f\ud800-\udfff]')
_NEEDS_QUOTES = re.compile(r"[;:,]")
_NOT_IN_A_VALUE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\r\n|\r\n|\n|\r|\x85|\u2028|\u2029")


def content_line(found: Property) -> str:
    """``found`` as ``group.NAME;PARAMETER=value:value``, its binary content as base64."""
    parameters = {name: values for name, values in found.parameters.items() if name not in _UNDONE}
    value = found.value
    if found.content is not None:
        parameters["ENCODING"] = ["b"]
        value = binascii.b2a_base64(found.content, newline=False).decode("ascii")
    group = f"{found.group}." if found.group else ""
    return f"{group}{found.name}{parameters_text(parameters)}:{one_line_value(value)}"


def parameters_text(parameters: Mapping[str, list[str]]) -> str:
    """``;NAME=value,value`` for each parameter, quoted where it must be (RFC 6350 section 3.3)."""
    return "".join(
        f";{name}={','.join(_quoted(value) for value in values)}" for name, values in parameters.items()
    )


def _quoted(value: str) -> str:
    value = _NOT_IN_A_PARAMETER.sub(" ", value)
    return f'"{value}"' if _NEEDS_QUOTES.search(value) else value


def one_line_value(value: str) -> str:
    """An escaped value without bare line ends and control characters."""
    if value.isascii() and value.isprintable():
        return value
    return _NOT_IN_A_VALUE.sub("", _LINE_ENDS.sub("\\\\n", value))
