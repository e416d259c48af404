from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from prospect_crm.services import pipelines


class SalesPipeline(Document):
    """The stages that an opportunity goes through."""

    def validate(self) -> None:
        self.check_stages()

    def on_update(self) -> None:
        pipelines.carry_stage_changes(self)

    def check_stages(self) -> None:
        names: set[str] = set()
        for row in self.stages:
            row.stage_name = (row.stage_name or "").strip()
            if row.stage_name.casefold() in names:
                frappe.throw(
                    _("Row {0}: there is already a stage called {1}.").format(
                        row.idx, frappe.bold(frappe.utils.escape_html(row.stage_name))
                    )
                )
            names.add(row.stage_name.casefold())
            if not 0 <= flt(row.probability) <= 100:
                frappe.throw(_("Row {0}: the probability is a share between 0 and 100 %.").format(row.idx))
