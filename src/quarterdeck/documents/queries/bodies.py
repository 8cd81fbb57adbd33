"""The bodies of the store as issuers of documents, and as those whom a document binds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from quarterdeck.core.rights import Actor
from quarterdeck.documents.models import Bound, Document
from quarterdeck.documents.queries.entries import counting
from quarterdeck.people.models import Organisation
from quarterdeck.people.queries import alive
from quarterdeck.people.queries.founding import kinds
from quarterdeck.people.queries.heirs import heirs
from quarterdeck.people.queries.lists import kinds_of_bodies


@dataclass(frozen=True, slots=True)
class Answer:
    """What a body that is bound has issued to implement the document; `ended` where the body is no more.

    What the heir of a body that ended has issued counts for it; `heir` is the body whose documents these are, or who
    took over last where there are none.
    """

    body: Organisation
    documents: tuple[Document, ...]
    ended: bool
    heir: Organisation | None = None

    @property
    def issued(self) -> bool:
        """Whether there is such a document."""
        return bool(self.documents)


@dataclass(frozen=True, slots=True)
class Answers:
    """All of them: those that are missing first, then the others; `beyond` are documents of bodies not bound."""

    rows: tuple[Answer, ...]
    beyond: tuple[Document, ...]

    @property
    def missing(self) -> int:
        """How many bodies still owe theirs; one that has ended owes none."""
        return sum(not one.issued and not one.ended for one in self.rows)

    @property
    def issued(self) -> int:
        """How many have issued theirs."""
        return sum(one.issued for one in self.rows)

    @property
    def ended(self) -> int:
        """How many ended before they issued theirs."""
        return sum(one.ended and not one.issued for one in self.rows)


def body_called(name: str, day: date) -> Organisation | None:
    """The body with this name, or short name, that lived on a day; None where there is none or there are several.

    A letterhead adds the place to the name that the store uses: "Ủy ban nhân dân tỉnh Bắc Giang" of Tỉnh Bắc Giang is
    its "Ủy ban nhân dân tỉnh".
    """
    found = list(Organisation.objects.filter(Q(name_vi=name) | Q(short_vi=name), alive(day))[:2])
    if not found:
        living = Organisation.objects.filter(alive(day)).select_related("area")
        found = [one for one in living if _with_place(name, one)]
    return found[0] if len(found) == 1 else None


def _with_place(name: str, one: Organisation) -> bool:
    """Whether a name is that of the body followed by the name of its unit, with or without the unit's kind."""
    given, own, unit = name.casefold(), one.name_vi.casefold(), one.area.name_vi.casefold()
    place = given.removeprefix(f"{own} ")
    return place != given and (unit == place or unit.endswith(f" {place}"))


def keeps_register_of(actor: Actor, body: Organisation) -> bool:
    """Whether the documents of a body go out through the register that this actor keeps: its own, and that above."""
    own = Organisation.objects.select_related("parent").filter(code=actor.organisation).first()
    while own is not None:
        if own.pk == body.pk:
            return True
        own = own.parent
    return False


def to_bind() -> list[tuple[str, list[Organisation]]]:
    """The bodies that a document may bind, by kind and code: the living, then those that have ended."""
    groups: dict[str, list[Organisation]] = {kind: [] for kind in kinds_of_bodies()}
    for one in Organisation.objects.order_by(F("valid_to").desc(nulls_first=True), "code"):
        groups[one.kind].append(one)
    return list(groups.items())


def kind_name(kind: str, lang: str) -> str:
    """What the country pack calls a kind of bodies; the kind itself where it does not say."""
    return kinds().get(kind, {}).get(f"name_{lang}", kind)


def lives_on(one: Organisation, day: date | None) -> bool:
    """Whether a body lives on a day; without a day, whether it has no end."""
    if day is None:
        return one.valid_to is None
    return (one.valid_from is None or one.valid_from <= day) and (one.valid_to is None or one.valid_to > day)


def bodies_with(codes: Sequence[str]) -> list[Organisation]:
    """The bodies with these codes."""
    return list(Organisation.objects.filter(code__in=codes).order_by("code"))


def receivers(day: date) -> list[str]:
    """The names of the bodies that live on a day, for proposals while typing."""
    return list(Organisation.objects.filter(alive(day)).order_by("code").values_list("name_vi", flat=True))


def bound_by(one: Document) -> list[Organisation]:
    """The bodies that a document orders to act, by code."""
    return [link.organisation for link in one.bound.select_related("organisation").order_by("organisation__code")]


def bound_anywhere() -> list[Organisation]:
    """The bodies that any document of the register binds."""
    return list(Organisation.objects.filter(pk__in=Bound.objects.values("organisation")).order_by("code"))


def answers(one: Document, today: date) -> Answers:
    """Which of the bodies that a document binds, or their heirs, have issued a document that implements it.

    Five queries, and one for each generation of heirs beyond the first.
    """
    acts = counting().filter(Q(target=one.root) | Q(target__first=one.root), kind="implements")
    made = [link.document for link in acts.select_related("document__issued_by").order_by("document__signed_on", "pk")]
    bound = bound_by(one)
    ended = {body.code for body in bound if body.valid_to is not None and body.valid_to <= today}
    after = _heirs(ended)
    rows = [_answer(body, made, body.code in ended, after.get(body.code, ())) for body in bound]
    theirs = {one.pk for one in bound} | {row.heir.pk for row in rows if row.heir and row.documents}
    return Answers(
        tuple(sorted(rows, key=lambda row: (row.issued, row.ended, row.body.code))),
        tuple(doc for doc in made if doc.issued_by_id not in theirs),
    )


def _heirs(ended: Collection[str]) -> dict[str, list[Organisation]]:
    """The heirs of bodies that ended, one after the other."""
    chains = heirs(ended) if ended else {}
    known = {one.code: one for one in bodies_with(list({code for chain in chains.values() for code in chain}))}
    return {code: [known[heir] for heir in chain if heir in known] for code, chain in chains.items()}


def _answer(body: Organisation, made: Sequence[Document], ended: bool, after: Sequence[Organisation]) -> Answer:
    """The body's own documents, else those of the first of its heirs that has issued any."""
    for one in (body, *after):
        own = tuple(doc for doc in made if doc.issued_by_id == one.pk)
        if own:
            return Answer(body, own, ended, None if one is body else one)
    return Answer(body, (), ended, after[-1] if after else None)
