"""``./dev lint``: every linter of the project over a checkout, two at a time.

A linter is one row of ``LINTERS``. The tools themselves live in the bench (see ``lint_tools``), their
settings at the top of the checkout.
"""

import os
import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench_kit import lint_tools
from bench_kit.layout import Bench

SOURCES = ("prospect_crm", "bench_kit", "tests")

# Programs below the tools' folder. The slow ones come first, so that the quick ones fill the second core.
LINTERS = {
    "semgrep": "python/bin/semgrep scan --config .semgrep --project-root . --no-git-ignore --jobs 1"
    " --error --quiet --metrics off --disable-version-check prospect_crm",
    "mypy": "python/bin/mypy --no-error-summary --cache-dir {cache}/mypy",
    "eslint": "node_modules/.bin/eslint --max-warnings 0 --no-error-on-unmatched-pattern {sources}",
    "prettier": "node_modules/.bin/prettier --check --log-level warn --no-error-on-unmatched-pattern"
    " *.mjs '{prospect_crm,bench_kit,tests}/**/*.{js,mjs}'",
    "import-linter": "python/bin/lint-imports --cache-dir {cache}/import-linter",
    "ruff": "python/bin/ruff check --quiet --output-format concise --cache-dir {cache}/ruff {sources} setup.py",
    "ruff-format": "python/bin/ruff format --diff --quiet --cache-dir {cache}/ruff {sources} setup.py",
}


@dataclass(frozen=True)
class Finding:
    """How one linter ended: its exit status, what it printed and the seconds it took."""

    name: str
    status: int
    output: str
    seconds: float


def main(bench: Path, checkout: Path, names: list[str]) -> int:
    """Run the linters named, or all; print a line each and the output of those that fail.

    Gives 0 when all pass, 1 when one fails, 2 for a name that is none. Raises KitError where the linters
    cannot be installed.
    """
    unknown = [name for name in names if name not in LINTERS]
    if unknown:
        print(f"No linter is called {', '.join(unknown)}. There are: {', '.join(LINTERS)}.", file=sys.stderr)
        return 2
    within = Bench(bench, checkout)
    lint_tools.provide(within)
    chosen = [name for name in LINTERS if name in names or not names]
    with ThreadPoolExecutor(max_workers=2) as pool:
        passed = [_report(finding) for finding in pool.map(lambda name: run_linter(name, within), chosen)]
    return 0 if all(passed) else 1


def run_linter(name: str, bench: Bench) -> Finding:
    """Run one linter over the bench's checkout with the tools of ``lint_tools.provide``."""
    tools = bench.folder / "tools"
    filled = LINTERS[name].replace("{sources}", " ".join(SOURCES))
    program, *arguments = shlex.split(filled)
    cache = str(bench.var / "cache")
    start = time.monotonic()
    result = subprocess.run(
        [tools / program, *(argument.replace("{cache}", cache) for argument in arguments)],
        cwd=bench.checkout,
        env=_environment(bench, tools),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Finding(name, result.returncode, result.stdout, time.monotonic() - start)


def _environment(bench: Bench, tools: Path) -> dict[str, str]:
    """The bench's, with the linters' programs first; what semgrep writes stays in the bench too."""
    environment, semgrep = bench.environment(), bench.var / "cache" / "semgrep"
    return environment | {
        "PATH": os.pathsep.join((str(tools / "python" / "bin"), environment["PATH"])),
        "PYTHONPATH": str(bench.checkout),
        "SEMGREP_SETTINGS_FILE": str(semgrep / "settings.yml"),
        "SEMGREP_LOG_FILE": str(semgrep / "semgrep.log"),
        "SEMGREP_VERSION_CACHE_PATH": str(semgrep / "version"),
    }


def _report(finding: Finding) -> bool:
    """Print a linter's line, and what it complains about; gives whether it passed."""
    verdict = "fails" if finding.status else "passes"
    print(f"{finding.name:<14} {verdict:<7} {finding.seconds:5.1f} s", flush=True)
    if finding.status:
        print(finding.output.strip("\n"), flush=True)
    return not finding.status
