"""The rules of opportunities and their pipelines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import frappe
import pytest

from tests.factories import make, make_opportunity, make_person
from tests.site.refusals import refusal

STAGES = [
    {"stage_name": "First Call", "kind": "Opportunity", "probability": 10},
    {"stage_name": "Offer", "kind": "Proposal", "probability": 50},
    {"stage_name": "Signing", "kind": "Deal", "probability": 90},
]


@pytest.fixture
def pipeline() -> Iterator[Any]:
    """A pipeline of three stages."""
    document = make("Sales Pipeline", pipeline_name="Test Line", stages=STAGES)
    yield document
    frappe.db.rollback()


def stage_of(opportunity: Any) -> tuple[str, str, float]:
    return frappe.db.get_value("Sales Opportunity", opportunity.name, ["stage", "stage_kind", "probability"])


def test_an_opportunity_needs_a_company_or_a_person() -> None:
    sentence = refusal(lambda: make("Sales Opportunity", title="Deal"))
    assert sentence == "An opportunity needs a company or a person. Choose one, or add it first."


def test_a_free_contact_has_opportunities() -> None:
    opportunity = make_opportunity(contact_prospect=make_person().name)
    assert (opportunity.company, opportunity.person_name) == (None, "Hélène Lefèvre")


def test_a_new_opportunity_stands_in_the_first_stage_of_the_default_pipeline() -> None:
    opportunity = make_opportunity()
    first = frappe.get_doc("Sales Pipeline", opportunity.pipeline).stages[0]
    assert (opportunity.stage, opportunity.stage_kind, opportunity.probability) == (
        first.stage_name,
        first.kind,
        first.probability,
    )


def test_a_stage_brings_its_kind_and_probability(pipeline: Any) -> None:
    opportunity = make_opportunity(pipeline=pipeline.name)
    assert stage_of(opportunity) == ("First Call", "Opportunity", 10)
    opportunity.update({"stage": "Offer"}).save()
    assert stage_of(opportunity) == ("Offer", "Proposal", 50)
    opportunity.update({"stage": "Signing", "probability": 60}).save()
    assert stage_of(opportunity) == ("Signing", "Deal", 60)


def test_a_stage_of_another_pipeline_is_refused(pipeline: Any) -> None:
    sentence = refusal(lambda: make_opportunity(pipeline=pipeline.name, stage="<b>Won</b>"))
    assert sentence == (
        "&lt;b&gt;Won&lt;/b&gt; is no stage of the pipeline Test Line."
        " Choose one of: First Call, Offer, Signing."
    )


def test_opportunities_follow_stages_that_swap_their_names(pipeline: Any) -> None:
    first = make_opportunity(pipeline=pipeline.name)
    second = make_opportunity(pipeline=pipeline.name, stage="Offer")
    pipeline.stages[0].stage_name, pipeline.stages[1].stage_name = "Offer", "First Call"
    pipeline.save()
    assert stage_of(first)[:2] == ("Offer", "Opportunity")
    assert stage_of(second)[:2] == ("First Call", "Proposal")


def test_a_stage_in_use_cannot_go(pipeline: Any) -> None:
    make_opportunity(pipeline=pipeline.name, stage="Offer")
    pipeline.stages = [row for row in pipeline.stages if row.stage_name != "Offer"]
    assert refusal(pipeline.save) == (
        "The stage Offer cannot go: opportunities are in it. Move them to another stage first."
    )


def test_two_stages_of_one_name_are_refused() -> None:
    stages = [{"stage_name": "Offer", "kind": "Deal"}, {"stage_name": " offer ", "kind": "Deal"}]
    sentence = refusal(lambda: make("Sales Pipeline", pipeline_name="Twice", stages=stages))
    assert sentence == "Row 2: there is already a stage called offer."


def test_lost_asks_for_a_reason() -> None:
    opportunity = make_opportunity()
    opportunity.status = "Lost"
    assert refusal(opportunity.save) == "Say why the opportunity was lost: the reason is empty."


def test_closing_sets_probability_and_date_and_reopening_takes_them_back() -> None:
    opportunity = make_opportunity()
    opportunity.update({"status": "Lost", "lost_reason": "Price"}).save()
    assert (opportunity.probability, opportunity.closed_on is not None) == (0, True)
    opportunity.update({"status": "Open"}).save()
    assert (opportunity.closed_on, opportunity.lost_reason) == (None, None)
    opportunity.update({"status": "Won"}).save()
    assert opportunity.probability == 100


@pytest.mark.parametrize("share", [-1, 101])
def test_a_probability_is_a_share(share: int) -> None:
    with pytest.raises(frappe.ValidationError):
        make_opportunity(probability=share)
    frappe.db.rollback()
