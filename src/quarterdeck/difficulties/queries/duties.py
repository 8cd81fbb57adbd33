"""What posts have to do with difficulties: answer them, confirm answers, reply to calls."""

from collections.abc import Collection, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.core.duties import Duty
from quarterdeck.core.rights import Role
from quarterdeck.difficulties.models import Call, Difficulty
from quarterdeck.difficulties.queries.support import LEADERS, Step, waiting_steps
from quarterdeck.difficulties.rules.support import STEPS
from quarterdeck.people.models import Organisation, Post
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import localname_filter as localname


def of_posts(posts: Sequence[str], today: date, lang: str) -> list[Duty]:
    """The difficulties, steps to money and calls that wait for the bodies to which posts belong. Nine queries."""
    bodies = list(Organisation.objects.filter(posts__code__in=posts).distinct().values_list("pk", flat=True))
    leading = set(Post.objects.filter(code__in=posts, role=Role.LEADER).values_list("organisation", flat=True))
    going = waiting_steps(today)
    steps = [one for one in going if _is_theirs(one, bodies, leading)]
    # Money is answered by its decision: until its way is gone, there is only an interim answer to give.
    undecided = {one.difficulty.pk for one in going}
    mine = Difficulty.objects.filter(state=Difficulty.OPEN, routed_to__in=bodies).distinct()
    answer, interim = mine.exclude(pk__in=undecided), mine.filter(pk__in=undecided, interims=None)
    confirm = Difficulty.objects.filter(state=Difficulty.ANSWERED, raised_by__in=bodies).distinct()
    calls = Call.objects.filter(state=Call.OPEN, asked__in=bodies).exclude(replies__organisation__in=bodies).distinct()
    return [
        *(_duty(one, "answer", _("Answer: {title}"), one.answer_by, _("to answer")) for one in answer),
        *(_duty(one, "interim", _("Give an interim answer: {title}"), one.interim_by, _("to answer"))
          for one in interim),
        *(_duty(one, "confirm", _("Confirm or return the answer: {title}"), one.confirm_by, _("to confirm"))
          for one in confirm),
        *(_step(one) for one in steps),
        *(_call(one) for one in calls),
    ]  # fmt: skip


def _is_theirs(one: Step, bodies: Collection[int], leading: Collection[int]) -> bool:
    wanted = leading if one.stage.who == LEADERS else bodies
    return any(body.pk in wanted for body in one.bodies)


def _step(one: Step) -> Duty:
    title = _("Next step on the way to the money, {step}: {title}").format(
        step=say(STEPS[one.stage.step]), title=localname(one.difficulty, "matter")
    )
    return Duty(
        uid=f"{one.difficulty.code}-{one.stage.step}", ref=one.difficulty.code, title=title,
        link=reverse("difficulties:difficulty", args=[one.difficulty.code]), day=one.stage.due,
        begun_on=one.difficulty.raised_on, category=_("money"), sequence=one.difficulty.version,
    )  # fmt: skip


def _duty(one: Difficulty, step: str, said: str, day: date | None, category: str) -> Duty:
    return Duty(
        uid=f"{one.code}-{step}", ref=one.code, title=said.format(title=localname(one, "matter")),
        link=reverse("difficulties:difficulty", args=[one.code]), day=day, begun_on=one.raised_on, category=category,
        sequence=one.version,
    )  # fmt: skip


def _call(one: Call) -> Duty:
    return Duty(
        uid=one.code, ref=one.code, title=_("Send your difficulties: {title}").format(title=localname(one, "title")),
        link=reverse("difficulties:call", args=[one.code]), day=one.due, begun_on=one.opened_on, category=_("call"),
        sequence=one.version,
    )  # fmt: skip
