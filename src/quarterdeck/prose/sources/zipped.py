"""The parts of a zipped file, within bounds: a small file may unpack to more than fits into memory."""

import io
import posixpath
import struct
import zipfile
import zlib

from lxml import etree

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop

MOST_PARTS = 10_000
MOST_BYTES = 64 * 1024 * 1024  # of one part: some 5,000 pages
_REMEDY = gettext_noop("Open it in Word, save it again as .docx and try that file.")
_ENCRYPTED = 0x1
# What zipfile raises for files that are broken or of a kind it does not know.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip


def package(data: bytes) -> zipfile.ZipFile:
    """The zip file. Raises `BadInput` where it is broken, protected or has too many parts."""
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise broken() from error
    if len(opened.infolist()) > MOST_PARTS:
        raise _too_large()
    if any(one.flag_bits & _ENCRYPTED for one in opened.infolist()):
        raise BadInput(
            gettext_noop("The file is protected with a password."),
            remedy=gettext_noop("Save it without a password and try again."),
        )
    return opened


def part(opened: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of a part, None where there is none of this name. Raises `BadInput` where it is broken or too large."""
    try:
        info = opened.getinfo(name)
    except KeyError:
        return None
    if info.file_size > MOST_BYTES:
        raise _too_large()
    try:
        with opened.open(info) as stream:
            # The size that the file tells may be a lie: what is read counts.
            found = stream.read(MOST_BYTES + 1)
    except _BROKEN as error:
        raise broken(name) from error
    if len(found) > MOST_BYTES:
        raise _too_large()
    return found


def tree(data: bytes, name: str) -> etree._Element:
    """The XML of a part, without entities, from no other file. Raises `BadInput` where it is none."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise broken(name) from error
    if root.getroottree().docinfo.doctype:
        raise broken(name)
    return root


def related(opened: zipfile.ZipFile, name: str) -> list[tuple[str, str]]:
    """What kinds of parts a part calls its own, and their names; "" is the file as a whole."""
    folder, last = posixpath.split(name)
    data = part(opened, posixpath.join(folder, "_rels", f"{last}.rels"))
    found = []
    for one in () if data is None else tree(data, name):
        if isinstance(one.tag, str) and one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))
            found.append((one.get("Type", "").rsplit("/", 1)[-1], target.lstrip("/")))
    return found


def broken(place: str = "") -> BadInput:
    """The refusal of a file that cannot be unpacked; `place` is the part at fault."""
    return BadInput(gettext_noop("The file is damaged or incomplete."), remedy=_REMEDY, place=place)


def _too_large() -> BadInput:
    return BadInput(
        Message(
            gettext_noop("The file unpacks to more than {most} MB, far more than a text needs."),
            {"most": MOST_BYTES >> 20},
        ),
        remedy=gettext_noop("Save it again without pictures, or split it, and try that."),
    )
