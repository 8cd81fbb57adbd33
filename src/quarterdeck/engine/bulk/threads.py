"""Kernels on all cores: plain threads, since compiled kernels hold no lock and threads survive a fork of the process.

Numba's own threads are not used: they must not be called from two threads of a server at once.
"""

import os
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import config, njit

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
PIECES = 4 * CORES

Kernel = TypeVar("Kernel", bound=Callable[..., Any])
KERNELS = Path(__file__).parent / "kernels"


def keeping() -> Path:
    """Where machine code is kept: apart for each state of all kernels.

    A kernel holds those that it calls, but Numba looks only at the file of the kernel itself to see whether what it has
    kept is still true.
    """
    told = blake2b(digest_size=12)
    for source in sorted(KERNELS.glob("*.py")):
        told.update(source.read_bytes())
    beside = KERNELS / "__pycache__"
    user = Path(tempfile.gettempdir()) / f"quarterdeck-kernels-{os.getuid() if hasattr(os, 'getuid') else 'own'}"
    return (beside if os.access(beside if beside.exists() else KERNELS, os.W_OK) else user) / told.hexdigest()


if "NUMBA_CACHE_DIR" not in os.environ:
    config.CACHE_DIR = str(keeping())  # type: ignore[attr-defined]


def compiled(kernel: Kernel) -> Kernel:
    """The kernel in machine code, made at its first call and kept for the next process."""
    return cast(Kernel, njit(cache=True, nogil=True)(kernel))


def spread(count: int, work: Callable[[int, int], object], pieces: int = PIECES) -> None:
    """Call `work` with spans that cover the numbers up to `count`, on all cores."""
    bounds = sorted({count * piece // pieces for piece in range(pieces + 1)})
    each(list(pairwise(bounds)), lambda span: work(*span))


def pieces_of(years: int) -> int:
    """Into how many pieces to cut each of so many years: enough to keep all cores busy, and no more."""
    return max(1, -(-2 * PIECES // max(1, years)))


def each(items: list[Any], work: Callable[[Any], object]) -> None:
    """Call `work` with every item, on all cores: here, and beside."""
    left = iter(items)

    def go() -> None:
        for item in left:
            work(item)

    others = min(CORES, len(items)) - 1
    with ThreadPoolExecutor(max(1, others)) as pool:
        beside = [pool.submit(go) for _ in range(others)]
        go()
        for done in beside:
            done.result()
