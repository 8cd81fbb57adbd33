"""Numbers as they are written in either convention: 4.680,5 and 4,680.5."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from quarterdeck.core.record import record
from quarterdeck.prose.text import Text

# Possessive, so that a million digits cost one pass.
_NUMBER = re.compile(r"\d\d*+(?:[.,]{1,3}+\d++)*+")
# 4 678,4 and 1 250 000: blanks between the thousands.
_SPACED = re.compile(r"\d(?<![\d.,/-]\d)(?<!\d \d)\d{0,2}+(?: \d{3})++(?P<decimals>[.,]\d{1,2})?+(?![\d.,]*\d| \d)")
_MARK = re.compile(r"[.,]+")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+[-/.]?$")
_LONGEST = 40
_OTHER = {",": ".", ".": ","}


@record(frozen=True, slots=True)
class Number:
    """One written number: `value`, and `other` where its mark could as well be read the other way.

    `decimals` are the digits printed after the decimal mark. `malformed` numbers have no meaning in either
    convention (10,,03 or 1.2.34); their value is zero and must not be used.
    """

    start: int
    end: int
    value: Decimal
    decimals: int
    other: Decimal | None = None
    malformed: bool = False
    grouped: bool = False


def numbers(text: Text, mark: str, mixed: bool = False) -> Iterator[Number]:
    """Every number of `text`, read with `mark` ("," or ".") as its decimal mark.

    >>> from quarterdeck.prose.text import normal
    >>> [str(one.value) for one in numbers(normal("4.680,5 tỷ; 4.680 tỷ; 14,18%; 14.18%"), ",")]
    ['4680.5', '4680', '14.18', '14.18']
    """
    done = 0
    for found in _SPACED.finditer(text.flat):
        if _is_one(text, found):
            yield from _plain(text, done, found.start(), mark, mixed)
            start, done = found.span()
            whole = found[0].replace(" ", "")
            yield replace(_read(whole.replace(",", "."), start, done, ".", False), grouped=True, other=None)
    yield from _plain(text, done, len(text.flat), mark, mixed)


def _plain(text: Text, start: int, end: int, mark: str, mixed: bool) -> Iterator[Number]:
    for found in _NUMBER.finditer(text.flat, start, end):
        if len(found[0]) <= _LONGEST:
            yield _read(found[0], *found.span(), mark, mixed)


def _is_one(text: Text, found: re.Match[str]) -> bool:
    """Whether blanks group the digits of one number: a decimal mark, several groups, noughts or a hard blank."""
    if len(found[0]) > _LONGEST:
        return False
    hard = any(text.source[text.at[i]] != " " for i in range(*found.span()) if text.flat[i] == " ")
    noughts = "000" in found[0].split(" ")[1:]
    return bool(found["decimals"]) or hard or noughts or found[0].count(" ") > 1


def marks_used(text: Text) -> Counter[str]:
    """How often `text` certainly uses each mark before decimals: before one, two or more than three digits, or where
    the other mark groups thousands (1.234.567).

    >>> from quarterdeck.prose.text import normal
    >>> sorted(marks_used(normal("tăng 14,18%, đạt 4.680 tỷ")))
    [',']
    """
    said = Counter(_certain(found[0]) for found in _NUMBER.finditer(text.flat))
    del said[""]
    return said


def _certain(digits: str) -> str:
    if len(digits) > _LONGEST or digits.isdigit():
        return ""
    seen = _MARK.findall(digits)
    kinds = set(seen)
    if len(kinds) == 2 and seen.count(seen[-1]) == 1:
        return str(seen[-1])
    if len(seen) > 1 and len(kinds) == 1 and _grouped(_MARK.split(digits)):
        return _OTHER.get(seen[0], "")
    if len(seen) == 1 and len(seen[0]) == 1:
        head, _, tail = digits.partition(seen[0])
        return seen[0] if len(tail) != 3 or len(head) > 3 or head == "0" else ""
    return ""


def decimal_mark(text: Text, native: str) -> tuple[str, bool]:
    """The decimal mark to read `text` with, and whether it mixes both conventions.

    A few slips do not turn a text around: the other mark must stand in more than half of what is certain.
    """
    used = marks_used(text)
    if not used:
        return native, False
    usual, times = max(used.items(), key=lambda one: (one[1], one[0] == native))
    return usual if 2 * times > used.total() else native, len(used) > 1


def _read(digits: str, start: int, end: int, mark: str, mixed: bool) -> Number:
    if digits.isdigit():
        return Number(start, end, Decimal(digits), 0)
    seen = _MARK.findall(digits)
    groups = _MARK.split(digits)
    if any(len(one) > 1 for one in seen):
        return Number(start, end, Decimal(0), 0, malformed=True)
    if len(set(seen)) == 2:
        return _two_marks(groups, seen, start, end)
    if len(seen) > 1:
        fits = _grouped(groups)
        value = Decimal("".join(groups)) if fits else Decimal(0)
        return Number(start, end, value, 0, malformed=not fits, grouped=True)
    return _one_mark(groups, seen[0] == mark, mixed, start, end)


def _two_marks(groups: list[str], seen: list[str], start: int, end: int) -> Number:
    """4.680,5: the last mark is the decimal one, the others group."""
    if seen.count(seen[-1]) > 1 or not _grouped(groups[:-1]):
        return Number(start, end, Decimal(0), 0, malformed=True)
    value = Decimal("".join(groups[:-1]) + "." + groups[-1])
    return Number(start, end, value, len(groups[-1]), grouped=True)


def _one_mark(groups: list[str], native: bool, mixed: bool, start: int, end: int) -> Number:
    head, tail = groups
    decimal = Decimal(f"{head}.{tail}")
    if len(tail) != 3 or not 1 <= len(head) <= 3 or head.startswith("0"):
        return Number(start, end, decimal, len(tail))
    whole = Decimal(head + tail)
    if native:
        return Number(start, end, decimal, 3, other=whole)
    return Number(start, end, whole, 0, other=decimal if mixed else None, grouped=True)


def _grouped(groups: list[str]) -> bool:
    """Whether the digits stand in groups of three, or as in India (1,66,590)."""
    first, rest = groups[0], groups[1:]
    if not rest:
        return True
    if len(rest[-1]) != 3 or not 1 <= len(first) <= 3:
        return False
    sizes = {len(one) for one in rest[:-1]}
    return sizes <= {3} or (sizes == {2} and len(first) <= 2)
