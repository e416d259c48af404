"""Import and export of people beside Frappe's own Data Import and Contact download."""

from __future__ import annotations

import csv
import io
import os
import time
from collections.abc import Callable, Iterator
from typing import Any

import frappe

from prospect_crm.services import exports, imports, operations
from tests.factories import upload, workbook

NUMBER = 300
HEADER = ["Last name", "First name", "E-mail", "Mobile"]


def measure() -> Iterator[dict[str, Any]]:
    """People a second, ours and Frappe's, over the same rows."""
    os.chdir(os.environ["PROSPECT_SITES"])
    frappe.init(site=os.environ["PROSPECT_SITE"], sites_path=".")
    frappe.connect()
    frappe.set_user("Administrator")
    frappe.flags.mute_emails = True
    try:
        yield _row("import a spreadsheet", _seconds(import_ours), "Data Import", _seconds(import_by_frappe))
        names = frappe.get_all("Contact Prospect", pluck="name", limit_page_length=NUMBER)
        contacts = _contacts()
        yield _row(
            "export vCards",
            _seconds(lambda: exports.export_vcards(names)),
            "way, a document and a vobject card each",
            _seconds(lambda: _export_by_frappe(contacts)),
        )
    finally:
        frappe.db.rollback()
        frappe.destroy()


def _row(name: str, seconds: float, reference: str, reference_seconds: float) -> dict[str, Any]:
    value, other = NUMBER / seconds, NUMBER / reference_seconds
    return {
        "name": name,
        "value": round(value, 1),
        "unit": "people/s",
        "reference": f"Frappe's {reference}",
        "reference_value": round(other, 1),
        "ratio": round(value / other, 2),
        "n": NUMBER,
    }


def _seconds(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def _people(prefix: str) -> list[list[object]]:
    return [
        [f"Weisse {number}", "Anne", f"{prefix}{number}@nexalis.example", f"06 39 98 {number % 100:02} 00"]
        for number in range(NUMBER)
    ]


def import_ours() -> None:
    """Read, plan, preview and apply a workbook, with its journal."""
    operation = imports.plan_import([upload(workbook(HEADER, *_people("ours")), "people.xlsx")], {})
    assert operation.status == "Planned", operation.error_message
    operations.run(operation.name)
    assert operations.progress(operation.name).counts["created_count"] == NUMBER


def import_by_frappe() -> None:
    """Import the same rows into the same DocType by Frappe's Data Import."""
    from frappe.core.doctype.data_import.importer import Importer

    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["Last Name", "First Name", "E-mail", "Mobile"])
    writer.writerows(_people("theirs"))
    file = frappe.get_doc(
        doctype="File", file_name="people.csv", content=text.getvalue(), is_private=1
    ).insert()
    data_import = frappe.get_doc(
        doctype="Data Import",
        reference_doctype="Contact Prospect",
        import_type="Insert New Records",
        import_file=file.file_url,
    ).insert()
    frappe.db.commit()
    Importer("Contact Prospect", data_import=data_import).import_data()
    created = frappe.db.count("Contact Prospect", {"email": ["like", "theirs%"]})
    assert created == NUMBER, created


def _contacts() -> list[str]:
    names = []
    for last, first, email, mobile in _people("contact"):
        contact = frappe.get_doc(doctype="Contact", first_name=first, last_name=last)
        contact.append("email_ids", {"email_id": email, "is_primary": 1})
        contact.append("phone_nos", {"phone": mobile, "is_primary_mobile_no": 1})
        contact.image = "/assets/none.png"
        names.append(contact.insert().name)
    return names


def _export_by_frappe(names: list[str]) -> str:
    """One document and one vobject card each: what Frappe's ``download_vcards`` does from 15.1 on."""
    import vobject

    cards = []
    for name in names:
        contact = frappe.get_doc("Contact", name)
        contact.check_permission()
        card = vobject.vCard()
        card.add("fn").value = (
            contact.get_fullname() if hasattr(contact, "get_fullname") else contact.full_name
        )
        card.add("n").value = vobject.vcard.Name(contact.last_name, contact.first_name)
        for row in contact.email_ids:
            card.add("email").value = row.email_id
        for row in contact.phone_nos:
            card.add("tel").value = row.phone
        cards.append(card.serialize())
    return "\n".join(cards)
