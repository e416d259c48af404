"""What decides whether something is made, made anew, or asked of a person."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench_kit import debian
from bench_kit.errors import KitError
from bench_kit.files import key_of, key_of_tree, read_json, write_json
from bench_kit.layout import APP, Bench, link_to
from bench_kit.setup import check_owner
from bench_kit.steps import run

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    file = tmp_path / "debian.txt"
    file.write_text(
        "# name  evidence  needed by\n"
        "present   command:sh             up\n"
        "absent    command:no-such-thing  up\n"
        "unread    library:libnone.so.9   up\n"
        "browser   command:no-browser     test\n"
        "compiler  command:no-compiler    frappe\n"
    )
    return file


def test_without_root_the_one_command_names_all_that_is_missing(
    packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(KitError) as caught:
        debian.provide(packages, {"up"}, packages.parent / "debian.log")
    assert str(caught.value) == (
        "Debian packages are missing. Install them by:\n"
        "  sudo apt-get install --no-install-recommends absent unread browser"
    )


def test_what_only_the_tests_need_is_not_asked_for_by_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    file = tmp_path / "debian.txt"
    file.write_text("browser   command:no-browser     test\n")
    debian.provide(file, {"up"}, tmp_path / "debian.log")
    with pytest.raises(KitError, match=r"install --no-install-recommends browser$"):
        debian.provide(file, {"up", "test"}, tmp_path / "debian.log")


def test_the_list_of_packages_reads_and_none_of_them_brings_a_service() -> None:
    listed = debian.listed(CHECKOUT / "bench_kit" / "debian.txt")
    assert {package.needed_by for package in listed} == {"up", "test", "frappe"}
    assert {package.evidence.partition(":")[0] for package in listed} <= set(debian.EVIDENCE)
    assert not {"mariadb-server", "redis-server", "redis"} & {package.name for package in listed}


def test_a_second_run_waits_until_the_first_has_ended(tmp_path: Path) -> None:
    hold = (
        "import sys, time; sys.path.insert(0, sys.argv[2]); from pathlib import Path; from bench_kit import lock\n"
        "with lock.held(Path(sys.argv[1]), 'sets up'):\n    print('held', flush=True); time.sleep(600)"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", hold, tmp_path / "lock", CHECKOUT], stdout=subprocess.PIPE, text=True
    )
    second_code = (
        "import sys; sys.path.insert(0, sys.argv[2]); from pathlib import Path; from bench_kit import lock\n"
        "with lock.held(Path(sys.argv[1]), 'sets up'):\n    print('in')"
    )
    assert first.stdout is not None and first.stdout.readline() == "held\n"
    second = subprocess.Popen(
        [sys.executable, "-c", second_code, tmp_path / "lock", CHECKOUT],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert second.stderr is not None
    assert second.stderr.readline() == f"Waiting for process {first.pid}, which sets up …\n"
    assert second.poll() is None
    first.kill()
    first.communicate()
    assert second.communicate() == ("in\n", "")


def test_a_key_changes_with_a_name_and_with_a_content_but_not_with_time(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text("{}")
    before = key_of_tree(tmp_path)
    os.utime(tmp_path / "one.json", (time.time() + 60, time.time() + 60))
    assert key_of_tree(tmp_path) == before
    (tmp_path / "one.json").rename(tmp_path / "two.json")
    renamed = key_of_tree(tmp_path)
    (tmp_path / "two.json").write_text("[]")
    assert len({before, renamed, key_of_tree(tmp_path)}) == 3
    assert key_of_tree(tmp_path, [".py"]) == key_of_tree(tmp_path / "missing")


def test_parts_of_a_key_do_not_run_into_each_other() -> None:
    assert key_of("ab", "c") != key_of("a", "bc")


def test_half_a_json_file_counts_as_none(tmp_path: Path) -> None:
    write_json(tmp_path / "made.json", {"schema": "1"})
    assert read_json(tmp_path / "made.json") == {"schema": "1"}
    (tmp_path / "made.json").write_text('{"schema": ')
    assert read_json(tmp_path / "made.json") == {}


def test_the_stacks_share_apps_environment_and_bundles_and_nothing_else(tmp_path: Path) -> None:
    bench = Bench(tmp_path / "bench", CHECKOUT)
    bench.make_folders()
    bench.make_folders()
    for shared in ("apps", "env", "sites/assets"):
        assert (bench.test.folder / shared).resolve() == (bench.folder / shared).resolve()
    assert (bench.apps / APP).resolve() == CHECKOUT
    assert bench.up.sites.resolve() != bench.test.sites.resolve()
    assert bench.up.data.resolve() != bench.test.data.resolve()


def test_a_link_to_a_moved_checkout_is_set_right(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    link_to(tmp_path / "old", tmp_path / "link")
    link_to(tmp_path / "new", tmp_path / "link")
    assert (tmp_path / "link").resolve() == tmp_path / "new"


def test_nothing_of_another_environment_leaks_into_the_bench(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("PYTHONPATH", "VIRTUAL_ENV", "FRAPPE_SITE", "NODE_PATH"):
        monkeypatch.setenv(name, "/elsewhere")
    environment = Bench(tmp_path, CHECKOUT).environment()
    assert "/elsewhere" not in environment.values()
    inside = ("UV_CACHE_DIR", "PIP_CACHE_DIR", "npm_config_cache", "PYTHONPYCACHEPREFIX", "TMPDIR")
    assert all(environment[name].startswith(f"{tmp_path}/") for name in inside)


def test_a_bench_of_another_user_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    with pytest.raises(KitError) as caught:
        check_owner(Bench(tmp_path, CHECKOUT))
    assert str(caught.value) == (
        f"The bench {tmp_path} belongs to another user (id {owner}). Run ./dev as that user, or keep a bench of "
        "your own with --bench PATH."
    )


def test_a_failed_command_is_reported_with_the_end_of_its_output(tmp_path: Path) -> None:
    log = tmp_path / "command.log"
    with pytest.raises(KitError) as caught:
        run(["sh", "-c", "echo first; echo reason >&2; exit 3"], log=log)
    assert str(caught.value) == (
        f"`sh -c echo first; echo reason >&2; exit 3 …` ended with 3; its whole output is in {log}:\n"
        "    first\n    reason"
    )
