"""The draft desk: drafts, what was found in them in order of harm, and what was decided."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import override

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.figures.queries.catalogue import vintage
from quarterdeck.prose.check import Finding
from quarterdeck.prose.check.finding import WORDING
from quarterdeck.prose.matching import name_in, subject_of
from quarterdeck.reports.models import Draft, DraftChange, DraftFinding
from quarterdeck.reports.queries.drafts import Against
from quarterdeck.reports.queries.page import Piece
from quarterdeck.reports.rules.desk import ACCEPTED, ALARMS, ASKED, FINE, OPEN, SET_ASIDE, UNKNOWN, harm
from quarterdeck.reports.rules.edits import Edit, shifted, standing
from quarterdeck.web.gates import say

# The evidence that is no proof: what the number is of, in the words of the text.
SUBJECT = "subject"
# What may be shown besides every verdict by itself.
TO_DO, EVERY = "todo", "all"
_TO_DO = Q(state=OPEN, verdict__in=ALARMS)


def drafts() -> QuerySet[Draft]:
    """Every draft, newest first."""
    return Draft.objects.select_related("review__vintage", "file", "office")


def drafts_with_counts(organisation: str = "") -> QuerySet[Draft]:
    """The same without their texts, each with the number of its claims, of those that a figure is known for, and of
    those to look at; only what an organisation brought where one is named."""
    to_do = Count("findings", filter=Q(findings__state=OPEN, findings__verdict__in=ALARMS))
    held = Count("findings", filter=~Q(findings__verdict__in=UNKNOWN))
    rows = drafts().defer("text", "original").annotate(claims=Count("findings"), held=held, to_do=to_do)
    return rows.filter(office__code=organisation).order_by("-pk") if organisation else rows.order_by("-pk")


def draft(number: int) -> Draft:
    """One draft; `NotFound` otherwise."""
    found = drafts().filter(pk=number).first()
    if found is None:
        raise NotFound(Message(gettext_noop("There is no checked draft {number}."), {"number": number}))
    return found


def against_of(of: Draft) -> Against:
    """What a draft was held against."""
    return Against(of.review, vintage(of.vintage) if of.vintage else None, of.checked_at)


def row(found: Finding, of: Draft) -> DraftFinding:
    """A finding as it is kept with the draft, its reason in both languages."""
    fix = found.fix
    return DraftFinding(
        draft=of, start=found.start, end=found.end, quote=found.quote, verdict=found.verdict,
        harm=harm(found.verdict), cause=found.cause, figure=dict(found.figure) if found.figure else None,
        reason_vi=in_language("vi", found.reason), reason_en=in_language("en", found.reason),
        evidence=_evidence(found, of.text),
        candidates=[{"code": one.code, "name": one.name, "why": list(one.why)} for one in found.candidates],
        rules=list(found.claim.rules) if found.claim else [],
        fix=fix.text if fix else "", fix_start=fix.start if fix else 0, fix_end=fix.end if fix else 0,
    )  # fmt: skip


def _evidence(found: Finding, text: str) -> list[dict[str, Any]]:
    """What the verdict rests on, and the words of the text that say what the number is of (kind "subject")."""
    told = [
        {"kind": one.kind, "figure": dict(one.figure) if one.figure else None, "quote": one.quote}
        for one in found.evidence
    ]
    place = subject_of(found.claim, text) if found.claim else None
    name = name_in(text[place[0] : place[1]], found.claim.lang) if place and found.claim else ""
    if name:
        told.append({"kind": SUBJECT, "figure": None, "quote": name})
    return told


def in_language(language: str, message: Message) -> str:
    """A message in one of the languages, whatever the reader's is."""
    with override(language):
        return say(message)


def findings(of: Draft, show: str = EVERY) -> QuerySet[DraftFinding]:
    """The findings, the most harmful first, what was decided after what was not.

    `show` is "todo", "all", a verdict, or what was decided.
    """
    wanted = {TO_DO: _TO_DO, EVERY: Q(), **{state: Q(state=state) for state in (ACCEPTED, SET_ASIDE, ASKED)}}
    rank = Case(
        When(_TO_DO, then=Value(0)), When(~Q(state=OPEN), then=Value(1)), default=Value(2), output_field=IntegerField()
    )
    rows = of.findings.filter(wanted.get(show, Q(verdict=show)))
    return rows.annotate(rank=rank).order_by("rank", "harm", "start", "id")


