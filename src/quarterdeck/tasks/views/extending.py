"""The lead returns a task or asks for more time; a level above decides."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quarterdeck.core.rights import Right
from quarterdeck.tasks import actions, rules
from quarterdeck.tasks.queries import drafts
from quarterdeck.tasks.views.letter import act
from quarterdeck.web import clock
from quarterdeck.web.gates import gate


@gate(Right.DO_TASK)
@require_POST
def decline(request: HttpRequest, code: str) -> HttpResponse:
    """The lead returns the task with the reason."""
    return act(
        request, code, rules.DECLINED,
        lambda of, data: actions.decline_task(
            task=of, reason=data["note"], version=data["version"], by=request.actor, at=clock.now()
        ),
        _("The task is returned to whoever assigned it. Its due date runs on until it is decided."),
    )  # fmt: skip


@gate(Right.ISSUE_TASK)
@require_POST
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """The assigner's side leaves a returned task with the lead."""
    return act(
        request, code, rules.KEPT,
        lambda of, data: actions.keep_with_lead(
            task=of, reason=data["note"], version=data["version"], by=request.actor, at=clock.now()
        ),
        _("The task stays with the lead."),
    )  # fmt: skip


@gate(Right.DO_TASK)
@require_POST
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """The lead asks that the due date be moved."""

    def do(of: Any, data: dict[str, Any]) -> None:
        actions.ask_extension(
            task=of, new_due=data["new_due"], ground=data["note"], document=drafts.register_entry(data["document"]),
            version=data["version"], by=request.actor, at=clock.now(),
        )  # fmt: skip

    return act(request, code, rules.ASKED, do, _("The extension is asked for. Now it waits to be decided."))


@gate(Right.ISSUE_TASK)
@require_POST
def grant(request: HttpRequest, code: str) -> HttpResponse:
    """A level above moves the due date."""

    def do(of: Any, data: dict[str, Any]) -> None:
        actions.decide_extension(
            task=of, granted_due=data["granted_due"], reason=data["note"],
            document=drafts.register_entry(data["document"]), version=data["version"], by=request.actor,
            at=clock.now(),
        )  # fmt: skip

    return act(request, code, rules.GRANTED, do, _("The extension is granted. Both due dates stay on record."))


@gate(Right.ISSUE_TASK)
@require_POST
def refuse(request: HttpRequest, code: str) -> HttpResponse:
    """A level above leaves the due date as it is."""
    return act(
        request, code, rules.REFUSED,
        lambda of, data: actions.decide_extension(
            task=of, granted_due=None, reason=data["note"], version=data["version"], by=request.actor, at=clock.now()
        ),
        _("The extension is refused. The due date stays."),
    )  # fmt: skip
