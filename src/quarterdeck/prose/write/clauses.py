"""What may follow the figure in its sentence: plan, share, contribution, rank, the year so far; and after it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from quarterdeck.core.measures import Better, Quantity
from quarterdeck.core.periods import day_label
from quarterdeck.prose.write.numbers import RATES, write
from quarterdeck.prose.write.phrases import phrases, when
from quarterdeck.prose.write.pieces import filled
from quarterdeck.prose.write.statement import Conflict, Piece, Revision, Statement

_HUNDRED = Decimal(100)
_SHARE_DECIMALS, _POINTS_DECIMALS = 1, 2


def plan_word(said: Statement, words: Mapping[str, Any]) -> str:
    """What the plan is called."""
    return str(words["budget_word" if said.budget else "plan_word"])


def of_plan(said: Statement, words: Mapping[str, Any], lang: str) -> list[Piece]:
    """How much of the year's plan is reached, and whether it is met or passed."""
    if said.of_plan is None or said.of_plan.value is None:
        return []
    plan = plan_word(said, words)
    share = write(said.of_plan, said.of_plan_decimals, lang)
    pieces = filled(words["of_plan"], "share", share, "of_plan", {"plan": plan})
    if said.better is Better.HIGHER and share.value >= _HUNDRED:
        pieces.append(Piece(words["plan_met" if share.value == _HUNDRED else "plan_passed"].format(plan=plan)))
    return pieces


def about(said: Statement, words: Mapping[str, Any], lang: str) -> list[Piece]:
    """Share, contribution and rank, as far as they are known."""
    return [*_of_whole(said, words, lang), *_rank(said, words, lang)]


def _of_whole(said: Statement, words: Mapping[str, Any], lang: str) -> list[Piece]:
    if said.whole is None:
        return []
    slots = {"whole": said.whole.told(lang)}
    pieces: list[Piece] = []
    if said.share is not None and said.share.value is not None:
        pieces += filled(words["share"], "share", write(said.share, _SHARE_DECIMALS, lang), "share", slots)
    if said.contribution is not None and said.contribution.value is not None:
        points = write(said.contribution, _POINTS_DECIMALS, lang, signed=False)
        way = "up" if points.value >= 0 else "down"
        pieces += filled(words["contribution"][way], "points", points, "contribution", slots)
    return pieces


def _rank(said: Statement, words: Mapping[str, Any], lang: str) -> list[Piece]:
    if said.rank is None:
        return []
    slots = {"count": str(said.rank.count), "among": said.rank.among.told(lang)}
    return filled(words["rank"], "place", write(Quantity(Decimal(said.rank.place), "rank"), 0, lang), "rank", slots)


def to_date(said: Statement, words: Mapping[str, Any], lang: str) -> list[Piece]:
    """ "; in the first half of 2024 it reached 9,120 billion VND, 55% of the year's plan"."""
    period, quantity = said.to_date_period, said.to_date
    if period is None or quantity is None or quantity.value is None:
        return []
    written = write(quantity, said.decimals, lang, fixed=quantity.unit in RATES)
    head, _, tail = words["to_date"].partition("{level}")
    level = filled(words["level"][said.better.value], "value", written, "to_date", {"when": ""})
    return [Piece(head.format(period=when(period, lang).strip())), *level, Piece(tail), *of_plan(said, words, lang)]


def after(said: Statement, lang: str) -> list[list[Piece]]:
    """The sentences that follow the one of the figure: what was revised, and what other sources say."""
    words = phrases(lang)
    found = [_revised(said, said.revision, words, lang)] if said.revision else []
    found.append(_others(said, words, lang))
    return [[*one, Piece(words["end"])] for one in found if one]


def _revised(said: Statement, revision: Revision, words: Mapping[str, Any], lang: str) -> list[Piece]:
    old, new = revision.before, said.quantity
    if old.value is None:
        return []
    slots = {"day": day_label(revision.since, lang)}
    before = write(old, said.decimals, lang, fixed=old.unit in RATES)
    if new is None or new.value is None:
        return filled(words["revision"]["withdrawn"], "before", before, "before", slots)
    if new.value == old.value:
        return []
    now = write(new, said.decimals, lang, fixed=new.unit in RATES)
    head, _, tail = words["revision"]["up" if new.value > old.value else "down"].partition("{value}")
    return [*filled(head, "before", before, "before", slots), *filled("{value}" + tail, "value", now, "value", slots)]


def _others(said: Statement, words: Mapping[str, Any], lang: str) -> list[Piece]:
    pieces: list[Piece] = []
    for one in said.conflicts:
        if one.quantity.value is not None:
            pieces += [Piece("; " if pieces else words["conflicts"]), *_other(said, one, one.quantity, words, lang)]
    return pieces


def _other(said: Statement, conflict: Conflict, quantity: Quantity, words: Mapping[str, Any], lang: str) -> list[Piece]:
    """What one other source says, with all the digits that it gives."""
    slots = {"source": conflict.source.told(lang)}
    if not conflict.of_change:
        return filled(words["conflict"]["value"], "other", write(quantity, None, lang), "other", slots)
    written = write(quantity, None, lang, signed=False)
    return filled(words["conflict"]["up" if written.value >= 0 else "down"], "other", written, "other", slots)
