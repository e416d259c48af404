"""./dev as a person calls it."""

import subprocess
from pathlib import Path

import pytest

from bench_kit.cli import bench_of, main, parser, split
from bench_kit.layout import Bench
from bench_kit.testing import from_checkout, marked, needs_no_site, side_by_side
from tests.conftest import scope_of

CHECKOUT = Path(__file__).resolve().parents[2]
COMMANDS = (
    *("up", "down", "status", "logs", "reset", "build", "bench", "shell", "test", "benchmark", "lint"),
)


def dev(
    *arguments: str, cwd: Path = CHECKOUT, script: Path = CHECKOUT / "dev"
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([script, *arguments], cwd=cwd, capture_output=True, text=True)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: ./dev {command} ")


def test_it_works_from_any_folder_and_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(CHECKOUT / "dev")
    done = dev("--bench", "relative", "status", cwd=tmp_path, script=tmp_path / "link")
    assert (done.returncode, done.stdout, done.stderr) == (1, "Not served; ./dev up serves it.\n", "")
    assert not (tmp_path / "relative").exists()


def test_asking_makes_nothing(tmp_path: Path) -> None:
    for command in ("status", "down"):
        dev("--bench", str(tmp_path / "bench"), command)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["shell"], "dev: The desk is not served; run ./dev up first.\n"),
        (["bench", "migrate"], "dev: The desk is not served; run ./dev up first.\n"),
        (["build"], "dev: The bench is not set up; run ./dev up first.\n"),
        (["--frappe", "/", "up"], "dev: / is not a Frappe checkout: it has no frappe/__init__.py.\n"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    done = dev("--bench", str(tmp_path / "bench"), *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", sentence)


def test_reset_never_removes_a_folder_that_is_no_bench(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    done = dev("--bench", str(tmp_path), "reset", "--everything", "--yes")
    assert (done.returncode, done.stderr) == (1, f"dev: There is no bench at {tmp_path}.\n")
    assert (tmp_path / "letter.txt").read_text() == "dear"


def test_reset_drops_nothing_where_nobody_answers(tmp_path: Path) -> None:
    bench = Bench(tmp_path / "bench", CHECKOUT)
    bench.make_folders()
    (bench.var / "set-up.lock").touch()
    done = subprocess.run(
        [CHECKOUT / "dev", "--bench", bench.folder, "reset"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    question = "Drop the site prospect.localhost with all that was entered? [y/N] "
    assert (done.returncode, done.stdout, done.stderr) == (1, question, "")
    assert bench.up.data.is_dir()


def test_options_after_test_bench_and_benchmark_are_passed_on() -> None:
    assert split(["--bench", "b", "test", "-x", "--keep"]) == (["--bench", "b", "test"], ["-x", "--keep"])
    assert split(["test", "--keep", "-k", "vcard"]) == (["test", "--keep"], ["-k", "vcard"])
    assert split(["bench", "migrate", "--skip-failing"]) == (["bench"], ["migrate", "--skip-failing"])
    population = ["population", "--people", "50"]
    assert split(["benchmark", "--desk", *population]) == (["benchmark", "--desk"], population)
    assert split(["up", "--port", "9000"]) == (["up", "--port", "9000"], [])
    assert split([]) == ([], [])


def test_each_frappe_has_a_bench_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PROSPECT_BENCH", "PROSPECT_FRAPPE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "frappe").mkdir()
    (tmp_path / "frappe" / "__init__.py").write_text('__version__ = "15.55.1"\n')
    benches = [
        bench_of(parser().parse_args(arguments)) for arguments in (["up"], ["--frappe", str(tmp_path), "up"])
    ]
    assert benches == [
        Bench(CHECKOUT / "bench", CHECKOUT),
        Bench(CHECKOUT / "bench-15.55.1", CHECKOUT, tmp_path),
    ]


def test_a_site_is_set_up_unless_only_tests_without_one_are_asked_for() -> None:
    assert needs_no_site(["tests/domain", "-x"])
    assert needs_no_site(["tests/kit/test_ports.py::test_a", "-k", "port", "-m", "not slow"])
    assert not needs_no_site([])
    assert not needs_no_site(["-x"])
    assert not needs_no_site(["tests/domain", "tests/site"])


def test_minutes_long_tests_run_only_when_a_mark_is_asked_for() -> None:
    assert marked(["tests/kit"]) == ["-m", "not slow", "tests/kit"]
    assert marked(["-m", "slow"]) == ["-m", "slow"]


def test_a_path_given_in_another_folder_is_found_from_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT / "tests")
    bench = Bench(CHECKOUT / "bench", CHECKOUT)
    given = ["kit/test_ports.py::test_x", "-x", "kit", "not slow"]
    expected = ["tests/kit/test_ports.py::test_x", "-x", "tests/kit", "not slow"]
    assert [from_checkout(bench, argument) for argument in given] == expected


def test_only_a_run_of_all_tests_is_split_between_processes() -> None:
    assert side_by_side(["-q", "-m", "not slow"]) == ["-n", "2"]
    assert side_by_side(["tests/site"]) == []
    assert side_by_side(["-n", "4"]) == []
    assert side_by_side(["--collect-only"]) == []


def test_tests_on_the_site_share_a_process_and_no_others_do() -> None:
    assert scope_of("tests/site/test_a.py::test_a[1]") == scope_of("tests/desk/test_b.py::test_b") == "site"
    assert scope_of("tests/domain/test_c.py::test_c") == "tests/domain/test_c.py"
