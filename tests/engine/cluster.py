"""A real Spark cluster on loopback for tests and benchmarks: one master and some workers, from the pip package."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

PATIENCE = 60.0
MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"


def missing() -> str:
    """What is missing to start a cluster, or nothing."""
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=f"{home}/bin" if home else None):
        return "Java is missing: install it, e.g. with `make install-dev`, to test on a real Spark cluster"
    return "" if find_spec("pyspark") else "PySpark is missing: pip install -r requirements-dev.txt"


@dataclass
class Running:
    """A cluster that runs: the address of its master, and the processes of master and workers."""

    address: str
    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def kill(self, number: int) -> None:
        """End a process and all that it started: 0 is the master, then come the workers."""
        process = self.processes[number]
        for one in {process.pid, *_children(process.pid)}:
            with_group(one)
        process.wait()


def _children(pid: int) -> Sequence[int]:
    """The processes that a process started. Executors lie in groups of their own where Java put them there."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    direct = [int(one) for one in found.stdout.split()]
    return [*direct, *(other for one in direct for other in _children(one))]


def with_group(pid: int) -> None:
    """End a process with its group, if it is still there."""
    for end in (os.killpg, os.kill):
        try:
            end(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


@contextmanager
def cluster(workers: int = 2, memory: str = "1g", cores: int = 1) -> Iterator[Running]:
    """A master and workers on free ports of loopback, in a folder of their own; all ended and removed in the end."""
    folder = Path(tempfile.mkdtemp(prefix="quarterdeck-spark-"))
    port, pages = free_port(), free_port()
    running = Running(f"spark://127.0.0.1:{port}", folder)
    try:
        _start(running, MASTER, "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(pages))
        _wait(port)
        for number in range(workers):
            _start(
                running, WORKER, "--host", "127.0.0.1", "--cores", str(cores), "--memory", memory, "--webui-port",
                str(free_port()), "--work-dir", str(folder / f"worker-{number}"), running.address,
            )  # fmt: skip
        _wait_for_workers(pages, workers)
        yield running
    finally:
        for number in range(len(running.processes)):
            running.kill(number)
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port of loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(running: Running, kind: str, *options: str) -> None:
    spec = find_spec("pyspark")
    assert spec is not None
    assert spec.origin is not None
    home = Path(spec.origin).parent
    surroundings = {
        **os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_HOSTNAME": "localhost",
        "SPARK_LOCAL_DIRS": str(running.folder), "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC", "PYSPARK_PYTHON": sys.executable,
    }  # fmt: skip
    command = [str(home / "bin" / "spark-class"), kind, *options]
    with (running.folder / f"{len(running.processes)}.log").open("wb") as told:
        running.processes.append(
            subprocess.Popen(command, env=surroundings, stdout=told, stderr=told, start_new_session=True)
        )


def _wait(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise TimeoutError("the master did not start") from None
            time.sleep(0.1)
        else:
            return


def _wait_for_workers(pages: int, workers: int) -> None:
    until = time.monotonic() + PATIENCE
    while _alive(pages) < workers:
        if time.monotonic() > until:
            raise TimeoutError(f"{workers} workers did not start")
        time.sleep(0.1)


def _alive(pages: int) -> int:
    """How many workers the master knows of."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{pages}/json/", timeout=5) as page:
            return int(json.load(page)["aliveworkers"])
    except OSError:
        return 0
