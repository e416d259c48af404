"""Mutated files: each ends with rows or a sentence, never with a traceback, a long wait or a full memory."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile
from typing import TYPE_CHECKING

import pytest

from prospect_crm.domain.tabular import TARGETS, Limits, TabularError, map_header, open_workbook, read_rows
from prospect_crm.domain.tabular.csv_writer import write_csv
from prospect_crm.domain.tabular.template import write_template
from prospect_crm.domain.tabular.writer import write_workbook
from tests.domain.tabular.builders import SHARED, header, inline, needs_shared, workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20260
MAX_BYTES = 300_000_000
_TOKENS = (
    b"<c",
    b"</c>",
    b"<v>",
    b"</row>",
    b'r="',
    b't="s"',
    b't="e"',
    b's="',
    b"&amp;",
    b"<f>",
    b"]]>",
    b"<!--",
    b"\x00",
    b"xmlns",
)
_VALUES = (
    b"-1",
    b"0",
    b"99999999999999999999",
    b"1e999",
    b"NaN",
    b"",
    b"\xff",
    b"XFD1048576",
    b"true",
    b"&#0;",
    b"\xc3\x28",
)
TARGET = TARGETS["contact_prospects"]


def own_files() -> list[tuple[str, bytes]]:
    """Small files of our own: hand-made, template, written workbook, CSV in three encodings."""
    rows = [
        ["IT CONNECT", "Female", "Mrs", "Lefèvre", "Hélène", None, None, "h@example.fr", "01 44 55 66 77"]
    ] * 5
    written, text = io.BytesIO(), io.BytesIO()
    write_workbook(TARGET.columns, rows, written, title="Contacts", language="fr")
    write_csv(TARGET.columns, rows, text, language="fr")
    cells = (
        inline("A2", "Lefèvre")
        + '<c r="B2" s="1"><v>612345678</v></c><c r="C2" t="e"><v>#REF!</v></c><c r="D2"><f>A1</f></c>'
    )
    made = workbook(
        header("Nom", "Téléphone", "E-mail", "Ville") + f'<row r="2">{cells}</row>',
        after='<mergeCells count="1"><mergeCell ref="A2:A5"/></mergeCells>',
        formats=["0000000000"],
        strings=["<si><t>x</t></si>"],
    )
    return [
        ("made.xlsx", made),
        ("written.xlsx", written.getvalue()),
        ("template.xlsx", write_template(TARGET, "fr")),
        ("utf8.csv", text.getvalue()),
        ("cp1252.csv", text.getvalue().decode("utf-8-sig").encode("cp1252")),
        ("utf16.csv", text.getvalue().decode("utf-8-sig").encode("utf-16")),
    ]


def shared_files() -> list[tuple[str, bytes]]:
    """The real files."""
    return [(path.name, path.read_bytes()) for path in sorted(SHARED.glob("*/*"))]


def mutate(data: bytes, rng: random.Random) -> bytes:
    """The file with some bytes changed: raw, or inside a zip member that stays well packed."""
    if data.startswith(b"PK") and rng.random() < 0.7:
        return _mutate_member(data, rng)
    return _mutate_bytes(data, rng)


def _mutate_bytes(data: bytes, rng: random.Random) -> bytes:
    content = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        start = rng.randrange(len(content) + 1)
        length = rng.choice((0, 1, 2, 8, 64))
        new = rng.choice((*_TOKENS, *_VALUES, bytes(rng.randrange(256) for _ in range(4))))
        content[start : start + length] = rng.choice((new, b"", content[start : start + length] * 2))
    return bytes(content[: rng.randrange(len(content) + 1)] if rng.random() < 0.1 else content)


def _mutate_member(data: bytes, rng: random.Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except Exception:
        return _mutate_bytes(data, rng)
    victim = rng.randrange(len(members))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for index, (name, content) in enumerate(members):
            if index != victim or rng.random() < 0.9:
                archive.writestr(name, _mutate_bytes(content, rng) if index == victim else content)
    return buffer.getvalue()


def verdict(name: str, data: bytes) -> str:
    """Read a file to its end as an import does; what it ended with."""
    try:
        with open_workbook(data, name, limits=Limits(max_rows=20_000)) as book:
            count = 0
            for sheet in book.sheets:
                mapping = map_header(sheet, TARGET)
                count += sum(1 for _ in read_rows(sheet, mapping, TARGET, language="fr"))
            return f"{count} rows"
    except TabularError as error:
        assert str(error)
        return "refused"


def mutations(files: list[tuple[str, bytes]], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many mutated files, the same for the same seed."""
    for number in range(count):
        rng = random.Random(f"{seed}:{number}")
        name, data = files[number % len(files)]
        yield name, mutate(data, rng)


def test_no_mutation_of_our_own_files_escapes_a_verdict() -> None:
    verdicts = {verdict(name, data) for name, data in mutations(own_files(), 500, SEED)}
    assert "refused" in verdicts
    assert len(verdicts) > 3


@pytest.mark.shared
@needs_shared
def test_no_mutation_of_the_real_files_escapes_a_verdict() -> None:
    verdicts = {verdict(name, data) for name, data in mutations(shared_files(), 500, SEED)}
    assert "refused" in verdicts


@pytest.mark.slow
def test_twenty_thousand_mutations_stay_within_memory() -> None:
    files = own_files() + (shared_files() if SHARED.is_dir() else [])
    tracemalloc.start()
    try:
        for name, data in mutations(files, 20_000, SEED + 1):
            tracemalloc.reset_peak()
            verdict(name, data)
            assert tracemalloc.get_traced_memory()[1] < MAX_BYTES
    finally:
        tracemalloc.stop()
