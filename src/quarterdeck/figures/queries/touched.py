"""What an event of areas means for the figures: the log stays as it is, but plans need a decision."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from quarterdeck.core.lineage import Unit
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Backlink, Touched
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.figures.models import Indicator, Observation
from quarterdeck.people.queries import bodies
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname, period_of

ROOM, SHOWN, PLAN = "figures", 5, "plan"
KEY = ("indicator_id", "period", "area_id", "breakdown", "scenario", "regime")
STAY = gettext_noop("They stay with the old units; the series of the new units show them restated in their borders.")


def touched(change: AreaChange) -> list[Touched]:
    """Figures and plans of the units that end, the plans that reach beyond the day, indicators left without a body.

    A figure or plan that was corrected counts once. At most six queries.
    """
    keys = _keys(change.ended)
    plans = [(indicator, period) for indicator, period, *_rest in keys.filter(scenario=PLAN)]
    beyond = _beyond(plans, change.day)
    rows = [
        Touched(ROOM, Message(gettext_noop("Observations of the old units")), keys.exclude(scenario=PLAN).count(),
                Message(STAY)),
        Touched(ROOM, Message(gettext_noop("Plans of the old units")), len(plans), Message(STAY)),
        Touched(ROOM, Message(gettext_noop("Plans that reach beyond {day}"), {"day": day_text(change.day)}),
                len(beyond), _proposal(change.begun), url=reverse("figures:index"), examples=_examples(beyond)),
        _unanswered(change),
    ]  # fmt: skip
    return [one for one in rows if one.count]


def depending(change: AreaChange) -> list[Touched]:
    """Figures that were reported for the new units. One query."""
    count = _keys(change.begun).count()
    proposal = gettext_noop("Figures are never taken back: do not withdraw the event, let another one follow it.")
    return [Touched(ROOM, Message(gettext_noop("Figures of the new units")), count, Message(proposal))] if count else []


def _keys(units: Iterable[Unit]) -> QuerySet[Observation, tuple[object, ...]]:
    found = Observation.objects.filter(area__uid__in=[unit.uid for unit in units])
    return found.order_by().values_list(*KEY).distinct()


def _beyond(plans: Iterable[tuple[int, str]], day: date) -> list[tuple[int, str]]:
    """The plans, as indicator and period, for periods with days on which the old unit is no more."""
    ends = {period: period_of(period).end for _indicator, period in plans}
    return [(indicator, period) for indicator, period in plans if ends[period] > day]


def _proposal(begun: Sequence[Unit]) -> Message:
    if not begun:
        return Message(gettext_noop("No unit takes them over: say in the plans of others where they went."))
    names = ", ".join(unit.name(language()) for unit in begun)
    return Message(gettext_noop("Add them up into the plan of {units}."), {"units": names})


def _examples(beyond: Iterable[tuple[int, str]]) -> tuple[Backlink, ...]:
    shown = list(dict.fromkeys(beyond))[:SHOWN]
    indicators = Indicator.objects.in_bulk({indicator for indicator, _period in shown})
    return tuple(
        Backlink(ROOM, localname(indicators[one]), reverse("figures:indicator", args=[indicators[one].code]),
                 period_of(period).label(language()))
        for one, period in shown
    )  # fmt: skip


def _unanswered(change: AreaChange) -> Touched:
    ending = [one.pk for one in bodies(change).ending]
    found = list(Indicator.objects.filter(responsible__in=ending))
    return Touched(
        ROOM, Message(gettext_noop("Indicators that a body which ends answers for")), len(found),
        Message(gettext_noop("Name the body that is to report them from then on.")),
        examples=tuple(Backlink(ROOM, localname(one), reverse("figures:indicator", args=[one.code]), "")
                       for one in found[:SHOWN]),
    )  # fmt: skip
