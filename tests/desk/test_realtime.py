"""An open list and an open form, over the real socket: they follow what changes, and are told no more than that."""

from __future__ import annotations

import json
from collections.abc import Callable

import frappe
from playwright.sync_api import Page, expect

from tests.desk.lists import open_list, rows
from tests.desk.users import user_of
from tests.factories import make_company, make_contact, make_entity

LISTEN = "() => { window.told = []; frappe.realtime.socket.onAny((...event) => told.push(event)); }"


def test_a_list_follows_changes_and_is_told_no_hidden_name(desk: Callable[..., Page]) -> None:
    client = make_company("Nexalis", account_type="Client")
    hidden = make_company("Elsewhere", account_type="Client", entities=[{"entity": make_entity().name}])
    make_contact("Anne", "Blou", client_account=client.name)
    frappe.db.commit()
    page = desk(user_of("en"))
    open_list(page, "contact")
    expect(rows(page).filter(has_text="Anne Blou")).to_have_count(1)
    page.wait_for_function("frappe.realtime.socket?.connected")
    page.evaluate(LISTEN)
    page.wait_for_timeout(1000)
    make_contact("Zyzzyva", "Zyzzyvova", client_account=hidden.name)
    frappe.db.commit()
    make_contact("Marie", "Weisse", client_account=client.name)
    frappe.db.commit()
    expect(rows(page).filter(has_text="Marie Weisse")).to_have_count(1)
    told = json.dumps(page.evaluate("told"))
    assert '"prospect_crm_list", {"doctype": "Contact"}' in told
    assert "Zyzzyv" not in told
    assert "Weisse" not in told


def test_an_open_form_follows_comments_and_is_told_none(desk: Callable[..., Page]) -> None:
    company = make_company("Nexalis")
    frappe.db.commit()
    page = desk(user_of("en"))
    page.goto(f"/app/sales-prospect/{company.name}")
    page.wait_for_function("frappe.realtime.socket?.connected && window.cur_frm?.docname")
    page.evaluate(LISTEN)
    page.wait_for_timeout(1000)
    company.add_comment("Comment", "Call Zyzzyva back")
    frappe.db.commit()
    expect(page.locator(".new-timeline")).to_contain_text("Call Zyzzyva back")
    told = json.dumps(page.evaluate("told"))
    assert "prospect_crm_docinfo" in told
    assert "Zyzzyva" not in told
