"""Kill -9 of the worker, MariaDB or Redis at random points of real operations: nothing lost, nothing done twice.

PROSPECT_KILLS=200 ./dev test tests/crash kills two hundred times; PROSPECT_SEED chooses other points.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

if "PROSPECT_BENCH" not in os.environ or "PROSPECT_SITE" not in os.environ:
    pytest.skip("No bench: run these tests by ./dev test.", allow_module_level=True)

from tests.crash.stack import TARGETS, WORKER, CrashStack

KILLS = int(os.environ.get("PROSPECT_KILLS", "20"))
SEED = int(os.environ.get("PROSPECT_SEED", "1"))
OPERATIONS = ("plan_an_import", "plan_an_assignment", "plan_a_document_change", "plan_a_deletion")
KILLS_AN_OPERATION = 3
LONGEST_WAIT = 1.2
"""Seconds from a worker's start to the kill, at most: about as long as such an operation takes."""
LONGEST_OUTAGE = 0.5
"""Seconds that a killed server stays away, at most: work goes on without it."""


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[CrashStack]:
    made = CrashStack(tmp_path / "crash")
    yield made
    made.close()


class Killer:
    """Carries operations out while it kills; counts the kills that met one at work."""

    def __init__(self, stack: CrashStack) -> None:
        self.stack = stack
        self.chance = random.Random(SEED)
        self.targets: list[str] = []
        self.kills: Counter[str] = Counter()

    def carry_out(self, operation: str) -> None:
        """Apply an operation to its end, killing up to so many times on the way."""
        self.stack.call("apply", operation)
        most = self.kills.total() + KILLS_AN_OPERATION
        while self.stack.call("status", operation) != "Done":
            self.stack.start_worker()
            if self.kills.total() < min(most, KILLS):
                self._kill(operation)
            elif not self.stack.await_worker():
                raise AssertionError("A worker that nobody kills does not end.")
            self.stack.call("resume", operation)
        assert self.stack.await_worker()
        assert self.stack.call("problems", operation) == []

    def _kill(self, operation: str) -> None:
        if not self.targets:
            self.targets = self.chance.sample(TARGETS, len(TARGETS))
        target = self.targets.pop()
        time.sleep(self.chance.uniform(0.05, LONGEST_WAIT))
        self.stack.kill(target)
        if target != WORKER:
            time.sleep(self.chance.uniform(0, LONGEST_OUTAGE))
            self.stack.start(target)
        if self.stack.call("status", operation) != "Done":
            self.kills[target] += 1
        if target != WORKER:
            # it ends on the lost connection, goes on, or has not noticed: all of that may happen
            self.stack.await_worker(seconds=2)
            self.stack.end_worker()


def test_operations_killed_anywhere_lose_nothing_and_do_nothing_twice(stack: CrashStack) -> None:
    killer = Killer(stack)
    stack.call("begin")
    start = stack.call("everything")
    rounds = 0
    while killer.kills.total() < KILLS:
        rounds += 1
        done = []
        for plan in OPERATIONS:
            done.append(stack.call(plan))
            killer.carry_out(done[-1])
        for operation in reversed(done):
            killer.carry_out(stack.call("plan_an_undo", operation))
        assert stack.call("everything") == start
    print(f"killed {dict(killer.kills)} in {rounds} rounds, seed {SEED}")
