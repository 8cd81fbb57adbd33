"""The entries: the list, one of them, how they stand, who used them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, Role
from quarterdeck.documents.queries.citing import Cited, cited
from quarterdeck.documents.queries.register import find
from quarterdeck.handbook import rules
from quarterdeck.handbook.models import Basis, Edition, Entry, Use, Wording
from quarterdeck.handbook.queries.grounds import Touch, touches
from quarterdeck.handbook.queries.pack import ending_days, order_of_topics
from quarterdeck.web.searching import holding

SORTS: Mapping[str, tuple[str, ...]] = {
    "number": ("number",),
    "newest": ("-made_at", "-number"),
    "ending": ("valid_until", "number"),
    "used": ("-used", "number"),
}


@dataclass(frozen=True, slots=True)
class Helped:
    """How often an entry was used, how often it was said whether it helped, and how often it did."""

    used: int = 0
    told: int = 0
    solved: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with how it stands on a day and whom it helped."""

    entry: Entry
    standing: str
    touches: tuple[Touch, ...]
    helped: Helped

    @property
    def doubtful(self) -> bool:
        """Whether somebody must look at it before it is relied on."""
        return self.standing in rules.DOUBTFUL


def entries() -> QuerySet[Entry]:
    """Every entry with whose answer it is and where it came from."""
    return Entry.objects.select_related("answered_by__organisation", "no_ground_post__organisation", "difficulty")


def entry(number: int) -> Entry:
    """The entry with this number; `NotFound` otherwise."""
    found = entries().filter(number=number).first() if number < 2**31 else None
    if found is None:
        raise NotFound(Message(gettext_noop("The handbook has no entry {number}."), {"number": number}),
                       remedy=gettext_noop("Look it up by its words in the handbook."))  # fmt: skip
    return found


def listed(
    *, day: date, search: str = "", topic: str = "", standing: str = "", sort: str = "number"
) -> QuerySet[Entry]:
    """The entries that meet every condition given. Without a standing those that are withdrawn are left out."""
    found = entries().exclude(state=Entry.WITHDRAWN) if not standing else _of(standing, day)
    found = found.filter(holding(search))
    if topic:
        found = found.filter(topic=topic)
    if sort == "used":
        found = found.annotate(used=Count("uses"))
    order = SORTS.get(sort, SORTS["number"])
    return found.order_by(*(F(name).asc(nulls_last=True) if name == "valid_until" else name for name in order))


def _of(standing: str, day: date) -> QuerySet[Entry]:
    if standing in (Entry.DRAFT, Entry.WITHDRAWN):
        return entries().filter(state=standing)
    published, touched = entries().filter(state=Entry.PUBLISHED), list(touches())
    expired, ending = Q(valid_until__lt=day), Q(valid_until__lte=day + timedelta(days=ending_days()))
    open_ended, unconfirmed = Q(valid_until__isnull=True), Q(confirmed_by="")
    conditions = {
        rules.EXPIRED: expired,
        rules.CHECK: Q(pk__in=touched) & ~expired,
        rules.UNCONFIRMED: unconfirmed & ~Q(pk__in=touched) & (open_ended | ~expired),
        rules.ENDING: ending & ~expired & ~Q(pk__in=touched) & ~unconfirmed,
        rules.IN_FORCE: ~Q(pk__in=touched) & ~unconfirmed & (open_ended | ~ending),
    }
    return published.filter(conditions[standing]) if standing in conditions else published


def counts(day: date) -> dict[str, int]:
    """How many entries stand how."""
    found = dict.fromkeys(rules.STANDINGS, 0)
    touched, days = touches(), ending_days()
    for pk, state, until, by in Entry.objects.values_list("pk", "state", "valid_until", "confirmed_by"):
        stands = rules.standing(state=state, valid_until=until, touched=pk in touched, day=day, ending_days=days,
                                confirmed=bool(by))  # fmt: skip
        found[stands] += 1
    return found


def rows(some: Iterable[Entry], day: date) -> list[Row]:
    """Entries with how they stand and whom they helped. Five queries."""
    chosen = list(some)
    touched, used, days = touches(one.pk for one in chosen), helped([one.pk for one in chosen]), ending_days()
    return [
        Row(
            one,
            rules.standing(state=one.state, valid_until=one.valid_until, touched=one.pk in touched, day=day,
                           ending_days=days, confirmed=bool(one.confirmed_by)),
            tuple(touched.get(one.pk, ())), used.get(one.pk, Helped()),
        )
        for one in chosen
    ]  # fmt: skip


