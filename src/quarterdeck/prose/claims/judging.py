"""What the time of a number may be, by what is counted and by the day of the text."""

from dataclasses import replace
from decimal import Decimal

from quarterdeck.core.periods import Period
from quarterdeck.prose.bases import to_next
from quarterdeck.prose.claims.comparing import BACK, NEAR
from quarterdeck.prose.claims.goals import announces
from quarterdeck.prose.claims.moments import SPANS, Moments
from quarterdeck.prose.lines import Line
from quarterdeck.prose.periods import Context, PeriodMention, When
from quarterdeck.prose.periods.years import WITHIN_YEAR
from quarterdeck.prose.quantities import Quantity
from quarterdeck.prose.relations import Relation
from quarterdeck.prose.units import MONEY, PERCENT, UNCOUNTED

# A line without numbers that is no longer than this and ends without a full stop is a heading.
_HEADING = 150
_YEAR_DAYS = 365
# Words before a number that a bracket opens with: "(", "(with".
_DIRECTLY = 2
_STATES = frozenset({"level", "share", "portion", ""})
_EXPLAINED = frozenset({"pct_of_plan", "level", "share", "", "growth", "yoy", "prev"})
_CHANGES = frozenset({"growth_prev", "growth_yoy"})
_STEPS = {"month": "M", "quarter": "Q"}
_DEADLINES = frozenset({"target_year", "end_year"})
# What is told with these has not come about.
_MEANT = frozenset({"aim", "goal", "order", "task", "forecast", "ahead", "set", "under"})


def is_part(moments: Moments, number: Quantity) -> bool:
    """Whether a number counts other things than the one before, as no base does: "9 people from 3 families"."""
    before = next((one for one in reversed(moments.numbers) if one.end <= number.start), number)
    return before.unit != number.unit and not {before.unit, number.unit} & UNCOUNTED


def is_deadline(context: Context, moments: Moments, one: PeriodMention, target: bool) -> bool:
    """Whether a year is one by which something is to be done: what is told beside it is told of now.

    One that opens its sentence is what the sentence speaks of: "By 2030 …".
    """
    if target or context.given or one.means not in _DEADLINES or one.when is None or moments.opens_line(one):
        return False
    return context.known and (one.when.year or 0) > context.now


def due(moments: Moments, number: Quantity, target: bool) -> list[PeriodMention]:
    """The year by which the goals of a clause are to be reached, behind the next of them: "will start 5 projects of 40
    billion in all in 2025"."""
    after = next((one for one in moments.numbers if one.start >= number.end), None)
    if not target or after is None or not moments.same_clause(number.end, after.start):
        return []
    return [one for one in moments.of_times(after) if one.means in _DEADLINES]


def is_left(moments: Moments, number: Quantity) -> bool:
    """Whether something moved from the number, not over a year: "fell to 3 billion from 4 billion"."""
    line, at = moments.line, moments.line.index(number.start)
    if line.kinds & {"on_year", "same"}:
        return False
    return any("source" in mark.kinds and mark.last == at for mark in line.marks_from(max(0, at - NEAR), at))


def due_by(
    moments: Moments, one: PeriodMention, number: Quantity, relation: Relation, when: When | None
) -> When | None:
    """What has been counted, or is to be, up to the end of a month: "43 wells were dug by September"; "by December" may
    be said of the year; what rose from May to June is of June."""
    period = when.period if when is not None else None
    if relation.kind.startswith("growth") or relation.plain == "change":
        later = to_next(moments.line, one)
        if later is not None:
            return When(later)
    if period is None or one.means != "month" or number.unit in PERCENT | {"rank", "times"}:
        return when
    by = moments.word_before(one) in moments.line.words.small["by"] and period.kind == "M"
    whole = period.end == period.year_period().end
    return When(period.year_to_date(), as_of=True) if by and not whole else when


