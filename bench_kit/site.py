"""The site of a stack: its database, its folder, the app in it, and the demo data.

The framework's own tables take half a minute to make, so a dump of them is kept under the bench, by a key of
all that shapes it, and a site starts from that dump in two seconds.
"""

import gzip
import secrets
import shutil
from pathlib import Path

from bench_kit import framework, redis
from bench_kit.files import key_of, key_of_tree, read_json, write_json, write_whole
from bench_kit.layout import APP, Bench
from bench_kit.stack import RunningStack
from bench_kit.steps import Steps

ADMINISTRATOR_PASSWORD = "admin"
DATABASE = {"up": "prospect", "test": "prospect_test"}
SCHEMA_SUFFIXES = (".json", "patches.txt", "modules.txt", "hooks.py")


class Site:
    """One stack's site. Its marker, written last, tells that it is whole and what it was made from."""

    def __init__(self, running: RunningStack, steps: Steps) -> None:
        self.running = running
        self.bench: Bench = running.bench
        self.stack = running.stack
        self.steps = steps
        self.database = DATABASE[self.stack.name]

    @property
    def marker(self) -> Path:
        return self.stack.site_folder / ".made.json"

    def provide(self) -> None:
        """Have the site with the app in it: a person's keeps its data, the tests' is new each time."""
        if self.stack.is_durable:
            self._provide_lasting()
        else:
            self._provide_new()

    def _provide_lasting(self) -> None:
        """A half-made site is made anew; a whole one is migrated where the app's schema has changed."""
        made, schema = read_json(self.marker), self.schema_key()
        if not made:
            self._make()
            self._make_demo()
        elif made.get("schema") != schema:
            with self.steps.step("Site migrated to the app as it is now"):
                self.running.frappe("migrate")
        if made.get("schema") != schema:
            write_json(self.marker, {"schema": schema})

    def _provide_new(self) -> None:
        """What an earlier run of the tests left must not decide the next one's."""
        self.running.stop_serving()
        snapshot = self.bench.var / f"app-{self.schema_key()}.sql.gz"
        if snapshot.exists():
            with self.steps.step("New site from the kept tables of the app"):
                self.restore(snapshot)
        else:
            self._make()
            for older in self.bench.var.glob("app-*.sql.gz"):
                older.unlink()
            self.keep(snapshot)

    def schema_key(self) -> str:
        """Names all that shapes the site's tables: Frappe, and the app's DocTypes, patches and set-up."""
        app = self.bench.checkout / APP
        return key_of(
            self._framework_key(),
            key_of_tree(app, SCHEMA_SUFFIXES),
            *(key_of_tree(app / part) for part in ("patches", "setup", "fixtures")),
        )

    def _make(self) -> None:
        self._start_from_framework()
        with self.steps.step(f"App {APP} installed"):
            self.running.frappe("install-app", APP)

    def _make_demo(self) -> None:
        if self._has_demo():
            with self.steps.step("Demo data"):
                self.running.frappe("execute", f"{APP}.demo.create")

    def _has_demo(self) -> bool:
        module = self.bench.checkout / APP / "demo" / "__init__.py"
        return module.exists() and "create" in module.read_text()

    def _start_from_framework(self) -> None:
        snapshot = self.bench.var / f"framework-{self._framework_key()}.sql.gz"
        if snapshot.exists():
            with self.steps.step("Site from the kept tables of Frappe"):
                self.restore(snapshot)
        else:
            with self.steps.step("Site made by Frappe"):
                self._make_by_frappe()
                self.keep(snapshot)

    def _framework_key(self) -> str:
        shaping = [self.bench.kit / "site_ready.py", self.bench.kit / "locks" / "runtime.lock"]
        return key_of(framework.key(self.bench), ADMINISTRATOR_PASSWORD, *shaping)

    def _make_by_frappe(self) -> None:
        shutil.rmtree(self.stack.site_folder, ignore_errors=True)
        password = secrets.token_urlsafe(18)
        root_password = self.running.database.root_password
        self.running.frappe(
            *("new-site", self.stack.site, "--force", "--admin-password", ADMINISTRATOR_PASSWORD),
            *("--db-name", self.database, "--db-password", password, "--db-root-password", root_password),
            on_site=False,
        )
        self.running.run_module("bench_kit.site_ready", self.stack.site)

    def keep(self, snapshot: Path) -> None:
        write_whole(snapshot, gzip.compress(self.running.database.dump(self.database), 1, mtime=0))

    def restore(self, snapshot: Path) -> None:
        """Make the site's folder and database from a dump; whatever stood there is dropped."""
        password = secrets.token_urlsafe(18)
        name = self.database
        self.running.database.execute(
            f"DROP DATABASE IF EXISTS `{name}`; CREATE DATABASE `{name}`; "
            f"CREATE OR REPLACE USER '{name}'@'127.0.0.1' IDENTIFIED BY '{password}'; "
            f"GRANT ALL ON `{name}`.* TO '{name}'@'127.0.0.1';"
        )
        self.running.database.load(name, gzip.decompress(snapshot.read_bytes()))
        shutil.rmtree(self.stack.site_folder, ignore_errors=True)
        for folder in ("public/files", "private/files", "private/backups", "locks", "logs"):
            (self.stack.site_folder / folder).mkdir(parents=True, exist_ok=True)
        configuration = {"db_name": name, "db_password": password, "db_type": "mariadb"}
        write_json(self.stack.site_folder / "site_config.json", configuration)
        self.forget_caches()

    def forget_caches(self) -> None:
        """What an earlier site left in Redis must not be taken for this one's."""
        for role in (redis.CACHE, redis.QUEUE):
            redis.flush(self.running.port(role))
