"""What TYPE parameters and labels say about a phone, an e-mail address or a postal address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospect_crm.domain.person import ContactKind, PhoneKind

    from .card import Property
from .header import CUSTOM_LABEL

_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_PHONE_KINDS: dict[str, PhoneKind] = {
    "fax": "fax",
    "télécopie": "fax",
    "workfax": "fax",
    "homefax": "fax",
    "pager": "pager",
    "cell": "mobile",
    "mobile": "mobile",
    "iphone": "mobile",
    "portable": "mobile",
    "car": "mobile",
    "work": "work",
    "business": "work",
    "bureau": "work",
    "travail": "work",
    "professionnel": "work",
    "home": "home",
    "domicile": "home",
    "maison": "home",
    "personnel": "home",
}
# A mobile phone for work is a mobile phone: the first that applies wins.
_PHONE_ORDER: tuple[PhoneKind, ...] = ("fax", "pager", "mobile", "work", "home")
_CONTACT_ORDER: tuple[ContactKind, ...] = ("work", "home")
_NOT_A_LABEL = frozenset({"other", "main", "homepage", *_PHONE_KINDS})


def phone_kind(words: Iterable[str]) -> PhoneKind:
    """The kind that ``words`` (types and label, lower case) come to."""
    found = {_kind_of(word) for word in words}
    return next((kind for kind in _PHONE_ORDER if kind in found), "other")


def contact_kind(words: Iterable[str]) -> ContactKind:
    """As phone_kind, for everything that is not a phone."""
    found = {_kind_of(word) for word in words}
    return next((kind for kind in _CONTACT_ORDER if kind in found), "other")


def tells_kind(words: Iterable[str]) -> bool:
    """Whether ``words`` say what kind an entry is of, so that its label need not be asked."""
    return any(word == "other" or _kind_of(word) != "other" for word in words)


def _kind_of(word: str) -> PhoneKind:
    # Roundcube numbers them: home2, work2.
    return _PHONE_KINDS.get(word.removeprefix("x-").rstrip("0123456789"), "other")


def label_in_types(found: Property) -> str:
    """The user's own word where Android puts it: a TYPE that begins with X-, or X-CUSTOM(…)."""
    custom = found.first_parameter(CUSTOM_LABEL)
    types = found.parameters.get("TYPE", [])
    own = (word[2:] for word in types if word[:2].lower() == "x-" and _kind_of(word.lower()) == "other")
    return custom or next(own, "")


def label_of(label: str) -> tuple[str, str]:
    """The user's own word, and the word that tells the kind; Apple's built-in labels are no own words."""
    apple = _APPLE_LABEL.fullmatch(label.strip())
    if apple is not None and apple[1].lower() in _NOT_A_LABEL:
        return "", apple[1].lower()
    word = apple[1] if apple is not None else label.strip()
    return word, word.lower()


def preference(found: Property) -> int:
    """1 (most) to 100 (least) as in vCard 4.0's PREF; 0 where none is stated."""
    stated = found.first_parameter("PREF")
    if stated.isdecimal() and 1 <= int(stated) <= 100:
        return int(stated)
    return 1 if "pref" in found.types or "PREF" in found.parameters else 0
