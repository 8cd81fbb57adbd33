"""Start a store: migrate it, load the sample if asked, serve it."""

import gc
import os
import socket
import sys
import webbrowser
from importlib import import_module
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils.translation.reloader import translation_file_changed

from quarterdeck.areas.queries import register
from quarterdeck.areas.queries.borders import border_days
from quarterdeck.config import messages
from quarterdeck.config.sample import accounts, is_loaded, load_sample
from quarterdeck.core.errors import BadInput
from quarterdeck.figures.jobs.background import compact_if_due
from quarterdeck.web import clock

ADDRESS = "http://{host}:{port}"
FIRST_PAGE = "/reviews/2024-Q1/"
PORT = click.option("--port", default=8000, show_default=True, help="The port to listen on.")
HOST = click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")


def prepare() -> None:
    """Bring the store's tables, texts and static files up to date."""
    os.umask(0o077)  # what the store keeps is for its own account alone
    messages.compile_only()
    translation_file_changed(sender=None, file_path=Path("django.mo"))  # forget what was read before there were any
    call_command("migrate", verbosity=0, interactive=False)
    if _static_is_stale():
        call_command("collectstatic", verbosity=0, interactive=False)


def _static_is_stale() -> bool:
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if not manifest.exists():
        return True
    sources = (settings.PROJECT / "src/quarterdeck").glob("*/static/**/*")
    return any(path.stat().st_mtime > manifest.stat().st_mtime for path in sources)


@click.command()
@PORT
@HOST
@click.option("--load-only", is_flag=True, help="Load the sample province into the store and return.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def demo(port: int, host: str, load_only: bool, no_browser: bool) -> None:
    """Load the sample province into this store (once) and serve it.

    \b
    Examples:
      quarterdeck demo                      on http://127.0.0.1:8000, opened in a browser
      quarterdeck demo --port 8080
      QUARTERDECK_HOME=/tmp/sample quarterdeck demo --load-only
    """
    prepare()
    if not is_loaded():
        click.echo("Loading the sample province …")
        load_sample(say=click.echo)
    if load_only:
        click.echo(f"The sample province is in {settings.HOME}")
        return
    _tell_accounts(host, port)
    run_server(host, port, open_at="" if no_browser else FIRST_PAGE)


def _tell_accounts(host: str, port: int) -> None:
    address = ADDRESS.format(host=host, port=port)
    click.echo(f"\nQuarterdeck serves the sample province on {address}")
    click.echo(f"Begin with the review of the first quarter of 2024: {address}{FIRST_PAGE}")
    click.echo("Sample accounts (password {password}):".format(password=accounts()[0]["password"]))
    for one in accounts():
        click.echo(f"  {one['username']:<12} {one['name_vi']} / {one['name_en']}")
    click.echo("Stop with Ctrl+C.\n")


@click.command()
@PORT
@HOST
def serve(port: int, host: str) -> None:
    """Serve this store without sample data; an empty store leads its first administrator through the set-up.

    \b
    Examples:
      quarterdeck serve
      quarterdeck serve --host 0.0.0.0 --port 80     (set QUARTERDECK_HOSTS to the names it is called by)
    """
    prepare()
    click.echo(f"Quarterdeck serves {settings.HOME} on {ADDRESS.format(host=host, port=port)}; stop with Ctrl+C.")
    run_server(host, port)


def _require_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise BadInput(
                f"Something already listens on {host}:{port}.",
                remedy=f"Stop it, or choose another port: --port {port + 1}",
            ) from taken


def run_server(host: str, port: int, open_at: str = "") -> None:
    """Serve with gunicorn until stopped."""
    _require_free(host, port)
    if open_at and os.environ.get("DISPLAY"):
        webbrowser.open(ADDRESS.format(host=host, port=port) + open_at)
    _read_ahead()
    runner = import_module("gunicorn.app.wsgiapp").WSGIApplication
    os.environ["GUNICORN_CMD_ARGS"] = f"--bind {host}:{port} --workers 2 --threads 4 --timeout 120 --log-level warning"
    sys.argv = ["gunicorn", "quarterdeck.config.wsgi:application"]
    runner("%(prog)s").run()


def _read_ahead() -> None:
    """Read areas and catalogue before the processes of the server part from this one, so that none waits for them.

    Figures that came in while nobody served are moved into the engine's segments meanwhile.
    """
    register()
    border_days(clock.today())
    import_module("quarterdeck.figures.queries.engine").read_ahead()
    compact_if_due()
    gc.freeze()
    connections.close_all()
