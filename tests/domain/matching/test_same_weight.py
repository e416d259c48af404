"""The scan, the check on save and splink must give one weight to one pair."""

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
from tests.domain.matching.splink_scorer import splink_weights

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")


@pytest.mark.parametrize("kind", ["person", "company"])
@pytest.mark.parametrize("is_fitted", [True, False])
def test_the_scan_and_the_thin_scorer_agree(kind: str, is_fitted: bool) -> None:
    labelled = people(1_200) if kind == "person" else companies(800)
    records = [entry.record for entry in labelled]
    model = fit(records) if is_fitted else default_model(kind)
    engine = Engine(kind)
    try:
        engine.load([to_chunk(kind, 0, [features_of(record) for record in records])])
        engine.block()
        shared = engine.shared_lines()
        pairs = engine.score(model, -10_000.0)
        strong = engine.score(model, 3.0)
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


@pytest.mark.parametrize("kind", ["person", "company"])
def test_splink_gives_the_weights_that_the_scan_gives(kind: str) -> None:
    pytest.importorskip("splink")
    records = [entry.record for entry in (people(600) if kind == "person" else companies(400))]
    model = fit(records)
    engine = Engine(kind)
    try:
        engine.load([to_chunk(kind, 0, [features_of(record) for record in records])])
        engine.block()
        ours = {(pair.left, pair.right): pair.weight for pair in engine.score(model, -30.0)}
        theirs = splink_weights(engine, model, -30.0)
    finally:
        engine.close()
    assert len(ours) > 200
    assert ours == pytest.approx(theirs, abs=1e-6)
