"""The certificate of a draft: what was checked, against which figures, by whom, and what remains open."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from quarterdeck.areas.queries import province
from quarterdeck.core.errors import Conflict, NotFound
from quarterdeck.core.messages import gettext_noop
from quarterdeck.papers.certificate import Certificate, OpenPoint, certificate
from quarterdeck.papers.content import Letterhead, Paper
from quarterdeck.papers.letterhead import Heads
from quarterdeck.prose.text import language_of
from quarterdeck.prose.write import in_sentence
from quarterdeck.reports.models import Draft
from quarterdeck.reports.queries.cautions import cautions
from quarterdeck.reports.queries.desk import against_of, changes, counts, findings
from quarterdeck.reports.queries.posts import Posts
from quarterdeck.reports.queries.shown import Cards, Shown
from quarterdeck.reports.rules import Lang, place_of
from quarterdeck.reports.rules.desk import ACCEPTED, ALARMS, ASKED, OPEN, SET_ASIDE
from quarterdeck.web import packs
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.signs import verdict_word
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname, moment

# The kind of body whose papers the head of a briefing is.
_SECRETARIAT = "office"


def certificate_of(of: Draft, lang: Lang | None, *, at: datetime) -> Paper:
    """The certificate as a paper, in the language of the text unless said otherwise; `at` is when it is made.

    Raises `Conflict` for a text that was corrected since it was checked as a whole.
    """
    if of.stale or of.state != Draft.CHECKED:
        raise Conflict(gettext_noop("The text was corrected since it was checked as a whole."),
                       remedy=gettext_noop("Check it again, then make the certificate."))  # fmt: skip
    written: Lang = lang or ("vi" if language_of(of.text[:20_000]) == "vi" else "en")
    with override(written):
        made = _("Made by Quarterdeck on {day}.").format(day=day_text(timezone.localtime(at)))
        return certificate(_found(of, written), _letterhead(of, written), made)


def _found(of: Draft, lang: Lang) -> Certificate:
    told, corrected = counts(of), changes(of)
    source = of.file.digest if of.file else hashlib.sha256(of.original.encode()).hexdigest()
    return Certificate(
        lang=lang, text_title=of.name, file_name=of.file.name if of.file else of.name, digest=source,
        characters=len(of.text), against=_against(of), checked_by=Posts().called(of.checked_by),
        checked_at=moment(of.checked_at),
        counts=tuple((verdict_word(verdict), number) for verdict, number in told.verdicts.items()),
        corrected=len(corrected), open_points=tuple(_open_points(of)),
        notes=(*(say(one.text) for one in cautions(of)), *(localname(one, "text") for one in of.notes)),
    )  # fmt: skip


def _against(of: Draft) -> str:
    against = against_of(of)
    review = localname(against.review, "title") if against.review else ""
    if against.vintage is None:
        known = _("figures as known at {moment}").format(moment=moment(of.checked_at))
    else:
        known = _("figures of the vintage {name}, known on {day}").format(
            name=localname(against.vintage), day=day_text(against.vintage.known_on)
        )
    return "; ".join(part for part in (review, known) if part)


def _open_points(of: Draft) -> Iterator[OpenPoint]:
    cards, posts = Cards(of), Posts()
    for one in findings(of).exclude(state=ACCEPTED):
        if one.state != OPEN or one.verdict in ALARMS:
            yield _point(cards.card(one), posts)


def _point(card: Shown, posts: Posts) -> OpenPoint:
    one = card.row
    reason = localname(one, "reason")
    if one.state == SET_ASIDE:
        return OpenPoint(one.quote, one.decided_why, posts.called(one.decided_by), "aside")
    if one.state == ASKED and card.inquiry is not None:
        return OpenPoint(one.quote, reason, localname(card.inquiry.organisation), "asked")
    answer = _("{reason} Answer: {answer}").format(reason=reason, answer=card.inquiry.answer) if _said(card) else reason
    return OpenPoint(one.quote, answer, localname(card.responsible) if card.responsible else "")


def _said(card: Shown) -> bool:
    return card.inquiry is not None and bool(card.inquiry.answer)


def _letterhead(of: Draft, lang: Lang) -> Letterhead:
    """The head of the office's papers, as the country pack gives it for a briefing; of another body, with its name."""
    day = against_of(of).day
    area = province(day)
    if area is None:
        raise NotFound(gettext_noop("No province exists on the day of the review."))
    papers = Heads(packs.read(settings.PACK, "papers.yaml"), "papers.yaml")
    name = localname(area)
    place = place_of(name, papers.look_up("kind_words", lang))
    words = {
        key: str(papers.look_up("briefing", "state", key, lang)).format(
            province=in_sentence(name) if lang == "vi" else name, place=place
        )
        for key in ("issuer", "parent_body")
    }
    if of.office is not None and of.office.kind != _SECRETARIAT:
        own = of.office.area
        words["issuer"], place = localname(of.office), place_of(localname(own), papers.look_up("kind_words", lang))
        words["parent_body"] = words["parent_body"] if own == area and of.office.line == "state" else ""
    head = Heads(packs.read(settings.PACK, "letterhead.yaml")).letterhead(
        style=papers.look_up("briefing", "state", "style"), lang=lang, symbol="", place=place,
        year=timezone.localtime(of.checked_at).year, **words,
    )  # fmt: skip
    return replace(head, number_symbol="")
