"""This report against the one before: what rose and fell, what was revised, what is new and what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from quarterdeck.areas.models import Area
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.pace import Standing
from quarterdeck.core.periods import Period
from quarterdeck.engine.reading.reading import Reading, computed_change
from quarterdeck.figures.models import Vintage
from quarterdeck.figures.rules.table import Line
from quarterdeck.prose.write import Difference, Kind, Piece, difference, plain
from quarterdeck.reports.queries.writing.asked import State, state
from quarterdeck.reports.queries.writing.knowledge import Knowledge
from quarterdeck.reports.queries.writing.told import doors_of
from quarterdeck.reviews.models import Review
from quarterdeck.reviews.queries import reviews

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Found:
    """One difference, its indicator, and where its figures are explained."""

    code: str
    of: Difference
    area: Area
    before: State
    now: State

    def pieces(self, lang: str) -> list[Piece]:
        """The sentence."""
        return difference(self.of, lang)

    def origin(self, piece: Piece) -> str:
        """The address that explains a number of the sentence; "" for words."""
        if not piece.of:
            return ""
        earlier = piece.of == "before"
        doors = doors_of(self.before if earlier else self.now)
        revised = self.of.kind is Kind.REVISED
        period = self.of.period_before if earlier or revised else self.of.period
        return doors.figure(self.code, period.code, "level", self.area.code)


def sides(text: str, *, area: str = "", at: datetime) -> tuple[State, State]:
    """The two sides of "2023-Q4..2024-Q1": codes of reviews or vintages, or periods as the other side knows them."""
    first, dots, second = text.partition("..")
    if not dots or not first or not second:
        raise BadInput(
            Message(gettext_noop('"{text}" does not name two reports.'), {"text": text}), place="difference",
            remedy=gettext_noop("Write both with two dots between them: 2023-Q4..2024-Q1."),
        )  # fmt: skip
    now = _side(second, area, at, None)
    return _side(first, area, at, now), now


def _side(code: str, area: str, at: datetime, other: State | None) -> State:
    if Review.objects.filter(code=code).exists():
        return state(review_code=code, area=area, at=at)
    vintage = Vintage.objects.filter(code=code).first()
    if vintage is not None:
        period = Period.of_day(vintage.known_on.date(), "Q").code
        return state(vintage=code, period=period, area=area, at=at)
    known = state(period=code, area=area, at=at)
    return replace(known, known=other.known, review=other.review) if other is not None else known


def before(review: Review) -> Review | None:
    """The review held before this one."""
    return reviews().filter(held_on__lt=review.held_on).order_by("-held_on").first()


def differences(earlier: State, now: State) -> list[Found]:
    """Every indicator that differs, in the order in which a reader must know it, then that of the catalogue."""
    then_known, known = Knowledge(earlier), Knowledge(now)
    found = [one for code in known.indicators for one in _of(code, then_known, known)]
    order = list(Kind)
    return sorted(found, key=lambda one: order.index(one.of.kind))


def _of(code: str, then: Knowledge, known: Knowledge) -> Iterator[Found]:
    area = known.state.area
    if code not in then.indicators:
        return
    old, new = then.line(code, area, then.state.period), known.line(code, area, known.state.period)
    again = known.line(code, area, Period.parse(old.now.period)).now
    told = [*_revised(known, old, again), *_moved(code, known, old, again, new), *_standing(old, new)]
    of = known.indicators[code]
    for kind, more in told:
        periods = Period.parse(old.now.period), Period.parse(new.now.period)
        made = Difference(kind, of.name_vi, of.name_en, of.decimals, *periods, **more)
        yield Found(code, made, area, then.state, known.state)


Told = tuple[Kind, Mapping[str, Any]]


def _revised(known: Knowledge, old: Line, again: Reading) -> Iterator[Told]:
    """The figure of the report before, as it is known now, where that is another value."""
    if old.now.value is not None and again.value is not None and again.value != old.now.value:
        yield Kind.REVISED, {"before": old.now.quantity, "now": again.quantity, "since": _since(known, again)}


def _since(known: Knowledge, reading: Reading) -> date | None:
    return max((known.day(row) for row in reading.rows), default=None)


def _moved(code: str, known: Knowledge, old: Line, again: Reading, new: Line) -> Iterator[Told]:
    """From the period before to this one: what was revised since is compared as it is known now."""
    if old.now.period == new.now.period:
        return
    was = again if again.value is not None else old.now
    if not new.now.known and old.now.value is not None:
        yield Kind.MISSING, {"before": was.quantity}
    elif not old.now.known and new.now.value is not None:
        yield Kind.NEW, {"now": new.now.quantity}
    elif was.value is not None and new.now.value is not None and _comparable(code, known, old, new):
        figures = {"before": was.quantity, "now": new.now.quantity}
        if new.now.value == was.value:
            yield Kind.SAME, figures
        else:
            change = computed_change(known.measure(code), new.now, was).quantity
            yield Kind.ROSE if new.now.value > was.value else Kind.FELL, figures | {"change": change}


def _comparable(code: str, known: Knowledge, old: Line, new: Line) -> bool:
    """Whether the two figures cover as much: one counted from 1 January begins anew with each year."""
    left, right = Period.parse(old.now.period), Period.parse(new.now.period)
    measure = known.measure(code)
    if measure.cumulative:
        return left.year == right.year
    return left.kind == right.kind or not measure.adds_up


def _standing(old: Line, new: Line) -> Iterator[Told]:
    """How it stands against the year's plan, where that is known of both and another; each year has its own plan."""
    left, right = old.pace.standing, new.pace.standing
    same_year = Period.parse(old.now.period).year == Period.parse(new.now.period).year
    if same_year and left != right and Standing.UNKNOWN not in (left, right):
        yield Kind.STANDING, {"standing_before": left, "standing": right}


def as_json(earlier: State, now: State, found: Sequence[Found]) -> dict[str, Any]:
    """Every difference with its sentence in both languages; values as text of exact decimals."""
    return {
        "before": _state(earlier),
        "now": _state(now),
        "differences": [
            {
                "indicator": one.code, "kind": one.of.kind.value, "period_before": one.of.period_before.code,
                "period": one.of.period.code, "before": _value(one.of.before), "now": _value(one.of.now),
                **{lang: plain(one.pieces(lang)) for lang in LANGUAGES},
            }
            for one in found
        ],
    }  # fmt: skip


def _state(of: State) -> dict[str, Any]:
    return {"review": of.review or None, "vintage": of.known.name or None, "period": of.period.code,
            "known_on": of.known.at.isoformat()}  # fmt: skip


def _value(quantity: Any) -> dict[str, str] | None:
    if quantity is None or quantity.value is None:
        return None
    return {"value": f"{quantity.value.normalize():f}", "unit": quantity.unit}
