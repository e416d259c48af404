"""What tests start from; new parameters come last."""

from __future__ import annotations

from io import BytesIO
from typing import Any

PASSWORD = "a-Long-enough-1"


def make_user(email: str, *roles: str) -> str:
    """Give the login of an enabled desk user with exactly these roles."""
    import frappe

    if frappe.db.exists("User", email):
        if _has_roles(email, roles):
            frappe.clear_cache(user=email)
            frappe.db.commit()
            return email
        user = frappe.get_doc("User", email)
        user.roles = []
    else:
        user = frappe.get_doc(
            doctype="User", email=email, first_name=email.split("@")[0], send_welcome_email=0
        )
        user.new_password = PASSWORD
        user.flags.ignore_password_policy = True
    user.extend("roles", [{"role": role} for role in roles])
    user.save(ignore_permissions=True)
    # Frappe makes a site's first desk user a System Manager
    frappe.db.delete("Has Role", {"parent": email, "role": ["not in", roles]})
    frappe.clear_cache(user=email)
    frappe.db.commit()
    return email


def _has_roles(email: str, roles: tuple[str, ...]) -> bool:
    """Whether nothing is to do: saving a user takes longer than most tests."""
    import frappe

    there = frappe.get_all("Has Role", filters={"parent": email, "parenttype": "User"}, pluck="role")
    return sorted(there) == sorted(roles) and bool(frappe.db.get_value("User", email, "enabled"))


def make_company(name: str = "Atelier Vauban", **values: Any) -> Any:
    """Give an inserted Sales Prospect."""
    import frappe

    return frappe.get_doc({"doctype": "Sales Prospect", "company_name": name, **values}).insert()


def make_person(first_name: str = "Hélène", last_name: str = "Lefèvre", **values: Any) -> Any:
    """Give an inserted Contact Prospect."""
    import frappe

    person = {"doctype": "Contact Prospect", "first_name": first_name, "last_name": last_name, **values}
    return frappe.get_doc(person).insert()


def make(doctype: str, **values: Any) -> Any:
    """Give an inserted document of any type."""
    import frappe

    return frappe.get_doc({"doctype": doctype, **values}).insert()


def make_lead(**values: Any) -> Any:
    """Give an inserted Sales Lead, on a company of its own unless one or a person is named."""
    if not {"company", "contact_prospect", "contact"} & set(values):
        values["company"] = make_company().name
    return make("Sales Lead", **values)


def make_task(about: Any = None, **values: Any) -> Any:
    """Give an inserted Sales Task, about a record or about nothing."""
    reference = {"reference_doctype": about.doctype, "reference_name": about.name} if about else {}
    return make("Sales Task", **{"subject": "Call back", **reference, **values})


def make_note(about: Any, content: str = "<p>Budget voted</p>", **values: Any) -> Any:
    """Give an inserted Sales Note about a record."""
    reference = {"reference_doctype": about.doctype, "reference_name": about.name}
    return make("Sales Note", content=content, **reference, **values)


def make_opportunity(**values: Any) -> Any:
    """Give an inserted Sales Opportunity, on a company of its own unless one or a person is named."""
    if not {"company", "contact_prospect", "contact"} & set(values):
        values["company"] = make_company().name
    return make("Sales Opportunity", **{"title": "Maintenance contract", **values})


def make_contact(first_name: str = "Karim", last_name: str = "Bensaïd", **values: Any) -> Any:
    """Give an inserted Contact of Frappe."""
    return make("Contact", first_name=first_name, last_name=last_name, **values)


def make_address(company: Any, **values: Any) -> Any:
    """Give an inserted Address of Frappe that belongs to a company."""
    where = {"address_line1": "1 rue Vauban", "city": "Lille", "country": "France"}
    links = [{"link_doctype": company.doctype, "link_name": company.name}]
    return make("Address", **{"address_title": company.company_name, **where, "links": links, **values})


def make_entity(name: str = "Lille") -> Any:
    """Give an inserted Sales Entity."""
    return make("Sales Entity", entity_name=name)


def upload(content: bytes, name: str = "people.vcf") -> str:
    """Give the name of a private File that the session user has uploaded."""
    import frappe

    return frappe.get_doc(doctype="File", file_name=name, content=content, is_private=1).insert().name


def card(first_name: str = "Hélène", last_name: str = "Lefèvre", *lines: str) -> bytes:
    """Give a vCard 3.0 with a name and further content lines."""
    name = f"FN:{first_name} {last_name}".strip()
    head = ["BEGIN:VCARD", "VERSION:3.0", f"N:{last_name};{first_name};;;", name]
    return "\r\n".join([*head, *lines, "END:VCARD", ""]).encode()


def picture(size: int = 8) -> bytes:
    """Give a whole JPEG."""
    from PIL import Image

    buffer = BytesIO()
    Image.new("RGB", (size, size), (36, 144, 239)).save(buffer, "JPEG")
    return buffer.getvalue()


def workbook(header: list[str], *rows: list[object]) -> bytes:
    """Give an XLSX file with one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    for row in (header, *rows):
        book.active.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def fill_template(template: bytes, *rows: dict[str, object]) -> bytes:
    """Type rows (label of the column -> value) into a downloaded template, as a user does."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(template))
    sheet = book.worksheets[0]
    columns = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, start=2):
        for label, value in row.items():
            sheet.cell(number, columns[label], value)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
