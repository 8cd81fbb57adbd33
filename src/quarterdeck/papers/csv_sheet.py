"""Reading CSV: the encoding is checked, not guessed; the separator is found; the result is a `Sheet`."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from unicodedata import normalize

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.papers.sheets import Sheet, SheetCell, address, check_size, require_content

SEPARATORS = ";,\t|"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_WIDE = 4  # of the characters of a text in UTF-16 that is read as UTF-8, more than one in four are NUL
_TCVN3 = frozenset("¸µ¶·¹¨»¾¼½Æ©ÊÇÈÉË®Ì")  # how TCVN3 (ABC) letters look when read as Latin-1


def read_csv(data: bytes, name: str) -> Sheet:
    """The cells of a CSV file as text, NFC, without surrounding blanks; `number` is left to the reader.

    Raises what `csv_lines` raises, and BadInput for a sheet that says nothing.
    """
    lines = [cells for _, cells in csv_lines(data, name)]
    width = max((len(line) for line in lines), default=0)
    rows = tuple(
        tuple(SheetCell(address(row, column), line[column] if column < len(line) else "") for column in range(width))
        for row, line in enumerate(lines)
    )
    return Sheet(name, require_content(rows, name))


def csv_lines(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each record of a CSV file with the line on which it begins, as people count; text NFC, without blanks around.

    For files of many rows, where a `SheetCell` for each cell would be too much. Raises BadInput, naming place and
    remedy, where the file is too large, empty, not in UTF-8 or UTF-16, a workbook under another name, where a
    quotation mark is never closed, and where a cell is longer than the csv module reads.
    """
    check_size(data, name)
    text = normalize("NFC", _decoded(data, name))
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise _endless(name, line) from error
        raise BadInput(
            Message(gettext_noop("The file cannot be split into cells: {detail}"), {"detail": error}),
            place=f"{name}:{line}",
            remedy=gettext_noop("Look for a quotation mark that is opened and never closed"),
        ) from error


def _endless(name: str, line: int) -> BadInput:
    return BadInput(
        Message(gettext_noop("A cell holds more than {most} characters"), {"most": csv.field_size_limit()}),
        place=f"{name}:{line}",
        remedy=gettext_noop("Look for a quotation mark that is opened and never closed, or shorten the text"),
    )


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding, name)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BadInput(
            gettext_noop("This is a workbook, not a CSV file"),
            place=name,
            remedy=gettext_noop("Give it its own ending (.xlsx or .xls) and send it again"),
        )
    return _strictly(data, "utf-8", name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _wrong_encoding(data, f"{name}:{line}") from error
    zeros = text.count("\x00")
    if zeros * _WIDE > len(text):
        raise _wrong_encoding(data, name)
    if zeros:
        raise BadInput(
            gettext_noop("The text holds the character NUL"),
            place=f"{name}:{text.count(chr(10), 0, text.index(chr(0))) + 1}",
            remedy=gettext_noop("Delete it: no text has it"),
        )
    return text


def _wrong_encoding(data: bytes, place: str) -> BadInput:
    return BadInput(
        Message(
            gettext_noop("The letters are not written in UTF-8 but probably in {encoding}"),
            {"encoding": _likely_encoding(data)},
        ),
        place=place,
        remedy=gettext_noop('In Excel choose File, Save as, "CSV UTF-8"; convert texts in old Vietnamese fonts first'),
    )


def _likely_encoding(data: bytes) -> str:
    """The old encoding whose traces are most frequent; only named in a message, never used to read."""
    if b"\x00" in data:
        return "UTF-16"
    letters = Counter(data.decode("latin-1"))
    high = sum(count for letter, count in letters.items() if ord(letter) >= 128)
    traces = sum(letters[letter] for letter in _TCVN3)
    return "TCVN3 (ABC)" if high and traces * 2 > high else "Windows-1258"


def _separator(text: str) -> str:
    """The separator that splits the first lines into the same number of cells, and into most of them."""
    head = text.splitlines(keepends=True)[:50]

    def evenness(separator: str) -> tuple[int, int]:
        widths = Counter(_widths(head, separator))
        width, lines = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        return (lines if width > 1 else 0, width)

    return max(SEPARATORS, key=evenness)


def _widths(head: list[str], separator: str) -> Iterator[int]:
    """Into how many cells a separator splits each line, as far as they can be split."""
    with suppress(csv.Error):
        yield from (len(line) for line in csv.reader(head, delimiter=separator) if line)
