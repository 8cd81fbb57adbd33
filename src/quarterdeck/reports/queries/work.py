"""Tasks and difficulties as they stand in a paper."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quarterdeck.difficulties.models import Difficulty
from quarterdeck.difficulties.queries import short_name
from quarterdeck.difficulties.rules import ASKS, STATES
from quarterdeck.papers.content import Block, Cell, Column, ConclusionItem, Paragraph, Run, Table
from quarterdeck.papers.content import Row as TableRow
from quarterdeck.reports.queries.material import Basis
from quarterdeck.tasks.queries import Stood, counts
from quarterdeck.tasks.queries.words import due_words
from quarterdeck.tasks.rules import BUCKET_LABELS, OFFICIAL, Bucket
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

SOON = timedelta(days=14)


def counts_sentence(of: Basis, stood: Sequence[Stood]) -> Paragraph:
    """The four official counts in words; they add up to the total."""
    found = counts(stood)
    text = ngettext(
        "As of {day}, {total} task is being followed: {on_time} done on time, {late} done late, {open} open and in "
        "time, {overdue} open and overdue.",
        "As of {day}, {total} tasks are being followed: {on_time} done on time, {late} done late, {open} open and in "
        "time, {overdue} open and overdue.",
        found.total,
    )  # fmt: skip
    numbers = {"total": found.total, "on_time": found.buckets[Bucket.DONE_ON_TIME],
               "late": found.buckets[Bucket.DONE_LATE], "open": found.buckets[Bucket.OPEN_IN_TIME],
               "overdue": found.buckets[Bucket.OPEN_OVERDUE]}  # fmt: skip
    return Paragraph((Run(text.format(day=day_text(of.today), **numbers)),))


def counts_table(stood: Sequence[Stood], caption: str) -> Table:
    """The four official counts by lead organisation, and their total."""
    counted = [one for one in stood if one.standing.bucket in OFFICIAL]
    leads = sorted({one.task.lead for one in counted}, key=lambda body: body.code)
    rows = [_count_row(localname(lead), [one for one in counted if one.task.lead == lead]) for lead in leads]
    rows.append(_count_row(_("Total"), stood, role="total"))
    heads = [Column(say(BUCKET_LABELS[bucket]).capitalize(), align="right", width=17) for bucket in OFFICIAL]
    columns = (Column(_("Lead"), width=70), Column(_("Total"), align="right", width=15), *heads)
    return Table(columns, tuple(rows), caption)


def _count_row(name: str, stood: Sequence[Stood], role: str = "body") -> TableRow:
    found = counts(stood)
    numbers = [found.total, *(found.buckets[bucket] for bucket in OFFICIAL)]
    cells = (Cell(name), *(Cell(str(number)) for number in numbers))
    return TableRow(cells, "total" if role == "total" else "body")


def overdue(stood: Sequence[Stood]) -> list[Stood]:
    """Open tasks past their due date, the latest first."""
    found = [one for one in stood if one.standing.bucket is Bucket.OPEN_OVERDUE]
    return sorted(found, key=lambda one: -one.standing.days_late)


def due_soon(of: Basis, stood: Sequence[Stood]) -> list[Stood]:
    """Open tasks due within two weeks."""
    return [one for one in stood if one.standing.bucket is Bucket.OPEN_IN_TIME and one.task.due <= of.today + SOON]


def ahead(of: Basis, stood: Sequence[Stood]) -> list[Stood]:
    """Open tasks in time that are due by the end of the period ahead, due first."""
    return [one for one in stood if one.standing.bucket is Bucket.OPEN_IN_TIME and one.task.due < of.ahead.end]


def tasks_table(of: Basis, stood: Sequence[Stood], caption: str) -> Table:
    """Tasks with lead, due date and how late they are."""
    rows = []
    for one in stood:
        late = one.standing.days_late
        told = ngettext("{days} day late", "{days} days late", late).format(days=late) if late else _left(one)
        cells = (
            Cell(one.task.code, origin=of.doors.task(one.task.code)),
            Cell(localname(one.task, "text"), badge="I" if one.task.illustrative else ""),
            Cell(localname(one.task.lead)),
            Cell(due_words(one.task)),
            Cell(told, tone="off_course" if late else ""),
        )
        rows.append(TableRow(cells))
    columns = (
        Column(_("Code"), width=26),
        Column(_("Task"), width=58),
        Column(_("Lead"), width=32),
        Column(_("Due"), align="center", width=22),
        Column(_("Standing"), width=22),
    )
    return Table(columns, tuple(rows), caption)


def _left(one: Stood) -> str:
    days = one.standing.days_left
    return ngettext("{days} day left", "{days} days left", days).format(days=days)


def task_items(of: Basis, stood: Sequence[Stood]) -> Iterator[Block]:
    """Tasks as numbered paragraphs with lead, due date and result."""
    for number, one in enumerate(stood, 1):
        badge = "I" if one.task.illustrative else ""
        text = Run(localname(one.task, "text"), badge=badge, origin=of.doors.task(one.task.code))
        yield ConclusionItem(
            f"{number}.", (text,), localname(one.task.lead), due_words(one.task), bare(localname(one.task, "result"))
        )


def bare(text: str) -> str:
    """A sentence without its full stop, which the layout sets."""
    return text.strip().removesuffix(".")


def difficulties_table(of: Basis, found: Sequence[Difficulty], caption: str) -> Table:
    """Each difficulty with who asks, for what, who must answer and by when."""
    rows = []
    for one in found:
        asked = ", ".join(short_name(body, of.lang) for body in one.raised_by.all())
        cells = (
            Cell(localname(one, "matter"), origin=of.doors.difficulty(one.code)),
            Cell(asked),
            Cell(say(ASKS[one.asks]).capitalize()),
            Cell(", ".join(short_name(body, of.lang) for body in one.routed_to.all())),
            Cell(_state(one)),
        )
        rows.append(TableRow(cells))
    columns = (
        Column(_("Matter"), width=54),
        Column(_("Asking unit"), width=38),
        Column(_("Asks for"), width=20),
        Column(_("Must answer"), width=24),
        Column(_("Answer"), width=24),
    )
    return Table(columns, tuple(rows), caption)


def _state(one: Difficulty) -> str:
    if one.answered_on:
        return _("answered on {day}").format(day=day_text(one.answered_on))
    told = say(STATES[one.state][0])
    return _("{state}, due on {day}").format(state=told, day=day_text(one.answer_by)) if one.answer_by else told


def answers(of: Basis, found: Sequence[Difficulty]) -> Iterator[Block]:
    """Each difficulty in words with its answer, or who still owes it."""
    for number, one in enumerate(found, 1):
        asked = ", ".join(short_name(body, of.lang) for body in one.raised_by.all())
        yield ConclusionItem(f"{number}.", (
            Run(bare(localname(one, "matter")), origin=of.doors.difficulty(one.code)), Run(f" ({asked}). "),
            *_answer(one),
        ))  # fmt: skip


def _answer(one: Difficulty) -> tuple[Run, ...]:
    if one.answered_on:
        who = localname(one.answered_by) if one.answered_by else ""
        told = _("Answer of {day} by the {post}:").format(day=day_text(one.answered_on), post=who)
        return (Run(f"{told} ", italic=True), Run(localname(one, "answer")))
    bodies = ", ".join(localname(body) for body in one.routed_to.all())
    due = day_text(one.answer_by) if one.answer_by else _("no day set")
    return (Run(_("Not answered yet; {bodies} must answer by {day}.").format(bodies=bodies, day=due), italic=True),)
