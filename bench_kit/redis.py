"""The private Redis pair of one stack: a cache that forgets, and a queue that, where asked to, does not."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from bench_kit.errors import KitError
from bench_kit.ports import answer
from bench_kit.processes import Service

CACHE, QUEUE = "redis_cache", "redis_queue"
EVICTION = {CACHE: "allkeys-lru", QUEUE: "noeviction"}


def service(
    role: str, port: int, folder: Path, *, is_durable: bool, environment: Mapping[str, str], log: Path
) -> Service:
    """Redis as the cache or the queue of a stack. A durable queue writes each job to an append-only file."""
    keeps = is_durable and role == QUEUE
    settings = {
        "bind": "127.0.0.1",
        "port": str(port),
        "dir": str(folder),
        "save": "",
        "appendonly": "yes" if keeps else "no",
        "appenddirname": f"{role}-append-only",
        "maxmemory": "256mb",
        "maxmemory-policy": EVICTION[role],
        # the title would be written over the environment, which is how the kit knows its processes
        "set-proc-title": "no",
    }
    return Service(
        name=role,
        # one program serves and checks; Debian packs it with the tools and tells by the name it is called
        argv=["redis-server", *(part for name, value in settings.items() for part in (f"--{name}", value))],
        executable=program(environment["PATH"]),
        folder=folder,
        environment=environment,
        log=log,
        is_ready=lambda: answer(port, b"PING\r\n").startswith(b"+PONG"),
    )


def program(path: str) -> str:
    """The Redis server's program; raises KitError where there is none."""
    found = shutil.which("redis-server", path=path) or shutil.which("redis-check-rdb", path=path)
    if found is None:
        raise KitError("The program redis-server is missing; `./dev up` installs it or tells how.")
    return found


def flush(port: int) -> None:
    """Empty a Redis: what an earlier site left there must not be taken for the next one's."""
    if not answer(port, b"FLUSHALL\r\n").startswith(b"+OK"):
        raise KitError(f"Redis on port {port} did not empty itself.")


def forget(port: int, key: str) -> None:
    answer(port, f"DEL {key}\r\n".encode())
