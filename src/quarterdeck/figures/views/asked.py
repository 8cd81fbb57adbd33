"""What a page of figures is asked for by its address: period, area, and the state of knowledge."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from quarterdeck.areas.queries import area as area_on
from quarterdeck.areas.queries import children, province
from quarterdeck.areas.queries.borders import border_days, children_in, unit_in
from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import EVERY_AREA
from quarterdeck.figures.queries import catalogue
from quarterdeck.figures.queries.log import AsKnown, end_of_day
from quarterdeck.figures.queries.restating import Borders, Together, borders_of
from quarterdeck.figures.rules.choices import current_quarter, periods_on_offer
from quarterdeck.web import clock


@dataclass(frozen=True, slots=True)
class Asked:
    """Period, area, known state and borders. `area` is a unit of the areas room, `day` the day of the known state.

    `borders` None shows every unit as it was; `instead` is the unit asked for where `area` stands for it in these
    borders. `state` holds the parameters `known` or `vintage`, and `borders`, if
    they were given; every link of the page carries them on.
    """

    period: Period
    area: Any
    known: AsKnown
    day: date
    state: dict[str, str]
    borders: Borders | None = None
    instead: Any = None

    def query(self, **changes: str) -> str:
        """The address's query with these parameters changed; empty ones are left out."""
        wanted = {"period": self.period.code, "area": self.area.code, **self.state, **changes}
        return urlencode({name: value for name, value in wanted.items() if value})

    @property
    def as_it_was(self) -> str:
        """The query of the same with every unit in its own borders."""
        return self.query(borders="")

    def to(self, name: str, *args: str, **changes: str) -> str:
        """The address of a page of the room about the same."""
        return f"{reverse(f'figures:{name}', args=args)}?{self.query(**changes)}"

    def at(self, area: Any) -> "Asked":
        """The same in another area."""
        return replace(self, area=area)

    def fields(self) -> dict[str, str]:
        """The same as values of the controls."""
        day = "" if "vintage" in self.state else self.day.isoformat()
        borders = self.state.get("borders", "")
        return {"period": self.period.code, "area": self.area.code, "known": day, "borders": borders}


def asked(request: HttpRequest, *, kinds: str = "ASQMRT") -> Asked:
    """Read the address. Raises `BadInput` or `NotFound` with the remedy for what makes no sense."""
    text = request.GET.get("period", "").strip()
    period = _period(text, kinds) if text else current_quarter(clock.today(), catalogue.regimes())
    known, day, state = _known(request)
    text = request.GET.get("borders", "").strip()
    borders = borders_of(text, clock.today())
    state = state | {"borders": text} if text else state
    code = request.GET.get("area", "").strip()
    area, instead = _within(borders, code, period) if borders is not None else (_area(code, period), None)
    return Asked(period, area, known, day, state, borders, instead)


def _period(text: str, kinds: str) -> Period:
    try:
        found = Period.parse(text)
    except BadInput as error:
        raise BadInput(error.message, remedy=error.remedy, place="period") from None
    if found.kind not in kinds or found.kind == "T":
        raise BadInput(
            Message(gettext_noop("The figures of {code} cannot be shown in a table of one period."), {"code": text}),
            place="period", remedy=gettext_noop("Choose a month, quarter, half, year or range within a year."),
        )  # fmt: skip
    return found


def _within(borders: Borders, code: str, period: Period) -> tuple[Any, Any]:
    """The unit or group of a code in these borders, and the unit asked for where another stands for it.

    A unit that is divided among several, or is not there, is answered for by the province.
    """
    units = [unit_in(one, borders.day, expected=borders.expected) for one in code.split("+") if "+" in code]
    if units:
        return Together(tuple(units)), None
    try:
        found = unit_in(code, borders.day, expected=borders.expected)
    except NotFound:
        if not code:
            raise
        found = unit_in("", borders.day, expected=borders.expected)
    if not code or found.code == code:
        return found, None
    return found, area_on(code, period.last_day)


def _area(code: str, period: Period) -> Any:
    if code:
        return area_on(code, period.last_day)
    found = province(period.last_day) or province(clock.today())
    if found is None:
        raise NotFound(gettext_noop("This store steers no province yet."), remedy=gettext_noop("Set it up first."))
    return found


def _known(request: HttpRequest) -> tuple[AsKnown, date, dict[str, str]]:
    vintage, text = request.GET.get("vintage", "").strip(), request.GET.get("known", "").strip()
    if vintage:
        known = catalogue.as_known(vintage_code=vintage, at=clock.now())
        return known, timezone.localtime(known.at).date(), {"vintage": vintage}
    if not text:
        return AsKnown(end_of_day(clock.now())), clock.today(), {}
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadInput(
            Message(gettext_noop('"{text}" is not a day.'), {"text": text}), place="known",
            remedy=gettext_noop("Write it as 2024-03-27."),
        ) from None  # fmt: skip
    return AsKnown(timezone.make_aware(datetime.combine(day, time.max))), day, {"known": text}


def offered(what: Asked, areas: Sequence[Any] | None = None) -> dict[str, Any]:
    """What the controls offer: periods by kind (one that is only in the address stands first), areas, vintages."""
    periods: dict[str, Sequence[Period]] = dict(periods_on_offer(clock.today()))
    if not any(what.period in some for some in periods.values()):
        periods[""] = (what.period,)
    return {
        "periods": periods, "areas": areas or areas_on_offer(what), "vintages": catalogue.vintages(),
        "borders": border_days(clock.today()),
    }  # fmt: skip


def areas_on_offer(what: Asked) -> list[Any]:
    """The province and its units on the last day of the period, or in the borders asked for."""
    if what.borders is not None:
        day, expected = what.borders.day, what.borders.expected
        home = what.area if what.area.steered else unit_in("", day, expected=expected)
        return [home, *children_in(home, day, expected=expected)]
    day = what.period.last_day
    home = what.area if what.area.steered else province(day) or province(clock.today())
    return [home, *children(home.code, day)] if home else []


def own_area(request: HttpRequest) -> str:
    """The code of the reader's own unit, "" for a post that writes every area."""
    areas = request.actor.areas
    return next(iter(areas)) if areas and areas != EVERY_AREA else ""
