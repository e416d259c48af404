"""Ports on 127.0.0.1: chosen free once, remembered, chosen again when somebody else has taken one."""

import socket
from pathlib import Path

from bench_kit.errors import KitError
from bench_kit.files import read_json, write_json


def is_free(port: int) -> bool:
    """Whether a server could listen on 127.0.0.1 at this port now."""
    with socket.socket() as probe:
        # a server just stopped leaves connections in TIME_WAIT; they do not hinder a next one
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def any_free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(port: int, question: bytes = b"") -> bytes:
    """What the server on 127.0.0.1 at this port says first, once asked; empty where none does."""
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as connection:
            connection.settimeout(5)
            connection.sendall(question)
            return connection.recv(64)
    except OSError:
        return b""


def takes_connections(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


class Ports:
    """The remembered ports of one stack, by the role that listens there."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._ports: dict[str, int] = {role: int(port) for role, port in read_json(file).items()}

    def get(self, role: str) -> int | None:
        return self._ports.get(role)

    def settle(
        self, role: str, *, is_running: bool, wished: int | None = None, usual: int | None = None
    ) -> int:
        """The role's port, settled for its next start.

        `wished` is what a person asked for: taken by somebody else it is an error. `usual` is tried first
        where nothing is remembered yet. A running server keeps its port unless another was wished.
        """
        remembered = self._ports.get(role)
        if wished is not None and wished != remembered and not is_free(wished):
            raise KitError(f"Port {wished} is taken by another program; name a free one, or none at all.")
        if wished is None and is_running and remembered:
            return remembered
        candidates = [port for port in (wished, remembered, usual) if port]
        chosen = next(
            (port for port in candidates if (port == remembered and is_running) or is_free(port)), None
        )
        return self._remember(role, chosen or self._unused())

    def _unused(self) -> int:
        while (port := any_free()) in self._ports.values():
            pass
        return port

    def _remember(self, role: str, port: int) -> int:
        if self._ports.get(role) != port:
            self._ports[role] = port
            write_json(self.file, dict(self._ports))
        return port
