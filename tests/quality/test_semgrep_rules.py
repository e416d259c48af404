"""One of our semgrep rules overlooks what it is for, or complains about what is right.

Each sample marks the line that follows: ``# ruleid: NAME`` where the rule must speak, ``# ok: NAME`` where
it must not (semgrep's own marks; in JavaScript with ``//``). Their folders are those of the app, for rules
that hold in some folders only.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.quality.app_files import CHECKOUT

SAMPLES = Path(__file__).parent / "semgrep_samples"
MARK = re.compile(r"\s*(?:#|//) (ruleid|ok): (\S+)$")
RULES = sorted(
    found
    for file in (CHECKOUT / ".semgrep").glob("*.yml")
    for found in re.findall(r"- id: (\S+)", file.read_text())
)


def marked_lines(kind: str, rule: str) -> set[str]:
    """Return the places ``path:line`` that the samples mark for a rule."""
    return {
        f"{path.relative_to(SAMPLES)}:{number + 1}"
        for path in SAMPLES.rglob("*.*")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if (mark := MARK.match(line)) and mark.groups() == (kind, rule)
    }


@pytest.fixture(scope="session")
def findings(tools: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """Return (rule, ``path:line``) for all that semgrep finds in the samples."""
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(SAMPLES, project, dirs_exist_ok=True)
    shutil.copytree(CHECKOUT / ".semgrep", project / ".semgrep")
    shutil.copy(CHECKOUT / ".semgrepignore", project)
    offline = ["--metrics", "off", "--disable-version-check", "--no-git-ignore", "--project-root", "."]
    command = [
        tools / "python" / "bin" / "semgrep",
        "scan",
        "--config",
        ".semgrep",
        *offline,
        "--json",
        "prospect_crm",
    ]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    report = json.loads(result.stdout)
    assert report["errors"] == []
    return [
        (found["check_id"].rsplit(".")[-1], f"{found['path']}:{found['start']['line']}")
        for found in report["results"]
    ]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_what_is_marked_and_nothing_else(rule: str, findings: list[tuple[str, str]]) -> None:
    wrong, right = marked_lines("ruleid", rule), marked_lines("ok", rule)
    assert wrong, f"no sample breaks {rule}"
    assert right, f"no sample keeps {rule}"
    assert {place for name, place in findings if name == rule} == wrong


def test_every_mark_names_a_rule() -> None:
    marks = {
        mark[2]
        for path in SAMPLES.rglob("*.*")
        for line in path.read_text().splitlines()
        if (mark := MARK.match(line))
    }
    assert marks == set(RULES)
