"""One figure in one sentence: how much, how much of the plan, and against the same period."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from quarterdeck.core.measures import (
    Better,
    Direction,
    ObservationStatus,
    Qualifier,
    Quantity,
    decimals_of,
    format_number,
    round_half_up,
    unit,
)
from quarterdeck.prose.write.phrases import phrases, same, when
from quarterdeck.prose.write.statement import Of, Piece, Statement

_RATES = ("%", "pp", "points")
_UNITLESS = ("rank", "per_10k")  # said by the name of the indicator
_ESTIMATES = (ObservationStatus.ESTIMATED, ObservationStatus.FORECAST)


def sentence(said: Statement, lang: str, *, dated: bool = True, judged: bool = False, end: bool = True) -> list[Piece]:
    """A sentence in Vietnamese for "vi", else in English.

    `dated` names the period, `judged` adds how the indicator stands against the year's plan, `end` the full
    stop. What is not known is said to be unknown; what its source gives without a number is said in words.
    """
    words = phrases(lang)
    slots = {"when": when(said.period, lang) if dated else "", "same": same(said.period, lang)}
    subject = _filled(words["subject"], name=said.name(lang), **slots)
    closing = [Piece(words["end"])] if end else []
    quantity = said.quantity
    if quantity is None or (quantity.value is None and quantity.direction is Direction.NONE):
        return [Piece(words["unknown"].format(subject=subject, **slots)), *closing]
    plan = words["budget_word" if said.budget else "plan_word"]
    pieces = [Piece(subject), *_level(said, quantity, words, slots, lang), *_of_plan(said, words, plan, lang)]
    if quantity.value is not None:
        pieces += _change(said, words, slots, lang)
    pieces += _target(said, words, lang)
    if judged and said.standing.value in words["standing"]:
        pieces.append(Piece(words["standing"][said.standing.value].format(plan=plan)))
    return [*pieces, *closing]


def _level(
    said: Statement, quantity: Quantity, words: Mapping[str, Any], slots: Mapping[str, str], lang: str
) -> list[Piece]:
    if quantity.value is None:
        pattern = words["direction"][quantity.direction.value]
        return [Piece(str(pattern).format(**slots), "value")]
    named = _says_unit(said, quantity.unit, lang)
    value = _written(quantity, said.decimals, lang, fixed=quantity.unit in _RATES, bare=named)
    return _with(words["level"][_verb(said, quantity)], "value", value, "value", slots)


def _says_unit(said: Statement, code: str, lang: str) -> bool:
    """Whether the name already says what is counted: "newly established enterprises reached 310"."""
    one = unit(code)
    return lang != "vi" and one.dimension.startswith("count") and one.label(lang) in said.name(lang).lower()


def _verb(said: Statement, quantity: Quantity) -> str:
    if quantity.unit == "rank":
        return "rank"
    if quantity.status in _ESTIMATES:
        return "estimated" if said.better is Better.HIGHER else "estimated_lower"
    return said.better.value


def _of_plan(said: Statement, words: Mapping[str, Any], plan: str, lang: str) -> list[Piece]:
    if said.of_plan is None or said.of_plan.value is None:
        return []
    share = _written(said.of_plan, said.of_plan_decimals, lang)
    return _with(words["of_plan"], "share", share, "of_plan", {"plan": plan})


def _target(said: Statement, words: Mapping[str, Any], lang: str) -> list[Piece]:
    """The year's target, for what is compared with it directly."""
    attained = said.of_plan is not None and said.of_plan.value is not None
    if attained or said.plan is None or said.plan.value is None:
        return []
    target = _written(said.plan, said.decimals, lang, fixed=said.plan.unit in _RATES)
    return _with(words["target"], "target", target, "plan", {})


def _change(said: Statement, words: Mapping[str, Any], slots: Mapping[str, str], lang: str) -> list[Piece]:
    change = said.change
    if change is None or (change.value is None and change.direction is Direction.NONE):
        return [Piece(words["unreadable_change"].format(**slots), "change")] if said.unreadable else []
    if change.value is None:
        text = words["change_direction"][change.direction.value].format(**slots)
        return [Piece(text + (words["unreadable"] if said.unreadable else ""), "change")]
    most = said.decimals if change.unit != "%" else said.change_decimals
    if change.value == 0:
        return [Piece(words["change"]["none"].format(**slots), "change")]
    size = abs(_shown(change.value, most))
    if not size:
        return [Piece(words["change"]["hardly"].format(**slots), "change")]
    way = _way(change)
    written = _written(Quantity(size, change.unit, qualifier=change.qualifier), None, lang)
    return _with(words["change"][way], "size", written, "change", slots)


def _way(change: Quantity) -> str:
    """Up or down; a rank goes up when its number falls."""
    rising = change.value is not None and change.value > 0
    if change.unit == "rank":
        return "rank_down" if rising else "rank_up"
    return "up" if rising else "down"


def _shown(value: Decimal, most: int | None) -> Decimal:
    return value if most is None else round_half_up(value, most)


def _written(quantity: Quantity, most: int | None, lang: str, *, fixed: bool = False, bare: bool = False) -> str:
    """The number with its hedge and, unless `bare`, its unit; `most` digits after the mark, or fewer unless `fixed`."""
    value = _shown(quantity.value or Decimal(0), most)
    exact = quantity.qualifier is Qualifier.EXACT
    digits = most if fixed and exact and most is not None else max(0, decimals_of(value.normalize()))
    number = format_number(value, lang, digits).replace("-", "\N{MINUS SIGN}")
    return f"{quantity.qualifier.label(lang)} {number}".lstrip() + ("" if bare else _unit(quantity, value, lang))


def _unit(quantity: Quantity, value: Decimal, lang: str) -> str:
    one = unit(quantity.unit)
    if one.code == "%":
        return "%"
    if one.code in _UNITLESS:
        return ""
    spelt = phrases(lang)["units"].get(one.code)
    singular = lang != "vi" and not spelt and one.one_en and abs(value) == 1
    return f"\N{NO-BREAK SPACE}{spelt or (one.one_en if singular else one.label(lang))}"


def _with(pattern: str, slot: str, text: str, of: Of, slots: Mapping[str, str]) -> list[Piece]:
    """A pattern with its number apart from the words around it."""
    before, _, after = pattern.partition("{" + slot + "}")
    pieces = [Piece(before.format(**slots)), Piece(text, of), Piece(after.format(**slots))]
    return [piece for piece in pieces if piece.text]


def _filled(pattern: str, **slots: str) -> str:
    return pattern.format(**slots).strip()
