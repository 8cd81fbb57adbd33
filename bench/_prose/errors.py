"""The kinds of error that are planted: each takes a true sentence and makes one thing in it wrong."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from bench._prose.truth import HEDGES, Line, Report, names, number
from quarterdeck.core.measures import decimals_of, format_number, round_half_up, unit
from quarterdeck.prose.check.language import language
from quarterdeck.prose.write import Piece
from tests.prose.quarter import PROVINCE

Span = tuple[int, int]
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")
_HUNDRED = Decimal(100)
# Further from the truth than any rounding or hedge may be.
_FAR = Decimal("0.3")
_TWISTED = {
    "en": {"billion": "million", "million": "billion"},
    "vi": {"tỷ đồng": "triệu đồng", "triệu đồng": "tỷ đồng", "tỷ": "triệu", "triệu": "tỷ"},
}
_MONEY = {"en": {"VND": "USD", "USD": "VND"}, "vi": {"đồng": "USD", "USD": "đồng"}}
_DISTRICT = {"en": "In Luc Ngan district, ", "vi": "Tại huyện Lục Ngạn, "}
_AGAIN = {
    "en": "As noted elsewhere, {name} {rose} by {growth}% year on year.",
    "vi": "Như đã nêu ở phần khác, {name} {rose} {growth}% so với cùng kỳ năm trước.",
}
_PARTS = {
    "en": "Of the {whole} newly established enterprises, {a} were in industry, {b} in services and {c} in farming.",
    "vi": "Trong số {whole} doanh nghiệp thành lập mới có {a} doanh nghiệp công nghiệp, {b} doanh nghiệp dịch vụ "
    "và {c} doanh nghiệp nông nghiệp.",
}
_PRAISE = {"en": "{name} achieved positive results, {rest}", "vi": "{name} đạt kết quả tích cực, {rest}"}


@dataclass(frozen=True, slots=True)
class Plant:
    """A sentence with an error: which of its words are wrong, sentences that it adds to the text, indicators that the
    figures must not know, and the older value (code, period, value) that it quotes."""

    text: str
    spans: tuple[Span, ...]
    more: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    older: tuple[str, str, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class World:
    """The report that the sentence is of, and the dice."""

    report: Report
    dice: random.Random

    @property
    def lang(self) -> str:
        """The language of the report."""
        return self.report.lang


def _find(line: Line, of: str) -> int | None:
    """The piece that writes a number of that kind exactly."""
    found = [i for i, one in enumerate(line.pieces) if one.of == of and one.value and _DIGITS.search(one.text)]
    return found[0] if found else None


def _with(line: Line, at: int, text: str, reach: int = 0) -> tuple[str, Span]:
    """The sentence with piece `at` put in other words, and the place of those; `reach` takes in pieces before."""
    before = "".join(one.text for one in line.pieces[:at])
    after = "".join(one.text for one in line.pieces[at + 1 :])
    first = len("".join(one.text for one in line.pieces[: at - reach]))
    return before + text + after, (first, len(before) + len(text))


def _rewritten(piece: Piece, value: Decimal, lang: str) -> str:
    """The piece with another number, with as many digits behind the mark."""
    found = _DIGITS.search(piece.text)
    assert found is not None
    mark = "," if lang == "vi" else "."
    digits = len(found[0].rpartition(mark)[2]) if mark in found[0] else 0
    return piece.text[: found.start()] + format_number(abs(value), lang, digits) + piece.text[found.end() :]


def _wrong(line: Line, of: str, change: Callable[[Decimal], Decimal], world: World) -> Plant | None:
    """The number of that kind changed; None where that leaves it as good as it was."""
    at = _find(line, of)
    if at is None:
        return None
    piece = line.pieces[at]
    assert piece.value is not None
    value = change(abs(piece.value))
    if not value or abs(value - abs(piece.value)) < abs(piece.value) * Decimal("0.02"):
        return None
    text, span = _with(line, at, _rewritten(piece, value, world.lang))
    return Plant(text, (span,)) if text != line.text else None


def value(line: Line, world: World) -> Plant | None:
    """Two digits change places, or one is another: 4,680 for 4,860."""
    of = world.dice.choice(["value", "change", "of_plan"])
    return _wrong(line, of, lambda one: _slipped(one, world.dice), world)


def _slipped(one: Decimal, dice: random.Random) -> Decimal:
    digits = list(str(round_half_up(one, max(0, decimals_of(one.normalize())))))
    places = [i for i, digit in enumerate(digits) if digit.isdigit()][:3]
    if len(places) > 1 and dice.random() < 0.5 and digits[places[0]] != digits[places[1]]:
        digits[places[0]], digits[places[1]] = digits[places[1]], digits[places[0]]
    else:
        at = dice.choice(places[:2])
        digits[at] = str((int(digits[at]) + dice.randrange(2, 8)) % 10)
    return Decimal("".join(digits))


def scale(line: Line, world: World) -> Plant | None:
    """Million for billion, or the decimal mark in the wrong place."""
    at = _find(line, "value")
    if at is None:
        return None
    text = line.pieces[at].text
    for right, wrong in _TWISTED[world.lang].items():
        found = re.search(rf"(?<!\w){right}(?!\w)", text)
        if found is not None:
            said, span = _with(line, at, text[: found.start()] + wrong + text[found.end() :])
            return Plant(said, (span,))
    return _wrong(line, "change", lambda one: one * 10, world)


def sign(line: Line, world: World) -> Plant | None:
    """A rise told as a fall."""
    at = _find(line, "change")
    words = language(world.lang)
    if at is None or line.pieces[at].unit != "%":
        return None
    before = "".join(one.text for one in line.pieces[:at])
    found = list(words.directions.finditer(before))
    if not found or len(before) - found[-1].end() > 15 or abs(line.pieces[at].value or 0) < 1:
        return None
    word = found[-1]
    other = words.falling.get(word[0].lower()) or words.rising[word[0].lower()]
    text = before[: word.start()] + other + before[word.end() :] + "".join(one.text for one in line.pieces[at:])
    return Plant(text, ((word.start(), word.start() + len(other) + 12),))


def ratio(line: Line, world: World) -> Plant | None:
    """The ratio to the same period told as growth."""
    at = _find(line, "change")
    if at is None or line.pieces[at].unit != "%":
        return None
    piece = line.pieces[at]
    assert piece.value is not None
    return _wrong(line, "change", lambda one: _HUNDRED + (piece.value or 0), world)


def base(line: Line, world: World) -> Plant | None:
    """The share of the plan told as growth."""
    plan, change = _find(line, "of_plan"), _find(line, "change")
    share = line.said.of_plan.value if line.said.of_plan is not None else None
    if change is None or share is None or line.pieces[change].unit != "%" or plan is not None:
        return None
    return _wrong(line, "change", lambda one: round_half_up(share, 1), world)


def swapped(line: Line, world: World) -> Plant | None:
    """The number of another indicator in the same unit."""
    at = _find(line, "value")
    if at is None:
        return None
    own = line.pieces[at]
    for other in world.report.lines:
        there = _find(other, "value")
        if other.code == line.code or there is None or other.pieces[there].unit != own.unit:
            continue
        found = _wrong(line, "value", lambda one, piece=other.pieces[there]: abs(piece.value or 0), world)
        if found is not None:
            return found
    return None


def area(line: Line, world: World) -> Plant | None:
    """The province's number given to a district that has a figure of its own."""
    own = world.report.figures.level(line.code, "223", world.report.period)
    at = _find(line, "value")
    if (
        own is None
        or at is None
        or not own.value
        or line.pieces[0].of
        or line.text.startswith(("-", "In ", "Năm ", "Quý "))
    ):
        return None
    text = _DISTRICT[world.lang] + line.text[:1].lower() + line.text[1:]
    piece = len(_DISTRICT[world.lang]) + len("".join(one.text for one in line.pieces[:at]))
    return Plant(text, ((0, len(text)), (piece, piece + 1)))


