"""Start, find and stop the processes of a bench.

A process is known by a mark in its environment: a digest of what it was started with, its stack, its name
and the bench's folder. The kernel keeps the mark as long as the process lives, so there are no pid files to
go stale, a kit killed between a start and its record loses nothing, and children are found with their parent.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bench_kit.errors import KitError
from bench_kit.files import key_of
from bench_kit.layout import MARK, Bench
from bench_kit.steps import Argv, tail

LOG_LIMIT = 8 * 1024 * 1024


@dataclass(frozen=True)
class Service:
    """A program to keep running. `is_ready` tells when it can be used; `code_key` names what it has loaded,
    so that a change of it means a new start, as a change of `argv` does."""

    name: str
    argv: Argv
    folder: Path
    environment: Mapping[str, str]
    log: Path
    is_ready: Callable[[], bool]
    code_key: str = ""
    executable: str | None = None
    seconds_to_start: float = 60

    @property
    def digest(self) -> str:
        return key_of(*(str(part) for part in self.argv), self.code_key)


@dataclass(frozen=True)
class Found:
    """A living process of a bench. `is_leader` tells the started one from its descendants."""

    pid: int
    parent: int
    digest: str
    stack: str
    name: str
    is_leader: bool = True


def processes_of(bench: Bench) -> list[Found]:
    """Every living process that carries the bench's mark, this one and those that started it left out."""
    own = set(ancestry(os.getpid()))
    ids = (int(name) for name in os.listdir("/proc") if name.isdigit())
    found = {pid: process for pid in ids if pid not in own and (process := _look_at(pid, bench))}
    return [replace(process, is_leader=not _has_same_parent(process, found)) for process in found.values()]


def _has_same_parent(process: Found, found: Mapping[int, Found]) -> bool:
    parent = found.get(process.parent)
    return parent is not None and (parent.stack, parent.name) == (process.stack, process.name)


def _look_at(pid: int, bench: Bench) -> Found | None:
    try:
        environment = Path(f"/proc/{pid}/environ").read_bytes()
        parent = parent_of(pid)
    except OSError:
        return None
    prefix = f"{MARK}=".encode()
    mark = next((line for line in environment.split(b"\0") if line.startswith(prefix)), None)
    if mark is None:
        return None
    digest, stack, name, folder = mark[len(prefix) :].decode(errors="replace").split(":", 3)
    return Found(pid, parent, digest, stack, name) if folder == str(bench.folder) else None


def parent_of(pid: int) -> int:
    """The id of a process's parent; raises OSError where the process is gone."""
    # it is the second field after the name, which may itself hold blanks and brackets
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def ancestry(pid: int) -> Iterator[int]:
    """A process, its parent, and so on up to the first."""
    while pid:
        yield pid
        try:
            pid = parent_of(pid)
        except OSError:
            return


class Supervisor:
    """The processes of one stack of a bench, or of its set-up."""

    def __init__(self, bench: Bench, stack: str) -> None:
        self.bench = bench
        self.stack = stack

    def found(self) -> list[Found]:
        return [process for process in processes_of(self.bench) if process.stack == self.stack]

    def leader(self, name: str) -> Found | None:
        return next((process for process in self.found() if process.name == name and process.is_leader), None)

    def is_running(self, name: str) -> bool:
        return self.leader(name) is not None

    def ensure(self, *services: Service) -> None:
        """Have services running as described: each is left alone, started, or stopped and started anew."""
        wanting = [service for service in services if not self._is_as_described(service)]
        self.stop([service.name for service in wanting])
        started = [(service, self.start(service)) for service in wanting]
        for service, process in started:
            self.wait_until_ready(service, process)

    def _is_as_described(self, service: Service) -> bool:
        leader = self.leader(service.name)
        return leader is not None and leader.digest == service.digest and service.is_ready()

    def start(self, service: Service) -> "subprocess.Popen[bytes]":
        service.log.parent.mkdir(parents=True, exist_ok=True)
        mode = "ab" if service.log.exists() and service.log.stat().st_size < LOG_LIMIT else "wb"
        with service.log.open(mode) as log:
            return subprocess.Popen(
                [str(part) for part in service.argv],
                executable=service.executable,
                cwd=service.folder,
                env={**service.environment, **self.bench.mark(self.stack, service.name, service.digest)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait_until_ready(self, service: Service, process: "subprocess.Popen[bytes]") -> None:
        end = time.monotonic() + service.seconds_to_start
        while not service.is_ready():
            if process.poll() is not None:
                problem = f"ended with {process.returncode} at its start"
            elif time.monotonic() > end:
                problem = f"did not answer within {service.seconds_to_start:.0f} seconds"
            else:
                time.sleep(0.05)
                continue
            raise KitError(f"{service.name} {problem}; see {service.log}:\n{tail(service.log, 12)}")

    def stop(self, names: Iterable[str] | None = None, seconds: float = 60) -> None:
        """Stop the named services, or all of the stack, with their children.

        The leaders are asked to end; what is still there after `seconds`, or has lost its leader, is killed.
        """
        wanted = None if names is None else set(names)
        end = time.monotonic() + seconds
        asked: set[int] = set()
        while processes := [process for process in self.found() if wanted is None or process.name in wanted]:
            if time.monotonic() > end:
                send(signal.SIGKILL, (process.pid for process in processes))
            leaders = {process.pid for process in processes if process.is_leader}
            send(signal.SIGTERM, leaders - asked)
            asked |= leaders
            reap(asked)
            time.sleep(0.03)


def send(signal_number: signal.Signals, pids: Iterable[int]) -> None:
    for pid in pids:
        try:
            os.kill(pid, signal_number)
        except ProcessLookupError:
            continue


def reap(pids: Iterable[int]) -> None:
    """Take leave of ended children of this very process, which would otherwise stay as zombies."""
    for pid in pids:
        try:
            os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:
            continue
