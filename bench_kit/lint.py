"""``./dev lint``: every linter of the project over a checkout, two at a time.

A linter is one row of ``LINTERS``. The tools themselves live in the bench (see ``lint_tools``), their
settings at the top of the checkout.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench_kit.lint_tools import ToolsError, ensure_tools, program_path

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = ("prospect_crm", "bench_kit", "tests")

# The slow ones come first, so that the quick ones fill the second core.
LINTERS: dict[str, tuple[str, ...]] = {
    "semgrep": (
        *("python/bin/semgrep", "scan", "--config", ".semgrep", "--error", "--metrics", "off"),
        *("--disable-version-check", "--quiet", "--no-git-ignore", "--jobs", "1", "prospect_crm"),
    ),
    "mypy": ("python/bin/mypy", "--no-error-summary", "--cache-dir", "{cache}/mypy"),
    "eslint": (
        "node_modules/.bin/eslint",
        "--no-error-on-unmatched-pattern",
        "--max-warnings",
        "0",
        *SOURCES,
    ),
    "prettier": (
        *("node_modules/.bin/prettier", "--check", "--log-level", "warn", "--no-error-on-unmatched-pattern"),
        "{prospect_crm,bench_kit,tests}/**/*.{js,mjs}",
        "*.mjs",
    ),
    "import-linter": ("python/bin/lint-imports", "--cache-dir", "{cache}/import-linter"),
    "ruff": ("python/bin/ruff", "check", "--quiet", "--cache-dir", "{cache}/ruff", *SOURCES, "setup.py"),
    "ruff-format": (
        *("python/bin/ruff", "format", "--check", "--quiet", "--diff", "--cache-dir", "{cache}/ruff"),
        *(*SOURCES, "setup.py"),
    ),
}


@dataclass(frozen=True)
class Finding:
    """How one linter ended: its exit status, what it printed and the seconds it took."""

    name: str
    status: int
    output: str
    seconds: float


def main(bench: Path, checkout: Path, names: list[str]) -> int:
    """Run the linters named, or all; print a line each and the output of those that fail; 0 when all pass."""
    unknown = [name for name in names if name not in LINTERS]
    if unknown:
        print(f"No linter is called {', '.join(unknown)}. There are: {', '.join(LINTERS)}.", file=sys.stderr)
        return 2
    try:
        tools = ensure_tools(bench, checkout)
    except ToolsError as error:
        print(error, file=sys.stderr)
        return 2
    chosen = [name for name in LINTERS if name in names or not names]
    with ThreadPoolExecutor(max_workers=2) as pool:
        findings = list(pool.map(lambda name: run_linter(name, tools, checkout), chosen))
    _report(findings)
    return 1 if any(finding.status for finding in findings) else 0


def run_linter(name: str, tools: Path, checkout: Path) -> Finding:
    """Run one linter in the checkout with the tools of ``ensure_tools``."""
    program, *arguments = LINTERS[name]
    cache = str(tools / "cache")
    command = [str(tools / program), *(argument.replace("{cache}", cache) for argument in arguments)]
    start = time.monotonic()
    result = subprocess.run(
        command,
        cwd=checkout,
        env=_environment(tools, checkout),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Finding(name, result.returncode, result.stdout, time.monotonic() - start)


def _environment(tools: Path, checkout: Path) -> dict[str, str]:
    """Keep what the tools write (semgrep's settings and log) inside the bench."""
    cache = tools / "cache"
    return {
        **os.environ,
        "PATH": os.pathsep.join((str(tools / "python" / "bin"), program_path(tools.parent))),
        "PYTHONPATH": str(checkout),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SEMGREP_SETTINGS_FILE": str(cache / "semgrep" / "settings.yml"),
        "SEMGREP_LOG_FILE": str(cache / "semgrep" / "semgrep.log"),
        "SEMGREP_VERSION_CACHE_PATH": str(cache / "semgrep" / "version"),
    }


def _report(findings: list[Finding]) -> None:
    for finding in findings:
        verdict = "fails" if finding.status else "passes"
        print(f"{finding.name:<14} {verdict:<7} {finding.seconds:5.1f} s")
        if finding.status:
            print(finding.output.rstrip())
