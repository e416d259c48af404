"""What a planned conversion is made of: steps to write, and what the dialog says of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from prospect_crm.domain.conversion.field_map import FieldMap
    from prospect_crm.domain.conversion.filling import Filling
    from prospect_crm.domain.message import Message

Change = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """A record that a plan names: its DocType, its name ("" while it has none) and what users call it."""

    doctype: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Step(Record):
    """One record to create or to change; ``changes`` maps a field to its value before and after."""

    action: Literal["create", "update"]
    changes: Mapping[str, Change]


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field that is filled (``before`` blank), or that stays: ``before`` is kept, ``after`` is what the source says."""

    doctype: str
    fieldname: str
    before: Any
    after: Any


@dataclass(slots=True, kw_only=True)
class Facts:
    """What every conversion depends on beside its source.

    ``at`` is its date and time; ``pairs`` say which field goes where; ``overwrite`` names the fields of known records
    for which the user took the source's value; ``region`` is where phones without a plus sign are read.
    """

    at: str
    pairs: FieldMap
    overwrite: Collection[str] = ()
    region: str = ""


@dataclass(slots=True)
class ConversionPlan:
    """One conversion: all steps are applied, or none. ``refusal`` says why there are none."""

    source: Record
    result: Record
    steps: list[Step] = field(default_factory=list)
    linked: list[Record] = field(default_factory=list)
    filled: list[FieldLine] = field(default_factory=list)
    stays: list[FieldLine] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    """What stays for another reason than a filled field, in a sentence each."""
    changed: list[Message] = field(default_factory=list)
    """What else becomes of known records, in a sentence each."""
    leaves: list[Message] = field(default_factory=list)
    refusal: Message | None = None

    @property
    def created(self) -> list[Record]:
        """The records that the conversion makes."""
        return [Record(step.doctype, step.name, step.title) for step in self.steps if step.action == "create"]

    def create(self, doctype: str, name: str, values: Mapping[str, Any], title: str = "") -> None:
        """Add a record to make; values that say nothing are left out."""
        changes = {key: (None, value) for key, value in values.items() if value not in (None, "", [])}
        self.steps.append(Step(doctype, name, title, "create", changes))

    def update(self, doctype: str, name: str, changes: Mapping[str, Change]) -> None:
        """Add a change of a record, unless it changes nothing."""
        if changes:
            self.steps.append(Step(doctype, name, "", "update", dict(changes)))

    def tell(self, doctype: str, filling: Filling) -> None:
        """Say which fields of a known record are filled and which stay."""
        self.filled += _lines(doctype, filling.changes)
        self.stays += _lines(doctype, filling.stays)


def _lines(doctype: str, fields: Mapping[str, Change]) -> list[FieldLine]:
    return [FieldLine(doctype, name, before, after) for name, (before, after) in fields.items()]
