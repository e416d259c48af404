"""The set-up of a bench, from nothing or from wherever an earlier run ended, and its order.

Each part keeps its own key of what it was made from and does nothing where that still holds; keys and
markers are written last, so a run that was killed is simply run again.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bench_kit import bundles, debian, framework, lock, python_env, redis
from bench_kit.errors import KitError
from bench_kit.layout import SET_UP, Bench, Stack
from bench_kit.processes import Supervisor
from bench_kit.site import Site
from bench_kit.stack import RunningStack
from bench_kit.steps import Steps

if TYPE_CHECKING:
    from concurrent.futures import Future


def check_owner(bench: Bench) -> None:
    """Raise KitError where the bench belongs to somebody else: its processes and files would be mixed."""
    if bench.folder.exists() and bench.folder.stat().st_uid != os.geteuid():
        raise KitError(
            f"The bench {bench.folder} belongs to another user (id {bench.folder.stat().st_uid}). Run ./dev as that "
            "user, or keep a bench of your own with --bench PATH."
        )


def serve(bench: Bench, stack: Stack, steps: Steps, *, port: int | None = None) -> RunningStack:
    """Set up what is missing and have the stack's site served."""
    check_owner(bench)
    command = stack.name
    with alone(bench):
        provide_debian(bench, command, steps)
        bench.make_folders()
        running = RunningStack(bench, stack, port)
        running.settle_ports()
        try:
            provide_site(running, steps)
        finally:
            # what runs beside must end before anybody stops or deletes what it works on
            steps.close()
        with steps.step("Served"):
            running.start_serving()
    return running


@contextmanager
def alone(bench: Bench) -> Iterator[None]:
    """Hold the bench's set-up: another ./dev waits, and what a killed one left at work is stopped."""
    with lock.held(bench.var / "set-up.lock", "sets up this bench"):
        stop_abandoned(bench)
        yield


def stop_abandoned(bench: Bench) -> None:
    """Kill installers and the like that outlived the ./dev that started them."""
    Supervisor(bench, SET_UP).stop(seconds=0)


def provide_debian(bench: Bench, command: str, steps: Steps) -> None:
    with steps.step("Debian packages"):
        purposes = {"up", command} | ({"frappe"} if bench.frappe_source else set())
        debian.provide(bench.kit / "debian.txt", purposes, bench.logs / "debian.log")


def provide_python(bench: Bench, steps: Steps, *, for_tests: bool) -> None:
    """Have the Python packages, enough for the domain's tests where no site is asked for."""
    check_owner(bench)
    with alone(bench):
        bench.make_folders()
        with steps.step("Python packages"):
            python_env.make(bench)
            python_env.install_runtime(bench)
            if for_tests:
                python_env.install_for_tests(bench)


def provide_site(running: RunningStack, steps: Steps) -> None:
    """Packages, databases, site and bundles, side by side where one does not need the other."""
    bench, stack = running.bench, running.stack
    backends = steps.beside(lambda: _start_backends(running, steps))
    with steps.step("Python environment"):
        python_env.make(bench)
    sources = steps.beside(lambda: _provide_framework(bench, steps))
    packages = steps.beside(lambda: _install_python_packages(bench, stack, sources, steps))
    desk = steps.beside(lambda: _build_desk(bench, sources, steps))
    for needed in (sources, packages, backends):
        needed.result()
    Site(running, steps).provide()
    if desk.result():
        forget_bundles(bench)


def _start_backends(running: RunningStack, steps: Steps) -> None:
    with steps.step("MariaDB and Redis running"):
        running.start_backends()


def _provide_framework(bench: Bench, steps: Steps) -> None:
    with steps.step("Frappe's sources"):
        framework.provide(bench)


def _install_python_packages(bench: Bench, stack: Stack, sources: "Future[None]", steps: Steps) -> None:
    if bench.frappe_source is not None:
        # they say what they need
        sources.result()
    with steps.step("Python packages"):
        python_env.install_runtime(bench)
        if stack is bench.test:
            python_env.install_for_tests(bench)


def _build_desk(bench: Bench, sources: "Future[None]", steps: Steps) -> bool:
    with steps.step("Node"):
        python_env.install_node(bench)
    if bench.frappe_source is not None:
        sources.result()
    with steps.step("npm packages"):
        bundles.install_npm_packages(bench)
    sources.result()
    with steps.step("Desk bundles"):
        return bundles.provide(bench)


def forget_bundles(bench: Bench) -> None:
    """Have running sites read the bundles' addresses anew: with developer_mode 0 they keep them in Redis."""
    for stack in bench.stacks:
        running = RunningStack(bench, stack)
        if running.supervisor.is_running(redis.CACHE):
            redis.forget(running.port(redis.CACHE), "assets_json")
