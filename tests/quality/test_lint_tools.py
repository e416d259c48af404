"""The lint tools are made twice, stay half-made after a kill, or fail without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench_kit import lint_tools
from tests.quality.conftest import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path


def test_what_stands_is_left_alone(tools: Path) -> None:
    before = (tools / "made-from").stat().st_mtime_ns
    assert lint_tools.ensure_tools(tools.parent, CHECKOUT) == tools
    assert (tools / "made-from").stat().st_mtime_ns == before


@pytest.mark.parametrize("missing", ["stamp", "python", "lock"])
def test_what_is_half_made_is_made_again(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The installation itself is cut short here: what is asked is only whether it starts."""
    tools = tmp_path / "tools"
    (tools / "python" / "bin").mkdir(parents=True)
    (tools / "python" / "bin" / "python").touch()
    (tools / "half-made").touch()
    (tools / "made-from").write_text(lint_tools._digest(CHECKOUT / "bench_kit" / "locks"))
    if missing == "lock":
        (tools / "made-from").write_text("another lock")
    else:
        {"stamp": tools / "made-from", "python": tools / "python" / "bin" / "python"}[missing].unlink()
    monkeypatch.setattr(lint_tools.sys, "base_prefix", str(tmp_path / "nowhere"))
    with pytest.raises(lint_tools.ToolsError) as refusal:
        lint_tools.ensure_tools(tmp_path, CHECKOUT)
    assert "is not installed, so the linters cannot be" in str(refusal.value)
    assert not (tools / "half-made").exists()
    assert not (tools / "made-from").exists()


def test_one_package_is_cut_out_of_the_lock() -> None:
    lock = "a==1 \\\n    --hash=sha256:1\nuv==2 \\\n    --hash=sha256:2 \\\n    --hash=sha256:3\nz==4 \\\n    --hash=x\n"
    assert lint_tools._entry(lock, "uv") == "uv==2 \\\n    --hash=sha256:2 \\\n    --hash=sha256:3\n"


def test_the_node_lock_names_no_registry() -> None:
    """npm takes the packages from whatever registry the machine is set to."""
    assert '"resolved"' not in (CHECKOUT / "bench_kit" / "locks" / "lint" / "package-lock.json").read_text()
