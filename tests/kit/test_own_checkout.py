"""An own Frappe checkout: what it takes from GitHub is replaced by what is published, and nothing else is."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench_kit.bundles import keys, take_published
from bench_kit.layout import Bench

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


@pytest.mark.parametrize(("asked", "taken"), [("2.0.0-rc26", "2.0.0-rc27"), ("2.0.0-rc22", "^2.0.0-rc22")])
def test_only_a_version_that_registries_lack_gives_way_to_the_next(
    tmp_path: Path, asked: str, taken: str
) -> None:
    others = LOCK[LOCK.index("plyr@") :]
    entry = f'frappe-charts@^{asked}:\n  version "{asked}"\n  integrity sha512-b\n\n'
    given = {**PACKAGE, "dependencies": {"frappe-charts": f"^{asked}"}}
    package, lock = written(tmp_path, given, entry + others)
    assert package["dependencies"] == {"frappe-charts": taken}
    assert lock == (others if taken == "2.0.0-rc27" else entry + others)


def test_other_npm_packages_make_other_bundles(tmp_path: Path) -> None:
    bench = Bench(tmp_path, tmp_path / "checkout")
    made = bench.framework / "node_modules" / ".made"
    made.parent.mkdir(parents=True)
    made.write_text("one")
    before = keys(bench)
    made.write_text("another")
    after = keys(bench)
    assert before["app"] == after["app"]
    assert before["framework"] != after["framework"]
