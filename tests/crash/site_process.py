"""A process of the crash site that has everything loaded: what it is asked for runs in forks of it.

Run in the sites folder: python -m tests.crash.site_process SITE; a question a line on stdin, an answer a line on stdout.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from typing import Any

import frappe
from frappe.utils.background_jobs import start_worker

from prospect_crm.services import operations
from tests.crash import steps

CHUNK = 3
"""So small that a kill finds an operation between its chunks, and in them."""


def main(site: str) -> None:
    """Answer until stdin ends."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    frappe.init(site=site, sites_path=".")
    operations.INLINE_LIMIT, operations.CHUNK, operations.SET_CHUNK = 0, CHUNK, CHUNK
    steps.load()
    for line in sys.stdin:
        answers.write(json.dumps(answer(site, json.loads(line)), default=str) + "\n")
        answers.flush()


def answer(site: str, question: dict[str, Any]) -> dict[str, Any]:
    if "start" in question:
        return {"pid": forked_worker()}
    if "alive" in question:
        return {"result": is_alive(question["alive"])}
    return called(site, question["call"], question["arguments"])


def forked_worker() -> int:
    """Fork a worker as ``bench worker --burst`` would start it."""
    if pid := os.fork():
        return pid
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    code = 1
    try:
        start_worker(queue="short,default,long", burst=True, quiet=True)
        code = 0
    except SystemExit:
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def is_alive(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return False


def called(site: str, function: str, arguments: list[Any]) -> dict[str, Any]:
    """Run a step in a fork, connected as Administrator, and give what it returns or raises."""
    reading, writing = os.pipe()
    if pid := os.fork():
        os.close(writing)
        with os.fdopen(reading) as source:
            text = source.read()
        os.waitpid(pid, 0)
        found: dict[str, Any] = json.loads(text)
        return found
    try:
        frappe.init(site=site, sites_path=".", force=True)
        frappe.connect()
        found = {"result": getattr(steps, function)(*arguments)}
        frappe.db.commit()
    except BaseException:
        found = {"error": traceback.format_exc()}
    with os.fdopen(writing, "w") as target:
        json.dump(found, target, default=str)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
