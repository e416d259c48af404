"""Processes of a bench, with real ones."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench_kit.errors import KitError
from bench_kit.layout import Bench
from bench_kit.ports import any_free, takes_connections
from bench_kit.processes import Service, Supervisor, processes_of

LISTEN = (
    "import socket, sys, time; s = socket.create_server(('127.0.0.1', int(sys.argv[1]))); time.sleep(600)"
)


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    made = Supervisor(Bench(tmp_path, tmp_path), "up")
    yield made
    made.stop(seconds=0)


def listener(folder: Path, port: int, **changes: object) -> Service:
    settings: dict[str, object] = {
        "name": "listener",
        "argv": [sys.executable, "-c", LISTEN, str(port)],
        "folder": folder,
        "environment": dict(os.environ),
        "log": folder / "listener.log",
        "is_ready": lambda: takes_connections(port),
        "seconds_to_start": 10,
    }
    return Service(**(settings | changes))  # type: ignore[arg-type]


def test_a_service_described_as_before_keeps_running(supervisor: Supervisor, tmp_path: Path) -> None:
    service = listener(tmp_path, any_free())
    supervisor.ensure(service)
    first = supervisor.leader("listener")
    supervisor.ensure(service)
    assert first is not None and supervisor.leader("listener") == first


def test_a_service_whose_code_changed_is_started_anew(supervisor: Supervisor, tmp_path: Path) -> None:
    port = any_free()
    supervisor.ensure(listener(tmp_path, port, code_key="before"))
    first = supervisor.leader("listener")
    supervisor.ensure(listener(tmp_path, port, code_key="after"))
    second = supervisor.leader("listener")
    assert first and second and first.pid != second.pid
    assert [process.pid for process in supervisor.found()] == [second.pid]


def test_stop_leaves_other_benches_and_other_stacks_alone(supervisor: Supervisor, tmp_path: Path) -> None:
    elsewhere, tests = (
        Supervisor(Bench(tmp_path / "other", tmp_path), "up"),
        Supervisor(supervisor.bench, "test"),
    )
    for owner in (supervisor, elsewhere, tests):
        owner.ensure(listener(tmp_path, any_free()))
    supervisor.stop()
    try:
        assert not supervisor.is_running("listener")
        assert elsewhere.is_running("listener") and tests.is_running("listener")
    finally:
        elsewhere.stop()
        tests.stop()


def test_stop_ends_children_in_sessions_of_their_own(supervisor: Supervisor, tmp_path: Path) -> None:
    port = any_free()
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {LISTEN!r}, sys.argv[1]], start_new_session=True)"
    supervisor.ensure(listener(tmp_path, port, argv=[sys.executable, "-c", child, str(port)]))
    assert [process.is_leader for process in sorted(supervisor.found(), key=lambda found: found.pid)] == [
        True,
        False,
    ]
    supervisor.stop()
    assert supervisor.found() == [] and not takes_connections(port)


def test_stop_kills_what_will_not_end(supervisor: Supervisor, tmp_path: Path) -> None:
    port = any_free()
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + LISTEN
    supervisor.ensure(listener(tmp_path, port, argv=[sys.executable, "-c", stubborn, str(port)]))
    supervisor.stop(seconds=0.3)
    assert supervisor.found() == []


def test_processes_are_found_after_their_starter_was_killed(supervisor: Supervisor, tmp_path: Path) -> None:
    environment = {**os.environ, **supervisor.bench.mark("up", "listener")}
    start = (
        "import os, subprocess, sys, time; "
        "child = subprocess.Popen(sys.argv[1:], start_new_session=True); print(child.pid, flush=True); time.sleep(600)"
    )
    command = [sys.executable, "-c", start, sys.executable, "-c", LISTEN, str(any_free())]
    starter = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert starter.stdout is not None
    pid = int(starter.stdout.readline())
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    starter.stdout.close()
    assert [(process.pid, process.is_leader) for process in processes_of(supervisor.bench)] == [(pid, True)]


def test_a_service_that_ends_at_its_start_is_reported_with_its_log(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    broken = listener(tmp_path, any_free(), argv=[sys.executable, "-c", "raise SystemExit('no such table')"])
    with pytest.raises(KitError) as caught:
        supervisor.ensure(broken)
    assert str(caught.value) == (
        f"listener ended with 1 at its start; see {tmp_path}/listener.log:\n    no such table"
    )


def test_a_service_that_never_answers_is_reported(supervisor: Supervisor, tmp_path: Path) -> None:
    silent = listener(
        tmp_path,
        any_free(),
        argv=[sys.executable, "-c", "import time; time.sleep(600)"],
        seconds_to_start=0.2,
    )
    started = time.monotonic()
    with pytest.raises(KitError, match=r"^listener did not answer within 0 seconds; see "):
        supervisor.ensure(silent)
    assert time.monotonic() - started >= 0.2
