"""For which time each number of a sentence is said, carried from clause to clause and from sentence to sentence."""

from quarterdeck.prose.claims import accounts, judging
from quarterdeck.prose.claims.bracketed import Bracketed
from quarterdeck.prose.claims.calendar import done, onward, rated, steps_back, year_of
from quarterdeck.prose.claims.clock import Clock, Spoken, whole_of
from quarterdeck.prose.claims.comparing import BACK, comes_from, is_base
from quarterdeck.prose.claims.moments import SPANS
from quarterdeck.prose.claims.owning import RATIOS, Owning
from quarterdeck.prose.claims.series import in_list, paired, spanned, together, up_to
from quarterdeck.prose.lines import Line, Slot
from quarterdeck.prose.periods import Context, PeriodMention, When
from quarterdeck.prose.quantities import Quantity
from quarterdeck.prose.relations import Relation
from quarterdeck.prose.units import MONEY, PERCENT

_CLOSE = 3
_UNCOUNTED = PERCENT | MONEY | {"rank", "times", ""}


class Timeline(Owning):
    """The times of one sentence. Ask for its numbers in order: each may leave its time to the next."""

    def __init__(self, line: Line, context: Context, clock: Clock, before: When | None) -> None:
        super().__init__(line, context, clock, before)
        self.pairs = paired(self.moments)
        self.used: When | None = None
        self.first: When | None = None
        self.lead: When | None = None
        self.bracket = Bracketed(self.moments)
        self.last: tuple[Quantity, When | None] | None = None
        self.counted = frozenset[str]()
        self.last_own: int | None = None  # Where the last number ends that told its own time.
        self.foreseen = False  # Whether a forecast of the year begins the paragraph.
        self.heard: tuple[Quantity, Spoken] | None = None
        self.span: tuple[int, When] | None = None
        self.of_main = clock.of_main
        self.prices = bool(line.topic_kinds & {"prices", "priced"})
        self.aside = judging.only_compares(line)  # So does "In June alone" speak for its own sentence.

    # --- the time of a number
    def of(self, slot: Slot, relation: Relation, *, target: bool = False, expected: bool = False) -> Spoken:
        """The time of the number of `slot`; ask from left to right.

        `target`: it is a goal, one of the year where no other time is named; `expected`: a forecast, which is of no
        year that is over.
        """
        number = slot.quantity
        again = self.moments.restated(number)
        if again is not None and self.heard is not None and self.heard[0] is again:
            return self.heard[1]
        if (listed := self.pairs.get(number.start)) is not None:
            spoken = Spoken(listed, True)
        elif self._is_base(number, relation, target):
            spoken = self._of_base(number, relation)
        else:
            spoken = self._of_plain(number, relation, target or relation.kind == "target", expected)
        if spoken.as_of and number.unit not in _UNCOUNTED:
            self.counted |= {number.unit}
        self.heard = number, spoken
        self.of_main |= spoken.when is not None and spoken.when == self.context.default
        return spoken if self.bracket.of(number) is None else spoken._replace(bracketed=True)

    # --- what another number is compared with
    def _is_base(self, number: Quantity, relation: Relation, target: bool) -> bool:
        """Whether a number is what another is compared with: not a rank, nor one that is itself "16% above May", nor
        one of a clause that speaks of last year: "Last year, exports reached 5 billion"."""
        moments = self.moments
        last_year = any(one.means == "last" and not moments.compared(one) for one in moments.heads(number))
        if number.unit == "rank" or last_year or judging.is_part(moments, number) or moments.told(number):
            return False
        if any(moments.compared(one) for one in moments.tails(number)[:1]) or judging.is_answer(moments, number):
            return False
        # A goal that a result is compared with is of the time of the result.
        return (relation.kind == "baseline" and not target) or self._follows_base(number, target)

    def _follows_base(self, number: Quantity, target: bool) -> bool:
        """Whether a number is what another is compared with, goes on a list of such, or is told to have been before."""
        moments = self.moments
        if not target and is_base(self.line, number):
            return True
        joined = self.last is not None and moments.listed_base(self.last[0], number)
        return moments.comes_after(number) or (joined and not moments.heads(number))

    def _of_base(self, number: Quantity, relation: Relation) -> Spoken:
        """The time of what another number is compared with: its own, else that of the year before."""
        moments, last = self.moments, self.last
        self._lead(number)
        heads = [one for one in moments.heads(number) if moments.compared(one) or one.means in BACK | {"last"}]
        owner = moments.owner(number) or moments.level_of(number)
        own = [owner] if owner else moments.tails(number)[:1] or heads[-1:] or judging.shared(moments, number)
        if own:
            here = rated(self._from_here(own[0]), own[0], number, relation, prices=self.prices)
            when = judging.due_by(moments, own[0], number, relation, here)
        elif last is not None and moments.joined(last[0], number):
            when = last[1]
        elif (inside := self.bracket.of(number)) is not None:
            when = inside
        else:
            when = self._before_now(number)
        self.last = number, when
        self.bracket.hear(number, when)
        return Spoken(when, bool(own) and when is not None)

    def _lead(self, number: Quantity) -> None:
        """Hear a time before a number that is not its own: that of what is compared with it."""
        leading = [one for one in self.moments.heads(number) if self._leads(one, number, False)]
        if leading and (now := self._resolved(leading[-1])) is not None:
            self._go_on(number, leading[-1], now, True)
            self.plain = None

    def _before_now(self, number: Quantity) -> When | None:
        now = self.plain or self._base()
        if now is None or self.line.has("revised") or judging.is_elsewhere(self.moments, number):
            return now
        back, left = judging.step_back(self.moments, number), judging.is_left(self.moments, number)
        return steps_back(back, now) if back is not None else self.clock.before(now, moved=left, first=self.first)

    # --- all others
    def _of_plain(self, number: Quantity, relation: Relation, target: bool, expected: bool) -> Spoken:
        moments = self.moments
        if (back := self._looks_back(number, relation)) is not None:
            self.bracket.hear(number, back)
            return Spoken(back, True)
        spoken = self._of_own(number, relation, target, expected)
        if moments.bracket(number.start) < 0:
            self.plain = spoken.when or self.plain
        return spoken

    def _of_own(self, number: Quantity, relation: Relation, target: bool, expected: bool) -> Spoken:
        """The time that is told of a number itself, else the one that goes on."""
        moments = self.moments
        tails, heads = moments.tails(number), moments.heads(number)
        if (inside := self.bracket.of(number)) is not None and not tails:
            within = [one for one in heads if one.when is not None and moments.bracket(one.start) >= 0]
            if not within or moments.compared(within[-1]):
                return Spoken(inside, True)
        if moments.is_mean(number) and not tails and (span := spanned(moments, number.start)) is not None:
            return Spoken(span, True)
        # "The second lowest in 2011-23": of all those years, told of now.
        spans = SPANS if number.unit == "rank" else frozenset[str]()
        tail = next(
            (one for one in tails if one.means not in spans and self._tells(one, relation, target or expected)), None
        )
        head = next((one for one in reversed(heads) if self._leads(one, number, target)), None)
        head = up_to(heads, judging.later(moments, head)) if head is not None else None
        tail = tail or (self._forward(number, relation, target) if head is None else None)
        close = head is None or judging.brings(moments, head, number)
        chosen = tail if tail is not None and (close or moments.gap(number, tail) <= _CLOSE) else head
        when = together(moments, chosen) or self._resolved(chosen) if chosen is not None else None
        when = in_list(moments, chosen, inside, self._base()) or when
        if chosen is not None and (chosen.means != "ended" or not moments.of_mean(number)):
            when = judging.due_by(
                moments, chosen, number, relation, rated(when, chosen, number, relation, prices=self.prices)
            )
        if chosen is not None and (target or expected):
            when = onward(accounts.of_forecast(chosen, when, self.clock), chosen, self.context, target)
        if chosen is None and (month := judging.month_after(moments, number, relation, self.now)) is not None:
            self.now, self.in_line, self.aside = month, True, True
            return Spoken(month, True)
        if chosen is not None and when is not None:
            if not self._looks_ahead(chosen, when, target, expected):
                self._go_on(number, chosen, when, chosen is head)
            self.span = (number.end, when) if chosen.means in SPANS else None
            return Spoken(accounts.sized(moments, number, chosen, when, target), True)
        return self._ahead(number, target) if target or expected else self._without(number, relation)

    def _looks_ahead(self, one: PeriodMention, when: When, target: bool, expected: bool) -> bool:
        """Hear the time of a goal or a forecast; an estimate of its year that begins the text goes on like a result."""
        of_year = expected and when.year == self.context.now
        if of_year and self.clock.now is None:
            return False
        if not (target and not when.as_of) and not ((target or expected) and judging.is_ahead(self.context, when)):
            return False
        if one.means != "ahead":  # "Over the next five years" is said of one goal alone.
            self.ahead, self.ahead_in_line = when, True
            self.foreseen = of_year and self.clock.lead is None
        return True

    def _forward(self, number: Quantity, relation: Relation, target: bool) -> PeriodMention | None:
        """The time behind the next number of the same clause: "grew 19% to 70 billion in March"."""
        after = self.moments.next_in_clause(number)
        tails = self.moments.of_times(after) if after is not None else judging.due(self.moments, number, target)
        return next((one for one in tails if self._tells(one, relation, target)), None)

    def _looks_back(self, number: Quantity, relation: Relation) -> When | None:
        """The time of a number that is told to be of an earlier one: "(cùng kỳ …", "56 billion a year ago"."""
        moments = self.moments
        if (owner := moments.owner(number) or moments.level_of(number)) is not None:
            return self._from_here(owner)
        if (opening := judging.looks_back(moments, number)) is not None:
            return self._from_main(opening) or self._from_here(opening)
        if relation.kind in RATIOS:
            return None
        tail = next((one for one in moments.tails(number) if one.means in BACK), None)
        if tail is not None and not moments.compared(tail):
            of = moments.word_before(tail) in self.line.words.small["of"]
            if (
                of
                or tail.means == "shift"
                or comes_from(self.line, number)
                or (relation.kind == "level" and judging.of_base(moments, tail))
            ):
                self._lead(number)
                return self._from_here(tail)
        explained = judging.named_base(moments, number, relation)
        span = judging.since(moments, number, relation, self.context)
        return self._from_here(explained) if explained is not None else span

    def _ahead(self, number: Quantity, target: bool) -> Spoken:
        """The time of a goal or a forecast that says none itself: that of the last one, of no year that is over."""
        default = self.context.default
        if self.over is not None and not (self.in_line or self.ahead_in_line):
            return Spoken(self.over, True)
        when, said = (self.now, True) if self.in_line else (self.ahead or self.now, True)
        if when is None or (self.context.given and not self.in_line and not self.ahead_in_line):
            when, said = self.now or default, self.now is not None
        if self.in_line and self.ahead_in_line and self.plain == self.ahead:
            when = self.ahead
        elif not self.in_line and target and self.plain is not None and accounts.measures(self.moments, number):
            when = self.plain
        silent = not (self.in_line or self.ahead_in_line)
        if silent and when is not None and default is not None and (default.year or 0) > (when.year or 0):
            when, said = default, False
        far = judging.is_far(self.moments, number, when)
        yearly = far if far is not None else silent or judging.is_yearly(self.moments, number, when, self.now)
        if target and yearly and not self.context.given and when is not None and when.period is not None:
            when = year_of(when.period, self.context)
        return Spoken(when, said)

    def _without(self, number: Quantity, relation: Relation) -> Spoken:
        """The time of a number that says none itself: carried, or that of the text."""
        if self.now is None or (self.ahead_in_line and not self.in_line):
            when, said = (self.ahead, True) if self.ahead_in_line else (self.context.default, False)
        else:
            again = self.last_own is not None and self.moments.same_subject(self.last_own, number.start)
            when, said = self.now if again else self.over or self.now, True
        silent, moments = not (self.in_line or self.ahead_in_line), self.moments
        before = self.heard if self.last is None or self.heard is None or self.last[0] != self.heard[0] else None
        if before is not None and moments.led_to(before[0], number):
            return before[1]
        if self.span is not None and moments.same_subject(self.span[0], number.start):
            self.span = number.end, self.span[1]
            return Spoken(self.span[1], True)
        if silent and self.clock.coming is not None and accounts.is_to_be(moments):
            return Spoken(self.clock.coming, True)
        if silent and judging.is_now(self.context, moments, number, relation, when):
            self.now, self.in_line = self.context.today, True
            return Spoken(self.now, True)
        over = done(when, relation, self.context, moments.is_past(number)) if silent else None
        if over is not None:
            self.over = over
            return Spoken(over, False)
        self._use(when)
        return Spoken(when, said)

    # --- what goes on
    def _go_on(self, number: Quantity, one: PeriodMention, when: When, head: bool) -> None:
        """Let the numbers that follow be of this time too; one in brackets speaks only for them."""
        if self.moments.bracket(number.start) >= 0 and self.moments.bracket(one.start) >= 0:
            self.bracket.hear(number, when)
        elif (head or not self.in_line) and (one.means not in SPANS or self.moments.introduces(one, number)):
            self.now, self.in_line, self.last_own = when, True, number.end
            self.first = self.first or when
            mean = self.context.main.kind == "M" and self.clock.now is not None and self.moments.of_mean(number)
            adds = accounts.only_adds(self.moments, one, number, self.clock.now)
            self.aside = self.aside or self.moments.alone(one) or mean or one.means == "rolling" or adds
            if not self.aside:
                self._use(when)
        elif head and judging.opens_span(self.moments, one):
            self.over = when

    def _use(self, when: When | None) -> None:
        self.lead = self.lead or when
        self.used = when if when is not None and not when.as_of else self.used

    def after(self) -> Clock:
        """What the sentence leaves for the next one."""
        if self.context.given or judging.is_caption(self.moments):
            return self.clock
        heading = None if self.in_line else judging.heading_of(self.moments)
        if named := judging.is_next(self.context, heading):
            self.ahead, heading = heading, None
        told = whole_of(self.first, self.now) if self.in_line else heading or self.now
        now = self.clock.now if self.aside else told
        if now is not None and now.as_of and not self.in_line and accounts.is_section(self.line):
            # What was counted up to a day under one number is not so under the next.
            return Clock(ahead=self.ahead, steady=self.clock.steady)
        named |= self.ahead_in_line and (self.foreseen or judging.is_next(self.context, self.ahead))
        coming = None if self.in_line else self.ahead if named else self.clock.coming
        counted = frozenset(self.counted) if now is not None and now.as_of else frozenset[str]()
        used = self.used if self.line.text.flat[self.line.end - 1] == "." else None
        lead, main = self.clock.lead or self.lead, self.context.default
        spoken = self.of_main and not (lead is not None and lead.as_of)
        apart = main not in (lead, now, self.ahead) and not accounts.is_beside(self.context, lead)
        onward = (lead or now) if apart and not spoken else main
        stepped = self.clock.steps(self.plain, self.last)
        span = accounts.span_named(self.moments, self.context, self.line.end) or self.clock.span
        steady = used or self.clock.steady
        return Clock(now, steady, self.ahead, lead, onward, stepped, counted, coming, span, self.of_main)
