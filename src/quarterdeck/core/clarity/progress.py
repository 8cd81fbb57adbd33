"""Clear progress: one due date after the day of issue, read as meant, with steps where it is far."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from quarterdeck.core.clarity.asked import Asked, Raised
from quarterdeck.core.clarity.dues import Deadline, earlier_dates
from quarterdeck.core.clarity.workdays import is_working, next_working, working_days_after


def progress(asked: Asked) -> Iterator[Raised]:
    """T1 one due date, ahead and on a working day; T2 a reading to confirm; T3 far off; T4 very near."""
    deadline = asked.due.deadline
    if deadline is None or deadline.day is None:
        yield from _no_date(asked, deadline)
        return
    place = _place(asked, deadline)
    issued, due = asked.context.issued_on, deadline.day
    words: dict[str, object] = {"due": due}
    if issued is not None and due <= issued:
        yield Raised("T1", "before_issue", place, words | {"issued_on": issued})
        return
    if not is_working(due, asked.anchor.calendar):
        following = next_working(due, asked.anchor.calendar)
        yield Raised("T1", "not_working", place, words | {"next": following})
    yield from _reading(asked, deadline, place)
    if issued is not None:
        yield from _distance(asked, issued, due)


def _no_date(asked: Asked, deadline: Deadline | None) -> Iterator[Raised]:
    recurring = asked.lexicon.time.recurring.search(asked.reading.script.key)
    if asked.context.due is not None and deadline is None and not asked.due.rivals:
        yield Raised("T1", "unreadable", words={"due": asked.context.due})
    elif deadline is not None:
        place = _place(asked, deadline)
        said = asked.reading.script.text[slice(*place)].strip() if place else _field(asked)
        yield Raised("T1", deadline.problem, place, {"words": said})
    elif asked.due.rivals:
        days = tuple(one.day for one in asked.due.rivals if one.day)
        first, last = asked.due.rivals[0], asked.due.rivals[-1]
        place = (first.start, last.end) if _place(asked, first) else None
        yield Raised("T1", "several", place, {"days": days, "last": max(days, default="")})
    elif recurring:
        yield Raised("T1", "recurring", recurring.span(), {"words": recurring.group().strip()})
    else:
        yield Raised("T1", "missing")


def _place(asked: Asked, deadline: Deadline) -> tuple[int, int] | None:
    """Where the deadline stands in the text; None where a field or label gives it."""
    given = asked.context.due is not None or "due" in asked.reading.labels
    return None if given else (deadline.start, deadline.end)


def _field(asked: Asked) -> str:
    label = asked.reading.labels.get("due")
    return str(asked.context.due or (label.value if label else ""))


def _reading(asked: Asked, deadline: Deadline, place: tuple[int, int] | None) -> Iterator[Raised]:
    """Ask where a date is not simply a day: "before", a period, a length of time, a year not written."""
    due = deadline.day or date.min
    words: dict[str, object] = {"due": due, "next": due + timedelta(days=1)}
    text = asked.reading.due.deadline
    if asked.context.due is not None:
        if text is not None and text.day is not None and text.day != due:
            words["text"] = text.day
            yield Raised("T2", "mismatch", (text.start, text.end), words)
        return
    if deadline.kind in ("before", "period", "length"):
        yield Raised("T2", deadline.kind, place, words)
    elif deadline.assumed_year:
        yield Raised("T2", "year", place, words)


def _distance(asked: Asked, issued: date, due: date) -> Iterator[Raised]:
    days = (due - issued).days
    stated = asked.known.milestones if asked.known else ()
    between = {*earlier_dates(asked.reading.deadlines, due, issued), *(one for one in stated if issued < one < due)}
    steps = [issued, *sorted(between), due]
    gap = max((after - before).days for before, after in pairwise(steps))
    if days > asked.limits["far_days"] and (len(steps) == 2 or gap > asked.limits["gap_days"]):
        yield Raised("T3", "far", words={"days": days, "gap": gap})
    near = working_days_after(issued, due, asked.anchor.calendar) < asked.limits["near_working_days"]
    tokens = asked.reading.script.tokens
    urgent = asked.known is not None and asked.known.urgent
    if near and not urgent and not any(asked.lexicon.urgent.at(tokens, index) for index in range(len(tokens))):
        yield Raised("T4", "near", words={"due": due})
