"""Written SQL: statements for many rows, generated from a DocType's meta. The only place that has any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import frappe
from frappe.utils import now

BATCH = 500
STANDARD_COLUMNS = ("creation", "modified", "owner", "modified_by")


def insert_many(doctype: str, fieldnames: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows without loading documents; gives how many. Names come from the DocType's sequence.

    The driver splits a batch where it would grow over the server's packet, so rows may be large.
    """
    meta = frappe.get_meta(doctype)
    unknown = [name for name in fieldnames if not meta.has_field(name)]
    if unknown or meta.autoname != "autoincrement":
        raise ValueError(f"{doctype} takes no such rows: {unknown or meta.autoname}")
    columns = ", ".join(f"`{name}`" for name in ("name", *STANDARD_COLUMNS, *fieldnames))
    places = ", ".join(["%s"] * (len(STANDARD_COLUMNS) + len(fieldnames)))
    sequence = frappe.scrub(f"{doctype}_id_seq")
    statement = f"INSERT INTO `tab{doctype}` ({columns}) VALUES (NEXTVAL(`{sequence}`), {places})"
    stamp = (now(), now(), frappe.session.user, frappe.session.user)
    written = 0
    for batch in _batches(rows):
        frappe.db._cursor.executemany(statement, [(*stamp, *row) for row in batch])
        written += len(batch)
    return written


@contextmanager
def named_lock(name: str, seconds: int = 0) -> Iterator[bool]:
    """Hold a lock of the database server by its name; gives False when somebody else has it.

    It ends with the connection, so a killed worker leaves none behind.
    """
    key = f"{frappe.conf.db_name}:{name}"[:64]
    got = bool(frappe.db.sql("SELECT GET_LOCK(%s, %s)", (key, seconds))[0][0])
    try:
        yield got
    finally:
        if got:
            frappe.db.sql("SELECT RELEASE_LOCK(%s)", (key,))


def _batches(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield batch
