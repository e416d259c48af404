"""Names for records that a plan makes and that do not have a hash: free on the site and in the plan."""

from __future__ import annotations

from collections.abc import Sequence

import frappe

from prospect_crm.domain.normalize.text import fold
from prospect_crm.queries import conversions

MAX_LENGTH = 120
"""The column has 140 characters; a number may follow."""


class Names:
    """Gives names that are free, each once."""

    def __init__(self, doctype: str) -> None:
        self.doctype = doctype
        self.taken: set[str] = set()

    def prepare(self, wanted: Sequence[str]) -> None:
        """Look up which of these are taken, all in one query."""
        found = conversions.taken_names(self.doctype, [name[:MAX_LENGTH] for name in wanted])
        self.taken |= {fold(name) for name in found}

    def give(self, wanted: str) -> str:
        """Give the name itself, or with the first number that is free."""
        base = name = " ".join(wanted.split())[:MAX_LENGTH]
        number = 0
        while fold(name) in self.taken or (number and frappe.db.exists(self.doctype, name)):
            number += 1
            name = f"{base}-{number}"
        self.taken.add(fold(name))
        return name
