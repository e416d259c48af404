"""The private MariaDB and Redis: what must survive a crash does."""

import os
import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench_kit import debian, redis
from bench_kit.errors import KitError
from bench_kit.layout import Bench
from bench_kit.mariadb import MariaDB
from bench_kit.ports import any_free
from bench_kit.processes import Supervisor

pytestmark = pytest.mark.skipif(
    not (debian.has_command("mariadbd") and debian.has_command("redis-check-rdb")),
    reason="MariaDB and Redis are not installed",
)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path, tmp_path)


@pytest.fixture
def supervisor(bench: Bench) -> Iterator[Supervisor]:
    made = Supervisor(bench, "up")
    yield made
    made.stop(seconds=5)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """System tables made once, for the tests to copy."""
    folder = tmp_path_factory.mktemp("installed")
    mariadb_in(Bench(folder, folder), folder).install()
    return folder / "mysql"


@pytest.fixture
def database(bench: Bench, installed: Path) -> MariaDB:
    made = mariadb_in(bench, bench.folder / "data")
    shutil.copytree(installed, made.data)
    return made


def mariadb_in(bench: Bench, folder: Path) -> MariaDB:
    return MariaDB(
        folder, any_free(), is_durable=True, environment=bench.environment(), log=bench.logs / "mariadb.log"
    )


def crash(supervisor: Supervisor, name: str) -> None:
    leader = supervisor.leader(name)
    assert leader is not None
    os.kill(leader.pid, signal.SIGKILL)
    os.waitpid(leader.pid, 0)


def ask(port: int, command: str) -> str:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(f"{command}\r\n".encode())
        return connection.recv(200).decode()


def test_rows_of_the_durable_database_survive_a_crash(supervisor: Supervisor, database: MariaDB) -> None:
    supervisor.ensure(database.service())
    database.execute(
        "CREATE DATABASE kept; CREATE TABLE kept.person (name TEXT); INSERT INTO kept.person VALUES ('Zoé');"
    )
    crash(supervisor, "mariadb")
    supervisor.ensure(database.service())
    assert database.execute("SELECT name FROM kept.person") == "Zoé\n"
    settings = "SELECT @@innodb_flush_log_at_trx_commit, @@innodb_doublewrite, @@bind_address"
    assert database.execute(settings) == "1\t1\t127.0.0.1\n"


def test_a_half_made_database_of_a_killed_run_is_made_anew(bench: Bench, supervisor: Supervisor) -> None:
    database = mariadb_in(bench, bench.folder / "data")
    (database.folder / "mysql.new" / "mysql").mkdir(parents=True)
    (database.folder / "mysql.new" / "ibdata1").write_bytes(b"half")
    database.install()
    supervisor.ensure(database.service())
    assert database.execute("SELECT COUNT(*) > 100 FROM mysql.help_topic") == "1\n"
    assert not (database.folder / "mysql.new").exists()


def test_a_folder_too_deep_for_a_socket_is_no_hindrance(
    bench: Bench, supervisor: Supervisor, installed: Path
) -> None:
    database = mariadb_in(bench, bench.folder / ("deep" * 25) / "data")
    assert len(str(database.folder)) > 107
    shutil.copytree(installed, database.data)
    supervisor.ensure(database.service())
    assert database.execute("SELECT 1") == "1\n"


def test_a_dump_loads_into_another_database(supervisor: Supervisor, database: MariaDB) -> None:
    supervisor.ensure(database.service())
    database.execute(
        "CREATE DATABASE one; CREATE TABLE one.person (name TEXT); INSERT INTO one.person VALUES ('Ada');"
    )
    dump = database.dump("one")
    database.execute("CREATE DATABASE two")
    database.load("two", dump)
    assert database.execute("SELECT name FROM two.person") == "Ada\n"


def test_nobody_without_the_root_password_gets_in(supervisor: Supervisor, database: MariaDB) -> None:
    supervisor.ensure(database.service())
    (database.folder / "root-password").chmod(0o600)
    (database.folder / "root-password").write_text("wrong")
    with pytest.raises(
        KitError, match=r"^mariadb failed: ERROR 1045 \(28000\): Access denied for user 'root'@'127\.0\.0\.1'"
    ):
        database.execute("SELECT 1")


@pytest.mark.parametrize(
    ("role", "is_durable", "kept"),
    [
        (redis.QUEUE, True, "$3\r\njob\r\n"),
        (redis.QUEUE, False, "$-1\r\n"),
        (redis.CACHE, True, "$-1\r\n"),
    ],
)
def test_only_the_queue_of_a_person_survives_a_crash(
    bench: Bench, supervisor: Supervisor, role: str, is_durable: bool, kept: str
) -> None:
    port = any_free()
    service = redis.service(
        role,
        port,
        bench.folder,
        is_durable=is_durable,
        environment=bench.environment(),
        log=bench.folder / "redis.log",
    )
    supervisor.ensure(service)
    assert ask(port, "SET waiting job") == "+OK\r\n"
    crash(supervisor, role)
    supervisor.ensure(service)
    assert ask(port, "GET waiting") == kept
