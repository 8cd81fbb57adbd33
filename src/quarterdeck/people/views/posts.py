"""Posts: add one, say who takes it up and who gives it up, end it; and end a whole body."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.core.links import backlinks, backlinks_of_many, open_to
from quarterdeck.core.rights import Right
from quarterdeck.people.actions import add_post, end_membership, end_organisation, end_post, take_up_post
from quarterdeck.people.forms import GIVES_UP, EndForm, LeaveForm, PostForm, TakeUpForm
from quarterdeck.people.queries import account, post
from quarterdeck.people.queries.acts import version, version_of_body
from quarterdeck.people.queries.lists import below, body, held, membership, posts_of
from quarterdeck.people.rules import BODY, BODY_WORK, POST_WORK
from quarterdeck.people.views.shared import by_label, form_page, sent
from quarterdeck.web import clock
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname


def _crumb(one: Any) -> list[dict[str, str]]:
    return [{"url": reverse("people:body", args=[one.code]), "label": localname(one)}]


@gate(Right.ADMINISTER)
def end_body(request: HttpRequest, code: str) -> HttpResponse:
    """End a body with its posts; the page says what hangs on it."""
    one, today = body(code), clock.today()
    form = EndForm(request.POST or None, initial={"day": today, "version": version_of_body(one)})

    def act(given: Mapping[str, Any]) -> str:
        end_organisation(organisation=one, by=request.actor, at=clock.now(), **given)
        return _("{name} ends on {day}.").format(name=localname(one), day=day_text(given["day"]))

    done = sent(request, form, act, partial(version_of_body, one), reverse("people:body", args=[code]))
    posts = [found for found in posts_of(one, today) if not found.ended]
    of_posts = backlinks_of_many(POST_WORK, [found.post.code for found in posts])
    work = open_to(request.actor, [*backlinks(BODY_WORK, code), *(link for some in of_posts.values() for link in some)])
    open_work = {link.url for link in work}
    return done or form_page(
        request, form, title=_("End the body"), crumbs=_crumb(one), save=_("End the body"), posts=posts,
        work=by_label(work), hangs=by_label(link for link in backlinks(BODY, code) if link.url not in open_work),
        below=[found for found in below(one) if found.valid_to is None],
        back=reverse("people:body", args=[code]), ending=True,
    )  # fmt: skip


@gate(Right.ADMINISTER)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Add a post to a body."""
    one = body(code)
    start = {"valid_from": max(clock.today(), one.valid_from or clock.today()), "code": f"{code}-"}
    form = PostForm(request.POST or None, initial=start)

    def act(given: Mapping[str, Any]) -> str:
        made = add_post(organisation=one, by=request.actor, at=clock.now(), **given)
        return _("The post {name} has been added.").format(name=localname(made))

    back = reverse("people:body", args=[code])
    return sent(request, form, act, lambda: 0, back) or form_page(
        request, form, title=_("Add a post"), crumbs=_crumb(one), save=_("Add the post"), back=back
    )


@gate(Right.ADMINISTER)
def end(request: HttpRequest, code: str) -> HttpResponse:
    """End a post, with whoever holds it."""
    one = post(code)
    form = EndForm(request.POST or None, initial={"day": clock.today(), "version": version("post", code)})

    def act(given: Mapping[str, Any]) -> str:
        end_post(post=one, by=request.actor, at=clock.now(), **given)
        return _("{name} ends on {day}.").format(name=localname(one), day=day_text(given["day"]))

    back = reverse("people:body", args=[one.organisation.code])
    return sent(request, form, act, partial(version, "post", code), back) or form_page(
        request, form, title=_("End the post"), subtitle=localname(one), crumbs=_crumb(one.organisation),
        save=_("End the post"), posts=[held(one, clock.today())], work=by_label(backlinks(POST_WORK, code)),
        back=back, ending=True,
    )  # fmt: skip


@gate(Right.ADMINISTER)
def take_up(request: HttpRequest, code: str) -> HttpResponse:
    """Say who takes up a post."""
    one, today = post(code), clock.today()
    now = held(one, today)
    form = TakeUpForm(request.POST or None, day=max(today, one.valid_from or today), held=bool(now.now),
                      version=version("post", code))  # fmt: skip

    def act(given: Mapping[str, Any]) -> str:
        made = take_up_post(
            post=one, holder=given["holder"], user=account(given["user"]) if given["user"] else None,
            day=given["day"], replace=given.get("replace") == GIVES_UP, version=given["version"], by=request.actor,
            at=clock.now(),
        )  # fmt: skip
        return _("{name} holds the post {post}.").format(name=made.holder, post=localname(one))

    back = reverse("people:body", args=[one.organisation.code])
    return sent(request, form, act, partial(version, "post", code), back) or form_page(
        request, form, title=_("Who takes up this post"), subtitle=localname(one), crumbs=_crumb(one.organisation),
        save=_("Save"), posts=[now], back=back,
    )  # fmt: skip


@gate(Right.ADMINISTER)
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody gives up a post."""
    one = membership(pk)
    back = reverse("people:body", args=[one.post.organisation.code])
    if one.valid_to is not None:
        return redirect(back)
    start = {"day": max(clock.today(), one.valid_from), "version": version("post", one.post.code)}
    form = LeaveForm(request.POST or None, initial=start)

    def act(given: Mapping[str, Any]) -> str:
        end_membership(membership=one, by=request.actor, at=clock.now(), **given)
        text = _("{name} gives up the post {post} on {day}.")
        return text.format(name=one.holder, post=localname(one.post), day=day_text(given["day"]))

    return sent(request, form, act, partial(version, "post", one.post.code), back) or form_page(
        request, form, title=_("{name} gives up the post").format(name=one.holder), subtitle=localname(one.post),
        crumbs=_crumb(one.post.organisation), save=_("Save"), back=back,
    )  # fmt: skip
