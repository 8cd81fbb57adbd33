"""Read kept files."""

from pathlib import Path

from django.conf import settings

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import gettext_noop
from quarterdeck.files.models import KeptFile


def kept_file(digest: str) -> KeptFile:
    """The file with this SHA-256; `NotFound` otherwise."""
    kept = KeptFile.objects.filter(digest=digest).first()
    if kept is None:
        raise NotFound(gettext_noop("There is no such file."))
    return kept


def content(kept: KeptFile) -> bytes:
    """The bytes of the file as they came."""
    return (Path(settings.MEDIA_ROOT) / kept.digest[:2] / kept.digest).read_bytes()
