"""The list of tasks as a table to take away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from quarterdeck.core.messages import gettext_noop
from quarterdeck.papers.content import Cell, Column, Row, Table
from quarterdeck.tasks.models import TaskEvent
from quarterdeck.tasks.queries.lists import Stood
from quarterdeck.tasks.queries.words import extended_words, standing_words
from quarterdeck.tasks.rules import BUCKET_LABELS, EVIDENCE, PROGRESS, RESULT_KINDS, STATES
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

AT_ONCE = 5000  # tasks whose last words are asked for in one query


@dataclass(frozen=True, slots=True)
class Shown:
    """A task as a sheet shows it: where it stands, and what was last said about how far it is."""

    stood: Stood
    last: str

    @property
    def late(self) -> Cell:
        """The days after the due date that counts."""
        days = self.stood.standing.days_late
        return Cell(str(days), value=Decimal(days), decimals=0)


def _text(of: Callable[[Shown], str]) -> Callable[[Shown], Cell]:
    return lambda one: Cell(of(one))


def _day(of: Callable[[Shown], date | None]) -> Callable[[Shown], Cell]:
    def cell(one: Shown) -> Cell:
        day = of(one)
        return Cell(day_text(day), day=day) if day else Cell("")

    return cell


def _code(one: Shown) -> Cell:
    return Cell(one.stood.task.code, badge="I" if one.stood.task.illustrative else "")


# Every column of the sheet: its head, its width, and its cell. The heads are among those that an import knows.
COLUMNS: Sequence[tuple[str, int, Callable[[Shown], Cell]]] = (
    (gettext_noop("Code"), 12, _code),
    (gettext_noop("Task"), 40, _text(lambda one: localname(one.stood.task, "text"))),
    (gettext_noop("Lead"), 20, _text(lambda one: localname(one.stood.task.lead))),
    (gettext_noop("Accountable post"), 20, _text(lambda one: localname(one.stood.task.accountable_post))),
    (gettext_noop("Cooperating"), 20,
     _text(lambda one: "; ".join(localname(body) for body in one.stood.task.cooperating.all()))),
    (gettext_noop("Issued on"), 10, _day(lambda one: one.stood.task.issued_on)),
    (gettext_noop("Due"), 10, _day(lambda one: one.stood.task.due)),
    (gettext_noop("Original due date"), 10, _day(lambda one: one.stood.task.original_due)),
    (gettext_noop("Days late"), 8, lambda one: one.late),
    (gettext_noop("Official count"), 12, _text(lambda one: say(BUCKET_LABELS[one.stood.standing.bucket]))),
    (gettext_noop("Late for ever"), 8,
     _text(lambda one: _("late for ever") if one.stood.standing.late_for_ever else "")),
    (gettext_noop("State"), 16, _text(lambda one: say(STATES[one.stood.standing.state][0]))),
    (gettext_noop("Standing"), 14, _text(lambda one: standing_words(one.stood))),
    (gettext_noop("Overdue until extended"), 14, _text(lambda one: extended_words(one.stood.task))),
    (gettext_noop("Done on"), 10, _day(lambda one: one.stood.standing.done_on)),
    (gettext_noop("Last report"), 30, _text(lambda one: one.last)),
    (gettext_noop("Accepted by"), 20, _text(lambda one: localname(one.stood.task.acceptor))),
    (gettext_noop("Followed up by"), 20, _text(lambda one: localname(one.stood.task.follower_up))),
    (gettext_noop("Assigned by"), 20, _text(lambda one: localname(one.stood.task.assigner))),
    (gettext_noop("Kind of result"), 12, _text(lambda one: say(RESULT_KINDS[one.stood.task.result_kind]))),
    (gettext_noop("Result"), 30, _text(lambda one: localname(one.stood.task, "result"))),
    (gettext_noop("Evidence"), 30, _text(lambda one: localname(one.stood.task, "evidence"))),
    (gettext_noop("Indicator"), 20,
     _text(lambda one: localname(one.stood.task.indicator) if one.stood.task.indicator else "")),
    (gettext_noop("Document"), 14,
     _text(lambda one: one.stood.task.document.number if one.stood.task.document else "")),
    (gettext_noop("Conclusion"), 20, _text(lambda one: _conclusion(one.stood))),
    (gettext_noop("Extensions granted"), 8,
     lambda one: Cell(str(one.stood.task.extensions), value=Decimal(one.stood.task.extensions), decimals=0)),
    (gettext_noop("Stuck on"), 12,
     _text(lambda one: one.stood.task.stuck_on.code if one.stood.stuck and one.stood.task.stuck_on else "")),
)  # fmt: skip
NUMBERS = ("Days late", "Extensions granted")


def table(rows: Sequence[Stood]) -> Table:
    """One row per task with everything it names, in the reader's language. One query per 5,000 tasks."""
    last = _last_words([one.task.pk for one in rows])
    columns = tuple(
        Column(_(head), width=width, align="right" if head in NUMBERS else "left") for head, width, _of in COLUMNS
    )
    shown = (Shown(one, last.get(one.task.pk, "")) for one in rows)
    lines = tuple(Row(tuple(of(one) for _head, _width, of in COLUMNS)) for one in shown)
    return Table(columns, lines, caption=_("Tasks"), filters=True)


def _last_words(tasks: Sequence[int]) -> Mapping[int, str]:
    """By task what was last said about how far it is."""
    found: dict[int, str] = {}
    for start in range(0, len(tasks), AT_ONCE):
        told = TaskEvent.objects.filter(task__in=tasks[start : start + AT_ONCE], kind__in=(PROGRESS, EVIDENCE))
        for one in told.order_by("id").only("task_id", "note_vi", "note_en"):
            found[one.task_id] = localname(one, "note")
    return found


def _conclusion(one: Stood) -> str:
    said = one.task.conclusion
    if said is None:
        return ""
    return _("{review}, conclusion {number}").format(review=localname(said.review, "title"), number=said.number)
