"""The dashboard over HTTP: `quarterdeck serve` on loopback, asked as its pages ask, by somebody who is signed in."""

import http.client
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

from bench._engine.nation import PROVINCE
from bench._engine.ours import QUARTER, STATEMENTS
from bench._engine.works import Asked

START_SECONDS = 120


class Served:
    """The store that the environment names, served by a process of its own."""

    def __init__(self, asked: Asked, cookie: str) -> None:
        self._asked, self._headers = asked, {"Cookie": cookie}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        program = Path(sys.executable).with_name("quarterdeck")
        self._process = subprocess.Popen([str(program), "serve", "--port", str(port)], stdout=subprocess.DEVNULL)
        self._connection = http.client.HTTPConnection("127.0.0.1", port)
        try:
            self._wait()
        except BaseException:
            self.close()
            raise

    def _wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            with suppress(ConnectionError):
                self.ask(0)
                return
            self._connection.close()
            time.sleep(0.2)
        raise RuntimeError("`quarterdeck serve` did not start")

    def ask(self, province: int) -> bytes:
        """The dashboard as it comes over the wire."""
        nation = self._asked.nation
        query = urlencode({
            "indicator": ",".join(nation.code(one) for one in self._asked.indicators),
            "area": nation.units[nation.first[PROVINCE] + province].code, "children": 1, "period": QUARTER,
            "statement": ",".join(one.value for one in STATEMENTS),
        })  # fmt: skip
        self._connection.request("GET", f"/figures/query.json?{query}", headers=self._headers)
        response = self._connection.getresponse()
        body = response.read()
        if response.status != http.HTTPStatus.OK:
            raise RuntimeError(f"The server answered {response.status}: {body[:300]!r}")
        return body

    def close(self) -> None:
        """Stop it."""
        self._connection.close()
        self._process.terminate()
        self._process.wait(30)
