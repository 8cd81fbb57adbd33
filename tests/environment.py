"""Set up before Django reads its settings: a throw-away store, on SQLite or on a PostgreSQL server of our own."""

import atexit
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

FOLDER = Path(tempfile.mkdtemp(prefix="quarterdeck-test-"))
FOLDER.chmod(0o755)
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _as_postgres(*command: str) -> None:
    """Run a server command; PostgreSQL refuses to run as root, so root runs it as `postgres`."""
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    runuser = shutil.which("runuser", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or "runuser"
    prefix = (runuser, "-u", user, "--") if os.geteuid() == 0 else ()
    subprocess.run([*prefix, *command], check=True, capture_output=True, cwd=FOLDER)


def start_postgres() -> str:
    """A fresh server on a free loopback port, stopped when the tests end; returns its address."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not binaries:
        raise RuntimeError("PostgreSQL is not installed: run `make test`, which installs it")
    data = FOLDER / "pg"
    data.mkdir()
    if os.geteuid() == 0:
        shutil.chown(data, "postgres")
    port = _free_port()
    _as_postgres(str(binaries[-1] / "initdb"), "-D", str(data), "-U", "quarterdeck", "--auth=trust", "-E", "UTF8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data} -c fsync=off"
    _as_postgres(str(binaries[-1] / "pg_ctl"), "-D", str(data), "-o", options, "-w", "-l", str(data / "log"), "start")
    atexit.register(_as_postgres, str(binaries[-1] / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    return f"postgresql://quarterdeck@127.0.0.1:{port}/postgres"


os.environ["QUARTERDECK_HOME"] = str(FOLDER / "home")
(FOLDER / "home/static").mkdir(parents=True)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser driver keeps an event loop
os.environ["QUARTERDECK_TODAY"] = "2024-03-27"
os.environ.setdefault("QUARTERDECK_COMPILED", "0")  # tests try the sources
os.environ["QUARTERDECK_ENGINE_TAIL"] = "0"  # nothing works in the background unless a test asks for it
os.environ["QUARTERDECK_STATIC_STORAGE"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
if os.environ.get("QUARTERDECK_TEST_STORE") == "postgres":
    os.environ["QUARTERDECK_DATABASE_URL"] = start_postgres()