def is_ahead(context: Context, when: When) -> bool:
    """Whether a time is not over yet when the text speaks."""
    return when.period is None or when.period.last_day > (context.written or context.main.last_day)


def is_now(context: Context, moments: Moments, number: Quantity, relation: Relation, when: When | None) -> bool:
    """Whether things are counted as of the day of the text, in a year that goes on: "900 have been moved"."""
    if context.unnamed and when == context.default and number.unit not in MONEY:
        return context.today is not None and relation.kind in _STATES
    if context.today is None or relation.kind != "level" or number.unit in UNCOUNTED:
        return False
    return when == When(Period(str(context.now))) and moments.in_perfect()


def is_yearly(moments: Moments, number: Quantity, when: When | None, now: When | None) -> bool:
    """Whether a goal is that of the year, though a part of it is spoken of: one told beside what is so by a day, or
    the size of a plan in the bracket behind it: "52% of the estimate (7,900 billion)"."""
    line, at = moments.line, moments.line.index(number.start)
    plans = any(mark.last == at - 1 and "plan" in mark.kinds for mark in line.marks_from(max(0, at - 2 * NEAR), at))
    sized = at > 0 and line.tokens[at - 1].text == "(" and plans and number.unit not in PERCENT
    return sized or (when is not None and when.as_of and when == now)


def opens_span(moments: Moments, one: PeriodMention) -> bool:
    """Whether years open their sentence, and a comma ends them: all of the sentence is of that span."""
    at = moments.line.index(one.end)
    closed = at < len(moments.line.tokens) and moments.line.tokens[at].text == ","
    return one.means in SPANS and closed and moments.opens_line(one)


def heading_of(moments: Moments) -> When | None:
    """The time that a heading, or a sentence that begins with it, names for the sentences below it."""
    line = moments.line
    if any(one.unit for one in line.quantities):
        return None
    named = [one for one in moments.times if one.when is not None and not moments.compared(one)]
    if len(named) > 1:
        named = [one for one in named if one.means not in SPANS]
    if len(named) != 1:
        return None
    short = line.end - line.start <= _HEADING and line.text.flat[line.end - 1] not in ".;,"
    opens = named[0].means not in SPANS and line.index(named[0].start) < NEAR
    # "Crop deliveries rose in the second half of last year. Tea …"
    told = named[0].means in WITHIN_YEAR and not line.topic_kinds & _MEANT
    return named[0].when if short or opens or told or announces(line) else None


def is_under(line: Line) -> bool:
    """Whether the sentence is an item below another, which speaks for it: "…, cụ thể như sau:\\n+ Dư nợ …"."""
    return line.text.flat[line.start] == "+" or line.text.flat[: line.start].rstrip().endswith(":")


def is_caption(moments: Moments) -> bool:
    """Whether the sentence stands below a picture: "… tháng 9/2018 – Ảnh: TTX"."""
    return moments.caption.search(moments.line.text.lower, moments.line.start, moments.line.end) is not None


def is_next(context: Context, heading: When | None) -> bool:
    """Whether a heading tells of a year to come, which is that of the goals below it."""
    return heading is not None and context.known and (heading.year or 0) > context.now


def is_answer(moments: Moments, number: Quantity) -> bool:
    """Whether a number tells what came out beside what its sentence opens by comparing with: "Compared with May, it
    was up 5%"."""
    heads = [one for one in moments.heads(number) if moments.compared(one)]
    opened = next((mark for mark in moments.line.marks if "compare" in mark.kinds), None)
    if not heads or opened is None or opened.first > 1 or moments.same_clause(heads[-1].end, number.start):
        return False
    return any(mark.kinds & {"up", "down"} for mark in moments.line.marks_in(heads[-1].end, number.start))


def of_base(moments: Moments, one: PeriodMention) -> bool:
    """Whether "in the same period of 2023" tells the time of the number before it."""
    return one.year is not None and moments.word_before(one) in moments.adverbial


