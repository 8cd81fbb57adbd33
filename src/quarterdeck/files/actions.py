"""Keep a file."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.files.models import KeptFile


@transaction.atomic
def keep_file(*, name: str, media_type: str, content: bytes, by: Actor, at: datetime) -> KeptFile:
    """Store `content` under its hash; the same content is stored once. Empty and oversized files are refused."""
    require(by, Right.READ)
    if not content:
        raise BadInput(Message(gettext_noop("The file is empty.")), place=name,
                       remedy=gettext_noop("Choose the file again and send it once more."))  # fmt: skip
    if len(content) > settings.UPLOAD_LIMIT_BYTES:
        raise BadInput(
            Message(
                gettext_noop("The file is larger than {limit} MB."),
                {"limit": settings.UPLOAD_LIMIT_BYTES >> 20},
            ),
            place=name,
            remedy=gettext_noop("Split it or send a smaller version."),
        )
    digest = hashlib.sha256(content).hexdigest()
    kept = KeptFile.objects.filter(digest=digest).first()
    if kept:
        return kept
    path = Path(settings.MEDIA_ROOT) / digest[:2] / digest
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    kept = KeptFile.objects.create(
        digest=digest, name=Path(name).name[:255], media_type=media_type[:150], size=len(content), kept_at=at,
        kept_by=by.name,
    )  # fmt: skip
    record(act="file.kept", about_kind="file", about=digest, by=by, at=at, detail={"name": kept.name})
    return kept
