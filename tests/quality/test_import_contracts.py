"""A contract on imports is written so that it can never break."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.quality.app_files import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

LAYERS = "Imports point downwards only"
PURE = "The domain knows neither Frappe nor the rest of the app"
ALONE = "The parts of the domain stand alone"
ERPNEXT = "ERPNext is imported in prospect_crm.integrations.erpnext alone"
KIT = "The bench kit and the app never import each other"

# importer, what it imports, the contract it breaks; all packages are made where the app has none yet
VIOLATIONS = [
    ("prospect_crm.services.sample", "prospect_crm.api.sample", LAYERS),
    ("prospect_crm.queries.sample", "prospect_crm.services.sample", LAYERS),
    ("prospect_crm.domain.message", "prospect_crm.queries.sample", LAYERS),
    ("prospect_crm.setup.sample", "prospect_crm.api.sample", LAYERS),
    ("prospect_crm.services.sample", "prospect_crm.setup.sample", LAYERS),
    ("prospect_crm.api.sample", "prospect_crm.tasks.sample", LAYERS),
    ("prospect_crm.integrations.sample", "prospect_crm.prospect_crm.sample", LAYERS),
    ("prospect_crm.new_package.sample", "json", LAYERS),
    ("prospect_crm.domain.vcard.sample", "frappe.utils", PURE),
    ("prospect_crm.domain.message", "erpnext", PURE),
    ("prospect_crm.domain.message", "prospect_crm.hooks", PURE),
    ("prospect_crm.domain.vcard.sample", "prospect_crm.domain.tabular.sample", ALONE),
    ("prospect_crm.domain.matching.sample", "prospect_crm.domain.merging.sample", ALONE),
    ("prospect_crm.domain.normalize.sample", "prospect_crm.domain.vcard.sample", ALONE),
    ("prospect_crm.domain.message", "prospect_crm.domain.person", ALONE),
    ("prospect_crm.services.sample", "erpnext.crm.doctype.lead.lead", ERPNEXT),
    ("prospect_crm.integrations.sample", "erpnext", ERPNEXT),
    ("prospect_crm.services.sample", "bench_kit.lint", KIT),
    ("bench_kit.sample", "prospect_crm.hooks", KIT),
]
ALLOWED = [
    ("prospect_crm.api.sample", "prospect_crm.services.sample"),
    ("prospect_crm.demo.sample", "prospect_crm.setup.sample"),
    ("prospect_crm.setup.sample", "prospect_crm.services.sample"),
    ("prospect_crm.services.sample", "prospect_crm.integrations.erpnext.sample"),
    ("prospect_crm.integrations.erpnext.sample", "erpnext.crm.doctype.lead.lead"),
    ("prospect_crm.domain.vcard.sample", "prospect_crm.domain.normalize.sample"),
    ("prospect_crm.domain.normalize.sample", "prospect_crm.domain.person"),
]


def broken_contracts(copy: Path, tools: Path) -> list[str]:
    """Return the names of the contracts that a tree breaks."""
    command = [tools / "python" / "bin" / "lint-imports", "--no-cache"]
    result = subprocess.run(
        command, cwd=copy, env={"PYTHONPATH": str(copy)}, capture_output=True, text=True, check=False
    )
    names = re.findall(r"^(.+) BROKEN(?: \(\d+ ignored imports\))?$", result.stdout, re.MULTILINE)
    assert result.returncode == bool(names), result.stdout
    return names


def write_import(copy: Path, importer: str, imported: str) -> None:
    """Add an import to a module, which is made with its packages where it is missing; the imported one too."""
    for module in (importer, imported):
        path = (copy / module.replace(".", "/")).with_suffix(".py")
        if module.startswith(("prospect_crm", "bench_kit")) and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
            (path.parent / "__init__.py").touch()
    path = (copy / importer.replace(".", "/")).with_suffix(".py")
    path.write_text(f"{path.read_text()}\nimport {imported}\n")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of both packages, with the contracts, to break them in."""
    for package in ("prospect_crm", "bench_kit"):
        shutil.copytree(
            CHECKOUT / package, tmp_path / package, ignore=shutil.ignore_patterns("*.json", "*.js", "*.lock")
        )
    shutil.copy(CHECKOUT / ".importlinter", tmp_path)
    return tmp_path


@pytest.mark.parametrize(("importer", "imported", "contract"), VIOLATIONS)
def test_a_wrong_import_breaks_its_contract(
    importer: str, imported: str, contract: str, copy: Path, tools: Path
) -> None:
    write_import(copy, importer, imported)
    assert contract in broken_contracts(copy, tools)


def test_right_imports_break_nothing(copy: Path, tools: Path) -> None:
    for importer, imported in ALLOWED:
        write_import(copy, importer, imported)
    assert broken_contracts(copy, tools) == []
