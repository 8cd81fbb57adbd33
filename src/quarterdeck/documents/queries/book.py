"""The register as a printed book: the columns of the paper register, for Excel and CSV."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db.models import F, Window
from django.db.models.functions import ExtractYear, RowNumber
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from quarterdeck.documents.models import Document
from quarterdeck.documents.queries.numbers import type_of
from quarterdeck.documents.queries.register import Related, related
from quarterdeck.papers.content import Cell, Column, Lang, Row, Table
from quarterdeck.web import packs
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname


def layout() -> dict[str, Any]:
    """Title, columns and urgencies of the register, from the country pack."""
    found: dict[str, Any] = packs.read(settings.PACK, "documents/register.yaml")
    return found


def urgencies(lang: Lang) -> list[tuple[str, str]]:
    """The levels of urgency as code and name, most urgent first."""
    return [(one["code"], one[lang]) for one in layout()["urgencies"]]


def book(entries: Iterable[Document], lang: Lang) -> Table:
    """The entries in the columns of the paper register; what is filled in by hand stays empty."""
    with translation.override(lang):
        return _book(entries, layout(), lang)


def _book(entries: Iterable[Document], shape: Mapping[str, Any], lang: Lang) -> Table:
    columns = tuple(Column(one[lang], width=one["width"]) for one in shape["columns"])
    fields = [one["field"] for one in shape["columns"]]
    numbers = arrival_numbers()
    rows = tuple(_row(entry, fields, numbers, lang) for entry in entries)
    notes = (_("Columns left empty are filled in by hand on the printed register."),) if None in fields else ()
    return Table(columns, rows, caption=shape["title"][lang], notes=notes)


def arrival_numbers() -> dict[int, int]:
    """The running number of each entry within the year in which it was registered, from 1 on 1 January."""
    numbered = Document.objects.order_by().annotate(
        arrival=Window(RowNumber(), partition_by=[ExtractYear("registered_at")], order_by=F("pk").asc())
    )
    return dict(numbered.values_list("pk", "arrival"))


def _row(entry: Document, fields: list[str | None], numbers: dict[int, int], lang: Lang) -> Row:
    known = {
        "arrived_on": day_text(timezone.localtime(entry.registered_at)),
        "arrival_number": str(numbers[entry.pk]),
        "issuer": localname(entry, "issuer"),
        "number": entry.number,
        "signed_on": day_text(entry.signed_on),
        "type_and_abstract": f"{type_of(entry.type_code).name(lang)}: {localname(entry, 'abstract')}",
        "note": _note(entry, lang),
    }
    return Row(tuple(Cell(known[field] if field else "") for field in fields))


def _note(entry: Document, lang: Lang) -> str:
    parts = [dict(urgencies(lang)).get(entry.urgency, "")]
    parts += [_said(one) for one in related(entry)]
    parts.append(_("registered by {name}").format(name=entry.registered_by))
    return "; ".join(part for part in parts if part)


def _said(one: Related) -> str:
    return f"{say(one.label)} {one.document.number}"
