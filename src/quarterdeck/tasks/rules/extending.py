"""When the due date of a task may be moved, and to which day."""

from datetime import date

from quarterdeck.core.calendars import WorkingCalendar
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop


def refuse_asking(
    new_due: date, *, due: date, today: date, asked: date | None, granted: int, most: int | None,
    calendar: WorkingCalendar,
) -> None:  # fmt: skip
    """Refuse to ask for an extension to `new_due` with the rule and a proposal, or let it pass.

    `asked` is the day that an undecided extension asks for, `granted` how many were granted of at most `most`.
    """
    if asked is not None:
        raise BadInput(
            Message(gettext_noop("An extension to {day} waits to be decided; it is not extended before that."),
                    {"day": asked}),
            remedy=gettext_noop("Wait for the decision, or ask for it."), place="new_due",
        )  # fmt: skip
    if most is not None and granted >= most:
        raise BadInput(
            Message(gettext_noop("The due date of a task is extended {most} times at most; that is used up."),
                    {"most": most}),
            remedy=gettext_noop("Report progress and what hinders it; whoever assigned the task may issue another."),
            place="new_due",
        )  # fmt: skip
    first = max(due, today)
    if new_due <= first:
        raise BadInput(
            Message(gettext_noop("The new due date must be after {day}."), {"day": first}), place="new_due",
            remedy=Message(gettext_noop("The first working day after it is {day}."),
                           {"day": calendar.add_working_days(first, 1).date}),
        )  # fmt: skip
    refuse_day_off(new_due, calendar)


def refuse_granting(granted_due: date, *, due: date, asked: date, calendar: WorkingCalendar) -> None:
    """Refuse to grant a day that is not after the due date, is after the day asked for, or is not worked."""
    if not due < granted_due <= asked:
        raise BadInput(
            Message(gettext_noop("What is granted lies after {due} and not after {asked}, the day asked for."),
                    {"due": due, "asked": asked}),
            remedy=gettext_noop("Grant the day asked for or an earlier one, or refuse the extension."),
            place="granted_due",
        )  # fmt: skip
    refuse_day_off(granted_due, calendar, "granted_due")


def refuse_day_off(day: date, calendar: WorkingCalendar, place: str = "new_due") -> None:
    """Refuse a due date on a day that is not worked, proposing the next working day."""
    if not calendar.is_working(day):
        raise BadInput(
            calendar.explain(day), place=place,
            remedy=Message(gettext_noop("Take the next working day, {day}."), {"day": calendar.next_working(day)}),
        )  # fmt: skip
