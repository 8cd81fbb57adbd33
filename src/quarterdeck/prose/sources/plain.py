"""Plain text files: Unicode, the old Vietnamese encodings, and Western texts saved by old programs."""

import re

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.prose.sources.gathering import Bit, Gathering
from quarterdeck.prose.sources.legacy import WINDOWS_1258, converted, encoding_of, usual_words
from quarterdeck.prose.sources.source import Source, Spot

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
WESTERN = "Windows-1252"
_TWICE = re.compile("á»|áº|Ä\u2018|Ä\x91|Æ°|Æ¡")
# What a Western text is made of: letters, quotation marks, dashes, signs of currency and units.
_WESTERN = re.compile(r"[\w\s\x20-\x7e‘’“”‚„‹›«»–—…•·€£¥§©®°±²³µ½¼¾×÷†‡‰™ª¡¿]*+")
# Signs that stand in no text, not in one of VISCII either.
_BINARY = re.compile(r"[\x00\x01\x03\x04\x07\x08\x0e-\x13\x15-\x18\x1b-\x1d\x1f]")
_MOSTLY = 25  # of so many letters one may be damaged
_ACCENTED = re.compile(r"[^\W\d_\x00-\x7f]")
_REMEDY = gettext_noop("Save the file as UTF-8 (in Word: Save as, Plain text, Unicode UTF-8) and try again.")


def read_plain(data: bytes) -> Source:
    """The text of a plain text file; each line is a piece. Raises `BadInput` as `text_of` does."""
    text, encoding = text_of(data)
    gathered = Gathering()
    for number, line in enumerate(text.split("\n"), 1):
        if number > 1:
            gathered.put([Bit("\n")])
        gathered.put([Bit(line, Spot(line=number))])
    told = Message(gettext_noop("The file is written in {encoding}; it is read as Unicode."), {"encoding": encoding})
    return Source(text, "text", tuple(gathered.pieces), (told,) if encoding else ())


def text_of(data: bytes) -> tuple[str, str]:
    """The text of a plain text file, and the name of its encoding where it is not Unicode.

    Raises `BadInput` for letters that were decoded twice and for what is no text.

    >>> text_of("Thu ngân sách đạt 4.680 tỷ đồng".encode("utf-16"))
    ('Thu ngân sách đạt 4.680 tỷ đồng', '')
    """
    text = _unicode(data)
    shown = data.decode("latin-1") if text is None else text
    if text is not None and len(_TWICE.findall(text)) >= 3:
        raise BadInput(
            gettext_noop("The letters of this text were decoded twice (Vietnamese letters show as á» or áº)."),
            remedy=_REMEDY,
        )
    if _BINARY.search(shown) is not None:
        raise _no_text(data)
    if encoding := encoding_of(shown):
        return converted(shown, encoding)[0], encoding
    if text is not None:
        return text, ""
    for codec, name in (("cp1258", WINDOWS_1258), ("cp1252", WESTERN)):
        told = _decoded(data, codec)
        if told is not None and (usual_words(told) >= 3 if name == WINDOWS_1258 else _is_western(told)):
            return told, name
    raise _no_text(data)


def _no_text(data: bytes) -> BadInput:
    """The refusal of what is no text, with the line at fault where all but a few of its letters can be read."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        data.decode(marked)
    except UnicodeDecodeError as error:
        read = data.decode(marked, "replace")
        if "\x00" not in read and _MOSTLY * read.count("\ufffd") <= len(read):
            line = data[: error.start].decode(marked, "replace").count("\n") + 1
            return BadInput(
                Message(
                    gettext_noop("Line {line} of the file has a letter that is damaged or cut off."), {"line": line}
                ),
                remedy=_REMEDY,
            )
    return BadInput(gettext_noop("This file is not a text in UTF-8 or UTF-16."), remedy=_REMEDY)


def _is_western(text: str) -> bool:
    """Whether a text has no signs but those of Western texts, and few letters with accents."""
    return 20 * len(_ACCENTED.findall(text)) <= len(text) and _WESTERN.fullmatch(text) is not None


def _unicode(data: bytes) -> str | None:
    """The text by its byte order mark, as UTF-16 without one, or as UTF-8; None where it is none of them."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _utf_16_without_mark(data)
    text = _decoded(data, encoding or "utf-8")
    return None if text is None or "\x00" in text else text


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


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
