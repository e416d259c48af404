"""A site of its own on servers that may be killed: a durable MariaDB and a Redis pair, filled from the kit's dump."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench_kit import redis
from bench_kit.files import write_json
from bench_kit.layout import Bench, Stack, link_to
from bench_kit.mariadb import SERVER, MariaDB
from bench_kit.ports import any_free
from bench_kit.processes import Service, Supervisor

CHECKOUT = Path(__file__).resolve().parents[2]
SITE = "crash.localhost"
DATABASE = "prospect_crash"
PASSWORD = "crash"
WORKER = "worker"
TARGETS = (WORKER, WORKER, SERVER, SERVER, redis.CACHE, redis.QUEUE)
"""What is killed; workers and the database twice as often as either Redis."""
SMALL = ("--innodb-buffer-pool-size=64M", "--innodb-log-file-size=32M")
SECONDS_TO_END = 30


class CrashStack:
    """The servers, and a process of the site from which jobs and calls are forked in a few milliseconds."""

    def __init__(self, folder: Path) -> None:
        self.bench = Bench(Path(os.environ["PROSPECT_BENCH"]), CHECKOUT)
        self.stack = Stack("test", SITE, folder, folder / "data", is_durable=True)
        # of the tests' own stack: what a killed test leaves is stopped with it
        self.supervisor = Supervisor(self.bench, "test")
        self.ports = {role: any_free() for role in (SERVER, redis.CACHE, redis.QUEUE)}
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.worker = 0
        self._make_folders()
        self._fill()
        for role in self.ports:
            self.start(role)
        self.process = self._site_process()

    def _make_folders(self) -> None:
        site = self.stack.site_folder
        for folder in ("public/files", "private/files", "private/backups", "locks", "logs"):
            (site / folder).mkdir(parents=True)
        for folder in (self.stack.logs, self.stack.data, self.stack.folder / "config" / "pids"):
            folder.mkdir(parents=True)
        for shared in ("apps", "env", "sites/assets"):
            link_to(self.bench.folder / shared, self.stack.folder / shared)
        (self.stack.sites / "apps.txt").write_text((self.bench.test.sites / "apps.txt").read_text())
        queue = f"redis://127.0.0.1:{self.ports[redis.QUEUE]}"
        known = {
            "db_host": "127.0.0.1",
            "db_port": self.ports[SERVER],
            "redis_cache": f"redis://127.0.0.1:{self.ports[redis.CACHE]}",
            "redis_queue": queue,
            "redis_socketio": queue,
            "default_site": SITE,
            "pause_scheduler": 1,
        }
        write_json(self.stack.sites / "common_site_config.json", known)
        configuration = {"db_name": DATABASE, "db_password": PASSWORD, "db_type": "mariadb"}
        write_json(site / "site_config.json", configuration)

    def _fill(self) -> None:
        """Load the dump that the kit keeps of a site with the app, by a server that need not flush it."""
        database = self._database(is_durable=False)
        database.install()
        self._start(self._named(database.service()))
        [dump] = self.bench.var.glob("app-*.sql.gz")
        database.execute(
            f"CREATE DATABASE `{DATABASE}`; CREATE USER '{DATABASE}'@'127.0.0.1' IDENTIFIED BY '{PASSWORD}'; "
            f"GRANT ALL ON `{DATABASE}`.* TO '{DATABASE}'@'127.0.0.1';"
        )
        database.load(DATABASE, gzip.decompress(dump.read_bytes()))
        process = self.running.pop(f"crash-{SERVER}")
        process.terminate()
        process.wait()

    def _database(self, *, is_durable: bool) -> MariaDB:
        log = self.stack.logs / "mariadb.log"
        return MariaDB(self.stack.data, self.ports[SERVER], is_durable, self.bench.environment(), log)

    # -- servers -------------------------------------------------------------------

    def start(self, role: str) -> None:
        """Start a server and wait until it answers."""
        if role == SERVER:
            service = self._database(is_durable=True).service()
        else:
            environment, log = self.bench.environment(), self.stack.logs / f"{role}.log"
            port = self.ports[role]
            service = redis.service(
                role, port, self.stack.data, is_durable=True, environment=environment, log=log
            )
        self._start(self._named(service))

    def _named(self, service: Service) -> Service:
        argv = [*service.argv, *SMALL] if service.name == SERVER else service.argv
        return replace(service, name=f"crash-{service.name}", argv=argv)

    def _start(self, service: Service) -> None:
        process = self.supervisor.start(service)
        self.running[service.name] = process
        self.supervisor.wait_until_ready(service, process)

    def kill(self, target: str) -> None:
        """Kill -9 a server, or the worker together with the job it forked."""
        if target == WORKER:
            self.end_worker()
            return
        process = self.running.pop(f"crash-{target}")
        process.kill()
        process.wait()

    # -- the site ------------------------------------------------------------------

    def _site_process(self) -> subprocess.Popen[str]:
        environment = {
            **self.bench.served_environment(self.stack),
            **self.bench.mark("test", "crash-site"),
            "PYTHONPATH": str(CHECKOUT),
        }
        return subprocess.Popen(
            [str(self.bench.python), "-m", "tests.crash.site_process", SITE],
            cwd=self.stack.sites,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(self.stack.logs / "site.log").open("a"),
            text=True,
        )

    def call(self, function: str, *arguments: Any) -> Any:
        """Run a function of ``steps`` in a fresh process on the site; RuntimeError with what it raised."""
        answer = self._ask({"call": function, "arguments": arguments})
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["result"]

    def start_worker(self) -> None:
        """Start a Frappe worker that ends when the queue is empty."""
        self.worker = self._ask({"start": "worker"})["pid"]

    def await_worker(self, seconds: float = SECONDS_TO_END) -> bool:
        """Wait for the worker's end; gives whether it came in time."""
        end = time.monotonic() + seconds
        while self.worker and time.monotonic() < end:
            if not self._ask({"alive": self.worker})["result"]:
                self.worker = 0
            else:
                time.sleep(0.05)
        return not self.worker

    def end_worker(self) -> None:
        """Kill -9 the worker and its job, each a process group of its own."""
        if self.worker:
            for pid in (self.worker, *_children(self.worker)):
                _kill(pid)
            self.await_worker()

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, (self.stack.logs / "site.log").read_text()[-3000:]
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """Stop everything, at once."""
        self.end_worker()
        self.process.kill()
        self.process.wait()
        for name in list(self.running):
            self.kill(name.removeprefix("crash-"))


def _children(pid: int) -> list[int]:
    file = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in file.read_text().split()] if file.exists() else []


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
