"""Files attached to sales tasks."""

import frappe

from prospect_crm.api.arguments import as_list
from prospect_crm.api.guard import complete
from prospect_crm.services import attachments


@frappe.whitelist(methods=["GET", "POST"])
@complete
def of_tasks(names: str | list) -> dict[str, int]:
    """Count the files of each of these tasks that the reader may read and that has any."""
    return attachments.count_attachments("Sales Task", as_list(names, str))
