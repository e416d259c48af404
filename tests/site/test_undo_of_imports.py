"""An import is taken back whole, but for people who were edited or worked on since."""

from __future__ import annotations

import frappe

from prospect_crm.services import imports
from tests.factories import card, make_note, picture, upload
from tests.site.bulk import apply, entries, plan_undo, take_back, verdicts
from tests.site.stored_rows import whole


def test_an_import_is_taken_back_whole() -> None:
    lines = ["ORG:Nexalis Énergie", "EMAIL:h@example.com", "CATEGORIES:VIP"]
    operation = imports.plan_import(
        [upload(card("Hélène", "Lefèvre", *lines) + card("Paul", "Thiébaut"))], {}
    )
    done = apply(operation)
    assert frappe.db.count("Contact Prospect") == 2
    undone = take_back(done)
    assert frappe.db.count("Contact Prospect") == 0
    assert frappe.db.count("Sales Prospect") == 0
    assert undone.kept_count == 0


def test_the_same_file_can_be_imported_again_once_its_import_is_undone() -> None:
    file = upload(card("Anne", "Weisse"))
    done = apply(imports.plan_import([file], {}))
    assert imports.plan_import([file], {}).name == done.name
    take_back(done)
    again = imports.plan_import([file], {})
    assert again.name != done.name
    assert apply(again).created_count == 1
    assert frappe.db.count("Contact Prospect") == 1


def test_an_imported_person_who_was_edited_or_worked_on_stays_with_their_company() -> None:
    cards = card("Hélène", "Lefèvre", "ORG:Nexalis") + card("Paul", "Thiébaut") + card("Anne", "Weisse")
    done = apply(imports.plan_import([upload(cards)], {}))
    names = {
        row.full_name: row.name for row in frappe.get_all("Contact Prospect", fields=["name", "full_name"])
    }
    edited = frappe.get_doc("Contact Prospect", names["Hélène Lefèvre"])
    edited.job_title = "CTO"
    edited.save()
    make_note(frappe.get_doc("Contact Prospect", names["Paul Thiébaut"]))
    planned = plan_undo(done)
    said = {row["label"]: verdict for row, verdict in zip(entries(planned), verdicts(planned), strict=True)}
    assert said["Anne Weisse"] == ("planned", "")
    assert said["Hélène Lefèvre"][1].startswith("Edited since, last by Administrator on ")
    assert said["Paul Thiébaut"] == (
        "kept",
        "Attached since: Sales Note.",
    )
    assert said["Nexalis"] == (
        "kept",
        "Attached since: Contact Prospect.",
    )
    apply(planned)
    assert sorted(frappe.get_all("Contact Prospect", pluck="full_name")) == [
        "Hélène Lefèvre",
        "Paul Thiébaut",
    ]
    assert frappe.get_all("Sales Prospect", pluck="company_name") == ["Nexalis"]


def test_the_undo_of_an_import_can_be_undone_with_its_photo() -> None:
    import base64

    photo = base64.b64encode(picture()).decode()
    done = apply(
        imports.plan_import([upload(card("Anne", "Weisse", f"PHOTO;ENCODING=b;TYPE=JPEG:{photo}"))], {})
    )
    [name] = frappe.get_all("Contact Prospect", pluck="name")
    before = whole(frappe.get_doc("Contact Prospect", name))
    undone = take_back(done)
    assert frappe.db.count("Contact Prospect") == 0
    take_back(undone)
    person = frappe.get_doc("Contact Prospect", name)
    assert whole(person) == before
    file = frappe.get_doc("File", {"file_url": person.image, "attached_to_name": name})
    assert file.get_content() == picture()
