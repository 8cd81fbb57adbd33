"""The draft desk: put a text before the check, the text with its marks, the findings in order of harm."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from quarterdeck.areas.queries import area, province
from quarterdeck.core.errors import BadInput
from quarterdeck.core.rights import Right
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.files.actions import keep_file
from quarterdeck.reports import actions
from quarterdeck.reports.actions.checking import PATIENCE
from quarterdeck.reports.forms import AgainForm, DraftForm
from quarterdeck.reports.jobs import checking
from quarterdeck.reports.queries import desk, inquiries
from quarterdeck.reports.queries.cautions import cautions
from quarterdeck.reports.queries.drafts import area_of
from quarterdeck.reports.queries.owners import owner
from quarterdeck.reports.queries.page import Block, blocks
from quarterdeck.reports.queries.posts import Posts
from quarterdeck.reports.queries.shown import Cards
from quarterdeck.reports.queries.versions import earlier, later
from quarterdeck.reports.rules.changing import acts_open_to
from quarterdeck.reports.rules.desk import HARM, STATES
from quarterdeck.reports.rules.titles import title_of
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say

ON_A_PAGE = 100
SECTION = {"section": "drafts"}


@gate(Right.CHECK_DRAFT)
def index(request: HttpRequest) -> HttpResponse:
    """Put a text before the check; what was checked before; what departments answered."""
    form = DraftForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("reports:draft", _put(request, form).pk)
        except BadInput as failure:
            show_failure(form, failure)
    every = request.GET.get("whose") == "all"
    rows = desk.drafts_with_counts("" if every else request.actor.organisation)
    page = Paginator(rows, 20).get_page(request.GET.get("page"))
    context = {
        "form": form, "page": page, "every": every,
        "waiting": inquiries.waiting_for(request.actor.organisation).count(),
        "answered": inquiries.answered_for(request.actor.post)[:5],
    }  # fmt: skip
    return render(request, "reports/drafts.html", SECTION | context, status=422 if form.errors else 200)


def _put(request: HttpRequest, form: DraftForm) -> Any:
    data, at = form.cleaned_data, clock.now()
    source, file = data["source"], None
    name, apart = _("Pasted text"), source.apart()
    if data.get("content"):
        upload = data["file"]
        name = upload.name
        refuse_secret([source.text], file_name=name, content=data["content"], place="file")
        actions.refuse_unfit(source.text, place="file")
        file = keep_file(
            name=name, media_type=upload.content_type or "", content=data["content"], by=request.actor, at=at
        )
    made = actions.check_draft(
        against=data["against"], name=(title_of(source.text, apart) or name)[:255], text=source.text, file=file,
        kind=source.kind, notes=source.notes, apart=apart, by=request.actor, at=at,
    )  # fmt: skip
    checking.start_if_waiting(made)
    return made


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter above the findings: its name in the address, sign, word and count."""

    code: str
    word: str
    count: int
    verdict: bool = False


@gate(Right.CHECK_DRAFT)
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """The text with its marks, and the findings in order of harm."""
    of = desk.draft(number)
    if of.state != of.CHECKED:
        return _not_yet(request, of)
    counts, cards = desk.counts(of), Cards(of, request.actor, clock.now())
    show = request.GET.get("show") or (desk.TO_DO if counts.to_do else desk.EVERY)
    page = Paginator(desk.findings(of, show), ON_A_PAGE).get_page(request.GET.get("page"))
    part = _part(request.GET.get("part", ""), len(cards.cuts))
    context = {
        "draft": of, "against": desk.against_of(of), "counts": counts, "filters": _filters(counts), "show": show,
        "page": page, "cards": cards.cards(page.object_list), "blocks": _blocks(of, *cards.cuts[part - 1]),
        "part": part, "parts": len(cards.cuts), "previous_part": part - 1, "next_part": part + 1,
        "here": _here(show, page, part), "last": desk.last_change(of), "again": _again(of),
        "at": request.GET.get("at", ""), "posts": Posts(), "cautions": cautions(of),
        "earlier": earlier(of), "later": later(of), "acts": cards.acts(), "own_area": _own_area(of),
        "asked": inquiries.is_asked(of, request.actor.organisation),
    }  # fmt: skip
    return render(request, "reports/draft.html", SECTION | context)


def _blocks(of: Any, start: int, end: int) -> list[Block]:
    return blocks(desk.pieces(of, start, end), desk.apart(of), start)


def _own_area(of: Any) -> Any:
    """The unit that the text speaks of where it names none, where that is not the province."""
    against = desk.against_of(of)
    home, code = province(against.day), area_of(of.text, against)
    return area(code, against.day) if home and code != home.code else None


def _not_yet(request: HttpRequest, of: Any) -> HttpResponse:
    given_up = of.state == of.CHECKING and clock.now() - of.checked_at > PATIENCE
    acts = acts_open_to(request.actor, owner(of, clock.now()))
    context = {"draft": of, "total": len(of.text), "again": _again(of), "given_up": given_up, "acts": acts}
    return render(request, "reports/checking.html", SECTION | context)


@gate(Right.CHECK_DRAFT)
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """How far the check of a long text is; the page is loaded anew once it is done."""
    of = desk.draft(number)
    answer = render(request, "reports/_progress.html", {"draft": of, "total": len(of.text)})
    if of.state != of.CHECKING:
        answer.headers["HX-Refresh"] = "true"
    return answer


def _again(of: Any) -> AgainForm:
    own = of.review.vintage.code if of.review and of.review.vintage else ""
    chosen = f"review:{of.review.code}" if of.review and of.vintage in ("", own) else f"vintage:{of.vintage}"
    return AgainForm(initial={"against": chosen, "version": of.version})


def _part(text: str, most: int) -> int:
    return min(max(int(text), 1), most) if text.isascii() and text.isdecimal() and len(text) < 6 else 1


def _here(show: str, page: Page, part: int) -> str:
    """What is shown, as an address: acts come back to it."""
    return urlencode({"show": show, "page": page.number, "part": part})


def _filters(counts: desk.Counts) -> list[Filter]:
    first = [Filter(desk.TO_DO, _("To look at"), counts.to_do), Filter(desk.EVERY, _("All"), counts.every)]
    verdicts = [Filter(one, "", counts.verdicts[one], True) for one in HARM if one in counts.verdicts]
    states = [
        Filter(state, say(label), counts.states[state]) for state, label in STATES.items() if state in counts.states
    ]
    return [*first, *verdicts, *states]
