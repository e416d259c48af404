"""npm packages and the desk's bundles."""

import shutil
from typing import TYPE_CHECKING

from bench_kit import framework
from bench_kit.errors import KitError
from bench_kit.files import key_of, key_of_tree, read_json, write_json, write_whole
from bench_kit.layout import APP, Bench
from bench_kit.steps import run

if TYPE_CHECKING:
    from pathlib import Path

NPM = "lib/node_modules/npm/bin/npm-cli.js"


def install_npm_packages(bench: Bench) -> None:
    """Have the packages that the desk is made of, in apps/frappe/node_modules, as locked."""
    sources = [bench.kit / "package.json", bench.kit / "package-lock.json"]
    modules = bench.framework / "node_modules"
    marker, key = modules / ".made", key_of(*sources)
    if marker.exists() and marker.read_text() == key:
        return
    bench.framework.mkdir(parents=True, exist_ok=True)
    for source in sources:
        shutil.copy(source, bench.framework)
    npm = [bench.node, bench.node_package / NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    run(npm, log=bench.logs / "npm.log", cwd=bench.framework, environment=bench.environment())
    write_whole(marker, key)


def provide(bench: Bench) -> bool:
    """Build what has changed since the last time: all, or the app's own bundles. True where something was."""
    marker = bench.up.sites / "assets" / ".built.json"
    built, wanted = read_json(marker), keys(bench)
    if built == wanted:
        return False
    marker.unlink(missing_ok=True)
    same_framework = built.get("framework") == wanted["framework"]
    build(bench, [APP] if same_framework else [])
    write_json(marker, wanted)
    return True


def keys(bench: Bench) -> dict[str, str]:
    kit = [bench.kit / "assets.mjs", bench.kit / "package-lock.json"]
    return {
        "framework": key_of(framework.key(bench), *kit),
        "app": key_of_tree(bench.checkout / APP / "public"),
    }


def build(bench: Bench, apps: list[str]) -> None:
    """Build the bundles of these apps, or of all."""
    only = [argument for app in apps for argument in ("--app", app)]
    command: list[str | Path] = [bench.node, bench.kit / "assets.mjs", bench.folder, *only]
    run(command, log=bench.logs / "bundles.log", cwd=bench.folder, environment=bench.environment())


def rebuild(bench: Bench, app: str | None) -> None:
    """Build on demand, changed or not. Raises KitError for an app that the bench does not have."""
    apps = (bench.up.sites / "apps.txt").read_text().split()
    if app is not None and app not in apps:
        raise KitError(f"The bench has no app {app}; it has {', '.join(apps)}.")
    build(bench, [app] if app else [])
