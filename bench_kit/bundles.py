"""npm packages and the desk's bundles."""

import re
import shutil
from pathlib import Path

from bench_kit import framework
from bench_kit.errors import KitError
from bench_kit.files import key_of, key_of_tree, read_json, write_json, write_whole
from bench_kit.layout import APP, Bench
from bench_kit.steps import run

# published versions of what Frappe takes from GitHub
PUBLISHED = {"air-datepicker": "2.2.3"}
# what Frappe asks for and not every registry holds, and the next version; by semver's order a range would
# take rc9 for later than rc26
NEXT = {"frappe-charts": ("2.0.0-rc26", "2.0.0-rc27")}
NPM = "lib/node_modules/npm/bin/npm-cli.js"


def install_npm_packages(bench: Bench) -> None:
    """Have the packages that the desk is made of, in apps/frappe/node_modules, as locked by us, or as an own
    Frappe checkout asks for them."""
    folder = bench.kit if bench.frappe_source is None else bench.framework
    declared = [folder / name for name in ("package.json", "package-lock.json", "yarn.lock")]
    marker = bench.framework / "node_modules" / ".made"
    if marker.exists() and marker.read_text() == key_of(*declared):
        return
    bench.framework.mkdir(parents=True, exist_ok=True)
    if bench.frappe_source is None:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(folder / name, bench.framework)
        npm(bench, "ci")
    else:
        install_npm_packages_of_checkout(bench)
    # as they are now: installing may have rewritten what an own checkout declares
    write_whole(marker, key_of(*declared))


def install_npm_packages_of_checkout(bench: Bench) -> None:
    """Install what the checkout's package.json and yarn.lock ask for. What of it cannot be had, from GitHub or
    in the locked version, is taken from the registry in a published version."""
    arguments = ("install", "--no-save", "--replace-registry-host=always", "--legacy-peer-deps")
    try:
        npm(bench, *arguments)
    except KitError:
        take_published(bench.framework)
        npm(bench, *arguments)


def take_published(checkout: Path) -> None:
    """Rewrite package.json and yarn.lock for published versions of what is not to be had as they ask for it."""
    declared, locked = checkout / "package.json", checkout / "yarn.lock"
    package = read_json(declared)
    dependencies = package["dependencies"]
    dependencies |= {name: version for name, version in PUBLISHED.items() if name in dependencies}
    for name, (lacking, following) in NEXT.items():
        if dependencies.get(name, "").endswith(lacking):
            dependencies[name] = following
    write_json(declared, package)
    if locked.exists():
        write_whole(locked, unlocked(locked.read_text()))


def unlocked(lock: str) -> str:
    """A yarn.lock without its entries for what is not to be had as it says."""
    entries = [rf'"{name}@(?:github:|git\+).+:\n' for name in PUBLISHED]
    entries += [rf'"?{name}@.+:\n  version "{re.escape(lacking)}"\n' for name, (lacking, _) in NEXT.items()]
    return re.sub(rf"^(?:{'|'.join(entries)})(?:  .*\n)*\n?", "", lock, flags=re.MULTILINE)


def npm(bench: Bench, *arguments: str) -> None:
    command = [
        bench.node,
        bench.node_package / NPM,
        *arguments,
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    ]
    run(command, log=bench.logs / "npm.log", cwd=bench.framework, environment=bench.environment())


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
    packages = bench.framework / "node_modules" / ".made"
    return {
        "framework": key_of(framework.key(bench), bench.kit / "assets.mjs", packages),
        "app": key_of_tree(bench.checkout / APP / "public"),
    }


def build(bench: Bench, apps: list[str]) -> None:
    """Build the bundles of these apps, or of all."""
    only = [argument for app in apps for argument in ("--app", app)]
    command = [bench.node, bench.kit / "assets.mjs", bench.folder, *only]
    run(command, log=bench.logs / "bundles.log", cwd=bench.folder, environment=bench.environment())


def rebuild(bench: Bench, app: str | None) -> None:
    """Build on demand, changed or not. Raises KitError for an app that the bench does not have."""
    apps = (bench.up.sites / "apps.txt").read_text().split()
    if app is not None and app not in apps:
        raise KitError(f"The bench has no app {app}; it has {', '.join(apps)}.")
    build(bench, [app] if app else [])
