"""What lists ask about opportunities."""

import frappe

from prospect_crm.api.arguments import as_list
from prospect_crm.api.guard import complete
from prospect_crm.services import opportunity_counts, stage_boards


@frappe.whitelist(methods=["GET", "POST"])
@complete
def counts(doctype: str, names: str | list) -> dict[str, dict[str, int]]:
    """Count the opportunities of these companies or people by their kind; only what the user may read counts."""
    return opportunity_counts.count_by_kind(doctype, as_list(names, str))


@frappe.whitelist(methods=["POST"])
@complete
def board(pipeline: str) -> str:
    """Name the Kanban board of a pipeline; made when it is asked for first, and in step with the stages."""
    return stage_boards.board_of(pipeline)
