"""What changed between two reports, one figure in one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from quarterdeck.core.measures import Quantity
from quarterdeck.core.pace import Standing
from quarterdeck.core.periods import Period, day_label
from quarterdeck.prose.write.numbers import RATES, write
from quarterdeck.prose.write.phrases import in_sentence, phrases, when
from quarterdeck.prose.write.pieces import filled
from quarterdeck.prose.write.statement import Piece


class Kind(StrEnum):
    """How a figure differs; the order is that in which a reader must know it."""

    REVISED = "revised"
    STANDING = "standing"
    MISSING = "missing"
    NEW = "new"
    FELL = "fell"
    ROSE = "rose"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Difference:
    """One indicator in the report before and in this one.

    `before` and `now` are its figures in `period_before` and `period`; a revised figure is of one period, known
    otherwise since the day `since`. `change` is from the one to the other, in "%" or in points for rates.
    """

    kind: Kind
    name_vi: str
    name_en: str
    decimals: int
    period_before: Period
    period: Period
    before: Quantity | None = None
    now: Quantity | None = None
    change: Quantity | None = None
    since: date | None = None
    standing_before: Standing = Standing.UNKNOWN
    standing: Standing = Standing.UNKNOWN


_CHANGE_DECIMALS = 1


def difference(of: Difference, lang: str) -> list[Piece]:
    """The sentence in Vietnamese for "vi", else in English."""
    words = phrases(lang)["difference"]
    slots = {
        "name": of.name_vi if lang == "vi" else of.name_en,
        "when": when(of.period, lang),
        "when_before": when(of.period_before, lang),
        "day": day_label(of.since, lang) if of.since else "",
        "standing": in_sentence(of.standing.label(lang)),
        "standing_before": in_sentence(of.standing_before.label(lang)),
    }
    kind = of.kind.value
    if of.kind is Kind.REVISED and of.before and of.now and of.before.value is not None and of.now.value is not None:
        kind = "revised_up" if of.now.value > of.before.value else "revised_down"
    pieces = _filled(str(words[kind]), of, lang, slots)
    if of.kind in (Kind.ROSE, Kind.FELL) and of.change is not None and of.change.value:
        pieces += _change(words, of.change, of, lang)
    return [*pieces, Piece(phrases(lang)["end"])]


def _filled(pattern: str, of: Difference, lang: str, slots: Mapping[str, str]) -> list[Piece]:
    """The pattern with its numbers, the one before and the one now, each a piece of its own."""
    head, _, tail = pattern.partition("{now}")
    pieces = _with_before(head, of, lang, slots)
    if len(head) == len(pattern):
        return pieces
    if of.now is None or of.now.value is None:
        return [*pieces, Piece(tail.format(**slots))]
    now = write(of.now, of.decimals, lang, fixed=of.now.unit in RATES)
    return [*pieces, *filled("{now}" + tail, "now", now, "value", slots)]


def _with_before(pattern: str, of: Difference, lang: str, slots: Mapping[str, str]) -> list[Piece]:
    if of.before is None or of.before.value is None or "{before}" not in pattern:
        return [Piece(pattern.format(**slots))]
    before = write(of.before, of.decimals, lang, fixed=of.before.unit in RATES)
    return filled(pattern, "before", before, "before", slots)


def _change(words: Mapping[str, Any], change: Quantity, of: Difference, lang: str) -> list[Piece]:
    most = _CHANGE_DECIMALS if change.unit == "%" else of.decimals
    size = write(change, most, lang, signed=False)
    return filled(words["up" if of.kind is Kind.ROSE else "down"], "size", size, "previous", {})
