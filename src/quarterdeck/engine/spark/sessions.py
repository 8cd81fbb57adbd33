"""A session on a cluster: refused at once, with the remedy, where there is no Java, no cluster or no worker."""

import importlib
import os
import shutil
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.messages import Message, gettext_noop

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PATIENCE = 5.0
"""Seconds to wait until the master is reached."""
START = 60.0
"""Seconds to wait until a worker begins."""
SETTINGS = {
    "spark.sql.ansi.enabled": "true",  # a number that leaves its type is an error, never another number
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


@contextmanager
def session(address: str, settings: Mapping[str, str] | None = None) -> Iterator["SparkSession"]:
    """A session on the cluster whose master has an address such as "spark://10.0.0.5:7077", stopped in the end.

    Raises `BadInput` where the address is none, `NotFound` where Java, PySpark, the master or workers are missing.
    Work of a worker that is lost is done again by the others.
    """
    host, port = _place(address)
    _need_java()
    pyspark = _pyspark()
    near = _reach(address, host, port)
    builder = pyspark.SparkSession.builder.master(address).appName("quarterdeck")
    own = {"spark.driver.host": near, "spark.driver.bindAddress": near}
    for name, value in {**SETTINGS, **own, **(settings or {})}.items():
        builder = builder.config(name, value)
    held = builder.getOrCreate()
    try:
        _wait_for_workers(held, address)
        yield held
    finally:
        held.stop()


def workers(held: "SparkSession") -> int:
    """How many executors the session has by now."""
    context: Any = held.sparkContext
    return int(context._jsc.sc().getExecutorMemoryStatus().size()) - 1  # the driver is counted too


def _place(address: str) -> tuple[str, int]:
    host, _, port = address.removeprefix("spark://").rpartition(":")
    if not address.startswith("spark://") or not host or not port.isdecimal():
        raise BadInput(
            Message(gettext_noop('"{address}" is not the address of a cluster.'), {"address": address}), place="--on",
            remedy=gettext_noop("Give the address of the master of a Spark cluster, such as spark://10.0.0.5:7077."),
        )  # fmt: skip
    return host.strip("[]"), int(port)


def _need_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=f"{home}/bin" if home else None):
        raise NotFound(
            gettext_noop("Java is missing, which Spark runs on."), place="--on",
            remedy=gettext_noop("Install Java 17 or 21 on this machine, e.g. apt-get install openjdk-17-jre-headless."),
        )  # fmt: skip


def _pyspark() -> ModuleType:
    try:
        return importlib.import_module("pyspark.sql")
    except ImportError:
        raise NotFound(
            gettext_noop("PySpark is missing, by which this machine speaks with the cluster."), place="--on",
            remedy=gettext_noop("Install it in the version of the cluster, e.g. pip install pyspark~=4.0.0."),
        ) from None  # fmt: skip


def _reach(address: str, host: str, port: int) -> str:
    """The address by which this machine is seen from the master; raises `NotFound` where nobody answers there."""
    try:
        with socket.create_connection((host, port), PATIENCE) as line:
            return str(line.getsockname()[0])
    except OSError:
        raise NotFound(
            Message(gettext_noop("No cluster answers at {address}."), {"address": address}), place="--on",
            remedy=gettext_noop("Check the address, and that the master runs and can be reached from here."),
        ) from None  # fmt: skip


def _wait_for_workers(held: "SparkSession", address: str) -> None:
    until = time.monotonic() + START
    while not workers(held):
        if time.monotonic() > until:
            raise NotFound(
                Message(gettext_noop("The cluster at {address} has no worker with room for this work."),
                        {"address": address}), place="--on",
                remedy=gettext_noop("Start workers, or wait until other work on the cluster is done."),
            )  # fmt: skip
        time.sleep(0.1)
