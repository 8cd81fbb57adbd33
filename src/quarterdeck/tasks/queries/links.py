"""What pages upstream show of tasks."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.core.links import Backlink
from quarterdeck.core.rights import Right
from quarterdeck.reviews.models import Conclusion
from quarterdeck.tasks.models import Task, TaskEvent, TaskGroup
from quarterdeck.tasks.queries import groups
from quarterdeck.tasks.queries.lists import Stood, standings
from quarterdeck.tasks.queries.wanted import OPEN, SETS
from quarterdeck.tasks.queries.words import hanging_words
from quarterdeck.tasks.rules import ACCEPTED
from quarterdeck.web.templatetags.quarterdeck.words import localname


def of_indicator(code: str, today: date) -> list[Backlink]:
    """Tasks meant to move an indicator, each with its standing."""
    return _told(_dated().filter(indicator__code=code), today, _("task meant to move it"))


def of_document(pk: str, today: date) -> list[Backlink]:
    """Tasks that rest on a document of the register."""
    found = _dated().filter(document_id=int(pk)) if pk.isdigit() else _dated().none()
    return _told(found, today, _("task resting on it"))


def citing(codes: Sequence[str]) -> dict[str, Backlink]:
    """The pages of tasks that cite a document, by code. One query."""
    return {
        one.code: Backlink("tasks", f"{one.code}: {localname(one, 'text')}", reverse("tasks:task", args=[one.code]),
                           _("cited by task {code}").format(code=one.code))
        for one in Task.objects.filter(code__in=list(codes))
    }  # fmt: skip


def of_difficulty(code: str, today: date) -> list[Backlink]:
    """Tasks that a difficulty stands in the way of, or that are to remove it; and the way to such a task."""
    found = _told(_dated().filter(stuck_on__code=code), today, _("task bound to it"))
    return [*found, Backlink("tasks", _("Issue a task for it"), _form(difficulty=code), "", Right.ISSUE_TASK)]


def of_conclusions(refs: Sequence[str], today: date) -> dict[str, list[Backlink]]:
    """For each conclusion "REVIEW/NUMBER" the task issued from it, or the form where it is still to become a task.

    Four queries however many conclusions.
    """
    wanted = [(review, int(number)) for review, _slash, number in (ref.rpartition("/") for ref in refs)
              if number.isdigit()]  # fmt: skip
    asked = Conclusion.objects.filter(
        kind=Conclusion.TASK, review__code__in={review for review, _number in wanted},
        number__in={number for _review, number in wanted},
    )  # fmt: skip
    known = {f"{review}/{number}": (pk, state)
             for pk, review, number, state in asked.values_list("pk", "review__code", "number", "state")}  # fmt: skip
    issued = {one.task.conclusion_id: one for one in standings(today, _dated().filter(conclusion__in=asked))}
    apart = [pk for pk, state in known.values() if state == Conclusion.ISSUED and pk not in issued]
    fanned = groups.of_conclusions(apart) if apart else {}
    return {
        ref: [_of_group(fanned[pk]) if pk in fanned else _of_conclusion(ref, issued.get(pk), state)]
        for ref in refs if ref in known for pk, state in [known[ref]]
    }  # fmt: skip


def of_organisation(code: str, today: date) -> list[Backlink]:
    """The open tasks that a body leads or helps with, and the way to all that it leads."""
    found = _work(Q(lead__code=code), today, _("open task that it leads"))
    helped = _work(Q(cooperating__code=code), today, _("open task that it helps with"))
    if not Task.objects.filter(lead__code=code).exists():
        return [*found, *helped]
    every = f"{reverse('tasks:index')}?{urlencode({'organisation': code})}"
    return [*found, *helped, Backlink("tasks", _("All tasks that it leads"), every, _("tasks"))]


def work_of_organisation(code: str, today: date) -> list[Backlink]:
    """The open tasks that a body leads: it cannot end before them."""
    return _work(Q(lead__code=code), today, _("open task that it leads"))


def work_of_posts(codes: Sequence[str], today: date) -> dict[str, list[Backlink]]:
    """For each post (code) the open tasks in which it answers, follows up or accepts, and the page where they pass to
    another. Four queries."""
    found: dict[str, list[Backlink]] = {code: [] for code in codes}
    labels = {
        "accountable_post": _("open task that its post answers for"),
        "follower_up": _("open task that its post follows up"),
        "acceptor": _("open task whose result its post accepts"),
    }
    for role, label in labels.items():
        for one in _open(Q(**{f"{role}__code__in": list(codes)}), today, role):
            found[getattr(one.task, role).code].append(_link(one, label))
    for code, links in found.items():
        if links:
            links.append(Backlink("tasks", _("Hand its open tasks over"), _handover(code), _("what can be done"),
                                  Right.ISSUE_TASK))  # fmt: skip
    return found


def _handover(post: str) -> str:
    return f"{reverse('tasks:handover')}?{urlencode({'post': post})}"


def _work(wanted: Q, today: date, how: str) -> list[Backlink]:
    return [_link(one, how) for one in _open(wanted, today)]


def _open(wanted: Q, today: date, *related: str) -> list[Stood]:
    found = Task.objects.filter(wanted, SETS[OPEN](today))
    return standings(today, found.select_related(*related) if related else found)


def _of_group(group: TaskGroup) -> Backlink:
    """The collective order that a conclusion became."""
    return Backlink("tasks", group.code, reverse("tasks:group", args=[group.code]), _("one task for each unit"))


def _of_conclusion(ref: str, stood: Stood | None, state: str) -> Backlink:
    if stood is None or state != Conclusion.ISSUED:
        return Backlink("tasks", _("Turn into a task"), _form(conclusion=ref), "", Right.ISSUE_TASK)
    return Backlink("tasks", stood.task.code, _page(stood.task), hanging_words(stood))


def _told(wanted: QuerySet[Task], today: date, how: str) -> list[Backlink]:
    return [_link(one, how) for one in standings(today, wanted)]


def _link(one: Stood, how: str) -> Backlink:
    return Backlink("tasks", f"{localname(one.task, 'text')} · {hanging_words(one)}", _page(one.task), how)


def _dated() -> QuerySet[Task]:
    """Tasks with no more than their standing needs: of their events only the acceptances."""
    return Task.objects.prefetch_related(Prefetch("events", TaskEvent.objects.filter(kind=ACCEPTED)))


def _page(task: Task) -> str:
    return reverse("tasks:task", args=[task.code])


def _form(**start: str) -> str:
    return f"{reverse('tasks:new')}?{urlencode(start)}"
