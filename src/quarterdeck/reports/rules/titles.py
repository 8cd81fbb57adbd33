"""What a text calls itself."""

from collections.abc import Iterator, Mapping, Sequence

from quarterdeck.prose.citations.words import citing_words
from quarterdeck.prose.text import language_of, lower_form

_HEAD = 4000  # characters within which a title stands
_SHORT, _LONG, _LINES = 20, 120, 3


def title_of(text: str, apart: Mapping[int, str] | None = None) -> str:
    """The title that the file names (`apart`), else the line that begins with a kind of document, else a long line.

    It is cut where it is too long; "" for a text that calls itself nothing.

    >>> title_of("ỦY BAN NHÂN DÂN TỈNH A\\n\\nBÁO CÁO\\nTình hình quý I năm 2024\\nThu ngân sách đạt 5 tỷ đồng.")
    'BÁO CÁO Tình hình quý I năm 2024'
    >>> title_of("DỰ THẢO\\n\\nTình hình kinh tế quý I năm 2024\\nNội dung")
    'Tình hình kinh tế quý I năm 2024'
    """
    lines = list(_lines(text[:_HEAD]))
    told = _named(lines, apart or {}) or _kind(lines, language_of(text[:_HEAD]))
    line = told or next((said for _start, said in lines if len(said) > _SHORT), "")
    return line if len(line) <= _LONG else f"{line[:_LONG].rsplit(' ', 1)[0]} …"


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line.strip()
        at += len(line) + 1


def _named(lines: Sequence[tuple[int, str]], apart: Mapping[int, str]) -> str:
    """The lines that the file calls its title."""
    return " ".join([said for start, said in lines if apart.get(start) == "title"][:_LINES])


def _kind(lines: Sequence[tuple[int, str]], lang: str) -> str:
    """The first line that begins with the word of a kind of document; with the next line where it has no other word."""
    for number, (_start, said) in enumerate(lines):
        found = citing_words(lang).type_any.match(lower_form(said))
        if found is None or said.endswith((".", ";", ",", ":")):
            continue
        if found.end() < len(said):
            if len(said) > _SHORT:
                return said
        elif number + 1 < len(lines):
            return f"{said} {lines[number + 1][1]}"
    return ""
