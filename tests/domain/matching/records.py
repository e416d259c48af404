"""Short ways to write a person and a company in a test."""

from __future__ import annotations

from prospect_crm.domain.person import EmailAddress, Person, Phone, PostalAddress


def person(
    given: str = "",
    family: str = "",
    email: str = "",
    phone: str = "",
    organisation: str = "",
    street: str = "",
    postcode: str = "",
    city: str = "",
) -> Person:
    """A person with at most one of each."""
    return Person(
        given_name=given,
        family_name=family,
        organisation=organisation,
        emails=[EmailAddress(email)] if email else [],
        phones=[Phone(phone)] if phone else [],
        addresses=[PostalAddress(street=street, postcode=postcode, city=city)],
    )
