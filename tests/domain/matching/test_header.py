"""A header that an import understands is understood by the command too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prospect_crm.domain.matching.header import IMPORTED, field_of
from prospect_crm.domain.tabular.targets.companies import COMPANIES
from prospect_crm.domain.tabular.targets.contact_prospects import CONTACT_PROSPECTS

if TYPE_CHECKING:
    from prospect_crm.domain.matching.comparisons import Kind

TARGETS = {"person": CONTACT_PROSPECTS, "company": COMPANIES}
HEADERS = [
    (kind, name, IMPORTED[kind][column.key])
    for kind, target in TARGETS.items()
    for column in target.readable_columns
    if column.key in IMPORTED[kind]
    for name in (column.label_en, column.label_fr, *column.aliases)
]


def test_what_is_taken_from_an_import_is_there() -> None:
    for kind, target in TARGETS.items():
        assert set(IMPORTED[kind]) <= {column.key for column in target.readable_columns}


@pytest.mark.parametrize(("kind", "header", "field"), HEADERS)
def test_a_header_of_an_import_is_known(kind: Kind, header: str, field: str) -> None:
    # which name a bare "Nom" is, the other columns decide
    assert field_of(header, kind) == ("any_name" if header in ("Nom", "Name") and kind == "person" else field)
