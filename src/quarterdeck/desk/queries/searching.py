"""The search over everything: figures, reviews, tasks, difficulties with calls and the watch list, handbook, documents
with their texts, units."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from quarterdeck.areas.queries import trees
from quarterdeck.core.finding import Piece, Sought, sought
from quarterdeck.core.folding import fold, search_words, searchable
from quarterdeck.core.lineage import Unit
from quarterdeck.core.rights import SYSTEM
from quarterdeck.difficulties.models import Call, Difficulty, WatchEntry
from quarterdeck.documents.models import Document
from quarterdeck.documents.queries import searching
from quarterdeck.documents.queries.entries import superseded
from quarterdeck.figures.models import Indicator
from quarterdeck.handbook.queries.entries import listed as entries
from quarterdeck.reviews.models import Review
from quarterdeck.tasks.queries.wanted import Wanted, meeting
from quarterdeck.web.searching import holding

FOUND_LIMIT = 8
LOOKED_AT = 200  # documents, best first, of which those that count are shown


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of the search: which room, what, where; of a unit also the one above it and its last day.

    `hit` is the best place in the text of a document, in pieces, those that are sought marked; `place` says where it
    stands there, in both languages.
    """

    room: str
    title_vi: str
    title_en: str
    note: str
    url: str
    parent: Unit | None = None
    last: date | None = None
    hit: Sequence[Piece] = ()
    place_vi: str = ""
    place_en: str = ""


def search(words: str, today: date) -> list[Found]:
    """What holds every word, at most eight of each room: units that are called so first, then in the order of the work.

    A word typed with accents finds only itself, one typed without finds every way to set them.
    """
    wanted, plain = sought(words), search_words(words)
    if not wanted:
        return []
    units, called = _units(words, today), " ".join(map(fold, plain))
    meant = [one for one in units if f" {fold(one.title_vi)}".endswith(f" {called}")]
    return [
        *meant, *_indicators(plain), *_reviews(plain), *_tasks(words), *_difficulties(words),
        *_calls(plain), *_watched(words), *_handbook(words, today), *_documents(words, wanted),
        *(one for one in units if one not in meant),
    ]  # fmt: skip


def _holds(wanted: Sequence[str], *texts: str) -> bool:
    text = searchable(*texts)
    return all(word in text for word in wanted)


def _indicators(wanted: Sequence[str]) -> list[Found]:
    hits = [
        one
        for one in Indicator.objects.prefetch_related("aliases")
        if _holds(wanted, one.code, one.name_vi, one.name_en, *(alias.text for alias in one.aliases.all()))
    ]
    return [
        Found("figures", one.name_vi, one.name_en, one.code, reverse("figures:indicator", args=[one.code]))
        for one in hits[:FOUND_LIMIT]
    ]


def _reviews(wanted: Sequence[str]) -> list[Found]:
    hits = [one for one in Review.objects.all() if _holds(wanted, one.code, one.title_vi, one.title_en)]
    return [
        Found("reviews", one.title_vi, one.title_en, one.code, reverse("reviews:review", args=[one.code]))
        for one in hits[:FOUND_LIMIT]
    ]


def _tasks(words: str) -> list[Found]:
    """The tasks issued last whose texts, or the names of whose leads, hold the words."""
    found = meeting(Wanted(search=words), SYSTEM).order_by("-pk")
    return [
        Found("tasks", one.text_vi, one.text_en or one.text_vi, one.code, reverse("tasks:task", args=[one.code]))
        for one in found[:FOUND_LIMIT]
    ]


def _difficulties(words: str) -> list[Found]:
    return [
        Found("difficulties", one.matter_vi, one.matter_en or one.matter_vi, one.code,
              reverse("difficulties:difficulty", args=[one.code]))
        for one in Difficulty.objects.filter(holding(words))[:FOUND_LIMIT]
    ]  # fmt: skip


def _calls(wanted: Sequence[str]) -> list[Found]:
    """The calls whose subject, code or document holds the words."""
    hits = [
        one
        for one in Call.objects.select_related("document")
        if _holds(wanted, one.code, one.title_vi, one.title_en, one.document.number if one.document else "")
    ]
    return [
        Found("calls", one.title_vi, one.title_en or one.title_vi, one.code,
              reverse("difficulties:call", args=[one.code]))
        for one in hits[:FOUND_LIMIT]
    ]  # fmt: skip


def _watched(words: str) -> list[Found]:
    return [
        Found("watch", one.subject_vi, one.subject_en or one.subject_vi, one.code,
              reverse("difficulties:watch_entry", args=[one.code]))
        for one in WatchEntry.objects.filter(holding(words))[:FOUND_LIMIT]
    ]  # fmt: skip


def _handbook(words: str, today: date) -> list[Found]:
    return [
        Found("handbook", one.question_vi, one.question_en or one.question_vi, str(one.number),
              reverse("handbook:entry", args=[one.number]))
        for one in entries(day=today, search=words)[:FOUND_LIMIT]
    ]  # fmt: skip


def _units(words: str, today: date) -> list[Found]:
    return [
        Found("areas", one.unit.name_vi, one.unit.name_en or one.unit.name_vi, one.unit.code,
              reverse("areas:unit", args=[one.unit.uid]), one.parent, one.last)
        for one in trees.nearby(words, today, FOUND_LIMIT)
    ]  # fmt: skip


def _documents(words: str, wanted: Sequence[Sought]) -> list[Found]:
    """The documents whose number, issuer, abstract or text holds the words, best first, each with its best place."""
    best = searching.ranked(wanted)[:LOOKED_AT]
    counted = Document.objects.filter(~superseded()).in_bulk(best)
    some = [counted[pk] for pk in best if pk in counted][:FOUND_LIMIT]
    places = searching.best_paragraphs(some, wanted)
    return [_document(one, places.get(one.pk), words) for one in some]


def _document(one: Document, found: searching.Hit | None, words: str) -> Found:
    url, place = reverse("documents:document", args=[one.pk]), found.paragraph if found else None
    return Found(
        "documents", one.abstract_vi, one.abstract_en or one.abstract_vi, one.number,
        f"{url}?{urlencode({'words': words})}#p{place.number}" if place else url, hit=found.pieces if found else (),
        place_vi=(place.label_vi or f"¶{place.number}") if place else "",
        place_en=(place.label_en or f"¶{place.number}") if place else "",
    )  # fmt: skip
