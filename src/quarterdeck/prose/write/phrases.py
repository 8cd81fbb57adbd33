"""The phrases of a language, and periods and names as they stand within a sentence."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from quarterdeck.core.periods import Period, day_label

ROMAN = ("I", "II", "III", "IV")


@cache
def phrases(lang: str) -> dict[str, Any]:
    """The phrases of Vietnamese for "vi", else of English."""
    folder = files("quarterdeck.prose") / ("vi" if lang == "vi" else "en")
    found: dict[str, Any] = yaml.safe_load((folder / "phrases.yaml").read_text(encoding="utf-8"))
    return found


def when(period: Period, lang: str) -> str:
    """The period as a sentence names it.

    >>> when(Period.parse("2024-Q1"), "vi"), when(Period.parse("2024-Q1"), "en")
    ('quý I/2024', ' in the first quarter of 2024')
    """
    words = phrases(lang)
    label = period.label(lang)
    return str(words["when"][_form(period)]).format(
        year=period.year,
        index=period.index,
        first=period.start.year,
        roman=ROMAN[(period.index - 1) % 4],
        ordinal=words["ordinals"][(period.index - 1) % 4],
        half=words["halves"][(period.index - 1) % 2],
        label=label,
        month=label.split(" ")[0],
        last=day_label(period.last_day, lang),
    )


def _form(period: Period) -> str:
    """Which of the words for periods it needs; whole months from 1 January have a name of their own."""
    if period.kind != "R":
        return period.kind
    if period.start == period.last_day:
        return "day"
    if (period.start.month, period.start.day) != (1, 1) or period.start.year != period.year:
        return "other"
    return "first_months" if period.end.day == 1 else "to_date"


def same(period: Period, lang: str, pattern: str = "same") -> str:
    """What a figure of the period is compared with: the same period, or the year before."""
    words = phrases(lang)
    return str(words["same_of_year" if period.kind == "A" else pattern]).format(year=period.year - 1)


def in_sentence(name: str) -> str:
    """A name as it stands within a sentence: its first letter small, unless it is an abbreviation.

    >>> in_sentence("Thu ngân sách"), in_sentence("GRDP bình quân")
    ('thu ngân sách', 'GRDP bình quân')
    """
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def opened(text: str) -> str:
    """A text as it opens a sentence.

    >>> opened(" in the first quarter of 2024")
    'In the first quarter of 2024'
    """
    bare = text.strip()
    return bare[:1].upper() + bare[1:]


def grown(name: str, lang: str) -> tuple[str, bool]:
    """What grows, of the name of a growth, and whether only a verb makes it clear; ("", False) where it is none.

    >>> grown("Growth of services", "en"), grown("Poverty rate", "en")
    (('Services', False), ('', False))
    >>> grown("Chỉ số giá tiêu dùng so với cùng kỳ", "vi")
    ('Chỉ số giá tiêu dùng', True)
    """
    words = phrases(lang)
    for kind in ("growth_names", "growth_by_verb"):
        for pattern in words[kind]:
            before, _, after = str(pattern).partition("{x}")
            if name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after):
                return opened(name[len(before) : len(name) - len(after)]), kind == "growth_by_verb"
    return "", False


def listed(items: Sequence[str], lang: str) -> str:
    """Things one after the other, the last two joined by "and".

    >>> listed(["a", "b", "c"], "en"), listed(["a", "b"], "vi")
    ('a, b and c', 'a và b')
    """
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + str(phrases(lang)["and"]) + items[-1]
