"""What this store knows of a task that is being written: the circumstances that the clarity check judges."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from quarterdeck.core.clarity import Ending, Known, OpenTask
from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period, cutoff
from quarterdeck.core.rights import Role
from quarterdeck.figures.models import Indicator
from quarterdeck.figures.queries.catalogue import regimes
from quarterdeck.people.models import Organisation, Post
from quarterdeck.people.queries import holder
from quarterdeck.reviews.models import Review
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.drafting import Draft
from quarterdeck.tasks.queries.ended import ended, heirs
from quarterdeck.tasks.rules import OPEN_STATES
from quarterdeck.tasks.rules.authority import OTHER_LINE, Side, power
from quarterdeck.web.templatetags.quarterdeck.words import localname

Memo = dict[tuple[object, ...], Any]
Found = TypeVar("Found")
_DAY = timedelta(days=1)
# How many open tasks of a lead are compared with a new one at most: the newest.
COMPARED = 200


def known(
    draft: Draft, *, issued_on: date, names: tuple[str, ...] = (), lead_said: str = "", memo: Memo | None = None
) -> Known:
    """The circumstances of a draft. `names` are bodies that the text names and no list has, `lead_said` its lead.

    `memo` keeps what was asked of the store before, where many drafts are held against the same state of it.
    """
    memo = {} if memo is None else memo
    post, lead, indicator = draft.accountable_post, draft.lead, draft.indicator
    held = post is None or _once(memo, ("holder", post.pk, issued_on), lambda: holder(post, issued_on))
    stated = {one.body.pk for one in draft.parts if one.text_vi or one.text_en}
    found = Known(
        vacant="" if held or post is None else _name(post, draft),
        endings=(*_endings(draft, issued_on), *ended(names, issued_on, draft.language)),
        assigner=_name(draft.assigner, draft) if draft.assigner else "",
        power=_power(draft, lead),
        function=_function(draft, indicator),
        signs=post.role == Role.LEADER if post else None,
        measured=indicator is not None,
        open_tasks=_once(memo, ("open", draft.lead, draft.parent, draft.language), lambda: _open(draft)),
        review_on=_once(memo, ("review", issued_on), lambda: _next_review(issued_on)),
        cut_off=_cut_off(draft, indicator),
        parent=draft.parent.code if draft.parent else "",
        parent_due=draft.parent.due if draft.parent else None,
        milestones=tuple(one.due for one in draft.steps),
        parts={_name(one, draft): one.pk in stated for one in draft.cooperating},
        urgent=bool(draft.document and draft.document.urgency),
        linked=draft.linked,
    )
    gone = ended([lead_said], issued_on, draft.language, leads=True) if lead_said and lead is None else []
    return replace(found, endings=(*gone, *found.endings))


def _once(memo: Memo, key: tuple[object, ...], of: Callable[[], Found]) -> Found:
    if key not in memo:
        memo[key] = of()
    return memo[key]


def _name(one: Post | Organisation, draft: Draft) -> str:
    return getattr(one, f"name_{draft.language}") or localname(one)


def _endings(draft: Draft, day: date) -> list[Ending]:
    """What is named and will end, or has ended: bodies with their units, and the accountable post."""
    found = []
    bodies = [(draft.lead, True), *((one, False) for one in draft.cooperating)]
    for body, leads in bodies:
        if body is not None and (end := _end(body)) is not None:
            heir = ", ".join(localname(one) for one in heirs(body, end)) if end > day else ""
            found.append(Ending(_name(body, draft), end, heir, leads))
    post = draft.accountable_post
    if post is not None and post.valid_to is not None:
        found.append(Ending(_name(post, draft), post.valid_to))
    return found


def _end(body: Organisation) -> date | None:
    """The first day without a body: its own end, or that of its unit, also where the event is only expected."""
    ends = [one for one in (body.valid_to, body.area.valid_to, body.area.expected_to) if one]
    return min(ends, default=None)


def _power(draft: Draft, lead: Organisation | None) -> str:
    """What is wrong with the assigner's authority; nothing where a document of the lead's own line orders the task."""
    if draft.assigner is None or lead is None:
        return ""
    found, issuer = power_over(draft.assigner, lead), draft.document.issued_by if draft.document else None
    return "" if found == OTHER_LINE and issuer is not None and issuer.line == lead.line else found


def power_over(assigner: Post, lead: Organisation) -> str:
    """What is wrong with the authority of a post over a lead, as `rules.authority.power` says."""
    body = assigner.organisation
    return power(Side(body.code, body.line, (), assigner.role), Side(lead.code, lead.line, _above(lead)))


def _above(body: Organisation) -> tuple[str, ...]:
    """The bodies above one, nearest first."""
    found: list[str] = []
    parent = body.parent
    while parent is not None and parent.code not in found:
        found.append(parent.code)
        parent = parent.parent
    return tuple(found)


def _function(draft: Draft, indicator: Indicator | None) -> str:
    """Who answers for the indicator, where that body has no share in the task."""
    body = indicator.responsible if indicator else None
    named = {draft.lead.pk if draft.lead else 0, *(one.pk for one in draft.cooperating)}
    return _name(body, draft) if body and draft.lead and body.pk not in named else ""


def _open(draft: Draft) -> tuple[OpenTask, ...]:
    if draft.lead is None:
        return ()
    found = Task.objects.filter(lead=draft.lead, state__in=OPEN_STATES)
    if draft.parent is not None:
        found = found.exclude(pk=draft.parent.pk)
    rows = found.order_by("-issued_on", "-pk").values_list("code", f"text_{draft.language}", "due")[:COMPARED]
    return tuple(OpenTask(*row) for row in rows if row[1])


def _next_review(day: date) -> date | None:
    days = Review.objects.filter(held_on__gt=day).order_by("held_on").values_list("held_on", flat=True)
    return days.first()


def _cut_off(draft: Draft, indicator: Indicator | None) -> date | None:
    """The last day that the report of the period covers in which a number is due."""
    if indicator is None or draft.result_kind != "number" or not isinstance(draft.due, date):
        return None
    regime = regimes().get(indicator.regime)
    if regime is None:
        return None
    with suppress(BadInput, ValueError, KeyError):  # a frequency without periods, or a period without a rule
        return cutoff(Period.of_day(draft.due, indicator.frequency), regime)[1] - _DAY
    return None
