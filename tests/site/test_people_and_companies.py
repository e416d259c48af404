"""The rules of people and companies, each by the failure it prevents."""

from __future__ import annotations

import frappe
import pytest

from tests.factories import make_company, make_person


def refusal(act) -> str:
    with pytest.raises(frappe.ValidationError) as raised:
        act()
    return frappe.utils.strip_html(str(raised.value))


def test_names_are_hashes_and_links_show_the_title() -> None:
    first, second = make_company("Nexalis"), make_company("Nexalis")
    assert first.name != second.name
    assert len(first.name) == 10
    for doctype, title in (("Sales Prospect", "company_name"), ("Contact Prospect", "full_name")):
        meta = frappe.get_meta(doctype)
        assert (meta.show_title_field_in_link, meta.title_field) == (1, title)


def test_white_space_is_no_name() -> None:
    assert refusal(lambda: make_person("  ", "Weisse")) == "First Name is required."


def test_a_person_shows_their_company() -> None:
    company = make_company("Nexalis", headcount=120, annual_revenue=3_100_000, account_type="Client")
    person = make_person(company=company.name, company_as_given="NEXALIS SA")
    assert (person.company_name, person.account_type, person.headcount, person.annual_revenue) == (
        "Nexalis",
        "Client",
        120,
        3_100_000,
    )
    assert person.company_as_given is None


def test_a_changed_company_changes_its_people_and_not_their_dates() -> None:
    company = make_company("Nexalis")
    person, free = make_person(company=company.name), make_person("Anne", "Weisse")
    modified = frappe.db.get_value("Contact Prospect", person.name, "modified")
    company.update({"company_name": "Nexalis Énergie", "headcount": 7, "status": "To Convert"}).save()
    person.reload()
    assert (person.company_name, person.headcount, person.company_status) == (
        "Nexalis Énergie",
        7,
        "To Convert",
    )
    assert person.modified == modified
    free.reload()
    assert free.company_name is None


def test_a_person_who_leaves_their_company_is_free() -> None:
    person = make_person(company=make_company("Nexalis").name)
    person.update({"company": None}).save()
    assert (person.company_name, person.account_type) == (None, None)


@pytest.mark.parametrize("make", [make_company, make_person])
def test_new_becomes_assigned_with_the_first_rep(make) -> None:
    assert make(sales_rep="Administrator").status == "Assigned"
    assert make(sales_rep="Administrator", status="In Progress").status == "In Progress"
    assert make().status == "New"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"email": "nolwenn@kermarrec"},
            "nolwenn@kermarrec is not a valid e-mail address. Write it like name@example.com.",
        ),
        (
            {"website": "not a site"},
            "not a site is not a valid web address. Write it like https://www.example.com.",
        ),
        (
            {"siren": "123456789"},
            "123456789 is not a valid SIREN. It has nine digits; compare it with the company's register extract.",
        ),
        (
            {"vat_number": "FR00123456789"},
            "FR00123456789 is not a valid VAT number."
            " Begin it with the country's two letters, as in FR40303265045.",
        ),
    ],
)
def test_wrong_details_get_a_sentence(values: dict[str, str], sentence: str) -> None:
    assert refusal(lambda: make_company(**values)) == sentence


def test_user_text_in_a_refusal_does_not_become_html() -> None:
    with pytest.raises(frappe.ValidationError) as raised:
        make_company(email="<img src=x onerror=alert(1)>")
    assert "<img" not in str(raised.value)


def test_details_are_stored_in_their_normal_form() -> None:
    company = make_company(email="Contact@Nexalis.example", website="nexalis.example", siren="303 265 045")
    assert (company.email, company.website, company.siren) == (
        "contact@nexalis.example",
        "https://nexalis.example",
        "303265045",
    )


def test_what_was_stored_before_a_rule_does_not_block_another_edit() -> None:
    company = make_company()
    frappe.db.set_value("Sales Prospect", company.name, "siren", "old and wrong")
    company.reload()
    company.update({"headcount": 3}).save()
    assert company.headcount == 3


def test_a_group_has_no_cycle() -> None:
    grandparent = make_company("Groupe Hexavert")
    parent = make_company("Hexavert Semences", parent_company=grandparent.name)
    child = make_company("Hexavert Graines", parent_company=parent.name)
    for wrong in (child, grandparent):
        grandparent.reload()
        grandparent.parent_company = wrong.name
        assert refusal(grandparent.save) == (
            f"{wrong.company_name} cannot be the parent company: it belongs to Groupe Hexavert itself."
        )


def test_every_filter_of_the_lists_has_an_index() -> None:
    wanted = {
        "Contact Prospect": {
            "company",
            "status",
            "sales_rep",
            "sector",
            "email",
            "phone",
            "mobile",
            "account_type",
        },
        "Sales Prospect": {"status", "account_type", "sales_rep", "sector", "territory", "siren", "email"},
        "Sales Operation Entry": {"operation", "target_name"},
    }
    for doctype, columns in wanted.items():
        found = {row.Column_name for row in frappe.db.sql(f"show index from `tab{doctype}`", as_dict=True)}
        assert columns <= found, doctype
