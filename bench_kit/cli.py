"""The commands of ./dev and their help."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from bench_kit import commands, framework
from bench_kit.errors import KitError
from bench_kit.layout import Bench

# options of ours before those that are passed on to pytest, to Frappe and to benchmarks
OWN_OPTIONS = {
    "test": ("--keep", "-h", "--help"),
    "bench": ("--test", "-h", "--help"),
    "benchmark": ("--keep", "--desk", "-h", "--help"),
}
CHECKOUT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code. A KitError becomes its sentence on stderr and the code 1."""
    own, passed_on = split(sys.argv[1:] if arguments is None else arguments)
    options = parser().parse_args(own)
    options.arguments = passed_on
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGHUP, end)
    try:
        return int(options.command(bench_of(options), options) or 0)
    except KitError as error:
        print(f"dev: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # the reader of a pipe, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def split(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Cut what pytest, Frappe or a benchmark is to read, options and all, off the arguments."""
    index = 0
    while index < len(arguments) and arguments[index].startswith("-"):
        index += 2 if arguments[index] in ("--bench", "--frappe") else 1
    own_options = OWN_OPTIONS.get(arguments[index]) if index < len(arguments) else None
    if own_options is None:
        return list(arguments), []
    index += 1
    while index < len(arguments) and arguments[index] in own_options:
        index += 1
    return list(arguments[:index]), list(arguments[index:])


def end(signal_number: int, frame: object) -> None:
    """Leave by an exception, so that what was started for the tests is stopped."""
    raise SystemExit(128 + signal_number)


def bench_of(options: argparse.Namespace) -> Bench:
    """The bench folder: as given, or inside the checkout, one for each Frappe."""
    source = Path(options.frappe).resolve() if options.frappe else None
    name = f"bench-{framework.version_of(source)}" if source else "bench"
    folder = Path(options.bench).resolve() if options.bench else CHECKOUT / name
    return Bench(folder, CHECKOUT, source)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="./dev",
        description="Prospect CRM on a Frappe bench of its own: served, tested, measured.",
        epilog="./dev COMMAND --help tells more about a command.",
    )
    made.add_argument(
        "--bench",
        metavar="PATH",
        default=os.environ.get("PROSPECT_BENCH"),
        help="the bench's folder (else $PROSPECT_BENCH, else bench/ in the checkout)",
    )
    made.add_argument(
        "--frappe",
        metavar="PATH",
        default=os.environ.get("PROSPECT_FRAPPE"),
        help="an existing Frappe checkout to use instead of the published wheel (else $PROSPECT_FRAPPE); "
        "its bench is bench-VERSION/ unless --bench names one",
    )
    commands_of = made.add_subparsers(metavar="COMMAND", required=True)
    add_serving_commands(commands_of)
    add_site_commands(commands_of)
    add_checking_commands(commands_of)
    return made


Subparsers = argparse._SubParsersAction  # the type has no public name


def add(
    to: "Subparsers[argparse.ArgumentParser]", name: str, help_: str, more: str = ""
) -> argparse.ArgumentParser:
    made = to.add_parser(name, help=help_, description=f"{help_[0].upper()}{help_[1:]}. {more}".strip())
    made.set_defaults(command=getattr(commands, name))
    return made


def add_serving_commands(to: "Subparsers[argparse.ArgumentParser]") -> None:
    up = add(
        to,
        "up",
        "set everything up and serve the desk on 127.0.0.1",
        "Run it again after a change: packages, migration and bundles follow where needed, and the processes "
        "load the app's new code. What was entered stays.",
    )
    up.add_argument(
        "--port", type=int, metavar="N", help="the desk's port (else 8000 or, taken, any free one)"
    )
    add(to, "down", "stop everything of this bench, and nothing else")
    add(to, "status", "tell what runs, where", "Ends with 0 while the desk is served, else with 1.")
    logs = add(to, "logs", "show the end of the logs")
    logs.add_argument("name", nargs="?", help="web, front, worker, scheduler, mail, mariadb … (else all)")
    logs.add_argument("-f", "--follow", action="store_true", help="go on as lines are written")
    logs.add_argument("--test", action="store_true", help="the logs of the tests' site")
    reset = add(
        to,
        "reset",
        "drop the site with all that was entered; the next `up` makes a new one",
        "Packages, Frappe and bundles stay.",
    )
    reset.add_argument("--yes", action="store_true", help="do not ask")
    reset.add_argument("--everything", action="store_true", help="remove the whole bench folder")


def add_site_commands(to: "Subparsers[argparse.ArgumentParser]") -> None:
    build = add(to, "build", "build the desk's bundles")
    build.add_argument("--app", metavar="NAME", help="only those of this app (1 s instead of 15)")
    bench = add(to, "bench", "run a Frappe command on the site, such as `./dev bench migrate`")
    bench.add_argument(
        "--test", action="store_true", help="on the tests' site, which is set up and stopped again"
    )
    bench.add_argument("arguments", nargs="*", metavar="ARGS", help="the command and its options")
    add(to, "shell", "open a Python shell in the site (frappe is connected)")


def add_checking_commands(to: "Subparsers[argparse.ArgumentParser]") -> None:
    test = add(
        to,
        "test",
        "run the tests on a site of their own",
        "Tests of tests/domain and tests/kit alone need no site and start at once.",
    )
    test.add_argument("--keep", action="store_true", help="leave the tests' site served afterwards")
    test.add_argument("arguments", nargs="*", metavar="ARGS", help="pytest's arguments")
    benchmark = add(
        to, "benchmark", "measure beside Frappe's own way; one JSON object a line", "Progress goes to stderr."
    )
    benchmark.add_argument("--keep", action="store_true", help="leave the tests' site served afterwards")
    benchmark.add_argument(
        "--desk", action="store_true", help="on the served desk's site instead of the tests'"
    )
    benchmark.add_argument(
        "arguments",
        nargs="*",
        metavar="NAME",
        help="of tests/benchmarks/bench_NAME.py (else all); or population, which fills the site: its own --help",
    )
    lint = add(to, "lint", "run the linters")
    lint.add_argument("names", nargs="*", metavar="NAME", help="only these (else all)")
