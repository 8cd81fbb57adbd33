"""From the bytes of a file to its text, or a clear refusal that names the encoding and the remedy."""

import re

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_FILES = (
    (b"PK\x03\x04", "Word, Excel or ZIP"),
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "Word 97-2003"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
# Frequent words of Vietnamese as the old 8-bit encodings show them when their bytes are read as Latin-1.
_LEGACY = {
    "TCVN3 (ABC)": ("n¨m", "tØnh", "®ång", "t¨ng", "cña", "vµ", "c¸c", "kh«ng", "®¹t", "ph¸t triÓn", "tû", "®Õn"),
    "VNI": ("naêm", "tænh", "ñoàng", "taêng", "cuûa", "vaø", "caùc", "khoâng", "ñaït", "trieån", "tyû", "ñeán"),
    "Windows-1258": ("nãm", "tiònh", "ðôìng", "tãng", "cuòa", "caìc", "ðaòt", "triêòn", "tyò", "ðêìn", "thuêì"),
}
_TWICE = re.compile("á»|áº|Ä\u2018|Ä\x91|Æ°|Æ¡")
_REMEDY = gettext_noop("Save the file as UTF-8 (in Word: Save as, Plain text, Unicode UTF-8) and try again.")
_CONVERT = gettext_noop(
    "Convert it to Unicode first, for example with Unikey's conversion tool, and save the file as UTF-8."
)


def decode(data: bytes) -> str:
    """The text of a plain text file in UTF-8 or UTF-16.

    Raises `BadInput` for any other encoding, naming it where it can be told: TCVN3, VNI, Windows-1258, text that
    was decoded twice, or a file that is no text at all.

    >>> decode("Thu ngân sách đạt 4.680 tỷ đồng".encode("utf-16"))
    'Thu ngân sách đạt 4.680 tỷ đồng'
    """
    for head, kind in _FILES:
        if data.startswith(head):
            raise BadInput(
                Message(gettext_noop("This is a {kind} file, not a plain text."), {"kind": kind}), remedy=_REMEDY
            )
    text = _unicode(data)
    if text is None:
        raise _foreign(_legacy_of(data.decode("latin-1").lower()))
    if name := _legacy_of(text.lower(), at_least=3):
        raise _foreign(name)
    if len(_TWICE.findall(text)) >= 3:
        raise BadInput(
            gettext_noop("The letters of this text were decoded twice (Vietnamese letters show as á» or áº)."),
            remedy=_REMEDY,
        )
    return text


def _unicode(data: bytes) -> str | None:
    """The text by its byte order mark, as UTF-16 without one, or as UTF-8; None where it is none of them."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None) or _utf_16_without_mark(data)
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def _utf_16_without_mark(data: bytes) -> str | None:
    """UTF-16 shows by its zero bytes, all on one side."""
    sample = data[:4000]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.2 * half and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.2 * half and not odd else None


def _legacy_of(latin: str, at_least: int = 2) -> str:
    """The old Vietnamese encoding that `latin` looks like, or ""."""
    hits = {
        name: sum(bool(re.search(rf"(?<![^\W\d_]){re.escape(word)}", latin)) for word in words)
        for name, words in _LEGACY.items()
    }
    best = max(hits, key=hits.__getitem__)
    return best.strip() if hits[best] >= at_least else ""


def _foreign(name: str) -> BadInput:
    if name:
        return BadInput(
            Message(gettext_noop("This text is written in {encoding}, not in Unicode."), {"encoding": name}),
            remedy=_CONVERT,
        )
    return BadInput(gettext_noop("This file is not a text in UTF-8 or UTF-16."), remedy=_REMEDY)
