"""Read the notices of a review: who signs one, how the signed one differs, what carries Party conclusions further."""

from collections.abc import Sequence
from dataclasses import dataclass

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import gettext_noop
from quarterdeck.documents.models import Document
from quarterdeck.papers.words import word
from quarterdeck.people.models import Organisation
from quarterdeck.reviews.models import Conclusion, Notice, Review
from quarterdeck.reviews.queries.reading import conclusions
from quarterdeck.reviews.rules.difference import Change, difference, differs, normal
from quarterdeck.reviews.rules.signed import Fate, Moved, fate, moved

PARTY, IMPLEMENTS = "party", "implements"
# Notices are generated in the official language, with these words before lead, due date and result.
LABELS = {name: word("vi", name) for name in ("lead", "due", "result")}


@dataclass(frozen=True, slots=True)
class Signing:
    """A body that signs a notice of a review, with what it concluded, and the notice if one was generated."""

    body: Organisation
    conclusions: Sequence[Conclusion]
    notice: Notice | None


def signing(of: Review) -> list[Signing]:
    """Every body whose posts concluded something, the Party's first, each with its own conclusions. Two queries."""
    said: dict[int, list[Conclusion]] = {}
    bodies: dict[int, Organisation] = {}
    for one in conclusions(of).select_related("implemented_by"):
        body = one.author.organisation
        bodies[body.pk] = body
        said.setdefault(body.pk, []).append(one)
    kept = {one.body_id: one for one in of.notices.select_related("body", "document", "generated_file", "signed_file")}
    bodies |= {one.body_id: one.body for one in kept.values()}
    ordered = sorted(bodies.values(), key=lambda body: (body.line != PARTY, -len(said.get(body.pk, ())), body.code))
    return [Signing(body, said.get(body.pk, []), kept.get(body.pk)) for body in ordered]


def body_of(of: Review, code: str) -> Signing:
    """What one body signs; `NotFound` where it concluded nothing."""
    found = next((one for one in signing(of) if one.body.code == code), None)
    if found is None:
        raise NotFound(gettext_noop("This body concluded nothing in the review."),
                       remedy=gettext_noop("Look at the list of notices."))  # fmt: skip
    return found


def notice_of(conclusion: Conclusion) -> Notice | None:
    """The notice in which a conclusion stands, if it was generated."""
    return Notice.objects.filter(review=conclusion.review_id, body=conclusion.author.organisation_id).first()


def implementing(notice: Notice) -> list[Document]:
    """The registered documents of State bodies that implement the signed notice, oldest first; entries that correct
    it count. Two queries."""
    if notice.document is None:
        return []
    root = notice.document.root
    entries = Document.objects.filter(pk=root) | Document.objects.filter(first=root)
    found = Document.objects.filter(relations__kind=IMPLEMENTS, relations__target__in=entries)
    return list(found.exclude(issued_by__line=PARTY).exclude(family=PARTY).distinct().order_by("signed_on", "pk"))


@dataclass(frozen=True, slots=True)
class Compared:
    """A paragraph of both notices, and the conclusion that it states, or whose lead and day it names, if any."""

    change: Change
    conclusion: Conclusion | None


def compared(signed: Signing) -> list[Compared]:
    """The signed notice beside the generated one, paragraph by paragraph; empty while none is signed."""
    notice = signed.notice
    if notice is None or notice.signed_on is None:
        return []
    words = sorted(((normal(one.text_vi), one) for one in signed.conclusions), key=lambda pair: -len(pair[0]))
    lead, found, last = f"{LABELS['lead']}:", [], None
    for change in difference(notice.generated_text, notice.signed_text):
        stated = next((one for text, one in words if text and text in change.generated), None)
        if stated is not None or (change.generated and not change.generated.startswith(lead)):
            last = stated
        found.append(Compared(change, last if change.generated else None))
    return found


@dataclass(frozen=True, slots=True)
class Signed:
    """What a signed notice made of a conclusion: the same, changed or dropped; `moved` its new day or lead."""

    notice: Notice
    conclusion: Conclusion
    fate: Fate
    moved: Moved

    @property
    def undecided(self) -> bool:
        """Whether somebody still has to say what becomes of it."""
        return self.fate == "dropped" and not self.conclusion.after_signing


def signed_otherwise(of: Review) -> dict[int, Signed]:
    """The conclusions of which a signed notice says something else than the generated one, by their number.

    Two queries; none more however many notices.
    """
    found = {}
    for one in signing(of):
        if one.notice is None or one.notice.signed_on is None:
            continue
        by_number: dict[int, list[Change]] = {}
        for each in compared(one):
            if each.conclusion is not None and each.conclusion.number is not None:
                by_number.setdefault(each.conclusion.number, []).append(each.change)
        told = {said.number: said for said in one.conclusions}
        for number, changes in by_number.items():
            what = fate(changes)
            if what != "same":
                found[number] = Signed(one.notice, told[number], what, moved(changes, LABELS))
    return found


def signed_of(conclusion: Conclusion) -> Signed | None:
    """What the signed notice made of one conclusion; None where nothing is signed or nothing differs. Four queries."""
    if conclusion.number is None or conclusion.review.state != Review.CLOSED:
        return None
    return signed_otherwise(conclusion.review).get(conclusion.number)


def differing(found: Sequence[Compared]) -> bool:
    """Whether anything but number and day differs."""
    return differs([one.change for one in found])
