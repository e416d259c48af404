"""An own Frappe checkout: what it takes from GitHub is replaced by what is published, and nothing else is."""

import json
from pathlib import Path
from typing import Any

from bench_kit.bundles import take_published

PACKAGE = {
    "name": "frappe-framework",
    "repository": {"type": "git", "url": "git+https://github.com/frappe/frappe.git"},
    "dependencies": {
        "ace-builds": "^1.4.8",
        "air-datepicker": "github:frappe/air-datepicker",
        "plyr": "^3.7.8",
    },
}
LOCK = """# yarn lockfile v1


ace-builds@^1.4.8:
  version "1.4.12"
  integrity sha512-a

"air-datepicker@github:frappe/air-datepicker":
  version "2.2.3"
  resolved "https://codeload.github.com/frappe/air-datepicker/tar.gz/ed37"
  dependencies:
    jquery ">=2.0.0 <4.0.0"

plyr@^3.7.8:
  version "3.7.8"
"""


def written(folder: Path, package: dict[str, object], lock: str) -> tuple[dict[str, Any], str]:
    (folder / "package.json").write_text(json.dumps(package, indent=2))
    (folder / "yarn.lock").write_text(lock)
    take_published(folder)
    return json.loads((folder / "package.json").read_text()), (folder / "yarn.lock").read_text()


def test_the_published_version_is_taken_and_the_other_locks_stay(tmp_path: Path) -> None:
    package, lock = written(tmp_path, PACKAGE, LOCK)
    expected = {"ace-builds": "^1.4.8", "air-datepicker": "2.2.3", "plyr": "^3.7.8"}
    assert package == {**PACKAGE, "dependencies": expected}
    assert lock == LOCK[: LOCK.index('"air')] + LOCK[LOCK.index("plyr@") :]


def test_a_full_git_address_counts_as_one_of_github(tmp_path: Path) -> None:
    address = "git+https://github.com/frappe/air-datepicker"
    given = {**PACKAGE, "dependencies": {"air-datepicker": address}}
    package, lock = written(tmp_path, given, LOCK.replace("github:frappe/air-datepicker", address))
    assert package["dependencies"] == {"air-datepicker": "2.2.3"}
    assert "air-datepicker" not in lock
