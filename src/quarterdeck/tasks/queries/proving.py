"""What proves the result of a task, what of it is still open, and what somebody overrode about it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from quarterdeck.tasks.models import Override, Task
from quarterdeck.tasks.queries.clarity import criteria_of
from quarterdeck.tasks.queries.parts import contributions
from quarterdeck.tasks.rules.explain import limit_on
from quarterdeck.tasks.rules.proof import WARNINGS
from quarterdeck.web import packs
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname


def paper_for(issued_on: date) -> Collection[str]:
    """The kinds of results that a task issued on a day proves by a document or a file; none where no rule is set."""
    rule = limit_on(issued_on, packs.read(settings.PACK, "tasks.yaml").get("evidence") or [])
    return frozenset(rule["paper_for"]) if rule else frozenset()


def open_steps(of: Task) -> list[str]:
    """Milestones that are not met and parts of cooperating bodies that are not done, named. Two queries."""
    milestones = of.milestones.filter(met_on__isnull=True, dropped_on__isnull=True).order_by("due", "number")
    parts = contributions(of).filter(done_on__isnull=True)
    return [
        *(_("milestone {number} ({day}): {text}").format(
            number=one.number, day=day_text(one.due), text=localname(one, "text")) for one in milestones),
        *(_("part of {body}: {text}").format(body=localname(one.organisation), text=localname(one, "part"))
          for one in parts),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Overridden:
    """What was warned of (labels) and overridden with one reason; `one` tells when, `post` as which post, in the
    reader's language where it still exists."""

    warnings: tuple[str, ...]
    one: Override
    post: str


def overridden(of: Task, posts: Mapping[str, str], lang: str) -> tuple[list[Overridden], list[Overridden]]:
    """What was overridden at issuing, one entry for each reason, and what was later: evidence in words alone, a result
    accepted over open steps. `posts` names those of the task's history in the reader's language. One query."""
    found = list(of.overrides.all())
    by_reason: dict[tuple[str, str, str], list[Override]] = {}
    for one in found:
        if one.test not in WARNINGS:
            by_reason.setdefault((one.reason_vi, one.reason_en, one.by), []).append(one)

    def told(warnings: Sequence[str], one: Override) -> Overridden:
        return Overridden(tuple(warnings), one, posts.get(one.post, one.post))

    issuing = [told(criteria_of([one.test for one in some], lang, of.profile), some[0]) for some in by_reason.values()]
    return issuing, [told([_(WARNINGS[one.test])], one) for one in found if one.test in WARNINGS]
