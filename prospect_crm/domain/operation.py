"""What a Sales Operation is made of: every change of many records, planned before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from prospect_crm.domain.message import Message

Kind = Literal[
    "Import",
    "Export",
    "Merge",
    "Conversion",
    "Bulk Change",
    "Bulk Delete",
    "Subscription",
    "Email",
    "Enrichment",
    "Undo",
]
Action = Literal["create", "update", "delete", "move", "send", "export"]
EntryState = Literal["planned", "applied", "skipped", "refused", "undone", "kept"]
Path = Literal["Set", "Document"]
"""How many records are written: a statement for all of them, or one document after the other."""

Change = tuple[object, object]
"""The value before and the value after."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry comes from: the file, the place in it, and what it says there, for the reader's eye."""

    file: str = ""
    place: Message | None = None
    label: str = ""


@dataclass(slots=True)
class Plan:
    """What would happen to one record, and why.

    ``changes`` maps a field to its value before and after; of a record to create the values before are
    ``None``. ``warnings`` do not hold the entry up; ``reason`` says why it is skipped, refused or kept.
    Plans of one ``group`` (0: a group of its own) are applied and undone together or not at all.
    """

    action: Action
    target_doctype: str
    target_name: str = ""
    state: EntryState = "planned"
    changes: Mapping[str, Change] = field(default_factory=dict)
    reason: Message | None = None
    warnings: list[Message] = field(default_factory=list)
    source: Source = field(default_factory=Source)
    snapshot: str = ""
    group: int = 0
    is_reversible: bool = True
    undoes_entry: int = 0


@dataclass(slots=True)
class Outcome:
    """What became of one entry when it was applied.

    ``changes``, where given, are what was really written, consequences included; ``snapshot`` holds all rows of a
    record that was deleted.
    """

    state: EntryState
    target_name: str = ""
    reason: Message | None = None
    changes: Mapping[str, Change] | None = None
    snapshot: str = ""
