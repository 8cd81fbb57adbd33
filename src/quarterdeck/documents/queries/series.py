"""Numbers in their series: the span in which one is given once, what is missing, what was given twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.db.models import Q, QuerySet

from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.documents.models import Document
from quarterdeck.documents.queries.entries import current
from quarterdeck.documents.queries.numbers import DocumentType, type_of
from quarterdeck.documents.rules import BY_TERM, YEARLY, Gap, Span, gaps, span_of
from quarterdeck.web import packs


@dataclass(frozen=True, slots=True)
class Series:
    """The outgoing numbers of one issuer that are counted together, within one span."""

    family: str
    type: DocumentType | None
    letters: str
    span: Span
    count: int
    greatest: int
    gaps: tuple[Gap, ...]
    doubles: tuple[tuple[Document, ...], ...]

    @property
    def whole(self) -> bool:
        """Whether no number is missing and none was given twice."""
        return not self.gaps and not self.doubles


@cache
def _terms(pack: str) -> Mapping[str, tuple[date, ...]]:
    said: Mapping[str, Sequence[date]] = packs.read(pack, "documents/register.yaml")["terms"]
    return {letters: tuple(sorted(days)) for letters, days in said.items()}


def _shared(family: str) -> bool:
    """Whether the types of a family share one run of numbers, by the rule of the pack."""
    return family in packs.read(settings.PACK, "documents/register.yaml")["one_run"]


def span(family: str, letters: str, day: date) -> Span | None:
    """The days within which a number of this family and issuer is given once, or None where that is not known."""
    return span_of(family, letters, day, _terms(settings.PACK))


def beside(one: Document) -> QuerySet[Document]:
    """The documents whose numbers run together with that of this one, itself included; none for an undated one.

    Of an outgoing document those that went out under the same letters, of an incoming one those of its issuer.
    """
    within = span(one.family, one.letters, one.signed_on) if one.signed_on else None
    if within is None:
        return Document.objects.none()
    found = _latest().filter(family=one.family, letters=one.letters, signed_on__gte=within.first)
    found = found.filter(signed_on__lte=within.last) if within.last else found
    if not _shared(one.family):
        found = found.filter(type_code=one.type_code)
    if one.direction == Document.OUTGOING:
        return found.filter(direction=Document.OUTGOING)
    return found.filter(issuer_vi=one.issuer_vi)


def _latest() -> QuerySet[Document]:
    return current().filter(ordinal__isnull=False)


def remarks(one: Document) -> list[Message]:
    """What is odd about the number of a document within its series: given twice, or numbers before it missing.

    Numbers are missing only among outgoing documents: of what others issue an office receives a part.
    """
    if one.ordinal is None or one.signed_on is None or span(one.family, one.letters, one.signed_on) is None:
        return []
    found = []
    twins = [other for other in beside(one).filter(ordinal=one.ordinal) if other.root != one.root and _twin(one, other)]
    if twins:
        others = ", ".join(other.number for other in twins)
        found.append(Message(gettext_noop("Number {ordinal} was given twice in this series: {others} has it too."),
                             {"ordinal": one.ordinal, "others": others}))  # fmt: skip
    if one.direction == Document.OUTGOING:
        found += _missing_before(one)
    return found


def _twin(one: Document, other: Document) -> bool:
    """12 and 12a are two numbers; 581/BNV-CCHC and 581/BNV-TCTL are one, given twice."""
    return _suffix(one) == _suffix(other)


def _suffix(one: Document) -> str:
    after = one.key[len(str(one.ordinal)) :]
    return after[0] if after[:1].isalpha() else ""


def _missing_before(one: Document) -> list[Message]:
    ordinal = one.ordinal or 0
    before = beside(one).filter(ordinal__lt=ordinal).order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    if before + 1 >= ordinal:
        return []
    said = {"gap": str(Gap(before + 1, ordinal - 1))}
    if one.family == "party":
        return [Message(gettext_noop(
            "In this series {gap} is not registered. Documents of state secrecy share the numbers of the Party and are "
            "never kept here."), said)]  # fmt: skip
    return [Message(gettext_noop("In this series {gap} is not registered."), said)]


def all_series(day: date) -> list[Series]:
    """Every series of outgoing documents that runs on a day, by issuer, family and type. One query."""
    runs: dict[tuple[str, str, str], tuple[Span, list[Document]]] = {}
    running = Q(family__in=YEARLY, signed_on__year=day.year) | Q(family=BY_TERM, signed_on__isnull=False)
    found = _latest().filter(running, direction=Document.OUTGOING).order_by("ordinal", "pk")
    for one in found.only("number", "key", "ordinal", "family", "letters", "type_code", "signed_on"):
        within = span(one.family, one.letters, day)
        if within and one.signed_on in within:
            key = (one.letters, one.family, "" if _shared(one.family) else one.type_code)
            runs.setdefault(key, (within, []))[1].append(one)
    return [_series(*key, *runs[key]) for key in sorted(runs)]


def _series(letters: str, family: str, code: str, within: Span, run: Sequence[Document]) -> Series:
    by_number: dict[tuple[int, str], list[Document]] = {}
    for one in run:
        by_number.setdefault((one.ordinal or 0, _suffix(one)), []).append(one)
    numbers = [number for number, _ in by_number]
    return Series(
        family, type_of(code) if code else None, letters, within, len(run), max(numbers), tuple(gaps(numbers)),
        tuple(tuple(some) for some in by_number.values() if len(some) > 1),
    )  # fmt: skip
