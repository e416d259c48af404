"""Mailing lists: who is on them, who left for good, and what follows a person's address."""

from __future__ import annotations

import re
from typing import Any

import frappe
import pytest
from frappe.utils import formatdate, today

from prospect_crm.permissions import rights, viewer
from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.services import mailing_lists, operations, unsubscribing
from prospect_crm.services.operation_preview import preview
from tests.factories import make, make_company, make_contact, make_entity, make_lead, make_person, make_user
from tests.site import bulk
from tests.site.listening import listening

MEMBER = "Email Group Member"


def opted_out() -> str:
    return f"Opted out on {day()}. Only the person can take that back, by the link in a mail."


def day() -> str:
    return formatdate(today())


@pytest.fixture(autouse=True)
def letters() -> None:
    viewer.forget()
    for title in ("Lettre Métal", "Salons"):
        make("Email Group", title=title)


def without_right(key: str = "mailing_lists") -> None:
    document = frappe.get_doc("Sales Right", key)
    document.set("roles", [])
    document.save()


@pytest.fixture
def right_is_back() -> Any:
    yield
    frappe.db.rollback()
    rights.forget()
    viewer.forget()


def people(*names: str, **values: Any) -> list[Any]:
    return [
        make_person(name, "Martin", **{"email": f"{name.lower()}@vauban.example", **values}) for name in names
    ]


def change(records: list[Any], what: str = "subscribe", *lists: str) -> dict[str, tuple[str, str]]:
    """Plan and apply; gives what became of each: label -> (state, reason)."""
    names = [record.name for record in records]
    operation = mailing_lists.plan(records[0].doctype, {"names": names}, lists or ("Lettre Métal",), what)
    assert operation.status == "Planned", operation.error_message
    operations.apply(operation)
    return {entry.label: (entry.state, entry.reason) for entry in preview(operation, length=200).entries}


def rows(**filters: Any) -> set[tuple[str, str, int]]:
    found = frappe.get_all(MEMBER, filters, ["email_group", "email", "unsubscribed"])
    return {(row.email_group, row.email, row.unsubscribed) for row in found}


def count(group: str = "Lettre Métal") -> int:
    return frappe.db.get_value("Email Group", group, "total_subscribers")


def test_the_plan_writes_nothing_and_says_why_some_stay_off() -> None:
    anna, bob = people("Anna", "Bob")
    free = make_person("Carl", "Martin")
    shared = make_person("Dora", "Martin", email="anna@vauban.example")
    change([bob])
    operation = mailing_lists.plan(
        "Contact Prospect",
        {"names": [anna.name, bob.name, free.name, shared.name]},
        ["Lettre Métal"],
        "subscribe",
    )
    told = {entry.label: (entry.state, entry.reason) for entry in preview(operation).entries}
    assert told == {
        "Anna Martin": ("planned", ""),
        "Bob Martin": ("skipped", f"Subscribed already since {day()}."),
        "Carl Martin": ("skipped", "No e-mail address is known."),
        "Dora Martin": ("skipped", "Anna Martin, in this selection too, has the same address."),
    }
    assert rows() == {("Lettre Métal", "bob@vauban.example", 0)}
    operations.apply(operation)
    assert rows(email="anna@vauban.example") == {("Lettre Métal", "anna@vauban.example", 0)}
    assert count() == 2


def test_a_subscription_has_its_date_and_its_source() -> None:
    [anna] = people("Anna")
    change([anna])
    [row] = frappe.get_all(MEMBER, fields=["subscribed_on", "subscription_source", "unsubscribed_on"])
    assert (str(row.subscribed_on)[:10], row.subscription_source, row.unsubscribed_on) == (
        today(),
        "Selection",
        None,
    )
    assert mailing_lists.change_one("Contact Prospect", anna.name, "Salons", "subscribe") == ""
    assert frappe.db.get_value(MEMBER, {"email_group": "Salons"}, "subscription_source") == "By Hand"


