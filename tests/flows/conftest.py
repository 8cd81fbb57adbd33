"""A real server over the sample province, and people who use it in a real Chromium."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.environment import FOLDER

COMMAND = Path(sys.executable).with_name("quarterdeck")
SAMPLE_PASSWORD = "quarterdeck"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium instead of a downloaded one."""
    return {"executable_path": "/usr/bin/chromium", "args": FLAGS}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def sample() -> Path:
    """A folder with a fresh sample store."""
    home = FOLDER / f"sample-{os.getpid()}"
    subprocess.run([COMMAND, "demo", "--load-only"], env=_surroundings(home), check=True, capture_output=True)
    return home


@pytest.fixture(scope="session")
def server(sample: Path) -> Iterator[str]:
    """The address of a server of this project's own command, over the sample store."""
    with serving(sample) as address:
        yield address


def _surroundings(home: Path) -> dict[str, str]:
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("QUARTERDECK_", "DJANGO_", "PYTEST_"))
    }
    return kept | {"QUARTERDECK_HOME": str(home)}


@contextmanager
def serving(home: Path, **settings: str) -> Iterator[str]:
    """The address of a server over a store, with these settings in its surroundings."""
    port = _free_port()
    with (FOLDER / f"server-{port}.log").open("wb") as log:
        running = subprocess.Popen(
            [COMMAND, "serve", "--port", str(port)], env=_surroundings(home) | settings, stdout=log, stderr=log
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address + "/account/login/", Path(log.name))
        yield address
    finally:
        running.terminate()
        running.wait(timeout=20)


def _wait(address: str, log: Path) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(address, timeout=5)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not start: " + log.read_text())


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """What a page does by itself takes a few rounds of asking, and longer on a busy machine."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def enter(server: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """`enter("specialist", language="en")`: a page of that person, signed in; console errors fail the test.

    `at` is the address of another server than that of the sample on its day.
    """
    complaints: list[str] = []
    contexts = []

    def sign_in(name: str, language: str = "vi", width: int = 1280, at: str = server) -> Page:
        context = browser.new_context(base_url=at, viewport={"width": width, "height": 900})
        context.add_cookies([{"name": "django_language", "value": language, "url": at}])
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: _note(message, complaints))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/account/login/")
        page.fill("#id_login", name)
        page.fill("#id_password", SAMPLE_PASSWORD)
        page.click("main button.btn-primary")
        page.wait_for_url("**/")
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert complaints == []


def _note(message: ConsoleMessage, complaints: list[str]) -> None:
    if message.type in ("error", "warning"):
        complaints.append(f"{message.text} ({message.location.get('url', '')})")
