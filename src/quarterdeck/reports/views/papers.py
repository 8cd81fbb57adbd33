"""The papers of a review: the list, the page, the files."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from quarterdeck.core.rights import Right
from quarterdeck.reports.queries import files, paper_of
from quarterdeck.reports.rules import (
    CONTENT_TYPES,
    KINDS,
    LANGUAGES,
    Kind,
    Lang,
    file_name,
    format_of,
    kind_of,
    language_of,
)
from quarterdeck.reviews.queries import review, reviews
from quarterdeck.reviews.queries.notices import signing
from quarterdeck.reviews.queries.pages import page_of
from quarterdeck.web import clock
from quarterdeck.web.gates import gate, public, say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """Every review with its papers, in both languages and every format."""
    kinds = [{"code": kind, "label": say(label), "about": say(about)} for kind, (label, about) in KINDS.items()]
    languages = [{"code": lang, "label": say(label)} for lang, label in LANGUAGES.items()]
    actions = [
        {"url": reverse("reports:difference"), "label": _("What changed")},
        {"url": reverse("reports:templates"), "label": _("Templates")},
    ]
    context = {
        "reviews": reviews(), "kinds": kinds, "languages": languages, "section": "reports", "actions": actions,
    }  # fmt: skip
    return render(request, "reports/index.html", context)


@gate(Right.READ)
def paper(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A paper on a page: every number opens its origin."""
    asked = request.GET.get("lang", "")
    lang, which = language_of(asked) if asked else language_of(language()), kind_of(kind)
    now = clock.now()
    body = request.GET.get("body", "")
    of, fragment = files.fragment(code, which, lang, today=now.date(), at=now, body=body)
    context = {
        "section": "reports", "title": say(KINDS[which][0]), "fragment": SafeString(fragment),
        "vintage": of.vintage.known_on if of.vintage else None,
        "actions": [*_others(of, which, lang, body), *_actions(code, which, lang, body)],
        "subtitle": localname(of, "title"),
        "crumbs": [{"url": reverse("reports:index"), "label": _("Reports")},
                   {"url": reverse("reviews:review", args=[code]), "label": of.code}],
    }  # fmt: skip
    return render(request, "reports/paper.html", page_of(of, request.actor, _tab(which)) | context)


def _tab(kind: Kind) -> str:
    """The page of the review on which a kind of paper is listed."""
    return "notices" if kind in ("minutes", "notice") else ""


def _others(of: Any, kind: Kind, lang: Lang, body: str) -> list[dict[str, object]]:
    """The notices that other bodies sign of the same review."""
    signs = [one.body for one in signing(of)] if kind == "notice" else []
    shown = body or (signs[0].code if signs else "")
    told = _("Notice of the {body}")
    return [{"url": f"?lang={lang}&body={one.code}", "label": told.format(body=localname(one))}
            for one in signs if one.code != shown]  # fmt: skip


def _actions(code: str, kind: Kind, lang: Lang, body: str) -> list[dict[str, object]]:
    """What can be taken away, and the other language."""
    more = f"body={body}" if body else ""
    word, pdf = (f"{reverse('reports:download', args=[code, kind, lang, form])}{more and '?'}{more}"
                 for form in ("docx", "pdf"))  # fmt: skip
    other = next(one for one in LANGUAGES if one != lang)
    return [
        {
            "url": f"?lang={other}{more and '&'}{more}",
            "label": _("In Vietnamese") if other == "vi" else _("In English"),
        },
        {"url": pdf, "label": _("Save as PDF")},
        {"url": word, "label": _("Save as Word"), "primary": True},
    ]


@gate(Right.READ)
def download(request: HttpRequest, code: str, kind: str, lang: str, form: str) -> HttpResponse:
    """A paper as a file, its numbers leading back to this site."""
    which, written, kept = kind_of(kind), language_of(lang), format_of(form)
    now = clock.now()
    body = request.GET.get("body", "")
    made = paper_of(review(code), which, written, today=now.date(), at=now, body=body)
    content = files.rendered(made, kept, site=request.build_absolute_uri("/"))
    name = file_name(code, which, written, kept, body)
    return HttpResponse(
        content, content_type=CONTENT_TYPES[kept], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@public
@cache_control(max_age=3600, public=True)
def stylesheet(request: HttpRequest) -> HttpResponse:
    """How a paper looks on a page; the same rules as in the saved file."""
    return HttpResponse(files.stylesheet(), content_type="text/css; charset=utf-8")
