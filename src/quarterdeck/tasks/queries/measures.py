"""The figures of totals in their order: how each is called, written, and which tasks stand behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.core.measures.formats import format_number
from quarterdeck.core.messages import gettext_noop
from quarterdeck.papers.content import Cell, Column, Row, Table
from quarterdeck.tasks.queries.totals import WAYS, Group
from quarterdeck.tasks.queries.wanted import LATE_FOR_EVER, SCOPE, Wanted
from quarterdeck.tasks.rules import BUCKET_LABELS, OFFICIAL, Bucket
from quarterdeck.tasks.rules.totals import Tally
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

Value = Decimal | int | None
KEPT = Context(prec=15)  # a workbook keeps no more digits of a number; a quotient has as many as one likes
NOTHING_DUE, NOTHING_LATE = gettext_noop("nothing is due yet"), gettext_noop("nothing is late")


@dataclass(frozen=True, slots=True)
class Measure:
    """One column: its label and unit, digits shown, the set of tasks behind it, its value, why there may be none."""

    label: str
    tasks: str
    of: Callable[[Tally], Value]
    unit: str = ""
    decimals: int = 0
    reason: str = ""


def _bucket(bucket: Bucket) -> Measure:
    return Measure(BUCKET_LABELS[bucket], bucket.value, lambda tally: tally.count.buckets[bucket])


MEASURES: tuple[Measure, ...] = (
    Measure(gettext_noop("tasks"), "counted", lambda tally: tally.count.total),
    *(_bucket(bucket) for bucket in OFFICIAL),
    Measure(gettext_noop("on time by the due date agreed"), "due", lambda tally: tally.on_time, "%", 1, NOTHING_DUE),
    Measure(gettext_noop("on time by the original due date"), "due_original",
            lambda tally: tally.on_time_against_original, "%", 1, NOTHING_DUE),
    Measure(gettext_noop("days late, median"), LATE_FOR_EVER, lambda tally: tally.late_median, decimals=1,
            reason=NOTHING_LATE),
    Measure(gettext_noop("days late, worst"), LATE_FOR_EVER, lambda tally: tally.late_worst, reason=NOTHING_LATE),
    Measure(gettext_noop("extensions per task"), "extended", lambda tally: tally.extensions_per_task, decimals=2,
            reason=gettext_noop("every task was cancelled")),
    Measure(gettext_noop("overdue until extended"), "late_until_extended", lambda tally: tally.late_until_extended),
    Measure(gettext_noop("closed on words alone"), "words_only", lambda tally: tally.words_only),
    Measure(gettext_noop("closed without evidence"), "without_evidence", lambda tally: tally.without_evidence),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure on the page: `url` leads to exactly the tasks behind it, "" where there is none."""

    measure: Measure
    value: Value
    url: str

    @property
    def text(self) -> str:
        """The figure as the reader writes it."""
        return format_number(Decimal(self.value or 0), language(), self.measure.decimals)


def figures(tally: Tally, wanted: Wanted, **group: str) -> list[Shown]:
    """The figures of a tally in their order, each with the way to its tasks."""
    values = [(one, one.of(tally)) for one in MEASURES]
    known = [(one, value, value or (one.unit and value is not None)) for one, value in values]
    return [Shown(one, value, link(wanted, bucket=one.tasks, **group) if any_ else "") for one, value, any_ in known]


def link(wanted: Wanted, **more: str) -> str:
    """The list of the tasks that totals of `wanted` count, narrowed by more conditions."""
    scope = {name: str(value) for name in SCOPE if (value := getattr(wanted, name))}
    return f"{reverse('tasks:index')}?{urlencode(scope | more)}"


def label(of: Group, way: str) -> str:
    """How a row of totals is called."""
    if of.thing is None:
        return _(WAYS[way].without)
    return str(of.thing.number) if way == "document" else localname(of.thing)


def table(way: str, groups: Sequence[Group], total: Tally, today: date) -> Table:
    """The totals as of a day as a table to take away."""
    columns = (
        Column(say(WAYS[way].label), width=30),
        *(Column(say(one.label), unit=one.unit, align="right", width=10) for one in MEASURES),
    )
    rows = [_row(label(one, way), one.tally) for one in groups]
    return Table(columns, (*rows, _row(_("In all"), total, "total")), caption=_("Totals of tasks"),
                 notes=(_("As of {day}.").format(day=day_text(today)),))  # fmt: skip


def _row(name: str, tally: Tally, role: str = "body") -> Row:
    cells = [_cell(one, one.of(tally)) for one in MEASURES]
    return Row((Cell(name), *cells), "total" if role == "total" else "body")


def _cell(measure: Measure, value: Value) -> Cell:
    if value is None:
        return Cell("–", note=say(measure.reason))
    exact = KEPT.create_decimal(value)
    return Cell(format_number(exact, language(), measure.decimals), value=exact, decimals=measure.decimals,
                percent=measure.unit == "%")  # fmt: skip
