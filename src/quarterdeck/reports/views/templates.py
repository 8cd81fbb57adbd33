"""Offices' own Word templates: kept, checked, looked at and filled."""

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.rights import Right, may
from quarterdeck.papers.live import Filled
from quarterdeck.papers.live.preview import preview
from quarterdeck.reports.actions.templating import keep_template, retire_template
from quarterdeck.reports.forms import FillForm, TemplateForm
from quarterdeck.reports.queries.intake import places
from quarterdeck.reports.queries.live import filling, kept
from quarterdeck.reports.queries.writing.asked import state
from quarterdeck.reports.queries.writing.knowledge import Knowledge
from quarterdeck.reports.rules import CONTENT_TYPES, LANGUAGES, Lang, language_of
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname

SECTION = {"section": "reports"}


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """The templates of all offices; a new one is checked before it is kept."""
    form = TemplateForm(request.POST or None, request.FILES or None)
    wrong: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            wrong = _keep(request, form)
            if not wrong:
                return redirect("reports:templates")
        except BadInput as failure:
            show_failure(form, failure)
    crumbs = [{"url": reverse("reports:index"), "label": _("Reports")}]
    context = {
        "form": form, "problems": wrong, "templates": kept.templates(), "crumbs": crumbs,
        "examples": [{"code": code, "label": say(label)} for code, label in LANGUAGES.items()],
        "may_keep": may(request.actor, Right.CHECK_DRAFT),
    }  # fmt: skip
    status = 422 if form.errors or wrong else 200
    return render(request, "reports/templates.html", SECTION | context, status=status)


def _keep(request: HttpRequest, form: TemplateForm) -> list[Any]:
    """Keep the template, or everything that is wrong with it."""
    at, upload = clock.now(), form.cleaned_data["file"]
    content = upload.read()
    wrong = filling.problems(content, kept.knowledge_to_check(at), "vi")
    if wrong:
        return [{"place": say(one.place), "message": say(one.message), "remedy": say(one.remedy)} for one in wrong]
    keep_template(name=form.cleaned_data["name"], file_name=upload.name, content=content, by=request.actor, at=at)
    return []


@gate(Right.READ)
def template(request: HttpRequest, number: int) -> HttpResponse:
    """A template, and what it says of the figures that are chosen."""
    of, asked = kept.template(number), "against" in request.GET
    form = FillForm(request.GET if asked else None, initial={"lang": language()}, areas=_areas())
    parts, references = [], ()
    if asked and form.is_valid():
        try:
            _of, made = _filled(request, number, form)
            parts, references = preview(made.content, made.references), made.references
        except (BadInput, NotFound) as failure:
            form.add_error(
                None, " ".join(one for one in (failure.place, say(failure.message), say(failure.remedy)) if one)
            )
    crumbs = [
        {"url": reverse("reports:index"), "label": _("Reports")},
        {"url": reverse("reports:templates"), "label": _("Templates")},
    ]
    context = {
        "template": of, "form": form, "parts": parts, "references": references, "crumbs": crumbs,
        "query": request.GET.urlencode(), "may_keep": may(request.actor, Right.CHECK_DRAFT),
    }  # fmt: skip
    return render(request, "reports/template.html", SECTION | context)


def _filled(request: HttpRequest, number: int, form: FillForm) -> tuple[Knowledge, Filled]:
    of, lang = _chosen(form)
    site = request.build_absolute_uri("/")
    return of, filling.filled(kept.content_of(kept.template(number)), of, lang, site=site)


def _chosen(form: FillForm) -> tuple[Knowledge, Lang]:
    data, against = form.cleaned_data, form.cleaned_data["against"]
    of = state(
        review_code=against.review.code if against.review else "",
        vintage=against.named.code if against.named else "",
        period=data["period"], area=data["area"], at=clock.now(),
    )  # fmt: skip
    return Knowledge(of), language_of(data["lang"])


def _areas() -> list[tuple[str, str]]:
    return [(one.code, localname(one)) for one in places(clock.today())]


def _asked(request: HttpRequest) -> FillForm:
    """What is asked by the address; the first thing that is wrong is told."""
    form = FillForm(request.GET, areas=_areas())
    if not form.is_valid():
        name, wrong = next(iter(form.errors.items()))
        raise BadInput(str(wrong[0]), place=name)
    return form


@gate(Right.READ)
def filled(request: HttpRequest, number: int) -> HttpResponse:
    """The filled template as a Word file, its figures leading back to this site."""
    form = _asked(request)
    of, made = _filled(request, number, form)
    name = f"{kept.template(number).name}-{of.state.period.code.replace('/', '_')}-{form.cleaned_data['lang']}.docx"
    return _word(made.content, name)


@gate(Right.READ)
def references(request: HttpRequest, number: int) -> HttpResponse:
    """Every figure that stands in the filled template, with its bookmark and origin."""
    form = _asked(request)
    of, made = _filled(request, number, form)
    return JsonResponse(filling.as_json(of, made.references), json_dumps_params={"ensure_ascii": False})


@gate(Right.READ)
def source(request: HttpRequest, number: int) -> HttpResponse:
    """The template as it was sent."""
    of = kept.template(number)
    return _word(kept.content_of(of), of.file.name)


@gate(Right.READ)
def example(request: HttpRequest, lang: str) -> HttpResponse:
    """A template to start from."""
    written = language_of(lang)
    return _word(kept.example_of(written), f"quarterdeck-{written}.docx")


@gate(Right.CHECK_DRAFT)
@require_POST
def retire(request: HttpRequest, number: int) -> HttpResponse:
    """Offer a template no longer."""
    retire_template(number=number, by=request.actor, at=clock.now())
    return redirect("reports:templates")


def _word(content: bytes, name: str) -> HttpResponse:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return HttpResponse(content, content_type=CONTENT_TYPES["docx"], headers={"Content-Disposition": disposition})
