"""Conversions that wait for the transaction which asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frappe

from prospect_crm.permissions.checks import readable
from prospect_crm.services import conversion_choices, conversions


def convert_later(doctype: str, name: str, choices: Mapping[str, Any]) -> None:
    """Queue the conversion of one source as the session user, with the next commit.

    A document event must not convert at once: the operation ends its transaction, and the event's is not done.
    The rights are asked now, so that a refusal is seen where it was caused, and again by the job.
    """
    conversions.check_kind(doctype)
    conversions.require_rights(doctype)
    readable(doctype, name)
    frappe.enqueue(
        "prospect_crm.tasks.conversions.convert",
        queue="short",
        source_doctype=doctype,
        source_name=name,
        choices=conversion_choices.checked(doctype, choices),
        user=frappe.session.user,
        enqueue_after_commit=True,
    )
