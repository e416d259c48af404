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
_NO_TEXT = re.compile(rb"[\x01-\x08\x0e-\x1a\x7f]")
_POSTCODE_AND_CITY = re.compile(r"^(.*?)[\s,;-]+(\d{4,5})\s+([^\d,]+?)\s*$", re.DOTALL)


def encoding_of(path: Path) -> str:
    """The file's encoding: by its byte order mark or zero bytes, else UTF-8 where all of it is, else Windows-1252."""
    with path.open("rb") as file:
        beginning = file.read(4)
        if beginning.startswith(b"\xef\xbb\xbf"):
            return "utf-8-sig"
        if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        if b"\0" in beginning:
            return "utf-16-le" if beginning[1:2] == b"\0" else "utf-16-be"
    try:
        with path.open(encoding="utf-8") as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def read_rows(path: Path) -> Iterator[list[str]]:
    """The rows of a CSV file, the header first, empty rows left out; cells are stripped.

    The delimiter is the one of comma, semicolon, tab and bar that the first line has most of, or that Excel's
    own first line names ("sep=;").
    """
    _refuse_other_formats(path)
    with path.open(encoding=encoding_of(path), errors="replace", newline="") as file:
        first = file.readline()
        delimiter = max(",;\t|", key=first.count)
        if first.casefold().startswith("sep="):
            delimiter = first.strip()[4:5] or "\t"
        else:
            file.seek(0)
        csv.field_size_limit(1 << 24)
        for row in csv.reader((line.replace("\0", "") for line in file), delimiter=delimiter):
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield cells


def _refuse_other_formats(path: Path) -> None:
    """DomainError for workbooks and other files that hold bytes no text has."""
    with path.open("rb") as file:
        beginning = file.read(512)
    is_text = beginning.startswith((b"\xff\xfe", b"\xfe\xff")) or not _NO_TEXT.search(beginning)
    if not is_text or beginning.startswith(b"PK\x03\x04"):
        raise DomainError(
            Message("{file} is not a CSV file. Save the list as CSV, then try again.", {"file": path.name})
        )


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
    """The record of one row; cells that a short row lacks are empty."""
    build = _person if kind == "person" else _company
    try:
        return build(row, columns)
    except IndexError:
        missing = 1 + max(map(max, columns.values())) - len(row)
        return build([*row, *([""] * missing)], columns)


def _every(row: Sequence[str], columns: Columns, field: str) -> list[str]:
    """The cells of all the columns of a field that are not empty."""
    positions = columns.get(field)
    return [row[position] for position in positions if row[position]] if positions else []


def _first(row: Sequence[str], columns: Columns, field: str) -> str:
    positions = columns.get(field)
    if not positions:
        return ""
    cell = row[positions[0]]
    return cell if cell or len(positions) == 1 else next(iter(_every(row, columns, field)), "")


def _person(row: Sequence[str], columns: Columns) -> Person:
    return Person(
        given_name=_first(row, columns, "given_name"),
        family_name=_first(row, columns, "family_name"),
        full_name=_first(row, columns, "full_name"),
        organisation=_first(row, columns, "organisation"),
        birthday=_first(row, columns, "birthday"),
        emails=[EmailAddress(address) for address in _every(row, columns, "email")],
        phones=[Phone(number) for number in _every(row, columns, "phone")],
        urls=[WebAddress(url) for url in _every(row, columns, "website")],
        addresses=[_address(row, columns)],
    )


def _company(row: Sequence[str], columns: Columns) -> Company:
    address = _address(row, columns)
    return Company(
        name=_first(row, columns, "name"),
        siren=_first(row, columns, "siren"),
        siret=_first(row, columns, "siret"),
        vat_number=_first(row, columns, "vat_number"),
        website=_first(row, columns, "website"),
        emails=_every(row, columns, "email"),
        phones=_every(row, columns, "phone"),
        street=address.street,
        postcode=address.postcode,
        city=address.city,
        region=address.region,
        country=address.country,
    )


def _address(row: Sequence[str], columns: Columns) -> PostalAddress:
    """The address; a second street column is the second line, and "… 75002 Paris" in one cell is taken apart."""
    streets = _every(row, columns, "street")
    street = streets[0] if streets else ""
    postcode, city = _first(row, columns, "postcode"), _first(row, columns, "city")
    found = _POSTCODE_AND_CITY.match(street) if street and not (postcode or city) else None
    if found:
        street, postcode, city = found.groups()
    return PostalAddress(
        street=f"{_first(row, columns, 'street_number')} {street}".strip(),
        extended=_first(row, columns, "extended") or (streets[1] if len(streets) > 1 else ""),
        postcode=postcode,
        city=city,
        region=_first(row, columns, "region"),
        country=_first(row, columns, "country"),
    )


def supported_region(code: str) -> str:
    """The ISO 3166-1 code in capitals; DomainError when phonenumbers does not know it."""
    if code.upper() in phonenumbers.SUPPORTED_REGIONS:
        return code.upper()
    raise DomainError(Message("{code} is not a country code. Give two letters, such as FR.", {"code": code}))
