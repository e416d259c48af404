"""What runs of a stack: its backends (MariaDB, Redis pair) and what serves its site."""

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench_kit import redis
from bench_kit.errors import KitError
from bench_kit.files import key_of, key_of_tree, read_json, write_json
from bench_kit.layout import APP, Bench, Stack
from bench_kit.mariadb import SERVER, MariaDB
from bench_kit.ports import Ports, answer, takes_connections
from bench_kit.processes import Service, Supervisor
from bench_kit.steps import Argv, run

WEB, FRONT, WORKER, SCHEDULER, MAIL = "web", "front", "worker", "scheduler", "mail"
BACKENDS = (redis.CACHE, redis.QUEUE, SERVER)
USUAL_PORTS = {"up": 8000, "test": 8100}
SECONDS_TO_FINISH_A_JOB = 10
PROGRAM_SUFFIXES = (".py", ".txt", ".html", ".csv", ".json")


@dataclass
class RunningStack:
    """The processes of one stack. Roles' ports are settled by `settle_ports` before anything starts."""

    bench: Bench
    stack: Stack
    wished_port: int | None = None

    def __post_init__(self) -> None:
        self.supervisor = Supervisor(self.bench, self.stack.name)
        self.ports = Ports(self.stack.data / "ports.json")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.ports.get(FRONT)}"

    @property
    def database(self) -> MariaDB:
        environment, log = self.bench.environment(), self.log(SERVER)
        return MariaDB(self.stack.data, self.port(SERVER), self.stack.is_durable, environment, log)

    def port(self, role: str) -> int:
        port = self.ports.get(role)
        if port is None:
            raise KitError(f"The stack {self.stack.name} was never started; run ./dev {self.stack.name}.")
        return port

    def log(self, name: str) -> Path:
        return self.stack.logs / f"{name}.log"

    def settle_ports(self) -> None:
        running = {process.name for process in self.supervisor.found() if process.is_leader}
        for role in (SERVER, redis.CACHE, redis.QUEUE, WEB, MAIL):
            self.ports.settle(role, is_running=role in running)
        self.ports.settle(
            FRONT, is_running=FRONT in running, wished=self.wished_port, usual=USUAL_PORTS[self.stack.name]
        )
        self._write_configuration()

    def _write_configuration(self) -> None:
        """Write what Frappe must know into common_site_config.json, and leave what a person added there."""
        file = self.stack.sites / "common_site_config.json"
        queue = f"redis://127.0.0.1:{self.port(redis.QUEUE)}"
        known: dict[str, Any] = {
            "db_host": "127.0.0.1",
            "db_port": self.port(SERVER),
            "redis_cache": f"redis://127.0.0.1:{self.port(redis.CACHE)}",
            "redis_queue": queue,
            "redis_socketio": queue,
            "webserver_port": self.port(WEB),
            "socketio_port": self.port(FRONT),
            "host_name": self.address,
            "default_site": self.stack.site,
            "serve_default_site": True,
            "frappe_user": getpass.getuser(),
            "mail_server": "127.0.0.1",
            "mail_port": self.port(MAIL),
            "use_tls": 0,
            "disable_mail_smtp_authentication": 1,
            "auto_email_id": "prospect@example.com",
            "mail_login": "prospect@example.com",
        }
        present = read_json(file)
        if self.stack.name == "test":
            # jobs run when a test asks for them, not by the clock
            known |= {"pause_scheduler": 1, "allow_tests": True}
        wanted = {"developer_mode": 0} | present | known
        if wanted != present:
            write_json(file, wanted)

    def start_backends(self) -> None:
        self.database.install()
        self.supervisor.ensure(self.database.service(), self._redis(redis.CACHE), self._redis(redis.QUEUE))

    def _redis(self, role: str) -> Service:
        return redis.service(
            role,
            self.port(role),
            self.stack.data,
            is_durable=self.stack.is_durable,
            environment=self.bench.environment(),
            log=self.log(role),
        )

    def start_serving(self) -> None:
        """Have the site served, by processes that have loaded the app's code as it is now."""
        services = [self._mail(), self._web(), self._worker(), self._front()]
        if self.stack.name == "up":
            services.append(self._scheduler())
        self.supervisor.ensure(*services)

    def code_key(self) -> str:
        """Names the app's code, the packages and the configuration, all of which a process loads once."""
        return key_of(
            key_of_tree(self.bench.checkout / APP, PROGRAM_SUFFIXES),
            self.stack.sites / "common_site_config.json",
            self.bench.env / ".made",
            self.bench.env / ".runtime",
            self.bench.framework / "node_modules" / ".made",
        )

    def _service(self, name: str, argv: Argv, is_ready: Callable[[], bool]) -> Service:
        return Service(
            name=name,
            argv=argv,
            folder=self.stack.sites,
            environment=self.bench.served_environment(self.stack),
            log=self.log(name),
            is_ready=is_ready,
            code_key=self.code_key(),
        )

    def _web(self) -> Service:
        port = self.port(WEB)
        argv = [self.bench.python, "-m", "bench_kit.serve", self.stack.site, str(port)]
        return self._service(WEB, argv, partial(takes_connections, port))

    def _front(self) -> Service:
        port = self.port(FRONT)
        where = [self.stack.folder, self.stack.site, str(port), str(self.port(WEB))]
        argv = [self.bench.node, self.bench.kit / "front.mjs", *where]
        return self._service(FRONT, argv, partial(takes_connections, port))

    def _worker(self) -> Service:
        argv = [*self.frappe_command, "worker", "--queue", "short,default,long"]
        return self._service(WORKER, argv, partial(self._is_there, WORKER))

    def _scheduler(self) -> Service:
        return self._service(
            SCHEDULER, [*self.frappe_command, "schedule"], partial(self._is_there, SCHEDULER)
        )

    def _mail(self) -> Service:
        port = self.port(MAIL)
        argv = [self.bench.python, "-m", "bench_kit.mail_sink", str(port), self.stack.mail]
        return self._service(MAIL, argv, lambda: answer(port).startswith(b"220"))

    def _is_there(self, name: str) -> bool:
        return self.supervisor.is_running(name)

    @property
    def frappe_command(self) -> list[object]:
        return [self.bench.python, "-m", "frappe.utils.bench_helper", "frappe"]

    def frappe(self, command: str, *arguments: str, on_site: bool = True) -> None:
        """Run a Frappe command on the site to its end, quietly; its output is kept in the stack's logs."""
        site = ["--site", self.stack.site] if on_site else []
        run(
            [*self.frappe_command, *site, command, *arguments],
            log=self.log(command),
            cwd=self.stack.sites,
            environment=self.bench.served_environment(self.stack),
        )

    def run_module(self, module: str, *arguments: str) -> None:
        """Run one of the kit's own modules with the bench's Python, where Frappe finds its site."""
        run(
            [self.bench.python, "-m", module, *arguments],
            log=self.log(module.rpartition(".")[2]),
            cwd=self.stack.sites,
            environment=self.bench.served_environment(self.stack),
        )

    def stop_serving(self) -> None:
        """Stop all that uses the site, tests that outlived their ./dev among it."""
        others = {process.name for process in self.supervisor.found()} - set(BACKENDS)
        self.supervisor.stop(others, SECONDS_TO_FINISH_A_JOB)

    def stop(self) -> None:
        """Stop everything of the stack: what uses its database first, the database last."""
        self.stop_serving()
        self.supervisor.stop([redis.CACHE, redis.QUEUE])
        self.supervisor.stop([SERVER])
