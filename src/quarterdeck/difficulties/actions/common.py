"""What every act of the room shares: numbering, moving a locked row, the line in the record."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.difficulties import rules
from quarterdeck.difficulties.actions.telling import tell_of
from quarterdeck.difficulties.models import Difficulty

Numbered = TypeVar("Numbered", bound=models.Model)


def numbered(model: type[Numbered], letters: str, year: int, make: Callable[[str], Numbered]) -> Numbered:
    """What `make` stores under the next free code of `letters` in a year, e.g. KK-2024-007."""
    rows: Any = model
    for _attempt in range(5):
        taken = rows.objects.filter(code__startswith=f"{letters}-{year}-").values_list("code", flat=True)
        try:
            with transaction.atomic():
                return make(rules.next_code(taken, year, letters))
        except IntegrityError:
            continue
    raise Conflict(gettext_noop("It could not be numbered."), remedy=gettext_noop("Send the form once more."))


def locked(difficulty: Difficulty, version: int) -> Difficulty:
    """The row, locked, if nobody saved it since `version`; `Conflict` otherwise."""
    now = Difficulty.objects.select_for_update().get(pk=difficulty.pk)
    require_unchanged(now, version)
    return now


def require_unchanged(now: Any, version: int) -> None:
    """Raise `Conflict` where somebody saved the row since `version`."""
    if now.version != version:
        raise Conflict(
            Message(gettext_noop("{code} was changed while you had it open."), {"code": now.code}),
            remedy=gettext_noop("Compare both, then keep theirs or save yours again."),
        )


def move(now: Difficulty, state: str, version: int, **fields: Any) -> None:
    """Change the locked row if nobody saved since `version` and its state allows it."""
    require_unchanged(now, version)
    if state not in rules.MOVES.after(now.state):
        raise Conflict(
            Message(gettext_noop("This cannot be done now: the difficulty is {state}."),
                    {"state": Message(rules.STATES[now.state][0])}),
            remedy=gettext_noop("Read its history on its page."),
        )  # fmt: skip
    save(now, state=state, **fields)


def require_open(now: Difficulty) -> None:
    """Raise `Conflict` where it is not unanswered."""
    if now.state != rules.OPEN:
        raise Conflict(
            Message(gettext_noop("This cannot be done now: the difficulty is {state}."),
                    {"state": Message(rules.STATES[now.state][0])}),
            remedy=gettext_noop("Read its history on its page."),
        )  # fmt: skip


def save(now: Any, **fields: Any) -> None:
    """Store the fields of a locked row and count its version on."""
    for name, value in {**fields, "version": now.version + 1}.items():
        setattr(now, name, value)
    now.save(update_fields=[*fields, "version"])


def note(act: str, about: Difficulty, by: Actor, at: datetime, reason: str = "", **detail: object) -> None:
    """The line in the record that the page of the difficulty tells its history from; whom it concerns is told."""
    record(act=f"difficulty.{act}", about_kind="difficulty", about=about.code, reason=reason, detail=detail, by=by,
           at=at)  # fmt: skip
    tell_of(act, about, reason, by=by, at=at, to=str(detail.get("to", "")))


def require_given(given: Iterable[tuple[str, bool]], says: str) -> None:
    """Raise `BadInput` at the first field of `given` that is not filled in; `says` is what the whole must name."""
    place = next((name for name, filled in given if not filled), "")
    if place:
        raise BadInput(says, remedy=gettext_noop("Fill in what is missing."), place=place)


def require_past(day: date, today: date, place: str, remedy: str) -> None:
    """Raise `BadInput` for a day that lies in the future."""
    if day > today:
        raise BadInput(gettext_noop("This day lies in the future."), place=place, remedy=remedy)
