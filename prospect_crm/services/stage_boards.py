"""Kanban boards of pipelines: Frappe's own board over the field ``stage``, with the pipeline's stages as columns."""

from __future__ import annotations

import json

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.permissions.checks import require

OPPORTUNITY = "Sales Opportunity"
COLOURS = {"Opportunity": "Blue", "Proposal": "Orange", "Deal": "Green"}
CARD_FIELDS = ["company_name", "person_name", "value", "expected_close_on"]


def board_of(pipeline: str) -> str:
    """Name the board of a pipeline that the user may read, made or brought in step with its stages."""
    require(OPPORTUNITY, "read")
    if not (
        frappe.db.exists("Sales Pipeline", pipeline) and frappe.has_permission("Sales Pipeline", doc=pipeline)
    ):
        frappe.throw(_("There is no such pipeline. Reload the page and try again."), frappe.DoesNotExistError)
    stages = frappe.get_cached_doc("Sales Pipeline", pipeline).stages
    board = _found(pipeline) or _new(pipeline)
    if [column.column_name for column in board.columns] != [stage.stage_name for stage in stages]:
        _set_columns(board, stages)
        # permission: a board holds no records; whoever reads the pipeline gets the columns that it has
        board.save(ignore_permissions=True)
    return str(board.name)


def _filters(pipeline: str) -> str:
    return json.dumps([[OPPORTUNITY, "pipeline", "=", pipeline], [OPPORTUNITY, "status", "=", "Open"]])


def _found(pipeline: str) -> Document | None:
    """The public board of this pipeline; people may have changed the further filters."""
    boards = frappe.get_all(
        "Kanban Board",
        filters={"reference_doctype": OPPORTUNITY, "field_name": "stage", "private": 0},
        fields=["name", "filters"],
        order_by="creation",
    )
    wanted = json.loads(_filters(pipeline))[0]
    name = next((row.name for row in boards if wanted in _read(row.filters)), None)
    return frappe.get_doc("Kanban Board", name) if name else None


def _read(filters: str | None) -> list[list[str]]:
    return [condition[:4] for condition in json.loads(filters or "[]")]


def _new(pipeline: str) -> Document:
    name = pipeline
    while frappe.db.exists("Kanban Board", name):
        name = f"{name} (2)"
    return frappe.get_doc(
        doctype="Kanban Board",
        kanban_board_name=name,
        reference_doctype=OPPORTUNITY,
        field_name="stage",
        filters=_filters(pipeline),
        fields=json.dumps(CARD_FIELDS),
        show_labels=0,
    )


def _set_columns(board: Document, stages: list[Document]) -> None:
    orders = {column.column_name: column.order for column in board.columns}
    board.columns = []
    for stage in stages:
        values = {"column_name": stage.stage_name, "indicator": COLOURS[stage.kind], "status": "Active"}
        board.append("columns", {**values, "order": orders.get(stage.stage_name) or "[]"})
