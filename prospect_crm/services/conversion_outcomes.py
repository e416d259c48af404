"""Sentences on what became of a conversion, whichever way it was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prospect_crm.domain.message import Message
from prospect_crm.domain.operation import Outcome
from prospect_crm.queries import conversions

ALREADY = Message("Converted already.")


def already(doctype: str, result: str) -> Message:
    """Say that a source is converted, naming what it became."""
    return Message(ALREADY.template, {"record": result, "doctype": conversions.BECAME[doctype][0]})


def together(culprit: Mapping[str, Any], reason: Message) -> Message:
    """Say that a record was left alone with the one that was refused."""
    record = culprit["label"] or culprit["target_name"]
    return Message("Left alone together with {record}: {reason}", {"record": record, "reason": reason})


def skipped(entry: Mapping[str, Any], doctype: str, result: str) -> Outcome:
    """Somebody else has converted the source meanwhile: nothing is wrong, and nothing to do."""
    return Outcome("skipped", entry["target_name"], already(doctype, result))
