"""One figure in one sentence: how much, how much of the plan, and against the same period."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from quarterdeck.core.measures import Better, Direction, ObservationStatus, Quantity, format_number, round_half_up, unit
from quarterdeck.core.periods import day_label
from quarterdeck.prose.write import clauses
from quarterdeck.prose.write.numbers import RATES, Written, write
from quarterdeck.prose.write.phrases import grown, in_sentence, opened, phrases, same, when
from quarterdeck.prose.write.pieces import filled, turned
from quarterdeck.prose.write.statement import Piece, Statement

_ESTIMATES = (ObservationStatus.ESTIMATED, ObservationStatus.FORECAST)
# The ways to build a sentence, which a paragraph takes in turn.
_LEVEL_FIRST, _CHANGE_FIRST, _PERIOD_FIRST = range(3)
SHAPES = 3
# Digits of a change on the period before, which is always worked out.
_OF_PREVIOUS = 1


def sentence(
    said: Statement, lang: str, *, dated: bool = True, judged: bool = False, end: bool = True, turn: int = 0
) -> list[Piece]:
    """A sentence in Vietnamese for "vi", else in English.

    `dated` names the period, `judged` adds how the indicator stands against the year's plan, `end` the full
    stop. `turn` chooses among the ways to say the same. What is not known is said to be unknown; what its source
    gives without a number is said in words.
    """
    words = phrases(lang)
    telling = _Telling(said, lang, words, _slots(said, words, lang, dated), turn)
    closing = [Piece(words["end"])] if end else []
    quantity = said.quantity
    if quantity is None or (quantity.value is None and quantity.direction is Direction.NONE):
        subject = telling.subject(_LEVEL_FIRST)
        return [Piece(words["unknown"].format(subject=subject, **telling.slots)), *closing]
    pieces = [*telling.figure(quantity), *clauses.about(said, words, lang), *telling.in_words(quantity)]
    pieces += clauses.to_date(said, words, lang)
    if judged and said.standing.value in words["standing"]:
        pieces.append(Piece(words["standing"][said.standing.value].format(plan=clauses.plan_word(said, words))))
    return [*pieces, *closing]


def _slots(said: Statement, words: Mapping[str, Any], lang: str, dated: bool) -> dict[str, str]:
    return {
        "when": when(said.period, lang) if dated else "",
        "same": same(said.period, lang),
        "same_dated": same(said.period, lang, "same_dated"),
        "before": str(words["before"].get(said.period.kind, "")),
        "day": day_label(said.as_of, lang) if said.as_of else "",
    }


@dataclass(frozen=True, slots=True)
class _Telling:
    """One statement on its way into a sentence."""

    said: Statement
    lang: str
    words: Mapping[str, Any]
    slots: Mapping[str, str]
    turn: int

    def figure(self, quantity: Quantity) -> list[Piece]:
        """Subject, level and change in the order of the turn, then how much of the plan that is."""
        growth = self._growth(quantity)
        if growth:
            return [*growth, *self.target(of_fall=(quantity.value or 0) < 0)]
        shape = self._shape(quantity)
        level, change, plan = self.level(quantity, shape), self.changes(quantity, shape), self.of_plan()
        parts = [*change, *level, *plan] if shape == _CHANGE_FIRST else [*level, *plan, *change]
        return [Piece(self.subject(shape)), *parts, *self.target()]

    def subject(self, shape: int, name: str = "") -> str:
        """The name with its area and, where the language puts it there, the period."""
        own = name or self.said.name(self.lang)
        if self.said.area:
            own = self.words["of_area"].format(name=own, area=self.said.area.told(self.lang))
        if shape == _PERIOD_FIRST:
            opening = opened(self.slots["when"])
            return str(self.words["subject_opened"].format(opening=opening, name=in_sentence(own)))
        return str(self.words["subject"].format(name=own, **self.slots)).strip()

    def _shape(self, quantity: Quantity) -> int:
        shape = self.turn % SHAPES
        if shape == _PERIOD_FIRST and not self.slots["when"]:
            return _LEVEL_FIRST
        change = self.said.change
        moved = change is not None and change.value and change.unit in ("%", "pp") and self._size(change)
        if shape == _CHANGE_FIRST and not (moved and quantity.value is not None and quantity.unit != "rank"):
            return _LEVEL_FIRST
        return shape

    def level(self, quantity: Quantity, shape: int) -> list[Piece]:
        """How much it is, or what its source says of it in words."""
        slots = {**self.slots, "when": ""} if shape != _LEVEL_FIRST else self.slots
        if quantity.value is None:
            return [Piece(self.words["direction"][quantity.direction.value].format(**slots), "value")]
        patterns = self.words["level_after" if shape == _CHANGE_FIRST else "level"]
        bare = self._says_unit(quantity.unit)
        fixed = quantity.unit in RATES
        written = write(quantity, self.said.decimals, self.lang, fixed=fixed, bare=bare)
        pieces = filled(patterns[self._verb(quantity)], "value", written, "value", slots)
        notes = [self.words["provisional"]] if quantity.status is ObservationStatus.PROVISIONAL else []
        notes += [self.words["as_of"].format(**slots)] if self.said.as_of else []
        return [*pieces, Piece(self.words["notes"].format(notes="; ".join(notes)))] if notes else pieces

    def _says_unit(self, code: str) -> bool:
        """Whether the name already says what is counted: "newly established enterprises reached 310"."""
        one = unit(code)
        told = self.said.name(self.lang).lower()
        return self.lang != "vi" and one.dimension.startswith("count") and one.label(self.lang) in told

    def _verb(self, quantity: Quantity) -> str:
        if quantity.unit == "rank":
            return "rank"
        if quantity.status in _ESTIMATES:
            return "estimated" if self.said.better is Better.HIGHER else "estimated_lower"
        return self.said.better.value

    def _growth(self, quantity: Quantity) -> list[Piece]:
        """A growth said by a verb: always where it is none or a fall, else in turn; it never "reaches" −3%."""
        what, by_verb = grown(self.said.name(self.lang), self.lang)
        value = quantity.value
        if value is None or quantity.unit != "%" or not what:
            return []
        if value > 0 and not by_verb and self.turn % SHAPES != _CHANGE_FIRST:
            return []
        subject, patterns = Piece(self.subject(_LEVEL_FIRST, what)), self.words["growth"]
        if not value:
            return [subject, Piece(patterns["none"].format(**self.slots), "value"), *self._growth_change()]
        written = write(quantity, self.said.decimals, self.lang, fixed=True, signed=False)
        estimated = "_estimated" if quantity.status in _ESTIMATES else ""
        pattern = patterns[("up" if value > 0 else "down") + estimated]
        return [subject, *filled(pattern, "size", written, "value", self.slots), *self._growth_change()]

    def _growth_change(self) -> list[Piece]:
        change = self.said.change
        if change is None or not change.value or change.unit != "pp":
            return []
        written = write(change, self.said.decimals, self.lang, signed=False)
        way = "up" if change.value > 0 else "down"
        return filled(self.words["growth_change"][way], "size", written, "change", self.slots)

    def of_plan(self) -> list[Piece]:
        """How much of the year's plan is reached; with a figure of the year so far it stands there."""
        return [] if self.said.to_date else clauses.of_plan(self.said, self.words, self.lang)

    def target(self, *, of_fall: bool = False) -> list[Piece]:
        """The year's target, for what is compared with it directly; beside a fall it is said to be a rise."""
        said = self.said
        attained = said.of_plan is not None and said.of_plan.value is not None
        if attained or said.plan is None or said.plan.value is None:
            return []
        pattern = ("rise_" if of_fall and said.plan.value > 0 else "") + (
            "target_met" if self._meets_target() else "target"
        )
        written = write(said.plan, said.decimals, self.lang, fixed=said.plan.unit in RATES)
        return filled(self.words[pattern], "target", written, "plan", {})

    def _meets_target(self) -> bool:
        now, plan = self.said.quantity, self.said.plan
        if now is None or plan is None or now.value is None or plan.value is None or now.status in _ESTIMATES:
            return False
        higher = self.said.better is Better.HIGHER
        return now.unit == plan.unit and (now.value >= plan.value if higher else now.value <= plan.value)

    def changes(self, quantity: Quantity, shape: int) -> list[Piece]:
        """Against the same period, then against the period before, as far as there are numbers."""
        if quantity.value is None:
            return []
        return [*self._change(shape), *self._previous()]

    def _change(self, shape: int) -> list[Piece]:
        said, words = self.said, self.words
        change = said.change
        if change is None or (change.value is None and change.direction is Direction.NONE):
            return [Piece(words["unreadable_change"].format(**self.slots), "change")] if said.unreadable else []
        if change.value is None:
            text = words["change_direction"][change.direction.value].format(**self.slots)
            return [Piece(text + (words["unreadable"] if said.unreadable else ""), "change")]
        if not self._size(change):
            return []
        patterns = words["change_first"] if shape == _CHANGE_FIRST else words["change"]
        if change.unit == "rank":  # so many places up, which are no place themselves
            written = Written(format_number(abs(change.value), self.lang, 0), -change.value, change.unit)
        else:
            written = write(change, self._most(change), self.lang, signed=False)
        return filled(turned(patterns[_way(change)], self.turn), "size", written, "change", self.slots)

    def in_words(self, quantity: Quantity) -> list[Piece]:
        """A comparison without a number: the same, hardly changed, nothing to compare with. It comes last, so that no
        other number seems to be compared."""
        said, change = self.said, self.said.change
        if quantity.value is None or said.unreadable:
            return []
        if change is None:
            return [Piece(self.words["no_base"].format(**self.slots), "change")] if said.no_base else []
        if change.value is None or self._size(change) or self._growth(quantity):
            return []
        pattern = self.words["change"]["hardly" if change.value else "none"]
        return [Piece(turned(pattern, self.turn).format(**self.slots), "change")]

    def _most(self, change: Quantity) -> int | None:
        return self.said.change_decimals if change.unit == "%" else self.said.decimals

    def _size(self, change: Quantity) -> Decimal:
        """The change as it is shown; 0 where rounding leaves nothing."""
        value, most = change.value or Decimal(0), self._most(change)
        return abs(value if most is None else round_half_up(value, most))

    def _previous(self) -> list[Piece]:
        change = self.said.previous
        if change is None or change.value is None or not self.slots["before"]:
            return []
        if not change.value:
            return [Piece(self.words["previous"]["none"].format(**self.slots), "previous")]
        written = write(change, _OF_PREVIOUS if change.unit == "%" else self.said.decimals, self.lang, signed=False)
        way = "up" if change.value > 0 else "down"
        return filled(self.words["previous"][way], "size", written, "previous", self.slots)


def _way(change: Quantity) -> str:
    """Up or down; a rank goes up when its number falls."""
    rising = change.value is not None and change.value > 0
    if change.unit == "rank":
        return "rank_down" if rising else "rank_up"
    return "up" if rising else "down"
