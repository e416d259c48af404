"""From the properties of a card to the fields of a person.

What has no field, a second value of a field that holds one, and what cannot be understood goes to
``Person.extras``, so that writing gives it back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from prospect_crm.domain.message import Message
from prospect_crm.domain.person import EmailAddress, Person, Phone, PostalAddress, WebAddress

from .cleaning import excerpt, joined_lines, one_line, paragraph
from .content_line import content_line
from .dates import birthday_of
from .escaping import split_components, split_list, unescape
from .kinds import contact_kind, label_in_types, label_of, phone_kind, preference, tells_kind
from .names import complete_name
from .photos import photo_of
from .results import CardProblem
from .social import SOCIAL_PROPERTIES, social_profile_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from .card import Card, Property

_NOT_KEPT = frozenset({"VERSION", "PRODID", "BEGIN", "END"})
_SCHEMES = re.compile(r"(?:(?:tel|mailto):\s*)+", re.IGNORECASE)
_EXTENSION = re.compile(r";ext=([^;]*)", re.IGNORECASE)
_ANDROID_NICKNAME = "vnd.android.cursor.item/nickname;"
# Exchange writes X.400 and X.500 names as e-mail addresses.
_NOT_INTERNET = frozenset({"x400", "ex"})
_SINGLE = {"TITLE": "job_title", "ROLE": "role", "UID": "uid", "REV": "revised", "FN": "full_name"}


def is_group(card: Card) -> bool:
    """Whether the card is a distribution list (KIND:group, or Apple's older property for it)."""
    kinds = card.named("KIND") + card.named("X-ADDRESSBOOKSERVER-KIND")
    return any(kind.text.strip().lower() == "group" for kind in kinds)


def person_of(card: Card) -> Person:
    """The person that ``card`` is about; what was guessed or not understood joins ``card.problems``."""
    return _Mapping(card).person_of_card()


def _name_part(part: str) -> str:
    """One part of N; several names in it, or what follows an unescaped comma, stand behind a comma."""
    return ", ".join(filter(None, (one_line(unescape(name)) for name in split_list(part))))


class _Mapping:
    def __init__(self, card: Card) -> None:
        self.card = card
        self.person = Person()
        self.labels = {found.group.lower(): found for found in card.named("X-ABLABEL") if found.group}
        self.used_labels: set[str] = set()
        self.undivided_name = ""
        self.nicknames: list[str] = []
        self.notes: list[str] = []
        self.categories: dict[str, None] = {}
        self.preferences: dict[str, list[int]] = {"TEL": [], "EMAIL": [], "ADR": []}

    def person_of_card(self) -> Person:
        kept = [found for found in self.card.properties if not self._taken(found)]
        self.person.extras = [content_line(found) for found in kept if not self._is_used_label(found)]
        self.person.nickname = ", ".join(dict.fromkeys(self.nicknames))
        self.person.note = "\n\n".join(self.notes)
        self.person.categories = list(self.categories)
        self._mark_preferred()
        self._take_undivided_name()
        guess = complete_name(self.person)
        if guess is not None:
            self.card.problems.append(CardProblem(self.card.first_line, guess))
        return self.person

    def _take_undivided_name(self) -> None:
        """An N without separators is a family name, or the name in full where FN says the same or nothing."""
        if self.person.full_name not in ("", self.undivided_name):
            self.person.family_name = self.person.family_name or self.undivided_name
        self.person.full_name = self.person.full_name or self.undivided_name

    def _taken(self, found: Property) -> bool:
        """Whether ``found`` is in a field now, or says nothing."""
        if found.name in _NOT_KEPT or not (found.value.strip() or found.content):
            return True
        if found.name == "AGENT" and found.text.lstrip().upper().startswith("BEGIN:"):
            self._report(found, Message("The card inside AGENT was left out."))
            return True
        reader = _READERS.get(found.name)
        return reader is not None and reader(self, found)

    def _is_used_label(self, found: Property) -> bool:
        return found.name == "X-ABLABEL" and found.group.lower() in self.used_labels

    def _report(self, found: Property, message: Message) -> None:
        self.card.problems.append(CardProblem(found.line, message))

    def read_single(self, found: Property) -> bool:
        field = _SINGLE[found.name]
        if getattr(self.person, field):
            return False
        setattr(self.person, field, one_line(found.text))
        return True

    def read_name(self, found: Property) -> bool:
        person = self.person
        if person.family_name or person.given_name:
            return False
        parts = [_name_part(part) for part in split_components(found.value)]
        if len(parts) == 1 and " " in parts[0]:
            self.undivided_name = parts[0]
            return True
        person.family_name, person.given_name, person.additional_names, person.prefix, person.suffix = (
            parts + [""] * 5
        )[:5]
        return True

    def read_nickname(self, found: Property) -> bool:
        names = [one_line(unescape(name)) for name in split_list(found.value)]
        self.nicknames += filter(None, names)
        return True

    def read_android(self, found: Property) -> bool:
        if not found.value.startswith(_ANDROID_NICKNAME):
            return False
        nickname = one_line(unescape(split_components(found.value)[1]))
        self.nicknames += [nickname] if nickname else []
        return True

    def read_organisation(self, found: Property) -> bool:
        if self.person.organisation:
            return False
        parts = [one_line(unescape(part)) for part in split_components(found.value)]
        self.person.organisation = parts[0]
        self.person.department = " / ".join(filter(None, parts[1:])) or self.person.department
        return True

    def read_department(self, found: Property) -> bool:
        if self.person.department:
            return False
        self.person.department = one_line(found.text)
        return True

    def read_phone(self, found: Property) -> bool:
        number, extension = one_line(found.text), ""
        scheme = _SCHEMES.match(number)
        if scheme is not None:
            match = _EXTENSION.search(number)
            extension = one_line(unquote(match[1])) if match else ""
            number = one_line(unquote(number[scheme.end() :].partition(";")[0]))
        stated = one_line(found.first_parameter("X-EXTENSION"))
        if stated and number.endswith(f" ext. {stated}"):
            number, extension = number.removesuffix(f" ext. {stated}"), stated
        label, words = self._label(found)
        if number:
            self._prefer("TEL", found)
            self.person.phones.append(Phone(number, phone_kind(words), False, label, extension))
        return True

    def read_email(self, found: Property) -> bool:
        address = one_line(found.text)
        in_brackets = address.rpartition("<")[2].removesuffix(">").strip()
        if address.endswith(">") and "@" in in_brackets:
            address = in_brackets
        scheme = _SCHEMES.match(address)
        if scheme is not None:
            address = one_line(unquote(address[scheme.end() :].partition("?")[0]))
        if address.startswith("/") or not _NOT_INTERNET.isdisjoint(found.types):
            return False
        label, words = self._label(found)
        if address:
            self._prefer("EMAIL", found)
            self.person.emails.append(EmailAddress(address, contact_kind(words), False, label))
        return True

    def read_address(self, found: Property) -> bool:
        parts = [joined_lines(unescape(part)) for part in split_components(found.value)]
        if not any(parts):
            parts = [joined_lines(unescape(found.first_parameter("LABEL")))]
        if len(parts) == 1:
            parts = ["", "", parts[0]]
        label, words = self._label(found)
        if any(parts):
            self._prefer("ADR", found)
            po_box, extended, street, city, region, postcode, country = (parts + [""] * 7)[:7]
            address = PostalAddress(
                po_box, extended, street, city, region, postcode, country, contact_kind(words), label=label
            )
            self.person.addresses.append(address)
        return True

    def read_url(self, found: Property) -> bool:
        address = one_line(found.text)
        label, words = self._label(found)
        if address:
            self.person.urls.append(WebAddress(address, contact_kind(words), label))
        return True

    def read_social(self, found: Property) -> bool:
        profile = social_profile_of(found)
        if profile is None:
            return False
        self.person.social_profiles.append(profile)
        return True

    def read_birthday(self, found: Property) -> bool:
        birthday = birthday_of(found.text)
        if birthday and not self.person.birthday:
            self.person.birthday = birthday
            return True
        if not birthday and found.first_parameter("VALUE").lower() != "text":
            message = Message(
                "“{value}” is not a date; the birthday was left empty.", {"value": excerpt(found.text)}
            )
            self._report(found, message)
        return False

    def read_note(self, found: Property) -> bool:
        self.notes += filter(None, [paragraph(found.text)])
        return True

    def read_categories(self, found: Property) -> bool:
        names = [one_line(unescape(name)) for name in split_list(found.value)]
        self.categories.update(dict.fromkeys(filter(None, names)))
        return True

    def read_photo(self, found: Property) -> bool:
        if self.person.photo is not None:
            return False
        self.person.photo = photo_of(found)
        if self.person.photo is None:
            self._report(found, Message("The photo cannot be read; the person gets none."))
        return self.person.photo is not None

    def _label(self, found: Property) -> tuple[str, list[str]]:
        """The user's own word for ``found``, and all the words that tell its kind."""
        label = self.labels.get(found.group.lower())
        if label is None:
            own = one_line(label_in_types(found))
            return own, [*found.types, own.lower()]
        self.used_labels.add(found.group.lower())
        own, word = label_of(one_line(label.text))
        return own, found.types if tells_kind(found.types) else [word]

    def _prefer(self, name: str, found: Property) -> None:
        self.preferences[name].append(preference(found))

    def _mark_preferred(self) -> None:
        """Mark the first entry of the strongest preference in each list."""
        for name, entries in (
            ("TEL", self.person.phones),
            ("EMAIL", self.person.emails),
            ("ADR", self.person.addresses),
        ):
            stated = [value for value in self.preferences[name] if value]
            if stated:
                entries[self.preferences[name].index(min(stated))].is_preferred = True


_READERS: dict[str, Callable[[_Mapping, Property], bool]] = {
    "N": _Mapping.read_name,
    "NICKNAME": _Mapping.read_nickname,
    "X-NICKNAME": _Mapping.read_nickname,
    "X-ANDROID-CUSTOM": _Mapping.read_android,
    "ORG": _Mapping.read_organisation,
    "X-DEPARTMENT": _Mapping.read_department,
    "TEL": _Mapping.read_phone,
    "X-MS-TEL": _Mapping.read_phone,
    "EMAIL": _Mapping.read_email,
    "ADR": _Mapping.read_address,
    "URL": _Mapping.read_url,
    "BDAY": _Mapping.read_birthday,
    "NOTE": _Mapping.read_note,
    "CATEGORIES": _Mapping.read_categories,
    "PHOTO": _Mapping.read_photo,
    **dict.fromkeys(_SINGLE, _Mapping.read_single),
    **dict.fromkeys(SOCIAL_PROPERTIES, _Mapping.read_social),
}
"""Each takes a property into its field and says whether it did; what it did not goes to ``extras``."""
