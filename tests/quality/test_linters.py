"""A linter complains about the checkout, or ``./dev lint`` hides that one does."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from bench_kit import lint
from bench_kit.layout import Bench
from tests.quality.app_files import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", lint.LINTERS)
def test_the_checkout_passes(name: str, bench: Bench) -> None:
    finding = lint.run_linter(name, bench)
    assert finding.status == 0, finding.output


FAULTS = {
    "semgrep": ("prospect_crm/fault.py", 'import frappe\n\nfrappe.throw("No.")\n', "untranslated-throw"),
    "mypy": ("prospect_crm/domain/message.py", "def untyped(value):\n    return value\n", "[no-untyped-def]"),
    "eslint": ("prospect_crm/public/js/fault.js", "cur_frm.save();\n", "no-restricted-globals"),
    "prettier": ("prospect_crm/public/js/fault.js", "    let a=1\n", "prospect_crm/public/js/fault.js"),
    "import-linter": (
        "prospect_crm/domain/message.py",
        "import frappe\n",
        "prospect_crm.domain.message -> frappe",
    ),
    "ruff": ("prospect_crm/fault.py", "import os\n", "F401"),
    "ruff-format": ("prospect_crm/fault.py", "a=1\n", "+a = 1"),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of what is linted, with the linters' settings, to put a fault in."""
    ignored = shutil.ignore_patterns("bench", "node_modules", "__pycache__", ".git", ".*_cache", "tests")
    return shutil.copytree(CHECKOUT, tmp_path / "checkout", ignore=ignored)


@pytest.mark.parametrize("name", lint.LINTERS)
def test_a_fault_fails(name: str, bench: Bench, copy: Path) -> None:
    place, text, complaint = FAULTS[name]
    (copy / place).parent.mkdir(parents=True, exist_ok=True)
    (copy / place).write_text(text)
    (copy / "tests").mkdir()
    finding = lint.run_linter(name, Bench(bench.folder, copy))
    assert finding.status == 1
    assert complaint in finding.output


def test_an_unknown_linter_is_named(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint.main(bench.folder, CHECKOUT, ["pylint"]) == 2
    assert capsys.readouterr().err == (
        "No linter is called pylint. There are: semgrep, mypy, eslint, prettier, import-linter, ruff, "
        "ruff-format.\n"
    )


def test_a_failure_decides_the_exit_status_and_shows_its_output(
    bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for package in lint.SOURCES:
        (tmp_path / package).mkdir()
    (tmp_path / "setup.py").write_text("import os\n")
    linked = Bench(bench.folder, tmp_path)
    shutil.copytree(bench.kit / "locks", linked.kit / "locks")
    assert lint.main(bench.folder, tmp_path, ["ruff", "ruff-format"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("ruff           fails")
    assert lines[1] == "setup.py:1:8: F401 [*] `os` imported but unused"
    assert lines[2].startswith("ruff-format    passes")


def test_a_commit_runs_the_same_linters_from_here() -> None:
    """No hook comes from elsewhere, with another version and rules of its own."""
    hooks = (CHECKOUT / ".pre-commit-config.yaml").read_text()
    assert re.findall(r"repo: (.*)", hooks) == ["local"]
    assert sorted(re.findall(r"entry: (.*)", hooks)) == sorted(f"./dev lint {name}" for name in lint.LINTERS)
