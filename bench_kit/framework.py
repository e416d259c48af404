"""Frappe from the package index.

PyPI's `frappe` is an empty placeholder. The wheel criscostack 1.0.0 is Frappe's development branch of
August 2023 (commit 0cced74766, 15.0.0-dev) under another name; undoing the renames gives Frappe back: all
1,947 files ending in .py .js .ts .vue .scss are then those of upstream, byte for byte. Two checks say so:
the wheel's sha256 before it is unpacked, and after it the digest of the restored sources, which anyone with
an upstream clone can make too:

    git ls-tree -r 0cced74766 frappe/ | grep -E '\\.(py|js|ts|vue|scss)$' | awk '{print $3" "$4}' \\
        | LC_ALL=C sort | sha256sum
"""

import hashlib
import re
import shutil
import zipfile
from pathlib import Path

from bench_kit.errors import KitError
from bench_kit.files import key_of, key_of_tree, write_whole
from bench_kit.layout import Bench
from bench_kit.steps import run

WHEEL = "criscostack==1.0.0"
WHEEL_PACKAGE = "criscostack/"
WHEEL_SHA256 = "dc58aaf29c59b7666edc953596e5b31f77d7286b2ed6b14c6a205b217c210349"
SOURCES_DIGEST = "b6ecbfa8bcde45cb2666f02e410d3eeddc7f56a5add896037270644d968b261d"
SOURCE_SUFFIXES = (".py", ".js", ".ts", ".vue", ".scss")

# the order matters: a longer name goes before the shorter one it contains
RENAMES = tuple(
    (new.encode(), old.encode())
    for new, old in (
        ("criscostack", "frappe"),
        ("Criscoerp", "ERPNext"),
        ("CriscoERP", "ERPNext"),
        ("criscoerp", "erpnext"),
        ("Criscostack", "Frappe"),
        ("CRISCOSTACK", "FRAPPE"),
        ("Crisco", "Frappe"),
        ("crisco", "frappe"),
        ("CRISCO", "FRAPPE"),
        ("brik", "bench"),
        ("Brik", "Bench"),
    )
)


def provide(bench: Bench) -> None:
    """Have the framework at apps/frappe: the restored wheel, or a copy of an own checkout."""
    if bench.frappe_source is None:
        provide_from_wheel(bench)
    else:
        copy_checkout(bench, bench.frappe_source)


def key(bench: Bench) -> str:
    """Names which framework the bench runs on."""
    if bench.frappe_source is None:
        return WHEEL_SHA256[:16]
    return (bench.framework / ".copied").read_text()


def provide_from_wheel(bench: Bench) -> None:
    package = bench.framework / "frappe"
    if package.exists():
        return
    download = bench.var / "download"
    shutil.rmtree(download, ignore_errors=True)
    arguments = ["download", "--no-deps", "--only-binary", ":all:", "--dest", download, WHEEL]
    run(
        [bench.python, "-m", "pip", *arguments],
        log=bench.logs / "framework.log",
        environment=bench.environment(),
    )
    wheel = next(download.glob("*.whl"))
    check_wheel(wheel)
    restored = bench.framework / "restored"
    shutil.rmtree(restored, ignore_errors=True)
    restore(wheel, restored)
    check_sources(restored)
    (restored / "frappe").rename(package)
    shutil.rmtree(restored)
    shutil.rmtree(download)


def check_wheel(wheel: Path, expected: str = WHEEL_SHA256) -> None:
    """Raise KitError unless the wheel is the known one."""
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != expected:
        raise KitError(
            f"The downloaded wheel {wheel.name} is not the known one, so it was not unpacked: its sha256 is "
            f"{found}, expected {expected}. Ask the package index's keeper what it serves, or pass an own "
            "Frappe checkout with --frappe PATH."
        )


def check_sources(folder: Path, expected: str = SOURCES_DIGEST) -> None:
    """Raise KitError unless the sources under `folder`/frappe are upstream's."""
    found = sources_digest(folder)
    if found != expected:
        raise KitError(
            f"The restored Frappe sources are not upstream's: their digest is {found}, expected {expected}. "
            "Report it with this line, or pass an own Frappe checkout with --frappe PATH."
        )


def sources_digest(folder: Path) -> str:
    """sha256 over the sorted lines "<git blob sha1> <path>" of the source files under `folder`/frappe."""
    lines = [
        f"{git_blob(path.read_bytes())} {path.relative_to(folder).as_posix()}\n"
        for path in (folder / "frappe").rglob("*")
        if path.name.endswith(SOURCE_SUFFIXES)
    ]
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()


def git_blob(content: bytes) -> str:
    """The name that git gives to a file's content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def restore(wheel: Path, destination: Path) -> None:
    """Write the wheel's package, renamed back, into `destination`/frappe."""
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.infolist():
            name = member.filename
            if member.is_dir() or not name.startswith(WHEEL_PACKAGE) or name.endswith(".DS_Store"):
                continue
            content = archive.read(member)
            is_text = b"\0" not in content[:8000]
            target = destination / renamed(name.encode()).decode()
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(renamed(content) if is_text else content)


def renamed(content: bytes) -> bytes:
    for new, old in RENAMES:
        content = content.replace(new, old)
    return content


def copy_checkout(bench: Bench, source: Path) -> None:
    """Copy a Frappe checkout into the bench, so that nothing is written beside its sources."""
    marker = bench.framework / ".copied"
    found = key_of(
        str(source), key_of_tree(source / "frappe"), source / "pyproject.toml", source / "package.json"
    )
    if marker.exists() and marker.read_text() == found:
        return
    copied = bench.apps / "frappe.new"
    shutil.rmtree(copied, ignore_errors=True)
    shutil.copytree(
        source, copied, symlinks=True, ignore=shutil.ignore_patterns(".git", "node_modules", "__pycache__")
    )
    write_whole(copied / ".copied", found)
    shutil.rmtree(bench.framework, ignore_errors=True)
    copied.rename(bench.framework)


def version_of(source: Path) -> str:
    """The version that a Frappe checkout gives itself; raises KitError where it is none."""
    if not (source / "frappe" / "__init__.py").is_file():
        raise KitError(f"{source} is not a Frappe checkout: it has no frappe/__init__.py.")
    found = re.search(
        r"""^__version__ = ["'](.+)["']""", (source / "frappe" / "__init__.py").read_text(), re.MULTILINE
    )
    return found[1] if found else "unknown"
