"""Taking bulk e-mail back: what still waits in the queue is cancelled, what has left is said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import frappe
from frappe.utils import format_datetime

from prospect_crm.domain.message import Message
from prospect_crm.domain.operation import Outcome, Plan
from prospect_crm.queries import mail_queue

LEFT = "Sent"


def plans(entries: Sequence[Mapping[str, Any]]) -> Iterator[Plan]:
    """Give a verdict on each entry: its mail waits and is taken back, or why not."""
    names = [_communication(entry) for entry in entries]
    found = mail_queue.states(names)
    for entry, name in zip(entries, names, strict=True):
        planned = Plan("send", entry["target_doctype"])
        planned.changes = {"communication": (name, None)}
        status, when = found.get(name, ("", None))
        if status not in mail_queue.WAITING:
            planned.state, planned.reason = "kept", _why_not(status, when)
        yield planned


def take_back(entry: Mapping[str, Any]) -> Outcome:
    """Cancel one mail and take it out of its person's history."""
    name = json.loads(entry["changes"])["communication"][0]
    if not mail_queue.take_back(name):
        status, when = mail_queue.states([name]).get(name, ("", None))
        return Outcome("kept", entry["target_name"], _why_not(status, when))
    # permission: the mail was never sent; whoever takes it back could send it, or holds the right to undo
    frappe.delete_doc("Communication", name, ignore_permissions=True, force=True)
    return Outcome("applied", entry["target_name"])


def _communication(entry: Mapping[str, Any]) -> str:
    name: str = json.loads(entry["changes"])["communication"][1]
    return name


def _why_not(status: str, when: Any) -> Message:
    if status == LEFT:
        told = {"moment": format_datetime(when, "short")}
        return Message("Sent on {moment}: a mail that has left cannot be taken back.", told)
    if status:
        return Message("It is being sent just now.")
    return Message("It is no longer in the queue.")
