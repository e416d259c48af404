"""An open list, over the real socket: it follows what changes, and is not told what its user may not see."""

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
