"""Texts that are true: reports on the sample province, written from its figures in many ways and both languages."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from quarterdeck.core.measures import Better, ObservationStatus, Qualifier, Quantity, format_number, round_half_up, unit
from quarterdeck.core.periods import Period
from quarterdeck.prose.catalogue import Catalogue, IndicatorEntry
from quarterdeck.prose.figures import FigureFact, Figures
from quarterdeck.prose.write import Piece, Statement, in_sentence, sentence
from tests.prose.quarter import PROVINCE, catalogue, facts

_HUNDRED = Decimal(100)
# The report is written when every figure of the sample is known.
WRITTEN = date(2025, 1, 31)
# How the words of a sentence may stand around its numbers; {up} and {higher} turn with the sign.
PATTERNS = {
    "en": (
        "{Name} totalled {value}{when}, {up} {change} year on year.",
        "{When} {name} came to {value}, {change} {higher} than in the same period of the previous year.",
        "{Name} {rose} by {change} over the same period of last year to {value}.",
        "- {Name}: {value} ({up} {change} on the same period, {of_plan} of the annual plan).",
        "{Name} is put at {value}{when}, equal to {of_plan} of the year's plan.",
        "{When} {name} stood at {value} and met {of_plan} of the annual plan; it {rose} by {change} year on year.",
    ),
    "vi": (
        "{Name} {when} đạt {value}, {up} {change} so với cùng kỳ năm trước.",
        "{When}, {name} ước đạt {value}, {up} {change} so với cùng kỳ.",
        "{Name} {up} {change} so với cùng kỳ năm trước, đạt {value}.",
        "- {Name}: {value} ({up} {change} so với cùng kỳ, bằng {of_plan} kế hoạch năm).",
        "{Name} {when} là {value}, bằng {of_plan} kế hoạch năm.",
        "{When}, {name} đạt {value}, bằng {of_plan} kế hoạch năm và {higher} {change} so với cùng kỳ năm trước.",
    ),
}
_WAYS = {
    "en": {True: ("up", "higher", "rose"), False: ("down", "lower", "fell")},
    "vi": {True: ("tăng", "cao hơn", "tăng"), False: ("giảm", "thấp hơn", "giảm")},
}
_WHEN = {"en": "in {label}", "vi": "{label}"}
HEDGES = {"en": {"over": "more than", "nearly": "nearly"}, "vi": {"over": "hơn", "nearly": "gần"}}


@dataclass(frozen=True, slots=True)
class Line:
    """One true sentence and what it speaks of."""

    code: str
    said: Statement
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The sentence."""
        return "".join(one.text for one in self.pieces)


@dataclass(frozen=True, slots=True)
class Report:
    """A true text with the figures it was written from."""

    lang: str
    period: Period
    figures: Figures
    lines: tuple[Line, ...]


def figures_of(rows: Sequence[FigureFact]) -> Figures:
    """`rows` as the vintage that the report is written from."""
    return Figures(tuple(rows), WRITTEN)


def sample() -> list[FigureFact]:
    """The figures of the sample, each as a body that must answer for it would report them."""
    return [replace(one, origin="reported", regime="") for one in facts("illustrative.csv")]


def report(lang: str, period: Period, rows: Sequence[FigureFact], seed: int, size: int | None = None) -> Report:
    """A report on `period` with a sentence on each indicator that has a figure, or on `size` of them."""
    dice = random.Random(f"{seed} {lang} {period}")
    known = figures_of(rows)
    said = [(one, _statement(one, period, known)) for one in catalogue().indicators]
    told = [(one, statement) for one, statement in said if statement is not None]
    if size is not None:
        told = [told[i] for i in sorted(dice.sample(range(len(told)), min(size, len(told))))]
    lines = tuple(Line(one.code, statement, _pieces(one, statement, lang, dice)) for one, statement in told)
    return Report(lang, period, known, lines)


def periods() -> Iterator[Period]:
    """The quarters and years of the sample for which a year before is known."""
    yield from (Period(f"{year}-Q{quarter}") for year in (2022, 2023) for quarter in range(1, 5))
    yield from (Period("2024-Q1"), Period("2022"), Period("2023"))


