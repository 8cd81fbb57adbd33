"""Take the picture of the README from the running program, on a throw-away sample store."""

import io
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
SIZE = {"width": 1360, "height": 860}
START_SECONDS = 120
COLOURS = 128
REVIEW = "/reviews/2024-Q1/"
ITEM = "Investment capital attracted (converted)"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def sample_server() -> Iterator[str]:
    """Serve a fresh sample province while the block runs; gives its address."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [Path(sys.executable).with_name("quarterdeck"), "demo", "--port", str(port), "--no-browser"]
        environment = {**os.environ, "QUARTERDECK_HOME": folder}
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            _wait(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def _wait(port: int) -> None:
    """Until the server listens; it does so once the sample is loaded."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)
        else:
            return


def take(target: Path) -> Path:
    """Write the secretary's desk of the sample review, at an item with published figures, to `target`."""
    with sample_server() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(viewport=SIZE, locale="en-GB").new_page()
        page.goto(f"{address}/account/login/")
        page.fill("[name=login]", "specialist")
        page.fill("[name=password]", "quarterdeck")
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"{address}/")
        page.context.add_cookies([{"name": "django_language", "value": "en", "url": address}])
        page.goto(f"{address}{REVIEW}")
        page.get_by_role("link", name=ITEM).first.click()
        page.wait_for_load_state("networkidle")
        shot = page.screenshot()
        browser.close()
    target.parent.mkdir(exist_ok=True)
    Image.open(io.BytesIO(shot)).quantize(COLOURS).save(target, optimize=True)
    return target
