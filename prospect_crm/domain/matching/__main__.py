"""python -m prospect_crm.domain.matching people.csv [--kind company] [--pairs OUT.csv]

Finds the duplicates in a CSV file: prints the groups with their strength and why, and writes the pairs.
"""

from __future__ import annotations

import argparse
import csv
import gc
import multiprocessing
import os
import sys
from collections import Counter, deque
from contextlib import contextmanager
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from prospect_crm.domain.matching.chunks import to_chunk
from prospect_crm.domain.matching.features import features_of
from prospect_crm.domain.matching.header import Columns, map_header
from prospect_crm.domain.matching.keys import KEY_NAMES, LARGEST_BLOCK
from prospect_crm.domain.matching.records_file import (
    guess_region,
    read_header,
    read_rows,
    supported_region,
    to_record,
)
from prospect_crm.domain.matching.scanning import Scan, scan_chunks
from prospect_crm.domain.matching.scoring import explain_levels, probability_of
from prospect_crm.domain.message import DomainError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.pool import Pool

    from prospect_crm.domain.matching.chunks import Chunk
    from prospect_crm.domain.matching.comparisons import Kind
    from prospect_crm.domain.matching.engine import ScoredPair
    from prospect_crm.domain.matching.estimation import Pattern
    from prospect_crm.domain.matching.model import Model

Batch = tuple[int, list[list[str]]]
"""The position of the first of some consecutive rows, and the rows."""

