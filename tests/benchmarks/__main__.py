"""Run the benchmarks: python -m tests.benchmarks [NAME], or fill a site: … population [OPTIONS]

Each module bench_NAME.py of this folder has `measure()`, which yields measurements: dicts with exactly the
keys of `KEYS`. They are printed as one JSON object a line on stdout; nothing else is, progress goes to stderr.
"""

import contextlib
import importlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
KEYS = ("name", "value", "unit", "reference", "reference_value", "ratio", "n")


def main(names: list[str]) -> int:
    if names[:1] == ["population"]:
        return int(importlib.import_module("tests.benchmarks.population").main(names[1:]))
    known = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    unknown = sorted(set(names) - set(known))
    if unknown:
        print(
            f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(known) or 'none'}.",
            file=sys.stderr,
        )
        return 2
    for name in names or known:
        print(f"{name} …", file=sys.stderr, flush=True)
        for measurement in measured(name):
            print(json.dumps(checked(measurement, name)), flush=True)
    return 0


def measured(name: str) -> Iterator[dict[str, Any]]:
    """The benchmark's measurements; what it, or Frappe inside it, prints goes to stderr."""
    measurements: Iterable[dict[str, Any]] = importlib.import_module(
        f"tests.benchmarks.bench_{name}"
    ).measure()
    iterator = iter(measurements)
    while True:
        with contextlib.redirect_stdout(sys.stderr):
            measurement = next(iterator, None)
        if measurement is None:
            return
        yield measurement


def checked(measurement: dict[str, Any], benchmark: str) -> dict[str, Any]:
    """The measurement, its keys in order. Raises ValueError where a key is missing or unknown."""
    missing = [key for key in KEYS if key not in measurement]
    unknown = [key for key in measurement if key not in KEYS]
    if missing or unknown:
        raise ValueError(
            f"bench_{benchmark}: missing keys {missing}, unknown keys {unknown} in {measurement}"
        )
    return {key: measurement[key] for key in KEYS}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