def shared(moments: Moments, number: Quantity) -> list[PeriodMention]:
    """The time behind the next number, joined to this one: "with 14 pct and 56 billion a year ago"."""
    after = next((one for one in moments.numbers if one.start >= number.end), None)
    if after is None or not moments.joined(number, after):
        return []
    return moments.tails(after)[:1]


def named_base(moments: Moments, number: Quantity, relation: Relation) -> PeriodMention | None:
    """The time that a level in brackets explains: "lower than in the same period of 2023 (39.55% of plan)"."""
    bracket = moments.bracket(number.start)
    if bracket < 0 or relation.kind not in _EXPLAINED:
        return None
    heads = [one for one in moments.heads(number) if one.end <= bracket]
    directly = moments.line.index(number.start) - moments.line.index(bracket) <= _DIRECTLY
    before = heads or [one for one in moments.times if one.end == bracket - 1 and directly]
    near = before and moments.line.index(bracket) - moments.line.index(before[-1].end) <= NEAR
    inside = [one for one in moments.heads(number) if one.start > bracket]
    if reached(moments, number):
        return None
    if not near or inside or not (before[-1].means in BACK or (before[-1].dated and moments.compared(before[-1]))):
        return None
    return before[-1]


def reached(moments: Moments, number: Quantity) -> bool:
    """Whether a bracket tells the level behind a change of another unit: "fell 2% on the year (reaching 9 billion)"."""
    line, at = moments.line, moments.line.index(number.start)
    before = line.number_before(number.start)
    changed = before is not None and before.unit != number.unit and before.unit in PERCENT
    return changed and any("reach" in one.kinds and one.last == at for one in line.marks_from(max(0, at - 2), at))


def is_elsewhere(moments: Moments, number: Quantity) -> bool:
    """Whether what is compared with is another thing, not an earlier time: "thấp hơn bình quân cả nước (47,4%)",
    "cao hơn cà phê (1,2 tỷ USD)", "cao hơn mức tăng 5% của khu vực nông thôn"."""
    line, before = moments.line, moments.line.marks_in(moments.end_before(number), number.start)
    if any("country" in mark.kinds for mark in before):
        return True
    compared = [mark for mark in before if "comparative" in mark.kinds]
    if compared and moments.owned_behind(number) and not moments.tails(number):
        return True
    return bool(compared) and line.unknown[line.index(number.start)] > line.unknown[compared[-1].last]


def month_after(moments: Moments, number: Quantity, relation: Relation, now: When | None) -> When | None:
    """The last month of what is spoken of (`now`), where a change is measured against the month before that or the same
    month of last year: "In the first nine months … Compared with August, it rose 2%"; so the last quarter."""
    if relation.kind not in _CHANGES or now is None or now.period is None or now.period.kind == "M":
        return None
    beside = [*moments.heads(number), *moments.tails(number)[:1]]
    kind = next((_STEPS[one.unit] for one in beside if one.means == "shift" and one.unit in _STEPS), "")
    if kind and relation.kind == "growth_prev" and kind != now.period.kind:
        last = Period.of_day(now.period.last_day, kind)
        return When(last) if last.end == now.period.end and now.period.contains(last) else None
    bases = [one.period for one in beside if one.means == "month" and moments.compared(one)]
    base = next((one for one in bases if one is not None), None)
    if base is None:
        return None
    after = base.next() if relation.kind == "growth_prev" else When(base).in_year(now.period.year).period
    return When(after) if after is not None and after.end == now.period.end else None


def looks_back(moments: Moments, number: Quantity) -> PeriodMention | None:
    """The time before a number that opens its clause and looks back: "(cùng kỳ …", "a year earlier it was", or whose
    clause tells of it: "since 2009, when it fell 3%"."""
    heads, end = moments.heads(number), moments.end_before(number)
    last = next((one for one in reversed(moments.times) if end <= one.start < number.start), None)
    if last is not None and moments.compared(last):
        behind = moments.line.tokens[moments.line.index(last.end) :][:2]
        small = moments.line.words.small["of_base"]
        words = [one.text for one in behind if one.text != "," and one.text not in small]
        if words and words[0] in moments.relative:
            return last
    opening = [one for one in heads if one.means in BACK and moments.opens_clause(one) and not moments.goes_on(one)]
    return opening[-1] if opening else None


