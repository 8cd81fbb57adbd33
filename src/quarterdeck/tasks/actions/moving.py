"""Let one event happen to a task, and keep beside the task the course to which its events lead."""

from datetime import date, datetime

from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.difficulties.actions import put_clock
from quarterdeck.documents.models import Document
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.files.models import KeptFile
from quarterdeck.prose.text import language_of
from quarterdeck.tasks import rules
from quarterdeck.tasks.actions.telling import tell_events
from quarterdeck.tasks.models import Task, TaskEvent
from quarterdeck.tasks.queries.courses import course_by_events, kept_fields, parties
from quarterdeck.tasks.rules.who import require_act

# Who proves the result or cancels the task waits for no answer any more.
STOPPED_WAITING = frozenset({rules.EVIDENCE, rules.CANCELLED})


def said(words: str, place: str = "note") -> str:
    """What was said, without blanks around it; `BadInput` where nothing was."""
    if not words.strip():
        raise BadInput(gettext_noop("Say in words what is meant."), place=place,
                       remedy=gettext_noop("Write at least one sentence."))  # fmt: skip
    return words.strip()


def by_language(words: str, english: str = "") -> tuple[str, str]:
    """The words as (Vietnamese, English): in the language in which they were written, beside an English version."""
    own = not english and language_of(words, "vi") == "en"
    return ("", words) if own else (words, english)


def lock(task: Task, kind: str, by: Actor, at: datetime | None = None) -> Task:
    """Hold the task for the rest of the transaction; `Refused` where `by` may not let this happen to it.

    With `at` whoever assigned it may act for an accepting post that has ended or that nobody holds.
    """
    locked = Task.objects.select_for_update().get(pk=task.pk)
    require_act(by, kind, parties(locked, today=timezone.localtime(at).date() if at else None))
    return locked


def hold_open(task: Task) -> Task:
    """Hold an open task for the rest of the transaction; `Conflict` where it is done or cancelled."""
    locked = Task.objects.select_for_update(of=("self",)).select_related("indicator").get(pk=task.pk)
    if locked.state not in rules.OPEN_STATES:
        raise Conflict(
            Message(gettext_noop("This is not possible now: the task is in the state “{state}”."),
                    {"state": Message(rules.STATES[locked.state][0])}),
            remedy=gettext_noop("Reload the task and look at what happened meanwhile."),
        )  # fmt: skip
    return locked


def refuse_stale(task: Task, version: int | None) -> None:
    """`Conflict` where something happened to the task since the page with this version was opened."""
    if version is not None and version != task.version:
        raise Conflict(
            gettext_noop("Something happened to this task while you had it open."),
            remedy=gettext_noop("Nothing of yours was written. Look at its history, then decide again."),
        )


def repeated(task: Task, kind: str, note: str, version: int | None, by: Actor) -> TaskEvent | None:
    """The event that this would repeat because a form was sent twice; `Conflict` where somebody else was faster."""
    if version is None or version == task.version:
        return None
    last = task.events.last()
    if last and (last.kind, last.by, last.note_vi or last.note_en) == (kind, by.name, note):
        return last
    refuse_stale(task, version)
    return None


def move(
    task: Task, kind: str, *, by: Actor, at: datetime, note: str = "", note_en: str = "", version: int | None = None,
    file: KeptFile | None = None, document: Document | None = None, to: date | None = None,
) -> TaskEvent:  # fmt: skip
    """Let an event happen if the state allows it and nobody was faster; the same one sent twice happens once."""
    refuse_secret([note, note_en], place="note")
    locked = lock(task, kind, by, at)
    if (sent := repeated(locked, kind, note, version, by)) is not None:
        return sent
    day, of = timezone.localtime(at).date(), course_by_events(locked)
    if kind not in of.possible(day):
        raise _not_now(of, kind, day)
    event = add_event(locked, kind, by=by, at=at, note=note, note_en=note_en, file=file, document=document, to=to)
    Task.objects.filter(pk=locked.pk).update(version=locked.version + 1)
    if kind in STOPPED_WAITING:
        put_clock(task=locked.code, difficulty=None, by=by, at=at)
    record(act=f"task.{kind}", about_kind="task", about=locked.code, by=by, at=at, reason=note,
           detail={"to": to.isoformat()} if to else {})  # fmt: skip
    return event


def _not_now(of: rules.Course, kind: str, day: date) -> Conflict:
    if of.asked and kind in (rules.ACCEPTED, rules.ASKED):
        return Conflict(
            gettext_noop("An extension of this task waits to be decided."),
            remedy=gettext_noop("Let it be decided first."),
        )
    return Conflict(
        Message(
            gettext_noop("This is not possible now: the task is in the state “{state}”."),
            {"state": Message(rules.STATES[of.state_on(day)][0])},
        ),
        remedy=gettext_noop("Reload the task and look at what happened meanwhile."),
    )


def add_event(
    task: Task, kind: str, *, by: Actor, at: datetime, note: str, note_en: str = "", file: KeptFile | None = None,
    document: Document | None = None, to: date | None = None,
) -> TaskEvent:  # fmt: skip
    """Write an event and keep the course that follows from it."""
    words_vi, words_en = by_language(note, note_en)
    event = TaskEvent.objects.create(
        task=task, kind=kind, at=at, by=by.name, post=by.post_name, note_vi=words_vi, note_en=words_en, file=file,
        document=document, to=to, illustrative=task.illustrative,
    )  # fmt: skip
    keep_course(task)
    tell_events([event], by=by, at=at)
    return event


def beside(
    task: Task, kind: str, *, by: Actor, at: datetime, note: str, note_en: str = "", file: KeptFile | None = None
) -> TaskEvent:
    """Write an event that does not move the course of a locked task, with its audit line."""
    event = add_event(task, kind, by=by, at=at, note=note, note_en=note_en, file=file)
    Task.objects.filter(pk=task.pk).update(version=task.version + 1)
    record(act=f"task.{kind}", about_kind="task", about=task.code, by=by, at=at, reason=note)
    return event


def keep_course(task: Task) -> None:
    """Keep beside a task the course to which its events lead."""
    kept = kept_fields(course_by_events(task), task.events.order_by("id"))
    Task.objects.filter(pk=task.pk).update(**kept)
