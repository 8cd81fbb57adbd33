"""What the store knows of figures in one state of knowledge, read once for each area."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import children
from quarterdeck.core.measures import Better
from quarterdeck.core.periods import Period
from quarterdeck.engine.reading.log import Known, Log
from quarterdeck.engine.reading.ranking import rank
from quarterdeck.engine.reading.reading import Measure, Reading, computed_change, level, nothing
from quarterdeck.figures.models import Batch, Indicator, Source
from quarterdeck.figures.queries import catalogue
from quarterdeck.figures.queries.log import rows
from quarterdeck.figures.queries.tables import Row
from quarterdeck.figures.rules.table import Line, line
from quarterdeck.reports.queries.figures import year_so_far
from quarterdeck.reports.queries.writing.asked import State, codes_of, no_indicator


class Knowledge:
    """The figures of one state: a line for any indicator, area and period, and what lies around it.

    One query for the catalogue, two for each area that is asked for.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        everything = list(catalogue.indicators())
        self.indicators: Mapping[str, Indicator] = {one.code: one for one in everything}
        self.book = catalogue.book(everything)
        self._rows: dict[str, Sequence[Known]] = {}
        self._logs: dict[str, Log] = {}
        self._sources: dict[int, Source | None] = {}

    @property
    def names(self) -> list[tuple[str, str, str]]:
        """Code and names of every indicator, in the order of the catalogue."""
        return [(one.code, one.name_vi, one.name_en) for one in self.indicators.values()]

    def codes(self, given: Sequence[str]) -> list[str]:
        """The codes asked for; `NotFound` names those that are like a mistyped one."""
        return codes_of(given, self.names)

    def indicator(self, code: str) -> Indicator:
        """The indicator with this code; `NotFound` names those that are like it."""
        found = self.indicators.get(code.strip().upper())
        if found is None:
            raise no_indicator(code, self.names)
        return found

    def measure(self, code: str) -> Measure:
        """What the rules must know of the indicator."""
        return self.book.measures[code]

    def rows(self, area: Area) -> Sequence[Known]:
        """Every row of the area that was known, older ones too."""
        if area.code not in self._rows:
            self._rows[area.code] = list(rows(self.state.known, areas=[area]))
        return self._rows[area.code]

    def log(self, area: Area) -> Log:
        """The newest row of every key of the area."""
        if area.code not in self._logs:
            regimes = {one.code: one.regime for one in self.indicators.values()}
            self._logs[area.code] = Log(self.rows(area), regimes)
        return self._logs[area.code]

    def line(self, code: str, area: Area, period: Period) -> Line:
        """The row of the figures table."""
        return line(self.measure(code), self.log(area), area.code, period, self.book)

    def row(self, code: str, area: Area, period: Period) -> Row:
        """The same with its indicator."""
        return Row(self.indicators[code], self.line(code, area, period))

    def to_date(self, code: str, area: Area, period: Period) -> Reading:
        """The year so far, where it is another figure than that of the period."""
        return year_so_far(self.measure(code), self.log(area), area.code, period, self.book)

    def on_previous(self, code: str, area: Area, now: Reading) -> Reading:
        """The change on the period before; nothing for a figure that grows over the year."""
        measure, period = self.measure(code), Period.parse(now.period)
        if measure.cumulative or period.kind not in ("Q", "M"):
            return nothing(now.period, "growth_prev")
        return computed_change(measure, now, level(measure, self.log(area), area.code, period.previous()))

    def before(self, row: Known, area: Area) -> Known | None:
        """What was said of the same key before, if it was another value."""
        older = [one for one in self.rows(area) if one.key == row.key and row.is_newer_than(one)]
        last = max(older, key=lambda one: (one.at, one.batch, one.id), default=None)
        return last if last is not None and last.value is not None and last.value != row.value else None

    def others(self, row: Known, area: Area) -> list[Known]:
        """What other publishers say of the same thing, where it is another value."""
        key = row.key
        said = self.log(area).others(
            key.indicator, key.area, key.period, breakdown=key.breakdown, scenario=key.scenario
        )
        return [one for one in said if one.value is not None and one.value != row.value]

    def source(self, row: Known) -> Source | None:
        """Where a row was read, if it was published. One query for each batch."""
        if row.batch not in self._sources:
            batch = Batch.objects.select_related("source").filter(pk=row.batch).first()
            self._sources[row.batch] = batch.source if batch else None
        return self._sources[row.batch]

    def day(self, row: Known) -> date:
        """Since when a row is known."""
        return timezone.localtime(row.at).date()

    def peers(self, area: Area) -> list[Area]:
        """The units directly under the same parent, the area among them."""
        return list(children(area.parent_code, self.state.day)) if area.parent_code else []

    def place(self, code: str, area: Area, period: Period) -> tuple[int, int] | None:
        """The rank of the area and how many of its peers have a figure; None where nobody is ranked."""
        peers = self.peers(area)
        if len(peers) < 2:
            return None
        values = {one.code: self.line(code, one, period).now.value for one in peers}
        lowest = self.indicators[code].better == Better.LOWER.value
        found = rank(values.get(area.code), list(values.values()), lowest_first=lowest)
        return (found, sum(one is not None for one in values.values())) if found else None
