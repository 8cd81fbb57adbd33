"""Whether something bears a mark of state secrecy, by the words of the country pack.

What is marked may not be kept on a networked machine at all (Law on Protection of State Secrets 29/2018/QH14,
Art. 5(5)): it is refused at the register, at every upload and at the draft desk.
"""

import re
import zipfile
from collections.abc import Iterable
from functools import cache
from io import BytesIO

from django.conf import settings

from quarterdeck.core.errors import NotFound, Secret
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.secrecy import Level, Marks, marks_of, secrecy_of, secrecy_of_file_name, secrecy_of_number
from quarterdeck.web import packs

OPENING_LINES = 40
READ_LIMIT = 4 * 1024 * 1024
_WORD_PARTS = re.compile(r"word/(document|header\d*)\.xml")
_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


@cache
def _marks(pack: str) -> Marks | None:
    try:
        return marks_of(packs.read(pack, "documents/secrecy.yaml"))
    except NotFound:
        return None


def level_of(texts: Iterable[str] = (), *, number: str = "", file_name: str = "", content: bytes = b"") -> Level | None:
    """The level of secrecy that any of these is marked with, or None.

    Of a file the name and, for text and Word files, the opening lines are read; scans cannot be read.
    """
    marks = _marks(settings.PACK)
    if marks is None:
        return None
    return (
        secrecy_of_number(number, marks)
        or secrecy_of_file_name(file_name, marks)
        or secrecy_of([number, *texts, *opening_lines(content)], marks)
    )


def refuse_secret(
    texts: Iterable[str] = (), *, number: str = "", file_name: str = "", content: bytes = b"", place: str = ""
) -> None:
    """Raise `Secret` with the reason if any of these bears a mark of secrecy."""
    level = level_of(texts, number=number, file_name=file_name, content=content)
    if level is None:
        return
    raise Secret(
        Message(
            gettext_noop(
                "This is marked {level_en}; documents of state secrecy may not be kept on a networked machine."
            ),
            {"level_en": level.label_en, "level_vi": level.words},
        ),
        remedy=gettext_noop("Take it to the clerk for secret documents; nothing of it has been stored here."),
        place=place,
    )


def opening_lines(content: bytes) -> list[str]:
    """The first lines of a text or Word file, with its page headers; none for other files."""
    if content.startswith(b"PK"):
        return _word_lines(content)
    head = content[:READ_LIMIT]
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            text = head.decode(encoding)
        except UnicodeDecodeError:
            continue
        return [] if "\0" in text else text.splitlines()[:OPENING_LINES]
    return []


def _word_lines(content: bytes) -> list[str]:
    """Lines of the parts of a .docx; a damaged archive has none. No part is unpacked beyond `READ_LIMIT`."""
    lines: list[str] = []
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for name in filter(_WORD_PARTS.fullmatch, archive.namelist()):
                with archive.open(name) as part:
                    xml = part.read(READ_LIMIT).decode("utf-8", "replace")
                lines += ["".join(_TEXT.findall(one)) for one in _PARAGRAPH.findall(xml)[:OPENING_LINES]]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        return []
    return lines
