"""Everything a paper is made of, read once: figures as frozen for the review, and what hangs on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import children, province
from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.difficulties.queries import difficulties
from quarterdeck.figures.queries.agenda import gaps
from quarterdeck.figures.queries.catalogue import book, indicators
from quarterdeck.figures.queries.log import AsKnown, in_vintage, log
from quarterdeck.figures.queries.tables import Row, Sheet, in_order, table, with_notes
from quarterdeck.figures.rules.formula import codes_needed
from quarterdeck.figures.rules.table import Book, Line
from quarterdeck.people.models import Post
from quarterdeck.prose.write import in_sentence
from quarterdeck.reports.queries.doors import Doors
from quarterdeck.reports.rules import Lang
from quarterdeck.reviews.models import AgendaItem, Conclusion, Review
from quarterdeck.reviews.queries import attending, conclusions, to_be_clarified
from quarterdeck.tasks.queries import Stood, standings, tasks


@dataclass(frozen=True, slots=True)
class Basis:
    """What every paper of a review stands on. `today` and `at` are when it is made, `lang` what it is written in."""

    review: Review
    period: Period
    ahead: Period
    area: Area
    known: AsKnown
    doors: Doors
    lang: Lang
    today: date
    at: datetime

    def named(self, period: Period) -> str:
        """A period within a title or sentence: "quý I năm 2024" breaks over two lines where "I/2024" would not."""
        label = period.label(self.lang)
        if self.lang != "vi":
            return label
        return in_sentence(label.replace("/", " năm ") if period.kind in ("Q", "M") else label)

    @property
    def frozen(self) -> bool:
        """Whether the figures are those of a named vintage."""
        return bool(self.known.name)


def basis(review: Review, lang: Lang, *, today: date, at: datetime) -> Basis:
    """The review's period, province and vintage; where none is frozen yet, what is known at `at`. One query."""
    period = Period.parse(review.period)
    area = province(min(period.last_day, review.held_on)) or province(today)
    if area is None:
        raise NotFound(
            gettext_noop("This store steers no province yet."),
            remedy=gettext_noop("Set it up first: open it in a browser."),
        )
    known = in_vintage(review.vintage) if review.vintage else AsKnown(at)
    doors = Doors(area.code, review.code, known.name, timezone.localtime(known.at).date())
    return Basis(review, period, Period.parse(review.ahead), area, known, doors, lang, today, at)


def rows(of: Basis) -> list[Row]:
    """Every indicator of the province with conflicts of sources. Four queries."""
    return with_notes(table(of.period, of.area, of.known), of.area)


@dataclass(frozen=True, slots=True)
class Gap:
    """An indicator that is behind, with all that is known of it, and the districts that report it, best first."""

    row: Row
    sheet: Sheet
    districts: Sequence[tuple[Area, Line]]


def gaps_of(of: Basis, found: Sequence[Row]) -> list[Gap]:
    """The indicators that are behind, worst first, each with its history and its districts. Three queries."""
    behind = gaps(list(found))
    if not behind:
        return []
    everything = list(indicators())
    rules = book(everything)
    units = list(children(of.area.code, of.period.last_day))
    needed = {row.indicator.code: _codes(row.indicator.code, rules) for row in behind}
    regimes = {one.code: one.regime for one in everything}
    whole = log(
        of.known, areas=[of.area.code, *(unit.code for unit in units)], indicators=set().union(*needed.values()),
        regimes=regimes,
    )  # fmt: skip
    gathered = []
    for row in behind:
        code = row.indicator.code
        named = {one.code: one for one in everything if one.code in needed[code]}
        sheet = Sheet(row.indicator, rules.measures[code], whole, rules, named)
        gathered.append(Gap(row, sheet, _ranked(sheet, of.period, units)))
    return gathered


def _codes(code: str, rules: Book) -> set[str]:
    return {code, *codes_needed(rules.measures[code], rules.measures)}


def _ranked(sheet: Sheet, period: Period, units: Sequence[Area]) -> list[tuple[Area, Line]]:
    """The districts as the figures rank them; none where no district reports."""
    found = in_order(sheet, period, units)
    return found if any(line.now.value is not None for _, line in found) else []


def earlier_tasks(of: Basis) -> list[Stood]:
    """The tasks that were given before the review, with where they stand today. Two queries."""
    return standings(of.today, tasks().exclude(conclusion__review=of.review))


def all_tasks(of: Basis) -> list[Stood]:
    """Every task with where it stands today. Two queries."""
    return standings(of.today)


def difficulties_of(of: Basis, agenda: Sequence[AgendaItem]) -> list[Difficulty]:
    """What was put before the review, and whatever is not answered yet, by code. Three queries."""
    asked = {item.ref for item in agenda if item.kind == "difficulty"}
    found = [one for one in difficulties() if one.code in asked or one.state == Difficulty.OPEN]
    return sorted(found, key=lambda one: one.code)


def agenda_of(of: Basis) -> list[AgendaItem]:
    """The agenda in order. One query."""
    return list(of.review.items.all())


def conclusions_of(of: Basis) -> list[Conclusion]:
    """The conclusions in order with their tasks. One query."""
    related = ("task__lead", "task__accountable_post", "clarify_owner")
    return list(conclusions(of.review).select_related(*related))


def unclear_before(of: Basis) -> list[Conclusion]:
    """Conclusions of other reviews that wait to be made clear. One query."""
    return list(to_be_clarified().exclude(review=of.review))


def chairs(of: Basis) -> list[Post]:
    """The posts that chair the review. One query."""
    return list(of.review.chairs.select_related("organisation"))


def taking_part(of: Basis) -> list[Post]:
    """Every post that takes part, chairs first. Two queries."""
    return attending(of.review)
