"""How a text writes its numbers: decimal mark, mark between groups of three digits."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from quarterdeck.core.measures import decimals_of, format_number, round_half_up

# Possessive, so that a million digits cost one pass.
_WRITTEN = re.compile(r"\d\d*+(?:[.,\u00a0\u202f\u2009 ]\d++)*+")
_MARKS = re.compile(r"[.,\u00a0\u202f\u2009 ]")
_BLANKS = "\u00a0\u202f\u2009 "
_LONGEST = 40
# Where a text writes four digits in one, its larger numbers tell how it groups.
_UNGROUPED = re.compile(r"\d{4,40}")
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Style:
    """The marks of a text's numbers; `group` is "" where it does not group, `least` the digits from which it does."""

    decimal: str
    group: str
    least: int = 4

    def written(self, value: Decimal, decimals: int | None = None) -> str:
        """`value` with `decimals` digits after the mark (None: those that it has), without a sign.

        >>> Style(",", ".").written(Decimal("4678.4")), Style(".", ",").written(Decimal("14.18"), 1)
        ('4.678,4', '14.2')
        """
        digits = max(decimals_of(value), 0) if decimals is None else decimals
        whole, _, part = format(round_half_up(abs(value), digits), "f").partition(".")
        if len(whole) >= self.least:
            plain = format_number(Decimal(whole), "en", 0)
            whole = plain.replace(",", self.group)
        return whole + (self.decimal + part if part else "")


def style_of(text: str, lang: str) -> Style:
    """The style of `text`: what most of its numbers show, else what its language does."""
    native, group = (",", ".") if lang == "vi" else (".", ",")
    decimals: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    ungrouped = 0
    for found in _WRITTEN.finditer(text):
        if len(found[0]) > _LONGEST:
            continue
        _count(found[0], decimals, groups)
        bare = _UNGROUPED.fullmatch(found[0])
        ungrouped += bare is not None and int(found[0]) not in _YEARS
    decimal = decimals.most_common(1)[0][0] if decimals else _opposite(groups, native)
    fallback = "," if decimal == "." else "."
    if not groups:
        return Style(decimal, "" if ungrouped > 1 else (group if group != decimal else fallback))
    chosen = next((one for one, _ in groups.most_common() if one != decimal), fallback)
    return Style(decimal, chosen)


def _opposite(groups: Counter[str], native: str) -> str:
    """The decimal mark of a text whose numbers show only how it groups."""
    if not groups:
        return native
    return {",": ".", ".": ","}.get(groups.most_common(1)[0][0], native)


def _count(digits: str, decimals: Counter[str], groups: Counter[str]) -> None:
    if digits.isdigit():
        return
    marks = _MARKS.findall(digits)
    parts = _MARKS.split(digits)
    kinds = set(marks)
    threes = all(len(one) == 3 for one in parts[1:]) and 1 <= len(parts[0]) <= 3 and not parts[0].startswith("0")
    if len(kinds) == 2 and marks[-1] in ".," and marks.count(marks[-1]) == 1:
        decimals[marks[-1]] += 1
        groups[marks[0]] += 1
    elif len(kinds) == 1 and threes and (len(marks) > 1 or marks[0] in _BLANKS):
        groups[marks[0]] += 1
    elif len(marks) == 1 and marks[0] in ".," and not threes:
        decimals[marks[0]] += 1
