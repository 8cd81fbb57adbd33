"""Put papers before a review and send them to those who are asked to come."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.files.actions import keep_file
from quarterdeck.reviews.actions.checks import require_not_closed, words_of
from quarterdeck.reviews.actions.telling import tell_invited
from quarterdeck.reviews.models import AgendaItem, Paper, Review


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent, not stored yet."""

    name: str
    media_type: str
    content: bytes


@transaction.atomic
def add_paper(
    *, review: Review, title_vi: str, title_en: str = "", item: AgendaItem | None = None, file: Upload, by: Actor,
    at: datetime,
) -> Paper:  # fmt: skip
    """Put a file before a review, for one item or for all. A file marked with a level of secrecy is refused."""
    require(by, Right.PREPARE_REVIEW)
    require_not_closed(review)
    title = words_of(title_vi)
    refuse_secret((title, title_en), file_name=file.name, content=file.content, place="file")
    kept = keep_file(name=file.name, media_type=file.media_type, content=file.content, by=by, at=at)
    there = review.papers.filter(file=kept, item=item, withdrawn_at=None).first()
    if there is not None:  # sent twice
        return there
    made = Paper.objects.create(
        review=review, item=item, title_vi=title, title_en=title_en.strip(), file=kept, added_at=at,
        added_by=by.post_name or by.name,
    )  # fmt: skip
    record(act="review.paper_added", about_kind="review", about=review.code, by=by, at=at,
           detail={"paper": made.pk, "file": kept.digest})  # fmt: skip
    return made


@transaction.atomic
def withdraw_paper(*, paper: Paper, by: Actor, at: datetime) -> None:
    """Take a paper back; what was sent stays in the record."""
    require(by, Right.PREPARE_REVIEW)
    require_not_closed(paper.review)
    if not Paper.objects.filter(pk=paper.pk, withdrawn_at=None).update(withdrawn_at=at):
        return
    record(act="review.paper_withdrawn", about_kind="review", about=paper.review.code, by=by, at=at,
           detail={"paper": paper.pk, "title": paper.title_vi})  # fmt: skip


@transaction.atomic
def send_papers(*, review: Review, by: Actor, at: datetime) -> int:
    """Send agenda and papers to every post that is asked to come; returns to how many.

    `BadInput` where there is nothing to send or nobody to send it to.
    """
    require(by, Right.PREPARE_REVIEW)
    require_not_closed(review)
    if not review.items.exists():
        raise BadInput(gettext_noop("The agenda is empty: there is nothing to send."),
                       remedy=gettext_noop("Prepare the agenda first."))  # fmt: skip
    told = review.attendances.update(papers_at=at)
    if not told:
        raise BadInput(gettext_noop("Nobody is asked to come yet."),
                       remedy=gettext_noop("Ask posts to the review first."))  # fmt: skip
    Review.objects.filter(pk=review.pk).update(papers_sent_at=at, version=F("version") + 1)
    review.refresh_from_db()
    papers = list(review.papers.filter(withdrawn_at=None).values_list("pk", flat=True))
    record(act="review.papers_sent", about_kind="review", about=review.code, by=by, at=at,
           detail={"posts": told, "papers": papers})  # fmt: skip
    tell_invited("review.papers", review, by=by, at=at)
    return told
