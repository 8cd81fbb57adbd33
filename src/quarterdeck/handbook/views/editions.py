"""The editions: published books, the next one, the files."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from quarterdeck.core.errors import BadInput
from quarterdeck.core.rights import Right
from quarterdeck.handbook import actions
from quarterdeck.handbook.forms import EditionForm, FilterForm
from quarterdeck.handbook.queries import book, candidates, editions, entries
from quarterdeck.handbook.queries.pack import layout, topic_name
from quarterdeck.handbook.queries.sheets import sheet
from quarterdeck.handbook.views.lists import SECTION, allowed
from quarterdeck.papers.content import Footer, Lang
from quarterdeck.papers.excel import write_workbook
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import moment

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 20_000


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """Every edition, and what the next one would change."""
    context = {"editions": editions.editions(), "plan": editions.planned(clock.today())}
    return render(request, "handbook/editions.html", SECTION | allowed(request) | context)


@gate(Right.READ)
def edition(request: HttpRequest, number: int) -> HttpResponse:
    """One edition: what it holds and what it changed."""
    one = editions.edition(number)
    changed, before = editions.changed(one)
    found = editions.contents(one)
    known = {wording.entry.number: wording for wording in found} | editions.questions(changed.gone)
    context = {
        "one": one, "parts": _parts(found), "before": before, "changed": _changed(changed, known),
    }  # fmt: skip
    return render(request, "handbook/edition.html", SECTION | context)


def _parts(found: Any) -> list[tuple[str, Any]]:
    return [(topic_name(topic, language()), group) for topic, group in editions.by_topic(found)]


def _changed(changed: Any, known: Any) -> list[tuple[str, list[Any]]]:
    """The lists of changes with the wordings they name."""
    lists = (
        (_("New questions"), changed.added), (_("Answers worded anew"), changed.reworded),
        (_("No longer in the handbook"), changed.gone),
    )  # fmt: skip
    return [(title, [known[number] for number in numbers if number in known]) for title, numbers in lists if numbers]


@gate(Right.CURATE_HANDBOOK)
def new(request: HttpRequest) -> HttpResponse:
    """Publish the next edition, after a look at what goes into it and what does not."""
    call = request.GET.get("call", "")[:40]
    words, number = layout()["book"], editions.next_number()
    chosen = next((one for one in candidates.calls() if one.code == call), None)
    initial = {
        "number": number, "title_vi": chosen.title_vi if chosen else words["title"]["vi"],
        "title_en": (chosen.title_en if chosen else "") or words["title"]["en"],
    }  # fmt: skip
    form = EditionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.publish_edition(
                **form.cleaned_data, call_code=chosen.code if chosen else "", by=request.actor, at=clock.now()
            )
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("Edition {number} is published.").format(number=made.number))
            return redirect("handbook:edition", made.number)
    plan = editions.planned(clock.today(), chosen.code if chosen else "")
    context = {
        "form": form, "plan": plan, "parts": _parts(plan.holds), "call": chosen, "calls": candidates.calls(),
        "number": number, "changed": _changed(plan.changed, _known(plan)),
        "waiting": candidates.candidates(call=call).count() if chosen else 0,
    }  # fmt: skip
    return render(request, "handbook/publish.html", SECTION | context, status=422 if form.errors else 200)


def _known(plan: Any) -> dict[int, Any]:
    return {one.entry.number: one for one in plan.holds} | editions.questions(plan.changed.gone)


def _asked(request: HttpRequest) -> Lang:
    lang = request.GET.get("lang", "")
    if lang == "en":
        return "en"
    return "vi" if lang == "vi" or language() == "vi" else "en"


@gate(Right.READ)
def printed(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """An edition as Word or PDF."""
    lang = _asked(request)
    content, media_type = book.rendered(book.of_edition(editions.edition(number), lang), form)
    return _file(content, media_type, f"handbook-{number}-{lang}.{form}")


@gate(Right.READ)
def working(request: HttpRequest, form: str) -> HttpResponse:
    """What holds today as Word or PDF, not published."""
    lang, today = _asked(request), clock.today()
    content, media_type = book.rendered(book.working_copy(today, lang), form)
    return _file(content, media_type, f"handbook-{today}-{lang}.{form}")


@gate(Right.READ)
def export(request: HttpRequest) -> HttpResponse:
    """The entries as chosen, as a workbook."""
    today = clock.today()
    some = entries.listed(day=today, **FilterForm(request.GET).conditions()).prefetch_related("basis")[:MOST_ROWS]
    lang: Lang = "vi" if language() == "vi" else "en"
    footer = Footer(vintage=moment(clock.now()), produced=moment(clock.now()))
    content = write_workbook([sheet(entries.rows(some, today), lang)], lang=lang, footer=footer)
    return _file(content, EXCEL, f"handbook-{today}.xlsx")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)
