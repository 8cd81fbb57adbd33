"""Read difficulties: the list, one of them with its history, what waits for whom, what goes before a review."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from quarterdeck.audit.models import Line
from quarterdeck.core.agenda import Item
from quarterdeck.core.errors import NotFound
from quarterdeck.core.links import Backlink
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.difficulties import rules
from quarterdeck.difficulties.models import Difficulty, Interim
from quarterdeck.people.models import Organisation, Post
from quarterdeck.people.queries import organisations, posts
from quarterdeck.web.gates import say
from quarterdeck.web.searching import holding
from quarterdeck.web.templatetags.quarterdeck.words import localname

# A title names so many of those who raised the difficulty; it fits the agenda of a review.
NAMED, TITLE_LENGTH = 3, 400
LATE = "late"
SORTS: Mapping[str, tuple[str, ...]] = {
    "waiting": ("rank", "raised_on", "code"),
    "due": ("rank", "answer_by", "code"),
    "newest": ("-raised_on", "-code"),
    "code": ("code",),
}


@dataclass(frozen=True)
class Row:
    """A difficulty with its waiting time and its state as of the day asked for."""

    difficulty: Difficulty
    wait: rules.Wait
    state: str


def difficulties() -> QuerySet[Difficulty]:
    """Every difficulty with the organisations that ask and are asked."""
    found = Difficulty.objects.select_related("answered_by__organisation", "answer_document", "watch_entry")
    return found.prefetch_related("raised_by", "routed_to")


def difficulty(code: str) -> Difficulty:
    """The difficulty with this code; `NotFound` otherwise."""
    found = difficulties().prefetch_related("interims").filter(code=code).first()
    if found is None:
        raise NotFound(
            Message(gettext_noop("There is no difficulty {code}."), {"code": code}),
            remedy=gettext_noop("Look it up in the list of difficulties."),
        )
    return found


def listed(
    *, day: date, search: str = "", state: str = "", asks: str = "", concerns: str = "", raised_by: str = "",
    routed_to: str = "", sort: str = "waiting",
) -> QuerySet[Difficulty]:  # fmt: skip
    """The difficulties that meet every condition given, unanswered first unless sorted otherwise.

    `state` is a state as of the day or "late" (unanswered after its last day, or without the interim answer that was
    due); organisations are given by code.
    """
    found = difficulties().prefetch_related("interims").filter(holding(search))
    if state:
        found = found.filter(_in_state(state, day))
    conditions = {"asks": asks, "concerns": concerns, "raised_by__code": raised_by, "routed_to__code": routed_to}
    found = found.filter(**{field: value for field, value in conditions.items() if value})
    states = [When(_in_state(state, day), then=Value(rank)) for rank, state in enumerate(rules.STATES)]
    order = [F(name).asc(nulls_last=True) if name == "answer_by" else name for name in SORTS[sort]]
    return found.annotate(rank=Case(*states)).order_by(*order)


def rows(chosen: Iterable[Difficulty], day: date) -> list[Row]:
    """The same with their waiting times and states."""
    return [Row(one, waited(one, day), state_on(one, day)) for one in chosen]


def state_on(one: Difficulty, day: date) -> str:
    """Its state as of a day: silence after an answer is no confirmation."""
    return rules.state_on(one.state, one.confirm_by, day)


def waited(one: Difficulty, day: date) -> rules.Wait:
    """How long it has waited as of a day."""
    given = [said.given_on for said in one.interims.all()] if one.interim_by else []
    return rules.wait(
        raised_on=one.raised_on, answer_by=one.answer_by, answered_on=one.answered_on, day=day,
        interim_by=one.interim_by, interim_on=min(given, default=None),
    )  # fmt: skip


def counts(day: date) -> dict[str, int]:
    """How many there are in each state (together all), and how many of the unanswered are late."""
    found = Difficulty.objects.aggregate(
        **{state: Count("pk", filter=_in_state(state, day)) for state in (*rules.STATES, LATE)}
    )
    return {name: int(count) for name, count in found.items()}


def _in_state(state: str, day: date) -> Q:
    """As `rules.state_on` says it; "late" is what is unanswered after its last day."""
    silent = Q(state=rules.ANSWERED, confirm_by__lt=day)
    said = Interim.objects.filter(difficulty=OuterRef("pk"))
    found = {
        LATE: Q(state=rules.OPEN) & (Q(answer_by__lt=day) | Q(interim_by__lt=day) & ~Exists(said)),
        rules.ANSWERED: Q(state=rules.ANSWERED) & (Q(confirm_by__isnull=True) | Q(confirm_by__gte=day)),
        rules.NOT_CONFIRMED: silent,
    }
    return found.get(state, Q(state=state))


def history(one: Difficulty) -> QuerySet[Line]:
    """What was done with it, oldest first, from the record of acts."""
    return Line.objects.filter(about_kind="difficulty", about=one.code).order_by("id")


def interims(one: Difficulty) -> list[Interim]:
    """The interim answers, the newest first."""
    return list(one.interims.select_related("post__organisation").order_by("-id"))


def waiting_for(organisation: str, day: date) -> list[Difficulty]:
    """What an organisation (by code) still has to answer, first due first; what asks for money too."""
    return list(listed(day=day, state=rules.OPEN, routed_to=organisation, sort="due"))


def to_confirm(organisation: str, day: date) -> list[Difficulty]:
    """What was answered to an organisation (by code) and waits for its confirmation, also after the silence."""
    found = Difficulty.objects.filter(raised_by__code=organisation, state=rules.ANSWERED, answered_on__lte=day)
    return list(found.order_by(F("confirm_by").asc(nulls_last=True), "code"))


def for_agenda(day: date) -> list[Item]:
    """Every unanswered difficulty as an item for a review, the longest late first."""
    items = [_item(row) for row in rows(listed(day=day, state=rules.OPEN), day)]
    return sorted(items, key=lambda item: -item.weight)


def backlinks_of_indicator(code: str) -> list[Backlink]:
    """The difficulties that name an indicator, newest first, as its page shows them."""
    return [
        Backlink("difficulties", localname(one, "matter"), reverse("difficulties:difficulty", args=[one.code]),
                 say(rules.STATES[one.state][0]))
        for one in Difficulty.objects.filter(indicator_code=code)
    ]  # fmt: skip


def backlinks_of_organisation(code: str) -> list[Backlink]:
    """The difficulties of a body that are not settled yet: those it is to answer, then those it raised."""
    sides = {"routed_to": _("difficulty put to it, not settled"), "raised_by": _("difficulty it raised, not settled")}
    return [
        Backlink("difficulties", f"{one.code} · {_shortened(localname(one, 'matter'))}",
                 reverse("difficulties:difficulty", args=[one.code]), label)
        for side, label in sides.items()
        for one in Difficulty.objects.filter(**{f"{side}__code": code}).exclude(state=rules.CONFIRMED)
    ]  # fmt: skip


def _item(row: Row) -> Item:
    one = row.difficulty
    return Item(
        kind="difficulty", ref=one.code,
        title_vi=_title(one.raised_by.all(), one.matter_vi, "vi"),
        title_en=_title(one.raised_by.all(), one.matter_en or one.matter_vi, "en"),
        evidence={
            "raised_by": [body.code for body in one.raised_by.all()],
            "routed_to": [body.code for body in one.routed_to.all()],
            "raised_on": one.raised_on.isoformat(),
            "answer_by": one.answer_by.isoformat() if one.answer_by else "",
            "interim_by": one.interim_by.isoformat() if one.interim_by else "",
            "days_waiting": row.wait.days,
            "days_late": row.wait.days_late,
            "asks": one.asks,
            "indicator": one.indicator_code,
        },
        weight=row.wait.days + 2 * max(row.wait.days_late, row.wait.interim_late),
    )  # fmt: skip


def _title(bodies: Iterable[Organisation], matter: str, lang: str) -> str:
    names = [short_name(body, lang) for body in bodies]
    who, more = ", ".join(names[:NAMED]), len(names) - NAMED
    if more > 0:
        with override(lang):
            who = ngettext("{names} and {count} other", "{names} and {count} others", more).format(
                names=who, count=more
            )
    return _shortened(f"{who}: {matter}")


def _shortened(text: str) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= TITLE_LENGTH else whole[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def short_name(body: Organisation, lang: str) -> str:
    """The short name of an organisation where it has one, in the language asked for."""
    return body.short_vi or body.name_vi if lang == "vi" else body.short_en or body.name_en


def bodies(day: date) -> QuerySet[Organisation]:
    """The organisations that may ask or be asked on a day, by name."""
    return organisations(day).order_by("name_vi")


def named(codes: Sequence[str], day: date) -> list[Organisation]:
    """The organisations alive on a day with these codes, in the order given; unknown codes are left out."""
    known = {body.code: body for body in organisations(day).filter(code__in=list(codes))}
    return [known[code] for code in codes if code in known]


def answering_posts(one: Difficulty, day: date) -> QuerySet[Post]:
    """Posts that may give the answer: those of the organisations asked, and the leaders."""
    return posts(day).filter(Q(organisation__in=one.routed_to.all()) | Q(role="leader"))
