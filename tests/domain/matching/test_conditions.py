"""A level must mean the same in the scan's SQL and in the check on save."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prospect_crm.domain.matching.comparisons import COMPARISONS
from prospect_crm.domain.matching.conditions import (
    Begins,
    Condition,
    Crossed,
    Edits,
    Either,
    Ends,
    Equal,
    Every,
    Initial,
    Missing,
    Neither,
    Shares,
    Similar,
)
from prospect_crm.domain.matching.features import Features
from prospect_crm.domain.matching.scoring import level_of

duckdb = pytest.importorskip("duckdb")

_TEXT = st.one_of(
    st.sampled_from(
        ["", "martin", "martine", "martins", "marti", "dupont", "dupond", "j", "jean", "jeanpierre"]
    ),
    st.text("abeélo山д ", max_size=9),
)
_LIST = st.lists(st.sampled_from(["a@b.fr", "+33142685300", "+33612345678"]), max_size=2, unique=True)
_ATOMS: list[Condition] = [
    Missing("one"),
    Equal("one"),
    Similar("one", 0.9),
    Similar("one", 0.8),
    Crossed("one", "two", 0.9),
    Crossed("one", "two", 0.9, is_both_ways=True),
    Shares("emails"),
    Missing("emails"),
    Edits("one", 2, 4),
    Begins("one", 2),
    Ends("one", 3),
    Initial("one"),
    Every((Equal("one"), Similar("two", 0.9))),
    Either((Equal("one"), Equal("two"))),
    Neither((Equal("one"), Missing("two"))),
    Neither((Similar("one", 0.9), Shares("emails"))),
]


def _sql_holds(condition: Condition, left: Features, right: Features) -> bool:
    columns, values = [], []
    for side, features in (("l", left), ("r", right)):
        for name in ("one", "two"):
            columns.append(f"?::VARCHAR AS {name}_{side}")
            values.append(features.get(name))
        columns.append(f"?::VARCHAR[] AS emails_{side}")
        values.append(list(features.values_of("emails")) or None)
    row = duckdb.execute(f"SELECT {condition.sql()} FROM (SELECT {', '.join(columns)})", values).fetchone()
    return bool(row[0])


def _features(one: str, two: str, emails: list[str]) -> Features:
    values = {"one": one, "two": two, "emails": tuple(emails)}
    return Features({name: value for name, value in values.items() if value})


@settings(max_examples=120, deadline=None)
@given(_TEXT, _TEXT, _LIST, _TEXT, _TEXT, _LIST)
@example("élo", "", [], "éloa", "", [])
@example("山山山山", "山", [], "山山山", "山", [])
def test_sql_and_python_agree(
    one: str, two: str, emails: list[str], other_one: str, other_two: str, other_emails: list[str]
) -> None:
    left, right = _features(one, two, emails), _features(other_one, other_two, other_emails)
    for condition in _ATOMS:
        assert condition.holds(left, right) == _sql_holds(condition, left, right), condition


@settings(max_examples=100, deadline=None)
@given(_TEXT, _TEXT, _LIST, _TEXT, _TEXT, _LIST)
def test_no_condition_depends_on_which_record_comes_first(
    one: str, two: str, emails: list[str], other_one: str, other_two: str, other_emails: list[str]
) -> None:
    left, right = _features(one, two, emails), _features(other_one, other_two, other_emails)
    for condition in _ATOMS:
        assert condition.holds(left, right) == condition.holds(right, left), condition


def test_records_without_anything_have_nothing_to_compare() -> None:
    for comparisons in COMPARISONS.values():
        assert [level_of(comparison, Features(), Features()) for comparison in comparisons] == [None] * len(
            comparisons
        )
