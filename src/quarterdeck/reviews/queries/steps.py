"""What comes next once a review is closed: papers to take along, notices to sign, conclusions to see to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.core.links import Backlink, backlinks
from quarterdeck.reviews.models import Conclusion, Review
from quarterdeck.reviews.queries.notices import PARTY, Signed, signing
from quarterdeck.reviews.queries.reading import conclusions
from quarterdeck.web.templatetags.quarterdeck.words import localname


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to see to: `count` of them are open, `url` is where; `links` lead to its papers."""

    label: str
    count: int
    url: str
    links: tuple[Backlink, ...] = ()


def steps_after(of: Review, signed: Mapping[int, Signed]) -> list[Step]:
    """What comes next, in order; those with nothing open are done. Nothing while the review goes on."""
    return list(_steps(of, signed)) if of.state == Review.CLOSED else []


def _steps(of: Review, signed: Mapping[int, Signed]) -> Iterator[Step]:
    page, papers = reverse("reviews:review", args=[of.code]), reverse("reviews:notices", args=[of.code])
    notices, every = signing(of), list(conclusions(of))

    def first(found: list[Conclusion]) -> str:
        return f"{page}#conclusion-{found[0].number}" if found else page

    yield Step(_("Minutes to be signed by chair and secretary"), 1, papers, tuple(backlinks("minutes", of.code)))
    missing = [one for one in notices if one.notice is None]
    yield Step(_("Notices that could not be generated"), len(missing), papers)
    unsigned = [one for one in notices if one.notice is not None and one.notice.signed_on is None]
    drafts = tuple(
        replace(link, title=localname(one.body))
        for one in unsigned
        for link in backlinks("notice", f"{of.code}/{one.body.code}")[:1]
    )
    yield Step(_("Notices to be signed and entered"), len(unsigned), papers, drafts)
    loose = [one for one in every if one.kind == Conclusion.TASK and one.state == Conclusion.RECORDED]
    yield Step(_("Tasks to be issued"), len(loose), first(loose))
    unclear = [one for one in every if one.state == Conclusion.TO_BE_CLARIFIED]
    yield Step(_("Conclusions to be made clear"), len(unclear), first(unclear))
    carried = [one for one in every if _to_carry(one) and one.implemented_by_id is None]
    yield Step(_("Conclusions of the Party that no document carries to the departments yet"), len(carried), papers)
    dropped = [one.conclusion for one in signed.values() if one.undecided]
    yield Step(_("Conclusions that a signed notice leaves out: to be decided"), len(dropped), first(dropped))
    changed = [one.conclusion for one in signed.values() if one.fate == "changed" and one.moved]
    yield Step(_("Conclusions whose day or lead the signed notice changes"), len(changed), first(changed))
    unsent = of.attendances.filter(papers_at=None).count()
    yield Step(_("Posts that have not got the papers"), unsent, reverse("reviews:papers", args=[of.code]))


def _to_carry(one: Conclusion) -> bool:
    open_ = one.state not in (Conclusion.WITHDRAWN, Conclusion.DRAFT)
    return open_ and one.line == PARTY and one.kind != Conclusion.INFORMATION
