"""Tests, benchmarks and linters: run on the tests' own stack, of which nothing is left running."""

import os
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench_kit import lock, setup
from bench_kit.errors import KitError
from bench_kit.layout import Bench
from bench_kit.stack import FRONT, RunningStack
from bench_kit.steps import Steps

# these need no site, so none is set up where only they are asked for
FOLDERS_WITHOUT_SITE = ("tests/domain", "tests/kit")
OPTIONS_WITH_A_VALUE = ("-m", "-k", "-n", "-p", "-o", "-c", "-W", "-r")


def test(bench: Bench, options: Namespace) -> int:
    arguments = [from_checkout(bench, argument) for argument in options.arguments]
    pytest = ["-m", "pytest", "-o", f"cache_dir={bench.var / 'cache' / 'pytest'}", *marked(arguments)]
    if needs_no_site(arguments):
        setup.provide_python(bench, Steps(sys.stderr), for_tests=True)
        return run_python(bench, pytest, common_environment(bench))
    with test_stack(bench, keep=options.keep) as running:
        return run_python(bench, [*pytest, *side_by_side(arguments)], site_environment(running))


def benchmark(bench: Bench, options: Namespace) -> int:
    arguments = ["-m", "tests.benchmarks", *options.arguments]
    if options.desk:
        return run_python(bench, arguments, site_environment(served_desk(bench)))
    with test_stack(bench, keep=options.keep) as running:
        return run_python(bench, arguments, site_environment(running))


def served_desk(bench: Bench) -> RunningStack:
    """The desk that `./dev up` serves."""
    running = RunningStack(bench, bench.up)
    if not running.supervisor.is_running(FRONT):
        raise KitError("The desk is not served; run ./dev up first.")
    return running


def lint(bench: Bench, options: Namespace) -> int:
    from bench_kit import lint as linters

    setup.provide_python(bench, Steps(sys.stderr), for_tests=True)
    return int(linters.main(bench.folder, bench.checkout, options.names))


def from_checkout(bench: Bench, argument: str) -> str:
    """A pytest argument as seen from the checkout, where the tests run: a path in the caller's folder moves."""
    path, separator, node = argument.partition("::")
    if argument.startswith("-") or not Path(path).exists():
        return argument
    return os.path.relpath(path, bench.checkout) + separator + node


def needs_no_site(arguments: list[str]) -> bool:
    """Whether pytest is asked for tests without a site, and for no others."""
    paths = paths_of(arguments)
    return bool(paths) and all(path.startswith(FOLDERS_WITHOUT_SITE) for path in paths)


def paths_of(arguments: list[str]) -> list[str]:
    """The files and folders that pytest is asked for."""
    before = ["", *arguments]
    return [
        argument.partition("::")[0]
        for option, argument in zip(before, arguments, strict=False)
        if not argument.startswith("-") and option not in OPTIONS_WITH_A_VALUE
    ]


def side_by_side(arguments: list[str]) -> list[str]:
    """All tests run in two processes: one has the site (see tests/conftest.py), the other what needs none."""
    is_all = not paths_of(arguments) and not {"-n", "--collect-only", "--co"} & set(arguments)
    return ["-n", "2"] if is_all else []


def marked(arguments: list[str]) -> list[str]:
    """Minutes-long tests are run only where a mark is asked for, such as `-m slow`."""
    return arguments if "-m" in arguments else ["-m", "not slow", *arguments]


@contextmanager
def test_stack(bench: Bench, *, keep: bool) -> Iterator[RunningStack]:
    """The tests' site, served; stopped at the end, however that comes, unless it is to be kept.

    One run at a time: a second one waits, for both would write to the same site.
    """
    setup.check_owner(bench)
    with lock.held(bench.var / "test.lock", "runs tests or benchmarks on this bench"):
        try:
            yield setup.serve(bench, bench.test, Steps(sys.stderr))
        finally:
            if not keep:
                RunningStack(bench, bench.test).stop()


def run_python(bench: Bench, arguments: list[str], environment: dict[str, str]) -> int:
    """Run the bench's Python in the checkout; gives its exit code. What tests leave in the temporary folder
    goes with it. It is not one of the bench: a browser's sockets want short paths, and linters under test
    look away from what git ignores."""
    with tempfile.TemporaryDirectory(prefix="prospect-tests-", ignore_cleanup_errors=True) as temporary:
        within = environment | {"TMPDIR": temporary}
        return subprocess.run([bench.python, *arguments], cwd=bench.checkout, env=within).returncode


def common_environment(bench: Bench) -> dict[str, str]:
    return bench.environment() | {
        "PYTHONPATH": str(bench.checkout),
        "PROSPECT_BENCH": str(bench.folder),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(bench.var / "cache" / "hypothesis"),
        "COVERAGE_FILE": str(bench.var / "coverage"),
        **bench.mark("checkout", "tests"),
    }


def site_environment(running: RunningStack) -> dict[str, str]:
    """What the tests are told of the served site. The mark lets what they start be found and stopped."""
    bench, stack = running.bench, running.stack
    return (
        common_environment(bench)
        | bench.served_environment(stack)
        | {
            "PROSPECT_SITES": str(stack.sites),
            "PROSPECT_SITE": stack.site,
            "PROSPECT_URL": running.address,
            "PROSPECT_MAIL": str(stack.mail),
        }
        | bench.mark(stack.name, "tests")
    )
