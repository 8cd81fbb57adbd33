"""The page of one difficulty."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quarterdeck.core.errors import Refused
from quarterdeck.core.links import backlinks, open_to
from quarterdeck.core.rights import Actor, Right
from quarterdeck.difficulties import queries, rules
from quarterdeck.difficulties.queries import calls, holds, limits, support
from quarterdeck.difficulties.rules.support import OUTCOMES, STEPS, WHO
from quarterdeck.difficulties.views.common import SECTION, spoken_for, told_history
from quarterdeck.figures.queries.catalogue import indicators
from quarterdeck.web import clock
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.library import language


@gate(Right.READ)
def difficulty(request: HttpRequest, code: str) -> HttpResponse:
    """One difficulty: the matter, who is asked, the answer, the way of the money, what was done, what hangs on it."""
    one, today = queries.difficulty(code), clock.today()
    state = queries.state_on(one, today)
    context = {
        "one": one, "state": state, "wait": queries.waited(one, today), "due": queries.due(one.raised_on, one.asks),
        "interim_due": limits.interim_due(one.raised_on, one.asks),
        "confirm": limits.confirm_due(one.answered_on) if one.answered_on else None,
        "asked_for": rules.ASKS[one.asks], "concerned_as": rules.CONCERNS[one.concerns],
        "owner": rules.STATES[state][1], "unit": limits.money_unit(language()),
        "indicator": indicators().filter(code=one.indicator_code).first() if one.indicator_code else None,
        "outdated": bool(one.answer_valid_until and one.answer_valid_until < today),
        "waiting": holds.waiting_tasks(code, today), "replies": calls.replies_with(one),
        "links": open_to(request.actor, backlinks("difficulty", code)),
        "history": told_history(queries.history(one), rules.ACTS),
    }  # fmt: skip
    context |= _allowed(request.actor, one) | _way(request.actor, one)
    context |= {"speaks_for": spoken_for(request, one.raised_by.all()), "interims": queries.interims(one)}
    return render(request, "difficulties/difficulty.html", SECTION | context)


def _passes(check: Any, *given: Any) -> bool:
    try:
        check(*given)
    except Refused:
        return False
    return True


def _allowed(actor: Actor, one: Any) -> dict[str, bool]:
    """What the actor may do with it now."""
    asked, today = [body.code for body in one.routed_to.all()], clock.today()
    until = limits.hand_over_due(one.raised_on).day
    settles = _passes(rules.require_asker, actor, [body.code for body in one.raised_by.all()])
    answers = _passes(rules.require_answerer, actor, asked)
    return {
        "may_answer": answers and rules.ANSWERED in rules.MOVES.after(one.state),
        "may_settle": settles and one.state == rules.ANSWERED,
        "may_hand_over": one.state == rules.OPEN
        and any(_passes(rules.require_hander, actor, code, today, until) for code in asked),
    }


def _way(actor: Actor, one: Any) -> dict[str, Any]:
    """The way of the money as its page shows it: for whom each step waits, and which ones are the actor's."""
    today = clock.today()
    way = support.way(one, today)
    if way is None:
        return {"way": None}
    said, whose = {row.step: row for row in way.done}, support.whose(one, today)
    stages = [
        {
            "stage": stage, "label": STEPS[stage.step], "who": WHO[stage.who],
            "bodies": whose[stage.who],
            "said": said.get(stage.step) if stage.state == "done" else None,
            "outcome": OUTCOMES.get(said[stage.step].outcome, "") if stage.step in said else "",
            "may": one.state != rules.CONFIRMED and stage.step in way.possible
            and support.is_own(actor, stage.who, whose[stage.who]),
        }
        for stage in way.stages
    ]  # fmt: skip
    return {"way": way, "stages": stages}
