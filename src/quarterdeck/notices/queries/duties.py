"""What an account has to do, as it may leave the pages that guard it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from quarterdeck.core.duties import Duty, duties
from quarterdeck.notices.queries.addressees import posts_held
from quarterdeck.notices.queries.withholding import words
from quarterdeck.notices.rules import Subject, told

# A mail names what is due within so many calendar days.
SOON_DAYS = 3


def duties_of(user_id: int, today: date, lang: str) -> list[Duty]:
    """What the posts have to do that an account holds on a day; words that must be withheld are."""
    return bared(duties(posts_held(user_id, today), today, lang))


def bared(found: Iterable[Duty]) -> list[Duty]:
    """Duties without the words that must be withheld (`rules.told`), and without those of which nothing is told."""
    withheld = words()
    bare = []
    for one in found:
        note = "\n".join((*one.details, one.place))
        shown = told(Subject("task", one.ref, one.link, one.title, note_vi=note, sealed=one.sealed), withheld)
        if shown is not None:
            bare.append(replace(one, title=one.ref, details=(), place="") if shown.withheld else one)
    return bare


def pressing(found: Iterable[Duty], today: date) -> tuple[list[Duty], list[Duty]]:
    """Of open duties those that are overdue, and those due from today on within `SOON_DAYS`."""
    kept = [one for one in found if one.day is not None and not one.meeting]
    overdue = [one for one in kept if one.late_on(today)]
    soon = [one for one in kept if one.day and today <= one.day <= today + timedelta(days=SOON_DAYS)]
    return overdue, soon
