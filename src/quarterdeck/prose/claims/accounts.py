"""Whether a sentence goes on with the account of the one before, or only adds to it."""

from quarterdeck.core.periods import Period
from quarterdeck.prose.claims import judging
from quarterdeck.prose.claims.clock import Clock
from quarterdeck.prose.claims.comparing import NEAR
from quarterdeck.prose.claims.goals import NUMBERED
from quarterdeck.prose.claims.moments import SPANS, Moments
from quarterdeck.prose.lines import Line
from quarterdeck.prose.periods import Context, PeriodMention, When
from quarterdeck.prose.quantities import Quantity

# No heading is longer.
_HEADING = 100
_MOVES = frozenset({"up", "down", "reach"})


def refers(moments: Moments) -> bool:
    """Whether a sentence goes on with the time of the one before: it begins with a word that refers to that, or says
    "over the same period"."""
    first = next(iter(moments.line.marks), None)
    begins = first is not None and first.first == 0 and bool(first.kinds & {"pronoun", "breakdown"})
    return begins or judging.is_under(moments.line) or any(moments.goes_on(one) for one in moments.times)


def goes_on(moments: Moments, counted: frozenset[str]) -> bool:
    """Whether a sentence goes on with the account of the one before, which tells what was done up to a day: it counts
    more of the same (`counted` are the units there), or begins with a contrast to it: "Tuy nhiên, số thu đạt 90%"."""
    line = moments.line
    if line.tokens and line.tokens[0].text in moments.contrary:
        return True
    return bool(counted) and any(one.unit in counted for one in line.quantities)


def is_to_be(moments: Moments) -> bool:
    """Whether a sentence may tell of a year to come that the one before spoke of: verbs have no tense, and nothing in
    it is done."""
    return moments.tenseless and not any("done" in one.kinds for one in moments.line.topics)


def sized(moments: Moments, number: Quantity, one: PeriodMention, when: When, target: bool) -> When:
    """The time of a goal that a bracket tells beside what was reached by a day: that of the year."""
    bracket = moments.bracket(number.start)
    if not (target and when.as_of and when.period is not None) or bracket < 0 or moments.bracket(one.start) == bracket:
        return when
    return When(when.period.year_period())


def only_adds(moments: Moments, one: PeriodMention, number: Quantity, now: When | None) -> bool:
    """Whether a sentence only adds how it went in a part of what is spoken of (`now`), with no subject of its own:
    "Over nine months exports rose 5%. The third quarter rose 7%."."""
    line, when = moments.line, one.when
    if now is None or now.period is None or when is None or when.period is None or not moments.opens_line(one):
        return False
    if len(moments.numbers) != 1 or when.period == now.period or not now.period.contains(when.period):
        return False
    first, stop = line.index(one.end), line.index(number.start)
    return all(mark is not None and mark.kinds & _MOVES for mark in line.mark_at[first:stop]) and stop - first <= NEAR


def span_named(moments: Moments, context: Context, stop: int) -> When | None:
    """The years that the sentence named last before `stop`; "over the next five years" begins with the one that the
    text speaks in."""
    named = [one for one in moments.times if one.end <= stop and one.when is not None]
    one = next((one for one in reversed(named) if one.means in SPANS or one.means == "ahead"), None)
    if one is None or one.means != "ahead":
        return one.when if one is not None else None
    now = When(Period(str(context.now))) if context.now else None
    return now.until(one.when) if now is not None and one.when is not None else None


def is_beside(context: Context, lead: When | None) -> bool:
    """Whether a paragraph that spoke of `lead` told only of a year to come, or of what the text is compared with: the
    same stretch of an earlier year."""
    main = context.default
    if lead is None or main is None or main.year is None or judging.is_next(context, lead):
        return judging.is_next(context, lead)
    return not lead.as_of and (lead.year or main.year) < main.year and lead.in_year(main.year) == main


def of_forecast(one: PeriodMention, when: When | None, clock: Clock) -> When | None:
    """What `one`, which means `when`, means of a goal or a forecast: "in this period" is that of the one before."""
    refers = one.means == "spoken" and one.unit == "period" and clock.span is None
    return clock.ahead if refers and clock.ahead is not None else when


def measures(moments: Moments, number: Quantity) -> bool:
    """Whether a goal is what the result before it is compared with: "đạt 350 tỷ đồng so với dự toán là 400 tỷ đồng"."""
    start = moments.end_before(number, number.start)
    return any("compare" in one.kinds for one in moments.line.marks_in(start, number.start))


def is_section(line: Line) -> bool:
    """Whether the sentence is a numbered heading: "3. Forestry"."""
    short = line.end - line.start <= _HEADING and line.text.flat[line.end - 1] not in ".;,:"
    opens = (
        NUMBERED.match(line.text.lower, line.start) if short and not any(one.unit for one in line.quantities) else None
    )
    return opens is not None
