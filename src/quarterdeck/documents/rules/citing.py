"""Which part of a document a citation names: "khoản 2 Điều 3", "Article 3, clause 2". Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quarterdeck.documents.rules.paragraphs import Marks

_ADDRESS = re.compile(r"/documents/(\d{1,18})/[^\s#]*(?:#p(\d{1,6}))?")
_ENTRY = re.compile(r"#\s*(\d{1,18})\b")
_RUNNING = re.compile(r"¶\s*(\d{1,6})\b")
_NUMBERLIKE = re.compile(r"[^\s,;()]+")
_MARK = r"(?P<mark>[^\W_]+(?:\.\d+)*)"


@dataclass(frozen=True, slots=True)
class Cites:
    """What a citation says: the entry of the register by id or numbers to look up, and a place in the document.

    `running` is the running number of a paragraph, `parts` the marks of the parts by their rank (0 is the greatest);
    `numbers` are the words of the citation that may be the number of the document, the likeliest first.
    """

    entry: int | None = None
    running: int | None = None
    parts: Mapping[int, str] | None = None
    numbers: tuple[str, ...] = ()


def cites(text: str, marks: Marks) -> Cites:
    """What a citation as typed says, or the address of a paragraph that was pasted.

    >>> found = cites("Điều 3, khoản 2, 26-CT/TU", Marks.of([
    ...     {"begins": "", "vi": "Điều {mark}", "en": "Article {mark}"},
    ...     {"begins": "", "vi": "khoản {mark}", "en": "clause {mark}"}]))
    >>> found.parts, found.numbers
    ({0: '3', 1: '2'}, ('26-CT/TU',))
    """
    if pasted := _ADDRESS.search(text):
        return Cites(int(pasted[1]), int(pasted[2]) if pasted[2] else None, {}, ())
    entry, running = _ENTRY.search(text), _RUNNING.search(text)
    words = [one.strip(".:") for one in _NUMBERLIKE.findall(text)]
    numbers = tuple(one for one in words if "/" in one and any(sign.isdigit() for sign in one))
    plain = [one for one in words if one.isdecimal()]
    return Cites(
        int(entry[1]) if entry else None, int(running[1]) if running else None, parts_in(text, marks),
        numbers or tuple(plain[:1]),
    )  # fmt: skip


def parts_in(text: str, marks: Marks) -> dict[int, str]:
    """The parts that a text names, by rank: the first of each."""
    found: dict[int, str] = {}
    for rank, (_begins, labels) in enumerate(marks.parts):
        for label in dict.fromkeys(labels.values()):
            before, _mark, after = label.partition("{mark}")
            pattern = rf"(?<![^\W_]){re.escape(before.rstrip())}\s+{_MARK}{re.escape(after)}"
            if rank not in found and (named := re.search(pattern, text, re.IGNORECASE)):
                found[rank] = named["mark"].casefold()
    return found


def first_within(labels: Iterable[tuple[int, str]], asked: Mapping[int, str], marks: Marks) -> int | None:
    """The running number of the first paragraph whose label names all parts that are asked for; None where none does.

    `labels` are running numbers with labels, in the order of the document.
    """
    for number, label in labels:
        said = parts_in(label, marks)
        if all(said.get(rank) == mark for rank, mark in asked.items()):
            return number
    return None
