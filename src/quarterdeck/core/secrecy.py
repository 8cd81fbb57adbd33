"""Tell whether a text bears a mark of state secrecy; the levels and words are data of a country pack.

A mark is a stamp, not a word in a sentence: "Mật" alone on a line, in brackets, before a colon or dash, or
declared ("Độ mật: Mật"). "Mật độ dân số" (population density) and "danh mục bí mật nhà nước độ Tối mật"
(a public list of what is secret) bear none.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quarterdeck.core.folding import fold

_LINE = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of secrecy: the words of its stamp, the same in English, and its symbol in a number."""

    code: str
    words: str
    label_en: str
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """The levels of a country, highest first, with the words that tell a mark from talk about secrecy."""

    levels: tuple[Level, ...]
    about: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()


def marks_of(data: Mapping[str, Any]) -> Marks:
    """The marks of a pack's `documents/secrecy.yaml`."""
    levels: Sequence[Mapping[str, str]] = data["levels"]
    return Marks(
        tuple(Level(**level) for level in levels),
        tuple(data.get("about", ())),
        tuple(data.get("declared", ())),
    )


def secrecy_of(texts: Iterable[str], marks: Marks) -> Level | None:
    """The highest level that a line of these texts is marked with, or None.

    >>> marks = Marks((Level("secret", "Mật", "Secret", "M"),), about=("độ",), declared=("độ mật",))
    >>> [secrecy_of([text], marks) is not None for text in ("MẬT", "Báo cáo (Mật)", "Tăng mật độ dân số")]
    [True, True, False]
    """
    lines = [line.strip() for text in texts for line in _LINE.split(_plain(text)) if line.strip()]
    return next((level for level in marks.levels if any(_bears(line, level, marks) for line in lines)), None)


def secrecy_of_number(number: str, marks: Marks) -> Level | None:
    """The level that a document number's closing symbol in brackets stands for ("12-BC/TU (TM)"), or None."""
    closing = re.search(r"\(([^()]+)\)\s*$", _plain(number))
    if closing is None:
        return None
    said = closing[1].strip().casefold()
    return next((level for level in marks.levels if said in _names(level)), None)


def secrecy_of_file_name(name: str, marks: Marks) -> Level | None:
    """The level that a file's name gives in words, with or without accents ("BC_Toi_mat.docx"), or None.

    A level of one syllable counts only in brackets or as the whole name: "mat" is part of too many names.
    """
    stem = _plain(name).rsplit(".", 1)[0] if "." in name else _plain(name)
    words = re.sub(r"[\W_]+", " ", fold(stem)).strip()
    bracketed = {fold(inner.strip()) for inner in re.findall(r"[(\[]([^()\[\]]+)[)\]]", stem)}
    for level in marks.levels:
        bare = fold(level.words)
        spoken = " " in bare and f" {bare} " in f" {words} "
        if spoken or bare == words or bare in bracketed:
            return level
    return None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("_", " ")


def _names(level: Level) -> set[str]:
    return {level.words.casefold(), level.symbol.casefold()} - {""}


def _bears(line: str, level: Level, marks: Marks) -> bool:
    words = _spaced(level.words)
    stamps = (
        rf"^\W*{words}(?:\W*$|\s*[:\-–—]|\s{{2,}})",
        rf"[(\[{{]\s*{words}\s*[)\]}}]",
        rf"(?:{_any(marks.declared)})\s*:\s*{words}(?!\w)",
    )
    if any(re.search(stamp, line, re.IGNORECASE) for stamp in stamps):
        return True
    if " " not in level.words:  # a single syllable stands in too many words: bí mật, mật độ
        return False
    spoken = re.finditer(rf"(?<!\w){words}(?!\w)", line, re.IGNORECASE)
    return any(not _only_about(line[: found.start()], marks) for found in spoken)


def _only_about(before: str, marks: Marks) -> bool:
    """Whether the words before a level merely speak about secrecy; lists go on ("độ Tuyệt mật, Tối mật")."""
    levels = _any(level.words for level in marks.levels)
    lead = rf"(?<!\w)(?:{_any(marks.about)})\s+(?:(?:{levels})(?:\s*,\s*|\s+\w+\s+))*$"
    return re.search(lead, before, re.IGNORECASE) is not None


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def _any(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases; one that never matches where there are none."""
    return "|".join(map(_spaced, phrases)) or "(?!)"
