"""A line a step, with its seconds, and commands whose output is kept for when they fail."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeVar

from bench_kit.errors import KitError

Result = TypeVar("Result")
# a command's words: texts and paths
Argv = Sequence[object]


class Steps:
    """Prints what is done and how long it took, each step as it ends.

    Steps may run side by side; each line then tells the step's own seconds, and `total` the whole's.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stdout
        self.started = time.monotonic()
        self._pool = ThreadPoolExecutor(max_workers=8)
        self._lock = threading.Lock()

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        started = time.monotonic()
        yield
        self.line(time.monotonic() - started, title)

    def line(self, seconds: float, title: str) -> None:
        with self._lock:
            print(f"{seconds:6.1f} s  {title}", file=self.stream, flush=True)

    def beside(self, work: Callable[[], Result]) -> "Future[Result]":
        """Start work beside the rest; its error appears where its result is asked for."""
        return self._pool.submit(work)

    def total(self, title: str) -> None:
        self.line(time.monotonic() - self.started, title)

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def run(
    argv: Argv,
    *,
    log: Path,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run a command with its output kept in `log`; raises KitError with the output's end when it fails."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        code = subprocess.run(
            [str(part) for part in argv],
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        ).returncode
    if code:
        name = " ".join(Path(str(part)).name for part in argv[:6])
        raise KitError(f"`{name} …` ended with {code}; its whole output is in {log}:\n{tail(log, 15)}")


def tail(log: Path, lines: int) -> str:
    """The last lines of a file, indented; empty where there is none."""
    try:
        text = log.read_text(errors="replace")
    except OSError:
        return ""
    return "\n".join(f"    {line}" for line in text.rstrip().splitlines()[-lines:])
