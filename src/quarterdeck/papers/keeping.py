"""What takes long to make is kept in a folder; the folder may be deleted at any time."""

import hashlib
from collections.abc import Callable
from pathlib import Path

MOST_BYTES = 500 * 1024 * 1024


def kept(name: str, cache: Path | None, make: Callable[[], bytes]) -> bytes:
    """What `make` makes, remembered as the file `name` of the folder `cache` where there is one.

    The name must change with everything that the content depends on.
    """
    if cache is None:
        return make()
    file = cache / name
    if file.exists():
        return file.read_bytes()
    made = make()
    digest = hashlib.sha256(made).hexdigest()
    cache.mkdir(parents=True, exist_ok=True)
    part = cache / f"{digest}.part"
    part.write_bytes(made)
    part.replace(file)  # a reader never meets a half-written file
    if digest.startswith("00"):  # now and then: one file in 256
        forget_oldest(cache)
    return made


def forget_oldest(cache: Path, most: int = MOST_BYTES) -> None:
    """Delete the oldest files of a folder until at most `most` bytes are left."""
    found = sorted(((file.stat(), file) for file in cache.iterdir()), key=lambda pair: -pair[0].st_mtime)
    total = 0
    for stat, file in found:
        total += stat.st_size
        if total > most:
            file.unlink(missing_ok=True)
