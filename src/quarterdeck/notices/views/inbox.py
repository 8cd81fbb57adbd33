"""The inbox: what happened that the reader is told of."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext

from quarterdeck.core.rights import Right
from quarterdeck.notices import actions
from quarterdeck.notices.forms import EVERY, InboxForm
from quarterdeck.notices.queries import inbox as queries
from quarterdeck.notices.rules import GROUPS, KINDS
from quarterdeck.people.queries import posts_as_kept
from quarterdeck.web import clock
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.words import localname

PAGE_LENGTH = 30
SECTION = {"section": "notices"}


def _row(receipt: Any, posts: Mapping[str, str]) -> dict[str, Any]:
    message = receipt.message
    kind = KINDS.get(message.kind)
    return {
        "receipt": receipt, "message": message, "says": kind.says if kind else message.kind,
        "asks": bool(kind and kind.asks), "meets": bool(kind and kind.meets),
        "group": GROUPS[kind.group] if kind else "", "title": localname(message, "title"),
        "note": localname(message, "note"), "post": posts.get(message.post, message.post),
    }  # fmt: skip


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """What the reader's posts were told, unread first of all."""
    form, today = InboxForm(request.GET), clock.today()
    asked, user = form.asked(), request.actor.user_id
    page = Paginator(queries.listed(user, today, asked), PAGE_LENGTH).get_page(request.GET.get("page"))
    posts = posts_as_kept({one.message.post for one in page.object_list})
    context = {
        "form": form, "asked": asked, "page": page, "rows": [_row(one, posts) for one in page.object_list],
        "newest": max((one.pk for one in page.object_list), default=0), "every": EVERY,
        "several": len({one.post_id for one in page.object_list}) > 1,
        "narrowed": bool(asked.group or asked.search), "query": request.GET.urlencode(), "today": today,
    }  # fmt: skip
    return render(request, "notices/index.html", SECTION | context)


@gate(Right.READ)
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to what a notice is about; it is read then."""
    receipt = queries.one(request.actor.user_id, clock.today(), pk)
    actions.mark_read(receipt=receipt, by=request.actor, at=clock.now())
    return redirect(receipt.message.link)


@gate(Right.READ)
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one as read or, where the button says so, as unread again; only by the button."""
    if request.method == "POST":
        receipt = queries.one(request.actor.user_id, clock.today(), pk)
        act = actions.mark_unread if request.POST.get("as") == "unread" else actions.mark_read
        act(receipt=receipt, by=request.actor, at=clock.now())
    return redirect(_back(request))


@gate(Right.READ)
def mark_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read that the page lists, on all its pages; only by the button."""
    if request.method == "POST":
        newest, asked = request.POST.get("newest", ""), InboxForm(request.GET).asked()
        up_to = int(newest) if newest.isdecimal() and len(newest) < 19 else 0
        count = actions.mark_all_read(asked=asked, newest=up_to, by=request.actor, at=clock.now())
        told = ngettext("{count} notice marked as read.", "{count} notices marked as read.", count)
        messages.success(request, told.format(count=count))
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The list as it was shown, with its conditions."""
    back = f"{reverse('notices:index')}?{request.GET.urlencode()}" if request.GET else reverse("notices:index")
    return back if url_has_allowed_host_and_scheme(back, None) else reverse("notices:index")
