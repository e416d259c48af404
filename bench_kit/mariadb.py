"""The private MariaDB of one stack: its own folder, port and root password; no my.cnf, no system service.

What a person enters must survive a crash, what a test enters need not: a durable server keeps MariaDB's own
defaults (each commit flushed, doublewrite on), the other one trades all of that for speed.
"""

import os
import secrets
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bench_kit.errors import KitError
from bench_kit.files import write_whole
from bench_kit.ports import answer
from bench_kit.processes import Service
from bench_kit.steps import run, tail

SERVER = "mariadb"
DURABLE = ("--innodb-flush-log-at-trx-commit=1", "--innodb-doublewrite=ON", "--sync-frm=ON")
FORGETFUL = (
    "--innodb-flush-method=nosync",
    "--innodb-flush-log-at-trx-commit=0",
    "--skip-innodb-doublewrite",
    "--sync-frm=OFF",
    "--innodb-stats-persistent=OFF",
)
COMMON = (
    "--bind-address=127.0.0.1",
    "--skip-name-resolve",
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_unicode_ci",
    "--skip-log-bin",
    "--max-allowed-packet=64M",
    "--max-connections=100",
    "--innodb-buffer-pool-size=512M",
    "--innodb-log-file-size=128M",
    "--table-open-cache=2000",
)


@dataclass(frozen=True)
class MariaDB:
    """A server whose files lie in `folder` (…/mysql), to listen on 127.0.0.1 at `port`."""

    folder: Path
    port: int
    is_durable: bool
    environment: Mapping[str, str]
    log: Path

    @property
    def data(self) -> Path:
        return self.folder / "mysql"

    @property
    def root_password(self) -> str:
        """The root password, made once and kept readable for its owner only."""
        file = self.folder / "root-password"
        if not file.exists():
            part = file.with_suffix(".part")
            part.unlink(missing_ok=True)
            with os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY, 0o600), "w") as output:
                output.write(secrets.token_urlsafe(18))
            part.replace(file)
        return file.read_text()

    def install(self) -> None:
        """Make the system tables, where there are none yet; half-made ones of a killed run are discarded."""
        if self.data.is_dir():
            return
        half_made = self.folder / "mysql.new"
        shutil.rmtree(half_made, ignore_errors=True)
        half_made.mkdir(parents=True)
        settings = [
            f"--datadir={half_made}",
            f"--tmpdir={self.folder}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            *([] if self.is_durable else ["--innodb-flush-method=nosync"]),
            *user_option(),
        ]
        run(
            ["mariadb-install-db", "--no-defaults", *settings],
            log=self.log.with_name("mariadb-install.log"),
            environment=self.environment,
        )
        half_made.rename(self.data)

    def service(self) -> Service:
        """The server as a process. Its socket's path is relative, for a full one may be too long (107 bytes)."""
        accounts = self.folder / "accounts.sql"
        write_whole(
            accounts,
            "".join(
                f"CREATE OR REPLACE USER 'root'@'{host}' IDENTIFIED BY '{self.root_password}';\n"
                f"GRANT ALL PRIVILEGES ON *.* TO 'root'@'{host}' WITH GRANT OPTION;\n"
                for host in ("localhost", "127.0.0.1")
            ),
        )
        accounts.chmod(0o600)
        program = shutil.which("mariadbd", path=self.environment["PATH"])
        if program is None:
            raise KitError("The program mariadbd is missing; `./dev up` installs it or tells how.")
        settings = [
            f"--datadir={self.data}",
            "--socket=server.sock",
            f"--port={self.port}",
            f"--pid-file={self.folder / 'mariadb.pid'}",
            f"--init-file={accounts}",
            f"--tmpdir={self.folder}",
            *user_option(),
        ]
        durability = DURABLE if self.is_durable else FORGETFUL
        return Service(
            name=SERVER,
            argv=[program, "--no-defaults", *settings, *COMMON, *durability],
            folder=self.folder,
            environment=self.environment,
            log=self.log,
            is_ready=lambda: answer(self.port) != b"",
            # recovery after a crash may take its time
            seconds_to_start=180,
        )

    def execute(self, sql: str, *, database: str = "") -> str:
        """Run statements as root; gives the rows as tab-separated lines."""
        return self._client(
            "mariadb", "--batch", "--skip-column-names", *filter(None, [database]), text=sql
        ).decode()

    def load(self, database: str, dump: IO[bytes] | bytes) -> None:
        """Run a dump into a database."""
        self._client("mariadb", database, text=dump if isinstance(dump, bytes) else dump.read())

    def dump(self, database: str) -> bytes:
        return self._client("mariadb-dump", "--single-transaction", "--quick", "--skip-dump-date", database)

    def _client(self, program: str, *arguments: str, text: str | bytes = b"") -> bytes:
        connection = [
            "--no-defaults",
            "--protocol=tcp",
            "--host=127.0.0.1",
            f"--port={self.port}",
            "--user=root",
        ]
        done = subprocess.run(
            [program, *connection, "--default-character-set=utf8mb4", *arguments],
            input=text.encode() if isinstance(text, str) else text,
            env={**self.environment, "MYSQL_PWD": self.root_password},
            capture_output=True,
        )
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            raise KitError(
                f"{program} failed: {said}\nThe server's log, {self.log}, ends:\n{tail(self.log, 8)}"
            )
        return done.stdout


def user_option() -> list[str]:
    """MariaDB refuses to run as root unless told to; anybody else may not tell it anything else."""
    return ["--user=root"] if os.geteuid() == 0 else []
