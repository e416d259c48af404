"""The linters are installed at every call, stay half-made after a kill, or come from one machine's registry."""

from pathlib import Path

import pytest

from bench_kit import lint_tools
from bench_kit.layout import Bench
from tests.quality.app_files import CHECKOUT


def test_what_stands_is_left_alone(bench: Bench, tools: Path) -> None:
    before = (tools / ".made").stat().st_mtime_ns
    assert lint_tools.provide(bench) == tools
    assert (tools / ".made").stat().st_mtime_ns == before


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Return a folder that looks as if it had been made from the locks with the key "key"."""
    (tmp_path / "python" / "bin").mkdir(parents=True)
    (tmp_path / "python" / "bin" / "python").touch()
    (tmp_path / ".made").write_text("key")
    return tmp_path


def test_a_whole_folder_is_known(made: Path) -> None:
    assert lint_tools.is_made(made, "key")


def test_another_lock_is_seen(made: Path) -> None:
    assert not lint_tools.is_made(made, "another key")


@pytest.mark.parametrize("missing", [".made", "python/bin/python"])
def test_a_half_made_folder_is_seen(made: Path, missing: str) -> None:
    (made / missing).unlink()
    assert not lint_tools.is_made(made, "key")


def test_a_python_that_went_is_seen(made: Path) -> None:
    python = made / "python" / "bin" / "python"
    python.unlink()
    python.symlink_to(made / "gone")
    assert not lint_tools.is_made(made, "key")


@pytest.mark.parametrize("lock", ["tools.lock", "lint/package-lock.json"])
def test_the_locks_name_no_registry(lock: str) -> None:
    """Each machine takes the packages from the registry that it is set to; the hashes say they are the same."""
    text = (CHECKOUT / "bench_kit" / "locks" / lock).read_text()
    assert "https://" not in text.replace('"url": "https://', "")
    assert '"resolved"' not in text
