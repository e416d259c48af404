"""A person's e-mails, phones and postal address as a Contact and an Address of Frappe keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ADDRESS_PARTS = ("address_line1", "address_line2", "pincode", "city", "country")
REQUIRED_OF_ADDRESS = ("address_line1", "city", "country")


def as_contact(person: Mapping[str, Any]) -> dict[str, Any]:
    """Give a Contact Prospect's values with e-mails and phones as rows of a Contact."""
    return {**person, "email_ids": _emails(person), "phone_nos": _phones(person)}


def _emails(person: Mapping[str, Any]) -> list[dict[str, Any]]:
    addresses = [person.get("email"), *(row.get("email") for row in person.get("other_emails") or [])]
    found = list(dict.fromkeys(address.strip() for address in addresses if address and address.strip()))
    return [{"email_id": address, "is_primary": int(position == 0)} for position, address in enumerate(found)]


def _phones(person: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The main phone and the mobile first, each the primary one of its kind; one number stands once."""
    phone, mobile = (str(person.get(name) or "").strip() for name in ("phone", "mobile"))
    others = [str(row.get("number") or "").strip() for row in person.get("other_phones") or []]
    return [
        {
            "phone": number,
            "is_primary_phone": int(number == phone),
            "is_primary_mobile_no": int(number == mobile),
        }
        for number in dict.fromkeys([phone, mobile, *others])
        if number
    ]


def address_of(person: Mapping[str, Any], default_country: str) -> dict[str, Any]:
    """Give the values of an Address from a person's fields; empty where the person has none.

    Street, city and country are what Frappe requires; what is missing of them the caller asks ``missing_parts``.
    """
    values = {name: person.get(name) or "" for name in ADDRESS_PARTS}
    if not (values["address_line1"] or values["city"]):
        return {}
    values["country"] = values["country"] or default_country
    values["state"] = person.get("territory") or ""
    return {name: value for name, value in values.items() if value}


def missing_parts(address: Mapping[str, Any]) -> list[str]:
    """Name the required parts that an address lacks."""
    return [name for name in REQUIRED_OF_ADDRESS if not address.get(name)]


def equal_address(address: Mapping[str, Any], known: Iterable[Mapping[str, Any]]) -> str:
    """Name the known Address with the same street and city; "" when there is none."""
    wanted = _street_and_city(address)
    return next((str(row["name"]) for row in known if _street_and_city(row) == wanted), "")


def _street_and_city(address: Mapping[str, Any]) -> tuple[str, ...]:
    parts = (str(address.get(name) or "") for name in ("address_line1", "pincode", "city"))
    return tuple(" ".join(part.split()).casefold() for part in parts)
