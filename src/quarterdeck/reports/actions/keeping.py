"""Keep findings with their draft: what was decided stays with them while the text moves and is checked again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from quarterdeck.core.errors import Conflict, NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.prose.check import Finding
from quarterdeck.reports.models import Draft, DraftFinding
from quarterdeck.reports.queries.desk import corrected_places, row
from quarterdeck.reports.queries.owners import asked_about, owner
from quarterdeck.reports.rules.changing import require_change
from quarterdeck.reports.rules.desk import ACCEPTED, ALARMS, OPEN

_FOUND = (
    "start", "end", "quote", "verdict", "harm", "cause", "reason_vi", "reason_en", "figure", "evidence", "candidates",
    "rules", "fix", "fix_start", "fix_end",
)  # fmt: skip
_DECIDED = ("state", "decided_at", "decided_by", "decided_why")
_AT_A_TIME = 400
TRY_AGAIN = gettext_noop("Nothing was overwritten. Look at it as it is now and try again.")


def locked(number: int, version: int | None = None, *, since: datetime | None = None) -> Draft:
    """The draft for an act, nobody else changing it meanwhile.

    Raises `NotFound`, and `Conflict` where it is no longer at `version` or is being checked; not where that check
    began before `since`: it was given up.
    """
    of = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("review__vintage", "office")
        .filter(pk=number)
        .first()
    )
    if of is None:
        raise NotFound(Message(gettext_noop("There is no checked draft {number}."), {"number": number}))
    if of.state == Draft.CHECKING and not (since and of.checked_at < since):
        raise Conflict(gettext_noop("The text is being checked just now."),
                       remedy=gettext_noop("Wait until the check is done."))  # fmt: skip
    if version is not None and of.version != version:
        raise Conflict(gettext_noop("The draft has been changed since you opened it."), remedy=TRY_AGAIN)
    return of


def opened(draft: Draft, finding: int, version: int, act: str, by: Actor, at: datetime) -> tuple[Draft, DraftFinding]:
    """The draft, locked, and a finding of it as the actor saw it, for an act that is the actor's to do.

    Raises `Refused` for who may only read the draft, else as `locked` and `locked_finding` do.
    """
    require(by, Right.CHECK_DRAFT)
    of = locked(draft.pk)
    one = locked_finding(of, finding, version)
    require_change(by, act, owner(of, at), asked_about(of, one))
    return of, one


def locked_finding(of: Draft, number: int, version: int) -> DraftFinding:
    """A finding of a locked draft, as the actor saw it; `Conflict` says who was faster."""
    found = of.findings.filter(pk=number).first()
    if found is not None and found.version == version:
        return found
    if found is not None and found.decided_by:
        text = gettext_noop('{who} has already decided about "{quote}".')
        raise Conflict(Message(text, {"who": found.decided_by, "quote": found.quote}), remedy=TRY_AGAIN)
    raise Conflict(gettext_noop("This finding has been changed since you opened the page."), remedy=TRY_AGAIN)


def keep_findings(of: Draft, found: Sequence[Finding]) -> int:
    """Put what a check found in the place of what was found before; how many findings there are.

    A finding at the same place stays the same row, so that nobody who looks at it loses it. What was set aside or
    asked stays so while the words and the verdict do.
    """
    known = dict(_by_place(of.findings.all()))
    corrected = [place for _change, place in corrected_places(of)]
    fresh, changed = [], []
    for place, one in _by_place(row(each, of) for each in found):
        old = known.pop(place, None)
        _decided(one, old, any(start < one.end and one.start < end for start, end in corrected))
        if old is None:
            fresh.append(one)
        elif any(getattr(one, name) != getattr(old, name) for name in (*_FOUND, *_DECIDED)):
            one.pk, one.version = old.pk, old.version + 1
            changed.append(one)
    # Written anew under the same numbers: updating many columns of thousands of rows takes ten times as long.
    DraftFinding.objects.filter(pk__in=[one.pk for one in (*known.values(), *changed)]).delete()
    DraftFinding.objects.bulk_create([*fresh, *changed], batch_size=_AT_A_TIME)
    return len(found)


def _by_place(rows: Iterable[DraftFinding]) -> Iterator[tuple[tuple[int, int, int], DraftFinding]]:
    """Each finding under its place; several at one place are numbered."""
    seen: Counter[tuple[int, int]] = Counter()
    for one in rows:
        place = one.start, one.end
        yield (*place, seen[place]), one
        seen[place] += 1


def _decided(one: DraftFinding, old: DraftFinding | None, corrected: bool) -> None:
    """What was decided about the finding that stood there before, as far as it still holds."""
    alarm = one.verdict in ALARMS
    if old is not None and old.quote == one.quote:
        one.decided_at, one.decided_by, one.decided_why = old.decided_at, old.decided_by, old.decided_why
    if corrected and not alarm:
        one.state = ACCEPTED
    elif old is not None and old.quote == one.quote and old.state != ACCEPTED:
        one.state = old.state if old.verdict == one.verdict or not alarm else OPEN
