"""A customer's CSV file as people or companies: decoding, delimiter, one record a row."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import phonenumbers

from prospect_crm.domain.company import Company
from prospect_crm.domain.message import DomainError, Message
from prospect_crm.domain.normalize.phones import normalise_phone, split_extension
from prospect_crm.domain.person import EmailAddress, Person, Phone, PostalAddress, WebAddress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from prospect_crm.domain.matching.comparisons import Kind
    from prospect_crm.domain.matching.header import Columns

_REGIONS = (
    "FR",
    "US",
    "GB",
    "DE",
    "BE",
    "CH",
    "ES",
    "IT",
    "NL",
    "AU",
    "LU",
    "PT",
    "AT",
    "IE",
    "MA",
    "SE",
    "PL",
)
_CLEARLY_MORE = 1.5
_POSTCODE_AND_CITY = re.compile(r"^(.*?)[\s,;-]+(\d{4,5})\s+([^\d,]+?)\s*$", re.DOTALL)


def encoding_of(path: Path) -> str:
    """The file's encoding: by its byte order mark, else UTF-8 where the whole file is, else Windows-1252."""
    with path.open("rb") as file:
        beginning = file.read(4)
        if beginning.startswith(b"\xef\xbb\xbf"):
            return "utf-8-sig"
        if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
    try:
        with path.open(encoding="utf-8") as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def read_rows(path: Path) -> Iterator[list[str]]:
    """The rows of a CSV file, the header first, empty rows left out; cells are stripped.

    The delimiter is the one of comma, semicolon, tab and bar that the first line has most of.
    """
    with path.open(encoding=encoding_of(path), errors="replace", newline="") as file:
        first = file.readline()
        delimiter = max(",;\t|", key=first.count)
        file.seek(0)
        csv.field_size_limit(1 << 24)
        for row in csv.reader((line.replace("\0", "") for line in file), delimiter=delimiter):
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield cells


def read_header(rows: Iterator[list[str]], path: Path) -> list[str]:
    """The first row; DomainError when the file has none."""
    header = next(rows, None)
    if header is None:
        raise DomainError(
            Message("{file} is empty. Give a CSV file with a header line.", {"file": path.name})
        )
    return header


def guess_region(rows: Sequence[Sequence[str]], columns: Columns) -> str:
    """The country in which most numbers without "+" are valid; France unless another has clearly more."""
    numbers = [
        split_extension(row[position])[0]
        for row in rows
        for position in columns.get("phone", [])
        if position < len(row) and row[position] and not row[position].startswith(("+", "00"))
    ]
    if not numbers:
        return "FR"
    french = sum(normalise_phone(number, "FR") is not None for number in numbers)
    if _CLEARLY_MORE * french >= len(numbers):
        return "FR"
    valid = {
        region: sum(normalise_phone(number, region) is not None for number in numbers) for region in _REGIONS
    }
    best = max(_REGIONS, key=lambda region: valid[region])
    return best if valid[best] > _CLEARLY_MORE * valid["FR"] else "FR"


def to_record(kind: Kind, row: Sequence[str], columns: Columns) -> Person | Company:
    """The record of one row."""
    cells = {
        field: [row[position] for position in positions if position < len(row) and row[position]]
        for field, positions in columns.items()
    }
    first = {field: values[0] for field, values in cells.items() if values}
    return _person(first, cells) if kind == "person" else _company(first, cells)


Cells = dict[str, list[str]]
First = dict[str, str]


def _person(first: First, cells: Cells) -> Person:
    return Person(
        given_name=first.get("given_name", ""),
        family_name=first.get("family_name", ""),
        full_name=first.get("full_name", ""),
        organisation=first.get("organisation", ""),
        birthday=first.get("birthday", ""),
        emails=[EmailAddress(address) for address in cells.get("email", [])],
        phones=[Phone(number) for number in cells.get("phone", [])],
        urls=[WebAddress(url) for url in cells.get("website", [])],
        addresses=[_address(first, cells)],
    )


def _company(first: First, cells: Cells) -> Company:
    address = _address(first, cells)
    return Company(
        name=first.get("name", ""),
        siren=first.get("siren", ""),
        siret=first.get("siret", ""),
        vat_number=first.get("vat_number", ""),
        website=first.get("website", ""),
        emails=cells.get("email", []),
        phones=cells.get("phone", []),
        street=address.street,
        postcode=address.postcode,
        city=address.city,
        region=address.region,
        country=address.country,
    )


def _address(first: First, cells: Cells) -> PostalAddress:
    """The address; a second street column is the second line, and "… 75002 Paris" in one cell is taken apart."""
    streets = cells.get("street", [])
    street, postcode, city = first.get("street", ""), first.get("postcode", ""), first.get("city", "")
    found = None if postcode or city else _POSTCODE_AND_CITY.match(street)
    if found:
        street, postcode, city = found.groups()
    return PostalAddress(
        street=f"{first.get('street_number', '')} {street}".strip(),
        extended=first.get("extended", "") or (streets[1] if len(streets) > 1 else ""),
        postcode=postcode,
        city=city,
        region=first.get("region", ""),
        country=first.get("country", ""),
    )


def supported_region(code: str) -> str:
    """The ISO 3166-1 code in capitals; DomainError when phonenumbers does not know it."""
    if code.upper() in phonenumbers.SUPPORTED_REGIONS:
        return code.upper()
    raise DomainError(Message("{code} is not a country code. Give two letters, such as FR.", {"code": code}))
