"""Tells what kind of file is given and reads it, or refuses it with the remedy."""

import re
from collections.abc import Callable

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.prose.sources.html import read_html
from quarterdeck.prose.sources.pdf import read_pdf
from quarterdeck.prose.sources.plain import read_plain, text_of
from quarterdeck.prose.sources.source import Kind, Source
from quarterdeck.prose.sources.word import read_word
from quarterdeck.prose.sources.zipped import broken, package

ENDINGS: dict[Kind, tuple[str, ...]] = {
    "text": (".txt", ".md", ".csv"),
    "docx": (".docx", ".docm", ".dotx"),
    "pdf": (".pdf",),
    "html": (".html", ".htm", ".xhtml"),
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHERS = (
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
)
_PACKAGES = (("xl/", "Excel"), ("ppt/", "PowerPoint"), ("content.xml", "OpenDocument"))
# Markup in which words stand among much else: Word's own XML, web archives.
_MARKUP = (
    (re.compile(rb"^\W{0,9}<\?xml"), "XML"),
    (re.compile(rb"(?im)\AMIME-Version:(?s:.){0,400}multipart/related"), "MHTML"),
)
_AS_WORD = gettext_noop("Open it in Word or LibreOffice, save it as .docx and try again.")
_FROM_PICTURE = gettext_noop("Recognise its text first (OCR), or type the text, and try again.")
_AS_PDF = gettext_noop("Print it as PDF and try that file.")
_UNPACKED = gettext_noop("Unpack it and try the file that is in it.")
_REMEDIES = {
    **dict.fromkeys(("PNG", "JPEG", "GIF", "TIFF"), _FROM_PICTURE),
    **dict.fromkeys(("Excel", "PowerPoint"), _AS_PDF),
    **dict.fromkeys(("ZIP", "GZIP", "RAR", "7-Zip"), _UNPACKED),
}


def open_source(data: bytes, name: str = "") -> Source:
    """The text of a file with the places of its words; its kind is told from its content, not from its name.

    Reads plain text, Word (.docx), PDF with a text layer and HTML. Raises `BadInput`, with the place and the remedy,
    for what cannot be read: empty, damaged, protected, scanned, too large, or another kind of file.
    """
    kind = kind_of(data, name)
    source = _READERS[kind](data)
    if not source.text.strip():
        raise _empty()
    ending = next((one for one, ends in ENDINGS.items() if name.lower().endswith(ends)), None)
    if ending is None or ending == kind or kind == "text":
        return source
    told = Message(
        gettext_noop("The name says {ending}, but the file is {kind}; it is read as that."),
        {"ending": name[name.rindex(".") :], "kind": _NAMES[kind]},
    )
    return Source(source.text, source.kind, source.pieces, (*source.notes, told))


def kind_of(data: bytes, name: str = "") -> Kind:
    """What kind of file this is. Raises `BadInput` for kinds that are not read."""
    if not data.strip(b"\x00 \t\r\n"):
        raise _empty()
    head = data[:1024]
    if data.startswith(_ZIP):
        return _in_zip(data)
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith(_OLD_OFFICE):
        raise _old_office(data)
    if _is_html(head, name):
        return "html"
    if other := _another(data, head):
        raise _other(other)
    if name.lower().endswith((*ENDINGS["docx"], *ENDINGS["pdf"])) and not _may_be_text(data):
        raise broken() if name.lower().endswith(ENDINGS["docx"]) else _broken_pdf()
    return "text"


def _another(data: bytes, head: bytes) -> str:
    """The name of a kind that is not read, "" for none of those known."""
    plain = head.replace(b"\x00", b"")
    known = next((other for mark, other in _OTHERS if data.startswith(mark)), "")
    return known or next((other for found, other in _MARKUP if found.search(plain)), "")


def _may_be_text(data: bytes) -> bool:
    try:
        text_of(data)
    except BadInput:
        return False
    return b"\x00" not in data[:1024] or data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _broken_pdf() -> BadInput:
    return BadInput(
        gettext_noop("The file is damaged or incomplete."),
        remedy=gettext_noop("Print or export it as PDF again and try that file."),
    )


def _is_html(head: bytes, name: str) -> bool:
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return True
    if start.startswith(b"<?xml") and b"<html" in start:
        return True
    return name.lower().endswith(ENDINGS["html"]) and b"<" in start


def _in_zip(data: bytes) -> Kind:
    names = package(data).namelist()
    if any(one.startswith("word/") for one in names):
        return "docx"
    for start, other in _PACKAGES:
        if any(one.startswith(start) for one in names):
            raise _other(other)
    raise _other("ZIP")


def _old_office(data: bytes) -> BadInput:
    """Word before 2007, or a newer file that is protected: both are stored as compound files."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return BadInput(
            gettext_noop("The file is protected with a password."),
            remedy=gettext_noop("Save it without a password and try again."),
        )
    return _other("Word 97-2003 (.doc)")


def _empty() -> BadInput:
    return BadInput(gettext_noop("The file is empty."), remedy=gettext_noop("Choose the file with the text."))


def _other(kind: str) -> BadInput:
    return BadInput(
        Message(
            gettext_noop("The file is of the kind {kind}; plain text, Word (.docx), PDF and HTML are read."),
            {"kind": kind},
        ),
        remedy=_REMEDIES.get(kind, _AS_WORD),
    )


_READERS: dict[Kind, Callable[[bytes], Source]] = {
    "text": read_plain,
    "docx": read_word,
    "pdf": read_pdf,
    "html": read_html,
}
_NAMES: dict[Kind, str] = {"text": "text", "docx": "Word", "pdf": "PDF", "html": "HTML"}
