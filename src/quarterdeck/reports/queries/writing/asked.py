"""What is to be written: of which figures, area, period and state of knowledge; what is mistyped is shown its like."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from rapidfuzz import fuzz, process

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import alive, province
from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.folding import fold
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.figures.queries import catalogue
from quarterdeck.figures.queries.log import AsKnown, end_of_day
from quarterdeck.reviews.queries import latest, review, reviews

_NEAR, _SHOWN = 60, 3


@dataclass(frozen=True, slots=True)
class State:
    """One state of knowledge, and the area and period that are meant where none is named.

    `review` is the code of the review whose frozen figures these are, "" where another state was asked for.
    """

    known: AsKnown
    area: Area
    period: Period
    day: date
    review: str = ""


def state(
    *, review_code: str = "", vintage: str = "", known_on: date | None = None, period: str = "", area: str = "",
    at: datetime,
) -> State:  # fmt: skip
    """The figures of a review, of a vintage, as known on a day, or else of the latest review.

    Where no period is named, it is that of the review; of a vintage or a day, of the review held last by then.

    Raises `NotFound` for a review, vintage or area that there is not, `BadInput` for a period that is none or where
    two states are named.
    """
    if sum(bool(one) for one in (review_code, vintage, known_on)) > 1:
        raise BadInput(gettext_noop("A review, a vintage and a day are three ways to name the same."), place="vintage",
                       remedy=gettext_noop("Name one of them."))  # fmt: skip
    meant = review(review_code) if review_code else None if vintage or known_on else latest()
    frozen = meant.vintage.code if meant is not None and meant.vintage else vintage
    known = catalogue.as_known(vintage_code=frozen, at=_end(known_on) if known_on else at)
    told = Period.parse(period or (meant.period if meant else _usual(timezone.localtime(known.at).date())))
    day = min(told.last_day, timezone.localtime(known.at).date())
    return State(known, area_of(area, day), told, day, meant.code if meant else "")


def _usual(day: date) -> str:
    """The period that is meant on a day: that of the review held last by then, else the quarter of the day."""
    held = reviews().filter(held_on__lte=day).order_by("-held_on", "-pk").first()
    return str(held.period) if held else Period.of_day(day, "Q").code


def _end(day: date) -> datetime:
    return end_of_day(datetime.combine(day, datetime.min.time(), tzinfo=timezone.get_current_timezone()))


def area_of(code: str, day: date) -> Area:
    """The unit with this code on a day, the steered province where none is named; `NotFound` names its like."""
    home = province(day)
    if home is None:
        raise NotFound(gettext_noop("This store steers no province yet."),
                       remedy=gettext_noop("Set it up first: open it in a browser."))  # fmt: skip
    if not code or code == home.code:
        return home
    found = alive(day).filter(code=code).order_by("level").first()
    if found is not None:
        return found
    units = alive(day).filter(Q(parent_code=home.code) | Q(pk=home.pk))
    near = _like(code, [(one.code, (one.code, one.name_vi, one.name_en)) for one in units])
    raise NotFound(
        Message(gettext_noop('There is no unit with the code "{code}".'), {"code": code}), place="area",
        remedy=_did_you_mean(near) or gettext_noop("Look it up on the page Areas."),
    )  # fmt: skip


def codes_of(given: Iterable[str], known: Iterable[tuple[str, str, str]]) -> list[str]:
    """The codes of indicators, "all" for every one; `NotFound` names those that are like the one mistyped.

    `known` are code and names of each indicator.
    """
    held = list(known)
    codes = {code for code, _, _ in held}
    found: list[str] = []
    for one in given:
        wanted = one.strip().upper()
        if wanted == "ALL":
            found += [code for code, _, _ in held]
        elif wanted in codes:
            found.append(wanted)
        else:
            raise no_indicator(one, held)
    return list(dict.fromkeys(found))


def no_indicator(code: str, held: Iterable[tuple[str, str, str]]) -> NotFound:
    """What to raise where no indicator has the code, with the codes and names that are like it."""
    near = _like(code, [(known, (known.replace("_", " "), vi, en)) for known, vi, en in held])
    return NotFound(
        Message(gettext_noop('There is no indicator "{code}".'), {"code": code}), place="indicator",
        remedy=_did_you_mean(near) or gettext_noop("Look it up on the page Figures."),
    )  # fmt: skip


def _like(text: str, known: Iterable[tuple[str, tuple[str, ...]]]) -> list[str]:
    """The codes whose names are most like a text."""
    names = [(code, fold(name)) for code, every in known for name in every]
    choices = {place: name for place, (_, name) in enumerate(names)}
    wanted = fold(text.replace("_", " "))
    found = process.extract(wanted, choices, scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=3 * _SHOWN)
    return list(dict.fromkeys(names[place][0] for _, _, place in found))[:_SHOWN]


def _did_you_mean(near: list[str]) -> Message | None:
    return Message(gettext_noop("Did you mean {codes}?"), {"codes": ", ".join(near)}) if near else None