def test_an_opt_out_wins_over_every_later_add() -> None:
    [anna] = people("Anna")
    change([anna])
    unsubscribing.leave("anna@vauban.example", "Lettre Métal")
    assert change([anna]) == {"Anna Martin": ("skipped", opted_out())}
    assert change([anna], "unsubscribe") == {"Anna Martin": ("skipped", opted_out())}
    row = frappe.get_doc(MEMBER, {"email": "anna@vauban.example"})
    row.unsubscribed = 0
    with pytest.raises(
        frappe.ValidationError, match=re.escape("anna@vauban.example opted out of Lettre Métal on")
    ):
        row.save()
    assert rows() == {("Lettre Métal", "anna@vauban.example", 1)}


def test_the_person_alone_comes_back() -> None:
    [anna] = people("Anna")
    unsubscribing.leave("anna@vauban.example", "Lettre Métal")
    unsubscribing.come_back("anna@vauban.example", "Lettre Métal")
    assert rows() == {("Lettre Métal", "anna@vauban.example", 0)}
    assert change([anna]) == {"Anna Martin": ("skipped", f"Subscribed already since {day()}.")}


def test_an_opt_out_of_somebody_who_never_was_on_the_list_is_kept() -> None:
    [anna] = people("Anna")
    change([anna], "opt_out")
    assert change([anna]) == {"Anna Martin": ("skipped", opted_out())}


def test_opted_out_between_preview_and_apply_stays_out() -> None:
    [anna] = people("Anna")
    operation = mailing_lists.plan("Contact Prospect", {"names": [anna.name]}, ["Lettre Métal"], "subscribe")
    unsubscribing.leave("anna@vauban.example", "Lettre Métal")
    operations.apply(operation)
    [entry] = preview(operation).entries
    assert (entry.state, entry.reason) == ("skipped", opted_out())
    assert rows() == {("Lettre Métal", "anna@vauban.example", 1)}


def test_taking_off_the_list_is_no_opt_out() -> None:
    anna, bob = people("Anna", "Bob")
    change([anna])
    told = change([anna, bob], "unsubscribe")
    assert told == {"Anna Martin": ("applied", ""), "Bob Martin": ("skipped", "Not on this list.")}
    assert (rows(), count()) == (set(), 0)
    assert change([anna]) == {"Anna Martin": ("applied", "")}


def test_leads_companies_and_client_contacts_are_subscribed_by_their_own_address() -> None:
    company = make_company(email="bonjour@vauban.example")
    [anna] = people("Anna")
    contact = make_contact(
        client_account=company.name, email_ids=[{"email_id": "karim@vauban.example", "is_primary": 1}]
    )
    leads = [make_lead(contact_prospect=anna.name), make_lead(company=company.name)]
    assert {entry[0] for entry in change([company]).values()} == {"applied"}
    assert {entry[0] for entry in change([contact]).values()} == {"applied"}
    assert sorted(change(leads).values()) == [("applied", ""), ("skipped", "No person is linked.")]
    assert {row[1] for row in rows()} == {
        "bonjour@vauban.example",
        "karim@vauban.example",
        "anna@vauban.example",
    }


# -- addresses -----------------------------------------------------------------


def test_a_changed_address_moves_the_subscription_and_the_opt_out() -> None:
    [anna] = people("Anna")
    change([anna])
    unsubscribing.leave("anna@vauban.example", "Salons")
    anna.update({"email": "anna@neuf.example"}).save()
    assert rows() == {
        ("Lettre Métal", "anna@neuf.example", 0),
        ("Salons", "anna@vauban.example", 1),
        ("Salons", "anna@neuf.example", 1),
    }
    assert (count(), count("Salons")) == (1, 2)


def test_a_shared_address_stays_subscribed_for_the_other() -> None:
    anna, _bob = people("Anna", "Bob", email="info@vauban.example")
    change([anna])
    anna.update({"email": "anna@neuf.example"}).save()
    assert rows() == {
        ("Lettre Métal", "info@vauban.example", 0),
        ("Lettre Métal", "anna@neuf.example", 0),
    }


