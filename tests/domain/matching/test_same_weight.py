"""The scan (splink over DuckDB) and the check on save must give one weight to one pair."""

from __future__ import annotations

import pytest

from prospect_crm.domain.matching.chunks import to_chunk
from prospect_crm.domain.matching.engine import Engine
from prospect_crm.domain.matching.features import features_of
from prospect_crm.domain.matching.model import default_model
from prospect_crm.domain.matching.scanning import fit
from prospect_crm.domain.matching.scoring import compare
from tests.domain.matching.french_companies import companies
from tests.domain.matching.french_people import people

pytest.importorskip("splink")


@pytest.mark.parametrize("kind", ["person", "company"])
@pytest.mark.parametrize("is_fitted", [True, False])
def test_splink_and_the_thin_scorer_agree(kind: str, is_fitted: bool) -> None:
    labelled = people(1_200) if kind == "person" else companies(800)
    records = [entry.record for entry in labelled]
    model = fit(records) if is_fitted else default_model(kind)
    engine = Engine(kind)
    try:
        engine.load([to_chunk(kind, 0, [features_of(record) for record in records])])
        engine.block()
        shared = engine.shared_lines()
        pairs = engine.score(model, "pairs", -10_000.0)
        strong = engine.score(model, "pairs", 3.0)
    finally:
        engine.close()
    assert len(pairs) > 1_000
    assert shared
    assert strong == [pair for pair in pairs if pair.weight >= 3.0], "the bound lost a pair"
    for pair in pairs:
        score = compare(records[pair.left], records[pair.right], model, shared)
        assert score.weight == pytest.approx(pair.weight, abs=1e-6)
        assert tuple(score.levels.values()) == pair.levels
    assert is_fitted == bool(model.frequencies)
