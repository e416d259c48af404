"""Somebody who listens to changes of a kind of record, so that documents are written one by one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe
from hypothesis import HealthCheck, Phase, settings

from tests.factories import make

NAME = "Listens"

drawn_twice = settings(
    max_examples=int(os.environ.get("PROSPECT_EXAMPLES", "5")),
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
"""For a test that writes what is drawn once as documents and once by statement."""


def take_path(listener: Any, path: str) -> None:
    """Let somebody listen ("Document"), or nobody ("Set")."""
    listener.db_set("disabled", int(path == "Set"))
    frappe.cache.delete_value("server_script_map")
    frappe.db.commit()


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
