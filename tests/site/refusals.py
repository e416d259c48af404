"""What a refusal says."""

from __future__ import annotations

from collections.abc import Callable

import frappe
import pytest


def refusal(act: Callable[[], object]) -> str:
    """Give the sentence, without its markup, with which an act is refused; a refusal leaves nothing behind."""
    frappe.db.savepoint("refusal")
    with pytest.raises(frappe.ValidationError) as raised:
        act()
    frappe.db.rollback(save_point="refusal")
    return frappe.utils.strip_html(str(raised.value))
