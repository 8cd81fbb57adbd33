"""Working days, legal deadlines with the steps that explain them, and time words that a law defines."""

from quarterdeck.core.calendars.pack import from_pack
from quarterdeck.core.calendars.time_words import TimeWord, time_words_from_pack
from quarterdeck.core.calendars.working import Counted, Dated, Name, Swap, WorkingCalendar

__all__ = [
    "Counted",
    "Dated",
    "Name",
    "Swap",
    "TimeWord",
    "WorkingCalendar",
    "from_pack",
    "time_words_from_pack",
]