_CHUNK = 5_000
_SAMPLE = 2_000
_ALONE = 20_000
"""Records up to which one process is faster than several."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0, or 2 with a sentence on standard error when the file cannot be read."""
    options = _options().parse_args(arguments)
    try:
        _run(options.file, options.kind, options.pairs, options.region, options.save_model)
    except (DomainError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m prospect_crm.domain.matching", description=__doc__)
    parser.add_argument("file", type=Path, help="a CSV file with a header line")
    parser.add_argument("--kind", choices=("person", "company"), default="person")
    parser.add_argument("--pairs", type=Path, help="where to write the matching pairs as CSV")
    parser.add_argument("--region", help="country of phones without one (FR); by default it is guessed")
    parser.add_argument("--save-model", type=Path, help="where to write the fitted model as JSON")
    return parser


class _Labels:
    """What the report calls a record: its id, or the number of its row, and its name."""

    def __init__(self, columns: Columns, kind: Kind) -> None:
        self._names = [position for field in _NAME_FIELDS[kind] for position in columns.get(field, [])]
        self._id = columns.get("id", [-1])[0]
        self.ids: list[str] = []
        self.names: list[str] = []

    def note(self, row: Sequence[str]) -> None:
        self.ids.append(row[self._id] if 0 <= self._id < len(row) else "")
        self.names.append(" ".join(row[position] for position in self._names if position < len(row)).strip())

    def settle(self) -> None:
        """Ids that are missing or repeated name no row: then the row's number does."""
        if "" in self.ids or len(set(self.ids)) < len(self.ids):
            self.ids = [str(number) for number in range(1, len(self.ids) + 1)]


_NAME_FIELDS: dict[Kind, tuple[str, ...]] = {
    "person": ("given_name", "family_name", "full_name", "organisation"),
    "company": ("name", "city"),
}


def _run(path: Path, kind: Kind, pairs: Path | None, region: str | None, model: Path | None) -> None:
    rows = read_rows(path)
    columns = map_header(read_header(rows, path), kind)
    sample = list(islice(rows, _SAMPLE))
    region = supported_region(region) if region else guess_region(sample, columns)
    labels = _Labels(columns, kind)
    build = partial(_build, kind, columns, region)
    with _chunks(build, _batches(chain(sample, rows), labels)) as chunks:
        result = scan_chunks(kind, chunks)
    labels.settle()
    _print_report(result, labels, sys.stdout)
    if pairs:
        _write_pairs(result, labels, pairs)
    if model:
        model.write_text(result.model.to_json(), "utf-8")


def _batches(rows: Iterator[list[str]], labels: _Labels) -> Iterator[Batch]:
    start = 0
    while batch := list(islice(rows, _CHUNK)):
        for row in batch:
            labels.note(row)
        yield start, batch
        start += len(batch)


def _build(kind: Kind, columns: Columns, region: str, batch: Batch) -> Chunk:
    start, rows = batch
    features = [features_of(to_record(kind, row, columns), default_region=region) for row in rows]
    return to_chunk(kind, start, features)


@contextmanager
def _chunks(build: partial[Chunk], batches: Iterator[Batch]) -> Iterator[Iterator[Chunk]]:
    """Chunks in the order of the file; a large file is normalised by all processors.

    The workers begin at once, so that they work while DuckDB is imported, and are forked before.
    They make no cycles, so that collecting them would only cost time.
    """
    first = list(islice(batches, _ALONE // _CHUNK))
    processors = os.cpu_count() or 1
    if len(first) < _ALONE // _CHUNK or processors == 1:
        yield map(build, first)
        return
    with multiprocessing.get_context("fork").Pool(processors, gc.disable) as pool:
        waiting = deque(pool.apply_async(build, (batch,)) for batch in first)
        yield _in_order(pool, build, waiting, batches)


def _in_order(
    pool: Pool, build: partial[Chunk], waiting: deque[Any], batches: Iterator[Batch]
) -> Iterator[Chunk]:
    """What the workers made; each chunk taken gives them one batch more, so that few wait in memory."""
    while waiting:
        waiting.extend(pool.apply_async(build, (batch,)) for batch in islice(batches, 1))
        yield waiting.popleft().get()
    pool.terminate()


def _print_report(result: Scan, labels: _Labels, out: TextIO) -> None:
    by_pair = {(pair.left, pair.right): pair for pair in result.pairs}
    explain = _explainer(result.model)
    for number, cluster in enumerate(result.clusters, 1):
        chance = probability_of(cluster.weight)
        print(f"{number}. {len(cluster.members)} records, at least {chance:.1%}", file=out)
        for member in cluster.members:
            print(f"   {labels.ids[member]}  {labels.names[member]}", file=out)
        print(f"   {_why(cluster.members, by_pair, explain)}", file=out)
    _print_split(result, out)
    print(
        f"{result.records} records, {result.compared} pairs compared, {len(result.pairs)} pairs match,"
        f" {len(result.clusters)} groups",
        file=out,
    )


def _print_split(result: Scan, out: TextIO) -> None:
    """The blocks that were not compared whole, but only where a further attribute agrees."""
    for key, cap in sorted(result.caps.items()):
        if cap < LARGEST_BLOCK:
            print(f"split: blocks of more than {cap} records with the same {KEY_NAMES[key]}", file=out)
    for (key, size), count in sorted(Counter(result.full_blocks).items()):
        print(f"split: {count} x {size} records with the same {KEY_NAMES[key]}", file=out)


def _why(
    members: Sequence[int], by_pair: dict[tuple[int, int], ScoredPair], explain: Callable[[Pattern], str]
) -> str:
    """The explanation of the first direct pair of a group."""
    for left in members:
        for right in members:
            pair = by_pair.get((left, right))
            if pair and pair.levels:
                return explain(pair.levels)
    return ""


def _explainer(model: Model) -> Callable[[Pattern], str]:
    """What explains a pair by its levels; of the pairs of a long list many agree in the same way."""

    @cache
    def explain(levels: Pattern) -> str:
        if not levels:
            return "by way of other records of the group"
        return ", ".join(str(sentence) for sentence in explain_levels(model, levels))

    return explain


def _write_pairs(result: Scan, labels: _Labels, path: Path) -> None:
    """One row a pair: ids (or row numbers from 1), row numbers, probability, weight in bits, and why."""
    explain = _explainer(result.model)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id_1", "id_2", "row_1", "row_2", "probability", "weight", "explanation"))
        for pair in result.pairs:
            writer.writerow(
                (
                    *(labels.ids[pair.left], labels.ids[pair.right], pair.left + 1, pair.right + 1),
                    *(f"{probability_of(pair.weight):.6f}", f"{pair.weight:.2f}"),
                    explain(pair.levels),
                )
            )


if __name__ == "__main__":
    # The command ends soon and makes few cycles; looking for them among millions of cells takes long.
    gc.disable()
    sys.exit(main())