def test_an_opt_out_of_the_old_address_ends_the_subscription_of_the_new_one() -> None:
    [anna] = people("Anna")
    [bob] = people("Bob")
    change([bob])
    unsubscribing.leave("anna@vauban.example", "Lettre Métal")
    anna.update({"email": "bob@vauban.example"}).save()
    assert rows(email="bob@vauban.example") == {("Lettre Métal", "bob@vauban.example", 1)}


def test_the_last_one_with_an_address_takes_the_subscription_away_but_not_the_opt_out() -> None:
    anna, bob = people("Anna", "Bob", email="info@vauban.example")
    change([anna], "subscribe", "Lettre Métal")
    unsubscribing.leave("info@vauban.example", "Salons")
    anna.delete()
    assert len(rows()) == 2
    bob.delete()
    assert rows() == {("Salons", "info@vauban.example", 1)}
    assert count() == 0


def test_a_client_contact_takes_its_subscriptions_along() -> None:
    contact = make_contact(email_ids=[{"email_id": "karim@vauban.example", "is_primary": 1}])
    change([contact])
    contact.email_ids[0].email_id = "karim@neuf.example"
    contact.save()
    assert rows() == {("Lettre Métal", "karim@neuf.example", 0)}


# -- rights --------------------------------------------------------------------


def test_without_the_right_nobody_touches_a_list(sales_rep: str, right_is_back: None) -> None:
    [anna] = people("Anna")
    without_right()
    frappe.set_user(sales_rep)
    for act in (
        lambda: change([anna]),
        lambda: mailing_lists.change_one("Contact Prospect", anna.name, "Salons", "subscribe"),
    ):
        with pytest.raises(frappe.PermissionError, match="You do not have the right “Manage mailing lists”"):
            act()
    with pytest.raises(frappe.PermissionError):
        make(MEMBER, email_group="Salons", email="anna@vauban.example")
    assert mailing_lists.of_record("Contact Prospect", anna.name).may_change is False


def hidden_and_shown(email: str = "secret@vauban.example") -> tuple[Any, Any]:
    make_entity("Paris")
    company = make_company(entities=[{"entity": "Paris"}])
    hidden = make_person("Hidden", "Person", company=company.name, email=email)
    return hidden, make_person("Shown", "Person", email="shown@vauban.example")


def test_the_hidden_are_neither_subscribed_nor_seen(sales_rep: str) -> None:
    hidden, shown = hidden_and_shown()
    change([hidden, shown])
    frappe.set_user(sales_rep)
    told = change([hidden, shown], "subscribe", "Salons")
    assert told == {
        "": ("refused", "This record is not there, or you may not read it."),
        "Shown Person": ("applied", ""),
    }
    seen = {row.email for row in frappe.get_list(MEMBER, fields=["email"])}
    assert seen == {"shown@vauban.example"}
    with pytest.raises(frappe.PermissionError, match="Nobody whom you may see has the address"):
        make(MEMBER, email_group="Salons", email="secret@vauban.example")


def test_whoever_hidden_shares_the_address_is_not_named(sales_rep: str) -> None:
    hidden, shown = hidden_and_shown("shown@vauban.example")
    change([hidden])
    frappe.set_user(sales_rep)
    assert change([shown]) == {"Shown Person": ("skipped", f"Subscribed already since {day()}.")}
    [row] = mailing_lists.of_record("Contact Prospect", shown.name).rows
    assert row.others == ()
    frappe.set_user("Administrator")
    [row] = mailing_lists.of_record("Contact Prospect", shown.name).rows
    assert row.others == ("Hidden Person",)


def test_the_page_shows_dates_sources_and_opt_outs() -> None:
    [anna] = people("Anna")
    change([anna])
    unsubscribing.leave("anna@vauban.example", "Salons")
    shown = mailing_lists.of_record("Contact Prospect", anna.name)
    assert [(row.group, row.is_opted_out, row.source) for row in shown.rows] == [
        ("Lettre Métal", False, "Selection"),
        ("Salons", True, "Unsubscribe Link"),
    ]
    assert shown.rows[0].since[:10] == shown.rows[1].unsubscribed_on[:10] == today()


