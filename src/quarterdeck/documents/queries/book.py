"""The registers as printed books: the columns of the paper ones, for Word, PDF, Excel and CSV."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Max, Min, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from quarterdeck.documents.models import Document, Passing
from quarterdeck.documents.queries.entries import current
from quarterdeck.documents.queries.numbers import type_of
from quarterdeck.documents.queries.register import Related, by_issuer, passings, related_of
from quarterdeck.papers.content import Cell, Column, Lang, Row, Table
from quarterdeck.web import packs
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

INCOMING, OUTGOING = Document.INCOMING, Document.OUTGOING


def layout() -> dict[str, Any]:
    """Books, their columns and the urgencies, from the country pack."""
    found: dict[str, Any] = packs.read(settings.PACK, "documents/register.yaml")
    return found


def urgencies(lang: Lang) -> list[tuple[str, str]]:
    """The levels of urgency as code and name, most urgent first."""
    return [(one["code"], one[lang]) for one in layout()["urgencies"]]


def entries(direction: str, first: date, last: date, issuer: str = "") -> QuerySet[Document]:
    """What stands in a book for the days given, both counted, in its order: by arrival, or by number.

    Of a document that was entered again only the entry that counts; `issuer` narrows it to the documents of one.
    """
    found = current().filter(direction=direction)
    found = found.filter(by_issuer(issuer)) if issuer else found
    if direction == INCOMING:
        return found.filter(received_on__gte=first, received_on__lte=last).order_by("received_on", "pk")
    return found.filter(signed_on__gte=first, signed_on__lte=last).order_by("signed_on", "ordinal", "pk")


def book(some: Iterable[Document], lang: Lang, direction: str = INCOMING) -> Table:
    """The entries in the columns of a paper register; what is filled in by hand stays empty."""
    with translation.override(lang):
        return _book(list(some), layout()["books"][direction], lang)


def cover(some: Sequence[Document], direction: str, first: date, last: date, lang: Lang) -> list[str]:
    """The lines on the first page of a book: its year, its days, its numbers."""
    said = layout()["cover"]
    lines = [said["days"][lang].format(first=day_text(first), last=day_text(last))]
    if first.year == last.year:
        lines.insert(0, said["year"][lang].format(year=first.year))
    arrivals = arrival_numbers(some) if direction == INCOMING else {}
    numbers = sorted(filter(None, (arrivals.get(one.root) if arrivals else one.ordinal for one in some)))
    return [*lines, said["numbers"][lang].format(first=numbers[0], last=numbers[-1])] if numbers else lines


def title(direction: str, lang: Lang) -> str:
    """What stands on the cover of a book."""
    return str(layout()["books"][direction]["title"][lang])


@dataclass(frozen=True)
class _Known:
    """What is looked up once for all entries of a book."""

    arrivals: Mapping[int, int]
    related: Mapping[int, list[Related]]
    passed: Mapping[int, Passing]


def _book(some: Collection[Document], shape: Mapping[str, Any], lang: Lang) -> Table:
    columns = tuple(Column(one[lang], width=one["width"]) for one in shape["columns"])
    fields = [one["field"] for one in shape["columns"]]
    last = {one.document.root: one for one in passings(some)}
    known = _Known(arrival_numbers(some), related_of(some), last)
    rows = tuple(_row(entry, fields, known, lang) for entry in some)
    notes = (_("Columns left empty are filled in by hand on the printed register."),) if None in fields else ()
    return Table(columns, rows, caption=shape["title"][lang], notes=notes)


def arrival_numbers(some: Collection[Document] | None = None) -> dict[int, int]:
    """The running number of each incoming document within the year of its registration, from 1 on 1 January.

    By the number of its first entry; an entry that corrects it keeps the number. For `some`, only those of the years
    from the first to the last in which they were registered.
    """
    counted = Document.objects.filter(direction=INCOMING, first=None).order_by("pk")
    asked = counted if some is None else counted.filter(pk__in={one.root for one in some})
    ends = asked.order_by().aggregate(first=Min("registered_at"), last=Max("registered_at"))
    if ends["first"] is None:
        return {}
    first, last = (timezone.localtime(ends[name]).year for name in ("first", "last"))
    years = (counted.filter(registered_at__year=year) for year in range(first, last + 1))
    return {pk: number for year in years for number, pk in enumerate(year.values_list("pk", flat=True), 1)}


def _row(entry: Document, fields: list[str | None], known: _Known, lang: Lang) -> Row:
    passing = known.passed.get(entry.root)
    said = {
        "arrived_on": day_text(entry.received_on or timezone.localtime(entry.registered_at)),
        "arrival_number": str(known.arrivals.get(entry.root, "")),
        "issuer": localname(entry, "issuer"),
        "number": entry.number,
        "signed_on": day_text(entry.signed_on),
        "type_and_abstract": f"{type_of(entry.type_code).name(lang)}: {localname(entry, 'abstract')}",
        "signer": entry.signer,
        "recipients": entry.recipients,
        "archive": entry.archive,
        "copies": str(entry.copies or ""),
        "receiver": passing.receiver if passing else "",
        "passed_on": day_text(passing.passed_on) if passing else "",
        "note": _note(entry, known.related[entry.pk], lang),
    }
    return Row(tuple(Cell(said[field] if field else "") for field in fields))


def _note(entry: Document, related: Iterable[Related], lang: Lang) -> str:
    parts = [dict(urgencies(lang)).get(entry.urgency, "")]
    parts += [_said(one) for one in related]
    return "; ".join(part for part in parts if part)


def _said(one: Related) -> str:
    return f"{say(one.label)} {one.document.number}"
