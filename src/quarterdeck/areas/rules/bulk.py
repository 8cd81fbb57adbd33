"""Work that makes very many objects and throws none away."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def keeping_everything() -> Iterator[None]:
    """Do not look for garbage meanwhile: with tens of thousands of rows that takes as long as the work itself.

    As a decorator of a function it does the same.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