def _statement(one: IndicatorEntry, period: Period, known: Figures) -> Statement | None:
    now = known.level(one.code, PROVINCE, period)
    if now is None or now.value is None:
        return None
    then = known.level(one.code, PROVINCE, period.same_last_year())
    plan = known.level(one.code, PROVINCE, period.year_period(), "plan")
    quantity = Quantity(now.value, now.unit, ObservationStatus(now.status), Qualifier(now.qualifier))
    change = of_plan = None
    if then is not None and then.value and now.unit not in ("%", "pp", "rank", "points"):
        change = Quantity((now.value - then.value) * _HUNDRED / then.value, "%")
    elif then is not None and then.value is not None and now.unit == "%" and now.value != then.value:
        change = Quantity(now.value - then.value, "pp")
    if plan is not None and plan.value and now.unit not in ("%", "pp", "rank", "points"):
        of_plan = Quantity(now.value * _HUNDRED / plan.value, "%")
    return Statement(
        one.names["vi"], one.names["en"], period, quantity, one.decimals, change=change, of_plan=of_plan,
        better=Better(one.better),
    )  # fmt: skip


def _pieces(one: IndicatorEntry, said: Statement, lang: str, dice: random.Random) -> tuple[Piece, ...]:
    """The sentence as the product writes it, or in one of the ways of others."""
    patterns = [pattern for pattern in PATTERNS[lang] if _can(pattern, said)]
    if not patterns or dice.random() < 0.4:
        return tuple(sentence(said, lang, turn=dice.randrange(6)))
    return tuple(_filled(dice.choice(patterns), one, said, lang, dice))


def _can(pattern: str, said: Statement) -> bool:
    growth = said.change is not None and said.change.unit == "%" and abs(said.change.value or 0) >= Decimal("0.1")
    return (growth or "{change}" not in pattern) and (said.of_plan is not None or "{of_plan}" not in pattern)


def _filled(pattern: str, one: IndicatorEntry, said: Statement, lang: str, dice: random.Random) -> Iterator[Piece]:
    name = dice.choice([one.names[lang], one.names[lang], *one.aliases.get(lang, ())])
    rising = said.change is None or said.change.value is None or said.change.value > 0
    when = _WHEN[lang].format(label=said.period.label(lang))
    words = {"name": in_sentence(name), "Name": name[:1].upper() + name[1:], "When": when[:1].upper() + when[1:]}
    words["when"] = f" {when}" if lang == "en" else in_sentence(when)
    words.update(zip(("up", "higher", "rose"), _WAYS[lang][rising], strict=True))
    for part in pattern.replace("{", "\0{").replace("}", "}\0").split("\0"):
        slot = part[1:-1] if part.startswith("{") else ""
        if slot == "value":
            yield _level(said, lang, dice)
        elif slot in ("change", "of_plan"):
            quantity = said.change if slot == "change" else said.of_plan
            assert quantity is not None
            assert quantity.value is not None
            value = round_half_up(quantity.value, 1)
            yield Piece(f"{format_number(abs(value), lang)}%", slot, value, "%")
        elif slot:
            yield Piece(words[slot])
        elif part:
            yield Piece(part)


def _level(said: Statement, lang: str, dice: random.Random) -> Piece:
    """The level as it is, or rounded up or down behind a hedge that says so."""
    assert said.quantity is not None
    assert said.quantity.value is not None
    value, code = said.quantity.value, said.quantity.unit
    hedge = dice.choice(["", "", "", "over", "nearly"])
    rounded = _rounded(value, hedge)
    if rounded == value or not rounded or code in ("%", "rank"):
        return Piece(number(value, code, lang), "value", value, code)
    return Piece(f"{HEDGES[lang][hedge]} {number(rounded, code, lang)}", "value", rounded, code)


def _rounded(value: Decimal, hedge: str) -> Decimal:
    """`value` to three digits, downwards for "over" and upwards for "nearly"."""
    if not hedge:
        return value
    step = Decimal(1).scaleb(abs(value).adjusted() - 2)
    return (value / step).to_integral_value(ROUND_FLOOR if hedge == "over" else ROUND_CEILING) * step


def number(value: Decimal, code: str, lang: str) -> str:
    """The number with its unit as a text writes it."""
    label = unit(code).label(lang)
    digits = format_number(value.normalize(), lang)
    return f"{digits}%" if code == "%" else f"{digits} {label}"


def names() -> Catalogue:
    """The catalogue that the texts speak of."""
    return catalogue()
