"""From the domain's sentences to the user's language, and to the JSON that entries keep."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NoReturn

import frappe
from frappe import _

from prospect_crm.domain.message import Message


def translated(message: Message) -> str:
    """Say a sentence in the user's language; text that goes into its places is left as it is."""
    said = {
        key: translated(value) if isinstance(value, Message) else value
        for key, value in message.parameters.items()
    }
    return _(message.template).format(**said)


def throw(message: Message, exception: type[Exception] = frappe.ValidationError) -> NoReturn:
    """Refuse with a sentence; its parameters are the user's text and are escaped for the dialog."""
    frappe.throw(translated(_escaped(message)), exception)


def _escaped(message: Message) -> Message:
    return Message(
        message.template,
        {
            key: _escaped(value) if isinstance(value, Message) else frappe.utils.escape_html(str(value))
            for key, value in message.parameters.items()
        },
    )


def dump(reason: Message | None, warnings: Sequence[Message]) -> str | None:
    """Write the sentences of one entry as JSON: {"reason": message, "warnings": [message …]}."""
    if not reason and not warnings:
        return None
    return json.dumps({"reason": reason, "warnings": list(warnings)}, ensure_ascii=False, default=_plain)


def load(text: str | None) -> tuple[Message | None, list[Message]]:
    """Read what ``dump`` wrote."""
    stored: dict[str, Any] = json.loads(text or "{}", object_hook=_message)
    return stored.get("reason"), stored.get("warnings") or []


def dump_one(message: Message | None) -> str | None:
    """Write one sentence as JSON."""
    return json.dumps(message, ensure_ascii=False, default=_plain) if message else None


def load_one(text: str | None) -> Message | None:
    """Read what ``dump_one`` wrote."""
    return json.loads(text, object_hook=_message) if text else None


def _plain(value: object) -> Any:
    if isinstance(value, Message):
        return {"template": value.template, "parameters": dict(value.parameters)}
    return str(value)


def _message(value: dict[str, Any]) -> Any:
    return Message(**value) if set(value) == {"template", "parameters"} else value
