"""What a page of areas is asked for by its address: days, level, unit, denominator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.areas.queries.ground import COUNTRY, ChangeDay, Ground, ground
from quarterdeck.areas.queries.trees import top, within
from quarterdeck.areas.views.words import denominator, level_label, name
from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage import Unit
from quarterdeck.core.lineage.units import LAND, POPULATION
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.web import clock
from quarterdeck.web.templatetags.quarterdeck.words import day_text

YEARS = range(1700, 2201)
DENOMINATORS = (POPULATION, LAND)


def day_of(given: QueryDict, field: str) -> date | None:
    """The day in a parameter, written as 2025-01-01 or 01/01/2025; None where there is none. Raises `BadInput`."""
    text = given.get(field, "").strip()
    if not text:
        return None
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            found = datetime.strptime(text, pattern).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
        if found.year not in YEARS:
            raise _too_far(text, field)
        return found
    raise BadInput(
        Message(gettext_noop('"{text}" is no day that can be shown.'), {"text": text}), place=field,
        remedy=gettext_noop("Write it like 2025-01-01 or 01/01/2025."),
    )  # fmt: skip


def _too_far(text: str, field: str) -> BadInput:
    """A day that is one, but of which the register cannot speak."""
    today = clock.today()
    first = ground([], today=today).first_day(None, today)
    spoken = {"first": day_text(first), "last": day_text(date(YEARS[-1], 12, 31))}
    return BadInput(
        Message(gettext_noop("The register does not speak of {text}."), {"text": text}), place=field,
        remedy=Message(gettext_noop("Choose a day from {first}, when the register begins, to {last}."), spoken),
    )  # fmt: skip


def number_of(given: QueryDict, field: str) -> int | None:
    """The whole number in a parameter, or None. Raises `BadInput`."""
    text = given.get(field, "").strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 3:
        raise BadInput(
            Message(gettext_noop('"{text}" is no level of units.'), {"text": text}), place=field,
            remedy=gettext_noop("Choose a level from the list; 1 is the highest."),
        )  # fmt: skip
    return int(text)


def tabs(current: str, query: str = "") -> list[dict[str, Any]]:
    """The pages of the room, beside each other; `query` is carried to those about two days."""
    pages = (
        ("index", _("Units on a day"), ""),
        ("compare", _("Then and now"), query),
        ("flow", _("Who became whom"), query),
        ("map", _("Through time"), ""),
    )
    return [
        {"url": reverse(f"areas:{key}") + (f"?{more}" if more else ""), "label": label, "current": key == current}
        for key, label, more in pages
    ]


@dataclass(frozen=True, slots=True)
class Span:
    """Two days, and the units of the first that are asked about: those of one level under a unit.

    `under` None is the whole country; `code` is the parameter that says so.
    """

    ground: Ground
    start: date
    end: date
    level: int
    by: str
    under: Unit | None
    code: str
    levels: Sequence[int]
    units: Sequence[Unit]

    def query(self, **changes: Any) -> str:
        """The address's query with these parameters changed; None leaves one out."""
        wanted = {"from": self.start.isoformat(), "to": self.end.isoformat(), "level": self.level,
                  "under": self.code, "by": self.by, **changes}  # fmt: skip
        return urlencode({key: value for key, value in wanted.items() if value not in (None, "")})

    @property
    def place(self) -> str:
        """The unit asked about, or the whole country."""
        return name(self.under) if self.under is not None else _("the whole country")

    @property
    def planned(self) -> bool:
        """Whether the comparison counts on something that is not in force yet."""
        last = max(self.start, self.end)
        return self.ground.planned_by(last) and self.ground.held is self.ground.coming

    @property
    def left_out(self) -> list[Any]:
        """The planned events of these days that do not count, since what they build on was withdrawn."""
        return list(self.ground.left_out(max(self.start, self.end)))

    def level_choices(self) -> list[tuple[int, str]]:
        """The levels that there are, by name."""
        return [(level, level_label(level)) for level in self.levels]

    def by_choices(self) -> list[tuple[str, str]]:
        """What shares may be shares of."""
        return [(by, denominator(by)) for by in DENOMINATORS]

    def under_choices(self) -> list[tuple[str, str]]:
        """The country, the store's province and the units below it, or whatever else is asked about."""
        home = self.ground.home(self.start)
        found = [(COUNTRY, _("the whole country"))]
        for unit in (home, self.under):
            if unit is not None and (unit.code, name(unit)) not in found:
                found.append((unit.code, name(unit)))
        children = top(self.ground, home or self.under, self.start)
        more = [(one.code, name(one)) for one in children if self.ground.held.children(one, self.start)]
        return found + [one for one in more if one not in found]

    def presets(self) -> list[dict[str, Any]]:
        """The days of change, each as the step from the day before to the day itself."""
        return [
            {"day": one.day, "planned": one.planned,
             "query": self.query(**{"from": (one.day - timedelta(days=1)).isoformat(), "to": one.day.isoformat()}),
             "current": (one.day - timedelta(days=1), one.day) == (self.start, self.end)}
            for one in change_days(self.ground, self.under, self.start)
        ]  # fmt: skip


def change_days(found: Ground, under: Unit | None, day: date) -> list[ChangeDay]:
    """The days of change to offer, the latest ones where there are very many."""
    return found.change_days(under, day)[-60:]


def span(request: HttpRequest) -> Span:
    """Read the address. Raises `BadInput` or `NotFound` with the remedy for what makes no sense."""
    given, today = request.GET, clock.today()
    plain = ground([], today=today)
    start = day_of(given, "from") or plain.first_day(None, today)
    end = day_of(given, "to") or today
    found = ground([start, end], today=today)
    code = given.get("under", "").strip()
    under = found.under(code, start)
    code = under.code if under is not None else COUNTRY
    units = within(found, under, start)
    levels = sorted({unit.level for unit in units})
    level = number_of(given, "level") or max(levels, default=1)
    chosen = [unit for unit in units if unit.level == level]
    return Span(found, start, end, level, _by(given), under, code, levels, chosen)


def _by(given: Mapping[str, str]) -> str:
    by = given.get("by", "").strip() or POPULATION
    if by not in DENOMINATORS:
        raise BadInput(
            Message(gettext_noop('Shares cannot be told by "{by}".'), {"by": by}), place="by",
            remedy=gettext_noop("Choose population or land."),
        )  # fmt: skip
    return by
