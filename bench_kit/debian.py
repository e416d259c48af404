"""Debian packages: which are missing, and their installation by root.

`debian.txt` lists them. None brings a system service: the server programs come without their units
(mariadb-server-core, redis-tools), so nothing is started, stopped or left running by apt.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sysconfig
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bench_kit.errors import KitError
from bench_kit.steps import run, tail

SEARCHED = os.environ.get("PATH", os.defpath) + ":/usr/sbin:/sbin"
SECONDS_FOR_ANOTHER_APT = 300


@dataclass(frozen=True)
class Package:
    """A line of debian.txt: `evidence` is what shows that the package, or its like, is there."""

    name: str
    evidence: str
    needed_by: str

    def is_missing(self) -> bool:
        kind, _, what = self.evidence.partition(":")
        return not EVIDENCE[kind](what)


def has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def has_command(name: str) -> bool:
    return shutil.which(name, path=SEARCHED) is not None


def has_package(name: str) -> bool:
    query = ["dpkg-query", "--show", "--showformat", "${db:Status-Status}", name]
    if not has_command("dpkg-query"):
        return False
    return subprocess.run(query, capture_output=True, text=True).stdout == "installed"


def has_header(name: str) -> bool:
    return Path(sysconfig.get_paths()["include"], name).exists()


EVIDENCE = {
    "command": has_command,
    "header": has_header,
    "library": has_library,
    "module": has_module,
    "package": has_package,
}


def listed(file: Path) -> list[Package]:
    lines = (line.split() for line in file.read_text().splitlines() if line and not line.startswith("#"))
    return [Package(*fields) for fields in lines]


def provide(file: Path, purposes: Collection[str], log: Path) -> None:
    """Have the packages that are needed for these purposes. Raises KitError with the one apt command where
    something is missing and this is not root; that command names all that the tests want too."""
    missing = [package for package in listed(file) if package.is_missing()]
    needed = [package for package in missing if package.needed_by in purposes]
    if not needed:
        return
    if os.geteuid() != 0 or not has_command("apt-get"):
        names = " ".join(package.name for package in missing if package.needed_by in {*purposes, "test"})
        raise KitError(f"Debian packages are missing. Install them by:\n  sudo {APT_INSTALL} {names}")
    install([package.name for package in needed], log)
    still = [package.name for package in needed if package.is_missing()]
    if still:
        raise KitError(f"apt-get installed {', '.join(still)}, yet what they bring is not found; see {log}.")


APT_INSTALL = "apt-get install --no-install-recommends"


def install(names: list[str], log: Path) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wait = ["-o", f"DPkg::Lock::Timeout={SECONDS_FOR_ANOTHER_APT}"]
    # an installation that was killed leaves packages unpacked; this finishes them, else does nothing
    run(["dpkg", "--configure", "-a"], log=log, environment=environment)
    update(environment, log)
    run([*APT_INSTALL.split(), "--yes", "--quiet", *wait, *names], log=log, environment=environment)


def update(environment: dict[str, str], log: Path) -> None:
    """Refresh the lists of packages. Unlike an installation it does not wait for another apt by itself."""
    end = time.monotonic() + SECONDS_FOR_ANOTHER_APT
    while True:
        try:
            run(["apt-get", "update", "--quiet"], log=log, environment=environment)
        except KitError:
            if "Could not get lock" not in tail(log, 40) or time.monotonic() > end:
                raise
            time.sleep(2)
        else:
            return