def finding(of: Draft, number: int) -> DraftFinding | None:
    """One finding, None where the text was checked again since and it is gone."""
    return of.findings.filter(pk=number).first()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings there are: all, to look at, by verdict (worst first) and by what was decided."""

    every: int
    to_do: int
    verdicts: dict[str, int]
    states: dict[str, int]

    @property
    def numbers(self) -> int:
        """How many are about numbers, not about words beside them."""
        return self.every - self.verdicts.get(WORDING, 0)

    @property
    def fine(self) -> int:
        """How many agree with the figures."""
        return sum(self.verdicts.get(one, 0) for one in FINE)

    @property
    def illustrative(self) -> int:
        """How many are like figures that only illustrate."""
        return self.verdicts.get("illustrative", 0)

    @property
    def unknown(self) -> int:
        """About how many the figures say nothing."""
        return sum(self.verdicts.get(one, 0) for one in UNKNOWN)


def counts(of: Draft) -> Counts:
    """The numbers beside the filters. One query."""
    rows = list(of.findings.order_by("harm").values_list("verdict", "state").annotate(number=Count("id")))
    verdicts: dict[str, int] = {}
    states = dict.fromkeys((ACCEPTED, ASKED, SET_ASIDE), 0)
    for verdict, state, number in rows:
        verdicts[verdict] = verdicts.get(verdict, 0) + number
        if state in states:
            states[state] += number
    to_do = sum(number for verdict, state, number in rows if state == OPEN and verdict in ALARMS)
    return Counts(
        sum(verdicts.values()), to_do, verdicts, {state: number for state, number in states.items() if number}
    )


def pieces(of: Draft, start: int, end: int) -> list[Piece]:
    """The text in [start, end) cut at the claims, in reading order; overlapping claims keep the first."""
    found, at = [], start
    rows = of.findings.filter(start__gte=start, start__lt=end).order_by("start", "id")
    for number, first, last, verdict, state in rows.values_list("pk", "start", "end", "verdict", "state"):
        if first < at:
            continue
        if first > at:
            found.append(Piece(of.text[at:first]))
        found.append(Piece(of.text[first : min(last, end)], number, verdict, state))
        at = min(last, end)
    return [*found, Piece(of.text[at:end])] if at < end else found


def changes(of: Draft) -> list[DraftChange]:
    """The corrections that stand, in the order of the text."""
    return list(of.changes.filter(undone_at=None))


def edits(rows: list[DraftChange]) -> dict[Edit, DraftChange]:
    """Corrections as edits of the original."""
    return {Edit(one.start, one.end, one.new): one for one in rows}


def corrected_places(of: Draft) -> list[tuple[DraftChange, tuple[int, int]]]:
    """Each correction that stands with the place of its words in the text as it is."""
    known = edits(changes(of))
    return [(known[one], place) for one, place in standing(known)]


def apart(of: Draft) -> dict[int, str]:
    """Where the lines of the text as it is begin that are none of the running text, and what each is."""
    places = shifted([start for start, _kind in of.apart], edits(changes(of)))
    return dict(zip(places, [kind for _start, kind in of.apart], strict=True))


def finding_of(change: DraftChange) -> int:
    """The finding at the words of a correction that was undone; 0 where nothing is found there."""
    (start,) = shifted([change.start], edits(changes(change.draft)))
    near = change.draft.findings.filter(start__lt=start + len(change.old), end__gt=start)
    return near.order_by("harm", "start").values_list("pk", flat=True).first() or 0


def last_change(of: Draft) -> DraftChange | None:
    """The correction that was made last and stands."""
    return of.changes.filter(undone_at=None).order_by("-at", "-pk").first()


def history(of: Draft) -> QuerySet[Line]:
    """What was done with a draft, the newest first."""
    return Line.objects.filter(about_kind="draft", about=str(of.pk))
