"""The locks hold what is declared, each package with its hashes, and name no index."""

import json
import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
LOCKS = CHECKOUT / "bench_kit" / "locks"


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(name: str) -> set[str]:
    text = (LOCKS / f"{name}.lock").read_text()
    return {canonical(found) for found in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}


def declared(text: str) -> set[str]:
    return {
        canonical(found)
        for found in re.findall(r"^\s*\"?([A-Za-z0-9][A-Za-z0-9._-]*)\s*[\[~=<>!]", text, re.MULTILINE)
    }


def test_every_dependency_of_the_app_is_in_the_served_environment() -> None:
    text = (CHECKOUT / "pyproject.toml").read_text()
    dependencies = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert dependencies is not None
    names = declared(dependencies[1])
    assert {"rapidfuzz", "vobject"} <= names
    assert names - locked("runtime") == set()


@pytest.mark.parametrize("name", ["runtime", "test", "installer", "node"])
def test_a_lock_holds_what_its_list_declares_with_hashes_and_no_index(name: str) -> None:
    assert declared((LOCKS / f"{name}.in").read_text()) - locked(name) == set()
    text = (LOCKS / f"{name}.lock").read_text()
    assert "://" not in text
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_tests_run_on_the_versions_that_are_served() -> None:
    pins = {
        name: set(re.findall(r"^([^\s;]+==[^\s;]+)", (LOCKS / f"{name}.lock").read_text(), re.MULTILINE))
        for name in ("runtime", "test")
    }
    assert pins["runtime"] - pins["test"] == set()


def test_npm_packages_are_locked_with_their_integrity_and_no_registry() -> None:
    lock = json.loads((CHECKOUT / "bench_kit" / "package-lock.json").read_text())
    packages = {path: entry for path, entry in lock["packages"].items() if path}
    assert len(packages) > 100
    assert [path for path, entry in packages.items() if "integrity" not in entry or "resolved" in entry] == []
    wanted = json.loads((CHECKOUT / "bench_kit" / "package.json").read_text())
    loose = [
        f"{name} {version}" for name, version in wanted["dependencies"].items() if not version[0].isdigit()
    ]
    assert loose == []
