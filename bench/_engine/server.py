"""A PostgreSQL server of our own on loopback, tuned for two cores, that ends with the bench."""

import os
import pwd
import shutil
import socket
import subprocess
from pathlib import Path


def has_server() -> bool:
    """Whether PostgreSQL is installed."""
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


class Server:
    """A server in `folder`, made unless it is there; `address` is where it listens. PostgreSQL refuses to run as root:
    root runs it as the user `postgres`."""

    def __init__(self, folder: Path, buffers_mb: int) -> None:
        binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        if not binaries:
            raise RuntimeError("PostgreSQL is not installed: run `make install-dev`, or leave it out of --rivals")
        self._binaries, self._data = binaries[-1], folder / "pg"
        made = not self._data.exists()
        self._data.mkdir(parents=True, exist_ok=True)
        if made and os.geteuid() == 0:
            for above in (folder, *folder.parents):
                if not above.stat().st_mode & 0o001:
                    above.chmod(above.stat().st_mode | 0o011)
            shutil.chown(self._data, "postgres")
        port = _free_port()
        if made:
            self._run("initdb", "-D", str(self._data), "-U", "quarterdeck", "--auth=trust", "-E", "UTF8", "--locale=C")
        settings = {
            "listen_addresses": "127.0.0.1", "unix_socket_directories": str(self._data),
            "shared_buffers": f"{buffers_mb}MB", "effective_cache_size": "12GB", "work_mem": "512MB",
            "maintenance_work_mem": "1GB", "jit": "off", "random_page_cost": "1.1", "max_wal_size": "8GB",
            "wal_level": "minimal", "max_wal_senders": "0", "max_parallel_workers_per_gather": "2", "autovacuum": "off",
        }  # fmt: skip
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        self._run(
            "pg_ctl", "-D", str(self._data), "-o", f"-p {port} {options}", "-w", "-l", str(self._data / "log"), "start"
        )
        self.address = f"postgresql://quarterdeck@127.0.0.1:{port}/postgres"

    def _run(self, program: str, *arguments: str) -> None:
        user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        runuser = shutil.which("runuser", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or "runuser"
        prefix = (runuser, "-u", user, "--") if os.geteuid() == 0 else ()
        subprocess.run([*prefix, str(self._binaries / program), *arguments], check=True, capture_output=True, cwd="/")

    def close(self) -> None:
        """Stop it."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "fast", "-w", "stop")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
