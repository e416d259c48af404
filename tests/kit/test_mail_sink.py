"""The mail sink keeps what it is sent, whole."""

import os
import smtplib
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from bench_kit.layout import Bench
from bench_kit.ports import answer, any_free
from bench_kit.processes import Service, Supervisor

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    pytest.importorskip("aiosmtpd")
    supervisor, port = Supervisor(Bench(tmp_path, CHECKOUT), "up"), any_free()
    supervisor.ensure(
        Service(
            "mail",
            [sys.executable, "-m", "bench_kit.mail_sink", str(port), tmp_path / "mail"],
            CHECKOUT,
            dict(os.environ),
            tmp_path / "mail.log",
            lambda: answer(port).startswith(b"220"),
        )
    )
    yield port
    supervisor.stop(seconds=5)


def test_a_mail_becomes_one_file_with_its_envelope_and_every_byte(port: int, tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "Rendez-vous à Orléans"
    message.set_content("Bonjour,\n.un point en tête de ligne\n")
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.send_message(message, "sales@example.com", ["a@example.com", "b@example.com"])
    (kept,) = (tmp_path / "mail").iterdir()
    head = b"X-Envelope-From: sales@example.com\r\nX-Envelope-To: a@example.com, b@example.com\r\n"
    assert kept.suffix == ".eml"
    assert kept.read_bytes() == head + message.as_bytes().replace(b"\n", b"\r\n")
