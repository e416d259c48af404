"""The model file: what is written is read back, and a file of another version is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_crm.domain.matching.comparisons import COMPARISONS
from prospect_crm.domain.matching.model import Chances, Frequencies, Model, default_model

_SHARES = st.floats(1e-12, 0.999)


@given(
    st.sampled_from(["person", "company"]),
    st.floats(1e-9, 0.2),
    _SHARES,
    _SHARES,
    st.dictionaries(st.text(max_size=5), _SHARES, max_size=4),
)
def test_a_model_is_read_back_unchanged(
    kind: str, prior: float, m: float, u: float, values: dict[str, float]
) -> None:
    chances = {
        entry.name: {level.name: Chances(m, u) for level in entry.levels} for entry in COMPARISONS[kind]
    }
    model = Model(kind, prior, chances, {"given": Frequencies(values, u)}, 7)
    assert Model.from_json(model.to_json()) == model


@pytest.mark.parametrize("kind", ["person", "company"])
def test_the_shipped_models_are_small_and_fit_this_version(kind: str) -> None:
    model = default_model(kind)
    assert model.kind == kind
    assert len(model.to_json()) < 20_000


def test_a_model_of_another_version_is_refused() -> None:
    data = json.loads(default_model("person").to_json())
    data["chances"]["email"]["elsewhere"] = data["chances"]["email"].pop("near")
    with pytest.raises(ValueError) as refusal:
        Model.from_json(json.dumps(data))
    assert str(refusal.value) == (
        "The model does not fit this version. These levels differ: email.elsewhere, email.near"
    )
