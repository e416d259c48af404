"""DuckDB is an extra: without it the check on save works, and a full scan says what to install."""

from __future__ import annotations

import subprocess
import sys

_BLOCK = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("duckdb", "pyarrow", "pandas"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Blocker())
from prospect_crm.domain.matching import blocking_keys, compare, scan
from prospect_crm.domain.message import DomainError
from prospect_crm.domain.person import Person

first, second = Person("Jean", "Dupont"), Person("Dupont", "Jean")
print(sorted({key.type for key in blocking_keys(first)}), compare(first, second).levels["given_name"])
try:
    scan([first, second])
except DomainError as error:
    print(error)
"""


def test_the_check_on_save_needs_no_duckdb() -> None:
    done = subprocess.run([sys.executable, "-c", _BLOCK], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "[3, 4, 17] swapped",
        "A full scan needs the packages duckdb and pyarrow. Install prospect_crm[matching], then try again.",
    ]
