"""Whether a file names areas as they were on other days than those it reports of."""

from collections.abc import Iterable
from datetime import date

from quarterdeck.areas.queries import register
from quarterdeck.core.lineage import Fit, detect
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.wording import Named
from quarterdeck.figures.rules.importing import Facts, ParsedSheet

MOST_PERIODS = 60  # of a file that are looked at, latest first


def doubts(sheet: ParsedSheet, facts: Facts) -> tuple[Message, ...]:
    """A warning for each period whose areas, taken together, fit the register of other days.

    Codes are given out again with another meaning, so that a file may be read without an error and still be of
    other units than its author means.
    """
    latest = sorted(sheet.areas, key=lambda one: one.start, reverse=True)[:MOST_PERIODS]
    found = {
        period: _other_days(sheet.areas[period], facts, period) for period in sorted(latest, key=lambda p: p.start)
    }
    return tuple(_doubt(period, fit) for period, fit in found.items() if fit is not None)


def _other_days(texts: Iterable[str], facts: Facts, period: Period) -> Fit | None:
    """The only days that the areas fit, where these are not days of the period."""
    codes, names = [], []
    for text in texts:
        known = {one.code for one in facts.versions(text)}
        if text in known or not known:
            codes.append(text)
            names.append("")
        elif len(known) == 1:
            codes.append(known.pop())
            names.append(text)
    fits = detect(codes, names, register(expected=True)).fits
    if len(fits) != 1 or (fits[0].begin < period.end and (fits[0].end or date.max) > period.start):
        return None
    return fits[0]


def _doubt(period: Period, fit: Fit) -> Message:
    about: dict[str, object] = {"period": Named(period), "begin": fit.begin, "last": fit.last}
    if fit.last is None:
        text = gettext_noop("The areas of {period:en} look like those of {begin} and later: check their codes.")
    else:
        text = gettext_noop("The areas of {period:en} look like those of {begin} to {last}: check their codes.")
    return Message(text, about)
