"""The stages of pipelines, and the opportunities that stand in them."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.queries import opportunities


def set_stage(document: Document) -> None:
    """Put an opportunity into a stage of its pipeline: the first when none is chosen."""
    document.pipeline = document.pipeline or default_pipeline()
    if not document.pipeline:
        frappe.throw(_("There is no pipeline yet. Add a Sales Pipeline with its stages first."))
    stages = {
        row.stage_name: row for row in frappe.get_cached_doc("Sales Pipeline", document.pipeline).stages
    }
    if not document.stage:
        document.stage = next(iter(stages))
    stage = stages.get(document.stage)
    if stage is None:
        frappe.throw(
            _("{0} is no stage of the pipeline {1}. Choose one of: {2}.").format(
                *(_bold(text) for text in (document.stage, document.pipeline)), ", ".join(stages)
            )
        )
    document.stage_kind = stage.kind
    _set_probability(document, stage)


def default_pipeline() -> str | None:
    """Give the pipeline of the settings, or the first that is in use; ``None`` when there is none."""
    chosen = frappe.get_cached_doc("Prospect CRM Settings").default_pipeline
    return chosen or frappe.db.get_value("Sales Pipeline", {"disabled": 0}, "name", order_by="creation")


def carry_stage_changes(pipeline: Document) -> None:
    """Let the opportunities follow a renamed stage or a changed kind; a stage in use cannot go."""
    before = pipeline.get_doc_before_save()
    if not before:
        return
    rows = {row.name: row for row in pipeline.stages}
    for old in before.stages:
        new = rows.get(old.name)
        if new is None:
            _refuse_in_use(pipeline.name, old.stage_name)
    opportunities.move_stages(pipeline.name, _moves(before, rows))


def _moves(before: Document, rows: dict[str, Document]) -> dict[str, tuple[str, str]]:
    """Old name of a stage -> its name and kind now, where either is another."""
    return {
        old.stage_name: (new.stage_name, new.kind)
        for old in before.stages
        if (new := rows.get(old.name)) and (old.stage_name, old.kind) != (new.stage_name, new.kind)
    }


def _refuse_in_use(pipeline: str, stage: str) -> None:
    if frappe.db.exists("Sales Opportunity", {"pipeline": pipeline, "stage": stage}):
        frappe.throw(
            _("The stage {0} cannot go: opportunities are in it. Move them to another stage first.").format(
                _bold(stage)
            )
        )


def _set_probability(document: Document, stage: Document) -> None:
    """A stage brings its probability along, unless somebody typed one with the same change."""
    if not document.has_value_changed("stage"):
        return
    before = document.get_doc_before_save()
    was_typed = document.probability != before.probability if before else bool(document.probability)
    if not was_typed:
        document.probability = stage.probability


def _bold(text: str) -> str:
    return frappe.bold(frappe.utils.escape_html(text))
