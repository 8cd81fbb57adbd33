"""Where the numbers and texts of a paper lead to."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Doors:
    """Addresses within the site, for one area and one state of knowledge: a vintage, or what was known on a day."""

    area: str
    review: str
    vintage: str
    day: date

    def figure(self, code: str, period: str, of: str, area: str = "") -> str:
        """The origin of one number; `of` is "level", "change", "of_plan" or "plan"."""
        return f"{_address('figures:origin', code)}?{self._query(period, area)}&of={of}"

    def indicator(self, code: str, period: str) -> str:
        """The page of an indicator."""
        return f"{_address('figures:indicator', code)}?{self._query(period, '')}"

    def _query(self, period: str, area: str) -> str:
        state = {"vintage": self.vintage} if self.vintage else {"known": self.day.isoformat()}
        return urlencode({"period": period, "area": area or self.area, **state})

    def conclusion(self, number: int) -> str:
        """A conclusion on the page of its review."""
        return f"{_address('reviews:review', self.review)}#conclusion-{number}"

    def task(self, code: str) -> str:
        """A task's letter."""
        return _address("tasks:task", code)

    def difficulty(self, code: str) -> str:
        """The page of a difficulty."""
        return _address("difficulties:difficulty", code)


@lru_cache(maxsize=4096)
def _address(name: str, ref: str) -> str:
    # Remembered: a briefing book has hundreds of doors to a few dozen pages.
    return reverse(name, args=[ref])
