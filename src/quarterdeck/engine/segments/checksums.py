"""What files must be like: sizes and digests, and what is said where a file is otherwise."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path

from quarterdeck.core.errors import QuarterdeckError
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.engine.segments.layout import FileMeta


class Corrupt(QuarterdeckError):
    """A file does not hold what was written into it. `file` names it; what it told is still in the log."""

    def __init__(self, file: Path) -> None:
        self.file = file
        super().__init__(
            Message(gettext_noop("{file} is damaged: its content is not what was written."), {"file": file.name}),
            remedy=gettext_noop("Make it again from the log: quarterdeck engine rebuild."),
        )


def digest_of(path: Path) -> str:
    """The BLAKE2b digest of a file's content in hex."""
    with path.open("rb") as file:
        return file_digest(file, "blake2b").hexdigest()


def meta_of(path: Path, rows: int = 0) -> FileMeta:
    """What a finished file is like; it is on the disk for good when this returns."""
    sync(path)
    return FileMeta(path.name, path.stat().st_size, digest_of(path), rows)


def has_size(folder: Path, meta: FileMeta) -> bool:
    """Whether the file is there with the size that it must have."""
    try:
        return (folder / meta.name).stat().st_size == meta.size
    except OSError:
        return False


def is_sound(folder: Path, meta: FileMeta) -> bool:
    """Whether the file is there with the very content that it must have."""
    try:
        return has_size(folder, meta) and digest_of(folder / meta.name) == meta.digest
    except OSError:
        return False


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_text(path: Path, text: str) -> None:
    """Give a file a new content at one stroke: whoever reads sees all of the old one or all of the new one."""
    with replacing(path) as beside, beside.open("w", encoding="utf-8") as file:
        file.write(text)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Gives the path to write a file's new content to, which then replaces the old one at one stroke.

    Where it cannot be written the old one stays, and nothing is left of the new one.
    """
    beside = path.with_name(f"{path.name}.tmp")
    try:
        yield beside
        sync(beside)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    sync(path.parent)