def test_a_list_that_is_not_there_is_refused() -> None:
    [anna] = people("Anna")
    with pytest.raises(frappe.DoesNotExistError, match=re.escape("These mailing lists are not there: Rien.")):
        mailing_lists.plan("Contact Prospect", {"names": [anna.name]}, ["Rien"], "subscribe")


# -- import --------------------------------------------------------------------


def imported(*rows: list[object]) -> Any:
    from prospect_crm.services import imports
    from tests.factories import upload, workbook

    header = ["Nom", "Prénom", "E-mail", "Listes de diffusion"]
    return imports.plan_import([upload(workbook(header, *rows), "people.xlsx")], {})


def test_an_import_subscribes_its_people_but_nobody_who_opted_out() -> None:
    unsubscribing.leave("bob@vauban.example", "Lettre Métal")
    operation = imported(
        ["Martin", "Anna", "anna@vauban.example", "lettre metal; Salons; Rien"],
        ["Martin", "Bob", "bob@vauban.example", "Lettre Métal"],
        ["Martin", "Carl", "", "Salons"],
        ["", "Dora", "dora@vauban.example", "Salons"],
    )
    warned = {entry.values.get("first_name"): entry.warnings for entry in preview(operation).entries}
    assert warned == {
        "Anna": ["“Rien” is not among your mailing lists; it is left out."],
        "Bob": [f"Not subscribed to Lettre Métal: opted out on {day()}."],
        "Carl": ["Not subscribed to Salons: no e-mail address."],
        "Dora": ["Completed here, the row is not subscribed to: Salons."],
    }
    operations.apply(operation)
    assert rows() == {
        ("Lettre Métal", "anna@vauban.example", 0),
        ("Salons", "anna@vauban.example", 0),
        ("Lettre Métal", "bob@vauban.example", 1),
    }
    assert set(frappe.get_all(MEMBER, {"unsubscribed": 0}, pluck="subscription_source")) == {"Imported File"}


def test_a_person_left_out_of_the_import_is_not_subscribed() -> None:
    from prospect_crm.services import operation_plans

    operation = imported(["Martin", "Anna", "anna@vauban.example", "Salons"])
    [entry] = preview(operation).entries
    operation_plans.choose(operation, [entry.position], False)
    operations.apply(operation)
    assert rows() == set()


# -- undo ----------------------------------------------------------------------


def operation_of(*records: Any, what: str = "subscribe") -> Any:
    names = {"names": [record.name for record in records]}
    return bulk.apply(mailing_lists.plan(records[0].doctype, names, ["Lettre Métal"], what))


def test_undo_takes_subscriptions_back_but_no_opt_out() -> None:
    anna, bob = people("Anna", "Bob")
    operation = operation_of(anna, bob)
    unsubscribing.leave(bob.email, "Lettre Métal")
    undone = bulk.take_back(operation)
    assert [state for state, _reason in bulk.verdicts(undone)] == ["kept", "applied"]
    assert (rows(), count()) == ({("Lettre Métal", "bob@vauban.example", 1)}, 1)


def test_undo_brings_back_who_was_taken_off_unless_they_left_since() -> None:
    anna, bob = people("Anna", "Bob")
    operation_of(anna, bob)
    operation = operation_of(anna, bob, what="unsubscribe")
    assert count() == 0
    unsubscribing.leave(bob.email, "Lettre Métal")
    bulk.take_back(operation)
    assert rows() == {("Lettre Métal", "anna@vauban.example", 0), ("Lettre Métal", "bob@vauban.example", 1)}
    assert count() == 2


def test_an_opt_out_that_was_recorded_is_not_undone() -> None:
    [anna] = people("Anna")
    operation_of(anna)
    operation = operation_of(anna, what="opt_out")
    with pytest.raises(
        frappe.ValidationError, match=re.escape("There is nothing to undo in this operation.")
    ):
        bulk.plan_undo(operation)


