"""The periods for which a target of a task can be set."""

from quarterdeck.core.periods import Period
from quarterdeck.tasks.models import Task
from quarterdeck.web.templatetags.quarterdeck.library import language

AHEAD = 8


def coming(of: Task) -> list[tuple[str, str]]:
    """Periods of the frequency of the task's indicator: the one of its issue, and those until after its due date."""
    kind = of.indicator.frequency if of.indicator and of.indicator.frequency in "ASQM" else "Q"
    period, found = Period.of_day(of.issued_on, kind), []
    while len(found) < AHEAD or period.start <= of.due:
        found.append(period.code)
        period = period.next()
    if of.target_period and of.target_period not in found:
        found.append(of.target_period)
    return [(code, Period.parse(code).label(language())) for code in found]
