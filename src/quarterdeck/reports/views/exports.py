"""What can be taken from the draft desk: the checked Word file, the certificate, the findings as JSON."""

import re
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from quarterdeck.core.rights import Right
from quarterdeck.reports.queries import desk, files
from quarterdeck.reports.queries.certificate import certificate_of
from quarterdeck.reports.queries.checked_word import checked_word
from quarterdeck.reports.queries.findings_form import findings_form
from quarterdeck.reports.rules import CONTENT_TYPES, LANGUAGES, format_of, language_of
from quarterdeck.web import clock
from quarterdeck.web.gates import gate

# A pasted text has only its title for a name: "… quý I/2024".
_ENDING = re.compile(r"\.(?:docx|pdf|html?|txt)$", re.IGNORECASE)
_UNSAFE = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))


def _file(of: Any, ending: str, content: bytes, kind: str) -> HttpResponse:
    """A file named after the draft's own."""
    stem = _ENDING.sub("", of.file.name if of.file else of.name).translate(_UNSAFE).strip(" .-") or "draft"
    saved = quote(f"{stem}-{ending}")
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{saved}"}
    )


@gate(Right.CHECK_DRAFT)
def word(request: HttpRequest, number: int) -> HttpResponse:
    """The draft as a Word file, with corrections as tracked changes and findings as comments."""
    of = desk.draft(number)
    return _file(of, "checked.docx", checked_word(of), CONTENT_TYPES["docx"])


@gate(Right.CHECK_DRAFT)
def findings(request: HttpRequest, number: int) -> HttpResponse:
    """The findings with what was decided, for programs."""
    return JsonResponse(findings_form(desk.draft(number)), json_dumps_params={"ensure_ascii": False})


@gate(Right.CHECK_DRAFT)
def certificate(request: HttpRequest, number: int) -> HttpResponse:
    """The certificate on a page."""
    of, asked = desk.draft(number), request.GET.get("lang", "")
    paper = certificate_of(of, language_of(asked) if asked else None, at=clock.now())
    address = reverse("reports:certificate", args=[number])
    other = next(one for one in LANGUAGES if one != paper.lang)
    context = {
        "section": "drafts", "title": _("Certificate"), "subtitle": of.name,
        "fragment": SafeString(files.fragment_of(paper)), "to_do": desk.counts(of).to_do,
        "crumbs": [{"url": reverse("reports:drafts"), "label": _("Draft check")},
                   {"url": reverse("reports:draft", args=[number]), "label": of.name}],
        "actions": [
            {"url": f"?lang={other}", "label": _("In Vietnamese") if other == "vi" else _("In English")},
            {"url": f"{address}{paper.lang}.docx", "label": _("Save as Word")},
            {"url": f"{address}{paper.lang}.pdf", "label": _("Save as PDF"), "primary": True},
        ],
    }  # fmt: skip
    return render(request, "reports/certificate.html", context)


@gate(Right.CHECK_DRAFT)
def certificate_file(request: HttpRequest, number: int, lang: str, form: str) -> HttpResponse:
    """The certificate as a file."""
    of, written, kept = desk.draft(number), language_of(lang), format_of(form)
    paper = certificate_of(of, written, at=clock.now())
    return _file(of, f"certificate-{written}.{kept}", files.rendered(paper, kept), CONTENT_TYPES[kept])
