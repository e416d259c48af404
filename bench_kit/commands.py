"""What each command of ./dev does. Each takes the bench and its options, and gives an exit code or None."""

import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from bench_kit import bundles, setup
from bench_kit.errors import KitError
from bench_kit.layout import Bench
from bench_kit.site import ADMINISTRATOR_PASSWORD
from bench_kit.stack import FRONT, RunningStack
from bench_kit.steps import Steps, tail
from bench_kit.testing import benchmark, lint, served_desk, test, test_stack

__all__ = ["bench", "benchmark", "build", "down", "lint", "logs", "reset", "shell", "status", "test", "up"]


def up(bench: Bench, options: Namespace) -> None:
    steps = Steps()
    running = setup.serve(bench, bench.up, steps, port=options.port)
    steps.total("in all")
    print(f"\n  Prospect CRM   {running.address}/app")
    print(f"  User           Administrator\n  Password       {ADMINISTRATOR_PASSWORD}")
    print(f"  Mails          {running.stack.mail}\n\nStop it with ./dev down", flush=True)


def down(bench: Bench, options: Namespace) -> None:
    if is_bench(bench):
        setup.check_owner(bench)
        with setup.alone(bench):
            stop_stacks(bench)


def stop_stacks(bench: Bench) -> None:
    for stack in bench.stacks:
        RunningStack(bench, stack).stop()


def is_bench(bench: Bench) -> bool:
    return (bench.var / "set-up.lock").exists()


def status(bench: Bench, options: Namespace) -> int:
    for stack in bench.stacks:
        running = RunningStack(bench, stack)
        for process in sorted(running.supervisor.found(), key=lambda process: process.name):
            if process.is_leader:
                port = running.ports.get(process.name)
                print(
                    f"{stack.name:5} {process.name:12} pid {process.pid:<8} {f'127.0.0.1:{port}' if port else ''}"
                )
    is_served = RunningStack(bench, bench.up).supervisor.is_running(FRONT)
    print(
        f"Served at {RunningStack(bench, bench.up).address}/app"
        if is_served
        else "Not served; ./dev up serves it."
    )
    return 0 if is_served else 1


def logs(bench: Bench, options: Namespace) -> int:
    folder = bench.test.logs if options.test else bench.up.logs
    files = sorted(folder.glob(f"{options.name or '*'}.log"))
    if not files:
        known = ", ".join(sorted(file.stem for file in folder.glob("*.log"))) or "none yet"
        raise KitError(f"There is no log of that name in {folder}; there are: {known}.")
    if options.follow:
        return subprocess.run(["tail", "-n", "20", "-F", *files]).returncode
    for file in files:
        print(f"{file}\n{tail(file, 20 if len(files) > 1 else 200)}\n")
    return 0


def reset(bench: Bench, options: Namespace) -> int:
    what = (
        f"the bench {bench.folder}"
        if options.everything
        else f"the site {bench.up.site} with all that was entered"
    )
    if not is_bench(bench):
        raise KitError(f"There is no bench at {bench.folder}.")
    setup.check_owner(bench)
    if not options.yes and not is_confirmed(f"Drop {what}? [y/N] "):
        return 1
    with setup.alone(bench):
        stop_stacks(bench)
        for folder in [bench.folder] if options.everything else [bench.up.site_folder, bench.up.data]:
            shutil.rmtree(folder, ignore_errors=True)
    return 0


def is_confirmed(question: str) -> bool:
    """Whether the person at the terminal says yes; where nobody is there, that is a no."""
    print(question, end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def build(bench: Bench, options: Namespace) -> None:
    require_set_up(bench)
    steps = Steps()
    with steps.step(f"Desk bundles of {options.app or 'all apps'}"):
        bundles.rebuild(bench, options.app)
    setup.forget_bundles(bench)


def bench(bench: Bench, options: Namespace) -> int:
    with connected(bench, options.test) as running:
        arguments = options.arguments
        site = [] if "--site" in arguments else ["--site", running.stack.site]
        return frappe(running, [*site, *arguments])


def shell(bench: Bench, options: Namespace) -> int:
    with connected(bench, on_test_site=False) as running:
        return frappe(running, ["--site", running.stack.site, "console"])


def frappe(running: RunningStack, arguments: list[str]) -> int:
    """Run a Frappe command with the terminal's own input and output; gives its exit code."""
    command = [str(part) for part in (*running.frappe_command, *arguments)]
    bench, stack = running.bench, running.stack
    environment = bench.served_environment(stack) | bench.mark(stack.name, "command")
    return subprocess.run(command, cwd=stack.sites, env=environment).returncode


@contextmanager
def connected(bench: Bench, on_test_site: bool) -> Iterator[RunningStack]:
    """A site that commands can work on: the served one, or the tests', for as long as they need it."""
    if on_test_site:
        with test_stack(bench, keep=False) as running:
            yield running
        return
    yield served_desk(bench)


def require_set_up(bench: Bench) -> None:
    if not (bench.framework / "node_modules" / ".made").exists():
        raise KitError("The bench is not set up; run ./dev up first.")
