"""The benchmarks' own parts: what they print, how they end, and that errors are no figures."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench import __main__ as command
from bench.lines import Line, middle, share
from bench.load import LoadFailed, load

GOOD = Line(bench="pages", case="meeting page", value=40.0, unit="pages/s", ok=True)
MISSED = Line(bench="pages", case="meeting page", value=4.0, unit="pages/s", ok=False)


class _Bench:
    """Says what it is told to."""

    def __init__(self, *lines: Line) -> None:
        self.lines = lines

    def run(self, *, quick: bool) -> Iterator[Line]:
        yield from self.lines


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = b"hej" if self.path == "/" else b""
        self.send_response(200 if self.path == "/" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_a_line_is_one_json_object() -> None:
    line = json.loads(GOOD.as_json())
    assert set(line) >= {"bench", "case", "value", "unit", "raw", "ratio", "target", "ok"}
    assert "\n" not in GOOD.as_json()


@pytest.mark.parametrize(("lines", "code"), [([GOOD], 0), ([GOOD, MISSED], 1), ([], 0)])
def test_a_missed_target_ends_with_one(
    monkeypatch: pytest.MonkeyPatch, lines: list[Line], code: int
) -> None:
    monkeypatch.setattr(command, "_bench", lambda _name: _Bench(*lines))
    assert command.main(["pages", "--quick"]) == code


def test_the_list_names_every_benchmark(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--list"]) == 0
    named = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert named == list(command.BENCHES)


@pytest.mark.parametrize("arguments", [["nonsense"], []])
def test_no_such_benchmark_ends_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(arguments)
    assert ended.value.code == 2


def test_medians_and_shares() -> None:
    assert middle([3.0, 1.0, 2.0]) == 2.0
    assert share(1.0, 4.0) == 0.25
    assert share(1.0, 0.0) == 0.0


def test_answers_are_counted(port: int) -> None:
    found = load(port, "/", seconds=0.2, connections=2)
    assert found.requests > 0
    assert (found.errors, found.bytes) == (0, 3)


def test_a_wrong_answer_is_no_figure(port: int) -> None:
    with pytest.raises(LoadFailed, match="status 404"):
        load(port, "/nothing", seconds=0.2)
