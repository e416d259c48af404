"""./dev up from nothing, killed at every step and run again. Minutes long: ./dev test -m slow tests/kit"""

import json
import os
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SECONDS_FOR_ONE_STEP = 600


def dev(bench: Path, *arguments: str) -> "subprocess.Popen[str]":
    command = [CHECKOUT / "dev", "--bench", bench, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def kill_after_a_new_step(bench: Path, seen: set[str]) -> bool:
    """Run `up` and kill it as soon as it has done something that no run before did; False where it ended."""
    process = dev(bench, "up")
    assert process.stdout is not None
    output = []
    for line in process.stdout:
        output.append(line)
        _seconds, _, title = line.strip().partition(" s  ")
        if title and title != "in all" and title not in seen:
            seen.add(title)
            # into the middle of what comes next
            time.sleep(1)
            process.send_signal(signal.SIGKILL)
            process.wait()
            return True
    assert process.wait() == 0, "".join(output)
    return False


@pytest.mark.slow
def test_up_killed_after_every_step_serves_in_the_end(tmp_path: Path) -> None:
    bench, seen = tmp_path / "bench", set[str]()
    try:
        while kill_after_a_new_step(bench, seen):
            pass
        assert len(seen) >= 10
        ports = json.loads((bench / "var" / "up" / "ports.json").read_text())
        ping = f"http://127.0.0.1:{ports['front']}/api/method/ping"
        assert json.load(urllib.request.urlopen(ping)) == {"message": "pong"}
    finally:
        down = dev(bench, "down")
        assert down.wait() == 0
    marked = f":{bench}".encode()
    assert [pid for pid in filter(str.isdigit, os.listdir("/proc")) if marked in environment_of(pid)] == []


def environment_of(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""