def row(one: Entry, day: date) -> Row:
    """One entry with how it stands and whom it helped."""
    return rows([one], day)[0]


def helped(some: Collection[int]) -> dict[int, Helped]:
    """Whom entries (by id) helped: of each post what it said last, and every difficulty answered. One query."""
    kinds: dict[int, list[str]] = {}
    for pk, kind in counting_uses().filter(entry__in=some).values_list("entry", "kind"):
        kinds.setdefault(pk, []).append(kind)
    return {pk: Helped(*rules.helped(some_kinds)) for pk, some_kinds in kinds.items()}


def counting_uses() -> QuerySet[Use]:
    """The uses that count: what a post said of an entry until it said something else."""
    told = Q(kind__in=(Use.SOLVED, Use.UNSOLVED))
    later = Use.objects.filter(told, entry=OuterRef("entry"), post=OuterRef("post"), pk__gt=OuterRef("pk"))
    return Use.objects.filter(~(told & Exists(later)))


def uses(one: Entry, most: int = 50) -> list[Use]:
    """Who used an entry and what they said, newest first."""
    found = counting_uses().filter(entry=one).select_related("organisation", "post", "difficulty")
    return list(found.order_by("-pk")[:most])


def said_of(one: Entry, post: str) -> Use | None:
    """What a post (by code) said last of an entry."""
    found = one.uses.filter(post__code=post, kind__in=(Use.SOLVED, Use.UNSOLVED))
    return found.order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class Ground:
    """A legal ground as it is shown: its words, the document and paragraph where it is in the register."""

    words: str
    cited: Cited | None

    @property
    def label(self) -> str:
        """As it is read: the paragraph by its parts where one is cited, else as it was written."""
        return self.cited.label if self.cited and self.cited.paragraph else self.words


def grounds(one: Entry) -> list[Ground]:
    """The grounds of an entry in order."""
    return [_ground(row) for row in one.basis.select_related("document")]


def _ground(row: Basis) -> Ground:
    return Ground(row.words, cited(row.document, row.paragraph) if row.document else None)


def grounds_text(one: Entry) -> str:
    """The grounds as the form shows them and reads them again, a line each; the entry where a number is borne twice."""
    return "\n".join(map(_written, one.basis.select_related("document")))


def _written(row: Basis) -> str:
    if row.document is None or len(find(row.document.number)) < 2:
        return row.words
    return f"{row.words} #{row.document.pk}"


def may_confirm(one: Entry, actor: Actor) -> bool:
    """Whether the actor's post may confirm its wording: a curator, a leader, or one of the body whose answer it is.

    Whoever worded it does not confirm it himself; that is for the act to say.
    """
    if Right.CURATE_HANDBOOK in actor.rights:
        return True
    if Right.ANSWER_DIFFICULTY not in actor.rights:
        return False
    whose = one.answered_by.organisation.code if one.answered_by else ""
    return actor.role == Role.LEADER or actor.organisation == whose


def wordings(one: Entry) -> list[Wording]:
    """What the entry said over time, newest first."""
    return list(one.wordings.order_by("-number"))


def history(one: Entry) -> QuerySet[Line]:
    """What was done with it, oldest first, from the record of acts."""
    return Line.objects.filter(about_kind="handbook", about=str(one.number)).order_by("id")


def editions_with(one: Entry) -> list[Edition]:
    """The editions that hold it, newest first."""
    return list(Edition.objects.filter(places__wording__entry=one).order_by("-number"))


def in_order(some: Iterable[Entry]) -> list[Entry]:
    """Entries in the order of the book: by topic, then by number."""
    order = order_of_topics()
    return sorted(some, key=lambda one: (order.get(one.topic, len(order)), one.number))


def as_answer(one: Entry, lang: str) -> str:
    """What an entry says as the answer to a difficulty, with where it stands."""
    with translation.override(lang):
        stands = _("(Handbook, entry {number}.)").format(number=one.number)
    return f"{getattr(one, f'answer_{lang}')}\n{stands}"
