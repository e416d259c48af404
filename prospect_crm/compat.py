"""What differs between the versions of Frappe; nothing else in the app asks for the version."""

from __future__ import annotations

import frappe

MAJOR = int(frappe.__version__.split(".")[0])

NO_OBJECTION: bool | None = True if MAJOR >= 16 else None
"""What a has_permission hook answers when it does not refuse: up to 15, True would silence other apps' hooks;
from 16 on, anything but True refuses."""


def events_to_send() -> list[list]:
    """Give the realtime events that Frappe sends after this commit, as [event, message, room]; changes count."""
    return getattr(frappe.local, "_realtime_log", [])
