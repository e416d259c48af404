"""Blanks only, nothing lost, nothing twice: on any values."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prospect_crm.domain.conversion.field_map import Field, FieldPair, with_custom_fields
from prospect_crm.domain.conversion.filling import fill, is_blank, new_values

TEXTS = st.one_of(st.none(), st.just(""), st.just("  "), st.sampled_from(["Lyon", "lyon", "Paris", "Nîmes"]))
NUMBERS = st.sampled_from([None, 0, 0.0, 5, 5.0, 120])
SKILLS = st.lists(
    st.fixed_dictionaries(
        {"skill": st.sampled_from(["SAP", "sap", "Python", ""]), "level": st.sampled_from(["", "Expert"])}
    ),
    max_size=4,
)
MAILS = st.lists(
    st.fixed_dictionaries(
        {"email_id": st.sampled_from(["a@x.fr", "b@x.fr", "c@x.fr"]), "is_primary": st.just(0)}
    ),
    max_size=3,
    unique_by=lambda row: row["email_id"],
)
PAIRS = (
    FieldPair("city", "town"),
    FieldPair("headcount", "size"),
    FieldPair("skills", "skills", key=("skill",)),
    FieldPair("mails", "mails", key=("email_id",), single=("is_primary",)),
    FieldPair("entities", "entities"),
)
ENTITIES = st.lists(st.sampled_from([{"entity": "Lille"}, {"entity": "Paris"}]), max_size=2)


def first_is_primary(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "is_primary": int(position == 0)} for position, row in enumerate(rows)]


SOURCES = st.fixed_dictionaries(
    {
        "city": TEXTS,
        "headcount": NUMBERS,
        "skills": SKILLS,
        "mails": MAILS.map(first_is_primary),
        "entities": ENTITIES,
    }
)
TARGETS = st.fixed_dictionaries(
    {
        "town": TEXTS,
        "size": NUMBERS,
        "skills": SKILLS,
        "mails": MAILS.map(first_is_primary),
        "entities": ENTITIES,
    }
)

# a busy machine is no fault of the strategies
settings.register_profile("busy", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("busy")


@given(SOURCES, TARGETS)
def test_a_filled_field_is_never_overwritten(source: dict[str, Any], target: dict[str, Any]) -> None:
    filling = fill(PAIRS, source, target)
    for name, (before, after) in filling.changes.items():
        if name in ("skills", "mails"):
            assert after[: len(target[name])] == target[name]
        else:
            assert is_blank(target[name])
            assert before == target[name]
    assert all(kept == target[name] for name, (kept, _offered) in filling.stays.items())


@given(SOURCES, TARGETS)
def test_nothing_the_source_says_is_passed_over_in_silence(
    source: dict[str, Any], target: dict[str, Any]
) -> None:
    filling = fill(PAIRS, source, target)
    after = {**target, **new_values(filling)}
    stayed = set(filling.stays)
    for pair in PAIRS[:2]:
        offered, found = source[pair.source], after[pair.target]
        if not is_blank(offered) and pair.target not in stayed:
            assert str(found).strip().casefold() == str(offered).strip().casefold() or found == offered
    known = {row["email_id"] for row in after["mails"]}
    assert {row["email_id"] for row in source["mails"]} <= known
    skills = {row["skill"].casefold() for row in after["skills"]}
    assert {row["skill"].casefold() for row in source["skills"] if row["skill"]} <= skills


@given(SOURCES, TARGETS)
def test_filling_again_changes_nothing(source: dict[str, Any], target: dict[str, Any]) -> None:
    once = fill(PAIRS, source, target)
    again = fill(PAIRS, source, {**target, **new_values(once)})
    assert (again.changes, again.stays) == ({}, once.stays)


@given(SOURCES)
def test_a_new_record_takes_everything_that_says_something(source: dict[str, Any]) -> None:
    filling = fill(PAIRS, source)
    assert filling.stays == {}
    assert all(before is None for before, _after in filling.changes.values())
    wanted = {pair.target for pair in PAIRS if not is_blank(source[pair.source])}
    nameless = {"skills"} if not any(row["skill"] for row in source["skills"]) else set()
    assert set(filling.changes) == wanted - nameless


@given(SOURCES, TARGETS)
def test_a_table_never_gets_two_primary_rows(source: dict[str, Any], target: dict[str, Any]) -> None:
    rows = new_values(fill(PAIRS, source, target)).get("mails", target["mails"])
    assert sum(row["is_primary"] for row in rows) <= 1


def test_the_user_may_choose_the_sources_value() -> None:
    pairs = (FieldPair("city", "town"), FieldPair("job", "job"))
    source, target = {"city": "Lyon", "job": "DAF"}, {"town": "Paris", "job": "DSI"}
    filling = fill(pairs, source, target, overwrite=["town"])
    assert filling.changes == {"town": ("Paris", "Lyon")}
    assert filling.stays == {"job": ("DSI", "DAF")}


def test_one_phone_written_in_two_ways_is_not_added_twice() -> None:
    pairs = (FieldPair("phones", "phones", key=("phone",), is_phone=True),)
    target = {"phones": [{"phone": "+33 4 65 71 20 80"}]}
    source = {"phones": [{"phone": "04 65 71 20 80"}, {"phone": "04 65 71 20 80 poste 12"}]}
    filling = fill(pairs, source, target, region="FR")
    assert filling.changes["phones"][1] == [
        {"phone": "+33 4 65 71 20 80"},
        {"phone": "04 65 71 20 80 poste 12"},
    ]


def test_a_custom_field_of_the_same_name_and_kind_is_carried() -> None:
    source = [
        Field("maturity", "Data", is_custom=True),
        Field("loyalty", "Int", is_custom=True),
        Field("area", "Link", "Sales Territory", is_custom=True),
        Field("zone", "Link", "Sales Territory", is_custom=True),
        Field("status", "Select", "New\nConverted"),
        Field("banner", "HTML", is_custom=True),
        Field("kept", "Data", is_custom=True),
    ]
    target = [
        Field("maturity", "Small Text"),
        Field("loyalty", "Data"),
        Field("area", "Link", "Sales Territory"),
        Field("zone", "Link", "Country"),
        Field("status", "Select", "New\nConverted"),
        Field("banner", "HTML"),
        Field("kept", "Data"),
    ]
    extended = with_custom_fields((FieldPair("city", "town"),), source, target, kept={"kept"})
    assert [pair.source for pair in extended] == ["city", "maturity", "area"]
