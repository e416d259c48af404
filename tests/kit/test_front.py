"""The front, with a real Redis and a real web server behind it."""

import http.client
import json
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from bench_kit import redis
from bench_kit.layout import Bench, link_to
from bench_kit.ports import any_free, takes_connections
from bench_kit.processes import Service, Supervisor

CHECKOUT = Path(__file__).resolve().parents[2]
SERVED = Bench(Path(os.environ.get("PROSPECT_BENCH", CHECKOUT / "bench")), CHECKOUT)

pytestmark = pytest.mark.skipif(
    not (SERVED.framework / "node_modules" / ".made").exists(),
    reason="Node and its packages come with a served site",
)


class Echo(BaseHTTPRequestHandler):
    """Answers with the request as it came through, over connections that are kept."""

    protocol_version = "HTTP/1.1"
    hangs_up_next: ClassVar[list[bool]] = []

    def answer(self) -> None:
        if self.hangs_up_next:
            self.hangs_up_next.pop()
            self.close_connection = True
            return
        length = int(self.headers.get("Content-Length") or 0)
        site, sent = self.headers["X-Frappe-Site-Name"], self.rfile.read(length).decode()
        body = json.dumps({"method": self.command, "path": self.path, "site": site, "sent": sent}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def web() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def front(tmp_path: Path, web: ThreadingHTTPServer) -> Iterator[int]:
    """The port of a front whose bench has one asset and one secret beside it."""
    bench = Bench(tmp_path, CHECKOUT)
    bench.make_folders()
    (bench.up.sites / "assets" / "app.css").write_text("a {}")
    (bench.up.sites / "secret.json").write_text("{}")
    bench.framework.rmdir() if bench.framework.exists() else None
    link_to(SERVED.framework, bench.framework)
    supervisor, queue, port = Supervisor(bench, "up"), any_free(), any_free()
    address = {"redis_queue": f"redis://127.0.0.1:{queue}"}
    (bench.up.sites / "common_site_config.json").write_text(json.dumps(address))
    environment = bench.environment()
    supervisor.ensure(
        redis.service(
            redis.QUEUE,
            queue,
            tmp_path,
            is_durable=False,
            environment=environment,
            log=tmp_path / "redis.log",
        )
    )
    supervisor.ensure(
        Service(
            "front",
            [SERVED.node, bench.kit / "front.mjs", tmp_path, "a.localhost", str(port), str(web.server_port)],
            tmp_path,
            environment,
            tmp_path / "front.log",
            lambda: takes_connections(port),
        )
    )
    yield port
    supervisor.stop(seconds=5)


def ask(port: int, method: str, path: str, body: str = "") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, body)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def test_requests_reach_the_web_server_as_sent_with_the_site_named(front: int) -> None:
    status, text = ask(front, "POST", "/api/method/x?a=%C3%A9", "body")
    assert (status, json.loads(text)) == (
        200,
        {"method": "POST", "path": "/api/method/x?a=%C3%A9", "site": "a.localhost", "sent": "body"},
    )


def test_an_asset_is_served_and_nothing_beside_the_assets(front: int) -> None:
    assert ask(front, "GET", "/assets/app.css?v=1") == (200, "a {}")
    for path in ("../secret.json", "%2e%2e/secret.json", "..%2fsecret.json", "%E0%A4%A", "missing.css", ""):
        assert ask(front, "GET", f"/assets/{path}") == (404, "")


def test_a_read_is_asked_again_when_the_web_server_hung_up_and_a_write_is_not(front: int) -> None:
    Echo.hangs_up_next.append(True)
    assert ask(front, "GET", "/app")[0] == 200
    Echo.hangs_up_next.append(True)
    expected = "The web server did not answer (ECONNRESET); see ./dev logs web"
    assert ask(front, "POST", "/app", "once") == (502, expected)


def test_a_web_server_that_is_down_is_said_to_be(front: int, web: ThreadingHTTPServer) -> None:
    web.shutdown()
    web.server_close()
    assert ask(front, "GET", "/app") == (
        502,
        "The web server did not answer (ECONNREFUSED); see ./dev logs web",
    )


def test_realtime_refuses_pages_of_other_origins(front: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", front, timeout=10)
    statuses = []
    for origin in (f"http://127.0.0.1:{front}", "https://elsewhere.example", "null"):
        connection.request("GET", "/socket.io/?EIO=4&transport=polling", headers={"Origin": origin})
        answer = connection.getresponse()
        answer.read()
        statuses.append(answer.status)
    connection.close()
    assert statuses == [200, 403, 403]
