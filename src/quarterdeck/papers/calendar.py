"""What is to be done and attended as iCalendar (RFC 5545), for calendar programs and for other task lists."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event, Todo

from quarterdeck.core.duties import Duty, DutyState

MEDIA_TYPE = "text/calendar; charset=utf-8"
TODOS, EVENTS = "todos", "events"
# How often a program should ask again.
REFRESH = timedelta(hours=1)
_DAY = timedelta(days=1)
_DUE_BY = {"vi": "Hạn: {title}", "en": "Due: {title}"}


def write_calendar(
    duties: Sequence[Duty], *, name: str, lang: str, address: str, host: str, made_at: datetime, shape: str = TODOS
) -> bytes:
    """A calendar with the duties: tasks as VTODO (`TODOS`), or as whole days for programs without tasks (`EVENTS`).

    Meetings are events always. What has no day cannot be shown as one and is left out of `EVENTS`. `address` begins
    the links; `host` makes the identifiers unique in the world; `made_at` (aware) dates what tells no change of its
    own.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Quarterdeck//Quarterdeck//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    for one in duties:
        if one.meeting or shape == EVENTS:
            if one.day is not None:
                calendar.add_component(_event(one, lang, address, host, made_at))
        else:
            calendar.add_component(_todo(one, address, host, made_at))
    return bytes(calendar.to_ical())


def _todo(one: Duty, address: str, host: str, made_at: datetime) -> Todo:
    todo = Todo()
    _common(todo, one, one.title, address, host, made_at)
    # RFC 5545, 3.8.2.3: a due date lies after the start.
    if one.begun_on is not None and (one.day is None or one.begun_on < one.day):
        todo.add("dtstart", one.begun_on)
    if one.day is not None:
        todo.add("due", one.day)
    todo.add("status", one.state.value)
    if one.state is DutyState.DONE and one.done_on is not None:
        todo.add("completed", datetime.combine(one.done_on, time(12), tzinfo=UTC))
        todo.add("percent-complete", 100)
    if one.parent:
        todo.add("related-to", f"{one.parent}@{host}", parameters={"RELTYPE": "PARENT"})
    return todo


def _event(one: Duty, lang: str, address: str, host: str, made_at: datetime) -> Event:
    event, day = Event(), one.day or made_at.date()
    title = one.title if one.meeting else _DUE_BY.get(lang, _DUE_BY["en"]).format(title=one.title)
    _common(event, one, title, address, host, made_at)
    if one.starts is not None:
        event.add("dtstart", _utc(one.starts))
        event.add("dtend", _utc(one.ends or one.starts + timedelta(hours=2)))
    else:
        event.add("dtstart", day)
        event.add("dtend", day + _DAY)
    event.add("transp", "OPAQUE" if one.starts is not None else "TRANSPARENT")
    if one.state is DutyState.CANCELLED:
        event.add("status", "CANCELLED")
    return event


def _common(item: Todo | Event, one: Duty, title: str, address: str, host: str, made_at: datetime) -> None:
    link = f"{address.rstrip('/')}{one.link}"
    item.add("uid", f"{one.uid}@{host}")
    item.add("dtstamp", _utc(one.changed_at or made_at))
    if one.changed_at is not None:
        item.add("last-modified", _utc(one.changed_at))
    item.add("sequence", one.sequence)
    item.add("summary", title)
    item.add("description", "\n".join([*one.details, link]))
    item.add("url", link)
    if one.place:
        item.add("location", one.place)
    if one.category:
        item.add("categories", [one.category])


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
