"""Many rows for lists, quickly."""

from __future__ import annotations


def copy_people(person: str, numbers: range) -> None:
    """Insert copies of a person by SQL, with their number behind the name and the search text: many rows, quickly."""
    import frappe

    columns = [name for name in frappe.db.get_table_columns("Contact Prospect") if name != "name"]
    row = frappe.db.get_value("Contact Prospect", person, columns, as_dict=True)
    rows = []
    for number in numbers:
        changed = {
            **row,
            "last_name": f"{row.last_name} {number}",
            "full_name": f"{row.full_name} {number}",
            "search_text": f"{row.search_text} {number}",
        }
        rows.append([f"copy{number:06}", *[changed[name] for name in columns]])
    frappe.db.bulk_insert("Contact Prospect", ["name", *columns], rows, chunk_size=2000)