def test_who_is_deleted_and_brought_back_is_subscribed_again() -> None:
    [anna] = people("Anna")
    operation_of(anna)
    operation = bulk.apply(bulk.plan_deletion(anna))
    assert (rows(), count()) == (set(), 0)
    bulk.take_back(operation)
    assert (rows(), count()) == ({("Lettre Métal", "anna@vauban.example", 0)}, 1)
    bulk.apply(bulk.plan_deletion(anna))
    unsubscribing.leave(anna.email, "Lettre Métal")
    [last] = frappe.get_all(
        "Sales Operation", {"kind": "Bulk Delete", "undone_by": ["is", "not set"]}, "name"
    )
    bulk.take_back(last)
    assert frappe.db.exists("Contact Prospect", anna.name)
    assert rows() == {("Lettre Métal", "anna@vauban.example", 1)}


def test_both_paths_write_the_same_rows() -> None:
    def written() -> list[Any]:
        columns = [
            name for name in frappe.db.get_table_columns(MEMBER) if name not in ("name", "subscribed_on")
        ]
        found = frappe.get_all(MEMBER, fields=columns, order_by="email")
        stamps = ("creation", "modified")
        return [{key: value for key, value in row.items() if key not in stamps} for row in found]

    everybody = people("Anna", "Bob", "Carl")
    by_statement = operation_of(*everybody)
    first = written()
    frappe.db.delete(MEMBER)
    with listening(MEMBER, "After Insert"):
        by_document = operation_of(*everybody)
        again = written()
    assert (by_statement.path, by_document.path) == ("Set", "Document")
    assert again == first
    assert count() == 3


def test_list_many_names_and_documents_agree(sales_rep: str, manager: str) -> None:
    hidden, shown = hidden_and_shown()
    shared = make_person("Also", "Hidden", company=hidden.company, email=shown.email)
    second = make_person("With", "Two", other_emails=[{"email": "two@vauban.example", "kind": "Work"}])
    for address in (hidden.email, shown.email, shared.email, "two@vauban.example", "nobody@web.example"):
        if not frappe.db.exists(MEMBER, {"email": address}):
            make(MEMBER, email_group="Salons", email=address)
    seen = {}
    names = frappe.get_all(MEMBER, pluck="name")
    letters = make_user("letters@example.com", "Newsletter Manager")
    both = make_user("both@example.com", "Newsletter Manager", "Sales Prospector")
    for user in (sales_rep, manager, letters, both):
        frappe.set_user(user)
        listed = set(frappe.get_list(MEMBER, pluck="name"))
        by_document = {name for name in names if frappe.has_permission(MEMBER, "read", doc=name)}
        assert listed == allowed_names(MEMBER, names) == by_document, user
        seen[user] = {frappe.db.get_value(MEMBER, name, "email").split("@")[0] for name in listed}
    assert seen == {
        sales_rep: {"shown", "two"},
        manager: {"secret", "shown", "two"},
        letters: {"nobody"},
        both: {"shown", "two", "nobody"},
    }
    assert second.name


def test_without_the_right_rows_are_read_but_not_written(sales_rep: str, right_is_back: None) -> None:
    [anna] = people("Anna")
    change([anna])
    without_right()
    frappe.set_user(sales_rep)
    [row] = frappe.get_list(MEMBER, fields=["name", "email"])
    document = frappe.get_doc(MEMBER, row.name)
    document.unsubscribed = 1
    with pytest.raises(frappe.PermissionError):
        document.save()
    with pytest.raises(frappe.PermissionError):
        frappe.delete_doc(MEMBER, row.name)


def test_addresses_that_the_database_takes_for_the_same_leave_out_one_row_not_all() -> None:
    rene = make_person("René", "Martin", email="x@vauban.example")
    rene.db_set("email", "rené@vauban.example")  # Frappe takes none such, an earlier system may have
    other = make_person("Rene", "Martin", email="rene@vauban.example")
    anna, bob = people("Anna", "Bob")
    told = change([rene, other, anna, bob])
    assert told == {
        "René Martin": ("applied", ""),
        "Rene Martin": ("skipped", f"Subscribed already since {day()}."),
        "Anna Martin": ("applied", ""),
        "Bob Martin": ("applied", ""),
    }
    assert count() == 3
