"""Somebody who listens to changes of a kind of record, so that documents are written one by one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe

from tests.factories import make

NAME = "Listens"


@contextmanager
def listening(doctype: str, event: str = "Before Save", **values: Any) -> Iterator[Any]:
    """Give a Server Script on a kind of record; afterwards nobody remembers it, other processes neither."""
    script = make(
        "Server Script",
        name=NAME,
        script_type="DocType Event",
        reference_doctype=doctype,
        doctype_event=event,
        script="pass",
        **values,
    )
    frappe.db.commit()
    try:
        yield script
    finally:
        frappe.db.rollback()
        frappe.delete_doc("Server Script", script.name, force=True, ignore_missing=True)
        frappe.db.commit()
        frappe.clear_cache()
