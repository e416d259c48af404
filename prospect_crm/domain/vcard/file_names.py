"""File names for people that every system can hold, and that a user recognises."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prospect_crm.domain.person import Person

LONGEST_NAME = 100
"""Bytes in UTF-8, extension and number included."""

_EXTENSION = ".vcf"
_ANONYMOUS = "contact"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_SPACES = re.compile(r"\s+")
# Windows takes these for devices, whatever the extension.
_RESERVED = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|CLOCK\$|(?:COM|LPT)[0-9¹²³])(?:\..*)?", re.IGNORECASE
)


class UniqueNames:
    """Gives each person a name that differs from all before it, case and composition aside."""

    def __init__(self) -> None:
        self.used: dict[str, int] = {}

    def name_for(self, person: Person) -> str:
        """A name of at most LONGEST_NAME bytes such as ``Dupont Marie (2).vcf``; never a path."""
        stem = _shortened(safe_stem(person), LONGEST_NAME - len(_EXTENSION))
        name, number = stem, self.used.get(_key(stem), 0)
        while _key(name) in self.used:
            number += 1
            suffix = f" ({number + 1})"
            name = _shortened(stem, LONGEST_NAME - len(_EXTENSION) - len(suffix)) + suffix
        self.used[_key(stem)] = number
        self.used.setdefault(_key(name), 0)
        return name + _EXTENSION


def safe_stem(person: Person) -> str:
    """Family and given name, or what else the person is known by, without forbidden characters."""
    name = " ".join(filter(None, (person.family_name, person.given_name)))
    text = name or person.full_name or person.organisation or _ANONYMOUS
    text = unicodedata.normalize("NFC", _FORBIDDEN.sub(" ", _SPACES.sub(" ", text)))
    text = "".join(character for character in text if unicodedata.category(character)[0] != "C")
    text = _SPACES.sub(" ", text).strip(" .-")
    return f"_{text}" if _RESERVED.fullmatch(text) else text or _ANONYMOUS


def _key(name: str) -> str:
    """Names with equal keys are one name to Windows or macOS."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def _shortened(stem: str, room: int) -> str:
    return stem.encode("utf-8")[:room].decode("utf-8", "ignore").rstrip(" .")
