"""The bench's Python environment and its pinned Node, both from locked and hashed packages.

The locks are made from the .in files beside them (runtime, test, installer, node), in bench_kit/locks:

    uv pip compile --universal --python-version 3.10 --generate-hashes --no-header --no-annotate \
        runtime.in -o runtime.lock

and for test.in with `-c runtime.lock` too, so that the tests run on what is served.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from bench_kit.errors import KitError
from bench_kit.files import key_of, write_whole
from bench_kit.layout import APP, Bench
from bench_kit.steps import run

# pkg_resources left setuptools, which Frappe does not say; the mail sink is the kit's own
UNDECLARED = ("setuptools<80", "aiosmtpd==1.4.6")


def lock(bench: Bench, name: str) -> Path:
    return bench.kit / "locks" / f"{name}.lock"


def make(bench: Bench) -> None:
    """Have the environment with uv in it; one made by another Python, or half-made, is made anew."""
    marker = bench.env / ".made"
    key = key_of(sys.version, str(bench.folder), lock(bench, "installer"))
    if marker.exists() and marker.read_text() == key:
        return
    shutil.rmtree(bench.env, ignore_errors=True)
    environment = bench.environment()
    log = bench.logs / "python.log"
    run([sys.executable, "-m", "venv", bench.env], log=log, environment=environment)
    pip_install = [bench.python, "-m", "pip", "install", "--require-hashes", "-r", lock(bench, "installer")]
    run(pip_install, log=log, environment=environment)
    write_whole(marker, key)


def install_runtime(bench: Bench) -> None:
    """Have what the served site needs: the locked packages, or an own Frappe checkout's requirements."""
    if bench.frappe_source is None:
        sync(bench, "runtime")
    else:
        install_requirements_of(bench, bench.framework)
    write_app_path(bench)


def install_for_tests(bench: Bench) -> None:
    if bench.frappe_source is None:
        sync(bench, "test")
    else:
        names = (bench.kit / "locks" / "test.in").read_text().splitlines()
        wanted = [name for name in names if name and not name.startswith(("#", "-r"))]
        uv_install(bench, "test", key_of(*wanted, str(bench.frappe_source)), wanted)


def sync(bench: Bench, name: str) -> None:
    uv_install(bench, name, key_of(lock(bench, name)), ["--require-hashes", "-r", str(lock(bench, name))])


def install_requirements_of(bench: Bench, checkout: Path) -> None:
    """What a Frappe checkout and this app declare; not hashed, for they are ranges. A fork on GitHub that
    cannot be had is replaced by the package it was forked from."""
    declared = [checkout / "pyproject.toml", bench.checkout / "pyproject.toml"]
    arguments = [argument for file in declared for argument in ("-r", str(file))] + list(UNDECLARED)
    key = key_of(*declared, *UNDECLARED)
    try:
        uv_install(bench, "runtime", key, arguments)
    except KitError:
        forks = re.findall(r'"([\w.-]+) @ git\+[^"]+"', declared[0].read_text())
        released = bench.var / "released.txt"
        write_whole(released, "\n".join(forks))
        uv_install(bench, "runtime", key, [*arguments, "--overrides", str(released)])


def uv_install(bench: Bench, name: str, key: str, arguments: list[str]) -> None:
    marker = bench.env / f".{name}"
    if marker.exists() and marker.read_text() == key:
        return
    marker.unlink(missing_ok=True)
    command = [bench.env / "bin" / "uv", "pip", "install", "--python", bench.python, *arguments]
    run(command, log=bench.logs / f"python-{name}.log", environment=bench.environment())
    write_whole(marker, key)


def write_app_path(bench: Bench) -> None:
    """Put the apps on the environment's path: edits in the checkout are live."""
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run([bench.python, "-c", where], check=True, capture_output=True, text=True)
    file = Path(packages.stdout.strip()) / "bench_apps.pth"
    write_whole(file, f"{bench.framework}\n{bench.apps / APP}\n")


def install_node(bench: Bench) -> None:
    """Have the pinned Node with npm in a folder of its own."""
    marker = bench.folder / "node" / ".made"
    key = key_of(lock(bench, "node"))
    if marker.exists() and marker.read_text() == key:
        return
    shutil.rmtree(marker.parent, ignore_errors=True)
    locked = ["--require-hashes", "--target", marker.parent, "-r", lock(bench, "node")]
    command = [bench.env / "bin" / "uv", "pip", "install", "--python", bench.python, *locked]
    run(command, log=bench.logs / "node.log", environment=bench.environment())
    # headers for compiling add-ons: 60 MB that nothing here needs
    shutil.rmtree(bench.node_package / "include", ignore_errors=True)
    write_whole(marker, key)
