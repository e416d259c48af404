"""Ports: remembered, and chosen again when taken."""

import socket
from pathlib import Path

import pytest

from bench_kit.errors import KitError
from bench_kit.ports import Ports, any_free, is_free


@pytest.fixture
def ports(tmp_path: Path) -> Ports:
    return Ports(tmp_path / "ports.json")


def test_a_free_port_is_remembered_by_the_next_run(ports: Ports) -> None:
    chosen = ports.settle("web", is_running=False)
    assert Ports(ports.file).settle("web", is_running=False) == chosen


def test_the_usual_port_is_taken_where_it_is_free(ports: Ports) -> None:
    usual = any_free()
    assert ports.settle("front", is_running=False, usual=usual) == usual


def test_a_remembered_port_that_somebody_took_is_chosen_anew(ports: Ports) -> None:
    before = ports.settle("web", is_running=False)
    with socket.create_server(("127.0.0.1", before)):
        after = ports.settle("web", is_running=False)
    assert after != before and is_free(after)


def test_a_running_server_keeps_its_port(ports: Ports) -> None:
    before = ports.settle("web", is_running=False)
    with socket.create_server(("127.0.0.1", before)):
        assert ports.settle("web", is_running=True) == before


def test_a_wished_port_moves_a_running_server(ports: Ports) -> None:
    ports.settle("front", is_running=False)
    wished = any_free()
    assert ports.settle("front", is_running=True, wished=wished) == wished


def test_a_wished_port_that_is_taken_is_an_error(ports: Ports) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(KitError) as caught:
            ports.settle("front", is_running=False, wished=port)
    assert str(caught.value) == f"Port {port} is taken by another program; name a free one, or none at all."


def test_a_half_written_memory_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "ports.json").write_text('{"web": 80')
    assert Ports(tmp_path / "ports.json").get("web") is None
