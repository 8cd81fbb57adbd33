"""A disk that is full, or a folder that may not be written in: said clearly wherever the engine writes."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import gettext_noop

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SHUT = (errno.EROFS, errno.EACCES, errno.EPERM)
_NO_ROOM_BESIDE = "max_temp_directory_size"


def is_full(error: OSError) -> bool:
    """Whether there is no room for what was to be written."""
    return error.errno in _FULL


def told(error: Exception) -> OSError | None:
    """The error of the disk that a library tells in words of its own; None where it is another failure."""
    words = str(error)
    if _NO_ROOM_BESIDE in words:
        return OSError(errno.ENOSPC, words)
    return next((OSError(one, words) for one in (*_FULL, *_SHUT) if os.strerror(one) in words), None)


@contextmanager
def writing(
    folder: Path, full: str = gettext_noop("The disk is full: the segments of the figures engine cannot be written.")
) -> Iterator[None]:
    """Raise `BadInput` where the disk is full, as `full` says, and where the folder may not be written in."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            remedy = gettext_noop(
                "Make room and start again. Nothing is lost; figures are read from the log until then."
            )
            raise BadInput(full, remedy=remedy, place=str(folder)) from error
        if error.errno in _SHUT:
            raise BadInput(
                gettext_noop("The folder of the figures engine may not be written in."),
                remedy=gettext_noop("Let the account of the program write there. Figures are answered all the same."),
                place=str(folder),
            ) from error
        raise
