"""What reading says of a cell and of a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from prospect_crm.domain.message import Message

RowState = Literal["read", "warned", "refused"]


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with one cell: ``cell`` such as E14 ("" for a cell that is missing), the text it holds,
    what to do, and the value that may have been meant. A fatal problem refuses the row.
    """

    key: str
    cell: str
    value: str
    message: Message
    suggestion: str | None = None
    is_fatal: bool = False


@dataclass(slots=True)
class RowResult:
    """One row of the sheet: every mapped cell that is not blank is in ``values`` or in ``problems``."""

    number: int
    values: dict[str, object] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    is_hidden: bool = False

    @property
    def state(self) -> RowState:
        """read: all is well; warned: read, with problems to look at; refused: not to be stored."""
        if not self.problems:
            return "read"
        return "refused" if any(problem.is_fatal for problem in self.problems) else "warned"
