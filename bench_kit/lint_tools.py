"""The linters' own folder in a bench: a Python environment and npm packages, from two locks.

Apart from the environment that serves the site, so that neither pins the other's packages.
"""

import shutil
from pathlib import Path

from bench_kit import bundles, lock, python_env
from bench_kit.files import key_of, write_whole
from bench_kit.layout import Bench
from bench_kit.steps import run


def provide(bench: Bench) -> Path:
    """Have the linters as locked; gives their folder, with ``python/bin`` and ``node_modules`` in it.

    Raises KitError with the failed command's output. What a killed run left half-made is made anew.
    """
    tools = bench.folder / "tools"
    key = key_of(bench.kit / "locks" / "tools.lock", bench.kit / "locks" / "lint" / "package-lock.json")
    if is_made(tools, key):
        return tools
    with lock.held(bench.var / "set-up.lock", "sets up this bench"):
        if not is_made(tools, key):
            shutil.rmtree(tools, ignore_errors=True)
            install_python(bench, tools)
            install_npm_packages(bench, tools)
            write_whole(tools / ".made", key)
    return tools


def is_made(tools: Path, key: str) -> bool:
    """Whether the folder is whole and made from these locks."""
    marker = tools / ".made"
    # the interpreter is a link, and leads nowhere once the Python it was made with is gone
    has_python = (tools / "python" / "bin" / "python").exists()
    return has_python and marker.exists() and marker.read_text() == key


def install_python(bench: Bench, tools: Path) -> None:
    uv = bench.env / "bin" / "uv"
    if not uv.exists():
        python_env.make(bench)
    log, environment = bench.logs / "linters-python.log", bench.environment()
    run([uv, "venv", "--python", bench.python, tools / "python"], log=log, environment=environment)
    install = [uv, "pip", "install", "--python", tools / "python", "--require-hashes"]
    run([*install, "-r", python_env.lock(bench, "tools")], log=log, environment=environment)


def install_npm_packages(bench: Bench, tools: Path) -> None:
    python_env.install_node(bench)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(bench.kit / "locks" / "lint" / name, tools)
    npm = [bench.node, bench.node_package / bundles.NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    run(npm, log=bench.logs / "linters-npm.log", cwd=tools, environment=bench.environment())