def later(moments: Moments, one: PeriodMention) -> PeriodMention:
    """The later of two times between which something moved, `one` the second: "between Q1 2014 and Q1 2013"."""
    before = next((other for other in reversed(moments.times) if other.end <= one.start), None)
    if before is None or before.period is None or one.period is None or not moments.listed(before.end, one.start):
        return one
    at = moments.line.index(before.start)
    between = any("between" in topic.kinds and topic.last == at for topic in moments.line.topics)
    return before if between and before.period.start > one.period.start else one


def brings(moments: Moments, one: PeriodMention, number: Quantity) -> bool:
    """Whether what is told of a time brings a total, whose own time stands behind it, to the number: "May's sales
    brought to 9 billion the sales of January to May"."""
    words, at = moments.line.words, moments.line.index(number.start)
    if at < 2 or moments.line.tokens[at - 1].text not in words.small["onto"]:
        return False
    return moments.line.tokens[at - 2].text in words.small["bringing"] and moments.same_clause(one.end, number.start)


def since(moments: Moments, number: Quantity, relation: Relation, context: Context) -> When | None:
    """From a time that is named to now, for what has come about since: "900 houses have been built since 2010"."""
    end = context.today or context.default
    if relation.kind != "level" or end is None or number.unit == "rank":
        return None
    near = [*moments.heads(number), *moments.tails(number)]
    beside = (one for one in near if moments.since(one) and not moments.tops(one))
    return next((one.when.until(end) for one in beside if one.when is not None), None)


def only_compares(line: Line) -> bool:
    """Whether a sentence only tells what the one before is compared with: "This compares with 5 in May"."""
    first = next(iter(line.marks), None)
    if first is None or first.first or "pronoun" not in first.kinds:
        return False
    return any("compare" in one.kinds for one in line.marks_from(first.last, first.last + 1))


def is_far(moments: Moments, number: Quantity, when: When | None) -> bool | None:
    """Whether a goal lies so far from the result that is compared with it, of the time `when`, that it is that of the
    year: "collected 3 billion against a target of 11 billion" in a quarter; None where no result is."""
    line = moments.line
    before, period = line.number_before(number.start), when.period if when is not None and not when.as_of else None
    if before is None or period is None:
        return None
    if any(
        one.text in line.words.small["yearly"] for one in line.tokens[line.index(before.end) : line.index(number.start)]
    ):
        return True
    if before.unit != number.unit or number.unit not in MONEY or not (before.values and number.values):
        return None
    compared = any(mark.kinds & {"compare", "short"} for mark in line.marks_in(before.end, number.start))
    alike = [one for one in line.quantities if one.end <= before.start and one.unit == before.unit and one.values]
    before = max([before, *alike[-1:]], key=lambda one: one.values[0])  # Not by how much it was missed.
    part = min(Decimal(1), Decimal((period.end - period.start).days) / _YEAR_DAYS)
    return before.values[0] < number.values[0] * (1 + part) / 2 if compared else None


def step_back(moments: Moments, number: Quantity) -> PeriodMention | None:
    """How many months or quarters before now a number is of that another is compared with: "than the previous quarter",
    "fell from 13.6% to 12.8% over the quarter"."""
    steps = [one for one in moments.times if one.unit in ("month", "quarter")]
    back = next((one for one in steps if one.means == "shift"), None)
    over = (one for one in steps if one.means == "spoken" and one.start > number.end and moments.lasts(one))
    return back or next((replace(one, step=-1) for one in over), None)
