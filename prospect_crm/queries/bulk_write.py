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
CHILD_COLUMNS = ("parent", "parenttype", "parentfield", "idx")
HASH = ("hash", "", None)
"""What a DocType's autoname says where rows bring their names: as hashes, child rows too."""


def insert_many(doctype: str, fieldnames: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows without loading documents; gives how many. Nothing is checked or completed here.

    Names come from the DocType's sequence, or, where it names by hash, from the rows ("name" is then among the
    fieldnames, and for child rows what places them). Rows may bring their own creation, modified, owner and
    modified_by; else it is now and the session user. ValueError names fieldnames that the table does not have.

    The driver splits a batch where it would grow over the server's packet, so rows may be large.
    """
    _check_insert(doctype, fieldnames)
    stamps = _stamps(fieldnames)
    is_numbered = "name" not in fieldnames
    columns = [*(["name"] if is_numbered else []), *stamps, *fieldnames]
    # nothing but places after VALUES: only then the driver sends many rows as one statement
    statement = (
        f"INSERT INTO `tab{doctype}` ({', '.join(f'`{name}`' for name in columns)})"
        f" VALUES ({', '.join(['%s'] * len(columns))})"
    )
    stamp, written = tuple(stamps.values()), 0
    for batch in _batches(rows):
        names = _next_names(doctype, len(batch)) if is_numbered else ()
        heads = [(name, *stamp) for name in names] or [stamp] * len(batch)
        rows_of_batch = [(*head, *row) for head, row in zip(heads, batch, strict=True)]
        _execute_many(statement, rows_of_batch)
        written += len(batch)
    return written


def insert_rows(doctype: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert whole rows as they once were, names and stamps included: what a deletion had taken."""
    _check_columns(doctype, columns)
    statement = (
        f"INSERT INTO `tab{doctype}` ({', '.join(f'`{name}`' for name in columns)})"
        f" VALUES ({', '.join(['%s'] * len(columns))})"
    )
    _execute_many(statement, [tuple(row) for row in rows])


def _check_columns(doctype: str, columns: Sequence[str]) -> None:
    there = set(frappe.db.get_table_columns(doctype))
    if unknown := [column for column in columns if column not in there]:
        raise ValueError(f"{doctype} has no such columns: {unknown}")


def _check_insert(doctype: str, fieldnames: Sequence[str]) -> None:
    """Every fieldname is a column, each once, and the rows bring a name exactly where nothing else makes one."""
    meta, given = frappe.get_meta(doctype), set(fieldnames)
    _check_columns(doctype, fieldnames)
    if len(given) != len(fieldnames):
        raise ValueError(f"{doctype}: a column is named twice in {list(fieldnames)}")
    if meta.autoname != "autoincrement" and meta.autoname not in HASH:
        raise ValueError(f"{doctype} takes no such rows: it is named by {meta.autoname}")
    needed = {"name"} if meta.autoname != "autoincrement" else set()
    needed |= set(CHILD_COLUMNS) if meta.istable else set()
    if missing := sorted(needed - given):
        raise ValueError(f"{doctype} needs these columns too: {missing}")
    if meta.autoname == "autoincrement" and "name" in given:
        raise ValueError(f"{doctype} takes its names from a sequence: the rows must bring none")


def _stamps(fieldnames: Sequence[str]) -> dict[str, Any]:
    """When and by whom, where the rows do not say it themselves."""
    moment, user = now(), frappe.session.user
    stamps = dict(zip(STANDARD_COLUMNS, (moment, moment, user, user), strict=True))
    return {column: value for column, value in stamps.items() if column not in fieldnames}


def update_many(doctype: str, rows: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Write columns to records without loading them: (name, {column: value}), each the same columns.

    Records that get the same values share a statement.

    ``modified`` stays: this is for derived columns; a user's change goes through a Sales Operation.
    """
    if not rows:
        return
    columns = list(rows[0][1])
    _check_columns(doctype, columns)
    changes = ", ".join(f"`{column}` = %s" for column in columns)
    names_of: dict[tuple[Any, ...], list[str]] = {}
    for name, values in rows:
        names_of.setdefault(tuple(values[column] for column in columns), []).append(name)
    for given, names in names_of.items():
        places = ", ".join(["%s"] * len(names))
        statement = f"UPDATE `tab{doctype}` SET {changes} WHERE `name` IN ({places})"
        _execute_many(statement, [(*given, *names)])


def _execute_many(statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Run a statement for each row. What is worth another try raises what ``frappe.db.sql`` would raise of it."""
    try:
        frappe.db._cursor.executemany(statement, rows)
    except Exception as error:
        if frappe.db.is_deadlocked(error):
            raise frappe.QueryDeadlockError(error) from error
        if frappe.db.is_timedout(error):
            raise frappe.QueryTimeoutError(error) from error
        raise


def _next_names(doctype: str, number: int) -> list[int]:
    """Take so many numbers from the DocType's sequence in one query."""
    sequence = frappe.scrub(f"{doctype}_id_seq")
    rows = frappe.db.sql(f"SELECT NEXTVAL(`{sequence}`) FROM `seq_1_to_{int(number)}`")
    return [row[0] for row in rows]


@contextmanager
def named_lock(name: str, seconds: int = 0) -> Iterator[bool]:
    """Hold a lock of the database server by its name; gives False when somebody else has it.

    It ends with the connection, so a killed worker leaves none behind.
    """
    key = _lock_key(name)
    got = bool(frappe.db.sql("SELECT GET_LOCK(%s, %s)", (key, seconds))[0][0])
    try:
        yield got
    finally:
        if got:
            frappe.db.sql("SELECT RELEASE_LOCK(%s)", (key,))


def is_locked(name: str) -> bool:
    """Say whether anybody, this connection too, holds the lock of that name."""
    return frappe.db.sql("SELECT IS_USED_LOCK(%s)", (_lock_key(name),))[0][0] is not None


def _lock_key(name: str) -> str:
    return f"{frappe.conf.db_name}:{name}"[:64]


def _batches(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield batch


def drop_columns(doctype: str, columns: Sequence[str]) -> None:
    """Drop columns of another app's table that our custom fields leave behind (a DDL statement commits)."""
    there = set(frappe.db.get_table_columns(doctype))
    for column in columns:
        if column in there and not frappe.get_meta(doctype).has_field(column):
            frappe.db.sql_ddl(f"ALTER TABLE `tab{doctype}` DROP COLUMN `{column}`")


def delete_batch(doctype: str, column: str, value: str, length: int = 5000) -> int:
    """Delete up to so many rows whose ``column`` has a value; gives how many."""
    _check_columns(doctype, [column])
    frappe.db.sql(f"DELETE FROM `tab{doctype}` WHERE `{column}` = %s LIMIT {int(length)}", (value,))
    return int(frappe.db._cursor.rowcount)
