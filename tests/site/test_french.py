"""A French user reads English: in a form, in an import, or in what a background job has stored."""

from __future__ import annotations

from typing import Any

import frappe
import pytest

from prospect_crm.services import imports
from prospect_crm.tasks import operations
from tests.factories import card, make_user, upload


@pytest.fixture
def french_user() -> str:
    user = make_user("commerciale@example.com", "Sales Prospector")
    frappe.db.set_value("User", user, "language", "fr")
    frappe.clear_cache(user=user)
    frappe.db.commit()
    return user


def planned(content: bytes) -> Any:
    return imports.plan_import([upload(content)], {})


def test_a_background_job_speaks_the_language_of_its_user(french_user: str) -> None:
    frappe.set_user(french_user)
    operation = planned(b"%PDF-1.7 not a list of people")
    assert operation.error_message == "The file is PDF, not a workbook. Choose an .xlsx or .csv file."
    operation.db_set("status", "Planning")
    operations.plan(operation.name, french_user)
    operation.reload()
    assert operation.error_message == (
        "Le fichier est au format PDF, ce n\u2019est pas un classeur. Choisissez un fichier .xlsx ou .csv."
    )


def test_a_form_names_the_missing_field_in_french() -> None:
    frappe.local.lang = "fr"
    person = frappe.get_doc(doctype="Contact Prospect", first_name="Anne", last_name=" ")
    with pytest.raises(frappe.MandatoryError, match="Champ obligatoire") as refusal:
        person.insert()
    assert str(refusal.value) == "Champ obligatoire\u00a0: Nom."


def test_a_shortened_field_is_named_by_its_label() -> None:
    frappe.local.lang = "fr"
    operation = planned(card("Anne", "Weisse", f"TITLE:{'Directrice ' * 30}"))
    page = frappe.call("prospect_crm.api.operations.preview", operation=operation.name)
    assert page["entries"][0]["warnings"] == [
        "Texte trop long pour son champ\u00a0; le texte entier est conservé avec la fiche\u00a0: Fonction."
    ]
