"""Whether a file can be that of a document: a text, an office file, a PDF or a picture; told from what is in it."""

import io
import zipfile

_SIGNED = (
    b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00",
    b"MM\x00*",
)  # fmt: skip
# How a text in UTF-16 begins.
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_SAMPLE = 4096


def is_document(content: bytes) -> bool:
    """Whether these bytes are a document that people open and read: no program, no film, nothing damaged.

    >>> is_document(b"%PDF-1.7 ..."), is_document("Quyết định".encode()), is_document(b"MZ\\x90\\x00\\x03")
    (True, True, False)
    """
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return zipfile.is_zipfile(io.BytesIO(content))
    if content.startswith(_SIGNED) or b"%PDF-" in content[:1024]:
        return True
    sample = content[:_SAMPLE]
    return sample.startswith(_WIDE) or 0 not in sample  # no text has a sign with the code nought
