"""What a list of tasks can be narrowed to, and how a narrowed one is called."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from quarterdeck.areas.models import Area
from quarterdeck.documents.models import Document
from quarterdeck.figures.models import Theme
from quarterdeck.files.models import KeptFile
from quarterdeck.people.models import Organisation, Post
from quarterdeck.reviews.models import Review
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.wanted import NONE, Wanted
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

Options = list[tuple[str, str]]
NEWEST = 200
_TABLES: dict[str, tuple[Any, str]] = {
    "lead": (Organisation, "code"), "area": (Area, "uid"), "assigner": (Post, "code"), "theme": (Theme, "code")
}  # fmt: skip


def bodies() -> Options:
    """The organisations that lead or accept tasks, by name. One query."""
    leads, accepts = (Task.objects.filter(**{field: OuterRef("pk")}) for field in ("lead", "acceptor__organisation"))
    found = Organisation.objects.filter(Q(Exists(leads)) | Q(Exists(accepts)))
    return sorted(((one.code, localname(one)) for one in found), key=lambda item: item[1])


def sources(chosen: str = "") -> Options:
    """The newest reviews and documents that tasks were issued from, and the document chosen. At most three queries."""
    reviews = Review.objects.filter(Exists(Task.objects.filter(conclusion__review=OuterRef("pk"))))
    documents = Document.objects.filter(Exists(Task.objects.filter(document=OuterRef("pk"))))
    found = [(f"review:{one.code}", localname(one, "title")) for one in reviews.order_by("-held_on")[:NEWEST]]
    found += [(f"document:{one.pk}", one.number) for one in documents.order_by("-pk")[:NEWEST]]
    kind, _colon, ref = chosen.partition(":")
    if kind == "document" and chosen not in dict(found) and (known := _document(ref)):
        found.append((chosen, known.number))
    if kind == "sheet" and (sheet := KeptFile.objects.filter(digest=ref).first()):
        found.append((chosen, _("taken in from {file}").format(file=sheet.name)))
    return found


def named(wanted: Wanted) -> Options:
    """The conditions that come with a link from the totals: the name of each in the address, and its words."""
    codes = [(name, _called(name, ref)) for name in (*_TABLES, "document", "group") if (ref := getattr(wanted, name))]
    texts = {
        "issued_from": _("issued from {day}"), "issued_to": _("issued up to {day}"),
        "due_from": _("due from {day}"), "due_to": _("due up to {day}"),
    }  # fmt: skip
    days: list[tuple[str, date]] = [(name, getattr(wanted, name)) for name in texts if getattr(wanted, name)]
    return [*codes, *((name, texts[name].format(day=day_text(day))) for name, day in days)]


def _called(name: str, ref: str) -> str:
    texts = {"lead": _("lead: {name}"), "area": _("area of the lead: {name}"), "assigner": _("assigned by: {name}"),
             "document": _("document: {name}"), "theme": _("theme: {name}"),
             "group": _("collective order: {name}")}  # fmt: skip
    return texts[name].format(name=_("none") if ref == NONE else _name(name, ref))


def _name(name: str, ref: str) -> str:
    if name == "document":
        known = _document(ref)
        return known.number if known else ref
    if name == "group":
        return ref
    table, field = _TABLES[name]
    found = table.objects.filter(**{field: ref}).first()
    return localname(found) if found else ref


def _document(ref: str) -> Document | None:
    fits = ref.isascii() and ref.isdigit() and len(ref) < 18
    return Document.objects.filter(pk=int(ref)).first() if fits else None
