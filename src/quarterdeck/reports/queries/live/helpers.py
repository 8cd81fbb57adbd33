"""What templates may ask for: figures, growth, attainment, sentences, and rows for tables."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import children
from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import MISSING_MARK, Direction, decimals_of, format_number, round_half_up
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.pace import Standing
from quarterdeck.core.periods import Period
from quarterdeck.core.wording import unit_label
from quarterdeck.engine.reading.reading import Reading
from quarterdeck.papers.live import Helper, Marks, Reference
from quarterdeck.papers.live.language import row
from quarterdeck.prose.write import Told, in_sentence, paragraph, sentence, told
from quarterdeck.prose.write.numbers import RATES, write
from quarterdeck.prose.write.phrases import when
from quarterdeck.reports.queries.doors import Doors
from quarterdeck.reports.queries.figures import badge_of
from quarterdeck.reports.queries.head import state_of_knowledge
from quarterdeck.reports.queries.writing.asked import area_of
from quarterdeck.reports.queries.writing.knowledge import Knowledge
from quarterdeck.reports.queries.writing.stated import Stated, stated
from quarterdeck.reports.rules import Lang

# What the rows of lists hold.
FIELDS = frozenset(
    {"code", "name", "unit", "value", "same", "change", "plan", "of_plan", "standing", "rank", "area", "period",
     "number", "text", "badge", "of", "bookmark"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Desk:
    """One template being filled: from which figures, in which language, marking what."""

    of: Knowledge
    lang: Lang
    marks: Marks
    doors: Doors

    def helpers(self) -> dict[str, Helper]:
        """Everything by the name that templates use."""
        own: Iterable[Callable[..., Any]] = (
            self.figure, self.number, self.unit, self.value, self.growth, self.change, self.attainment, self.plan,
            self.same_period, self.name, self.period, self.standing, self.sentence, self.paragraph, self.indicators,
            self.areas, self.references, self.known,
        )  # fmt: skip
        return {one.__name__: one for one in own}

    # -- one figure
    def figure(self, code: str, period: str = "", area: str = "") -> str:
        """The figure with its unit; words where it is not known."""
        return self._of(code, period, area, "value", unit=True)

    def number(self, code: str, period: str = "", area: str = "") -> str:
        """The figure without its unit; a dash where it is not known."""
        return self._of(code, period, area, "value", unit=False)

    def unit(self, code: str) -> str:
        """The unit as it stands in the head of a column."""
        return str(unit_label(self.of.indicator(code).unit, self.lang))

    def value(self, code: str, period: str = "", area: str = "") -> Decimal | None:
        """The exact value for a condition, not to be shown; none where it is not known."""
        return self._stated(code, period, area).readings["value"].value

    def growth(self, code: str, period: str = "", area: str = "") -> str:
        """The change on the same period in words that agree with its sign: "tăng 11,1%", "down 0.5 points"."""
        one = self._stated(code, period, area)
        pieces = sentence(one.statement, self.lang)
        place = next((at for at, piece in enumerate(pieces) if piece.of == "change"), 0)
        if not place:
            return _unknown(self.lang)
        piece, verb = pieces[place], pieces[place - 1].text.rpartition(", ")[2]
        if piece.value is None:
            return self._mark(one, "change", piece.text.removeprefix(", "))
        behind = pieces[place + 1].text if piece.unit == "rank" else ""  # how many places
        return verb + self._mark(one, "change", piece.text) + behind

    def change(self, code: str, period: str = "", area: str = "") -> str:
        """The same with a sign, for tables: "+11,1%"."""
        one = self._stated(code, period, area)
        change = one.readings["change"].quantity
        if change is None or change.value is None:
            return MISSING_MARK
        digits = one.statement.change_decimals if change.unit == "%" else one.statement.decimals
        text = write(change, digits, self.lang).text
        return self._mark(one, "change", f"+{text}" if change.value > 0 else text)

    def attainment(self, code: str, period: str = "", area: str = "") -> str:
        """How much of the year's plan is reached."""
        return self._of(code, period, area, "of_plan", unit=True)

    def plan(self, code: str, period: str = "", area: str = "") -> str:
        """The plan of the year."""
        return self._of(code, period, area, "plan", unit=True)

    def same_period(self, code: str, period: str = "", area: str = "") -> str:
        """The figure of the same period of the year before."""
        one = self._stated(code, period, area)
        then = Period.parse(one.readings["value"].period).same_last_year()
        return self._of(code, then.code, area, "value", unit=True)

    # -- words
    def name(self, code: str, capital: bool = True) -> str:
        """The name of an indicator, as it opens a sentence or as it stands within one."""
        one = self.of.indicator(code)
        text = str(one.name_vi if self.lang == "vi" else one.name_en)
        return text if capital else in_sentence(text)

    def period(self, period: str = "") -> str:
        """A period as a sentence names it, e.g. "quý I/2024"."""
        return when(self._period(period), self.lang).strip()

    def standing(self, code: str, period: str = "", area: str = "") -> str:
        """How it stands against the year's plan, in words."""
        found = self._stated(code, period, area).statement.standing
        return MISSING_MARK if found is Standing.UNKNOWN else in_sentence(found.label(self.lang))

    def sentence(self, code: str, period: str = "", area: str = "", full: bool = False) -> str:
        """What the figure says in a sentence; in `full` with share, rank, revision and other sources."""
        one = self._stated(code, period, area, full=full)
        return self._text([(one, each) for each in told(one.statement, self.lang)])

    def paragraph(self, code: str, *parts: str, period: str = "", area: str = "") -> str:
        """The headline, then its parts, then which of them lag behind."""
        known = [self._stated(each, period, area) for each in (code, *parts)]
        by_statement = {id(one.statement): one for one in known}
        head, *others = [one.statement for one in known]
        return self._text([(by_statement[id(one.of)], one) for one in paragraph(head, others, self.lang)])

    def known(self) -> str:
        """Which figures these are: the vintage, or as known when."""
        with override(self.lang):
            return state_of_knowledge(self.of.state.known)

    # -- rows of tables
    def indicators(self, theme: str = "", period: str = "", area: str = "") -> list[Any]:
        """A row for every indicator, or for those of a theme."""
        themes = sorted({one.theme.code for one in self.of.indicators.values()})
        if theme and theme not in themes:
            raise BadInput(
                Message(gettext_noop('There is no theme "{theme}".'), {"theme": theme}),
                remedy=Message(gettext_noop("Use one of: {codes}."), {"codes": ", ".join(themes)}),
            )
        wanted = [one.code for one in self.of.indicators.values() if theme in ("", one.theme.code)]
        return [self._row(self._stated(code, period, area)) for code in wanted]

    def areas(self, code: str, period: str = "", area: str = "") -> list[Any]:
        """A row for every unit directly under an area, the best first."""
        upper = self._area(area)
        known = [self._stated(code, period, one.code) for one in children(upper.code, self.of.state.day)]
        falling = -1 if self.of.indicator(code).better != "lower" else 1
        known.sort(key=lambda one: (_last(one), falling * (one.readings["value"].value or 0), one.area.code))
        return [self._row(one, place) for place, one in enumerate(known, 1)]

    def references(self) -> list[Any]:
        """A row for every figure written before this place."""
        return [row({name: partial(self._told, one, name) for name in FIELDS}) for one in tuple(self.marks.references)]

    def _told(self, one: Reference, name: str) -> str:
        """What a row of the list of references holds under a name."""
        if name == "name":
            return self.name(one.code)
        if name == "period":
            return Period.parse(one.period).label(self.lang)
        return str(getattr(one, name, ""))

    def _row(self, one: Stated, place: int = 0) -> Any:
        code, period, area = one.code, one.asked.code, one.area.code
        own = one.area.name_vi if self.lang == "vi" else one.area.name_en
        return row({
            "code": lambda: code, "name": lambda: self.name(code), "unit": lambda: self.unit(code),
            "value": lambda: self.number(code, period, area), "same": lambda: self._same(one),
            "change": lambda: self.change(code, period, area), "plan": lambda: self._cell(one, "plan"),
            "of_plan": lambda: self._cell(one, "of_plan"), "standing": lambda: self.standing(code, period, area),
            "rank": lambda: str(place) if place and not _last(one) else MISSING_MARK, "area": lambda: own,
            "period": lambda: self.period(one.statement.period.code),
        })  # fmt: skip

    def _same(self, one: Stated) -> str:
        then = Period.parse(one.readings["value"].period).same_last_year()
        return self.number(one.code, then.code, one.area.code)

    def _cell(self, one: Stated, of: str) -> str:
        return self._of(one.code, one.asked.code, one.area.code, of, unit=of == "of_plan", dash=True)

    # -- how they are read and marked
    def _of(self, code: str, period: str, area: str, of: str, *, unit: bool, dash: bool = False) -> str:
        one = self._stated(code, period, area)
        quantity = one.readings[of].quantity
        if quantity is None or (quantity.value is None and quantity.direction is Direction.NONE):
            return MISSING_MARK if dash or not unit else _unknown(self.lang)
        if quantity.value is None:
            return self._mark(one, of, quantity.direction.label(self.lang))
        digits = one.statement.decimals if of != "of_plan" else one.statement.of_plan_decimals
        fixed = quantity.unit in RATES and of != "of_plan"
        if unit:
            return self._mark(one, of, write(quantity, digits, self.lang, fixed=fixed).text)
        # A column has one unit, so that the number keeps that of its indicator.
        value = quantity.value if digits is None else round_half_up(quantity.value, digits)
        shown = format_number(value, self.lang, digits if fixed else max(0, decimals_of(value.normalize())))
        text = f"{quantity.qualifier.label(self.lang)} {shown}".lstrip().replace("-", "\N{MINUS SIGN}")
        return self._mark(one, of, text)

    def _text(self, sentences: Sequence[tuple[Stated, Told]]) -> str:
        texts = []
        for one, each in sentences:
            texts.append("".join(self._mark(one, p.of, p.text, p) if p.of else p.text for p in each.pieces))
        return " ".join(texts)

    def _mark(self, one: Stated, of: str, text: str, piece: Any = None) -> str:
        reading: Reading = one.readings.get(of, one.readings["value"])
        kind = {"value": "level", "to_date": "level"}.get(of, of)
        origin = (
            one.origin(piece, self.doors) if piece else self.doors.figure(one.code, reading.period, kind, one.area.code)
        )
        return self.marks.mark(
            text,
            code=one.code,
            of=kind,
            area=one.area.code,
            period=reading.period,
            badge=badge_of(reading),
            origin=origin,
        )

    def _stated(self, code: str, period: str, area: str, *, full: bool = False) -> Stated:
        return stated(self.of, self.of.indicator(code).code, self._area(area), self._period(period), full=full)

    def _area(self, code: str) -> Area:
        return area_of(code, self.of.state.day) if code else self.of.state.area

    def _period(self, code: str) -> Period:
        return Period.parse(code) if code else self.of.state.period


def _last(one: Stated) -> bool:
    return one.readings["value"].value is None


def _unknown(lang: Lang) -> str:
    with override(lang):
        return _("no figure yet")
