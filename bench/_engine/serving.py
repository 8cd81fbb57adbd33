"""The dashboard over HTTP: one worker of gunicorn on loopback, asked through a connection that stays open.

Run with `BENCH_NATION` (folder, rows, seed) in the environment; `?province=3` chooses the province.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs

from bench._engine.logs import StillLog
from bench._engine.nation import Nation, size_of
from bench._engine.ours import Ours
from bench._engine.works import Asked
from quarterdeck.engine.writing.files import json_text

ROOT = Path(__file__).resolve().parents[2]
VARIABLE = "BENCH_NATION"


@lru_cache(maxsize=1)
def _ours() -> Ours:
    folder, rows, seed = json.loads(os.environ[VARIABLE])
    nation = Nation(size_of(rows), seed)
    return Ours(Asked(nation), Path(folder), StillLog(nation))


def application(
    environ: dict[str, str], start_response: Callable[[str, list[tuple[str, str]]], object]
) -> Iterable[bytes]:
    """A WSGI application that answers the dashboard of a province as JSON."""
    province = int(parse_qs(environ.get("QUERY_STRING", "")).get("province", ["0"])[0])
    body = json_text(_ours().a(province)).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


class Served:
    """The application in a process of its own."""

    def __init__(self, folder: Path, rows: int, seed: int) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [
            sys.executable, "-m", "gunicorn", "bench._engine.serving:application", "--bind", f"127.0.0.1:{port}",
            "--workers", "1", "--worker-class", "gthread", "--threads", "2", "--keep-alive", "60",
            "--log-level", "warning",
        ]  # fmt: skip
        environment = {**os.environ, VARIABLE: json.dumps([str(folder.resolve()), rows, seed])}
        self._process = subprocess.Popen(command, cwd=ROOT, env=environment)
        self._connection = http.client.HTTPConnection("127.0.0.1", port)
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with suppress(ConnectionError):
                self.ask(0)
                return
            time.sleep(0.1)
        raise RuntimeError("The server for the bench did not start")

    def ask(self, province: int) -> bytes:
        """The answer as it comes over the wire."""
        self._connection.request("GET", f"/?province={province}")
        response = self._connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"The server for the bench answered {response.status}")
        return body

    def close(self) -> None:
        """Stop it."""
        self._connection.close()
        self._process.terminate()
        self._process.wait(30)