def last_year(line: Line, world: World) -> Plant | None:
    """The number of last year's report."""
    then = world.report.figures.level(line.code, PROVINCE, world.report.period.same_last_year())
    if then is None or then.value is None:
        return None
    at = _find(line, "value")
    if at is None or line.pieces[at].unit != then.unit:
        return None
    return _wrong(line, "value", lambda one: then.value or one, world)


def vintage(line: Line, world: World) -> Plant | None:
    """A number that was revised since."""
    at = _find(line, "value")
    if at is None or line.said.quantity is None or line.said.quantity.value is None:
        return None
    now = line.said.quantity.value
    older = round_half_up(now * Decimal("0.93"), max(0, decimals_of(now.normalize())))
    plant = _wrong(line, "value", lambda one: older, world)
    if plant is None or line.pieces[at].text[0].isalpha():
        return None
    return Plant(plant.text, plant.spans, older=(line.code, line.said.period.code, older))


def hedge(line: Line, world: World) -> Plant | None:
    """ "Over" a number that was not reached, "nearly" one that was passed."""
    at = _find(line, "value")
    if at is None or line.said.quantity is None or line.said.quantity.value is None:
        return None
    now = line.said.quantity.value
    if line.pieces[at].text[0].isalpha() or now < 20 or line.pieces[at].unit == "rank":
        return None
    kind = world.dice.choice(["over", "nearly"])
    step = Decimal(1).scaleb(now.adjusted() - 1)
    wrong = (now // step + (2 if kind == "over" else -1)) * step
    text = f"{HEDGES[world.lang][kind]} {number(wrong, line.pieces[at].unit, world.lang)}"
    said, span = _with(line, at, text)
    return Plant(said, (span,))


def currency(line: Line, world: World) -> Plant | None:
    """Dollars for dong."""
    at = _find(line, "value")
    if at is None or not unit(line.pieces[at].unit).dimension.startswith("money"):
        return None
    text = line.pieces[at].text
    for right, wrong in _MONEY[world.lang].items():
        if text.endswith(right):
            said, span = _with(line, at, text.removesuffix(right) + wrong)
            return Plant(said, (span,))
    return None


def parts(line: Line, world: World) -> Plant | None:
    """Parts that are more than their whole."""
    found = next((one for one in world.report.lines if one.code == "NEW_ENTERPRISES"), None)
    if found is None or found.said.quantity is None or not found.said.quantity.value:
        return None
    whole = int(found.said.quantity.value)
    a, b = whole // 2, whole // 3
    c = whole - a - b + max(7, whole // 9)
    shown = {key: format_number(Decimal(one), world.lang) for key, one in zip("abc", (a, b, c), strict=True)}
    text = _PARTS[world.lang].format(whole=format_number(Decimal(whole), world.lang), **shown)
    return Plant(line.text, (), more=(text,))


def contradiction(line: Line, world: World) -> Plant | None:
    """Two growth rates of one thing that the figures do not know."""
    change, at = line.said.change, _find(line, "change")
    if at is None or change is None or change.value is None or change.unit != "%" or abs(change.value) < 2:
        return None
    other = round_half_up(abs(change.value) * Decimal("1.4") + 1, 1)
    rising = change.value > 0
    rose = {"en": ("fell", "rose"), "vi": ("giảm", "tăng")}[world.lang][rising]
    name = names().indicator(line.code).names[world.lang]
    again = _AGAIN[world.lang].format(name=name, rose=rose, growth=format_number(other, world.lang))
    _, span = _with(line, at, line.pieces[at].text)
    return Plant(line.text, (span,), more=(again,), hidden=frozenset({line.code}))


def garbled(line: Line, world: World) -> Plant | None:
    """A number that was broken in two by a stray unit."""
    at = _find(line, "change")
    if at is None or line.pieces[at].unit != "%" or len(_DIGITS.findall(line.pieces[at].text)) != 1:
        return None
    whole, _, part = _DIGITS.findall(line.pieces[at].text)[0].replace(",", ".").partition(".")
    mark = "." if world.lang == "vi" else ","
    text, span = _with(line, at, f"{whole}{mark}000 USD. 0{part or world.dice.randrange(1, 9)}%")
    return Plant(text, (span,))


def wording(line: Line, world: World) -> Plant | None:
    """Praise for what fell."""
    at, change = _find(line, "change"), line.said.change
    if at is None or change is None or change.value is None or change.unit != "%":
        return None
    if change.value > -3 or line.said.better != "higher":
        return None
    rest = "".join(one.text for one in line.pieces[1:]).strip()
    if line.pieces[0].of or len(line.pieces) < 3 or line.text.startswith(("-", "In ", "Năm ", "Quý ")):
        return None
    name = names().indicator(line.code).names[world.lang]
    text = _PRAISE[world.lang].format(name=name, rest=rest)
    return Plant(text, ((0, len(text)),))


KINDS: dict[str, Callable[[Line, World], Plant | None]] = {
    one.__name__: one
    for one in (
        value, scale, sign, ratio, base, swapped, area, last_year, vintage, hedge, currency, parts, contradiction,
        garbled, wording,
    )
}  # fmt: skip
