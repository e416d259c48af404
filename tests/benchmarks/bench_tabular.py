"""Speed and memory of reading and writing workbooks, beside openpyxl's read-only and write-only modes.

``python -m tests.benchmarks.bench_tabular [ROWS]`` prints one JSON object a line. Each side runs in a process
of its own, so that the peak of its resident memory is its own; of several runs the fastest counts. Neither side
sees numpy: openpyxl loads it where it is installed, which the tests do for matching and a site does not.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from prospect_crm.domain.tabular import TARGETS, map_header, open_workbook, read_rows, write_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROWS = 100_000
WIDTH = 30
RUNS = 2
TARGET = TARGETS["contact_prospects"]
COLUMNS = TARGET.columns[:WIDTH]
_ALONE = """
import sys
sys.modules["numpy"] = None
from tests.benchmarks import bench_tabular
bench_tabular.print_measured(*sys.argv[1:])
"""
_FIRST = ("Hélène", "Julie", "Louis", "Antoine", "Léna", "Émilien", "Martine", "Jacques")
_LAST = ("Lefèvre", "ARMANON", "Prospère", "LUJIS", "Blouj", "de la Tour", "PLUMAN", "Trouva")


def people(rows: int) -> Iterator[list[str]]:
    """Contact prospects with every one of the 30 columns filled; the same for each call."""
    rng = random.Random(30)
    for number in range(rows):
        digits = f"{rng.randrange(10**8):08}"
        pairs = " ".join(digits[index : index + 2] for index in range(0, 8, 2))
        last = rng.choice(_LAST)
        values = {
            "company_name": f"Société {rng.randrange(20_000)}",
            "gender": rng.choice(("Homme", "Femme")),
            "salutation": rng.choice(("M.", "Mme")),
            "last_name": f"{last} {number}",
            "first_name": rng.choice(_FIRST),
            "department": "Marketing",
            "job_title": "Chef de projet",
            "email": f"contact.{number}@example.fr",
            "phone": f"01 {pairs}",
            "mobile": f"06{digits}",
            "fax": f"+33 4 {pairs}",
            "address_line1": f"{number % 300} rue de la Paix",
            "address_line2": "Bâtiment A",
            "pincode": f"{rng.randrange(1_000, 96_000):05}",
            "city": "Lyon",
            "territory": "Auvergne-Rhône-Alpes",
            "country": "France",
            "status": rng.choice(("Nouveau", "En cours", "Affecté")),
            "sales_rep": "DIRON Marine",
            "entities": "Paris; Lyon",
            "parent_company": f"Groupe {number % 500}",
            "sector": "Banque",
            "origin": "Salon",
            "origin_comment": f"Stand {number % 90}",
            "description": f"Rencontrée au salon ; à rappeler, dossier {number}",
            "website": f"https://www.example-{number}.fr",
            "linkedin": f"https://www.linkedin.com/in/contact-{number}",
            "x_profile": f"@contact{number}",
            "facebook": f"https://www.facebook.com/contact.{number}",
            "skills": "Java; Python; SQL",
        }
        yield [values[column.key] for column in COLUMNS]


def write_ours(path: Path, rows: int) -> int:
    """Write with this package."""
    with path.open("wb") as file:
        return write_workbook(COLUMNS, people(rows), file, title="Contacts", language="fr").rows


def write_openpyxl(path: Path, rows: int) -> int:
    """Write with openpyxl's write-only mode."""
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Contacts")
    sheet.append([column.label_fr for column in COLUMNS])
    for row in people(rows):
        sheet.append(row)
    workbook.save(path)
    return rows


def read_ours(path: Path, rows: int) -> int:
    """Open, map and read every row through its widgets."""
    with path.open("rb") as file, open_workbook(file, path.name) as book:
        mapping = map_header(book.sheets[0], TARGET)
        count = sum(
            len(result.values) for result in read_rows(book.sheets[0], mapping, TARGET, language="fr")
        )
    if count != rows * WIDTH:
        raise ValueError(f"{count} values were read, not {rows * WIDTH}")
    return rows


def read_openpyxl(path: Path, rows: int) -> int:
    """Read the plain cells with openpyxl's read-only mode."""
    workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    sheet = workbook.worksheets[0]
    sheet.reset_dimensions()
    return sum(1 for _ in sheet.iter_rows(values_only=True)) - 1


def run_alone(work: Callable[[Path, int], int], path: Path, rows: int) -> tuple[float, float]:
    """Rows a second and peak resident megabytes of the work in a fresh process without numpy."""
    command = [sys.executable, "-c", _ALONE, work.__name__, str(path), str(rows)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    speed, peak = json.loads(done.stdout)
    return speed, peak


def print_measured(work: str, path: str, rows: str) -> None:
    """What ``run_alone`` reads, as a JSON list; ``work`` names one of the four functions above."""
    start = time.perf_counter()
    globals()[work](Path(path), int(rows))
    seconds = time.perf_counter() - start
    print(json.dumps((int(rows) / seconds, peak_memory())))


def peak_memory() -> float:
    """The most megabytes that this process had resident. getrusage would count what its parent had at the start."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    return int(found.group(1)) / 1024 if found else 0.0


def compare(
    name: str, ours: Callable[[Path, int], int], theirs: Callable[[Path, int], int], path: Path, rows: int
) -> Iterator[dict[str, object]]:
    """Speed against the reference, and memory against the limit."""
    reference = [run_alone(theirs, path, rows) for _ in range(RUNS)]
    measured = [run_alone(ours, path, rows) for _ in range(RUNS)]
    speed, plain = max(rate for rate, _ in measured), max(rate for rate, _ in reference)
    yield {
        "name": f"tabular {name} rows per second",
        "value": round(speed),
        "unit": "rows/s",
        "reference": f"openpyxl {name}-only",
        "reference_value": round(plain),
        "ratio": round(speed / plain, 2),
        "n": rows,
    }
    memory, limit = max(peak for _, peak in measured), {"read": 180.0, "write": 40.0}[name]
    yield {
        "name": f"tabular {name} peak memory",
        "value": round(memory, 1),
        "unit": "MB",
        "reference": "limit",
        "reference_value": limit,
        "ratio": round(memory / limit, 2),
        "n": rows,
    }


def slowest_verdict(count: int = 1_000) -> float:
    """Seconds the slowest of so many mutated files takes from its bytes to its verdict."""
    # Imported here: pytest in the measured processes would count as their memory.
    from tests.domain.tabular.test_fuzz import SEED, mutations, own_files, verdict

    slowest = 0.0
    for name, data in mutations(own_files(), count, SEED):
        start = time.perf_counter()
        verdict(name, data)
        slowest = max(slowest, time.perf_counter() - start)
    return slowest


def measure(rows: int = ROWS) -> Iterable[dict[str, object]]:
    """The figures of reading and writing, as JSON-ready objects."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.xlsx"
        yield from compare("write", write_ours, write_openpyxl, path, rows)
        write_openpyxl(path, rows)
        yield from compare("read", read_ours, read_openpyxl, path, rows)
    slowest = slowest_verdict()
    yield {
        "name": "tabular fuzz slowest verdict",
        "value": round(slowest, 3),
        "unit": "s",
        "reference": "limit",
        "reference_value": 5.0,
        "ratio": round(slowest / 5, 3),
        "n": 1_000,
    }


if __name__ == "__main__":
    for figure in measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS):
        print(json.dumps(figure), flush=True)
