"""Columns made from buffers: a wrong offset or bit would give a record another record's values."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospect_crm.domain.matching.chunks import arrow_table, number_column, text_column, to_chunk
from prospect_crm.domain.matching.features import PERSON_FEATURES, Features

pytest.importorskip("pyarrow")


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(["", "é", "martin", "山"]), max_size=20))
def test_a_column_holds_the_texts_and_null_for_an_empty_one(texts: list[str]) -> None:
    column = text_column(texts)
    column.validate(full=True)
    assert column.to_pylist() == [text or None for text in texts]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["é@b.fr", "a@b.fr"]), max_size=2, unique=True), max_size=20))
def test_a_list_column_keeps_each_record_s_own_values(lists: list[list[str]]) -> None:
    blank = dict.fromkeys(PERSON_FEATURES, "")
    rows = [Features(blank | {"emails": tuple(values)}) for values in lists]
    chunk = arrow_table(to_chunk("person", 5, rows))
    chunk.validate(full=True)
    assert chunk["emails"].to_pylist() == [values or None for values in lists]
    assert chunk["unique_id"].to_pylist() == list(range(5, 5 + len(lists)))


def test_numbers_keep_their_width() -> None:
    assert number_column([-(2**63), 2**63 - 1], "q").to_pylist() == [-(2**63), 2**63 - 1]
    assert number_column([0.5], "d").to_pylist() == [0.5]
