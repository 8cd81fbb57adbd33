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
    to_date = period.kind == "R" and (period.start.month, period.start.day) == (1, 1) and period.end.day != 1
    pattern = words["when"].get("to_date" if to_date else period.kind, words["when"]["other"])
    label = period.label(lang)
    return str(pattern).format(
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


def same(period: Period, lang: str) -> str:
    """What a figure of the period is compared with: the same period, or the year before."""
    words = phrases(lang)
    return str(words["same_of_year" if period.kind == "A" else "same"]).format(year=period.year - 1)


def in_sentence(name: str) -> str:
    """A name as it stands within a sentence: its first letter small, unless it is an abbreviation.

    >>> in_sentence("Thu ngân sách"), in_sentence("GRDP bình quân")
    ('thu ngân sách', 'GRDP bình quân')
    """
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def listed(items: Sequence[str], lang: str) -> str:
    """Things one after the other, the last two joined by "and".

    >>> listed(["a", "b", "c"], "en"), listed(["a", "b"], "vi")
    ('a, b and c', 'a và b')
    """
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + str(phrases(lang)["and"]) + items[-1]
