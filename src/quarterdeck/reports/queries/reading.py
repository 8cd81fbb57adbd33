"""What the store knows that helps to read a text: names of indicators and units, the period of a review."""

from datetime import date

from django.db import DatabaseError

from quarterdeck.areas.queries import province
from quarterdeck.core.periods import Period
from quarterdeck.prose.catalogue import EMPTY, Catalogue
from quarterdeck.reports.queries.drafts import catalogue
from quarterdeck.reviews.queries import latest, review


def names_on(day: date) -> tuple[Catalogue, str]:
    """What texts may speak of on a day, and the code of the province."""
    home = province(day)
    return catalogue(day), home.code if home else ""


def names_known(code: str | None) -> tuple[Catalogue, Period | None, str]:
    """The catalogue, and the period and area of the review `code`; a store without tables knows nothing.

    Without a code the text itself tells its period. Raises `NotFound` for a review that does not exist.
    """
    if code:
        about = review(code)
        home = province(about.held_on)
        return catalogue(about.held_on), Period.parse(about.period), home.code if home else ""
    try:
        newest = latest()
        return (catalogue(newest.held_on), None, "") if newest else (EMPTY, None, "")
    except DatabaseError:
        return EMPTY, None, ""
